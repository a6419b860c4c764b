"""What changed since an earlier content version."""

from __future__ import annotations

from collections.abc import Iterator

from mneedle_gui.documents.compose.handbook.book import Book
from mneedle_gui.documents.compose.handbook.chapters import Chapter, Section
from mneedle_gui.documents.model import Block, Paragraph, Row, Table
from mneedle_gui.domain.change import Change, ChangeKind, FieldChange
from mneedle_gui.domain.wording import Message, message

_TITLES: dict[ChangeKind, Message] = {
    ChangeKind.DIFFERENT: message("Rows that are different"),
    ChangeKind.GONE: message("Rows that are gone"),
    ChangeKind.NEW: message("New rows"),
}
_REVIEWED = "basis.reviewed"
_NAMING = ("title", "name", "text", "citation", "topic", "factor", "question")


def changes(book: Book) -> Chapter:
    """Every row that is new, gone or different; or a plain sentence that there are none."""
    edition = book.edition
    told = book.say("This is the first content version: there is none to compare it with.")
    if edition.compared_with:
        told = book.say(
            "Compared with content version {version}. Rows are named by kind and id.",
            version=edition.compared_with,
        )
        if not edition.changes:
            told = f"{told} {book.say('Nothing changed.')}"
    again = [change for change in edition.changes if _only_reviewed(change)]
    if again:
        looked = book.count(
            "{count} row was reviewed again without any other change.",
            "{count} rows were reviewed again without any other change.",
            len(again),
        )
        told = f"{told} {looked}"
    rest = [change for change in edition.changes if not _only_reviewed(change)]
    return Chapter(
        book.say("What changed"),
        "changes",
        tuple(_sections(book, rest)),
        (Paragraph(told),),
        fresh=bool(edition.changes),
    )


def _sections(book: Book, rest: list[Change]) -> Iterator[Section]:
    for kind, title in _TITLES.items():
        found = [change for change in rest if change.kind is kind]
        if not found:
            continue
        if kind is ChangeKind.DIFFERENT:
            yield Section(book.text(title), (_different(book, found),))
        else:
            head = (book.say("Row"), book.say("Words"))
            rows = tuple(Row((change.row, _words(change))) for change in found)
            yield Section(book.text(title), (Table(head, rows, (0.4, 0.6)),))


def _different(book: Book, found: list[Change]) -> Block:
    head = (book.say("Row"), book.say("Field"), book.say("Before"), book.say("Now"))
    rows = tuple(
        Row((change.row if number == 0 else "", field.name, field.old or "–", field.new or "–"))
        for change in found
        for number, field in enumerate(change.fields)
    )
    return Table(head, rows, (0.26, 0.16, 0.29, 0.29))


def _words(change: Change) -> str:
    """What tells a reader which row it is; all of it where no field names it."""
    texts: dict[str, FieldChange] = {field.name: field for field in change.fields}
    for name in _NAMING:
        if name in texts:
            return texts[name].new or texts[name].old
    return "; ".join(f"{field.name}: {field.new or field.old}" for field in change.fields)


def _only_reviewed(change: Change) -> bool:
    names = {field.name for field in change.fields}
    return change.kind is ChangeKind.DIFFERENT and all(name.endswith(_REVIEWED) for name in names)
