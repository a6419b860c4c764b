from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QLabel, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from mneedle_gui.domain.answers import Choice, Text
from mneedle_gui.domain.questionnaire import Need
from mneedle_gui.ui.pages.section import SectionPage, cards_of
from mneedle_gui.ui.places import CHECK, Page, Place
from mneedle_gui.ui.widgets.error_summary import ErrorSummary
from tests import builders
from tests.ui.stage import Stage, focus, materials, settle, type_into

KELOID = "Have you ever had a keloid scar?"


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Stage:
    return Stage(qtbot, tmp_path)


def asked(question: str) -> str:
    return builders.words().say(builders.content().questionnaire.question(question).text)


def page_of(stage: Stage) -> SectionPage:
    page = stage.window._consultation.page
    assert page is not None
    return page


def summary_of(stage: Stage) -> ErrorSummary:
    return page_of(stage).findChildren(ErrorSummary)[0]


def test_an_answer_goes_to_the_session_and_comes_back_selected(stage: Stage) -> None:
    stage.open("stoppers")
    page_of(stage).focus_question("keloid-personal")
    stage.press(Qt.Key.Key_Y)
    assert stage.answer("keloid-personal") == Choice("yes")
    tile = stage.button(f"{asked('keloid-personal')}: Yes")
    assert tile.isChecked()


def test_letters_do_nothing_outside_an_answer_group(stage: Stage) -> None:
    stage.open("stoppers")
    before = stage.session.consultation
    stage.button("Save and continue").setFocus()
    for key in (Qt.Key.Key_Y, Qt.Key.Key_N, Qt.Key.Key_U, Qt.Key.Key_1):
        stage.press(key)
    assert stage.session.consultation is before


def test_a_follow_up_stands_below_its_trigger_in_the_same_card_and_keeps_its_answer(
    stage: Stage,
) -> None:
    stage.open("stoppers")
    page = page_of(stage)
    assert page.block("isotretinoin-last") is None
    page.focus_question("isotretinoin")
    stage.press(Qt.Key.Key_2)
    trigger, follow_up = page.block("isotretinoin"), page.block("isotretinoin-last")
    assert trigger is not None
    assert follow_up is not None
    assert follow_up.parent() is trigger.parent()
    assert follow_up.y() > trigger.y()
    stage.press(Qt.Key.Key_Return)
    assert follow_up.isAncestorOf(focus())
    stage.find(f"{asked('isotretinoin-last')}: Month").setFocus()
    stage.write("9")
    stage.find(f"{asked('isotretinoin-last')}: Year").setFocus()
    stage.write("2026")
    kept = stage.answer("isotretinoin-last")
    page.focus_question("isotretinoin")
    stage.press(Qt.Key.Key_3)
    assert page.block("isotretinoin-last") is None
    assert stage.answer("isotretinoin-last") == kept
    stage.press(Qt.Key.Key_2)
    assert page.block("isotretinoin-last") is follow_up
    month = stage.find(f"{asked('isotretinoin-last')}: Month")
    assert month.property("text") == "9"


def test_a_finding_is_told_at_its_question_by_word_icon_and_colour(stage: Stage) -> None:
    stage.open("stoppers")
    page_of(stage).focus_question("keloid-personal")
    stage.press(Qt.Key.Key_Y)
    block = page_of(stage).block("keloid-personal")
    assert block is not None
    shown = [n for n in block._notices if not n.isHidden()]
    assert len(shown) == 1
    assert shown[0].property("tone") == "stop"
    assert shown[0].accessibleName().startswith("Do not treat: ")
    stage.press(Qt.Key.Key_N)
    assert all(notice.isHidden() for notice in block._notices)


def test_why_we_ask_opens_in_place_by_click_and_by_f1(stage: Stage) -> None:
    stage.open("stoppers")
    page_of(stage).focus_question("keloid-personal")
    why = builders.words().say(builders.content().questionnaire.question("keloid-personal").why)
    assert not stage.sees(why)
    stage.press(Qt.Key.Key_F1)
    assert stage.sees(why)
    stage.click(f"Why we ask: {asked('keloid-personal')}")
    assert not stage.sees(why)


def test_leaving_a_field_says_nothing_and_saving_does(qtbot: QtBot, tmp_path: Path) -> None:
    stage = Stage(qtbot, tmp_path, {"birth-date": None})
    stage.open("client")
    stage.find(f"{asked('birth-date')}: Day").setFocus()
    stage.write("31")
    stage.press(Qt.Key.Key_Tab)
    stage.write("2")
    stage.press(Qt.Key.Key_Tab)
    stage.write("1990")
    stage.press(Qt.Key.Key_Tab)
    assert summary_of(stage).isHidden()
    assert stage.window.windowTitle() == "Needling Plan"
    stage.save()
    told = "Date of birth: Enter a day from 1 to 28 for February 1990"
    assert focus() is summary_of(stage)
    assert stage.window.windowTitle() == "Error: Needling Plan"
    assert stage.all_words().count(told) == 2, "the same words in the summary and at the field"
    assert stage.find(f"{asked('birth-date')}: Day").property("text") == "31"
    stage.click(told)
    assert focus().accessibleName() == f"{asked('birth-date')}: Day"
    stage.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    stage.write("14")
    assert not stage.sees(told)
    assert summary_of(stage).isHidden()
    assert stage.window.windowTitle() == "Needling Plan"
    stage.save()
    assert stage.window.place == Place(Page.SECTION, "stoppers")


def test_blanks_may_stay_when_saving_a_second_time(qtbot: QtBot, tmp_path: Path) -> None:
    stage = Stage(qtbot, tmp_path, {"blood": None, "isotretinoin": None})
    stage.open("stoppers")
    stage.save()
    assert stage.sees("There is a problem")
    assert stage.sees("Blood and blood thinners: Tick all that apply, or None of these")
    stage.save()
    assert stage.window.place == Place(Page.SECTION, "stoppers-skin")
    stage.open("stoppers")
    assert not stage.sees("There is a problem")
    stage.save()
    stage.click("Leave blank and continue")
    assert stage.window.place == Place(Page.SECTION, "stoppers-skin")


def test_wrong_answers_never_pass_as_blanks(qtbot: QtBot, tmp_path: Path) -> None:
    stage = Stage(qtbot, tmp_path, {"isotretinoin": "past", "isotretinoin-last": "2030-01"})
    stage.open("stoppers")
    stage.save()
    stage.save()
    assert stage.window.place == Place(Page.SECTION, "stoppers")
    assert stage.sees("Last isotretinoin capsule: Enter a date that has already passed")
    names = [w.text() for w in stage.window.findChildren(QAbstractButton) if w.isVisible()]
    assert "Leave blank and continue" not in names


def test_a_blank_that_came_up_after_the_check_is_shown_before_it_may_stay(
    qtbot: QtBot, tmp_path: Path
) -> None:
    stage = Stage(qtbot, tmp_path, {"blood": None})
    stage.open("stoppers")
    stage.save()
    page_of(stage).focus_question("isotretinoin")
    stage.press(Qt.Key.Key_2)
    stage.save()
    assert stage.window.place == Place(Page.SECTION, "stoppers")
    assert stage.sees("Last isotretinoin capsule: Enter the month and year")


def test_errors_are_read_out(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(
        QAccessible, "updateAccessibility", lambda event: said.append(event.message())
    )
    stage = Stage(qtbot, tmp_path, {"blood": None})
    stage.open("stoppers")
    stage.save()
    assert said[-1].startswith("There is a problem. Blood")
    block = page_of(stage).block("blood")
    assert block is not None
    assert block.accessibleDescription().startswith("Blood and blood thinners:")


@pytest.mark.parametrize("section", [one.id for one in builders.content().questionnaire.sections])
def test_every_control_has_a_name_of_its_own(qtbot: QtBot, tmp_path: Path, section: str) -> None:
    stage = Stage(qtbot, tmp_path, {"isotretinoin": "past", "skin-now": ["cold_sore"]})
    stage.open(section)
    names = [w.accessibleName() or _text(w) for w in _stops(page_of(stage))]
    assert all(names)
    tiles = [w for w in _stops(page_of(stage)) if not w.property("map")]
    told = [w.accessibleName() for w in tiles if isinstance(w, QAbstractButton)]
    repeated = {name for name in told if told.count(name) > 1}
    assert repeated <= {"Show Face", "Show Body front", "Show Body back"}


@pytest.mark.parametrize("section", ["client", "stoppers", "stoppers-skin", "history"])
def test_tab_reaches_everything_in_reading_order_and_back(
    qtbot: QtBot, tmp_path: Path, section: str
) -> None:
    stage = Stage(qtbot, tmp_path, {"isotretinoin": "past", "isotretinoin-last": None})
    stage.open(section)
    page = page_of(stage)
    page.focus_question("isotretinoin")
    if section == "stoppers":
        stage.press(Qt.Key.Key_3)
        stage.press(Qt.Key.Key_2)
    stage.find(f"Why we ask: {asked(page.blocks()[0].question.id)}").setFocus()
    forward = _walk(stage, Qt.Key.Key_Tab)
    on_page = [w for w in forward if page.isAncestorOf(w)]
    assert set(on_page) == set(_stops(page))
    tops = [_top_of_block(w, page) for w in on_page]
    assert tops == sorted(tops)
    backward = _walk(stage, Qt.Key.Key_Backtab)
    assert set(backward) == set(forward)


def test_enter_on_the_last_question_goes_to_the_main_button(stage: Stage) -> None:
    stage.open("stoppers")
    page = page_of(stage)
    page.focus_question(page.blocks()[-1].question.id)
    stage.press(Qt.Key.Key_Return)
    assert focus() is stage.find("Save and continue")


def test_alt_left_goes_back_and_loses_nothing(stage: Stage) -> None:
    stage.open("stoppers")
    page_of(stage).focus_question("keloid-personal")
    stage.press(Qt.Key.Key_Y)
    stage.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert stage.window.place == Place(Page.SECTION, "client")
    stage.save()
    assert stage.answer("keloid-personal") == Choice("yes")


def test_typing_a_name_shows_it_in_the_bar_as_typed(stage: Stage) -> None:
    stage.open("client")
    page_of(stage).focus_question("client-name")
    stage.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_into(focus(), "<b>O'Brien & Søn</b>")
    assert stage.answer("client-name") == Text("<b>O'Brien & Søn</b>")
    assert stage.sees("<b>O'Brien")


def test_another_consultation_forgets_what_was_typed(qtbot: QtBot, tmp_path: Path) -> None:
    stage = Stage(qtbot, tmp_path, {"birth-date": None})
    stage.open("client")
    stage.find(f"{asked('birth-date')}: Day").setFocus()
    stage.write("99")
    stage.save()
    stage.desk.hold(builders.consultation({"birth-date": None, "client-name": "Maya"}))
    settle()
    assert stage.find(f"{asked('birth-date')}: Day").property("text") == ""
    assert not stage.sees("There is a problem")


def test_optional_questions_say_so_and_none_has_an_asterisk(qtbot: QtBot, tmp_path: Path) -> None:
    stage = Stage(qtbot, tmp_path)
    for section in builders.content().questionnaire.sections:
        stage.open(section.id)
        for block in page_of(stage).blocks():
            said = block.accessibleName()
            assert said.endswith("(optional)") == (block.question.need is Need.OPTIONAL)
            assert "*" not in said


def test_answer_targets_are_large_enough(qtbot: QtBot, tmp_path: Path) -> None:
    stage = Stage(qtbot, tmp_path)
    for section in ("client", "stoppers", "history"):
        stage.open(section)
        for tile in page_of(stage).findChildren(QAbstractButton):
            if tile.isVisible():
                assert tile.height() >= (40 if isinstance(tile, QRadioButton) else 24)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(
        st.tuples(st.integers(0, 11), st.integers(0, 40), st.integers(1, 3)), max_size=12
    )
)
def test_jumping_about_and_answering_never_loses_an_answer(
    jumper: Stage, steps: list[tuple[int, int, int]]
) -> None:
    way = jumper.window._ways.full
    for where, which, key in steps:
        jumper.window.go(way[where])
        if jumper.window.place == CHECK:
            continue
        page = page_of(jumper)
        block = page.blocks()[which % len(page.blocks())]
        block.editor.take_focus()
        before = jumper.session.consultation.answers
        jumper.write(str(key))
        after = jumper.session.consultation.answers
        assert set(before) - {block.question.id} <= set(after)
        assert all(after[q] == before[q] for q in before if q != block.question.id)


@pytest.fixture(scope="module")
def jumper(
    qapp: object, dressed: object, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stage]:
    del qapp, dressed

    stage = Stage(None, tmp_path_factory.mktemp("log"))
    yield stage
    shiboken6.delete(stage.window)


def test_cards_hold_each_question_once_and_in_order() -> None:
    for section in materials().questionnaire.sections:
        cards = cards_of(section)
        assert sorted(q.id for card in cards for q in card) == sorted(
            q.id for q in section.questions
        )
        assert all(card[0].card == q.card for card in cards for q in card)


def _stops(page: QWidget) -> list[QWidget]:
    """Everything on a page that Tab should reach."""
    return [
        w
        for w in page.findChildren(QWidget)
        if w.isVisible() and w.isEnabled() and w.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]


def _walk(stage: Stage, key: Qt.Key) -> list[QWidget]:
    first = focus()
    walked = [first]
    for _ in range(400):
        stage.press(key)
        if focus() is first:
            return walked
        walked.append(focus())
    raise AssertionError("Tab never came back to where it began")


def _top_of_block(widget: QWidget, page: SectionPage) -> int:
    """How far down the question of a control stands."""
    blocks = [block for block in page.blocks() if block.isAncestorOf(widget)]
    return blocks[0].mapTo(page, blocks[0].rect().topLeft()).y() if blocks else 0


def _text(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QAbstractButton | QLabel) else ""
