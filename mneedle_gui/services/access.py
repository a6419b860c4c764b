"""The way into the records and out of them: setting up, unlocking, locking, people, recovery.

Made once per run of the program, because it counts wrong tries. Everything here but `state` and
`people` stretches passphrases or writes to the disk, and belongs on the worker.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from mneedle_gui.documents.compose.recovery_sheet import Recovery
from mneedle_gui.documents.compose.recovery_sheet import recovery_sheet as compose_sheet
from mneedle_gui.records import audit, new_lock, restore, staff, vault
from mneedle_gui.records.errors import MistypedRecoveryCode, NoName
from mneedle_gui.records.means import Means
from mneedle_gui.records.passphrases import PassphraseLists, read_lists
from mneedle_gui.records.people import Person, Right, Role
from mneedle_gui.records.recovery import GROUPS, group_of, signs_of
from mneedle_gui.records.slots import read_table
from mneedle_gui.records.text import line
from mneedle_gui.records.throttle import Throttle
from mneedle_gui.records.vault import State, Vault
from mneedle_gui.services import issuing
from mneedle_gui.services.workbench import Workbench
from mneedle_gui.system.paths import Places

__all__ = [
    "Access",
    "LockChanged",
    "NewCode",
    "Offer",
    "Right",
    "Role",
    "State",
    "Vault",
    "machine",
    "recovery_sheet",
]

FOLDER = "vault"
_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Offer:
    """A passphrase to choose, and how much chance is in it."""

    passphrase: str
    bits: int


@dataclass(frozen=True, slots=True)
class NewCode:
    """A recovery code that was just made, and the group of it, from 1, to be typed back."""

    code: str
    group: int


@dataclass(frozen=True, slots=True)
class LockChanged:
    """What a change of the lock gives out: a recovery code, and a first passphrase for each other."""

    code: NewCode
    phrases: tuple[tuple[Person, str], ...]


def machine() -> Means:
    """The clock and the chance of this machine."""
    return Means(
        now=lambda: datetime.now(UTC),
        offset_minutes=lambda: _minutes(datetime.now(UTC).astimezone().utcoffset()),
        monotonic=time.monotonic,
        random=secrets.token_bytes,
    )


def recovery_sheet(opened: Vault, code: str, bench: Workbench) -> bytes:
    """The sheet with a recovery code as PDF. It is never saved: it is printed from memory."""
    made_on = (opened.means.now() + timedelta(minutes=opened.means.offset_minutes())).date()
    recovery = Recovery(code, opened.table.vault, made_on)
    document = compose_sheet(recovery, bench.settings.clinic, bench.words)
    return issuing.as_pdf(document, bench)


class Access:
    """The door of one vault, for one run of the program."""

    def __init__(self, places: Places, resources: Path, means: Means) -> None:
        self._folder = places.data / FOLDER
        self._means = means
        self._throttle = Throttle(self._folder, means.monotonic)
        self._lists: PassphraseLists = read_lists(resources)

    @property
    def folder(self) -> Path:
        """The folder of the vault, which need not exist."""
        return self._folder

    def state(self) -> State:
        """What can be done: set up, unlock, or restore a backup. Ends a restore that was cut off.

        Raises:
            RecordsTrouble: the disk would not, or a newer version of the program made the keys.
        """
        restore.settle(self._folder, self._means.now().date())
        return vault.state(self._folder)

    def people(self) -> tuple[Person, ...]:
        """Who can unlock; told apart by id, as two may have one name.

        Raises:
            KeysUnreadable, Newer: the key file cannot be used.
        """
        return read_table(self._folder).people

    def offer(self) -> Offer:
        """A passphrase of four words by chance."""
        return Offer(self._lists.offered(self._means.random), int(self._lists.bits()))

    def check_passphrase(self, passphrase: str) -> None:
        """See that a passphrase is good enough.

        Raises:
            WeakPassphrase: it is not; its sentence says why.
        """
        self._lists.check(passphrase)

    def set_up(self, name: str, passphrase: str) -> tuple[Vault, NewCode]:
        """New records with their first manager. Not finished until `confirm_recovery`.

        Raises:
            NoName, WeakPassphrase: what was typed cannot be used.
            RecordsTrouble: they could not be made; nothing stays behind.
        """
        name = _name(name)
        self.check_passphrase(passphrase)
        opened, code = vault.create(self._folder, name, passphrase, self._means)
        return opened, self._asked(code)

    def confirm_recovery(self, opened: Vault, new: NewCode, typed: str) -> None:
        """Take the group that was typed back from paper.

        A session that finds ``Vault.recovery_confirmed`` false, because the one before ended without
        this, makes a new code with `new_code`: the one before cannot be shown again.

        Raises:
            MistypedRecoveryCode: it is another.
            RecordsTrouble: it could not be kept.
        """
        if signs_of(typed) != group_of(new.code, new.group):
            raise MistypedRecoveryCode(new.group)
        opened.confirm_recovery()

    def unlock(self, person_id: str, passphrase: str) -> Vault:
        """The records, open for a person.

        Raises:
            RecordsTrouble: the kinds of `records.vault.unlock`.
        """
        return vault.unlock(self._folder, person_id, passphrase, self._means, self._throttle)

    def recover(self, code: str, person_id: str, passphrase: str) -> tuple[Vault, NewCode]:
        """The records, open for a person with a new passphrase; the code was used up by this.

        Raises:
            MistypedRecoveryCode, WrongRecoveryCode, WeakPassphrase: as they say.
            RecordsTrouble: the kinds of `records.vault.unlock`.
        """
        self.check_passphrase(passphrase)
        opened, new = vault.unlock_with_recovery(
            self._folder, code, person_id, passphrase, self._means, self._throttle
        )
        return opened, self._asked(new)

    def lock(self, opened: Vault) -> None:
        """Close the records. The program then gives way to a fresh one, as memory cannot be wiped."""
        opened.close()

    def new_code(self, opened: Vault) -> NewCode:
        """Another recovery code; the one before opens nothing any more.

        Raises:
            NotAllowed: the person at work is no manager.
            RecordsTrouble: it could not be kept; the old one still opens.
        """
        return self._asked(staff.new_recovery_code(opened))

    def add_person(self, opened: Vault, name: str, role: Role, passphrase: str) -> Person:
        """A new colleague, who changes the passphrase at the first use.

        Raises:
            NotAllowed, NoName, WeakPassphrase: as they say.
            RecordsTrouble: it could not be kept; nothing was changed.
        """
        name = _name(name)
        self.check_passphrase(passphrase)
        return staff.add_person(opened, name, role, passphrase)

    def change_person(self, opened: Vault, person_id: str, name: str, role: Role) -> Person:
        """Another name or role.

        Raises:
            NotAllowed, NoName, LastManager: as they say.
            RecordsTrouble: it could not be kept; nothing was changed.
        """
        return staff.change_person(opened, person_id, _name(name), role)

    def remove_person(self, opened: Vault, person_id: str) -> None:
        """Let somebody go. A copy of the records that they kept still opens for them.

        Raises:
            NotAllowed, LastManager: as they say.
            RecordsTrouble: it could not be kept; nothing was changed.
        """
        staff.remove_person(opened, person_id)

    def change_passphrase(self, opened: Vault, old: str, new: str) -> None:
        """Another passphrase for the person at work.

        Raises:
            WeakPassphrase, WrongPassphrase, TooSoon: as they say.
            RecordsTrouble: it could not be kept; the old one still opens.
        """
        self.check_passphrase(new)
        staff.change_passphrase(opened, self._throttle, old, new)

    def give_passphrase(self, opened: Vault, person_id: str) -> str:
        """A passphrase for the first use, for somebody who forgot theirs; it is told only here.

        Raises:
            NotAllowed: the person at work is no manager.
            RecordsTrouble: it could not be kept; nothing was changed.
        """
        passphrase = self._lists.offered(self._means.random)
        staff.give_passphrase(opened, person_id, passphrase)
        return passphrase

    def change_the_lock(self, opened: Vault, passphrase: str) -> LockChanged:
        """A new key for everything, after somebody left with a copy or a sheet was lost.

        Backups from before are still opened by the old passphrases and sheets: they are to be
        destroyed once there is a new one.

        Raises:
            NotAllowed, WrongPassphrase, TooSoon: as they say.
            RecordsTrouble: it could not be done; the old lock is in force.
        """
        others = [person for person in opened.table.people if person.id != opened.person.id]
        phrases = tuple((person, self._lists.offered(self._means.random)) for person in others)
        first = tuple((person.id, phrase) for person, phrase in phrases)
        code = new_lock.change_the_lock(opened, self._throttle, passphrase, first)
        return LockChanged(self._asked(code), phrases)

    def audit_lines(self, opened: Vault) -> Iterator[tuple[str, ...]]:
        """The audit as rows of a table with a head, for a manager.

        Raises:
            NotAllowed: the role does not allow it.
            RecordsTrouble: it could not be read.
        """
        opened.need(Right.SEE_AUDIT)
        return audit.lines_of(opened.database)

    def _asked(self, code: str) -> NewCode:
        return NewCode(code, int.from_bytes(self._means.random(4)) % GROUPS + 1)


def _name(typed: str) -> str:
    name = line(typed)
    if not name:
        raise NoName
    return name


def _minutes(offset: timedelta | None) -> int:
    return round((offset or timedelta()).total_seconds() / _SECONDS)
