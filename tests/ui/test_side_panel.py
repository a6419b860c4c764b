from __future__ import annotations

import time
from collections.abc import Mapping

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from mneedle_gui.domain.answers import Choice
from mneedle_gui.domain.outcome import Outcome
from mneedle_gui.domain.rule import NOT_WARFARIN
from mneedle_gui.services import consultations
from mneedle_gui.services.settings import Look, Settings
from mneedle_gui.services.workbench import Workbench
from mneedle_gui.ui.leave_out import leave_out
from mneedle_gui.ui.session import Session
from mneedle_gui.ui.theme import Skin, Theme, skin
from mneedle_gui.ui.widgets import safety_panel
from mneedle_gui.ui.widgets.side_panel import SidePanel
from tests import builders
from tests.ui.clipping import clipped

FILLER = {
    "recent-procedures": ["filler_ha"],
    "filler-ha-where": ["cheek"],
    "filler-ha-date": "2026-11-10",
    "acne-scar-rolling-zones": ["cheek", "jaw"],
}


class Held:
    """A panel with its session."""

    def __init__(self, qtbot: QtBot, changes: Mapping[str, object] | None = None) -> None:
        content = builders.content()
        self.session = Session(builders.consultation(changes))
        self.panel = SidePanel(
            content.questionnaire, content.protocol, content.maps, builders.words()
        )
        qtbot.addWidget(self.panel)
        self.panel.clearance_given.connect(self.session.clear)
        self.panel.leave_zones_out.connect(lambda zones: leave_out(self.session, zones))
        self.session.changed.connect(self.panel.show_consultation)
        self.panel.resize(skin().sizes.panel_width, 900)
        self.panel.show_consultation(self.session.consultation)
        self.panel.show()
        qtbot.waitExposed(self.panel)

    def outcome(self) -> Outcome:
        return self.session.consultation.screening.outcome

    def words(self) -> list[str]:
        QApplication.processEvents()
        shown = [w for w in self.panel.findChildren(QWidget) if w.isVisible()]
        return [w.text() for w in shown if isinstance(w, QLabel | QAbstractButton) and w.text()]

    def sees(self, text: str) -> bool:
        return any(text in said for said in self.words())

    def press(self, text: str) -> None:
        for button in self.panel.findChildren(QAbstractButton):
            if button.isVisible() and text in (button.text(), button.accessibleName()):
                button.click()
                QApplication.processEvents()
                return
        raise AssertionError(f"no button says {text!r}: {self.words()}")

    def write(self, name: str, text: str) -> None:
        for box in self.panel.findChildren(QLineEdit):
            if box.isVisible() and box.accessibleName() == name:
                box.setText(text)
                return
        raise AssertionError(f"no box is called {name!r}")


def test_before_anything_is_answered_the_panel_is_quiet(qtbot: QtBot) -> None:
    held = Held(qtbot)
    bench = Workbench(builders.ROOT, builders.content(), builders.words(), Settings())
    held.panel.show_consultation(consultations.begin(bench, builders.DAY, "NP-1"))
    assert held.sees("Nothing found so far")
    assert not held.sees("Question ")
    assert held.sees("First safety questions: ")


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({}, "Proceed"),
        ({"smoking": "now"}, "Proceed with changes"),
        ({"blood": ["not_sure"]}, "Answers needed"),
        ({"isotretinoin": "past", "isotretinoin-last": "2026-10"}, "Defer"),
        ({"blood": ["anticoagulant"]}, "Refer"),
        ({"pregnancy": ["pregnant"]}, "Do not treat"),
    ],
)
def test_each_outcome_has_its_word(qtbot: QtBot, changes: dict[str, object], word: str) -> None:
    held = Held(qtbot, changes)
    assert word in held.words()


def test_a_dated_wait_tells_the_earliest_safe_date(qtbot: QtBot) -> None:
    held = Held(qtbot, {"isotretinoin": "past", "isotretinoin-last": "2026-10"})
    assert held.sees("Earliest safe date 30 April 2027")
    assert held.sees("Until 30 April 2027")


def test_the_chain_to_the_safe_date_is_one_click_away(qtbot: QtBot) -> None:
    held = Held(qtbot, {"isotretinoin": "past", "isotretinoin-last": "2026-07-20"})
    chain = "Last isotretinoin capsule 20 July 2026 + 6 months = 20 January 2027"
    assert not held.sees(chain)
    held.press("How is this day worked out?")
    assert held.sees(chain)
    assert held.sees("A written agreement from the dermatologist")
    assert held.sees("Judged on the answers given")
    held.session.answer("smoking", Choice("yes"))
    assert held.sees(chain), "what was opened stays open"
    held.press("How is this day worked out?")
    assert not held.sees(chain)


def test_no_date_is_shown_beside_what_rules_treatment_out(qtbot: QtBot) -> None:
    wait = {"isotretinoin": "past", "isotretinoin-last": "2026-07-20"}
    held = Held(qtbot, {**wait, "keloid-personal": "yes"})
    assert not held.sees("Earliest safe date")
    assert held.sees("Until 20 January 2027")
    assert Held(qtbot, {**wait, "blood": ["anticoagulant"]}).sees("Not before 20 January 2027")
    assert not Held(qtbot).sees("How is this day worked out?")


def test_no_letter_is_asked_for_where_treatment_is_ruled_out(qtbot: QtBot) -> None:
    held = Held(qtbot, {"keloid-personal": "yes"})
    assert not held.sees("Record a letter…")


def test_a_letter_on_file_that_clears_nothing_is_told(qtbot: QtBot) -> None:
    held = Held(qtbot, {"keloid-personal": "yes"})
    held.session.clear("keloid_personal", builders.letter("keloid_personal")["keloid_personal"])
    assert held.outcome() is Outcome.DO_NOT_TREAT
    assert held.sees("This letter does not clear it.")


def test_who_records_a_letter_is_asked_for(qtbot: QtBot) -> None:
    held = Held(qtbot, {"skin-conditions": ["vitiligo"]})
    held.press("Record a letter…")
    held.write("Name of the professional", "Dr N. Rahman")
    held.write("Date of the letter", "20 November 2026")
    held.write("Document seen", "Letter")
    held.write("Recorded by", " ")
    held.press("Put on file")
    assert held.session.consultation.clearances == {}
    assert held.sees("Enter who records this")


def test_findings_are_listed_strictest_first(qtbot: QtBot) -> None:
    held = Held(qtbot, {"smoking": "now", "blood": ["anticoagulant"], "keloid-personal": "yes"})
    words = held.words()
    order = [
        words.index(title) for title in ("Keloid in the past", "Blood thinner", "Smoking or vaping")
    ]
    assert order == sorted(order)


def test_a_finding_links_to_its_question(qtbot: QtBot) -> None:
    held = Held(qtbot, {"blood": ["anticoagulant"]})
    number = builders.content().questionnaire.number("blood")
    with qtbot.waitSignal(held.panel.question_wanted) as told:
        held.press(f"Question {number} · Change")
    assert told.args == ["blood"]


def test_rules_left_open_by_one_unsure_answer_are_one_entry(qtbot: QtBot) -> None:
    held = Held(qtbot, {"blood": ["not_sure"]})
    entries = [word for word in held.words() if "not certain yet" in word]
    assert len(entries) == 2  # the entry, and the sentence of the outcome
    held.press("Why?")
    assert held.sees("Blood thinner")


def test_blanks_are_counted_and_not_listed(qtbot: QtBot) -> None:
    held = Held(qtbot, {"blood": None, "heart": None})
    assert not held.sees("Blood thinner")
    assert held.sees("Health history: 1 answer")
    with qtbot.waitSignal(held.panel.question_wanted) as told:
        held.press("Health history: 1 answer")
    assert told.args == ["heart"]


def test_why_opens_in_place_with_action_reason_and_sources(qtbot: QtBot) -> None:
    held = Held(qtbot, {"blood": ["anticoagulant"]})
    rule = builders.content().protocol.rule("anticoagulant")
    assert not held.sees("What to do")
    held.press("Why?")
    for text in (rule.action, rule.reason, rule.basis.note):
        assert held.sees(builders.words().say(text))
    assert held.sees("Source: ")
    assert held.sees("Blood and blood thinners: A blood thinner")
    held.session.answer("smoking", Choice("yes"))
    assert held.sees("What to do"), "what was opened stays open"
    held.press("Why?")
    assert not held.sees("What to do")


def test_a_letter_clears_a_referral_and_can_be_taken_off(qtbot: QtBot) -> None:
    held = Held(qtbot, {"blood": ["anticoagulant"]})
    held.press("Record a letter…")
    held.write("Name of the professional", "Dr N. Rahman")
    held.write("Date of the letter", "20 November 2026")
    held.write("Document seen", "Letter")
    held.write("INR value", "2.4")
    held.press("Put on file")
    clearance = held.session.consultation.clearances["anticoagulant"]
    assert (clearance.dated, clearance.inr) == ("2026-11-20", "2.4")
    assert clearance.recorded_by == "Dr Sara Amin"
    assert held.session.consultation.screening.outcome is Outcome.PROCEED_WITH_MODIFICATIONS
    assert held.sees("Cleared by Dr N. Rahman, 20 November 2026: Letter.")
    assert not held.sees("Record a letter…")
    held.press("Take off")
    assert held.session.consultation.clearances == {}
    assert "Refer" in held.words()


def test_a_letter_that_is_not_complete_is_not_put_on_file(qtbot: QtBot) -> None:
    held = Held(qtbot, {"blood": ["anticoagulant"]})
    held.press("Record a letter…")
    held.write("Date of the letter", "1 1 2030")
    held.write("INR value", "4")
    held.press("Put on file")
    assert held.session.consultation.clearances == {}
    for remedy in (
        "Enter who wrote the letter",
        "Enter a date that has already passed",
        "Enter which document was seen",
        "Do not treat above 3.5: ask the prescriber again",
    ):
        assert remedy in held.words()


def test_a_medicine_other_than_warfarin_needs_no_inr(qtbot: QtBot) -> None:
    held = Held(qtbot, {"blood": ["anticoagulant"]})
    held.press("Record a letter…")
    held.write("Name of the professional", "Dr N. Rahman")
    held.write("Date of the letter", "2026-11-20")
    held.write("Document seen", "Letter")
    held.press("The medicine is not warfarin")
    held.press("Put on file")
    assert held.session.consultation.clearances["anticoagulant"].inr == NOT_WARFARIN
    assert held.sees("Not warfarin.")


def test_zones_of_a_finding_can_be_left_out(qtbot: QtBot) -> None:
    held = Held(qtbot, FILLER)
    assert held.outcome() is Outcome.DEFER
    held.press("Leave these zones out")
    assert held.session.consultation.facts.planned_zones == frozenset({"jaw"})
    assert held.outcome() is Outcome.PROCEED


def test_the_only_zone_cannot_be_left_out(qtbot: QtBot) -> None:
    held = Held(qtbot, {**FILLER, "acne-scar-rolling-zones": ["cheek"]})
    assert held.sees("Hyaluronic filler")
    assert not held.sees("Leave these zones out")


def test_the_plan_so_far_follows_the_answers(qtbot: QtBot) -> None:
    held = Held(qtbot)
    assert held.sees("Type III")
    assert held.sees("Acne scars, rolling: Goodman-Baron grade 3, moderate")
    assert held.sees("4 to 6, every 4 weeks")
    held.session.answer("acne-scar-rolling-grade", Choice("gb_2"))
    assert held.sees("3 to 4, every 4 weeks")


def test_a_change_of_the_outcome_is_read_out(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []

    def hear(_widget: QWidget, text: str) -> None:
        heard.append(text)

    monkeypatch.setattr(safety_panel, "announce", hear)
    held = Held(qtbot)
    held.session.answer("sunscreen-daily", Choice("no"))
    before = len(heard)
    held.session.answer("capacity", Choice("no"))
    assert any("Do not treat" in text for text in heard[before:])


def test_an_answer_is_shown_within_a_tenth_of_a_second(qtbot: QtBot) -> None:
    held = Held(qtbot, {"blood": ["not_sure"], "smoking": "now"})
    took = []
    for code in ("yes", "no") * 5:
        begun = time.perf_counter()
        held.session.answer("keloid-personal", Choice(code))
        QApplication.processEvents()
        took.append(time.perf_counter() - begun)
    assert max(took) < 0.1


def test_everything_to_click_has_a_name_of_its_own_and_is_large_enough(qtbot: QtBot) -> None:
    held = Held(qtbot, {**FILLER, "blood": ["anticoagulant"], "smoking": "now", "heart": None})
    held.press("Record a letter…")
    clickable = [
        part
        for part in held.panel.findChildren(QWidget)
        if part.isVisible() and part.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    names = [part.accessibleName() or getattr(part, "text", str)() for part in clickable]
    assert all(names)
    assert len(names) == len(set(names))
    assert all(min(part.width(), part.height()) >= 24 for part in clickable)


@pytest.mark.parametrize("factor", [1.0, 1.25, 1.5, 2.0])
@pytest.mark.parametrize("look", [Look.LIGHT, Look.DARK])
def test_nothing_is_clipped(qtbot: QtBot, worn: Skin, factor: float, look: Look) -> None:
    worn.wear(Theme(look, factor))
    held = Held(qtbot, {**FILLER, "blood": ["anticoagulant"], "smoking": "now", "heart": None})
    held.press("Why?")
    held.press("Record a letter…")
    for _ in range(4):
        QApplication.processEvents()
    assert clipped(held.panel) == []
    assert held.panel.horizontalScrollBar().maximum() == 0


def test_a_letter_that_time_makes_needless_is_said_beside_the_date(qtbot: QtBot) -> None:
    held = Held(
        qtbot,
        {
            "concerns": ["scar_surgical_trauma"],
            "scar-surgical-trauma-zones": ["cheek"],
            "scar-date": "2026-03-20",
            "vss-pigment": "lighter",
            "vss-vascularity": "normal",
            "vss-pliability": "supple",
            "vss-height": "flat",
            "test-spot": "not_done",
        },
    )
    assert held.sees("Earliest safe date 20 March 2027 without a letter")
