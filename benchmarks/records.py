"""The records: saving a draft beside the bare engine, and finding a client among very many."""

from __future__ import annotations

import math
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as engine

from benchmarks.figure import Figure
from mneedle_gui.content import load
from mneedle_gui.exchange import answers_file
from mneedle_gui.records.audit import Action, Changed
from mneedle_gui.records.clients import Details
from mneedle_gui.records.codec import answers_text
from mneedle_gui.records.database import Database, Writer
from mneedle_gui.records.desk import Desk
from mneedle_gui.records.drafts import Draft, autosave, start
from mneedle_gui.records.finding import find
from mneedle_gui.records.means import Means
from mneedle_gui.records.people import Person, Role
from mneedle_gui.records.schema import make_records, open_records
from mneedle_gui.records.search import marks_of
from mneedle_gui.services.samples import samples

_SAVES = 400
_QUERIES = 400
_SIZES = (1_000, 10_000, 100_000)
_KEY = bytes(range(32))
_DAY = date(2026, 11, 24)
_AT = datetime(2026, 11, 24, 9, tzinfo=UTC)
_FIRST = (
    "Mohammed Ahmed Ali Omar Khalid Hassan Hussein Yousef Ibrahim Abdullah Fatima Aisha Mariam Layla"
    " Noura Sara Huda Amal Reem Noor Anna Maria Elena Olga Ekaterina Sofia Emma Olivia Priya Anjali"
    " Deepa Lakshmi Wei Li Mei Jin John David James Michael Peter Lucas"
)
_ARABIC = "محمد أحمد علي عمر خالد حسن فاطمة عائشة مريم ليلى نورة سارة هدى أمل"
_LAST = (
    "Al-Hashimi|Haddad|Al Mansouri|Nasser|Saleh|Khan|Sharma|Patel|Singh|Ivanova|Petrova|Smirnova|Rossi"
    "|Smith|Jones|Brown|van der Berg|de Silva|Fernandes|O’Neil|Müller|Garcia|Chen|Wang|Kim|Tanaka"
    "|بن سعود|الهاشمي|حداد|المنصوري|ناصر"
)


def figures(root: Path) -> Iterator[Figure]:
    """Save and find, each in a new database of its own."""
    with tempfile.TemporaryDirectory() as folder:
        yield _saving(root, Path(folder))
    usual: dict[int, float] = {}
    for size in _SIZES:
        with tempfile.TemporaryDirectory() as folder:
            times = _finding(Path(folder), size)
        usual[size] = statistics.median(times)
        how = f"99th percentile of {len(times)} queries, median {usual[size]:.2f} ms"
        yield Figure(f"find among {size:,} clients", _at(times, 0.99), 16.0, "ms", how)
    most, least = _SIZES[-1], _SIZES[0]
    how = f"median at {most:,} beside {least:,} clients; the bar is how the logarithm grows"
    bar = math.log(most) / math.log(least)
    yield Figure("finding, growth with clients", usual[most] / usual[least], bar, "x", how)


def _saving(root: Path, folder: Path) -> Figure:
    """A draft of a full consultation, in turns with an update of one row of the same bytes."""
    content = load(root)
    text = samples(root)[-1].text
    held = answers_file.read(text, content.questionnaire, content.protocol, _DAY)
    database, desk = _records(folder), _desk()
    fresh = Draft(id="draft", save_id="first", held_on=_DAY, answers=held.answers, edits=held.edits)
    draft = start(database, desk, fresh)
    size = len(answers_text(held.answers)) + 200
    bare = _bare(folder / "bare.db")
    ours: list[float] = []
    plain: list[float] = []
    for round_ in range(_SAVES):
        one = replace(draft, save_id=str(round_))
        began = time.perf_counter()
        draft = autosave(database, desk, one)
        ours.append((time.perf_counter() - began) * 1000)
        content_ = f"{round_:06}" * (size // 6)
        plain.append(_timed(lambda: _commit(bare, content_)))  # noqa: B023 - called at once
    database.close()
    bare.close()
    our, their = statistics.median(ours), statistics.median(plain)
    how = (
        f"{our:.2f} ms beside {their:.2f} ms for {size} bytes by the bare engine; {_SAVES} in turns"
    )
    return Figure("saving a draft", our / their, 1.3, "x", how)


def _bare(path: Path) -> Any:
    connection = engine.connect(str(path), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{_KEY.hex()}'\"")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE saved (id INTEGER PRIMARY KEY, content TEXT NOT NULL)")
    connection.execute("INSERT INTO saved VALUES (1, '')")
    return connection


def _commit(connection: Any, content: str) -> None:
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("UPDATE saved SET content = ? WHERE id = 1", (content,))
    connection.execute("COMMIT")


def _finding(folder: Path, size: int) -> list[float]:
    """Milliseconds of queries as a person types them: every beginning from the first letter on."""
    chance = random.Random(size)  # noqa: S311 - names for timing, not keys
    database = _records(folder)
    people = [_person(chance) for _ in range(size)]
    _fill(database, people)
    typed = list(_typed(chance, people))[:_QUERIES]
    for words in typed[:20]:
        find(database, words)
    times = [_timed(lambda words=words: find(database, words)) for words in typed]  # type: ignore[misc]
    database.close()
    return times


def _person(chance: random.Random) -> Details:
    first = chance.choice((_FIRST + " " + _ARABIC).split())
    middle = chance.choice(_FIRST.split())
    last = chance.choice(_LAST.split("|"))
    if chance.random() < 0.5:  # noqa: PLR2004 - half the clients have names that few others have
        last = "".join(chance.choice("bdfgklmnrst") + chance.choice("aeiou") for _ in range(4))
    born = date(1950, 1, 1) + timedelta(days=chance.randrange(20_000))
    return Details(
        f"{first} {middle} {last}", phone=f"+97150{chance.randrange(10**7):07}", note=str(born)
    )


def _fill(database: Database, people: Iterable[Details]) -> None:
    """Put everybody in within one transaction, as an import would."""
    numbers = count(1)
    rows, marks = [], []
    for one in people:
        number = next(numbers)
        key, born = f"client-{number:07}", one.note
        rows.append((key, f"C-{number:06}", one.name, born, one.phone))
        marks += [(mark, key) for mark in marks_of(one.name, born, one.phone)]
    with database.writing() as writer:
        writer.run_many(
            """INSERT INTO client (id, reference, name, birth_date, phone, email, language, note,
            created_at, created_by, changed_at, seen_at, row_version)
            VALUES (?, ?, ?, ?, ?, '', '', '', '', 'staff', '', '', 1)""",
            rows,
        )
        writer.run_many("INSERT INTO client_word (word, client_id) VALUES (?, ?)", sorted(marks))
    database.tidy()


def _typed(chance: random.Random, people: list[Details]) -> Iterator[str]:
    while True:
        one = chance.choice(people)
        words = one.name.split()
        chance.shuffle(words)
        whole = " ".join(words[: chance.choice((1, 2, 3))])
        yield from (whole[:length] for length in range(1, len(whole) + 1, 2))
        yield whole
        yield one.phone[-7:]
        yield f"{words[0]} {one.note}"
        yield chance.choice(("mohammed maria", "محمد", "ahmed ali", "a b", "m", "khalid olga x"))
        if chance.random() < 1 / 200:
            return


def _records(folder: Path) -> Database:
    path = folder / "records.db"
    make_records(path, _KEY)
    database, _ = open_records(path, _KEY)
    with database.writing() as writer:
        writer.run("INSERT INTO staff VALUES ('staff', 'S', 'manager', 1, '', 1)")
    return database


def _desk() -> Desk:
    numbers = count(1)
    means = Means(
        lambda: _AT, lambda: 0, time.monotonic, lambda length: next(numbers).to_bytes(length)
    )
    return Desk(Person("staff", "S", Role.MANAGER), means, _unheard)


def _unheard(
    _writer: Writer, _action: Action, _kind: str, _key: str, _told: Iterable[Changed]
) -> None:
    return None


def _timed(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return (time.perf_counter() - began) * 1000


def _at(times: list[float], share: float) -> float:
    return sorted(times)[int(len(times) * share)]
