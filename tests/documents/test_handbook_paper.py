"""The handbook on paper: real text, pages that can be found, no heading left alone."""

from __future__ import annotations

import functools
import io
import re
from typing import Any

import pypdf
import pytest

from mneedle_gui.documents.model import Scale
from mneedle_gui.documents.pdf.fit import fit
from mneedle_gui.documents.pdf.fonts import typeface
from mneedle_gui.documents.pdf.lines import Breaker
from mneedle_gui.documents.pdf.page import Sheet
from mneedle_gui.documents.pdf.render import render
from mneedle_gui.domain.clinic import Paper
from tests.builders import ROOT
from tests.documents.handbook_rows import document, flat, whole


@functools.cache
def printed(paper: Paper) -> pypdf.PdfReader:
    pages = render(document(whole()), paper, ROOT / "fonts", whole().maps)
    return pypdf.PdfReader(io.BytesIO(pages))


@pytest.mark.parametrize("paper", list(Paper))
def test_it_is_a_book_of_real_text_with_embedded_fonts(paper: Paper) -> None:
    reader = printed(paper)
    assert 60 <= len(reader.pages) <= 140
    assert f"Page 7 of {len(reader.pages)}" in flat(reader.pages[6].extract_text())
    for page in (reader.pages[0], reader.pages[len(reader.pages) // 2]):
        resources: Any = page["/Resources"]
        for font in resources["/Font"].values():
            assert "/FontFile2" in font.get_object()["/FontDescriptor"]


@pytest.mark.parametrize("paper", list(Paper))
def test_contents_and_bookmarks_lead_to_the_page_of_each_chapter(paper: Paper) -> None:
    reader = printed(paper)
    contents = flat(reader.pages[1].extract_text())
    chapters = [entry for entry in reader.outline if not isinstance(entry, list)]
    assert len(chapters) > 12
    for chapter in chapters:
        page = reader.get_destination_page_number(chapter) or 0
        title = flat(chapter.title or "")
        assert title in flat(reader.pages[page].extract_text())
        assert f"{title} {page + 1}" in contents


def test_the_index_leads_to_the_page_of_a_row() -> None:
    pages = [flat(page.extract_text()) for page in printed(Paper.A4).pages]
    row = "isotretinoin_recent"
    (index,) = [page for page in pages if re.search(rf"{row} \d+", page) and "Index of ids" in page]
    found = re.search(rf"{row} (\d+)", index)
    assert found is not None
    assert f"Isotretinoin in the last 6 months · {row}" in pages[int(found.group(1)) - 1]


def test_no_heading_stands_alone_at_the_foot_of_a_page() -> None:
    sheets = fit(
        document(whole()), Sheet.of(Paper.A4, Scale.BOOK), Breaker(typeface(ROOT / "fonts")), {}
    ).sheets
    assert [number for number, sheet in enumerate(sheets, 1) if sheet.boxes[-1].held] == []
