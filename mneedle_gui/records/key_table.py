"""The table of keys as a value, and its written form, which is checked in every part when read."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from mneedle_gui.records.errors import KeysUnreadable, Newer
from mneedle_gui.records.keys import (
    NONCE_BYTES,
    SALT_BYTES,
    USUAL,
    WRAPPED_BYTES,
    Cost,
    derived,
    stamp,
    stamps_match,
)
from mneedle_gui.records.people import Person, Role

PRODUCT = "needling-plan"
VERSION = 1
_MOST = 1 << 53  # what every reader of JSON takes for a whole number


@dataclass(frozen=True, slots=True)
class Slot:
    """The data key, locked away for one person or for the recovery code.

    ``once`` marks a passphrase that somebody else chose, to be changed at the first use.
    """

    id: str
    owner: str
    cost: Cost
    salt: bytes
    nonce: bytes
    locked: bytes
    once: bool = False


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

    @property
    def dearest(self) -> Cost:
        """The most work that a slot asks for, so that a try at no slot can take as long."""
        costs = [slot.cost for slot in self.slots if slot.cost.is_enough]
        return max(costs, key=lambda cost: cost.memory_kib * cost.passes, default=USUAL)

    def sealed(self, data_key: bytes) -> KeyTable:
        """The next table, with a serial one higher and its code made anew."""
        following = replace(self, serial=self.serial + 1)
        return replace(following, mac=stamp(derived(data_key, "slots"), _signed(following)))

    def is_genuine(self, data_key: bytes) -> bool:
        """Whether the table is as this program last wrote it."""
        return stamps_match(self.mac, stamp(derived(data_key, "slots"), _signed(self)))


def table_from(content: bytes) -> KeyTable:
    """The table in the bytes of a key file, such as the one of a backup.

    Raises:
        KeysUnreadable: it is none.
        Newer: a newer version of the program wrote it.
    """
    newer = False
    try:
        whole = json.loads(content.decode("utf-8"))
        if whole["product"] != PRODUCT:
            raise KeysUnreadable
        newer = _whole(whole["version"]) > VERSION
        if not newer:
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
    raise Newer


def content_of(table: KeyTable) -> bytes:
    """The bytes of the key file for a table."""
    whole = {**_plain(table), "mac": _base64(table.mac)}
    return (json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _signed(table: KeyTable) -> bytes:
    return json.dumps(_plain(table), ensure_ascii=True, sort_keys=True).encode()


def _plain(table: KeyTable) -> dict[str, Any]:
    return {
        "product": PRODUCT,
        "version": VERSION,
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
                "once": slot.once,
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
        _truth(one["once"]),
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
    value.encode()  # half a sign, which only a damaged file holds, is a ValueError
    return value


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError("neither true nor false")
    return value


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError("no whole number")
    if not 0 <= value <= _MOST:
        raise ValueError("out of range")
    return value
