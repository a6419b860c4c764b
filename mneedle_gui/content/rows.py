"""Any row whose keys are the field names of a domain class, read by the types of those fields.

The class is the only list of keys there is: a field without default is a key that must be there.
In place of a ``basis`` field stand the keys ``basis``, ``sources``, ``strength``, ``note`` (unless
the class has a note of its own) and ``reviewed``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import TypeVar, get_type_hints

from mneedle_gui.content.conditions import read_condition, required_condition
from mneedle_gui.content.ids import ROW_ID
from mneedle_gui.content.table import Table
from mneedle_gui.domain.condition import Condition
from mneedle_gui.domain.outcome import Basis
from mneedle_gui.domain.wording import NOTHING, Message

Row = TypeVar("Row")

_ID_FIELDS = ("id", "key", "concern")


@dataclass(frozen=True, slots=True)
class Slot:
    """One key of a row: its name, the type of its value, and what holds when it is not there."""

    name: str
    type: object
    default: object
    required: bool


def read_rows(
    root: Table,
    key: str,
    make: Callable[..., Row],
    *,
    ids: re.Pattern[str] = ROW_ID,
    may_be_empty: Collection[str] = (),
) -> tuple[Row, ...]:
    """Every row listed at ``key`` of ``root``; their ids are noted as rows of that kind.

    ``ids`` is how their ids are written.
    """
    slots = slots_of(make)
    names = {slot.name for slot in slots}
    id_field = next(name for name in _ID_FIELDS if name in names)
    rows = []
    for table in root.tables(key):
        row_id = table.identifier(id_field, ids)
        table.place(key, row_id)
        values = read_values(table, slots, row_id, may_be_empty=may_be_empty)
        rows.append(make(**values))
    return tuple(rows)


def read_row(
    table: Table,
    make: Callable[..., Row],
    context: str,
    *,
    may_be_empty: Collection[str] = (),
    given: Mapping[str, object] | None = None,
) -> Row:
    """The row in ``table``. ``given`` holds fields already read, ``context`` that of its texts."""
    slots = slots_of(make)
    return make(**read_values(table, slots, context, may_be_empty=may_be_empty, given=given))


@cache  # the same for every row of a class, and slow to find out
def slots_of(make: Callable[..., object]) -> tuple[Slot, ...]:
    """The keys of rows from which the dataclass ``make`` is made, in field order."""
    if not is_dataclass(make):
        raise TypeError(f"{make} is not a dataclass")
    hints = get_type_hints(make)
    return tuple(
        Slot(field.name, hints[field.name], field.default, field.default is MISSING)
        for field in fields(make)
        if field.init
    )


def read_values(
    table: Table,
    slots: tuple[Slot, ...],
    context: str,
    *,
    may_be_empty: Collection[str] = (),
    given: Mapping[str, object] | None = None,
) -> dict[str, object]:
    """Field name to value. ``given`` holds fields already read; ``context`` is that of its texts.

    Texts named in ``may_be_empty`` may be left out although their class has no default for them.
    """
    values = dict(given or {})
    own_note = any(slot.name == "note" for slot in slots)
    for slot in slots:
        if slot.name in values:
            continue
        if slot.type is Basis:
            values[slot.name] = read_basis(table, context, slot, own_note=own_note)
        elif slot.name in may_be_empty:
            spare = Slot(slot.name, slot.type, "" if slot.type is str else NOTHING, required=False)
            values[slot.name] = _value(table, spare, context)
        else:
            values[slot.name] = _value(table, slot, context)
    return values


def read_basis(table: Table, context: str, slot: Slot, *, own_note: bool = False) -> Basis:
    """Where the row comes from; the class's own default where it has one and the row says nothing."""
    if "basis" not in table:
        if slot.required:
            table.fault(
                "basis", "'basis' is missing", 'Write the letters V, S, M or P: basis = ["P"]'
            )
            tags: tuple[str, ...] = ("P",)
        else:
            tags = slot.default.tags if isinstance(slot.default, Basis) else ("P",)
    else:
        tags = table.strings("basis")
    return Basis(
        tags,
        table.strings("sources"),
        table.optional_text("strength"),
        NOTHING if own_note else table.optional_message("note", context),
        table.reviewed(),
    )


def _value(table: Table, slot: Slot, context: str) -> object:
    """The value of one key, by the type of its field."""
    name, default = slot.name, slot.default
    if slot.type is str:
        return table.text(name) if slot.required else table.optional_text(name, str(default))
    if slot.type is Message:
        sentence = table.message if slot.required else table.optional_message
        return sentence(name, context)
    if slot.type is bool:
        if slot.required:
            return table.required_boolean(name)
        return table.boolean(name, default=bool(default))
    if slot.type == Condition:
        return (required_condition if slot.required else read_condition)(table, name)
    if isinstance(slot.type, type) and issubclass(slot.type, Enum):
        return table.choice(name, slot.type, default if isinstance(default, slot.type) else None)
    return _number(table, slot) if _is_number(slot) else _list(table, slot)


def _is_number(slot: Slot) -> bool:
    return slot.type in {int, Decimal, int | None, Decimal | None}


def _number(table: Table, slot: Slot) -> int | Decimal | None:
    name, default = slot.name, slot.default
    if slot.type in {Decimal, Decimal | None}:
        if slot.required:
            return table.decimal(name)
        found = table.optional_decimal(name)
        return found if found is not None or default is None else Decimal(str(default))
    if slot.required:
        return table.integer(name)
    if default is None:
        return table.integer_or_none(name)
    return table.optional_integer(name, default if isinstance(default, int) else 0)


def _list(table: Table, slot: Slot) -> object:
    if slot.required and slot.name not in table:
        table.fault(slot.name, f"'{slot.name}' is missing", "Write a list; [] where there is none")
    if slot.type == tuple[str, ...]:
        return table.strings(slot.name)
    if slot.type == tuple[int, ...]:
        return table.integers(slot.name)
    if slot.type == tuple[Decimal, ...]:
        return table.decimals(slot.name)
    if slot.type == tuple[tuple[str, Decimal], ...]:
        return table.pairs(slot.name)
    raise TypeError(f"no rows with a {slot.type} can be read")
