"""One answer as a JSON value and back.

A yes/no or choice is its option code, a check list a list of codes, a date ``"2026-03-14"`` or
``"2026-03"`` or ``"unknown"``, a number a JSON number, words a string. ``true`` and ``false`` are taken
for yes and no.
"""

from __future__ import annotations

import re
from decimal import Decimal

from mneedle_gui.domain.answers import (
    Answer,
    Choice,
    Choices,
    DoNotKnow,
    Number,
    Text,
)
from mneedle_gui.domain.questionnaire import Kind, Question
from mneedle_gui.domain.wording import PartialDate

UNKNOWN = "unknown"
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class NotUsable(ValueError):
    """A value that does not answer its question. Holds what is accepted, never the value itself."""


def to_json(answer: Answer) -> str | int | float | list[str]:
    """The JSON value of an answer."""
    match answer:
        case Choice(code):
            return code
        case Choices(codes):
            return list(codes)
        case Number(amount):
            return int(amount) if amount == amount.to_integral_value() else float(amount)
        case Text(words):
            return words
        case DoNotKnow():
            return UNKNOWN
        case PartialDate():
            return partial_date_text(answer)


def partial_date_text(when: PartialDate) -> str:
    """``2026-03-14``, ``2026-03`` or ``2026``."""
    parts = [f"{when.year:04}"]
    parts += [f"{part:02}" for part in (when.month, when.day) if part is not None]
    return "-".join(parts)


def from_json(question: Question, value: object) -> Answer | None:
    """The answer a JSON value stands for; ``None`` for null and for an empty list or text.

    Raises:
        NotUsable: the value has another shape than the question wants; says what is accepted.
    """
    if value is None or value in ("", []):
        return None
    match question.kind:
        case Kind.YES_NO | Kind.CHOICE:
            return _choice(question, value)
        case Kind.CHOICES | Kind.ZONES:
            return _choices(question, value)
        case Kind.DATE:
            return _date(question, value)
        case Kind.INTEGER | Kind.DECIMAL:
            return _number(value)
        case Kind.TEXT | Kind.LONG_TEXT:
            if isinstance(value, str):
                return Text(value)
            raise NotUsable("a text in quotation marks")


def accepted(question: Question) -> str:
    """What a question takes, in one line."""
    codes = ", ".join(option.code for option in question.options)
    match question.kind:
        case Kind.YES_NO | Kind.CHOICE:
            return f"one of {codes}"
        case Kind.CHOICES | Kind.ZONES:
            return f"a list of {codes}"
        case Kind.DATE:
            if question.full_date:
                return "a date as YYYY-MM-DD, or unknown"
            return "a date as YYYY-MM-DD or YYYY-MM, or unknown"
        case Kind.INTEGER | Kind.DECIMAL:
            low, high = question.minimum, question.maximum
            whole = "a whole number" if question.kind is Kind.INTEGER else "a number"
            bounds = f" from {low} to {high}" if low is not None and high is not None else ""
            return whole + bounds
        case Kind.TEXT | Kind.LONG_TEXT:
            return f"a text of at most {question.max_length} characters"


def _choice(question: Question, value: object) -> Choice:
    code = {True: "yes", False: "no"}.get(value) if isinstance(value, bool) else value
    if isinstance(code, str) and question.option(code) is not None:
        return Choice(code)
    raise NotUsable(accepted(question))


def _choices(question: Question, value: object) -> Choices:
    codes = [value] if isinstance(value, str) else value
    if not isinstance(codes, list) or any(not isinstance(code, str) for code in codes):
        raise NotUsable(accepted(question))
    if any(question.option(code) is None for code in codes):
        raise NotUsable(accepted(question))
    order = [option.code for option in question.options]
    return Choices(tuple(sorted(dict.fromkeys(codes), key=order.index)))


def _date(question: Question, value: object) -> PartialDate | DoNotKnow:
    if value == UNKNOWN:
        return DoNotKnow()
    match = _DATE.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise NotUsable(accepted(question))
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        return PartialDate(year or 0, month, day)
    except ValueError:
        raise NotUsable("a date that is in the calendar, " + accepted(question)) from None


def _number(value: object) -> Number:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise NotUsable("a number")
    return Number(Decimal(value))
