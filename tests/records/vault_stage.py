"""A clinic with a vault, a clock that is set by hand, chance that repeats, and ways to be cut off.

Stretching a passphrase is made cheap here; what it must cost is tried in ``test_keys.py``.
"""

from __future__ import annotations

import errno
import hashlib
import os
import sys
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest

from mneedle_gui.records import slots, vault
from mneedle_gui.records.database import Writer
from mneedle_gui.records.errors import WrongPassphrase
from mneedle_gui.records.keys import LEAST, Cost
from mneedle_gui.records.means import Means
from mneedle_gui.records.people import Person, Role
from mneedle_gui.records.slots import read_table
from mneedle_gui.records.staff import add_person
from mneedle_gui.records.throttle import Throttle
from mneedle_gui.records.vault import Vault

T = TypeVar("T")
PHRASE = "seven quiet herons wait"
BOBS = "copper kettle on the moon"
NEW = "another passphrase altogether"


def made_cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a passphrase be stretched in no time."""

    def stretched(passphrase: str, salt: bytes, cost: Cost) -> bytes:
        plain = unicodedata.normalize("NFKC", passphrase)
        return hashlib.sha256(f"{plain}|{salt.hex()}|{cost}".encode()).digest()

    monkeypatch.setattr(slots, "stretched", stretched)


@dataclass
class Machine:
    """A clock that goes on by a second each time it is asked, and chance that is counted."""

    at: datetime = datetime(2026, 11, 24, 9, tzinfo=UTC)
    seconds: float = 1000.0
    drawn: int = 0

    def now(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at

    def random(self, length: int) -> bytes:
        self.drawn += 1
        return hashlib.shake_256(str(self.drawn).encode()).digest(length)

    @property
    def means(self) -> Means:
        return Means(self.now, lambda: 240, lambda: self.seconds, self.random, LEAST)


@dataclass
class House:
    """One folder for a vault, and the way in."""

    folder: Path
    machine: Machine = field(default_factory=Machine)
    code: str = ""
    throttle: Throttle = field(init=False)

    def __post_init__(self) -> None:
        self.start_program()

    def start_program(self) -> None:
        """Forget what only the memory of the program knew."""
        self.throttle = Throttle(self.folder, self.machine.means.monotonic)

    def make(self, name: str = "Mia Mansour", phrase: str = PHRASE) -> Vault:
        made, self.code = vault.create(self.folder, name, phrase, self.machine.means)
        return made

    def unlock(self, who: Person | str, phrase: str = PHRASE) -> Vault:
        key = who if isinstance(who, str) else who.id
        return vault.unlock(self.folder, key, phrase, self.machine.means, self.throttle)

    def recover(self, code: str, who: Person, phrase: str = NEW) -> tuple[Vault, str]:
        means = self.machine.means
        return vault.unlock_with_recovery(self.folder, code, who.id, phrase, means, self.throttle)

    def opens(self, who: Person | str, phrase: str) -> bool:
        """Whether a passphrase opens; the vault is closed again."""
        (self.folder / "tries.json").unlink(missing_ok=True)
        self.start_program()
        try:
            self.unlock(who, phrase).close()
        except WrongPassphrase:
            return False
        return True

    def person(self, name: str) -> Person:
        return next(one for one in read_table(self.folder).people if one.name == name)


def house_with_two(folder: Path) -> tuple[House, Person, Person]:
    """A closed vault with a manager and a practitioner."""
    house = House(folder)
    opened = house.make()
    bob = add_person(opened, "Bob", Role.PRACTITIONER, BOBS, once=False)
    mia = opened.person
    opened.close()
    return house, mia, bob


def cuts(
    house_of: Callable[[int], House],
    prepare: Callable[[House], T],
    action: Callable[[House, T], object],
    *,
    statements: bool = True,
) -> Iterator[House]:
    """A house for each step that ``action`` was killed before, and at last one where it ended.

    Without ``statements`` those of a transaction, which the engine keeps or drops as one, are no steps.
    """
    step, killed = 0, True
    while killed:
        step += 1
        house = house_of(step)
        killed = cut_off(
            step, partial(action, house), partial(prepare, house), statements=statements
        )
        yield house


def cut_off(
    step: int, action: Callable[[T], object], prepare: Callable[[], T], *, statements: bool = True
) -> bool:
    """Carry out ``action`` in a child that is killed before its n-th step on the disk.

    A step is a rename, a removal, a new folder, a forced write or a statement of a transaction. Says
    whether it was cut off; if not, it came to its end.
    """
    child = os.fork()
    if child == 0:
        try:
            prepared = prepare()
            _count_down(step, statements=statements)
            action(prepared)
        except BaseException:  # noqa: BLE001 - a child of a test has nobody to tell
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    assert code in {0, 9}
    return code == 9


def _count_down(step: int, *, statements: bool) -> None:
    left = step

    def count() -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os._exit(9)

    def seen(event: str, _: object) -> None:
        if event in {"os.rename", "os.remove", "os.mkdir"}:
            count()

    sys.addaudithook(seen)
    fsync, run = os.fsync, Writer.run

    def counted_fsync(handle: int) -> None:
        count()
        fsync(handle)

    def counted_run(self: Writer, *arguments: object) -> int:
        count()
        return run(self, *arguments)  # type: ignore[arg-type]

    os.fsync = counted_fsync  # type: ignore[assignment]
    if statements:
        Writer.run = counted_run  # type: ignore[method-assign, assignment]


@contextmanager
def failing(monkeypatch: pytest.MonkeyPatch, step: int, code: int = errno.ENOSPC) -> Iterator[None]:
    """Let the n-th forced write or rename of a file fail, once."""
    left = step
    fsync, replace = os.fsync, Path.replace

    def count() -> None:
        nonlocal left
        left -= 1
        if left == 0:
            raise OSError(code, "a name that must not be told")

    def failing_fsync(handle: int) -> None:
        count()
        fsync(handle)

    def failing_replace(self: Path, target: Path) -> Path:
        count()
        return replace(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", failing_fsync)
        patch.setattr(Path, "replace", failing_replace)
        yield
