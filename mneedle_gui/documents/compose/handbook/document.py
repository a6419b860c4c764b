"""The whole handbook in order: front, chapters, index, signature."""

from __future__ import annotations

from collections.abc import Iterator

from mneedle_gui.documents.compose.handbook import (
    back,
    changes,
    deciding,
    front,
    guidance,
    numbers,
    questions,
    references,
    rules,
    scales,
    tables,
)
from mneedle_gui.documents.compose.handbook.book import Book, Edition
from mneedle_gui.documents.compose.handbook.chapters import Chapter, contents, set_out
from mneedle_gui.documents.model import (
    Block,
    Document,
    Footer,
    Group,
    Header,
    Heading,
    PageBreak,
    Scale,
    Table,
)
from mneedle_gui.domain.clinic import Clinic
from mneedle_gui.domain.wording import Words

_UNINDEXED = ("chapter", "section", "group", "role", "override")


def handbook(edition: Edition, clinic: Clinic, words: Words) -> Document:
    """The document. It holds no client and no day: the same content gives the same handbook."""
    book = Book(edition, words)
    chapters = _chapters(book)
    blocks = (
        *front.title_page(book),
        PageBreak(),
        Heading(book.say("Contents"), 1),
        contents(chapters),
        *set_out(chapters),
    )
    version = book.say(
        "Content version {version} ({fingerprint})",
        version=edition.protocol.version,
        fingerprint=edition.protocol.fingerprint,
    )
    title = book.say("Clinical handbook")
    return Document(
        title=f"Needling Plan: {title}",
        subject=version,
        author=clinic.name or "Needling Plan",
        language=words.language,
        right_to_left=words.right_to_left,
        header=Header(clinic.name or "Needling Plan", title, title, clinic.logo),
        footer=Footer(
            version,
            book.say("Not medical advice"),
            book.say("Page {page} of {pages}", page="{page}", pages="{pages}"),
        ),
        blocks=blocks,
        scale=Scale.BOOK,
    )


def _chapters(book: Book) -> list[Chapter]:
    chapters = [
        changes.changes(book),
        deciding.deciding(book),
        questions.questions(book),
        rules.rules(book),
        tables.zones(book),
        tables.concerns(book),
        tables.caps(book),
        tables.devices(book),
        *tables.others(book),
        scales.scales(book),
        numbers.facts(book),
        guidance.guidance(book),
        references.differing(book),
        references.references(book),
    ]
    anchors = [anchor for anchor in anchors_in(set_out(chapters)) if _is_row(anchor)]
    return [*chapters, back.index(book, anchors), back.sign_off(book)]


def anchors_in(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Every place in ``blocks``, in order."""
    for block in blocks:
        match block:
            case Heading(anchor=anchor) if anchor:
                yield anchor
            case Table(rows=rows):
                yield from (row.anchor for row in rows if row.anchor)
            case Group(blocks=inner):
                yield from anchors_in(inner)
            case _:
                pass


def _is_row(anchor: str) -> bool:
    kind, _, row_id = anchor.partition("/")
    return kind not in _UNINDEXED and bool(row_id)
