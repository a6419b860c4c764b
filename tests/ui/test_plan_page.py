from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QDate, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from mneedle_gui.domain.clinic import Clinic
from mneedle_gui.services.settings import Look
from mneedle_gui.ui.theme import Skin, Theme
from mneedle_gui.ui.widgets.course_card import CourseCard
from mneedle_gui.ui.widgets.course_timeline import CourseTimeline, marks_of
from mneedle_gui.ui.widgets.why_tree import WhyRow, WhyTree
from tests import builders
from tests.ui.clipping import clipped
from tests.ui.plan_stage import FOREHEAD, WAIT, PlanStage


def test_the_zones_stand_with_their_numbers(qtbot: QtBot) -> None:
    held = PlanStage(qtbot)
    for text in ("Cheeks", "Acne scars, rolling", "1.00 to 1.50 mm", "1.25 mm", "4 to 6"):
        assert text in held.words()


def test_a_lower_depth_is_taken_without_a_reason(qtbot: QtBot) -> None:
    held = PlanStage(qtbot)
    held.press("Upper depth, Cheeks: less")
    assert held.zone("cheek").depth_max_mm == Decimal("1.25")
    assert held.plan.edit_problems == ()
    assert held.sees("1.00 to 1.25 mm")


def test_above_the_cap_a_reason_is_asked_for_and_then_taken(qtbot: QtBot) -> None:
    held = PlanStage(qtbot, FOREHEAD)
    proposed = held.zone("forehead").proposed_max_mm
    held.stepper("Upper depth, Forehead").box.setValue(float(proposed + Decimal("0.25")))
    assert held.zone("forehead").depth_max_mm == proposed
    assert held.sees(f"Write the reason for going above {proposed} mm")
    held.write("Reason: Upper depth, Forehead", "Thick skin, had it before")
    assert held.zone("forehead").depth_max_mm == proposed + Decimal("0.25")
    assert held.zone("forehead").edit_reason == "Thick skin, had it before"
    assert not held.sees("Write the reason")
    held.press("Back to the proposal: Upper depth, Forehead")
    assert held.zone("forehead").depth_max_mm == proposed
    assert held.session.consultation.edits.depths == {}


def test_a_practitioners_own_limit_stands_with_the_name_and_wants_a_reason(qtbot: QtBot) -> None:
    held = PlanStage(qtbot, level="award_level_4")
    assert held.sees(
        "Depths for Dr Sara Amin at the level “Level 4 award”: at most 0.5 mm on face and neck"
    )
    assert held.sees("Kept below the depths studied for this concern")
    held.stepper("Upper depth, Cheeks").box.setValue(0.75)
    assert held.zone("cheek").depth_max_mm == Decimal("0.50")
    assert held.sees("Write the reason for going above 0.50 mm")
    held.write("Reason: Upper depth, Cheeks", "Supervised today")
    assert held.zone("cheek").depth_max_mm == Decimal("0.75")


def test_without_a_level_nothing_is_said_of_one(qtbot: QtBot) -> None:
    assert not PlanStage(qtbot).sees("at the level")


def test_editing_one_zone_keeps_the_edit_of_another(qtbot: QtBot) -> None:
    held = PlanStage(qtbot, FOREHEAD)
    held.press("Upper depth, Forehead: less")
    held.press("Upper depth, Neck: less")
    assert set(held.session.consultation.edits.depths) == {"forehead", "neck"}


def test_no_device_goes_beyond_its_own_instructions(qtbot: QtBot) -> None:
    held = PlanStage(qtbot)
    device = builders.content().protocol.device("pen")
    held.stepper("Upper depth, Cheeks").box.setValue(9)
    assert held.stepper("Upper depth, Cheeks").value == device.max_mm


def test_every_number_says_why_and_where_from(qtbot: QtBot) -> None:
    held = PlanStage(qtbot)
    held.press("Why these numbers? Cheeks")
    assert held.sees("Upper depth: 1.50 mm")
    assert not held.sees("at most 1.5 mm for this concern")
    held.press("Upper depth: 1.50 mm – Cheeks, closed")
    assert held.sees("Cheeks: at most 1.5 mm in this zone (decides)")
    assert held.sees("Any clinic pen (mechanical): at most 1.5 mm")
    row = next(word for word in held.words() if "for this concern" in word)
    assert not held.sees("What it rests on: clinic policy")
    held.press(f"{row} – Upper depth: 1.50 mm – Cheeks, closed")
    assert held.sees("What it rests on: clinic policy")
    assert held.sees("Rolling scars: grade: Grade 3: moderate")
    held.press("Why these numbers? Course")
    assert held.sees("Gap between sessions: every 4 weeks")
    assert held.sees("Session 1: 24 November 2026")


def test_what_was_opened_of_a_tree_stays_open_and_can_be_closed(qtbot: QtBot) -> None:
    held = PlanStage(qtbot)
    held.press("Why these numbers? Course")
    held.press("Review: 16 February 2027 – Course, closed")
    assert held.sees("The course is reviewed after 3 sessions")
    held.stepper("Number of sessions to date").box.setValue(5)
    assert held.sees("The course is reviewed after 3 sessions")
    held.press("Review: 16 February 2027 – Course, open")
    assert not held.sees("The course is reviewed after 3 sessions")


def test_arrow_keys_open_and_close_a_node(qtbot: QtBot) -> None:
    held = PlanStage(qtbot)
    held.press("Why these numbers? Cheeks")
    (tree,) = [tree for tree in held.page.findChildren(WhyTree) if tree.isVisible()]
    first, second = tree.findChildren(WhyRow)[:2]
    first.toggle.setFocus()
    QTest.keyClick(first.toggle, Qt.Key.Key_Right)
    below = [row for row in tree.findChildren(WhyRow) if row.path[:-1] == first.path]
    assert first.is_open
    assert below
    assert all(row.isVisible() for row in below)
    assert first.toggle.nextInFocusChain() is below[0].toggle
    QTest.keyClick(first.toggle, Qt.Key.Key_Left)
    assert not first.is_open
    assert not any(row.isVisible() for row in below)
    QTest.keyClick(second.toggle, Qt.Key.Key_Space)
    assert second.is_open


def test_fewer_sessions_are_taken_and_more_need_a_reason(qtbot: QtBot) -> None:
    held = PlanStage(qtbot)
    sessions = held.stepper("Number of sessions to date")
    sessions.box.setValue(2)
    assert len(held.plan.sessions) == 2
    sessions.box.setValue(8)
    assert held.sees("Write the reason for more than 6 sessions")
    held.write("Reason: course", "Very thick scars")
    assert len(held.plan.sessions) == 8
    assert held.plan.edit_reason == "Very thick scars"
    held.press("Back to the proposal: course")
    assert len(held.plan.sessions) == 4


def test_the_first_visit_can_be_moved_later(qtbot: QtBot) -> None:
    held = PlanStage(qtbot)
    card = held.page.findChild(CourseCard)
    assert card is not None
    card._first.setDate(QDate(2026, 12, 10))
    assert held.plan.visits[0].on == date(2026, 12, 10)
    assert held.sees("December 2026") or held.plan.sessions[1].on == date(2027, 1, 7)


def test_a_wheel_over_a_number_does_not_change_it(qtbot: QtBot) -> None:
    held = PlanStage(qtbot)
    box = held.stepper("Upper depth, Cheeks").box
    box.clearFocus()
    before = box.value()
    event = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, 120),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(box, event)
    assert box.value() == before


def test_the_timeline_holds_every_date(qtbot: QtBot) -> None:
    held = PlanStage(qtbot)
    timeline = held.page.findChild(CourseTimeline)
    assert timeline is not None
    said = timeline.accessibleDescription()
    for mark in marks_of(held.plan):
        assert builders.words().day(mark.on) in said
    assert len(marks_of(held.plan)) == len(held.plan.visits) + 1 + len(held.plan.checks)


def test_marks_are_in_order_and_a_test_spot_comes_first(qtbot: QtBot) -> None:
    held = PlanStage(qtbot, {"pih-tendency": "yes", "test-spot": "not_done"})
    assert held.session.consultation.screening.test_spot
    marks = marks_of(held.plan)
    assert builders.words().say(marks[0].title) == "Test spot"
    assert [mark.on for mark in marks] == sorted(mark.on for mark in marks)


def test_the_outlook_tells_how_sure_studies_are_and_what_is_not_known(qtbot: QtBot) -> None:
    held = PlanStage(qtbot)
    assert held.sees("What to expect: Acne scars, rolling")
    assert held.sees("B: moderate certainty")
    assert held.sees("In studies people were followed for up to 12 months.")
    assert held.sees("If nothing has changed after 3 sessions, we stop and look again.")
    assert held.sees("Sunscreen each day: may last longer")
    held.press("Studies")
    assert held.sees("20 people joined and 15 finished")
    assert held.sees("Followed: 6 months")
    held.press("What is not known")
    assert held.sees("How long a benefit lasts beyond 12 months")


def test_cautions_say_what_to_do(qtbot: QtBot) -> None:
    held = PlanStage(qtbot, {"smoking": "now"})
    rule = builders.content().protocol.rule("smoking")
    assert held.sees(builders.words().say(rule.action))


def test_a_concern_treated_elsewhere_says_where(qtbot: QtBot) -> None:
    held = PlanStage(
        qtbot,
        {
            "concerns": ["acne_scar_rolling", "acne_scar_icepick"],
            "acne-scar-icepick-zones": ["chin"],
        },
    )
    concern = builders.content().protocol.concern("acne_scar_icepick")
    assert held.sees("Not treated by needling")
    assert held.sees(builders.words().say(concern.elsewhere))


def test_the_price_is_times_the_sessions(qtbot: QtBot) -> None:
    held = PlanStage(qtbot)
    words = builders.words()
    assert held.sees(words.money(Decimal(3600), "AED"))
    assert held.sees(words.money(Decimal(5400), "AED"))
    assert held.sees("VAT is included.")
    assert PlanStage(qtbot, clinic=Clinic()).sees("No price is set.")


def test_a_provisional_plan_says_so(qtbot: QtBot) -> None:
    held = PlanStage(qtbot, WAIT)
    assert held.sees("Provisional plan")
    assert held.sees("It starts on 30 April 2027 at the earliest")
    assert held.sees("Preview and print plan")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"pregnancy": ["pregnant"]}, "Pregnancy"),
        ({"blood": ["anticoagulant"]}, "Blood thinner"),
        ({"blood": ["not_sure"]}, "not certain yet"),
        ({"heart": None}, "1 safety answer is missing."),
    ],
)
def test_without_a_plan_the_reasons_stand_there(
    qtbot: QtBot, changes: dict[str, object], reason: str
) -> None:
    held = PlanStage(qtbot, changes)
    assert held.sees("No plan today")
    assert held.sees("Why there is no plan today")
    assert held.sees(reason)
    assert held.sees("Preview letter")
    assert not held.sees("Zones and depths")
    with qtbot.waitSignal(held.page.question_wanted) as told:
        held.press("Go to the question")
    assert told.args[0] in changes


def test_the_way_to_the_paper_is_never_closed(qtbot: QtBot) -> None:
    for changes in ({}, {"pregnancy": ["pregnant"]}):
        held = PlanStage(qtbot, changes)
        with qtbot.waitSignal(held.page.preview_wanted):
            held.press("Preview letter" if changes else "Preview and print plan")


def test_everything_to_click_has_a_name_of_its_own_and_is_large_enough(qtbot: QtBot) -> None:
    held = PlanStage(qtbot, FOREHEAD)
    held.stepper("Upper depth, Forehead").box.setValue(1.25)
    clickable = [
        part
        for part in held.page.findChildren(QWidget)
        if part.isVisible() and part.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    names = [part.accessibleName() or getattr(part, "text", str)() for part in clickable]
    assert all(names)
    assert len(names) == len(set(names)), sorted(names)
    assert all(min(part.width(), part.height()) >= 24 for part in clickable)


@pytest.mark.parametrize("factor", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("look", [Look.LIGHT, Look.DARK])
@pytest.mark.parametrize("changes", [FOREHEAD, WAIT, {"blood": ["anticoagulant"]}])
def test_nothing_is_clipped(
    qtbot: QtBot, worn: Skin, factor: float, look: Look, changes: dict[str, object]
) -> None:
    worn.wear(Theme(look, factor))
    held = PlanStage(qtbot, changes, width=616)
    for button in held.page.findChildren(QAbstractButton):
        if button.text() in ("Why these numbers?", "Studies"):
            button.click()
    for _ in range(2):  # two levels of every tree
        for row in held.page.findChildren(WhyRow):
            if row.isVisible() and row.reason.children and not row.is_open:
                row.toggle.click()
    for _ in range(4):
        QApplication.processEvents()
    assert clipped(held.page) == []
