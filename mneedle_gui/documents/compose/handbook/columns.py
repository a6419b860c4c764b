"""Tables of rows: each column names the fields it shows; what no column shows is printed as well."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mneedle_gui.documents.compose.handbook.book import Book
from mneedle_gui.documents.compose.handbook.entries import anchor_of, more_lines, stacked
from mneedle_gui.documents.compose.handbook.values import name_of, says_something, value_text
from mneedle_gui.documents.model import Row, Table
from mneedle_gui.domain.wording import NOTHING, Message

_BARE = ("id", "key", "name", "title", "text", "client", "basis")
_KEYS = ("id", "key", "concern", "rule")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its head, its share of the width, and the fields it shows.

    The first field stands alone, the others each on a line after its name. ``empty`` is said when
    there is nothing to show. With ``named`` the first has its name before it too.
    """

    head: Message
    width: float
    fields: tuple[str, ...]
    empty: Message = NOTHING
    named: bool = False


def table_of(book: Book, kind: str, rows: Sequence[object], columns: Sequence[Column]) -> Table:
    """All ``rows`` with nothing left out; fields that no column shows follow in the widest one."""
    shown = tuple(name for column in columns for name in column.fields)
    widest = max(range(len(columns)), key=lambda n: columns[n].width)

    def cells(row: object) -> tuple[str, ...]:
        made = [_cell(book, row, column) for column in columns]
        made[widest] = stacked(made[widest], more_lines(book, row, shown))
        return tuple(made)

    return Table(
        tuple(book.text(column.head) for column in columns),
        tuple(Row(cells(row), anchor=anchor_of(kind, key_of(row))) for row in rows),
        tuple(column.width for column in columns),
        emphasis=(),
    )


def key_of(row: object) -> str:
    """The id of a row: what it is called in the files."""
    return next((str(getattr(row, name)) for name in _KEYS if hasattr(row, name)), "")


def _cell(book: Book, row: object, column: Column) -> str:
    lines = []
    for number, name in enumerate(column.fields):
        if not says_something(row, name):
            continue
        text = value_text(book, getattr(row, name), name)
        bare = (number == 0 and not column.named) or name in _BARE
        lines.append(text if bare else f"{name_of(book, name)}: {text}")
    return stacked(*lines) or book.text(column.empty)
