"""Where sources differ, and every reference."""

from __future__ import annotations

from mneedle_gui.documents.compose.handbook.book import Book
from mneedle_gui.documents.compose.handbook.chapters import Chapter
from mneedle_gui.documents.compose.handbook.columns import Column, table_of
from mneedle_gui.documents.model import Paragraph
from mneedle_gui.domain.wording import message

_DIFFER = (
    Column(message("Topic"), 0.16, ("topic", "id")),
    Column(message("Strictest"), 0.21, ("strictest",)),
    Column(message("Loosest"), 0.21, ("loosest",)),
    Column(message("Chosen here"), 0.21, ("chosen",)),
    Column(message("Rules"), 0.21, ("rules",)),
)
_SOURCES = (
    Column(message("Key"), 0.22, ("key",)),
    Column(message("Reference"), 0.5, ("citation", "address")),
    Column(message("DOI, PMID"), 0.18, ("doi", "pmid")),
    Column(message("Status"), 0.1, ("status",)),
)


def differing(book: Book) -> Chapter:
    """Topics on which sources differ, and what is done here."""
    told = book.say("Each row names the strictest and the loosest source that was found.")
    table = table_of(book, "disagreement", book.protocol.disagreements, _DIFFER)
    blocks = (Paragraph(told, held=True), table)
    return Chapter(book.say("Where sources differ"), "differ", (), blocks, fresh=False)


def references(book: Book) -> Chapter:
    """The list of references by their keys."""
    told = book.say(
        "Verified: text, abstract or page seen. Cited: the citation was seen in another text."
        " Secondary: a clinic, maker or second-hand page. Memory: not seen, and no figure rests on it."
    )
    table = table_of(book, "source", book.protocol.sources, _SOURCES)
    return Chapter(book.say("References"), "references", (), (Paragraph(told, held=True), table))
