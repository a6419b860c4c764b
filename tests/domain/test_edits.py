"""What a practitioner may change, and what no reason defends; and what a birthday on the way changes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.plan import CourseEdit, DepthEdit, Plan
from mneedle_gui.domain.propose import Edits
from tests.builders import consultation


def plan_of(held: Consultation) -> Plan:
    assert isinstance(held.plan, Plan)
    return held.plan


def edited(changes: dict[str, object], edits: Edits) -> Plan:
    return plan_of(consultation(changes).edited(edits))


def depth(mm: str, reason: str = "") -> Edits:
    return Edits({"cheek": DepthEdit("cheek", Decimal(mm), reason)})


def test_a_depth_within_the_cap_needs_no_reason() -> None:
    plan = edited({}, depth("1.25"))
    assert plan.zones[0].depth_max_mm == Decimal("1.25")
    assert not plan.edit_problems


@pytest.mark.parametrize(
    ("mm", "reason"), [("1.75", ""), ("1.75", "  "), ("3.25", "slip"), ("0", "x"), ("-1", "x")]
)
def test_a_depth_that_may_not_be_is_not_taken_and_told(mm: str, reason: str) -> None:
    plan = edited({}, depth(mm, reason))
    assert plan.zones[0].depth_max_mm == Decimal("1.50")
    assert [problem.zone for problem in plan.edit_problems] == ["cheek"]


def test_a_depth_above_the_cap_is_taken_with_its_reason_and_flagged() -> None:
    zone = edited({}, depth("1.75", "Own instructions allow it")).zones[0]
    assert zone.is_above_cap
    assert zone.edit_reason == "Own instructions allow it"


def test_no_reason_brings_darker_skin_under_four_weeks() -> None:
    plan = edited({"fst-reading": "type_6"}, Edits({}, CourseEdit(interval_weeks=3, reason="x")))
    assert plan.interval.typical_weeks == 6
    assert plan.edit_problems


def test_a_date_before_not_before_is_never_taken() -> None:
    changes: dict[str, object] = {"isotretinoin": "past", "isotretinoin-last": "2026-08-31"}
    plan = edited(changes, Edits({}, CourseEdit(first_on=date(2027, 1, 4), reason="x")))
    assert plan.sessions[0].on == date(2027, 2, 28)
    assert plan.edit_problems


def test_a_birthday_before_a_provisional_start_counts() -> None:
    # 65 on 1 December; the wait ends on 30 December: the cap of 65 and over holds from the start.
    changes: dict[str, object] = {
        "birth-date": "1961-12-01",
        "isotretinoin": "past",
        "isotretinoin-last": "2026-06-30",
    }
    plan = plan_of(consultation(changes))
    assert plan.sessions[0].on == date(2026, 12, 30)
    assert plan.zones[0].depth_max_mm == Decimal("1.25")
    assert "age_65_plus" in plan.cautions


def test_no_numbing_cream_where_a_finding_forbids_it() -> None:
    assert plan_of(consultation()).anaesthetic
    assert not plan_of(consultation({"reactions": ["anaesthetic_mild"]})).anaesthetic


def test_a_zone_for_one_concern_is_closed_to_others() -> None:
    scars: dict[str, object] = {"acne-scar-rolling-zones": ["cheek", "breast"]}
    held = consultation(scars)
    assert [zone.zone for zone in plan_of(held).zones] == ["cheek"]
    assert held.screening.excluded == ("breast",)
    marks: dict[str, object] = {
        "concerns": ["striae"],
        "striae-zones": ["breast"],
        "striae-grade": "s_2",
        "striae-colour": "pale",
        "striae-age": "over_1_year",
    }
    assert [zone.zone for zone in plan_of(consultation(marks)).zones] == ["breast"]
