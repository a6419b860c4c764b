"""Zones, concerns, caps, intervals, devices: the tables that depths and dates are taken from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from decimal import Decimal

from mneedle_gui.documents.compose.handbook.book import Book
from mneedle_gui.documents.compose.handbook.chapters import Chapter, Section
from mneedle_gui.documents.compose.handbook.columns import Column, key_of, table_of
from mneedle_gui.documents.compose.handbook.entries import entry, more_lines, plain_entry, stacked
from mneedle_gui.documents.compose.handbook.values import (
    Line,
    basis_text,
    brief_basis,
    lines_of,
    name_of,
    value_text,
)
from mneedle_gui.documents.compose.handbook.vocabulary import CHOICES
from mneedle_gui.documents.model import Block, Paragraph, Row, Table
from mneedle_gui.domain.protocol import Concern, Device, Grade, Protocol
from mneedle_gui.domain.wording import message

_BASIS = Column(message("Basis"), 0.2, ("basis",))
_ZONES = (
    Column(message("Zone"), 0.19, ("name", "id", "client_name")),
    Column(message("Least"), 0.095, ("min_mm",), message("never")),
    Column(message("Usual"), 0.095, ("typical_mm",), message("never")),
    Column(message("Most"), 0.095, ("max_mm",), message("never")),
    Column(message("Place and caution"), 0.275, ("region", "caution")),
    Column(message("Basis"), 0.25, ("basis",)),
)
_CAPS = (
    Column(message("Cap"), 0.2, ("name", "id")),
    Column(message("Limit"), 0.16, ("max_mm", "minus_mm", "sessions")),
    Column(message("Holds when (also when not known)"), 0.42, ("when",)),
    Column(message("Basis"), 0.22, ("basis",)),
)
_INTERVALS = (
    Column(message("Change"), 0.2, ("name", "id")),
    Column(message("Weeks"), 0.2, ("typical_weeks", "min_weeks", "max_weeks")),
    Column(message("Holds when (also when not known)"), 0.38, ("when",)),
    Column(message("Basis"), 0.22, ("basis",)),
)
_OVERRIDES = (
    Column(message("Rule"), 0.34, ("rule",)),
    Column(message("Becomes"), 0.24, ("category", "span")),
    Column(message("Remark"), 0.22, ("note",)),
    _BASIS,
)
_KNOWN = (
    "version", "fingerprint", "rules", "zones", "concerns", "caps", "intervals", "devices", "facts",
    "limits", "roles", "sources", "disagreements", "guidance", "scales", "unused_scales",
)  # fmt: skip
_CONCERN = (
    "id", "name", "client_name", "option", "zones_question", "grades", "badge", "basis",
    "grade_question", "grade_fact", "checks_weeks", "checks_from_first",
)  # fmt: skip
_GRADE_HEAD = (
    message("Goes to"),
    message("Depth, mm"),
    message("Sessions"),
    message("Gap, weeks"),
    message("Remarks and basis"),
)
_GRADE = (
    "key", "name", "route", "options", "from_score", "to_score", "depth_lo_mm", "depth_hi_mm",
    "body_depth_lo_mm", "body_depth_hi_mm", "sessions_min", "sessions_max", "interval_min_weeks",
    "interval_typical_weeks", "interval_max_weeks", "basis",
)  # fmt: skip


def zones(book: Book) -> Chapter:
    """Depth limits of every zone."""
    intro = book.say(
        "Depths are needle settings in millimetres, not true depths in the skin. A zone whose most is"
        " 0 is never treated. “Parts” are the shapes of the face and body maps that stand for it."
    )
    table = table_of(book, "zone", book.protocol.zones, _ZONES)
    return Chapter(book.say("Zones"), "zones", (), (Paragraph(intro, held=True), table))


def concerns(book: Book) -> Chapter:
    """Every concern with its grades."""
    intro = book.say(
        "The grade decides where a concern goes, how deep, how often and how far apart. The depth"
        " used is never more than the zone, a cap, the device or the practitioner's level allow."
    )
    rows = tuple(block for row in book.protocol.concerns for block in _concern(book, row))
    return Chapter(book.say("Concerns"), "concerns", (), (Paragraph(intro), *rows))


def caps(book: Book) -> Chapter:
    """Limits on depth, changes of the gap between sessions."""
    told = book.say("Caps are never added up: of those that hold, the lowest wins.")
    depth = (Paragraph(told, held=True), table_of(book, "cap", book.protocol.caps, _CAPS))
    gap = (table_of(book, "interval", book.protocol.intervals, _INTERVALS),)
    sections = (
        Section(book.say("Caps on depth"), depth),
        Section(book.say("Changes of the gap between sessions"), gap),
    )
    return Chapter(book.say("Caps and gaps"), "caps", sections, fresh=False)


def devices(book: Book) -> Chapter:
    """Every device with what its own instructions make stricter."""
    intro = book.say(
        "Of the device's own instructions and the tables here, the stricter always wins."
    )
    rows = tuple(block for device in book.protocol.devices for block in _device(book, device))
    head = Paragraph(intro, held=True)
    return Chapter(book.say("Devices"), "devices", (), (head, *rows), fresh=False)


def others(book: Book) -> Iterator[Chapter]:
    """Every table of the protocol that has no chapter of its own elsewhere."""
    for field in fields(Protocol):
        rows = getattr(book.protocol, field.name) if field.init else ()
        if field.name in _KNOWN or not isinstance(rows, tuple) or not rows:
            continue
        entries = _plain(book, field.name.removesuffix("s"), rows)
        yield Chapter(name_of(book, field.name), field.name, (), entries, fresh=False)


def _plain(book: Book, kind: str, rows: Sequence[object]) -> tuple[Block, ...]:
    return tuple(plain_entry(book, kind, row, key_of(row)) for row in rows)


def _device(book: Book, device: Device) -> Iterator[Block]:
    lines = lines_of(book, device, ("id", "name", "overrides", "basis", "anaesthetic", "note"))
    numbing = book.say("may be used") if device.anaesthetic else book.say("must not be used")
    yield entry(
        "device",
        device.id,
        device.name,
        (
            *lines,
            (book.say("Numbing cream"), numbing),
            (book.say("Remark"), book.text(device.note)),
            (book.say("Basis"), basis_text(book, device.basis)),
        ),
    )
    if device.overrides:
        yield table_of(book, f"override/{device.id}", device.overrides, _OVERRIDES)


def _concern(book: Book, concern: Concern) -> tuple[Block, ...]:
    rest = lines_of(book, concern, _CONCERN)
    lines = (
        *_how_found(book, concern),
        *rest,
        (book.say("Basis"), basis_text(book, concern.basis)),
    )
    return entry("concern", concern.id, book.text(concern.name), lines), _grades(book, concern)


def _how_found(book: Book, concern: Concern) -> Iterator[Line]:
    yield book.say("Client's words"), book.text(concern.client_name)
    answer = book.option(book.protocol.roles.concerns, concern.option)
    yield book.say("Chosen by"), f"{book.question(book.protocol.roles.concerns)}: “{answer}”"
    yield book.say("Where"), book.question(concern.zones_question)
    if concern.grade_question:
        yield book.say("Grade"), book.question(concern.grade_question)
    if concern.grade_fact:
        yield book.say("Grade"), value_text(book, concern.grade_fact, "grade_fact")
    yield book.say("Evidence"), concern.badge
    since = (
        book.say("the first session") if concern.checks_from_first else book.say("the last session")
    )
    if concern.checks_weeks:
        weeks = book.words.joined(str(week) for week in concern.checks_weeks)
        yield (
            book.say("Judged"),
            book.say("{weeks} weeks after {session}", weeks=weeks, session=since),
        )


def _grades(book: Book, concern: Concern) -> Table:
    whose = book.say("Grade: {concern}", concern=concern.name)
    head = (whose, *(book.text(name) for name in _GRADE_HEAD))
    rows = tuple(_grade(book, concern, grade) for grade in concern.grades)
    return Table(head, rows, (0.23, 0.14, 0.14, 0.1, 0.11, 0.28), emphasis=())


def _grade(book: Book, concern: Concern, grade: Grade) -> Row:
    depth = _span(book, grade.depth_lo_mm, grade.depth_hi_mm)
    body = _span(book, grade.body_depth_lo_mm, grade.body_depth_hi_mm)
    chosen = ", ".join(book.option(concern.grade_question, code) for code in grade.options)
    scores = _span(book, grade.from_score, grade.to_score)
    weeks = _span(book, grade.interval_min_weeks, grade.interval_max_weeks)
    usual = grade.interval_typical_weeks
    cells = (
        stacked(
            book.text(grade.name),
            grade.key,
            book.say("Answer: {answer}", answer=chosen) if chosen else "",
            book.say("Score: {score}", score=scores) if scores else "",
        ),
        book.text(CHOICES[grade.route]).capitalize(),
        stacked(depth, book.say("Body: {depth}", depth=body) if body else ""),
        _span(book, grade.sessions_min, grade.sessions_max),
        stacked(weeks, book.say("Usual: {n}", n=usual) if usual else ""),
        stacked(
            more_lines(book, grade, _GRADE),
            book.say("Basis: {basis}", basis=brief_basis(book, grade.basis)),
        ),
    )
    return Row(cells, anchor=f"grade/{concern.id}/{grade.key}")


def _span(book: Book, low: Decimal | int | None, high: Decimal | int | None) -> str:
    """A range of numbers; nothing where there is none or where both ends are 0."""
    if not low and not high:
        return ""
    if low is None:
        return book.say("up to {n}", n=high or 0)
    if high is None:
        return book.say("{n} or more", n=low)
    if low == high:
        return book.words.number(low)
    return book.say("{low} to {high}", low=low, high=high)
