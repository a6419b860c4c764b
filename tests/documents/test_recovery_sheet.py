"""The recovery sheet: one page that says all one needs, and the code nowhere but in its box."""

from __future__ import annotations

from datetime import date

import pytest

from mneedle_gui.documents.compose.recovery_sheet import Recovery, recovery_sheet
from mneedle_gui.documents.model import Document, KeyBox
from mneedle_gui.domain.clinic import Clinic, Paper
from tests import builders
from tests.documents import papers

CODE = "69ZEQF-8PHH8D-Q67MYG-FKCX6P-MTKWXY-7B5PK6"
VAULT = "01a20f17-aff9-7b9c-ab2c-52a24e797ac7"


def sheet(clinic: Clinic = papers.CLINIC) -> Document:
    return recovery_sheet(Recovery(CODE, VAULT, date(2026, 11, 24)), clinic, builders.words())


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("clinic", [papers.CLINIC, papers.BARE, Clinic(name="Long " * 40)])
def test_it_is_one_page_with_everything_on_it(clinic: Clinic, paper: Paper) -> None:
    pages = papers.read(papers.pdf(sheet(clinic), paper)).pages
    assert len(pages) == 1
    text = pages[0].extract_text()
    for part in (*CODE.split("-"), VAULT, "24 November 2026", "Print the new recovery sheet"):
        assert part in text


def test_the_code_stands_in_its_box_and_nowhere_else() -> None:
    document = sheet()
    [box] = [block for block in document.blocks if isinstance(block, KeyBox)]
    assert box.lines == ("69ZEQF – 8PHH8D – Q67MYG", "FKCX6P – MTKWXY – 7B5PK6")
    outside = [block for block in document.blocks if block is not box]
    running = (document.title, document.subject, document.author, document.header, document.footer)
    for group in CODE.split("-"):
        assert group not in repr(outside)
        assert group not in repr(running)


def test_it_says_what_nobody_can_help_with() -> None:
    text = " ".join(text for text in papers.texts(sheet().blocks) if text)
    assert "nobody can open the records" in text
    assert "Do not photograph it." in text
