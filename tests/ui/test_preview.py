from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from mneedle_gui.domain.clinic import Paper
from mneedle_gui.services.settings import Look
from mneedle_gui.ui.jobs import Jobs
from mneedle_gui.ui.pages import before_paper
from mneedle_gui.ui.theme import Skin, Theme
from mneedle_gui.ui.widgets import printing
from mneedle_gui.ui.widgets.pdf_pages import draw_pages, page_count
from tests import builders
from tests.ui.clipping import clipped
from tests.ui.preview_stage import STOP, PreviewStage, paper


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was asked before paper went out; every question is answered with "continue"."""
    heard: list[str] = []

    def ask(_parent: QWidget, heading: str, text: str, _choices: list[str]) -> int:
        heard.append(f"{heading}\n{text}")
        return 1

    monkeypatch.setattr(before_paper, "ask", ask)
    return heard


def saves_to(monkeypatch: pytest.MonkeyPatch, path: Path) -> list[str]:
    offered: list[str] = []

    def choose(_parent: QWidget, _title: str, name: str, _filter: str) -> tuple[str, str]:
        offered.append(name)
        return str(path), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    return offered


def test_pages_are_drawn_at_the_size_asked_for() -> None:
    pdf = paper("plan", Paper.A4)
    assert page_count(pdf) == 3
    pictures = draw_pages(pdf, 72)
    assert [(one.width, one.height) for one in pictures] == [(596, 842)] * 3
    image = draw_pages(pdf, 72, (1,))[0].image()
    assert image.pixelColor(100, 842 - 200).name() == "#000000"
    assert image.pixelColor(500, 50).name() == "#ffffff"


def test_the_client_document_is_shown_page_by_page(qtbot: QtBot, jobs: Jobs) -> None:
    held = PreviewStage(qtbot, jobs)
    held.ready()
    assert held.press.asked == [("plan", Paper.A4)]
    assert held.page._view.count == 3
    assert held.page._bar._page.text() == "Page 1 of 3"
    held.click("Next page")
    assert held.page._bar._page.text() == "Page 2 of 3"
    held.page._view.take_focus()
    QTest.keyClick(held.page._view._desk, Qt.Key.Key_PageDown)
    assert held.page._bar._page.text() == "Page 3 of 3"
    QTest.keyClick(held.page._view._desk, Qt.Key.Key_PageDown)
    assert held.page._bar._page.text() == "Page 3 of 3"


@pytest.mark.parametrize("width", [760, 1100, 1600])
def test_a_page_fits_the_width_of_the_window(qtbot: QtBot, jobs: Jobs, width: int) -> None:
    held = PreviewStage(qtbot, jobs)
    held.page.resize(width, 700)
    held.ready()
    qtbot.waitUntil(lambda: held.page._view._desk.horizontalScrollBar().maximum() == 0)


def test_the_sheet_and_the_paper_can_be_chosen(qtbot: QtBot, jobs: Jobs) -> None:
    held = PreviewStage(qtbot, jobs)
    held.ready()
    held.click("Practitioner sheet")
    held.ready()
    held.click("US Letter")
    held.ready()
    assert held.press.asked == [
        ("plan", Paper.A4),
        ("record", Paper.A4),
        ("record", Paper.LETTER),
    ]
    assert held.page._view.count == 1


def test_session_sheets_are_offered_for_a_plan_only(qtbot: QtBot, jobs: Jobs) -> None:
    held = PreviewStage(qtbot, jobs)
    held.ready()
    held.click("Session sheets")
    held.ready()
    assert held.press.asked[-1] == ("session_sheet", Paper.A4)
    held.page.show_consultation(builders.consultation(STOP))
    held.ready()
    assert held.press.asked[-1] == ("plan", Paper.A4), "no sessions: the letter is shown instead"
    offered = [b for b in held.page.findChildren(QPushButton) if b.text() == "Session sheets"]
    assert [b.isHidden() for b in offered] == [True]


def test_zoom_draws_the_pages_larger(qtbot: QtBot, jobs: Jobs) -> None:
    held = PreviewStage(qtbot, jobs)
    held.ready()
    held.click("Larger")
    held.ready()
    before = held.page._view._pages[0].pixmap().width()
    held.click("Larger")
    held.ready()
    assert held.page._view._pages[0].pixmap().width() > before
    assert held.press.asked == [("plan", Paper.A4)], "zooming draws, it does not compose again"


def test_opening_the_page_again_draws_with_the_settings_of_now(qtbot: QtBot, jobs: Jobs) -> None:
    held = PreviewStage(qtbot, jobs)
    held.ready()
    consultation = held.page._consultation
    assert consultation is not None
    held.page.show_consultation(consultation)
    held.ready()
    assert held.press.asked == [("plan", Paper.A4)] * 2


def test_a_withheld_plan_is_called_a_letter(qtbot: QtBot, jobs: Jobs) -> None:
    held = PreviewStage(qtbot, jobs, STOP)
    held.ready()
    assert held.page._title.text() == "Preview of the letter"
    assert any(b.text() == "Client letter" for b in held.page.findChildren(QPushButton))


def test_saving_writes_the_pdf_under_a_name_without_client_words(
    qtbot: QtBot, jobs: Jobs, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, asked: list[str]
) -> None:
    held = PreviewStage(qtbot, jobs)
    held.ready()
    offered = saves_to(monkeypatch, tmp_path / "out")
    with qtbot.waitSignal(held.page.issued) as told:
        held.click("Save PDF…")
    assert told.args == ["saved"]
    assert (tmp_path / "out.pdf").read_bytes() == held.page.pdf
    assert offered == ["NP-TEST-1-2026-11-24-plan.pdf"]
    assert asked == [], "nothing is asked when treatment goes ahead"


def test_a_second_click_within_a_second_is_not_heard(
    qtbot: QtBot, jobs: Jobs, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    held = PreviewStage(qtbot, jobs)
    held.ready()
    offered = saves_to(monkeypatch, tmp_path / "out.pdf")
    held.click("Save PDF…")
    held.click("Save PDF…")
    assert len(offered) == 1


def test_a_stop_is_told_once_before_paper_goes_out(
    qtbot: QtBot, jobs: Jobs, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, asked: list[str]
) -> None:
    held = PreviewStage(qtbot, jobs, STOP)
    held.ready()
    saves_to(monkeypatch, tmp_path / "out.pdf")
    held.click("Save PDF…")
    time.sleep(1.1)
    held.click("Save PDF…")
    assert len(asked) == 1
    assert "Do not treat" in asked[0]
    assert "This is a letter for the client" in asked[0]


def test_going_back_lets_no_paper_out(
    qtbot: QtBot, jobs: Jobs, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(before_paper, "ask", lambda *_args: 0)
    held = PreviewStage(qtbot, jobs, STOP)
    held.ready()
    offered = saves_to(monkeypatch, tmp_path / "out.pdf")
    held.click("Save PDF…")
    assert offered == []


def test_a_place_that_cannot_be_written_is_told_in_a_sentence(
    qtbot: QtBot, jobs: Jobs, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    held = PreviewStage(qtbot, jobs)
    held.ready()
    saves_to(monkeypatch, tmp_path / "nowhere" / "out.pdf")
    with qtbot.waitSignal(held.page.failed):
        held.click("Save PDF…")
    assert held.page._notice.isVisible()
    assert "folder" in held.page._notice.accessibleName()


def test_paper_that_cannot_be_drawn_is_told_without_client_words(qtbot: QtBot, jobs: Jobs) -> None:
    held = PreviewStage(qtbot, jobs)
    held.ready()
    held.press.fails = True
    with qtbot.waitSignal(held.page.failed):
        held.click("Practitioner sheet")
    said = held.page._notice.accessibleName()
    assert "could not be drawn" in said
    assert "Layla" not in said


def test_printing_sends_every_page_to_the_printer(
    qtbot: QtBot, jobs: Jobs, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    held = PreviewStage(qtbot, jobs)
    held.ready()
    target = tmp_path / "printed.pdf"
    real = printing.printer_for

    def to_file(sheet: Paper, title: str) -> QPrinter:
        assert "Layla" not in title
        printer = real(sheet, title)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(target))
        return printer

    monkeypatch.setattr("mneedle_gui.ui.pages.preview.printer_for", to_file)
    monkeypatch.setattr(QPrintDialog, "exec", lambda _self: QPrintDialog.DialogCode.Accepted)
    with qtbot.waitSignal(held.page.issued, timeout=20000) as told:
        held.click("Print…")
    assert told.args == ["printed"]
    printed = target.read_bytes()
    assert page_count(printed) == 3
    picture = draw_pages(printed, 72, (0,))[0]
    assert (picture.width, picture.height) == pytest.approx((596, 842), abs=2)
    assert picture.image().pixelColor(100, 842 - 200).lightness() < 30


def test_everything_to_click_has_a_name(qtbot: QtBot, jobs: Jobs) -> None:
    held = PreviewStage(qtbot, jobs)
    held.ready()
    parts = [
        part
        for part in held.page.findChildren(QWidget)
        if part.isVisible() and part.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    names = [part.accessibleName() or getattr(part, "text", str)() for part in parts]
    assert all(names)
    assert len(names) == len(set(names))
    assert all(min(part.width(), part.height()) >= 24 for part in parts)


@pytest.mark.parametrize("factor", [1.0, 1.5, 2.0])
def test_nothing_is_clipped(qtbot: QtBot, jobs: Jobs, worn: Skin, factor: float) -> None:
    worn.wear(Theme(Look.LIGHT, factor))
    held = PreviewStage(qtbot, jobs)
    held.page.resize(760, 600)
    held.ready()
    assert clipped(held.page) == []
