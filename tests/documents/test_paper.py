"""Promises of the printed file: pages, words, fonts, margins, metadata."""

from __future__ import annotations

import dataclasses
import io
from itertools import combinations
from typing import cast

import pypdf
import pytest
from PIL import Image

from mneedle_gui.documents.model import (
    Balanced,
    Block,
    Bullets,
    Heading,
    Item,
    Row,
    SignatureBox,
    Table,
    Ticks,
    pages_of,
)
from mneedle_gui.documents.pdf.page import Sheet
from mneedle_gui.documents.pdf.render import printed, render
from mneedle_gui.domain.clinic import Paper
from tests import builders
from tests.documents import papers

PLANS = papers.plans()
LETTERS = [case for case in papers.client_papers() if case not in PLANS]
EVERY = [*papers.client_papers(), *papers.records(), *papers.sheets()]
BOTH = list(Paper)
_SLACK = 0.6  # points that a glyph may reach out of its place


def _names(case: papers.Case) -> str:
    return case.name


@pytest.mark.parametrize("paper", BOTH)
@pytest.mark.parametrize("case", PLANS, ids=_names)
def test_plan_has_exactly_four_pages(case: papers.Case, paper: Paper) -> None:
    assert len(papers.read(papers.pdf(case.document, paper)).pages) == 4


@pytest.mark.parametrize("paper", BOTH)
@pytest.mark.parametrize("case", LETTERS, ids=_names)
def test_letter_has_one_page_or_two(case: papers.Case, paper: Paper) -> None:
    assert len(papers.read(papers.pdf(case.document, paper)).pages) <= 2


@pytest.mark.parametrize("paper", BOTH)
@pytest.mark.parametrize("case", EVERY, ids=_names)
def test_every_word_is_on_the_paper(case: papers.Case, paper: Paper) -> None:
    shown = printed(case.document, paper, papers.FONTS, builders.content().maps)
    text = _running_text(case, paper)
    wanted = [" ".join(papers.words_of(part)) for part in papers.texts(shown.blocks)]
    assert [part for part in wanted if part.replace(" ", "") not in text] == []


def _running_text(case: papers.Case, paper: Paper) -> str:
    """All pages one after another, without spaces and without what stands at head and foot of each."""
    head, foot = case.document.header, case.document.footer
    pages = papers.read(papers.pdf(case.document, paper)).pages
    texts = []
    for number, page in enumerate(pages, start=1):
        text = "".join(page.extract_text().split())
        label = foot.page.format(page=number, pages=len(pages))
        for furniture in (head.later, f"{foot.left} · {foot.middle}", label):
            text = text.replace("".join(papers.words_of(furniture)), "", 1)
        texts.append(text)
    return "".join(texts)


@pytest.mark.parametrize("case", EVERY, ids=_names)
def test_only_spare_rows_are_left_out(case: papers.Case) -> None:
    for paper in BOTH:
        shown = printed(case.document, paper, papers.FONTS, builders.content().maps)
        assert _must(shown.blocks) == _must(case.document.blocks)


def _must(blocks: object) -> str:
    """All texts that no rank allows to be left out."""
    from mneedle_gui.documents.pdf.thin import ranks_of, without

    assert isinstance(blocks, tuple)
    return "\n".join(papers.texts(without(blocks, ranks_of(blocks))))


@pytest.mark.parametrize("case", EVERY, ids=_names)
def test_fonts_are_embedded_and_none_is_helvetica(case: papers.Case) -> None:
    data = papers.pdf(case.document, Paper.A4)
    assert b"Helvetica" not in data
    for page in papers.read(data).pages:
        fonts = cast("pypdf.generic.DictionaryObject", page["/Resources"])["/Font"]
        for font in cast("pypdf.generic.DictionaryObject", fonts).values():
            held = cast("pypdf.generic.DictionaryObject", font.get_object())
            assert "IBMPlexSans" in str(held["/BaseFont"])
            assert "/FontFile2" in cast("dict[str, object]", held["/FontDescriptor"])


@pytest.mark.parametrize("paper", BOTH)
@pytest.mark.parametrize("case", EVERY, ids=_names)
def test_nothing_stands_outside_the_margins(case: papers.Case, paper: Paper) -> None:
    data = papers.pdf(case.document, paper)
    sheet = Sheet.of(paper)
    for number in range(len(papers.read(data).pages)):
        for left, bottom, right, top in papers.boxes_on(data, number):
            assert left >= sheet.side - _SLACK
            assert right <= sheet.width - sheet.side + _SLACK
            assert bottom >= 8 * 72 / 25.4
            assert top <= sheet.height - 8 * 72 / 25.4


@pytest.mark.parametrize("paper", BOTH)
@pytest.mark.parametrize("case", EVERY, ids=_names)
def test_no_text_lies_over_other_text(case: papers.Case, paper: Paper) -> None:
    data = papers.pdf(case.document, paper)
    for number in range(len(papers.read(data).pages)):
        for one, other in combinations(papers.boxes_on(data, number), 2):
            wide = min(one[2], other[2]) - max(one[0], other[0])
            high = min(one[3], other[3]) - max(one[1], other[1])
            lower = min(one[3] - one[1], other[3] - other[1])
            assert wide <= _SLACK or high <= 0.3 * lower


@pytest.mark.parametrize("paper", BOTH)
@pytest.mark.parametrize("case", PLANS, ids=_names)
def test_each_period_after_a_session_has_two_steps(case: papers.Case, paper: Paper) -> None:
    shown = printed(case.document, paper, papers.FONTS, builders.content().maps)
    wanted, found = (
        {
            block.title: len(block.items)
            for block in cast("Balanced", _below(page, "After each session", Balanced)).blocks
            if isinstance(block, Ticks)
        }
        for page in (pages_of(case.document)[2], pages_of(shown)[2])
    )
    assert {title: min(number, 2) for title, number in wanted.items()} == {
        title: min(number, 2) for title, number in found.items()
    }


@pytest.mark.parametrize("paper", BOTH)
@pytest.mark.parametrize("case", PLANS, ids=_names)
def test_at_least_five_risks_are_printed(case: papers.Case, paper: Paper) -> None:
    shown = printed(case.document, paper, papers.FONTS, builders.content().maps)
    risks = _below(pages_of(shown)[3], "Risks", Bullets)
    assert len(cast("Bullets", risks).items) >= 5


def _below(page: tuple[Block, ...], heading: str, kind: type[Block]) -> Block:
    """The first block of a kind under a heading."""
    titles = [block.text if isinstance(block, Heading) else "" for block in page]
    rest = page[titles.index(heading) + 1 :]
    return next(block for block in rest if isinstance(block, kind))


@pytest.mark.parametrize("case", PLANS, ids=_names)
def test_type_is_large_enough(case: papers.Case) -> None:
    sizes: dict[float, int] = {}

    def visit(text: str, _cm: object, matrix: list[float], _font: object, size: float) -> None:
        sizes[size] = sizes.get(size, 0) + len(text.strip()) * bool(matrix)

    for page in papers.read(papers.pdf(case.document, Paper.A4)).pages[:3]:
        page.extract_text(visitor_text=visit)
    total = sum(sizes.values())
    assert sum(count for size, count in sizes.items() if size < 10.4) <= 0.01 * total
    assert sum(count for size, count in sizes.items() if size >= 11.5) >= 0.85 * total


def test_metadata_names_no_client() -> None:
    case = PLANS[0]
    reader = papers.read(papers.pdf(case.document, Paper.A4))
    about = reader.metadata
    assert about is not None
    assert about.title == "Your microneedling plan"
    assert about.author == "Clear Skin Clinic"
    assert about.subject == "Treatment plan NP-TEST-1"
    assert about.creator == about.producer == "Needling Plan"
    assert str(reader.root_object["/Lang"]) == "en"
    assert "Haddad" not in str(about)


def test_later_pages_carry_initials_only() -> None:
    case = next(case for case in PLANS if case.name == "01_cheek_scars")
    first, *later = papers.read(papers.pdf(case.document, Paper.A4)).pages
    assert "Layla Haddad" in first.extract_text()
    assert [page for page in later if "Haddad" in page.extract_text()] == []
    assert all("L. H." in page.extract_text() for page in later)


def test_each_page_is_numbered() -> None:
    pages = papers.read(papers.pdf(PLANS[0].document, Paper.LETTER)).pages
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of 4" in page.extract_text()


@pytest.mark.parametrize("paper", BOTH)
def test_the_same_document_gives_the_same_bytes(paper: Paper) -> None:
    document, maps = PLANS[0].document, builders.content().maps
    assert render(document, paper, papers.FONTS, maps) == papers.pdf(document, paper)


def test_a_logo_is_drawn_in_the_header_of_page_1() -> None:
    picture = io.BytesIO()
    Image.new("RGB", (300, 90), (14, 90, 90)).save(picture, "PNG")
    document = PLANS[0].document
    header = dataclasses.replace(document.header, logo=picture.getvalue())
    data = render(
        dataclasses.replace(document, header=header),
        Paper.A4,
        papers.FONTS,
        builders.content().maps,
    )
    pages = papers.read(data).pages
    assert len(pages) == 4
    assert [len(page.images) for page in pages] == [1, 0, 0, 0]


def test_signatures_and_lists_in_two_columns_can_be_set() -> None:
    blocks = (
        SignatureBox(("Client", "Practitioner", "Interpreter")),
        Bullets(tuple(Item(f"entry {n}") for n in range(7)), columns=2),
        Table(("", ""), (Row(("long " * 2000, "b")),), (0.5, 0.5)),
    )
    document = dataclasses.replace(PLANS[0].document, blocks=blocks, fixed_pages=False)
    data = render(document, Paper.A4, papers.FONTS, {})
    assert papers.text_of(data).count("long") == 2000
    assert "Interpreter" in papers.text_of(data)
