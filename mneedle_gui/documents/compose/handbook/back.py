"""The last pages: every id with its page, and the page to sign."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from mneedle_gui.documents.compose.handbook.book import Book
from mneedle_gui.documents.compose.handbook.chapters import Chapter
from mneedle_gui.documents.model import (
    Block,
    Group,
    Heading,
    Item,
    Paragraph,
    Row,
    Rules,
    Table,
    Ticks,
)
from mneedle_gui.documents.places import PlaceLine, Places

_COLUMNS = 3
_REMARK_LINES = 14
_NO_BREAK = "\N{NO-BREAK SPACE}"  # an empty line, so that there is room to write


def index(book: Book, anchors: Iterable[str]) -> Chapter:
    """Ids in order of the alphabet; ``anchors`` are the places of rows, kind and id."""
    ids = {(anchor.rpartition("/")[2], anchor) for anchor in anchors}
    lines = sorted(ids, key=lambda line: (line[0].casefold(), line))
    groups = []
    for letter, found in groupby(lines, key=lambda line: line[0][:1].upper()):
        places = Places(tuple(PlaceLine(*line) for line in _told_apart(list(found))), _COLUMNS)
        groups.append(Group((Heading(letter, 3), places)))
    return Chapter(book.say("Index of ids"), "index", (), tuple(groups))


def sign_off(book: Book) -> Chapter:
    """Name, role, registration, date, signature, verdict, remarks."""
    return Chapter(book.say("Review and signature"), "signature", (), tuple(_page(book)))


def _page(book: Book) -> Iterator[Block]:
    yield Paragraph(
        book.say(
            "I have reviewed the clinical content of Needling Plan, version {version}, fingerprint"
            " {fingerprint}, as printed in this handbook.",
            version=book.protocol.version,
            fingerprint=book.protocol.fingerprint,
        )
    )
    yield Ticks(
        (
            Item(book.say("Approved as printed")),
            Item(book.say("Reviewed with changes, listed below; approved once they are made")),
            Item(book.say("Not approved")),
        )
    )
    names = (
        book.say("Name"),
        book.say("Role"),
        book.say("Registration number"),
        book.say("Date"),
        book.say("Signature"),
    )
    rows = tuple(Row((f"{name}\n{_NO_BREAK}", "")) for name in names)
    yield Table(("", ""), rows, (0.25, 0.75), lines=(1,))
    yield Heading(book.say("Changes asked for, and open remarks (give the id of the row)"), 2)
    yield Rules(_REMARK_LINES)
    yield Paragraph(
        book.say(
            "Every content version needs a signature of its own; this one holds for version {version}"
            " only. A changed file has another fingerprint.",
            version=book.protocol.version,
        )
    )


def _told_apart(lines: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """An id that several rows share is followed by what kind of row it is."""
    ids = [row_id for row_id, _ in lines]
    for row_id, anchor in lines:
        kind = anchor.rpartition("/")[0].replace("_", " ").replace("/", ", ")
        yield (f"{row_id} ({kind})" if ids.count(row_id) > 1 else row_id), anchor
