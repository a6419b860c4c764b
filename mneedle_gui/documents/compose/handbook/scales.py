"""The grading scales: their items and steps, what they come to, their licence and their standing."""

from __future__ import annotations

from collections.abc import Iterator

from mneedle_gui.documents.compose.handbook.book import Book
from mneedle_gui.documents.compose.handbook.chapters import Chapter, Section
from mneedle_gui.documents.compose.handbook.columns import Column, table_of
from mneedle_gui.documents.compose.handbook.entries import entry, more_lines, stacked
from mneedle_gui.documents.compose.handbook.values import basis_text, lines_of
from mneedle_gui.documents.model import Block, Row, Table
from mneedle_gui.domain.scale import Scale, ScaleLevel, ScalePart, ScaleResult
from mneedle_gui.domain.wording import message

_UNUSED = (
    Column(message("Scale"), 0.24, ("name", "id")),
    Column(message("Why it is not used"), 0.54, ("reason",)),
    Column(message("Basis"), 0.22, ("basis",)),
)


def scales(book: Book) -> Chapter:
    """The scales in use, and those that are known and not used."""
    used = tuple(block for scale in book.protocol.scales for block in _scale(book, scale))
    unused = table_of(book, "unused_scale", book.protocol.unused_scales, _UNUSED)
    sections = (
        Section(book.say("Scales in use"), used),
        Section(book.say("Scales that are not used"), (unused,)),
    )
    return Chapter(book.say("Grading scales"), "scales", sections)


def _scale(book: Book, scale: Scale) -> Iterator[Block]:
    rest = lines_of(book, scale, ("id", "name", "parts", "results", "basis"))
    lines = (*rest, (book.say("Basis"), basis_text(book, scale.basis)))
    yield entry("scale", scale.id, book.text(scale.name), lines)
    rows = (
        *(_part(book, part) for part in scale.parts),
        *(_result(book, result) for result in scale.results),
    )
    head = (book.say("Item or result"), book.say("Steps"), book.say("Asked by, score"))
    yield Table(head, rows, (0.25, 0.5, 0.25), emphasis=())


def _part(book: Book, part: ScalePart) -> Row:
    asked = ", ".join(book.question(question) for question in part.questions)
    more = more_lines(book, part, ("id", "name", "levels", "questions"))
    steps = stacked(*(_step(book, level) for level in part.levels), more)
    return Row((stacked(book.text(part.name), part.id), steps, asked))


def _step(book: Book, level: ScaleLevel) -> str:
    label, description = book.text(level.label), book.text(level.description)
    marks = [level.option] if level.option else []
    if level.score is not None:
        marks.append(book.say("score {n}", n=level.score))
    told = f"{label}: {description}" if description else label
    told = f"– {told} ({', '.join(marks)})" if marks else f"– {told}"
    return stacked(told, more_lines(book, level, ("label", "description", "score", "option")))


def _result(book: Book, result: ScaleResult) -> Row:
    low, high = result.from_score, result.to_score
    scores = ""
    if low is not None and high is not None:
        scores = book.say("score {low} to {high}", low=low, high=high)
    elif low is not None:
        scores = book.say("score {n} or more", n=low)
    elif high is not None:
        scores = book.say("score up to {n}", n=high)
    rule = ""
    if result.rule:
        rule = book.say("while the rule “{rule}” holds", rule=book.rule(result.rule))
    otherwise = "" if scores or rule else book.say("when no other result holds")
    shown = ("label", "description", "from_score", "to_score", "rule")
    return Row(
        (
            book.say("Result: {label}", label=result.label),
            stacked(book.text(result.description), more_lines(book, result, shown)),
            stacked(scores, rule, otherwise),
        )
    )
