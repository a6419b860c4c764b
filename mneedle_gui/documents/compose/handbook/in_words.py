"""Conditions, windows and places of rules as English that can be read aloud."""

from __future__ import annotations

from decimal import Decimal

from mneedle_gui.documents.compose.handbook.book import Book
from mneedle_gui.domain.condition import (
    ALWAYS,
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
from mneedle_gui.domain.questionnaire import Kind, Question, When
from mneedle_gui.domain.rule import CONSULTATION_DAY, Area, Span, Window

_LISTED = 3  # from so many parts on, a condition is set as a list


def condition(book: Book, what: Condition) -> str:
    """A whole condition. Three parts or more stand on lines of their own."""
    match what:
        case AllOf(parts) if len(parts) >= _LISTED:
            return _lines(book, book.say("All of these:"), parts)
        case AnyOf(parts) if len(parts) >= _LISTED:
            return _lines(book, book.say("Any of these:"), parts)
        case _:
            return _inline(book, what)


def span(book: Book, length: Span) -> str:
    """A length of time."""
    parts = (
        (length.years, book.count("{count} year", "{count} years", length.years)),
        (length.months, book.count("{count} month", "{count} months", length.months)),
        (length.days, book.count("{count} day", "{count} days", length.days)),
    )
    return " ".join(text for count, text in parts if count) or book.say("no time")


def window(book: Book, what: Window) -> str:
    """From when until when a rule is in force."""
    parts: list[str] = []
    if what.before:
        parts.append(
            book.say(
                "While {date} is less than {span} away and not past.",
                date=_date(book, what.before),
                span=span(book, what.span),
            )
        )
    elif what.after and what.start != Span():
        parts.append(
            book.say(
                "From {start} after until {span} after {date}.",
                start=span(book, what.start),
                span=span(book, what.span),
                date=_date(book, what.after),
            )
        )
    elif what.after:
        parts.append(
            book.say(
                "Until {span} after {date}.",
                span=span(book, what.span),
                date=_date(book, what.after),
            )
        )
    for when, longer in what.longer:
        parts.append(
            book.say(
                "{span} instead when this is so, or not known: {when}.",
                span=span(book, longer),
                when=condition(book, when),
            )
        )
    if what.ongoing is not None:
        parts.append(
            book.say(
                "Still present, without a date, while: {when}.",
                when=condition(book, what.ongoing),
            )
        )
    return "\n".join(parts)


def area(book: Book, what: Area) -> str:
    """Where a finding has to be."""
    where = book.question(what.question)
    if what.face_as_one:
        return book.say(
            "Only in or near a planned zone: {question}. A finding anywhere on the face counts for"
            " the whole face.",
            question=where,
        )
    return book.say("Only in or near a planned zone: {question}.", question=where)


def asked_when(book: Book, question: Question) -> str:
    """When a question is shown."""
    if not question.when:
        return book.say("Always")
    parts = [_when(book, when) for when in question.when]
    joint = book.say(" or ") if question.any_of else book.say(" and ")
    return joint.join(parts)


def bounds(
    book: Book, low: Decimal | None, high: Decimal | None, below: Decimal | None = None
) -> str:
    """The limits of a number."""
    parts = []
    if low is not None and low == high:
        return book.words.number(low)
    if low is not None:
        parts.append(book.say("at least {n}", n=low))
    if high is not None:
        parts.append(book.say("at most {n}", n=high))
    if below is not None:
        parts.append(book.say("under {n}", n=below))
    return book.say(" and ").join(parts)


def _lines(book: Book, head: str, parts: tuple[Condition, ...]) -> str:
    return "\n".join((head, *(f"– {_inline(book, part)}" for part in parts)))


def _inline(book: Book, what: Condition) -> str:
    match what:
        case Picked(question, codes):
            return _picked(book, question, codes)
        case Measured(question, low, high):
            amount = bounds(book, low, high)
            return book.say(
                "{question} is {amount}", question=book.question(question), amount=amount
            )
        case FactIs(fact, value):
            return _fact(book, fact, value)
        case FactWithin(fact, low, high, below):
            amount = bounds(book, low, high, below)
            return book.say("{fact} is {amount}", fact=book.fact(fact), amount=amount)
        case Fired(rules):
            names = book.say(" or ").join(f"“{book.rule(rule)}”" for rule in rules)
            return book.say("the rule {rules} has fired", rules=names)
        case AllOf() | AnyOf():
            return _joined(book, what)
        case Negated(part):
            return book.say("not so: {part}", part=_bracketed(book, part))


def _joined(book: Book, what: AllOf | AnyOf) -> str:
    if what == ALWAYS:
        return book.say("always")
    if not what.parts:
        return book.say("never")
    joint = book.say(" and ") if isinstance(what, AllOf) else book.say(" or ")
    return joint.join(_bracketed(book, part) for part in what.parts)


def _bracketed(book: Book, part: Condition) -> str:
    inner = _inline(book, part)
    return f"({inner})" if isinstance(part, AllOf | AnyOf) and len(part.parts) > 1 else inner


def _picked(book: Book, question: str, codes: tuple[str, ...]) -> str:
    answers = book.say(" or ").join(f"“{book.option(question, code)}”" for code in codes)
    name = book.question(question)
    several = question in book.questionnaire and book.questionnaire.question(question).kind in (
        Kind.CHOICES,
        Kind.ZONES,
    )
    if several:
        return book.say("{question} includes {answers}", question=name, answers=answers)
    return book.say("{question} is {answers}", question=name, answers=answers)


def _fact(book: Book, fact: str, value: bool) -> str:
    name = book.fact(fact)
    if book.is_clause(fact):
        return name if value else book.say("not so: {fact}", fact=name)
    if value:
        return book.say("{fact}: yes", fact=name)
    return book.say("{fact}: no", fact=name)


def _when(book: Book, when: When) -> str:
    name = book.question(when.question)
    if when.code is not None:
        return _picked(book, when.question, (when.code,))
    if when.exists is not None:
        if when.exists:
            return book.say("{question} is answered", question=name)
        return book.say("{question} is not answered", question=name)
    amount = bounds(book, when.at_least, when.at_most)
    return book.say("{question} is {amount}", question=name, amount=amount)


def _date(book: Book, question: str) -> str:
    if question == CONSULTATION_DAY:
        return book.say("the day of the consultation")
    return f"“{book.question(question)}”"
