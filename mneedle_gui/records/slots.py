"""The key file: who may open the records, and the data key locked away once for each of them.

It lies beside the database, because it is needed before that can be opened, in two equal copies,
each written whole. Names stand in it in clear, as the page that unlocks must offer them.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from mneedle_gui.records.errors import (
    KeysChanged,
    KeysUnreadable,
    LastManager,
    WrongPassphrase,
    WrongRecoveryCode,
)
from mneedle_gui.records.keys import (
    NONCE_BYTES,
    SALT_BYTES,
    USUAL,
    WRAPPED_BYTES,
    Cost,
    derived,
    stamp,
    stamps_match,
    stretched,
    unwrapped,
    wrapped,
)
from mneedle_gui.records.people import Person, Role
from mneedle_gui.system.files import FileMissing, FileTrouble, read_bytes, write_bytes

FILES = ("keys.json", "keys.copy.json")
RECOVERY = "recovery"
"""The id in place of a person's for the slot that the recovery code opens."""

_PRODUCT = "needling-plan"
_VERSION = 1
_AT_MOST = 1_000_000
_DUMMY_SALT = b"nobody is here.."


@dataclass(frozen=True, slots=True)
class Slot:
    """The data key, locked away for one person or for the recovery code."""

    id: str
    owner: str
    cost: Cost
    salt: bytes
    nonce: bytes
    locked: bytes


@dataclass(frozen=True, slots=True)
class KeyTable:
    """All slots of one vault.

    ``serial`` grows with every change, so that the newer of two copies is known. ``audit_head`` is the
    end of the audit chain when the file was written. ``mac`` is made with a key derived from the data
    key: who adds or takes away a slot from outside cannot make it.
    """

    vault: str
    serial: int
    people: tuple[Person, ...]
    slots: tuple[Slot, ...]
    audit_head: str = ""
    mac: bytes = b""

    def person(self, person_id: str) -> Person | None:
        """The person with this id."""
        return next((one for one in self.people if one.id == person_id), None)

    def slot_of(self, owner: str) -> Slot | None:
        """The slot of a person, or of the recovery code."""
        return next((slot for slot in self.slots if slot.owner == owner), None)

    def sealed(self, data_key: bytes) -> KeyTable:
        """The next table, with a serial one higher and its code made anew."""
        following = replace(self, serial=self.serial + 1)
        return replace(following, mac=stamp(derived(data_key, "slots"), _signed(following)))

    def is_genuine(self, data_key: bytes) -> bool:
        """Whether the table is as this program last wrote it."""
        return stamps_match(self.mac, stamp(derived(data_key, "slots"), _signed(self)))


def opened(table: KeyTable, owner: str, passphrase: str) -> bytes:
    """The data key for a person and a passphrase.

    An unknown person takes as long as a wrong passphrase and is told the same.

    Raises:
        WrongPassphrase: it does not open; also a slot whose cost was lowered from outside.
        KeysChanged: it opens, but the table is not as this program wrote it.
        NotEnoughMemory: the machine has too little memory free.
    """
    slot = table.slot_of(owner)
    if slot is None or not slot.cost.is_enough:
        stretched(passphrase, _DUMMY_SALT, USUAL)
        raise WrongPassphrase
    key = stretched(passphrase, slot.salt, slot.cost)
    data_key = unwrapped(slot.locked, key, slot.nonce, _belongs(table.vault, slot))
    if data_key is None:
        raise WrongRecoveryCode if owner == RECOVERY else WrongPassphrase
    if not table.is_genuine(data_key):
        raise KeysChanged
    return data_key


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
    """The table with this slot in place of its owner's old one, and its person; not sealed yet."""
    slots = (*(one for one in table.slots if one.owner != slot.owner), slot)
    if person is None:
        return replace(table, slots=slots)
    people = (*(one for one in table.people if one.id != person.id), person)
    return replace(table, slots=slots, people=people)


def without_person(table: KeyTable, person_id: str) -> KeyTable:
    """The table without a person and their slot; not sealed yet.

    Raises:
        LastManager: nobody would be left who may manage people.
    """
    people = tuple(one for one in table.people if one.id != person_id)
    if not any(one.role is Role.MANAGER for one in people):
        raise LastManager
    return replace(
        table, people=people, slots=tuple(s for s in table.slots if s.owner != person_id)
    )


def with_person(table: KeyTable, person: Person) -> KeyTable:
    """The table with a person's name or role changed; not sealed yet.

    Raises:
        LastManager: nobody would be left who may manage people.
    """
    people = tuple(person if one.id == person.id else one for one in table.people)
    if not any(one.role is Role.MANAGER for one in people):
        raise LastManager
    return replace(table, people=people)


def write_table(folder: Path, table: KeyTable) -> None:
    """Write both copies, one after the other: one of them is whole at every moment.

    Raises:
        FileTrouble: the machine would not write; the second copy is then the table from before.
    """
    content = _written(table)
    for name in FILES:
        write_bytes(folder / name, content)


def read_table(folder: Path) -> KeyTable:
    """The newer of the copies that can be read.

    Raises:
        KeysUnreadable: neither can.
    """
    tables = [table for name in FILES if (table := _read(folder / name)) is not None]
    if not tables:
        raise KeysUnreadable
    return max(tables, key=lambda table: table.serial)


def any_copy(folder: Path) -> bool:
    """Whether a copy of the key file is there, readable or not."""
    return any((folder / name).exists() for name in FILES)


def table_from(content: bytes) -> KeyTable:
    """The table in the bytes of a key file, such as the one of a backup.

    Raises:
        KeysUnreadable: it is none.
    """
    try:
        whole = json.loads(content.decode("utf-8"))
        if whole["product"] != _PRODUCT or whole["version"] != _VERSION:
            raise KeysUnreadable
        return KeyTable(
            vault=_text(whole["vault"]),
            serial=_whole(whole["serial"]),
            people=tuple(_person(one) for one in whole["people"]),
            slots=tuple(_slot(one) for one in whole["slots"]),
            audit_head=_text(whole["audit_head"]),
            mac=_bytes(whole["mac"], None),
        )
    except (ValueError, KeyError, TypeError, RecursionError, binascii.Error):
        raise KeysUnreadable from None


def content_of(table: KeyTable) -> bytes:
    """The bytes of the key file for a table."""
    return _written(table)


def _read(path: Path) -> KeyTable | None:
    try:
        return table_from(read_bytes(path, at_most=_AT_MOST))
    except FileMissing:
        return None
    except (FileTrouble, KeysUnreadable):
        return None


def _belongs(vault: str, slot: Slot) -> str:
    """What a slot is bound to: it opens in no other vault and for no other owner."""
    cost = f"{slot.cost.memory_kib}/{slot.cost.passes}/{slot.cost.lanes}"
    return f"{_PRODUCT}|{_VERSION}|{vault}|{slot.owner}|{slot.id}|{cost}"


def _written(table: KeyTable) -> bytes:
    whole = {**_plain(table), "mac": _base64(table.mac)}
    return (json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _signed(table: KeyTable) -> bytes:
    return json.dumps(_plain(table), ensure_ascii=True, sort_keys=True).encode()


def _plain(table: KeyTable) -> dict[str, Any]:
    return {
        "product": _PRODUCT,
        "version": _VERSION,
        "vault": table.vault,
        "serial": table.serial,
        "audit_head": table.audit_head,
        "people": [{"id": p.id, "name": p.name, "role": p.role.value} for p in table.people],
        "slots": [
            {
                "id": slot.id,
                "owner": slot.owner,
                "memory_kib": slot.cost.memory_kib,
                "passes": slot.cost.passes,
                "lanes": slot.cost.lanes,
                "salt": _base64(slot.salt),
                "nonce": _base64(slot.nonce),
                "locked": _base64(slot.locked),
            }
            for slot in table.slots
        ],
    }


def _person(one: Mapping[str, object]) -> Person:
    return Person(_text(one["id"]), _text(one["name"]), Role(one["role"]))


def _slot(one: Mapping[str, object]) -> Slot:
    cost = Cost(_whole(one["memory_kib"]), _whole(one["passes"]), _whole(one["lanes"]))
    return Slot(
        _text(one["id"]),
        _text(one["owner"]),
        cost,
        _bytes(one["salt"], SALT_BYTES),
        _bytes(one["nonce"], NONCE_BYTES),
        _bytes(one["locked"], WRAPPED_BYTES),
    )


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")


def _bytes(value: object, length: int | None) -> bytes:
    content = base64.b64decode(_text(value), validate=True)
    if length is not None and len(content) != length:
        raise ValueError("another length")
    return content


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    return value


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError("no whole number")
    return value
