from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from mneedle_gui.domain.answers import Choice
from mneedle_gui.ui.pages.check_answers import AnswerRow, CheckAnswersPage
from mneedle_gui.ui.places import CHECK, Page, Place
from tests import builders
from tests.ui.stage import Stage, focus, settle


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Stage:
    stage = Stage(qtbot, tmp_path, {"isotretinoin": "past", "isotretinoin-last": None})
    stage.window.go(CHECK)
    settle()
    return stage


def rows(stage: Stage) -> dict[str, AnswerRow]:
    page = stage.window.page(Page.CHECK)
    assert isinstance(page, CheckAnswersPage)
    return {row.question.id: row for row in page._rows()}


def said(row: AnswerRow) -> str:
    return row.findChildren(QLabel)[1].text()


def test_every_question_that_is_asked_has_a_row_in_order(stage: Stage) -> None:
    assert tuple(rows(stage)) == stage.session.consultation.form.shown


def test_answers_are_said_in_words_and_blanks_as_not_provided(stage: Stage) -> None:
    shown = rows(stage)
    assert said(shown["birth-date"]) == "14 March 1990"
    assert said(shown["isotretinoin"]) == "Yes, in the past"
    assert said(shown["isotretinoin-last"]) == "Not provided"
    assert said(shown["acne-scar-rolling-zones"]) == "Cheeks"
    assert said(shown["client-phone"]) == "Not provided"


def test_the_page_says_how_much_is_missing_for_a_plan(stage: Stage) -> None:
    assert stage.sees("1 safety answer is missing. There is no plan until it is there.")


def test_problems_are_marked_with_what_to_do(qtbot: QtBot, tmp_path: Path) -> None:
    stage = Stage(qtbot, tmp_path, {"birth-date": "2030-01-01"})
    stage.window.go(CHECK)
    settle()
    assert said(rows(stage)["birth-date"]) == (
        "Date of birth: Enter a date that has already passed"
    )


def test_typed_input_that_is_no_answer_is_marked_too(stage: Stage) -> None:
    stage.window.go_to_question("isotretinoin-last")
    stage.write("x")
    stage.window.go(CHECK)
    settle()
    assert said(rows(stage)["isotretinoin-last"]).endswith("Enter the day as a number")


def test_change_leads_to_the_question_and_one_save_leads_back(stage: Stage) -> None:
    stage.click("Change Keloid")
    assert stage.window.place == Place(Page.SECTION, "stoppers")
    assert focus().accessibleName().startswith("Have you ever had a keloid")
    stage.press(Qt.Key.Key_U)
    stage.window.go_to_question("isotretinoin")
    stage.press(Qt.Key.Key_3)
    stage.save()
    assert stage.window.place == CHECK
    assert stage.answer("keloid-personal") == Choice("not_sure")
    assert focus().accessibleName() == "Change Keloid"
    assert said(rows(stage)["keloid-personal"]) == "Not sure"
    assert "isotretinoin-last" not in rows(stage)


def test_every_change_leads_to_its_own_question(qtbot: QtBot, tmp_path: Path) -> None:
    stage = Stage(qtbot, tmp_path)
    stage.window.go(CHECK)
    settle()
    for question, row in rows(stage).items():
        row.link.click()
        page = stage.window._consultation.page
        assert page is not None
        block = page.focused_block()
        assert block is not None
        assert block.question.id == question
        stage.window.go(CHECK)


def test_newly_needed_questions_are_asked_before_going_back(stage: Stage) -> None:
    stage.click("Change Serious allergies")
    stage.window.go_to_question("isotretinoin")
    stage.press(Qt.Key.Key_2)
    stage.save()
    assert stage.window.place == Place(Page.SECTION, "stoppers")
    assert stage.sees("Last isotretinoin capsule: Enter the month and year")


def test_back_from_a_change_leads_to_the_check_page(stage: Stage) -> None:
    stage.click("Change Keloid")
    stage.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert stage.window.place == CHECK


def test_links_are_named_after_their_questions_and_reached_in_order(stage: Stage) -> None:
    links = [row.link for row in rows(stage).values()]
    names = [link.accessibleName() for link in links]
    assert len(names) == len(set(names))
    assert names[1] == "Change Date of birth"
    links[0].setFocus()
    for link in links[1:12]:
        stage.press(Qt.Key.Key_Tab)
        assert focus() is link


def test_the_sample_has_no_issue_left(qtbot: QtBot, tmp_path: Path) -> None:
    stage = Stage(qtbot, tmp_path)
    stage.window.go(CHECK)
    settle()
    assert stage.sees("Every question has an answer.")
    assert builders.consultation().form.missing == ()
