"""The texts around a treatment, table by table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields

from mneedle_gui.documents.compose.handbook import in_words
from mneedle_gui.documents.compose.handbook.book import Book
from mneedle_gui.documents.compose.handbook.chapters import Chapter, Section
from mneedle_gui.documents.compose.handbook.columns import Column, key_of, table_of
from mneedle_gui.documents.compose.handbook.entries import anchor_of, plain_entry
from mneedle_gui.documents.compose.handbook.values import value_text
from mneedle_gui.documents.model import Block, Paragraph, Row, Table
from mneedle_gui.domain.guidance import Guidance
from mneedle_gui.domain.wording import Message, message

_EVERYONE = message("everyone")
_EVERY_CONCERN = message("every concern")
_BASIS = Column(message("Basis"), 0.2, ("basis",))

_STEPS = (
    Column(message("Client's text"), 0.3, ("text", "id")),
    Column(
        message("Days from the session"),
        0.2,
        ("from_day", "to_day", "group", "avoid", "now", "priority"),
        named=True,
    ),
    Column(message("For whom"), 0.22, ("when",), _EVERYONE),
    Column(message("Basis"), 0.28, ("basis",)),
)
_TABLES: dict[str, tuple[str, Message, tuple[Column, ...]]] = {
    "preparation": ("step", message("Before a session"), _STEPS),
    "aftercare": ("step", message("After a session"), _STEPS),
    "timeline": (
        "period",
        message("What to expect"),
        (
            Column(message("When"), 0.14, ("when_text", "id")),
            Column(message("Normal, and what to do"), 0.4, ("normal", "do")),
            Column(message("For whom"), 0.18, ("when",), _EVERYONE),
            Column(message("Basis"), 0.28, ("basis",)),
        ),
    ),
    "call_signs": (
        "call_sign",
        message("When to call"),
        (
            Column(message("Sign"), 0.32, ("text", "id")),
            Column(message("Action"), 0.36, ("action", "urgency", "first_page")),
            Column(message("Basis"), 0.32, ("basis",)),
        ),
    ),
    "signs": (
        "sign",
        message("Signs that it works, and signs that prove nothing"),
        (
            Column(message("Sign"), 0.34, ("text", "id", "proof")),
            Column(message("When, how to check"), 0.3, ("when_text", "how")),
            Column(message("For"), 0.16, ("concerns",), _EVERY_CONCERN),
            _BASIS,
        ),
    ),
    "longevity": (
        "longevity",
        message("How long results last"),
        (
            Column(message("Concern"), 0.16, ("concern",)),
            Column(message("Visible, judged, followed"), 0.24, ("visible_from", "assess_at", "observed_to")),
            Column(message("Afterwards"), 0.28, ("at_the_end", "upkeep", "upkeep_basis")),
            Column(message("Basis"), 0.32, ("basis",)),
        ),
    ),
    "influences": (
        "influence",
        message("What pushes a result up or down"),
        (
            Column(message("Factor, client's text"), 0.32, ("factor", "id", "client")),
            Column(message("Direction"), 0.19, ("result", "duration", "risk")),
            Column(message("For whom"), 0.24, ("when", "concerns")),
            Column(message("Evidence, basis"), 0.25, ("evidence", "basis")),
        ),
    ),
    "studies": (
        "study",
        message("What single studies showed"),
        (
            Column(message("Study"), 0.25, ("id", "design", "concerns")),
            Column(message("Regimen, result, follow-up"), 0.36, ("regimen", "result", "follow_up")),
            Column(message("Limits"), 0.17, ("limits",)),
            Column(message("Basis"), 0.22, ("basis",)),
        ),
    ),
    "not_known": (
        "not_known",
        message("What is not known"),
        (
            Column(message("Question"), 0.24, ("question", "id")),
            Column(message("State, client's text"), 0.38, ("state", "client")),
            Column(message("For"), 0.2, ("concerns",), _EVERY_CONCERN),
            Column(message("Basis"), 0.18, ("basis",)),
        ),
    ),
    "hazards": (
        "hazard",
        message("Unwanted events"),
        (
            Column(message("Event"), 0.2, ("name", "id", "band")),
            Column(message("How often, when"), 0.2, ("how_often", "onset")),
            Column(message("Management, prevention, client's text"), 0.38, ("management", "prevention", "client", "when")),
            Column(message("Basis"), 0.22, ("basis",)),
        ),
    ),
    "parameters": (
        "parameter",
        message("Session parameters"),
        (
            Column(message("Parameter"), 0.2, ("name", "id", "group")),
            Column(message("Text"), 0.38, ("text",)),
            Column(message("When"), 0.2, ("when",), message("always")),
            Column(message("Basis"), 0.22, ("basis",)),
        ),
    ),
    "topics": (
        "topic",
        message("Explanations for the client"),
        (
            Column(message("Title"), 0.22, ("title", "id")),
            Column(message("Text"), 0.4, ("text",)),
            Column(message("For"), 0.16, ("concerns",), _EVERY_CONCERN),
            Column(message("Basis"), 0.22, ("basis",)),
        ),
    ),
    "alternatives": (
        "alternative",
        message("Other choices, doing nothing included"),
        (
            Column(message("Client's text"), 0.44, ("text", "id", "nothing")),
            Column(message("For"), 0.32, ("concerns",), _EVERY_CONCERN),
            Column(message("Basis"), 0.24, ("basis",)),
        ),
    ),
    "restarts": (
        "restart",
        message("When products may be used again"),
        (
            Column(message("Product"), 0.28, ("product", "id")),
            Column(message("Wait"), 0.18, ("after_days",), message("0 days")),
            Column(message("Pigment-prone"), 0.2, ("pigment_prone_days",), message("0 days")),
            Column(message("Basis"), 0.34, ("basis",)),
        ),
    ),
    "badges": (
        "badge",
        message("How sure studies let us be"),
        (
            Column(message("Badge"), 0.2, ("id", "name")),
            Column(message("Meaning"), 0.58, ("meaning",)),
            Column(message("Basis"), 0.22, ("basis",)),
        ),
    ),
}  # fmt: skip
_WORDING = ("pigment_prone", "banned_words", "explained", "permanence")


def guidance(book: Book) -> Chapter:
    """One section for each table; a table that has no columns here is printed row by row."""
    sections = []
    for field in fields(Guidance):
        rows = getattr(book.protocol.guidance, field.name)
        if field.name not in _WORDING and rows:
            sections.append(_section(book, field.name, rows))
    sections.append(Section(book.say("Wording"), tuple(_wording(book))))
    intro = book.say(
        "Texts that stand on the client's paper or on the practitioner's sheet. A row for some"
        " clients only names them under “For whom”."
    )
    return Chapter(book.say("Guidance"), "guidance", tuple(sections), (Paragraph(intro),))


def _section(book: Book, name: str, rows: Sequence[object]) -> Section:
    if name not in _TABLES:
        kind = name.removesuffix("s")
        entries = tuple(plain_entry(book, kind, row, key_of(row)) for row in rows)
        return Section(name.replace("_", " ").capitalize(), entries)
    kind, title, columns = _TABLES[name]
    blocks: list[Block] = [table_of(book, kind, rows, columns)]
    if name == "restarts":
        who = in_words.condition(book, book.protocol.guidance.pigment_prone)
        told = book.say("The longer wait holds for these clients, also when it is not known:")
        blocks.insert(0, Paragraph(f"{told}\n{who}", held=True))
    return Section(book.text(title), tuple(blocks))


def _wording(book: Book) -> Iterator[Block]:
    texts = book.protocol.guidance
    yield Paragraph(
        ", ".join(texts.banned_words), lead=book.say("Words that no client text may hold:")
    )
    if texts.permanence:
        yield Paragraph(book.text(texts.permanence), lead=book.say("What is said of permanence:"))
    rows = tuple(
        Row((word, value_text(book, text)), anchor=anchor_of("explained", word))
        for word, text in texts.explained
    )
    yield Paragraph(
        book.say("Words that are explained where a client reads them first:"), held=True
    )
    yield Table((book.say("Word"), book.say("Explained as")), rows, (0.35, 0.65))
