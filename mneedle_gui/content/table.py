"""A TOML table that knows where it stands, hands out typed values and gathers faults.

A value that is missing or of the wrong type becomes a fault and a harmless stand-in, so that
reading goes on and one run finds everything. Keys that nobody asked for are faults as well: they
are misspelt, and a misspelt key in clinical content must not be passed over in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum
from textwrap import shorten
from typing import TypeVar

from mneedle_gui.content.errors import Faults
from mneedle_gui.content.ids import suggestion
from mneedle_gui.domain.wording import NOTHING, Message

Member = TypeVar("Member", bound=Enum)

_NAMES = ("id", "key", "code", "concern", "word", "rule")


class Table:
    """One TOML table with typed getters. Each getter marks its key as known.

    ``file`` is the path below the resources folder, ``path`` the place in it. ``finish`` on the
    outermost table reports every key, at any depth, that no getter asked for.
    """

    def __init__(
        self,
        file: str,
        path: str,
        entries: Mapping[str, object],
        faults: Faults,
        reviewed: str = "",
    ) -> None:
        self.file = file
        self.path = path
        self._entries = entries
        self._faults = faults
        self._reviewed = reviewed
        self.readable = True
        self._known: set[str] = set()
        self._inner: list[Table] = []

    @classmethod
    def unreadable(cls, file: str) -> Table:
        """An empty table in place of one that cannot be read; its own faults are not told."""
        table = cls(file, "", {}, Faults())
        table.readable = False
        return table

    def __contains__(self, key: object) -> bool:
        return key in self._entries

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def fault(self, key: str, cause: str, remedy: str) -> None:
        """Note a fault at ``key`` of this table ("" for the table itself)."""
        self._faults.add(self.file, self._place(key), cause, remedy)

    def place(self, kind: str, row_id: str) -> None:
        """Note that a row of this kind stands here; an id that another one has is a fault."""
        earlier = self._faults.place(kind, row_id, self.file) if row_id else ""
        if earlier:
            self.fault("", f"another {kind} in {earlier} has this id", "Choose another id")

    def switch(self, question: str, setting: str) -> None:
        """Note that a question depends on a clinic setting."""
        self._faults.switch_of[question] = setting

    def finish(self) -> None:
        """Report the keys that nobody asked for, here and in every table handed out."""
        for key in self._entries:
            if key not in self._known:
                self.fault(key, f"unknown key '{key}'", suggestion(key, self._known))
        for table in self._inner:
            table.finish()

    def text(self, key: str) -> str:
        """The text at ``key``, which must be there and not empty."""
        if key not in self._entries:
            self._missing(key, "text in quotes")
            return ""
        text = self.optional_text(key)
        if text == "" and self._entries[key] == "":
            self.fault(key, "the text is empty", "Write it, or take the row out")
        return text

    def optional_text(self, key: str, default: str = "") -> str:
        """The text at ``key``, or ``default`` when the key is not there."""
        value = self._take(key, default)
        if not isinstance(value, str):
            self._wrong(key, value, "text in quotes")
            return default
        if value != value.strip():
            self.fault(key, "the text begins or ends with a space", "Take the space away")
        return value.strip()

    def identifier(self, key: str, pattern: re.Pattern[str]) -> str:
        """The id at ``key``, which must match ``pattern``."""
        text = self.text(key)
        if text and not pattern.fullmatch(text):
            self.fault(
                key, f"the id '{text}' is not written as ids are", f"Match {pattern.pattern}"
            )
        return text

    def message(self, key: str, context: str) -> Message:
        """The sentence at ``key``, which must be there and not empty."""
        text = self.text(key)
        return Message(text, context=context) if text else NOTHING

    def optional_message(self, key: str, context: str) -> Message:
        """The sentence at ``key``, or the empty one."""
        text = self.optional_text(key)
        return Message(text, context=context) if text else NOTHING

    def integer(self, key: str) -> int:
        """The whole number at ``key``, which must be there."""
        if key not in self._entries:
            self._missing(key, "a whole number")
        return self.optional_integer(key, 0)

    def optional_integer(self, key: str, default: int) -> int:
        """The whole number at ``key``, or ``default``."""
        value = self._take(key, default)
        if isinstance(value, bool) or not isinstance(value, int):
            self._wrong(key, value, "a whole number without quotes")
            return default
        return value

    def integer_or_none(self, key: str) -> int | None:
        """The whole number at ``key``, or None when the key is not there."""
        self._known.add(key)
        return self.optional_integer(key, 0) if key in self._entries else None

    def decimal(self, key: str) -> Decimal:
        """The number at ``key``, which must be there."""
        if key not in self._entries:
            self._missing(key, 'a number in quotes, such as "0.5"')
        return self.optional_decimal(key) or Decimal(0)

    def optional_decimal(self, key: str) -> Decimal | None:
        """The number at ``key`` or None. Written in quotes; a whole number may go without."""
        value = self._take(key, None)
        return None if value is None else self._decimal(key, value)

    def boolean(self, key: str, *, default: bool = False) -> bool:
        """``true`` or ``false`` at ``key``, or ``default``."""
        value = self._take(key, default)
        if not isinstance(value, bool):
            self._wrong(key, value, "true or false without quotes")
            return default
        return value

    def required_boolean(self, key: str) -> bool:
        """``true`` or ``false`` at ``key``, which must be there."""
        if key not in self._entries:
            self._missing(key, "true or false")
        return self.boolean(key)

    def strings(self, key: str) -> tuple[str, ...]:
        """The list of texts at ``key``; empty when the key is not there."""
        return tuple(str(item) for item in self._list(key, str, "a list of texts in quotes"))

    def one_or_more(self, key: str) -> tuple[str, ...]:
        """The text or the list of texts at ``key``, which must be there."""
        if isinstance(self._entries.get(key), list):
            found = self.strings(key)
            if not found:
                self.fault(key, "the list is empty", "Name at least one")
            return found
        text = self.text(key)
        return (text,) if text else ()

    def integers(self, key: str) -> tuple[int, ...]:
        """The list of whole numbers at ``key``; empty when the key is not there."""
        found = self._list(key, int, "a list of whole numbers")
        return tuple(item for item in found if isinstance(item, int))

    def decimals(self, key: str) -> tuple[Decimal, ...]:
        """The list of numbers at ``key``, in quotes or whole; empty when the key is not there."""
        value = self._take(key, [])
        if not isinstance(value, list):
            self._wrong(key, value, "a list of numbers in quotes")
            return ()
        read = (self._decimal(key, item) for item in value)
        return tuple(number for number in read if number is not None)

    def choice(self, key: str, kind: type[Member], default: Member | None = None) -> Member:
        """The member of ``kind`` whose value is at ``key``; without ``default`` it must be there."""
        members = list(kind)
        if key not in self._entries and default is not None:
            self._known.add(key)
            return default
        text = self.text(key)
        for member in members:
            if member.value == text:
                return member
        if text:
            choices = [str(member.value) for member in members]
            self.fault(key, f"'{text}' is not one of the choices", suggestion(text, choices))
        return default or members[0]

    def reviewed(self) -> str:
        """The day the row was last looked at, as ISO text: its own, or that of the whole content."""
        value = self._take("reviewed", self._reviewed)
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, str) and re.fullmatch(r"(\d{4}-\d\d-\d\d)?", value):
            return value
        self._wrong("reviewed", value, "a day such as 2026-03-01")
        return ""

    def table(self, key: str) -> Table | None:
        """The table at ``key``, if there is one."""
        value = self._take(key, None)
        if value is None:
            return None
        if not isinstance(value, dict):
            self._wrong(key, value, 'a table such as { question = "…", is = "yes" }')
            return None
        return self._hand_out(key, value)

    def tables(self, key: str) -> tuple[Table, ...]:
        """The tables listed at ``key``; empty when the key is not there."""
        rows = self._list(key, dict, "a list of tables")
        return tuple(
            self._hand_out(_row_name(key, number, row), row)
            for number, row in enumerate(rows, start=1)
            if isinstance(row, dict)
        )

    def pairs(self, key: str) -> tuple[tuple[str, Decimal], ...]:
        """The names and numbers of the table at ``key``; empty when the key is not there."""
        inner = self.table(key)
        return () if inner is None else tuple((name, inner.decimal(name)) for name in inner)

    def excuse(self) -> None:
        """Take every key as known: a fault of the whole table has been told already."""
        self._known.update(self._entries)

    def _place(self, key: str) -> str:
        return ".".join(part for part in (self.path, key) if part)

    def _hand_out(self, name: str, entries: Mapping[str, object]) -> Table:
        inner = Table(self.file, self._place(name), entries, self._faults, self._reviewed)
        self._inner.append(inner)
        return inner

    def _take(self, key: str, default: object) -> object:
        self._known.add(key)
        return self._entries.get(key, default)

    def _list(self, key: str, kind: type, wanted: str) -> list[object]:
        value = self._take(key, [])
        if isinstance(value, list) and all(type(item) is kind for item in value):
            return value
        self._wrong(key, value, wanted)
        return []

    def _decimal(self, key: str, value: object) -> Decimal | None:
        if isinstance(value, (str, int)) and not isinstance(value, bool):
            try:
                number = Decimal(value)
            except InvalidOperation:
                number = Decimal("NaN")
            if number.is_finite():
                return number
        self._wrong(key, value, 'a number in quotes, such as "0.5"')
        return None

    def _missing(self, key: str, wanted: str) -> None:
        self._known.add(key)
        self.fault(key, f"'{key}' is missing", f"Write {wanted}")

    def _wrong(self, key: str, value: object, wanted: str) -> None:
        shown = shorten(repr(value), 60)
        self.fault(key, f"{shown} has the wrong form", f"Write {wanted}")


def _row_name(key: str, number: int, row: Mapping[str, object]) -> str:
    for name in _NAMES if "question" not in row else ():  # a condition has no name of its own
        value = row.get(name)
        if isinstance(value, str) and value:
            return f"{key}.{value}"
    return f"{key}[{number}]"
