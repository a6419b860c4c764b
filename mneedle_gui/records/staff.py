"""The people of a clinic in two places, the key file and the database, and how both stay in step.

The key file says who may open, the database who did what. Each change raises the serial of the key
table, and the database keeps the serial of the last one. Of the two, the one with the higher serial
is right: a program that was killed between both leaves nothing that the next start cannot settle, and
an older key file that somebody puts back lets nobody in again who was taken out.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace

from mneedle_gui.records import audit, errors
from mneedle_gui.records.audit import Action, Changed
from mneedle_gui.records.database import Database, Writer
from mneedle_gui.records.errors import RecordsTrouble
from mneedle_gui.records.key_table import KeyTable, Slot
from mneedle_gui.records.open_vault import Vault
from mneedle_gui.records.people import Person, Right, Role
from mneedle_gui.records.recovery import code_of, secret_of
from mneedle_gui.records.settings import KEYS_SERIAL, put_setting, setting
from mneedle_gui.records.slots import (
    RECOVERY,
    new_slot,
    opened,
    with_person,
    with_slot,
    without_person,
    write_table,
)
from mneedle_gui.records.throttle import Throttle
from mneedle_gui.system import files

SECRET_BYTES = 16


def add_person(
    vault: Vault, name: str, role: Role, passphrase: str, *, once: bool = True
) -> Person:
    """A new member of staff; ``once``: the passphrase is to be changed at the first use.

    Somebody who left and comes back is a new person too: ids are never used again.

    Raises:
        NotAllowed: the person at work may not manage people.
        RecordsTrouble: it could not be kept; nothing was changed.
    """
    vault.need(Right.MANAGE_PEOPLE)
    person = Person(vault.means.new_id(), name, role)
    slot = _slot(vault, person.id, passphrase, once=once)
    told = (Changed("name", "", name), Changed("role", "", role.value))
    change_keys(vault, with_slot(vault.table, slot, person), Action.ADD_PERSON, person.id, told)
    return person


def change_person(vault: Vault, person_id: str, name: str, role: Role) -> Person:
    """Another name or role for somebody.

    Raises:
        NotAllowed, LastManager: as they say.
        RecordsTrouble: it could not be kept; nothing was changed.
    """
    vault.need(Right.MANAGE_PEOPLE)
    before = _known(vault, person_id)
    after = Person(person_id, name, role)
    told = tuple(
        Changed(field, old, new)
        for field, old, new in (
            ("name", before.name, name),
            ("role", before.role.value, role.value),
        )
        if old != new
    )
    change_keys(vault, with_person(vault.table, after), Action.CHANGE_PERSON, person_id, told)
    return after


def remove_person(vault: Vault, person_id: str) -> None:
    """Let somebody go: their slot is gone, what they did stays.

    A copy of the records that they kept still opens with their passphrase; only a change of the lock
    helps against that, and only for what is written from then on.

    Raises:
        NotAllowed, LastManager: as they say.
        RecordsTrouble: it could not be kept; nothing was changed.
    """
    vault.need(Right.MANAGE_PEOPLE)
    _known(vault, person_id)
    change_keys(vault, without_person(vault.table, person_id), Action.REMOVE_PERSON, person_id)


def change_passphrase(vault: Vault, throttle: Throttle, old: str, new: str) -> None:
    """Another passphrase for the person at work.

    Killed at any moment, either the old or the new one opens.

    Raises:
        WrongPassphrase, TooSoon: the old one is not right, or was tried too often.
        RecordsTrouble: it could not be kept; the old one still opens.
    """
    who = vault.person.id
    with throttle.trying(who):
        opened(vault.table, who, old)
    table = with_slot(vault.table, _slot(vault, who, new))
    change_keys(vault, table, Action.CHANGE_PASSPHRASE, who)


def give_passphrase(vault: Vault, person_id: str, passphrase: str) -> None:
    """A new passphrase for somebody who forgot theirs, to be changed at the first use.

    Raises:
        NotAllowed: the person at work may not manage people.
        RecordsTrouble: it could not be kept; nothing was changed.
    """
    vault.need(Right.MANAGE_PEOPLE)
    _known(vault, person_id)
    table = with_slot(vault.table, _slot(vault, person_id, passphrase, once=True))
    change_keys(vault, table, Action.CHANGE_PASSPHRASE, person_id)


def new_recovery_code(vault: Vault) -> str:
    """A new recovery code; the one before opens nothing any more, and the new one is not confirmed.

    Raises:
        NotAllowed: the person at work may not manage people.
        RecordsTrouble: it could not be kept; the old one still opens.
    """
    vault.need(Right.MANAGE_PEOPLE)
    code, slot = recovery_slot(vault)
    change_keys(vault, with_slot(vault.table, slot), Action.NEW_RECOVERY_CODE)
    return code


def recover(vault: Vault, passphrase: str) -> str:
    """A new passphrase for the person at work, and a new recovery code in place of the used one.

    Raises:
        RecordsTrouble: it could not be kept; the used code still opens.
    """
    who = vault.person.id
    code, recovery = recovery_slot(vault)
    table = with_slot(with_slot(vault.table, recovery), _slot(vault, who, passphrase))
    change_keys(vault, table, Action.RECOVER, who)
    return code


def recovery_slot(vault: Vault) -> tuple[str, Slot]:
    """A new recovery code and the slot that it opens."""
    code = code_of(vault.means.random(SECRET_BYTES))
    return code, _slot(vault, RECOVERY, secret_of(code).hex())


def change_keys(
    vault: Vault,
    table: KeyTable,
    action: Action,
    subject_id: str = "",
    changes: tuple[Changed, ...] = (),
) -> None:
    """Put a table in force: key file, staff rows, serial and audit, all or nothing.

    Raises:
        RecordsTrouble: it could not be kept; what was in force still is.
    """
    before = vault.table
    after = replace(table, audit_head=audit.head_of(vault.database)).sealed(vault.data_key)
    try:
        with vault.database.writing() as writer:
            set_staff(writer, after, vault.means.moment())
            put_setting(writer, KEYS_SERIAL, str(after.serial))
            vault.trail.append(writer, action, "staff", subject_id, changes)
            with told_as_records():
                write_table(vault.folder, after)
    except BaseException:
        with suppress(files.FileTrouble):
            write_table(vault.folder, before)
        raise
    vault.table = after
    vault.person = after.person(vault.person.id) or vault.person


def set_staff(writer: Writer, table: KeyTable, moment: str) -> None:
    """Make the staff rows say what the table says; who is not in it is no longer active."""
    rows = {row[0]: row[1:] for row in writer.rows("SELECT id, name, role, active FROM staff")}
    for person in table.people:
        wanted = (person.name, person.role.value, 1)
        if person.id not in rows:
            writer.run(
                "INSERT INTO staff (id, name, role, active, created_at, row_version)"
                " VALUES (?, ?, ?, ?, ?, 1)",
                (person.id, *wanted, moment),
            )
        elif rows[person.id] != wanted:
            writer.run(
                "UPDATE staff SET name = ?, role = ?, active = ?, row_version = row_version + 1"
                " WHERE id = ?",
                (*wanted, person.id),
            )
    here = {person.id for person in table.people}
    for gone in (one for one, (_, _, active) in rows.items() if active and one not in here):
        writer.run(
            "UPDATE staff SET active = 0, row_version = row_version + 1 WHERE id = ?", (gone,)
        )


def settled(database: Database, table: KeyTable, moment: str) -> tuple[KeyTable, bool]:
    """The table with the people that count, and whether the key file was an older one.

    A newer table than the database knows of is put into its staff rows. For an older one, the
    database says who is left and what their roles are.

    Raises:
        RecordsTrouble: one of its kinds.
    """
    kept = setting(database, KEYS_SERIAL)
    known = int(kept) if kept.isdecimal() else 0
    if table.serial > known:
        with suppress(errors.DiskFull), database.writing() as writer:
            set_staff(writer, table, moment)
        return table, False
    if table.serial == known:
        return table, False
    rows = database.rows("SELECT id, name, role FROM staff WHERE active = 1 ORDER BY id")
    people = tuple(Person(person_id, name, Role(role)) for person_id, name, role in rows)
    owners = {person.id for person in people} | {RECOVERY}
    slots = tuple(slot for slot in table.slots if slot.owner in owners)
    return replace(table, serial=known, people=people, slots=slots), True


@contextmanager
def told_as_records() -> Iterator[None]:
    """Troubles with files in the words of the records."""
    trouble: RecordsTrouble | None = None
    try:
        yield
    except files.DiskFull:
        trouble = errors.DiskFull()
    except files.FileRefused:
        trouble = errors.ReadOnly()
    except files.FileTrouble:
        trouble = errors.DiskFailed()
    if trouble is not None:
        raise trouble


def _slot(vault: Vault, owner: str, secret: str, *, once: bool = False) -> Slot:
    means = vault.means
    slot = new_slot(
        vault.table.vault, means.new_id(), owner, secret, vault.data_key, means.random, means.cost
    )
    return replace(slot, once=once)


def _known(vault: Vault, person_id: str) -> Person:
    person = vault.table.person(person_id)
    if person is None:
        raise ValueError("nobody has this id")
    return person
