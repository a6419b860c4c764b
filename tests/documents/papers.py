"""Papers for tests: every sample consultation and some harder ones, each as a document."""

from __future__ import annotations

import functools
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import pypdf
import pypdfium2

from mneedle_gui.documents.compose import (
    for_client,
    practitioner_record,
    prescreen_slip,
    session_sheet,
)
from mneedle_gui.documents.model import (
    Block,
    Bullets,
    CallCard,
    Document,
    KeyBox,
    Notice,
    Paragraph,
    Role,
    Table,
    Ticks,
    Timeline,
)
from mneedle_gui.documents.pdf.render import render
from mneedle_gui.documents.pdf.text import clean
from mneedle_gui.documents.pdf.thin import inner_blocks
from mneedle_gui.domain.clinic import Clinic, Paper
from mneedle_gui.domain.consultation import Consultation, consult
from mneedle_gui.domain.plan import Plan
from mneedle_gui.domain.rule import Span, Window
from mneedle_gui.exchange import answers_file
from tests import builders

FONTS = builders.ROOT / "fonts"
CLINIC = Clinic(
    name="Clear Skin Clinic",
    phone="+971 4 555 0100",
    address="12 Palm Street, Dubai",
    hours="Sunday to Thursday 9 to 18",
    emergency_number="998",
    complaints="Write to the clinic manager.",
    price_per_session=Decimal(850),
    currency="AED",
    price_note="This includes numbing cream and the check. VAT is included.",
)
BARE = Clinic()


def sample(name: str) -> Consultation:
    """The consultation of one sample file."""
    text = (builders.ROOT / "samples" / f"{name}.json").read_text(encoding="utf-8")
    here = builders.content()
    held = answers_file.read(text, here.questionnaire, here.protocol, builders.DAY)
    on = held.on or builders.DAY
    device = held.device or "pen"
    return consult(builders.circumstances(on, device), held.answers, held.clearances)


SAMPLES = tuple(sorted(path.stem for path in (builders.ROOT / "samples").glob("*.json")))

_ALL_FACE = [
    "forehead", "temple", "glabella", "periorbital", "nose_bridge", "nose_tip_ala", "cheek",
    "cheekbone", "upper_lip", "chin", "jaw", "neck", "decolletage",
]  # fmt: skip

HARDER: dict[str, dict[str, object]] = {
    "plain": {},
    "name_of_200": {"client-name": "Maximiliana " * 16},
    "two_concerns_event": {
        "concerns": ["acne_scar_rolling", "acne_scar_icepick"],
        "acne-scar-icepick-zones": ["cheek"],
        "event": "yes",
        "event-date": "2027-01-10",
    },
    "face_and_body": {
        "concerns": ["fine_lines", "tone_texture", "pores", "striae", "laxity_mild"],
        "acne-scar-rolling-zones": None,
        "acne-scar-rolling-grade": None,
        "fine-lines-zones": _ALL_FACE,
        "fine-lines-grade": "glogau_3",
        "tone-texture-zones": _ALL_FACE,
        "tone-texture-grade": "t_2",
        "pores-zones": ["nose_tip_ala", "cheek", "chin"],
        "pores-grade": "p_3",
        "striae-zones": ["abdomen", "thigh_buttock", "back"],
        "striae-grade": "s_2",
        "striae-colour": "pale",
        "striae-age": "over_1_year",
        "laxity-mild-zones": ["neck", "jaw"],
        "laxity-mild-grade": "l_1",
    },
    "many_cautions": {
        "birth-date": "1955-02-01",
        "first-session": "2027-03-01",
        "diabetes": "controlled",
        "smoking": "now",
        "needle-fear": "yes",
        "cold-sore-history": "rare",
        "medicines": ["nsaid", "heart_rhythm"],
        "reactions": ["products"],
        "healing": ["slow", "keloid_family"],
        "test-spot": "not_done",
        "pih-tendency": "yes",
        "alcohol-high": "yes",
        "sun-exposure": "high",
        "sunscreen-daily": "no",
        "diet-poor": "yes",
        "fst-reading": "type_5",
    },
}


def harder(name: str) -> Consultation:
    """The baseline made harder."""
    return builders.consultation(HARDER[name])


@dataclass(frozen=True, slots=True)
class Case:
    """One paper to be tested."""

    name: str
    document: Document


@functools.cache
def client_papers() -> tuple[Case, ...]:
    """What every client gets."""
    held = {name: sample(name) for name in SAMPLES} | {name: harder(name) for name in HARDER}
    maps, words = builders.content().maps, builders.words()
    made = [Case(n, for_client(c, CLINIC, words, maps)) for n, c in held.items()]
    made += [Case(f"{n}_bare", for_client(c, BARE, words, maps)) for n, c in held.items()]
    return tuple(made)


CHECKS: dict[str, dict[str, object]] = {
    "can_book": {},
    "cautions": {"birth-date": "2006-01-01", "blood": ["one_antiplatelet"]},
    "open": {"immunity": ["not_sure"], "lesion-suspicious": None, "strong-sun": None},
    "not_before": {
        "isotretinoin": "past",
        "isotretinoin-last": "2026-08-24",
        "recent-procedures": ["toxin"],
        "toxin-date": "2026-11-20",
        "toxin-where": ["forehead"],
    },
    "not_yet": {
        "pregnancy": ["could_be"],
        "isotretinoin": "past",
        "isotretinoin-last": "2026-08-24",
    },
    "letter": {
        "blood": ["anticoagulant"],
        "immunity": ["immunosuppressant"],
        "allergy-serious": ["latex_severe"],
    },
    "cannot": {
        "pregnancy": ["pregnant"],
        "lesion-suspicious": "yes",
        "blood": ["anticoagulant"],
    },
}


@functools.cache
def slips() -> tuple[Case, ...]:
    """The slips of the two-minute check, on nothing but its own answers, and one with a later letter."""
    here = builders.circumstances()
    checks = {name: consult(here, builders.first_answers(given)) for name, given in CHECKS.items()}
    checks["letter_later"] = letter_later()
    return tuple(
        Case(f"slip_{name}", prescreen_slip(held, CLINIC, builders.words()))
        for name, held in checks.items()
    )


def letter_later() -> Consultation:
    """As if the cancer doctor's letter were wanted only once the first wait has ended."""
    here = builders.circumstances()
    window = Window("chemo-end", span=Span(months=12), start=Span(days=28))
    rules = tuple(
        replace(rule, window=window) if rule.id == "chemo_recent_12m" else rule
        for rule in here.protocol.rules
    )
    given = builders.first_answers(
        {
            "immunity": ["chemo_or_radiotherapy"],
            "chemo-status": "finished",
            "chemo-end": "2026-11-20",
        }
    )
    return consult(replace(here, protocol=replace(here.protocol, rules=rules)), given)


def plans() -> tuple[Case, ...]:
    """The four-page plans among them."""
    return tuple(case for case in client_papers() if "plan" in case.document.title)


@functools.cache
def records() -> tuple[Case, ...]:
    """The practitioner's record of every consultation."""
    held = {name: sample(name) for name in SAMPLES} | {name: harder(name) for name in HARDER}
    return tuple(
        Case(name, practitioner_record(c, CLINIC, builders.words())) for name, c in held.items()
    )


@functools.cache
def sheets() -> tuple[Case, ...]:
    """The session sheets of every consultation with a plan."""
    held = {name: sample(name) for name in SAMPLES} | {name: harder(name) for name in HARDER}
    return tuple(
        Case(f"{name}_sheet", session_sheet(c, CLINIC, builders.words()))
        for name, c in held.items()
        if isinstance(c.plan, Plan)
    )


@functools.cache
def pdf(document: Document, paper: Paper) -> bytes:
    """The document on paper."""
    return render(document, paper, FONTS, builders.content().maps)


def read(data: bytes) -> pypdf.PdfReader:
    """The file, opened again."""
    return pypdf.PdfReader(io.BytesIO(data))


def text_of(data: bytes) -> str:
    """All words on all pages, with single spaces."""
    return " ".join(" ".join(page.extract_text() for page in read(data).pages).split())


def words_of(text: str) -> list[str]:
    """The words of ``text`` as they are drawn."""
    return clean(text).replace("\xa0", " ").split()


def texts(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Every text that is printed in ``blocks``."""
    for block in blocks:
        yield from _own(block)
        yield from texts(inner_blocks(block))


def _own(block: Block) -> Iterator[str]:
    match block:
        case Table():
            yield from block.head
            for row in block.rows:
                yield from row.cells
        case Timeline():
            for stop in block.stops:
                yield from (stop.label, stop.day)
            yield block.caption
        case CallCard():
            yield from (block.title, *block.items, block.emergency)
        case KeyBox():
            yield from (block.title, *block.lines)
        case Ticks(items, _, title) | Bullets(items, _, title):
            yield title
            for item in items:
                yield from (item.lead, item.text)
        case Paragraph(text, _, lead):
            yield from (lead, text)
        case _:
            yield from (getattr(block, name) for name in ("title", "text") if hasattr(block, name))


def prose(blocks: tuple[Block, ...]) -> Iterator[str]:
    """The running text of ``blocks``: whole sentences for the client, without notes."""
    for block in blocks:
        match block:
            case Paragraph(text, role):
                yield from (text,) if role is not Role.NOTE else ()
            case Ticks(items) | Bullets(items):
                yield from (item.text for item in items)
            case KeyBox(_, lines):
                yield from lines
            case Notice(_, text):
                yield text
            case Table():
                yield from (cell for row in block.rows for cell in row.cells if ". " in f"{cell} ")
            case _:
                pass
        yield from prose(inner_blocks(block))


def boxes_on(data: bytes, number: int) -> list[tuple[float, float, float, float]]:
    """Left, bottom, right and top of each run of text on a page, in points."""
    page = pypdfium2.PdfDocument(data)[number].get_textpage()
    return [page.get_rect(i) for i in range(page.count_rects())]


def long_date(day: date) -> str:
    """A date as papers say it."""
    return re.sub(r"^0", "", day.strftime("%d %B %Y"))
