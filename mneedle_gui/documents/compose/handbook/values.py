"""Any value of any row as text. A field that this room has never heard of is printed all the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, Field, fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from enum import Enum

from mneedle_gui.documents.compose.handbook import in_words
from mneedle_gui.documents.compose.handbook.book import Book
from mneedle_gui.documents.compose.handbook.vocabulary import CHOICES, CODES, FIELDS, UNITS
from mneedle_gui.domain.condition import (
    AllOf,
    AnyOf,
    FactIs,
    FactWithin,
    Fired,
    Measured,
    Negated,
    Picked,
)
from mneedle_gui.domain.outcome import Basis
from mneedle_gui.domain.rule import Area, Span, Window
from mneedle_gui.domain.wording import Message

Line = tuple[str, str]
"""The name of a field and its value, both as text."""

_ZONES = ("zones", "zone", "forbidden_zones")
_CONCERNS = ("concerns", "concern", "becomes")
_RULES = ("rules", "rule")
_QUESTIONS = ("questions", "question", "after", "before", "zones_question", "grade_question")
_DAYS = ("from_day", "to_day")
_FACTS = ("facts", "fact", "grade_fact", "own_fact", "used_fact")


def lines_of(book: Book, row: object, without: tuple[str, ...] = ()) -> Iterator[Line]:
    """Every field of ``row`` that is not at its usual value, except those in ``without``."""
    if not is_dataclass(row):
        return
    for field in fields(row):
        value = getattr(row, field.name)
        if field.init and field.name not in without and not is_usual(field, value):
            yield name_of(book, field.name), value_text(book, value, field.name)


def says_something(row: object, name: str) -> bool:
    """Whether the field ``name`` of ``row`` is there and worth printing."""
    if not is_dataclass(row):
        return False
    found = (field for field in fields(row) if field.name == name)
    return any(not is_usual(field, getattr(row, name)) for field in found)


def is_usual(field: Field[object], value: object) -> bool:
    """Whether a field holds nothing worth printing: its default, or nothing at all."""
    if value is None or value == () or (isinstance(value, Message | str) and not value):
        return (field.name, value) not in CODES
    return field.default is not MISSING and value == field.default and not _is_number(value)


def name_of(book: Book, field: str) -> str:
    """What a field is called: its own name with spaces, unless the vocabulary knows better."""
    if field in FIELDS:
        return book.text(FIELDS[field])
    for end, _, _ in UNITS:
        field = field.removesuffix(end) or field
    return field.replace("_", " ").capitalize()


def value_text(book: Book, value: object, field: str = "") -> str:
    """One value in words; numbers carry the unit that the end of the field's name tells."""
    match value:
        case Message():
            return book.text(value)
        case bool():
            return book.say("yes") if value else book.say("no")
        case int() | Decimal():
            return _amount(book, value, field)
        case Enum():
            return book.text(CHOICES[value]) if value in CHOICES else str(value.value)
        case str():
            return reference(book, value, field)
        case tuple():
            return _entries(book, value, field)
        case _:
            return _structure(book, value)


def reference(book: Book, code: str, field: str) -> str:
    """A code in words: the name of the row that it names, or what the vocabulary calls it."""
    if (field, code) in CODES:
        return book.text(CODES[field, code])
    name = code
    if field in _ZONES:
        name = book.zone(code)
    elif field in _CONCERNS:
        name = book.concern(code)
    elif field in _RULES:
        name = book.rule(code)
    elif field in _QUESTIONS:
        name = book.question(code)
    elif field in _FACTS:
        name = book.fact(code)
    return name


def brief_basis(book: Book, basis: Basis) -> str:
    """The same as `basis_text` without the day of review where it is the usual one."""
    if basis.reviewed == book.reviewed:
        basis = replace(basis, reviewed="")
    return basis_text(book, basis)


def basis_text(book: Book, basis: Basis) -> str:
    """Where a row comes from: letters, strength, sources, day of review, remarks."""
    own = book.say("this clinic's own policy") if basis.own else ""
    parts = [
        ", ".join(basis.tags),
        own,
        basis.strength,
        ", ".join(basis.sources),
        book.say("reviewed {day}", day=day_text(book, basis.reviewed)) if basis.reviewed else "",
    ]
    head = " · ".join(part for part in parts if part)
    known = ("tags", "own", "strength", "sources", "reviewed", "note", "clinic")
    more = [f"{name}: {text}." for name, text in lines_of(book, basis, known)]
    notes = [book.text(note) for note in (basis.note, basis.clinic) if note]
    return "\n".join((head, *notes, *more))


def day_text(book: Book, iso: str) -> str:
    """An ISO day spelled out; anything else as it stands."""
    try:
        return book.words.day(date.fromisoformat(iso))
    except ValueError:
        return iso


def _structure(book: Book, value: object) -> str:
    match value:
        case Basis():
            return brief_basis(book, value)
        case Span():
            return in_words.span(book, value)
        case Window():
            return in_words.window(book, value)
        case Area():
            return in_words.area(book, value)
        case (
            Picked()
            | Measured()
            | FactIs()
            | FactWithin()
            | Fired()
            | AllOf()
            | AnyOf()
            | Negated()
        ):
            return in_words.condition(book, value)
        case _:
            return "; ".join(f"{name}: {text}" for name, text in lines_of(book, value))


def _entries(book: Book, value: tuple[object, ...], field: str) -> str:
    if all(isinstance(item, str | int | Decimal | Enum) for item in value):
        return ", ".join(value_text(book, item, field) for item in value)
    return "\n".join(_entry(book, item, field) for item in value)


def _entry(book: Book, item: object, field: str) -> str:
    match item:
        case (str() as name, inner):
            place = book.zone(name)
            lead = name if place == name else f"{place} ({name})"
            return f"{lead}: {value_text(book, inner, field)}"
        case tuple():
            return ", ".join(value_text(book, inner, field) for inner in item)
        case _:
            return f"– {value_text(book, item, field)}"


def _amount(book: Book, value: int | Decimal, field: str) -> str:
    if field in _DAYS and isinstance(value, int):
        return _day(book, value)
    number = book.words.number(value)
    for end, one, many in UNITS:
        if field.endswith(end):
            return (one if value == 1 else many).replace("{count}", number)
    return number


def _day(book: Book, day: int) -> str:
    """A day counted from the session."""
    if day == 0:
        return book.say("the day of the session")
    if day < 0:
        return book.count("{count} day before", "{count} days before", -day)
    return book.count("{count} day after", "{count} days after", day)


def _is_number(value: object) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool) and value != 0
