"""A new database with two people at work, a clock that ticks, and everything the audit was told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from mneedle_gui.records.audit import Action, Changed
from mneedle_gui.records.clients import Client, Details, create
from mneedle_gui.records.database import Database, Writer
from mneedle_gui.records.desk import Desk
from mneedle_gui.records.means import Means
from mneedle_gui.records.people import Person, Role
from mneedle_gui.records.schema import make_records, open_records

KEY = bytes(range(32))
SARA = Person("staff-1", "Dr Sara Amin", Role.PRACTITIONER)
NOOR = Person("staff-2", "Noor", Role.RECEPTION)


@dataclass
class Machine:
    """A clock that goes on by a second each time, and chance that is counted."""

    at: datetime = datetime(2026, 11, 24, 9, tzinfo=UTC)
    drawn: int = 0

    def now(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at

    def random(self, length: int) -> bytes:
        self.drawn += 1
        return self.drawn.to_bytes(length)


@dataclass
class Stage:
    """Records in a folder, and the people who use them."""

    database: Database
    machine: Machine = field(default_factory=Machine)
    told: list[tuple[str, str, str, tuple[Changed, ...]]] = field(default_factory=list)

    def desk(self, person: Person = SARA) -> Desk:
        machine = self.machine
        means = Means(machine.now, lambda: 240, lambda: 0.0, machine.random)
        return Desk(person, means, self._audit)

    def client(self, details: Details) -> Client:
        desk = self.desk(NOOR)
        return create(self.database, desk, desk.new_id(), details)

    def _audit(
        self, writer: Writer, action: Action, kind: str, key: str, changes: Iterable[Changed]
    ) -> None:
        assert writer.rows("SELECT 1") == [(1,)]
        self.told.append((action.value, kind, key, tuple(changes)))


def stage(folder: Path) -> Stage:
    """Empty records with both people in them."""
    path = folder / "records.db"
    make_records(path, KEY)
    database, _ = open_records(path, KEY)
    with database.writing() as writer:
        for person in (SARA, NOOR):
            values = (person.id, person.name, person.role.value, "2026-11-24T08:00:00.000+00:00")
            writer.run("INSERT INTO staff VALUES (?, ?, ?, 1, ?, 1)", values)
    return Stage(database)
