"""How a row stands on the page: as an entry with named lines, or as a row of a table."""

from __future__ import annotations

from collections.abc import Iterable

from mneedle_gui.documents.compose.handbook.book import Book
from mneedle_gui.documents.compose.handbook.values import Line, lines_of, value_text
from mneedle_gui.documents.model import Block, Group, Heading, Row, Table

_TITLES = ("name", "title", "product")
_NAMES = 0.17  # the share of the width that the names of the fields take


def anchor_of(kind: str, row_id: str) -> str:
    """What the place of a row is called."""
    return f"{kind}/{row_id}"


def entry(kind: str, row_id: str, title: str, lines: Iterable[Line], *more: Block) -> Group:
    """A row under its own small heading; stays on one page."""
    rows = tuple(Row((name, text)) for name, text in lines if text)
    table = Table(("", ""), rows, (_NAMES, 1 - _NAMES))
    aside = f"· {row_id}" if row_id and row_id != title else ""
    heading = Heading(title, 3, aside, anchor_of(kind, row_id))
    return Group((heading, table, *more) if rows else (heading, *more))


def plain_entry(book: Book, kind: str, row: object, row_id: str) -> Group:
    """An entry that prints every field of a row under its own name."""
    named = next((name for name in _TITLES if getattr(row, name, None)), "")
    title = value_text(book, getattr(row, named)) if named else row_id
    return entry(kind, row_id, title, lines_of(book, row, ("id", "key", named)))


def more_lines(book: Book, row: object, shown: tuple[str, ...]) -> str:
    """The fields of a row that no column shows, one line each."""
    return "\n".join(f"{name}: {text}" for name, text in lines_of(book, row, shown))


def stacked(*parts: str) -> str:
    """The parts that are not empty, on a line each."""
    return "\n".join(part for part in parts if part)
