"""The whole content as a handbook, and its rows taken apart without the help of what prints them."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from mneedle_gui.content import Content
from mneedle_gui.content.loading import read
from mneedle_gui.documents.compose.handbook import Book, Edition, handbook
from mneedle_gui.documents.compose.handbook.vocabulary import CODES
from mneedle_gui.documents.model import Document
from mneedle_gui.domain.clinic import Clinic
from mneedle_gui.domain.guidance import Guidance
from mneedle_gui.domain.protocol import Protocol
from mneedle_gui.domain.questionnaire import Kind, Question, Questionnaire
from mneedle_gui.domain.rule import CONSULTATION_DAY, Rule
from mneedle_gui.domain.wording import Message
from tests.builders import ROOT, words

_SPACE = re.compile(r"\s+")
PLACED = {(Question, "section"), (Rule, "group")}
"""Fields that are said by the heading that the row stands under."""


@functools.cache
def whole() -> Content:
    content, faults = read(ROOT)
    assert faults == ()
    return content


def edition(content: Content, **changes: Any) -> Edition:
    made = Edition(
        content.questionnaire, content.protocol, "0.1.0", content.where, content.switch_of
    )
    return replace(made, **changes)


def document(content: Content) -> Document:
    return handbook(edition(content), Clinic(), words())


def parts(*values: Any) -> Iterator[Any]:
    """Every dataclass in the content that is a row or a part of one."""
    for value in values:
        if isinstance(value, tuple):
            yield from parts(*value)
        elif is_dataclass(value) and not isinstance(value, Message):
            if not isinstance(value, Protocol | Guidance | Questionnaire):
                yield value
            yield from parts(*(getattr(value, f.name) for f in fields(value) if f.init))


def rebuilt(value: Any, old: Any, new: Any) -> Any:
    """``value`` with one part of it exchanged; whatever does not hold the part stays the same object."""
    if value is old:
        return new
    if isinstance(value, tuple):
        parts = tuple(rebuilt(part, old, new) for part in value)
        return value if all(a is b for a, b in zip(parts, value, strict=True)) else parts
    if not is_dataclass(value) or isinstance(value, Message):
        return value
    there = {field.name: getattr(value, field.name) for field in fields(value) if field.init}
    made = {name: rebuilt(part, old, new) for name, part in there.items()}
    changed = {name: part for name, part in made.items() if part is not there[name]}
    return replace(value, **changed) if changed else value  # type: ignore[type-var]


def leaves(value: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """Every text and number in a row that is not at its default."""
    if isinstance(value, tuple):
        for item in value:
            yield from leaves(item, name)
    elif is_dataclass(value) and not isinstance(value, Message):
        for field in fields(value):
            part = getattr(value, field.name)
            skipped = (type(value), field.name) in PLACED or part == field.default
            if field.init and not skipped and not _is_all_zones(value, field.name):
                yield from leaves(part, field.name)
    elif value and not isinstance(value, bool | Enum):
        yield name, value


def _is_all_zones(row: Any, field: str) -> bool:
    """The options of a zones question are the table of zones, which is printed once."""
    return isinstance(row, Question) and row.kind is Kind.ZONES and field == "options"


def is_said(book: Book, named: dict[str, set[str]], here: str, field: str, leaf: Any) -> bool:
    amount: int | Decimal
    match leaf:
        case Message():
            return flat(words().say(leaf)) in here
        case int() | Decimal() as amount:
            number = re.escape(words().number(max(amount, -amount)))
            return re.search(rf"(?<![\d.]){number}(?![.]?\d)", here) is not None
        case str() if field == "reviewed":
            return leaf == book.reviewed or words().day(date.fromisoformat(leaf)) in here
        case str():
            return any(flat(form) in here for form in (leaf, *named.get(leaf, ())))
    return False


def names(book: Book) -> dict[str, set[str]]:
    """What a code may be called instead: the row or the answer that it names."""
    named: dict[str, set[str]] = {CONSULTATION_DAY: {"the day of the consultation"}}
    questions = book.questionnaire
    for question in questions:
        named.setdefault(question.id, set()).add(f"[{questions.number(question.id)}]")
        for option in question.options:
            named.setdefault(option.code, set()).add(words().say(option.text))
    for name, rows in (
        (book.zone, book.protocol.zones),
        (book.concern, book.protocol.concerns),
        (book.rule, book.protocol.rules),
        (book.fact, book.protocol.facts),
    ):
        for row in rows:
            named.setdefault(row.id, set()).add(name(row.id))
    for place in (
        "treats_face",
        "treats_body",
        "route_elsewhere",
        "nothing_to_treat",
        "zone_forbidden",
    ):
        named.setdefault(place, set()).add(book.fact(place))
    for concern in book.protocol.concerns:
        for fact in (f"concern_{concern.id}", f"grade_{concern.id}"):
            named.setdefault(fact, set()).add(book.fact(fact))
    for (_, code), phrase in CODES.items():
        named.setdefault(code, set()).add(words().say(phrase))
    return named


def flat(text_: str) -> str:
    return _SPACE.sub(" ", text_).strip()
