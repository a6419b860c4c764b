"""A row of the content as names and plain text: stable, readable, the same for the same row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, Field, fields, is_dataclass
from decimal import Decimal
from enum import Enum

from mneedle_gui.domain.condition import (
    AllOf,
    AnyOf,
    Condition,
    FactIs,
    FactWithin,
    Fired,
    Measured,
    Negated,
    Picked,
)
from mneedle_gui.domain.questionnaire import Question
from mneedle_gui.domain.rule import Span
from mneedle_gui.domain.wording import Message

_CONDITIONS = (Picked, Measured, FactIs, FactWithin, Fired, AllOf, AnyOf, Negated)
_NAMES = ("id", "key", "code", "rule", "question")


def flat_fields(row: object, key: str = "") -> Iterator[tuple[str, str]]:
    """Each field of ``row`` with its dotted name and text: ``("window.span", "6 months")``.

    Fields at their default are left out, so that a field that is added later changes no old row.
    """
    if isinstance(row, Message):
        yield key or "text", row.text
    elif isinstance(row, _CONDITIONS):
        yield key or "when", condition_text(row)
    elif isinstance(row, Span):
        yield key or "span", span_text(row)
    elif isinstance(row, tuple):
        yield from _entries(row, key)
    elif is_dataclass(row):
        for field in fields(row):
            value = getattr(row, field.name)
            if field.init and not _usual(field, value):
                yield from flat_fields(value, f"{key}.{field.name}" if key else field.name)
    elif row is not None:
        yield key, _plain(row)


def span_text(span: Span) -> str:
    """A length of time: ``6 months``; ``0 days`` for none."""
    parts = (("years", span.years), ("months", span.months), ("days", span.days))
    return ", ".join(f"{count} {unit}" for unit, count in parts if count) or "0 days"


def condition_text(condition: Condition) -> str:
    """A condition on one line: ``(isotretinoin: past or now) and not (fact skin_type >= 4)``."""
    match condition:
        case Picked(question, codes):
            return f"{question}: {' or '.join(codes)}"
        case Measured(question, low, high):
            return f"{question}{_bounds(low, high, None)}"
        case FactIs(fact, value):
            return f"fact {fact} is {_plain(value)}"
        case FactWithin(fact, low, high, below):
            return f"fact {fact}{_bounds(low, high, below)}"
        case Fired(rules):
            return f"rule {' or '.join(rules)}"
        case AllOf(parts) | AnyOf(parts):
            joint = " and " if isinstance(condition, AllOf) else " or "
            return joint.join(f"({condition_text(part)})" for part in parts) or "always"
        case Negated(part):
            return f"not ({condition_text(part)})"


def _bounds(low: Decimal | None, high: Decimal | None, below: Decimal | None) -> str:
    parts = ((">=", low), ("<=", high), ("<", below))
    return "".join(f" {sign} {bound}" for sign, bound in parts if bound is not None)


def _entries(row: tuple[object, ...], key: str) -> Iterator[tuple[str, str]]:
    """The entries of a tuple: plain ones on one line, others each under its own name."""
    if not row:
        return
    if all(isinstance(item, (str, int, Decimal, Enum)) for item in row):
        yield key, ", ".join(_plain(item) for item in row)
        return
    if all(isinstance(item, Question) for item in row):  # each is a row of its own
        yield key, ", ".join(item.id for item in row if isinstance(item, Question))
        return
    for number, item in enumerate(row, start=1):
        match item:
            case (str() as name, value):
                yield from flat_fields(value, f"{key}.{name}")
            case (condition, value):
                yield from flat_fields(condition, f"{key}[{number}].when")
                yield from flat_fields(value, f"{key}[{number}]")
            case _:
                place = f"{key}{_mark(item, number)}"
                inner = flat_fields(item, place)
                yield from ((name, text) for name, text in inner if name not in _named(place))


def _mark(item: object, number: int) -> str:
    for name in _NAMES:
        found = getattr(item, name, None)
        if isinstance(found, str):
            return f".{found}"
    return f"[{number}]"


def _named(place: str) -> tuple[str, ...]:
    """The fields that only repeat what an entry is called."""
    return tuple(f"{place}.{name}" for name in _NAMES if not place.endswith("]"))


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value.value if isinstance(value, Enum) else value)


def _usual(field: Field[object], value: object) -> bool:
    if field.default is not MISSING:
        return bool(value == field.default)
    return value is None or value == () or (isinstance(value, Message) and not value)
