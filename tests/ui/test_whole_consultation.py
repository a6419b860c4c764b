"""A whole consultation by keyboard only: from the first start of the program to a saved PDF."""

from __future__ import annotations

import json
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from mneedle_gui.domain.outcome import Outcome
from mneedle_gui.domain.plan import Plan
from mneedle_gui.domain.questionnaire import Kind
from mneedle_gui.services.settings import Settings, load_settings
from mneedle_gui.system.paths import Places, find_places
from mneedle_gui.ui.pages.preview import PreviewPage
from mneedle_gui.ui.places import HOME, Page
from mneedle_gui.ui.program import Program
from tests import builders
from tests.ui.keyboard import answer_by_keys, editor_in_focus, press, tab_to
from tests.ui.stage import CONTROL, focus, settle, type_into

NAME = "Abdulrahman <b>O'Brien</b> & Søn"
ANSWERS: dict[str, object] = {
    **builders.baseline(),
    "client-name": NAME,
    "first-session": "2026-12-08",
    "smoking": "now",
    "goal": "Softer scars.",
}


def places_of(tmp_path: Path) -> Places:
    return find_places({"MNEEDLE_HOME": str(tmp_path / "home")})


def answer_every_question(program: Program) -> list[str]:
    """Go from question to question until the check page; gives the questions met, in order."""
    asked: list[str] = []
    for _ in range(400):
        if program.window.place.page is not Page.SECTION:
            break
        editor = editor_in_focus()
        if editor is None:  # past the last question: on to the button that goes on
            tab_to("Save and continue")
            press(Qt.Key.Key_Space)
            continue
        question = editor.question
        assert question.id not in asked, f"the focus came back to {question.id}"
        asked.append(question.id)
        given = program.session.consultation.answers
        if question.id in ANSWERS and question.id not in given:
            answer_by_keys(question, ANSWERS[question.id])
        press(Qt.Key.Key_Tab if question.kind is Kind.LONG_TEXT else Qt.Key.Key_Return)
    return asked


def test_a_whole_consultation_by_keyboard(
    program: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = program.window

    def page() -> Page:
        return window.place.page

    assert page() is Page.FIRST
    type_into(focus(), "Clear Skin Clinic")
    tab_to("Save and begin")
    press(Qt.Key.Key_Space)
    assert window.place == HOME
    assert load_settings(places_of(tmp_path).config)[0].clinic.name == "Clear Skin Clinic"

    tab_to("Start a new consultation")
    press(Qt.Key.Key_Space)
    asked = answer_every_question(program)
    assert page() is Page.CHECK
    assert "first-session" in asked, "a question that an answer brings up is asked next"
    assert asked == [name for name in _order() if name in asked]

    consultation = program.session.consultation
    assert consultation.form.unanswered == ()
    assert consultation.screening.outcome is Outcome.PROCEED_WITH_MODIFICATIONS
    assert isinstance(consultation.plan, Plan)
    press(Qt.Key.Key_Return, CONTROL)
    assert page() is Page.PLAN
    press(Qt.Key.Key_Return, CONTROL)
    assert page() is Page.PREVIEW

    preview = window.page(Page.PREVIEW)
    assert isinstance(preview, PreviewPage)
    qtbot.waitUntil(lambda: bool(preview.pdf), timeout=15000)
    target = tmp_path / "plan.pdf"
    offered: list[str] = []

    def choose(_parent: object, _title: str, name: str, *_: object) -> tuple[str, str]:
        offered.append(name)
        return str(target), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    tab_to("Save PDF…")
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(target.exists, timeout=15000)
    pages = pypdf.PdfReader(target).pages
    assert len(pages) == 4
    first = " ".join(pages[0].extract_text().split())
    assert NAME in first
    assert "Clear Skin Clinic" in first
    assert "8 Dec" in first
    assert "Abdulrahman" not in json.dumps(offered) + window.windowTitle()


def _order() -> list[str]:
    return [question.id for question in builders.content().questionnaire]


def test_a_new_consultation_forgets_the_one_before(program: Program) -> None:
    program.open_sample("05_isotretinoin_wait")
    settle()
    assert program.session.consultation.client_name == "Omar Nasser"
    program.session.mark_exported()
    program.desk.begin()
    settle()
    answers = program.session.consultation.answers
    assert set(answers) <= {builders.content().protocol.roles.language}


def test_settings_reach_the_consultation_in_hand(program: Program, tmp_path: Path) -> None:
    from dataclasses import replace

    program.open_sample("01_cheek_scars")
    settings = replace(program.bench.settings, device="exceed", practitioner="Dr N")
    assert program._take(settings) == ""
    held = program.session.consultation.circumstances
    assert (held.device.id, held.practitioner) == ("exceed", "Dr N")
    assert load_settings(places_of(tmp_path).config)[0] == settings


@pytest.mark.parametrize("program", [True], indirect=True)
def test_a_demo_leaves_the_clinics_settings_alone(program: Program, tmp_path: Path) -> None:
    assert program.session.consultation.client_name == "Layla Haddad"
    assert program._take(Settings(practitioner="Somebody")) == ""
    assert load_settings(places_of(tmp_path).config)[0] == Settings()
