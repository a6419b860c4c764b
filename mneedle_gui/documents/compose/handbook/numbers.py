"""Derived facts, the numbers that belong to no table, and the questions that play a part."""

from __future__ import annotations

from mneedle_gui.documents.compose.handbook.book import Book
from mneedle_gui.documents.compose.handbook.chapters import Chapter, Section
from mneedle_gui.documents.compose.handbook.columns import Column, table_of
from mneedle_gui.documents.compose.handbook.entries import anchor_of
from mneedle_gui.documents.compose.handbook.values import basis_text, lines_of
from mneedle_gui.documents.model import Paragraph, Row, Table
from mneedle_gui.domain.wording import message

_FACTS = (
    Column(message("Fact"), 0.22, ("id",)),
    Column(message("Worked out as"), 0.24, ("kind",)),
    Column(message("From"), 0.32, ("questions", "facts")),
    Column(message("Bands (upper ends) or weights"), 0.22, ("bands", "weights")),
)


def facts(book: Book) -> Chapter:
    """What is worked out from answers, and the fixed numbers of a plan."""
    told = book.say(
        "In order of the inputs. A fact whose inputs are blank is not known, which is never “no”."
        " Above the last upper end comes one more band."
    )
    return Chapter(
        book.say("Facts and numbers"),
        "facts",
        (
            Section(
                book.say("Facts worked out from answers"),
                (Paragraph(told, held=True), table_of(book, "fact", book.protocol.facts, _FACTS)),
            ),
            Section(book.say("Numbers of the plan"), _limits(book)),
            Section(book.say("Questions and rows with a part of their own"), _roles(book)),
        ),
        fresh=False,
    )


def _limits(book: Book) -> tuple[Table, Paragraph]:
    rows = tuple(Row(line) for line in lines_of(book, book.protocol.limits, ("basis",)))
    table = Table((book.say("Number"), book.say("Value")), rows, (0.4, 0.6))
    basis = basis_text(book, book.protocol.limits.basis)
    return table, Paragraph(basis, lead=book.say("Basis:"))


def _roles(book: Book) -> tuple[Paragraph, Table]:
    told = book.say(
        "The engine knows these by their part, so that no question is named in its code."
    )
    roles = book.protocol.roles
    rows = tuple(
        Row((name, _called(book, code)), anchor=anchor_of("role", name))
        for name, code in lines_of(book, roles)
    )
    head = (book.say("Part"), book.say("Played by"))
    return Paragraph(told, held=True), Table(head, rows, (0.4, 0.6))


def _called(book: Book, code: str) -> str:
    """The code with the name of the question, rule or cap that it is the id of."""
    for name in (book.question(code), book.rule(code)):
        if name != code:
            return f"{name} ({code})"
    caps = (book.text(cap.name) for cap in book.protocol.caps if cap.id == code)
    name = next(caps, "")
    return f"{name} ({code})" if name else code
