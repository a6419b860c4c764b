"""Frozen values as JSON and back, by the types of their fields.

For values made of texts, numbers, days, sentences, answers, enums, tuples and other frozen values.
Reading takes exactly the fields that were written: a missing or an unknown one is damage.
"""

from __future__ import annotations

import functools
import types
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, Union, get_args, get_origin, get_type_hints

from mneedle_gui.domain.answers import Answer, Choice, Choices, DoNotKnow, Number, Text
from mneedle_gui.domain.wording import Message, PartialDate
from mneedle_gui.records.codec import answer_json, message_json, read_answer, read_message
from mneedle_gui.records.plain import (
    Json,
    day_in,
    decimal_in,
    decimal_json,
    partial_in,
    true_in,
    whole_in,
    words_in,
)

_PLAIN = {
    str: words_in,
    int: whole_in,
    bool: true_in,
    Decimal: decimal_in,
    date: day_in,
    PartialDate: partial_in,
    Message: read_message,
}


def json_of(value: Any) -> Json:
    """The JSON of a frozen value; ``TypeError`` for a value of a kind that is not kept."""
    match value:
        case Enum():
            return value.name.lower()
        case None | bool() | int() | str():
            return value
        case Decimal():
            return decimal_json(value)
        case date():
            return value.isoformat()
        case Message():
            return message_json(value)
        case Choice() | Choices() | Number() | Text() | DoNotKnow() | PartialDate():
            return answer_json(value)
        case tuple():
            return [json_of(one) for one in value]
        case _ if is_dataclass(value) and not isinstance(value, type):
            return {field.name: json_of(getattr(value, field.name)) for field in fields(value)}
        case _:
            raise TypeError("a value of this kind is not kept")


def value_of(kind: Any, held: Any) -> Any:
    """The value of ``kind`` in its JSON. To be called while `reading`."""
    if kind in _PLAIN:
        return _PLAIN[kind](held)
    if kind == Answer:
        return read_answer(held)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind[words_in(held).upper()]
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        [inner] = [one for one in get_args(kind) if one is not type(None)]
        return None if held is None else value_of(inner, held)
    if origin is tuple:
        return _tuple_of(get_args(kind), held)
    hints = _hints(kind)
    if held.keys() != hints.keys():
        raise KeyError("other fields")
    return kind(**{name: value_of(hint, held[name]) for name, hint in hints.items()})


def _tuple_of(kinds: tuple[Any, ...], held: Any) -> tuple[Any, ...]:
    if not isinstance(held, list):
        raise TypeError("no list")
    if kinds[-1] is Ellipsis:
        return tuple(value_of(kinds[0], one) for one in held)
    return tuple(value_of(kind, one) for kind, one in zip(kinds, held, strict=True))


@functools.cache
def _hints(kind: type) -> dict[str, Any]:
    """The types of the fields of a frozen value."""
    if not is_dataclass(kind):
        raise TypeError("a value of this kind is not kept")
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}
