"""The key file: who may open the records, and the data key locked away once for each of them.

It lies beside the database, because it is needed before that can be opened, in two equal copies,
each written whole. Names stand in it in clear, as the page that unlocks must offer them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from mneedle_gui.records.errors import (
    DiskFailed,
    KeysChanged,
    KeysUnreadable,
    LastManager,
    Newer,
    RecordsTrouble,
    WrongPassphrase,
    WrongRecoveryCode,
)
from mneedle_gui.records.key_table import (
    PRODUCT,
    VERSION,
    KeyTable,
    Slot,
    content_of,
    table_from,
)
from mneedle_gui.records.keys import (
    NONCE_BYTES,
    SALT_BYTES,
    USUAL,
    Cost,
    stretched,
    unwrapped,
    wrapped,
)
from mneedle_gui.records.people import Person, Role
from mneedle_gui.system.files import (
    FileIsFolder,
    FileMissing,
    FileTooLarge,
    FileTrouble,
    read_bytes,
    write_bytes,
)

__all__ = [
    "FILES",
    "RECOVERY",
    "KeyTable",
    "Opened",
    "Slot",
    "any_copy",
    "content_of",
    "copies_are_equal",
    "new_slot",
    "opened",
    "opened_by_any",
    "read_table",
    "read_tables",
    "table_from",
    "with_person",
    "with_slot",
    "without_person",
    "write_table",
]

FILES = ("keys.json", "keys.copy.json")
RECOVERY = "recovery"
"""The id in place of a person's for the slot that the recovery code opens."""

_AT_MOST = 1_000_000
_DUMMY_SALT = b"nobody is here.."


@dataclass(frozen=True, slots=True)
class Opened:
    """The data key, and the table that gave it and that counts from now on."""

    data_key: bytes
    table: KeyTable


def opened(table: KeyTable, owner: str, passphrase: str) -> bytes:
    """The data key for a person and a passphrase.

    An unknown person takes as long as a wrong passphrase and is told the same.

    Raises:
        WrongPassphrase, WrongRecoveryCode: it does not open; also a slot whose cost was lowered.
        KeysChanged: it opens, but the table is not as this program wrote it.
        NotEnoughMemory: the machine has too little memory free.
    """
    wrong = WrongRecoveryCode if owner == RECOVERY else WrongPassphrase
    slot = table.slot_of(owner)
    if slot is None or not slot.cost.is_enough:
        stretched(passphrase, _DUMMY_SALT, table.dearest)
        raise wrong
    key = stretched(passphrase, slot.salt, slot.cost)
    data_key = unwrapped(slot.locked, key, slot.nonce, _belongs(table.vault, slot))
    if data_key is None:
        raise wrong
    if not table.is_genuine(data_key):
        raise KeysChanged
    return data_key


def opened_by_any(tables: Sequence[KeyTable], owner: str, passphrase: str) -> Opened:
    """The data key from the newest table that is sound, when the copies are not the same.

    A copy that is merely older, because the second was not written any more, opens nothing: whoever
    was taken out of the newer one is out.

    Raises:
        WrongPassphrase, WrongRecoveryCode, KeysChanged, NotEnoughMemory: as in `opened`.
    """
    told: RecordsTrouble | None = None
    for at, table in enumerate(tables):
        try:
            data_key = opened(table, owner, passphrase)
        except KeysChanged as trouble:
            told = trouble
            continue
        except (WrongPassphrase, WrongRecoveryCode) as trouble:
            told = told or trouble
            continue
        if any(newer.is_genuine(data_key) for newer in tables[:at]):
            raise told or WrongPassphrase
        return Opened(data_key, table)
    raise told or WrongPassphrase


def new_slot(
    vault: str,
    slot_id: str,
    owner: str,
    secret: str,
    data_key: bytes,
    random: Callable[[int], bytes],
    cost: Cost = USUAL,
) -> Slot:
    """A slot that ``secret`` (a passphrase, or a recovery code's signs) opens."""
    slot = Slot(slot_id, owner, cost, random(SALT_BYTES), random(NONCE_BYTES), b"")
    key = stretched(secret, slot.salt, cost)
    return replace(slot, locked=wrapped(data_key, key, slot.nonce, _belongs(vault, slot)))


def with_slot(table: KeyTable, slot: Slot, person: Person | None = None) -> KeyTable:
    """The table with this slot in place of its owner's old one, and its person; not sealed yet.

    Raises:
        LastManager: nobody would be left who may manage people.
    """
    slots = (*(one for one in table.slots if one.owner != slot.owner), slot)
    if person is None:
        return replace(table, slots=slots)
    people = (*(one for one in table.people if one.id != person.id), person)
    return replace(table, slots=slots, people=_managed(people))


def without_person(table: KeyTable, person_id: str) -> KeyTable:
    """The table without a person and their slot; not sealed yet.

    Raises:
        LastManager: nobody would be left who may manage people.
    """
    people = tuple(one for one in table.people if one.id != person_id)
    slots = tuple(slot for slot in table.slots if slot.owner != person_id)
    return replace(table, people=_managed(people), slots=slots)


def with_person(table: KeyTable, person: Person) -> KeyTable:
    """The table with a person's name or role changed; not sealed yet.

    Raises:
        LastManager: nobody would be left who may manage people.
    """
    people = tuple(person if one.id == person.id else one for one in table.people)
    return replace(table, people=_managed(people))


def write_table(folder: Path, table: KeyTable) -> None:
    """Write both copies, one after the other: one of them is whole at every moment.

    Raises:
        FileTrouble: the machine would not write; the second copy is then the table from before.
    """
    content = content_of(table)
    for name in FILES:
        write_bytes(folder / name, content)


def read_table(folder: Path) -> KeyTable:
    """The newer of the copies that can be read.

    Raises:
        KeysUnreadable, Newer: neither can.
    """
    return read_tables(folder)[0]


def read_tables(folder: Path) -> tuple[KeyTable, ...]:
    """What the copies say: one table when they are the same, else two, the newer first.

    Raises:
        KeysUnreadable, Newer: neither can be read.
        DiskFailed: the disk did not answer, so nothing is known about them.
    """
    tables: list[KeyTable] = []
    trouble: RecordsTrouble = KeysUnreadable()
    for name in FILES:
        try:
            table = table_from(read_bytes(folder / name, at_most=_AT_MOST))
        except Newer as newer:
            trouble = newer
        except (FileMissing, FileTooLarge, FileIsFolder, KeysUnreadable):
            continue
        except FileTrouble:
            trouble = DiskFailed()
        else:
            if table not in tables:
                tables.append(table)
    if not tables:
        raise trouble
    return tuple(sorted(tables, key=lambda table: table.serial, reverse=True))


def copies_are_equal(folder: Path) -> bool:
    """Whether both copies are there and the same, as they are after every whole change."""
    contents = []
    for name in FILES:
        try:
            contents.append(read_bytes(folder / name, at_most=_AT_MOST))
        except FileTrouble:
            return False
    return contents[0] == contents[1]


def any_copy(folder: Path) -> bool:
    """Whether a copy of the key file is there, readable or not."""
    return any((folder / name).exists() for name in FILES)


def _managed(people: tuple[Person, ...]) -> tuple[Person, ...]:
    if not any(one.role is Role.MANAGER for one in people):
        raise LastManager
    return people


def _belongs(vault: str, slot: Slot) -> str:
    """What a slot is bound to: it opens in no other vault and for no other owner."""
    cost = f"{slot.cost.memory_kib}/{slot.cost.passes}/{slot.cost.lanes}"
    return f"{PRODUCT}|{VERSION}|{vault}|{slot.owner}|{slot.id}|{cost}"
