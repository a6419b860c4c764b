"""The two-minute check at the front desk: by keyboard, each result, the slip, and going on in full."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from mneedle_gui.domain.consultation import consult
from mneedle_gui.domain.prescreen import Result, prescreen
from mneedle_gui.services.settings import Look, Settings
from mneedle_gui.services.workbench import Workbench
from mneedle_gui.system.files import DiskFull
from mneedle_gui.ui.jobs import Jobs
from mneedle_gui.ui.pages.prescreen import PrescreenPage
from mneedle_gui.ui.places import HOME, RESULT, Page, Place
from mneedle_gui.ui.program import Program
from mneedle_gui.ui.theme import Skin, Theme
from mneedle_gui.ui.widgets import slip_acts
from mneedle_gui.ui.widgets.slip_acts import SlipActs
from tests import builders
from tests.documents.papers import CHECKS
from tests.ui.clipping import clipped
from tests.ui.keyboard import answer_by_keys, editor_in_focus, press, tab_to
from tests.ui.stage import CONTROL, settle

ANSWERS: dict[str, object] = {
    **builders.baseline(),
    "isotretinoin": "past",
    "isotretinoin-last": "2026-08-24",
}
ASKED = {question.id for question in builders.content().questionnaire if question.prescreen}


def said(widget: QWidget) -> str:
    parts = widget.findChildren(QWidget)
    shown = (one for one in parts if one.isVisibleTo(widget))
    texts = [one.text() for one in shown if isinstance(one, QLabel | QAbstractButton)]
    return " | ".join(text for text in texts if text)


def answer_the_check(program: Program) -> list[str]:
    """From Home, with keys alone; gives the questions met, in order."""
    program.window.go(HOME)
    settle()
    tab_to("Two-minute check")
    press(Qt.Key.Key_Space)
    asked: list[str] = []
    for _ in range(80):
        if program.window.place.page is not Page.QUICK:
            break
        editor = editor_in_focus()
        if editor is None:
            tab_to("Continue")
            press(Qt.Key.Key_Space)
            continue
        asked.append(editor.question.id)
        answer_by_keys(editor.question, ANSWERS[editor.question.id])
        press(Qt.Key.Key_Return)
    return asked


def result_page(program: Program) -> QWidget:
    assert program.window.place == RESULT
    return program.window.page(Page.RESULT)


def test_the_check_by_keyboard_and_on_into_the_full_consultation(program: Program) -> None:
    asked = answer_the_check(program)
    assert asked[0] == "birth-date", "nothing identifying is asked"
    assert set(asked) <= ASKED
    assert set(asked) == set(program.session.consultation.form.shown) & ASKED
    text = said(result_page(program))
    assert "Not before 24 February 2027" in text
    assert "24 August 2026 + 6 months = 24 February 2027" in text
    assert "Not saved" in said(program.window)

    press(Qt.Key.Key_Return, CONTROL)  # on to the full consultation
    window = program.window
    assert window.place == Place(Page.SECTION, "client"), "the first section with something to ask"
    editor = editor_in_focus()
    assert editor is not None
    assert editor.question.id == "client-name", "the birth date is not asked again"
    for name in ("client-name", "returning", "treatment-today"):
        tab_to_question(name)
        question = builders.content().questionnaire.question(name)
        answer_by_keys(question, ANSWERS[name])
    press(Qt.Key.Key_Return, CONTROL)
    assert window.place == Place(Page.SECTION, "history"), "both pages of stoppers are done"
    for section in ("First safety questions", "Skin today"):
        assert row(program, section).startswith(f"{section}, Completed")
    answers = program.session.consultation.answers
    assert {name: answers[name] for name in asked} == {
        name: builders.answers(ANSWERS)[name] for name in asked
    }


def tab_to_question(name: str) -> None:
    for _ in range(40):
        editor = editor_in_focus()
        if editor is not None and editor.question.id == name:
            return
        press(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab never reaches {name}")


def row(program: Program, title: str) -> str:
    buttons = program.window.findChildren(QAbstractButton)
    names = (one.accessibleName() for one in buttons if one.isVisible())
    return next(name for name in names if name.startswith(title))


def test_what_was_carried_over_can_still_be_looked_at_and_changed(program: Program) -> None:
    answer_the_check(program)
    press(Qt.Key.Key_Return, CONTROL)
    program.window.go_to_question("isotretinoin")
    settle()
    assert program.window.place == Place(Page.SECTION, "stoppers")
    editor = editor_in_focus()
    assert editor is not None
    answer_by_keys(editor.question, "never")
    assert prescreen(program.session.consultation).result is Result.CAN_BOOK


def test_a_question_on_the_result_leads_back_into_the_check(program: Program) -> None:
    answer_the_check(program)
    tab_to("Go to the question: Isotretinoin in the last 6 months")
    press(Qt.Key.Key_Space)
    assert program.window.place == Place(Page.QUICK, "stoppers")
    editor = editor_in_focus()
    assert editor is not None
    assert editor.question.id == "isotretinoin"


def test_a_blank_is_pointed_out_once_and_then_listed_in_the_result(program: Program) -> None:
    program.window.begin_quick()
    settle()
    for _ in range(4):  # each page: told about the blanks, then left with them
        press(Qt.Key.Key_Return, CONTROL)
    text = said(result_page(program))
    assert "Answers needed" in text
    assert "Keloid" in text
    assert "Not answered yet" in text


def test_back_leads_through_the_pages_to_home(program: Program) -> None:
    answer_the_check(program)
    pages = []
    for _ in range(3):
        press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
        pages.append(program.window.place)
    assert pages == [Place(Page.QUICK, "stoppers-skin"), Place(Page.QUICK, "stoppers"), HOME]


def test_done_asks_before_answers_are_lost_and_keeps_nothing(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_the_check(program)
    lets_go = False
    monkeypatch.setattr(program.desk, "may_drop", lambda: lets_go)
    tab_to("Done")
    press(Qt.Key.Key_Space)
    assert program.window.place == RESULT, "kept: the user did not let go"
    lets_go = True
    press(Qt.Key.Key_Space)
    assert program.window.place == HOME
    assert not set(program.session.consultation.answers) & ASKED


def test_another_check_begins_empty(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    answer_the_check(program)
    monkeypatch.setattr(program.desk, "may_drop", lambda: True)
    program.window.go(HOME)
    settle()
    tab_to("Two-minute check")
    press(Qt.Key.Key_Space)
    assert program.window.place == Place(Page.QUICK, "stoppers")
    assert not set(program.session.consultation.answers) & ASKED


def test_the_slip_is_saved_under_a_name_without_client_words(
    program: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_the_check(program)
    target, offered = tmp_path / "slip.pdf", []

    def choose(_parent: object, _title: str, name: str, *_: object) -> tuple[str, str]:
        offered.append(name)
        return str(target), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    tab_to("Save slip as PDF…")
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(target.exists, timeout=15000)
    (page,) = pypdf.PdfReader(target).pages
    assert "No needling before 24 February 2027" in page.extract_text()
    assert offered[0].endswith("-2026-11-24-first-check.pdf")
    qtbot.waitUntil(lambda: "Saved." in said(result_page(program)))


def test_the_print_dialog_comes_once_the_slip_is_drawn(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_the_check(program)
    names: list[str] = []

    def ask(dialog: QPrintDialog) -> int:
        names.append(dialog.printer().docName())
        return QPrintDialog.DialogCode.Rejected

    monkeypatch.setattr(QPrintDialog, "exec", ask)
    tab_to("Print slip…")
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(names), timeout=15000)
    assert names[0].endswith("first-check")


@pytest.fixture
def acts(worn: Skin) -> Iterator[SlipActs]:
    del worn
    bench = Workbench(builders.ROOT, builders.content(), builders.words(), Settings())
    jobs = Jobs()
    made = SlipActs(jobs, lambda: bench)
    yield made
    jobs.close()


def page_of(qtbot: QtBot, acts: SlipActs, name: str) -> PrescreenPage:
    made = PrescreenPage(builders.words(), acts)
    qtbot.addWidget(made)
    made.resize(760, 620)
    made.show()
    held = consult(builders.circumstances(), builders.first_answers(CHECKS[name]))
    made.show_consultation(held)
    settle()
    return made


def test_a_full_disk_is_told_in_a_calm_sentence(
    qtbot: QtBot, acts: SlipActs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(qtbot, acts, "letter")

    def full(*_: object) -> None:
        raise DiskFull

    monkeypatch.setattr(slip_acts, "write_bytes", full)
    target = str(tmp_path / "slip.pdf")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (target, ""))
    with qtbot.waitSignal(acts.failed, timeout=15000):
        acts._save.click()
    assert DiskFull.sentence in said(page)


def test_a_slip_that_cannot_be_drawn_is_told_and_can_be_tried_again(
    qtbot: QtBot, acts: SlipActs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, target = page_of(qtbot, acts, "letter"), tmp_path / "slip"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    with monkeypatch.context() as broken:
        broken.setattr(slip_acts, "slip_pdf", lambda *_: 1 / 0)
        with qtbot.waitSignal(acts.failed, timeout=15000):
            acts._save.click()
    assert "The slip could not be drawn." in said(page)
    acts._save.click()
    qtbot.waitUntil(target.with_suffix(".pdf").exists, timeout=15000)


SHOWN = {
    "can_book": ("Can book", "The full consultation still follows"),
    "cautions": ("Can book", "Good to know", "Basis: "),
    "open": ("Answers needed", "Still to be answered", "Answered: not certain"),
    "not_before": ("Not before 24 February 2027", "What has to wait", "every area counts"),
    "not_yet": (
        "Not yet",
        "Not before 24 February 2027 in any case",
        "A pregnancy test on the day",
    ),
    "letter": ("Bring a letter", "What a letter must say", "On warfarin"),
    "cannot": (
        "Cannot book",
        "Urgent: a doctor should look soon",
        "What would change it: Come back",
    ),
}


@pytest.mark.parametrize("name", SHOWN)
def test_each_result_says_its_word_its_reasons_and_what_would_change_it(
    qtbot: QtBot, acts: SlipActs, name: str
) -> None:
    text = said(page_of(qtbot, acts, name))
    for part in SHOWN[name]:
        assert part in text
    held = consult(builders.circumstances(), builders.first_answers(CHECKS[name]))
    for finding in prescreen(held).findings:
        if not finding.is_open:
            assert builders.words().say(finding.rule.reason) in text


@pytest.mark.parametrize(
    ("look", "factor"), [(Look.LIGHT, 1.0), (Look.DARK, 1.5), (Look.LIGHT, 2.0)]
)
def test_nothing_is_clipped(
    qtbot: QtBot, worn: Skin, acts: SlipActs, look: Look, factor: float
) -> None:
    worn.wear(Theme(look, factor))
    page = page_of(qtbot, acts, "can_book")
    for name in SHOWN:
        held = consult(builders.circumstances(), builders.first_answers(CHECKS[name]))
        page.show_consultation(held)
        settle()
        assert clipped(page) == [], name
