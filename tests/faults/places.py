"""Real places where saving goes wrong: a small full disk, one that is read only, a second window, a
clock that was set back. And files that something else damaged."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from mneedle_gui.records.audit import Trail, rows_of, verify
from mneedle_gui.records.backup import is_backup_name
from mneedle_gui.records.clients import Details, create
from mneedle_gui.records.desk import Desk
from mneedle_gui.records.errors import (
    DiskFailed,
    Foreign,
    KeysUnreadable,
    Newer,
    NoVault,
    RecordsTrouble,
)
from mneedle_gui.records.instance import Instance
from mneedle_gui.records.schema import VERSION, open_records
from mneedle_gui.records.slots import read_table
from mneedle_gui.system.files import FileTrouble
from tests.faults import day
from tests.faults.child import CAN_FORK, in_child
from tests.faults.day import KEY, MANAGER, SOUND, Clinic
from tests.faults.figures import Fault, Figures, Kind
from tests.faults.promises import faults_in

_SIZE = "4m"
_LARGER = "12m"


def full_disk(base: Path) -> Figures:
    """Save on a disk of 4 MB until it is full; make it larger; save again."""
    figures = Figures("full disk of 4 MB")
    figures.not_run = _why_no_mount()
    if figures.not_run:
        return figures
    with _mounted(base, f"size={_SIZE}"):
        vault, backups, told = base / "vault", base / "backups", list[str]()
        backups.mkdir()
        day.set_up(vault)
        clinic = Clinic(vault, SOUND)
        troubles = _until_trouble(clinic, told)
        found = _expected(troubles, "DiskFull", "saving")
        found += _still_read(clinic, told)
        backing_up = _trouble_of(lambda: day.back_up(vault, backups))
        found += _expected([backing_up], "DiskFull", "backing up")
        found += [Fault(Kind.HALF, "a backup on a full disk") for _ in backups.iterdir()]
        found += _expected([_trouble_of(lambda: clinic.photo("client-0"))], "DiskFull", "photo")
        clinic.close()
        figures.add(found, len(told))
        found = _expected([_trouble_of(lambda: Clinic(vault, SOUND).close())], "", "opening")
        _mount(base, f"remount,size={_LARGER}")
        clinic = Clinic(vault, SOUND)
        clinic.save(9_000, told.append)
        clinic.close()
        path = day.back_up(vault, backups)
        found += [] if is_backup_name(path.name) else [Fault(Kind.LOST, "backup with room again")]
        figures.add([*found, *faults_in(vault, told, "with room again", thorough=True)])
    return figures


def read_only(base: Path) -> Figures:
    """Open and save where nothing may be written."""
    figures = Figures("read-only disk")
    figures.not_run = _why_no_mount()
    if figures.not_run:
        return figures
    with _mounted(base, f"size={_LARGER}"):
        vault, told = base / "vault", list[str]()
        day.set_up(vault)
        day.work(vault, 0, 3, told.append)
        _mount(base, "remount,ro")
        trouble = _trouble_of(lambda: Clinic(vault, SOUND))
        found = _expected([trouble], "ReadOnly", "opening")
        _mount(base, "remount,rw")
        figures.add([*found, *faults_in(vault, told, "writable again", thorough=True)], len(told))
    return figures


def second_window(base: Path) -> Figures:
    """A second window is refused while the first lives, and let in at once when it was killed."""
    figures = Figures("second window")
    if not CAN_FORK:
        figures.not_run = "this system has no fork"
        return figures
    shutil.rmtree(base, ignore_errors=True)
    vault = base / "vault"
    day.set_up(vault)
    first = Clinic(vault, SOUND)
    found = _expected([in_child(lambda tell: tell(_second(vault))).told[0]], "InUse", "second")
    first.close()

    def killed(tell: Callable[[str], None]) -> None:
        Clinic(vault, SOUND).save(1, tell)
        day.work(vault, 2, 1_000_000, tell)

    told = in_child(killed, 0.05).told
    figures.add(found)
    figures.add(faults_in(vault, [t for t in told if t[0] != "!"], "after a kill"), len(told))
    return figures


def clock_set_back(base: Path) -> Figures:
    """Saves of a desk whose clock jumps ten years back and forth stay in order, and none is lost."""
    figures = Figures("clock set back")
    shutil.rmtree(base, ignore_errors=True)
    vault = base / "vault"
    day.set_up(vault)
    database, _ = open_records(vault / "records.db", KEY)
    moments = [datetime(year, 6, 1, tzinfo=UTC) for year in (2026, 2016, 2036, 1970, 2026)]
    told = []
    for number, moment in enumerate(moments):
        means = replace(day.means(), now=lambda moment=moment: moment)  # type: ignore[misc]
        desk = Desk(MANAGER, means, Trail(KEY, means, MANAGER.id).append)
        create(database, desk, f"client-{number}", Details(f"Client {number}"))
        told.append(f"client-{number}")
    order = [row.subject_id for row in rows_of(database)]
    sound = verify(rows_of(database), KEY) is None and order == told
    database.close()
    found = [] if sound else [Fault(Kind.HALF, "the audit of a clock that jumps")]
    figures.add([*found, *faults_in(vault, told, "clock", thorough=True)], len(told))
    return figures


def damaged_files(base: Path, runs: int, chance: random.Random) -> Figures:
    """Files that something else damaged: told as what they are, or all data is there, unchanged."""
    figures = Figures("damaged files")
    shutil.rmtree(base, ignore_errors=True)
    seed, vault = base / "seed", base / "vault"
    day.set_up(seed)
    told: list[str] = []
    day.work(seed, 0, 8, told.append)
    for name, (spoil, expected) in _SPECIAL.items():
        _fresh(seed, vault)
        spoil(vault)
        figures.add(_expected([_trouble_of(lambda: _look(vault))], expected.__name__, name))
    whole = (seed / "records.db").read_bytes()
    for run in range(runs):
        _fresh(seed, vault)
        content = _mutated(whole, chance)
        (vault / "records.db").write_bytes(content)
        trouble = _trouble_of(lambda: _look(vault))
        if trouble:
            figures.add([] if trouble == "Damaged" else [Fault(Kind.WRONG, f"{run}: {trouble}")])
        else:
            figures.add(faults_in(vault, told, f"damaged file {run}", thorough=content != whole))
    return figures


def _look(vault: Path) -> None:
    read_table(vault)
    with day.without_pauses():
        database, _ = open_records(vault / "records.db", KEY)
        try:
            database.check_thoroughly()
        finally:
            database.close()


def _newer(vault: Path) -> None:
    database, _ = open_records(vault / "records.db", KEY)
    database.engine.execute(f"PRAGMA user_version = {VERSION + 1}")
    database.close()


def _other_program(vault: Path) -> None:
    database, _ = open_records(vault / "records.db", KEY)
    database.engine.execute("PRAGMA application_id = 1")
    database.close()


def _plain(vault: Path) -> None:
    (vault / "records.db").unlink()
    plain = sqlite3.connect(vault / "records.db")
    plain.executescript("CREATE TABLE a (b); INSERT INTO a VALUES (1)")
    plain.close()


def _folder(vault: Path) -> None:
    (vault / "records.db").unlink()
    (vault / "records.db").mkdir()


def _no_keys(vault: Path) -> None:
    for name in ("keys.json", "keys.copy.json"):
        (vault / name).write_text("{", "utf-8")


_SPECIAL: dict[str, tuple[Callable[[Path], None], type[RecordsTrouble]]] = {
    "newer": (_newer, Newer),
    "of another program": (_other_program, Foreign),
    "not encrypted": (_plain, Foreign),
    "gone": (lambda vault: (vault / "records.db").unlink(), NoVault),
    "a folder": (_folder, DiskFailed),
    "keys damaged": (_no_keys, KeysUnreadable),
}


def _mutated(whole: bytes, chance: random.Random) -> bytes:
    content = bytearray(whole)
    at, page = chance.randrange(len(content)), chance.randrange(len(content) // 4096) * 4096
    match chance.randrange(8):
        case 0:
            content[at] ^= 1 << chance.randrange(8)
        case 1:
            content[at : at + 512] = bytes(len(content[at : at + 512]))
        case 2:
            content[page : page + 4096] = chance.randbytes(4096)
        case 3:
            del content[at:]
        case 4:
            del content[page:]
        case 5:
            content[at:at] = b"x"
        case 6:
            other = chance.randrange(len(content) // 4096) * 4096
            one = bytes(content[page : page + 4096])
            content[page : page + 4096] = content[other : other + 4096]
            content[other : other + 4096] = one
        case _:
            del content[chance.choice((0, 1)) :]
    return bytes(content)


def _fresh(seed: Path, vault: Path) -> None:
    shutil.rmtree(vault, ignore_errors=True)
    shutil.copytree(seed, vault)


def _until_trouble(clinic: Clinic, told: list[str]) -> list[str]:
    for number in range(5_000):
        if trouble := _trouble_of(lambda number=number: clinic.save(number, told.append)):  # type: ignore[misc]
            return [trouble]
    return ["none"]


def _still_read(clinic: Clinic, told: list[str]) -> list[Fault]:
    clients = len(clinic.database.rows("SELECT id FROM client"))
    known = sum(line.startswith("client") for line in told)
    return [] if clients >= known > 0 else [Fault(Kind.LOST, "reading on a full disk")]


def _second(vault: Path) -> str:
    return _trouble_of(lambda: Instance(vault).take()) or "let in"


def _trouble_of(action: Callable[[], object]) -> str:
    try:
        action()
    except (RecordsTrouble, FileTrouble) as trouble:
        return type(trouble).__name__
    except Exception as error:  # noqa: BLE001 - a fault without a calm sentence is what is looked for
        return repr(error)[:200]
    return ""


def _expected(troubles: list[str], wanted: str, what: str) -> list[Fault]:
    return [
        Fault(Kind.WRONG, f"{what}: {trouble or 'nothing'} told, not {wanted or 'nothing'}")
        for trouble in troubles
        if trouble != wanted
    ]


def _why_no_mount() -> str:
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        return "a small disk can be mounted on Linux by the administrator only"
    return ""


def _mount(base: Path, options: str) -> None:
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(base)]
    subprocess.run(command, check=True, capture_output=True)


@contextmanager
def _mounted(base: Path, options: str) -> Iterator[None]:
    base.mkdir(parents=True, exist_ok=True)
    _mount(base, options)
    try:
        yield
    finally:
        with suppress(OSError):
            os.sync()
        subprocess.run(["umount", "-l", str(base)], check=True)  # noqa: S607
