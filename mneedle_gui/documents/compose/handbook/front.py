"""The first page: what this is, for which content, and how to read it."""

from __future__ import annotations

from collections.abc import Iterator

from mneedle_gui.documents.compose.handbook.book import Book
from mneedle_gui.documents.compose.handbook.values import day_text
from mneedle_gui.documents.model import Block, Bullets, Heading, Item, Notice, Row, Table, Tone
from mneedle_gui.domain.wording import Message, message

_LETTERS: tuple[tuple[str, Message], ...] = (
    ("V", message("the text itself, its abstract or the official page was seen")),
    ("S", message("seen second-hand, as quoted by a clinic, a maker or another text; weak")),
    ("M", message("general practice, not tied to a source")),
    ("P", message("policy of the clinic or of this program; a choice, not evidence")),
)
_STRENGTHS: tuple[tuple[Message, Message], ...] = (
    (message("label"), message("instructions for use, or the leaflet of a medicine")),
    (message("guideline"), message("a guideline or consensus of a professional body")),
    (message("regulator"), message("a public authority")),
    (message("review"), message("a review of several studies")),
    (message("trial"), message("one or more studies")),
    (message("expert"), message("opinion of experienced people")),
)


def title_page(book: Book) -> Iterator[Block]:
    """Name, version, what the handbook holds, how to read it."""
    edition, protocol = book.edition, book.protocol
    yield Heading(book.say("Clinical handbook"), 1)
    rows = (
        Row(
            (
                book.say("Program"),
                book.say("Needling Plan {version}", version=edition.program_version),
            )
        ),
        Row((book.say("Content version"), protocol.version)),
        Row((book.say("Fingerprint"), protocol.fingerprint)),
        Row(
            (
                book.say("Rows reviewed"),
                book.say("{day}, unless a row says otherwise", day=day_text(book, book.reviewed)),
            )
        ),
        Row((book.say("Holds"), _amounts(book))),
    )
    yield Table(("", ""), rows, (0.22, 0.78))
    yield Notice(
        book.say("Support for a qualified practitioner; not medical advice"),
        book.say(
            "This handbook prints every question, rule, number and text that the program works with,"
            " from the same files that it reads. It is made to be reviewed and signed by a clinician."
            " What is not in it, the program does not do."
        ),
        Tone.INFO,
    )
    if protocol_is_own(book):
        yield Notice(
            book.say("With this clinic's own rules"),
            book.say("Rows marked “this clinic's own policy” were added or made stricter here."),
        )
    yield from _reading(book)


def protocol_is_own(book: Book) -> bool:
    """Whether any row carries the clinic's own policy."""
    protocol = book.protocol
    bases = (
        *(row.basis for row in protocol.rules),
        *(row.basis for row in protocol.caps),
        *(row.basis for row in protocol.intervals),
        *(row.basis for row in protocol.zones),
        *(row.basis for row in protocol.devices),
    )
    return any(basis.own for basis in bases)


def _amounts(book: Book) -> str:
    protocol = book.protocol
    return book.say(
        "{questions} questions, {rules} rules, {zones} zones, {concerns} concerns, {caps} caps,"
        " {devices} devices, {sources} references",
        questions=len(tuple(book.questionnaire)),
        rules=len(protocol.rules),
        zones=len(protocol.zones),
        concerns=len(protocol.concerns),
        caps=len(protocol.caps),
        devices=len(protocol.devices),
        sources=len(protocol.sources),
    )


def _reading(book: Book) -> Iterator[Block]:
    yield Heading(book.say("How to read the basis of a row"), 2)
    yield Bullets(tuple(Item(book.text(text), lead=letter) for letter, text in _LETTERS))
    yield Heading(book.say("How strong a source is"), 2)
    yield Bullets(
        tuple(Item(book.text(text), lead=f"{book.text(word)}:") for word, text in _STRENGTHS)
    )
    yield Heading(book.say("Numbers, brackets and codes"), 2)
    yield Bullets(
        (
            Item(book.say("A number in square brackets is the number of a question: [12].")),
            Item(
                book.say("A word with underscores or hyphens is the id of a row; it never changes.")
            ),
            Item(
                book.say(
                    "Rows of a clinic setting that is switched off by default are printed too; they"
                    " name the setting."
                )
            ),
            Item(
                book.say(
                    "A field that stands at its usual value, such as “not urgent”, is not printed."
                )
            ),
        )
    )
