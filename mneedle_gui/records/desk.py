"""Who acts, and the clock, ids and audit that a change is made with."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from mneedle_gui.records.audit import Action, Changed
from mneedle_gui.records.database import Database, Writer
from mneedle_gui.records.means import Means
from mneedle_gui.records.people import Person, Right

Auditor: TypeAlias = Callable[[Writer, Action, str, str, Iterable[Changed]], None]
"""Adds a row to the audit within the transaction of what it tells about: `Trail.append`."""


@dataclass(frozen=True, slots=True)
class Desk:
    """One person at work. Nothing in the records asks the machine for time or chance itself."""

    person: Person
    means: Means
    audit: Auditor

    def moment(self) -> str:
        """Now, as the records write it."""
        return self.means.moment()

    def new_id(self) -> str:
        """A new id; ids sort by the time they were made."""
        return self.means.new_id()


class OpenRecords(Protocol):
    """Records that somebody unlocked, as far as verbs without a window need them; a `Vault` is such."""

    @property
    def database(self) -> Database:
        """The open database; to be asked for each time, because a change of the lock replaces it."""

    @property
    def desk(self) -> Desk:
        """The person at work, with clock, ids and audit."""

    def need(self, right: Right) -> None:
        """See that the person at work has a right.

        Raises:
            NotAllowed: the role does not allow it.
        """
