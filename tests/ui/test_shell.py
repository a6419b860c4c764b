from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mneedle_gui.domain.answers import Choice
from mneedle_gui.services.settings import Look
from mneedle_gui.ui.places import CHECK, PLAN, Page, Place, way_through
from mneedle_gui.ui.progress import State, progress_of_all
from mneedle_gui.ui.theme import Skin, Theme
from mneedle_gui.ui.widgets.section_list import Row
from tests import builders
from tests.ui.clipping import clipped
from tests.ui.stage import CONTROL, Stage, focus, settle

DENSE = {
    "client-name": "Alexandrina Konstantinopoulou-Featherstonehaugh",
    "isotretinoin": "past",
    "isotretinoin-last": "2026-09",
    "keloid-personal": "yes",
    "skin-now": ["cold_sore", "sunburn"],
    "healing": ["raised_scars", "slow"],
    "concerns": ["fine_lines", "melasma"],
    "birth-date": None,
    "blood": None,
}


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Stage:
    return Stage(qtbot, tmp_path)


@pytest.mark.parametrize("look", [Look.LIGHT, Look.DARK])
@pytest.mark.parametrize("factor", [1.0, 1.5])
def test_nothing_is_clipped_on_any_page(
    qtbot: QtBot, tmp_path: Path, worn: Skin, factor: float, look: Look
) -> None:
    worn.wear(Theme(look, factor))
    stage = Stage(qtbot, tmp_path, DENSE, (1024, 640))
    sizes = [(1024, 640), (1366, 768), (1920, 1080)] if look is Look.LIGHT else [(1366, 768)]
    faults: list[str] = []
    for width, height in sizes:
        stage.window.resize(width, height)
        for place in way_through(builders.content().questionnaire)[:-2]:
            stage.window.go(place)
            settle()
            at = f"{place.section or place.page.value} {width}x{height} {factor}: "
            faults.extend(at + fault for fault in clipped(stage.window))
            assert (stage.window.width(), stage.window.height()) == (width, height)
    assert not faults, "\n".join(faults[:20])


def test_errors_and_reasons_are_not_clipped_either(qtbot: QtBot, tmp_path: Path) -> None:
    stage = Stage(qtbot, tmp_path, DENSE, (1024, 640))
    stage.open("stoppers")
    page = stage.window._consultation.page
    assert page is not None
    for block in page.blocks():
        block.open_why()
    stage.save()
    assert clipped(stage.window) == []


def test_the_list_tells_states_and_counts(qtbot: QtBot, tmp_path: Path) -> None:
    stage = Stage(qtbot, tmp_path, {"blood": None, "birth-date": "2030-01-01"})
    names = [row.accessibleName() for row in stage.window.findChildren(Row)]
    assert names[0].startswith("Client and visit, Needs attention")
    assert "open now" in names[0]
    assert names[1] == "First safety questions, In progress, 6 of 7 answered"
    assert names[2].startswith("Skin today, Completed")
    assert stage.sees("9 of 11 sections done")


def test_counts_agree_with_the_form_however_it_is_answered() -> None:
    for changes in ({}, {"isotretinoin": "past"}, {"skin-now": None}, {"concerns": ["melasma"]}):
        held = builders.consultation(changes)
        progress = progress_of_all(held)
        assert sum(p.asked - p.answered for p in progress) == len(held.form.missing)
        done = [p for p in progress if p.state is State.COMPLETED]
        assert all(p.answered == p.asked for p in done)


def test_a_new_consultation_has_nothing_started_and_no_answer() -> None:
    blank = builders.consultation(dict.fromkeys(builders.baseline()))
    assert {p.state for p in progress_of_all(blank)} == {State.NOT_STARTED}


def test_any_row_opens_its_page(stage: Stage) -> None:
    for row, place in zip(
        stage.window.findChildren(Row), way_through(builders.content().questionnaire), strict=False
    ):
        row.click()
        assert stage.window.place == place


def test_saving_leads_through_all_sections_to_the_plan(stage: Stage) -> None:
    visited = [stage.window.place]
    while stage.window.place != PLAN:
        stage.save()
        assert stage.window.place != visited[-1]
        visited.append(stage.window.place)
    assert visited == list(way_through(builders.content().questionnaire)[:-1])


def test_f6_goes_round_list_page_and_panel_both_ways(stage: Stage) -> None:
    parts = (stage.window._frame.stack, stage.window._frame.panel, stage.window._frame.list)

    def part() -> QWidget | None:
        return next((p for p in parts if p is not None and p.isAncestorOf(focus())), focus())

    stage.open("stoppers")
    assert part() is parts[0]
    stage.press(Qt.Key.Key_F6)
    assert part() is parts[1]
    stage.press(Qt.Key.Key_F6)
    assert part() is parts[2]
    stage.press(Qt.Key.Key_F6)
    assert part() is parts[0]
    stage.press(Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert part() is parts[2]


def test_a_narrow_window_shows_the_panel_on_demand(qtbot: QtBot, tmp_path: Path) -> None:
    stage = Stage(qtbot, tmp_path, None, (1100, 700))
    frame = stage.window._frame
    assert frame.panel is None or frame.panel.isHidden()
    stage.click("Safety")
    assert frame.panel is not None
    assert frame.panel.isVisible()
    assert frame.list.isHidden()
    stage.click("Safety")
    assert frame.panel.isHidden()
    assert frame.list.isVisible()
    stage.press(Qt.Key.Key_F6)
    assert frame.panel.isVisible()
    stage.window.resize(1400, 800)
    settle()
    assert frame.panel.isVisible()
    assert frame.list.isVisible()


def test_the_panel_leads_to_a_question(stage: Stage) -> None:
    panel = stage.window._frame.panel
    assert panel is not None
    panel.question_wanted.emit("rosacea")  # type: ignore[attr-defined]
    settle()
    assert stage.window.place == Place(Page.SECTION, "skin")
    assert "rosacea" in focus().accessibleName()


def test_the_bar_says_whether_answers_are_kept(stage: Stage) -> None:
    assert stage.sees("Nothing to save yet")
    stage.session.answer("keloid-personal", Choice("not_sure"))
    settle()
    assert stage.sees("Not saved · export to keep it")
    stage.desk._exported_at = stage.desk._now()
    stage.session.mark_exported()
    stage.desk.kept.emit()
    settle()
    assert stage.sees("Exported at 10:42")


def test_the_bar_tells_name_age_and_reference(stage: Stage) -> None:
    assert stage.sees("Layla Haddad")
    assert stage.sees("36 years")
    assert stage.sees("NP-TEST-1")


def test_the_title_never_holds_a_client(stage: Stage) -> None:
    for place in way_through(builders.content().questionnaire)[:-1]:
        stage.window.go(place)
        assert stage.window.windowTitle() == "Needling Plan"


def test_closing_asks_and_a_no_keeps_the_window(stage: Stage) -> None:
    stage.desk.lets_go = False
    stage.window.close()
    assert stage.window.isVisible()
    assert stage.desk.asked == ["drop"]
    stage.desk.lets_go = True
    stage.window.close()
    assert not stage.window.isVisible()


def test_look_and_size_switch_live_and_are_told(stage: Stage, worn: Skin) -> None:
    chosen: list[Theme] = []
    stage.window.theme_chosen.connect(chosen.append)
    stage.click("Dark")
    stage.window._frame.top.factor_wanted.emit(1.25)
    assert chosen == [Theme(Look.DARK, 1.0), Theme(Look.DARK, 1.25)]
    assert worn.is_dark
    assert worn.theme.factor == 1.25
    assert stage.button("Light").isVisible()


def test_check_page_has_no_answer_keys_and_its_own_act(stage: Stage) -> None:
    stage.window.go(CHECK)
    settle()
    assert stage.button("Go to the plan").isVisible()
    assert not stage.sees("Keys:")
    stage.press(Qt.Key.Key_Return, CONTROL)
    assert stage.window.place == PLAN


def test_places_keep_their_scroll_position(stage: Stage) -> None:
    stage.open("stoppers")
    scroll = stage.window._consultation._scrolls["stoppers"]
    stage.window.go_to_question("allergy-serious")
    settle()
    assert scroll.verticalScrollBar().value() > 0


def test_nothing_moves_under_a_click(stage: Stage) -> None:
    stage.open("stoppers")
    scroll = stage.window._consultation._scrolls["stoppers"]
    bar = scroll.verticalScrollBar()
    bar.setValue(60)
    name = "Have you ever taken isotretinoin capsules for acne?: No, never"
    QTest.mousePress(stage.find(name), Qt.MouseButton.LeftButton)
    settle()
    assert bar.value() == 60
    QTest.mouseRelease(stage.find(name), Qt.MouseButton.LeftButton)
    settle()
    assert bar.value() == 60
    assert stage.answer("isotretinoin") == Choice("never")


def test_focus_is_always_in_view(stage: Stage) -> None:
    stage.open("stoppers")
    page = stage.window._consultation.page
    assert page is not None
    scroll = stage.window._consultation._scrolls["stoppers"]
    for _ in range(40):
        stage.press(Qt.Key.Key_Tab)
        if page.isAncestorOf(focus()):
            port = scroll.viewport()
            top = focus().mapTo(port, focus().rect().topLeft()).y()
            assert top >= 0
            assert top + focus().height() <= port.height()
