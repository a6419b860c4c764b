"""A day at the desk as a child process lives it: opened by the recipe, saved through the program's own
doors, each save told as soon as it came back. And what must be true of the vault afterwards."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import TypeAlias
from unittest import mock

from PIL import Image

from mneedle_gui.domain.answers import Answers, Text
from mneedle_gui.records.audit import Trail, rows_of, verify
from mneedle_gui.records.backup import is_backup_name, make_backup, sweep
from mneedle_gui.records.backup_file import opened_backup
from mneedle_gui.records.clients import Details, create
from mneedle_gui.records.database import Database
from mneedle_gui.records.desk import Desk
from mneedle_gui.records.drafts import Draft, autosave, resume, start
from mneedle_gui.records.errors import RecordsTrouble
from mneedle_gui.records.instance import Instance
from mneedle_gui.records.key_table import KeyTable
from mneedle_gui.records.keys import LEAST
from mneedle_gui.records.means import Means
from mneedle_gui.records.people import Person, Role
from mneedle_gui.records.photos import Photo, Photos, View, photos_of
from mneedle_gui.records.pictures import Picture, picture_from
from mneedle_gui.records.restore import restore, settle
from mneedle_gui.records.schema import VERSION, make_records, open_records
from mneedle_gui.records.slots import read_table, write_table
from mneedle_gui.system.files import FileTrouble
from tests.faults.figures import Fault, Kind

KEY = bytes(range(32))
VAULT = "vault-1"
MANAGER = Person("staff-1", "Dr Sara Amin", Role.MANAGER)
MARKER = "Zubaida Markerova"
TODAY = date(2026, 11, 24)
VERSIONS = 3

Tell: TypeAlias = Callable[[str], None]

_KNOWN = {"records.db", "keys.json", "keys.copy.json", "photos", "in-use.lock", "open.marker"}
_IN_CLEAR = [MARKER.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")]

_HALVES = {
    "client without words": """
        SELECT id FROM client WHERE id NOT IN (SELECT client_id FROM client_word)""",
    "row without audit": """
        SELECT id FROM client UNION SELECT id FROM consultation UNION SELECT id FROM photo
        EXCEPT SELECT subject_id FROM audit WHERE action = 'create'""",
    "audit without row": """
        SELECT subject_id FROM audit WHERE action = 'create' EXCEPT SELECT id FROM client
        EXCEPT SELECT id FROM consultation EXCEPT SELECT id FROM photo""",
}


@dataclass(frozen=True, slots=True)
class Plants:
    """Mistakes put into the program on purpose, to see that the harness finds them."""

    synchronous_off: bool = False
    no_fsync: bool = False
    leak: bool = False
    half: bool = False


SOUND = Plants()


class Clinic:
    """An open vault and the person at work."""

    def __init__(self, vault: Path, plants: Plants) -> None:
        self.vault = vault
        self.plants = plants
        self.means = means()
        settle(vault, TODAY)
        self._instance = Instance(vault)
        self._instance.take()
        try:
            self.database, _ = open_records(vault / "records.db", KEY)
        except BaseException:
            self._instance.give_back()
            raise
        if plants.synchronous_off:
            self.database.engine.execute("PRAGMA synchronous = OFF")
        self.desk = Desk(MANAGER, self.means, Trail(KEY, self.means, MANAGER.id).append)
        self.photos = Photos(vault / "photos", KEY, os.urandom)

    def save(self, number: int, tell: Tell) -> None:
        """One client, a draft saved again and again, and for every third a photo."""
        client, draft = f"client-{number}", _draft(number, 0)
        create(self.database, self.desk, client, Details(f"{MARKER} {number}"))
        tell(client)
        draft = start(self.database, self.desk, replace(draft, client_id=client))
        tell(f"{draft.id} 0")
        for version in range(1, VERSIONS + 1):
            later = _draft(number, version)
            draft = autosave(
                self.database,
                self.desk,
                replace(
                    draft,
                    save_id=later.save_id,
                    reference=later.reference,
                    answers=later.answers,
                ),
            )
            tell(f"{draft.id} {version}")
            self._mistake(number, version)
        if number % 3 == 0:
            tell(f"photo {self.photo(client).id}")

    def photo(self, client: str) -> Photo:
        """Keep a photo."""
        return self.photos.add(
            self.database,
            self.desk,
            _picture(),
            client_id=client,
            consultation_id="",
            view=View.FRONT,
            taken_on=TODAY,
        )

    def close(self) -> None:
        """End the session."""
        self.database.close()
        self._instance.give_back()

    def _mistake(self, number: int, version: int) -> None:
        if self.plants.leak:
            (self.vault / f"draft-{number}.tmp").write_text(f"{MARKER} {version}", "utf-8")
        if self.plants.half and version == VERSIONS:
            with self.database.writing() as writer:
                writer.run("DELETE FROM client_word WHERE client_id = ?", (f"client-{number}",))


def means() -> Means:
    """The machine's own clock and chance."""
    return Means(lambda: datetime.now(UTC), lambda: 0, time.monotonic, os.urandom, LEAST)


def warm_up() -> None:
    """Load what is loaded at first use, so that children need not read the program's own files."""
    _picture()
    MARKER.encode("utf-16-le")


def _picture() -> Picture:
    file = BytesIO()
    Image.new("RGB", (64, 48), (200, 150, 140)).save(file, "PNG")
    return picture_from(file.getvalue())


def _draft(number: int, version: int) -> Draft:
    return Draft(
        id=f"draft-{number}",
        save_id=f"save-{number}-{version}",
        held_on=TODAY,
        answers=Answers({"note": Text(f"NP-{number}-{version}")}),
        reference=f"NP-{number}-{version}",
        practitioner=MANAGER.name,
    )


@contextmanager
def planted(plants: Plants) -> Iterator[None]:
    """The program with a mistake in it: what it forces to the disk itself is not forced."""
    if not plants.no_fsync:
        yield
        return
    with mock.patch("os.fsync", return_value=None):
        yield


def without_pauses() -> AbstractContextManager[object]:
    """Try again at once where the program would wait for a disk to come round."""
    return mock.patch("mneedle_gui.records.database._PAUSES", (0.0, 0.0, 0.0))


def set_up(vault: Path) -> None:
    """A new vault with one person in it."""
    vault.mkdir(parents=True)
    make_records(vault / "records.db", KEY)
    write_table(vault, KeyTable(VAULT, 0, (MANAGER,), ()).sealed(KEY))
    database, _ = open_records(vault / "records.db", KEY)
    with database.writing() as writer:
        values = (MANAGER.id, MANAGER.name, MANAGER.role.value, "2026-11-24T08:00:00.000+00:00")
        writer.run("INSERT INTO staff VALUES (?, ?, ?, 1, ?, 1)", values)
    database.close()


def lasting(vault: Path) -> None:
    """Force the names of new folders to the disk, from the vault up to where others made the folder."""
    for folder in (vault.parent, vault.parent.parent):
        handle = os.open(folder, os.O_RDONLY)
        os.fsync(handle)
        os.close(handle)


def work(vault: Path, first: int, rounds: int, tell: Tell, plants: Plants = SOUND) -> None:
    """Open, save round after round, close."""
    with planted(plants):
        clinic = Clinic(vault, plants)
        for number in range(first, first + rounds):
            clinic.save(number, tell)
        clinic.close()


def back_up(vault: Path, into: Path, plants: Plants = SOUND) -> Path:
    """Make a backup, as the program does beside the window."""
    with planted(plants):
        return make_backup(vault, KEY, into, means()).path


def bring_back(backup: Path, vault: Path, plants: Plants = SOUND) -> None:
    """Restore a backup."""
    with planted(plants):
        restore(backup, vault, KEY, TODAY)


def faults_in(
    vault: Path, told: Sequence[str], where: str, *, thorough: bool = False
) -> list[Fault]:
    """What is not as it was promised in a vault whose program was ended somehow."""
    try:
        with without_pauses():
            clinic = Clinic(vault, SOUND)
    except (RecordsTrouble, FileTrouble) as trouble:
        name = type(trouble).__name__
        return [Fault(Kind.WRONG, f"{where}: {name}"), Fault(Kind.LOST, f"{where}: all, {name}")]
    try:
        if thorough:
            clinic.database.check_thoroughly()
        clinic.photos.sweep(clinic.database, TODAY, TODAY)
        sweep(vault, (), VAULT)
        found = [*_lost(clinic, told, where), *_half(clinic.database, where)]
        found += [Fault(Kind.HALF, f"{where}: photo") for _ in _photos_without_file(clinic)]
        if not read_table(vault).is_genuine(KEY):
            found.append(Fault(Kind.WRONG, f"{where}: keys"))
        return [*found, *_readable(vault, where)]
    except (RecordsTrouble, FileTrouble) as trouble:
        return [Fault(Kind.WRONG, f"{where}: {type(trouble).__name__} after opening")]
    finally:
        clinic.close()


def backup_faults(folder: Path, told: Sequence[str], where: str) -> list[Fault]:
    """What is wrong with backups: one that was told is missing, or one has the name and is not whole."""
    there = {path.name for path in folder.iterdir() if is_backup_name(path.name)}
    found = [Fault(Kind.LOST, f"{where}: {name}") for name in set(told) - there]
    for name in sorted(there):
        try:
            with opened_backup(folder / name, VERSION) as file:
                file.check()
                if not file.belongs_to(KEY):
                    found.append(Fault(Kind.HALF, f"{where}: {name} is signed by nobody"))
        except RecordsTrouble as trouble:
            found.append(Fault(Kind.HALF, f"{where}: {name}, {type(trouble).__name__}"))
    return [*found, *_words_in(folder, where)]


def _lost(clinic: Clinic, told: Sequence[str], where: str) -> Iterator[Fault]:
    clients = {str(row[0]) for row in clinic.database.rows("SELECT id FROM client")}
    photos = {str(row[0]) for row in clinic.database.rows("SELECT id FROM photo")}
    drafts = {
        str(key): int(str(save).rpartition("-")[2])
        for key, save in clinic.database.rows("SELECT id, save_id FROM consultation")
    }
    for one in told:
        key, _, rest = one.partition(" ")
        if key == "photo":
            there = rest in photos
        elif key.startswith("draft"):
            there = drafts.get(key, -1) >= int(rest)
        else:
            there = key in clients
        if not there:
            yield Fault(Kind.LOST, f"{where}: {one}")


def _half(database: Database, where: str) -> Iterator[Fault]:
    """A save of several rows of which only some are there, or a row whose parts disagree."""
    for name, sql in _HALVES.items():
        for _ in database.rows(sql):
            yield Fault(Kind.HALF, f"{where}: {name}")
    for key, save in database.rows("SELECT id, save_id FROM consultation"):
        draft = resume(database, str(key))
        number = str(save).removeprefix("save-")
        if draft.reference != f"NP-{number}" or draft.answers["note"] != Text(f"NP-{number}"):
            yield Fault(Kind.HALF, f"{where}: {key}")
    if verify(rows_of(database), KEY) is not None:
        yield Fault(Kind.HALF, f"{where}: audit")


def _photos_without_file(clinic: Clinic) -> Iterator[Photo]:
    for row in clinic.database.rows("SELECT DISTINCT client_id FROM photo"):
        for photo in photos_of(clinic.database, str(row[0])):
            try:
                clinic.photos.content(photo)
            except RecordsTrouble:
                yield photo


def _readable(vault: Path, where: str) -> Iterator[Fault]:
    for path in vault.iterdir():
        if path.name.removesuffix("-wal").removesuffix("-shm") not in _KNOWN:
            yield Fault(Kind.READABLE, f"{where}: an unknown file")
    yield from _words_in(vault, where)


def _words_in(folder: Path, where: str) -> Iterator[Fault]:
    for path in folder.rglob("*"):
        if path.is_file() and any(words in path.read_bytes() for words in _IN_CLEAR):
            yield Fault(Kind.READABLE, f"{where}: a client's name in the clear")
