"""Why trees of every number of a plan: whole, sourced, and true to what the plan says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mneedle_gui.domain import explain
from mneedle_gui.domain.answers import Answers
from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.explain_course import course, interval, review, sessions, visit
from mneedle_gui.domain.explain_plan import PlanGrounds
from mneedle_gui.domain.explain_zone import (
    first_session,
    lower_depth,
    upper_depth,
    zone_reasons,
)
from mneedle_gui.domain.plan import CourseEdit, DepthEdit, Plan, ZonePlan
from mneedle_gui.domain.propose import Edits
from mneedle_gui.domain.reason import Reason, ReasonKind
from tests.builders import consultation, content, letter, words
from tests.documents.papers import HARDER, harder
from tests.domain.test_depth import wanting
from tests.domain.test_explain import DEVICES, all_held, check_tree
from tests.domain.test_properties import QUESTIONS, _answer, changed_answers, held, many

PROTOCOL = content().protocol


def grounds(here: Consultation) -> PlanGrounds:
    found = PlanGrounds.of(here)
    assert found is not None
    return found


def zone_of(here: Consultation, zone: str) -> ZonePlan:
    assert isinstance(here.plan, Plan)
    return next(row for row in here.plan.zones if row.zone == zone)


def trees(here: Consultation) -> Iterator[Reason]:
    on = PlanGrounds.of(here)
    if on is None:
        return
    for planned in on.plan.zones:
        yield from zone_reasons(on, planned)
    yield from course(on)
    for forecast in on.plan.forecasts:
        for influenced in forecast.influences:
            yield explain.influence(here, forecast, influenced)


def said(tree: Reason) -> list[str]:
    return [words().say(node.label) for node in tree.walk()]


def deciding(tree: Reason) -> set[str]:
    return {node.row for node in tree.children if node.decides}


def check_numbers(here: Consultation) -> None:
    on = PlanGrounds.of(here)
    if on is None:
        assert not isinstance(here.plan, Plan)
        return
    for tree in trees(here):
        check_tree(tree, here)
    for planned in on.plan.zones:
        upper = upper_depth(on, planned)
        rows = {node.row for node in upper.children}
        assert {why.row for why in planned.why if why.quantity == "depth_max"} <= rows | {
            node.row for node in first_session(on, planned).walk()
        }
        assert planned.zone in rows
        assert on.held.circumstances.device.id in rows
        assert set(planned.concerns) <= rows
        assert deciding(upper)
        for aim in on.stood.aims:
            if planned.zone in aim.zones:
                assert aim.chosen.zones_question in upper.questions
    assert len(course(on)) == 3 + len(on.plan.visits) + len(on.plan.checks)


def test_every_number_of_every_sample_and_case_has_a_whole_tree() -> None:
    plans = 0
    for here in all_held():
        check_numbers(here)
        plans += isinstance(here.plan, Plan)
    for name in HARDER:
        check_numbers(harder(name))
    assert plans > 50


@many
@given(changed_answers(), st.sampled_from(DEVICES))
def test_every_number_of_every_plan_has_a_whole_tree(given_: Answers, device: str) -> None:
    check_numbers(held(given_, device))


@many
@given(changed_answers(), st.sampled_from(DEVICES), st.data())
def test_an_answer_outside_the_tree_leaves_the_depth_as_it_is(
    given_: Answers, device: str, data: st.DataObject
) -> None:
    before = held(given_, device)
    on = PlanGrounds.of(before)
    if on is None:
        return
    planned = data.draw(st.sampled_from(on.plan.zones))
    tree = upper_depth(on, planned)
    name = data.draw(st.sampled_from(sorted(set(QUESTIONS) - tree.questions)))
    changed = data.draw(st.one_of(st.none(), _answer(QUESTIONS[name])))
    after = held(given_.with_answer(name, changed), device)
    if not isinstance(after.plan, Plan):
        return  # another rule may hold the whole plan back
    again = next((row for row in after.plan.zones if row.zone == planned.zone), None)
    if again is not None:
        assert again.proposed_max_mm == planned.proposed_max_mm, name


def test_all_limits_are_there_and_the_lowest_decides() -> None:
    here = consultation({"blood": ["one_antiplatelet"]})
    upper = upper_depth(grounds(here), zone_of(here, "cheek"))
    rows = [node.row for node in upper.children if node.kind is ReasonKind.ROW]
    assert rows == ["acne_scar_rolling", "cheek", "pen", "antiplatelet_or_diabetes", "limits"]
    assert deciding(upper) == {"antiplatelet_or_diabetes"}
    assert "blood" in upper.questions
    cap = next(node for node in upper.children if node.row == "antiplatelet_or_diabetes")
    assert words().say(PROTOCOL.rule("antiplatelet_single").title) in said(cap)


def test_a_cap_that_does_not_hold_is_told_too() -> None:
    here = consultation()
    upper = upper_depth(grounds(here), zone_of(here, "cheek"))
    aside = upper.children[-1]
    assert "fst_4_6" in {node.row for node in aside.children}
    assert "fst-reading" in aside.questions


def test_a_depth_below_what_was_studied_says_which_limits_made_it() -> None:
    here = consultation(wanting("acne_scar_rolling/gb_3/cheekbone"))
    lower = lower_depth(grounds(here), zone_of(here, "cheekbone"))
    assert deciding(lower) == {"cheekbone"}
    assert "Upper depth" in said(lower)


def test_a_course_before_is_the_reason_of_the_first_session() -> None:
    here = consultation()
    first = first_session(grounds(here), zone_of(here, "cheek"))
    assert "returning" in first.questions
    assert any("lower half" in line for line in said(first))


def test_a_change_by_hand_is_told_with_its_reason() -> None:
    edits = Edits(
        {"cheek": DepthEdit("cheek", zone_of(consultation(), "cheek").depth_min_mm, "Thin here")},
        CourseEdit(interval_weeks=5, sessions=5, first_on=date(2026, 12, 20), reason="Travel"),
    )
    here = consultation().edited(edits)
    on = grounds(here)
    upper = upper_depth(on, zone_of(here, "cheek"))
    assert "Changed by hand from 1.50 mm" in said(upper)
    assert "Thin here" in [words().say(node.value) for node in upper.walk()]
    for tree in (sessions(on), interval(on), visit(on, 0)):
        assert any(line.startswith("Changed by hand") for line in said(tree))
    refused = consultation().edited(Edits({}, CourseEdit(first_on=date(2020, 1, 1))))
    assert not any(line.startswith("Changed") for line in said(visit(grounds(refused), 0)))


def test_dates_say_what_they_were_counted_from() -> None:
    spot = grounds(consultation({"pih-tendency": "yes", "test-spot": "not_done"}))
    assert "Test spot first" in said(visit(spot, 0))
    assert any("after the test spot" in line for line in said(visit(spot, 1)))
    assert "test-spot" in visit(spot, 1).questions
    moved = grounds(consultation({"event": "yes", "event-date": "2026-12-24"}))
    at = next(n for n, one in enumerate(moved.plan.visits) if one.moved_for_event)
    assert "event-date" in visit(moved, at).questions
    assert any("before the client" in line for line in said(visit(moved, at)))
    assert "Gap between sessions" in said(review(moved))


def test_a_provisional_plan_starts_from_the_earliest_safe_day() -> None:
    here = consultation({"isotretinoin": "past", "isotretinoin-last": "2026-07-20"})
    first = visit(grounds(here), 0)
    assert "Earliest safe day" in said(first)
    assert {"isotretinoin-last", "first-session"} <= first.questions


def test_darker_skin_is_why_the_gap_is_longer() -> None:
    here = consultation({"fst-reading": "type_4"})
    gap = interval(grounds(here))
    assert deciding(gap) == {"fst_4_6"}
    assert {"fst-reading", "f-eye"} <= gap.questions


def test_the_skin_type_shows_items_reading_and_difference() -> None:
    here = consultation({"fst-reading": "type_5"})
    tree = explain.skin_type(here)
    score, reading, differ = tree.children
    assert (score.decides, reading.decides) == (False, True)
    assert words().say(differ.value) == "Yes"
    assert len(score.children) == 8
    assert words().say(tree.value) == "5"


def test_scales_come_from_their_answers() -> None:
    scar = consultation(wanting("scar_surgical_trauma//cheek"))
    tree = explain.scales(scar)[0]
    assert {"vss-pigment", "vss-vascularity", "vss-pliability", "vss-height"} <= tree.questions
    patches = consultation(wanting("melasma//cheek"))
    named = {words().say(one.label): one for one in explain.scales(patches)}
    assert {"mmasi-forehead-area", "mmasi-chin-dark"} <= named["Modified MASI"].questions
    assert explain.scales(consultation())[0].questions >= {"acne-scar-rolling-grade"}


def test_an_influence_names_the_answer_behind_it() -> None:
    here = consultation({"smoking": "now"})
    plan = here.plan
    assert isinstance(plan, Plan)
    found = [
        explain.influence(here, forecast, one)
        for forecast in plan.forecasts
        for one in forecast.influences
    ]
    assert any("smoking" in tree.questions for tree in found)


def test_the_safe_day_tree_holds_every_wait() -> None:
    young = {**wanting("scar_surgical_trauma//cheek"), "scar-date": "2026-07-01"}
    tree = explain.safe_day(consultation(young))
    assert [node.decides for node in tree.children[:2]] == [False, True]
    assert "scar-date" in tree.questions


@pytest.mark.parametrize("cleared", [True, False])
def test_a_letter_on_file_is_in_the_tree(cleared: bool) -> None:
    file = letter("vitiligo") if cleared else None
    here = consultation({"skin-conditions": ["vitiligo"]}, clearances=file)
    tree = explain.finding(here, here.screening.findings[0])
    assert ("Written opinion on file" in said(tree)) is cleared
