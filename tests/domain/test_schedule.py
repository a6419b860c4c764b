"""Dates of a course, counted by hand from the day of the consultation, Tuesday 24 November 2026.

Sessions 4 weeks apart: 24 November, 22 December, 19 January, 16 February, 16 March, 13 April.
Six weeks apart: 24 November, 5 January, 16 February, 30 March.
"""

from __future__ import annotations

from datetime import date

import pytest

from mneedle_gui.domain.plan import CourseEdit, Plan, VisitKind
from mneedle_gui.domain.propose import Edits
from tests.clinical.bench import Bench
from tests.domain.test_depth import wanting

OPEN = {"test-spot": "not_done"}
DARK_MARKS = {"pih-tendency": "yes"}


def plan_for(bench: Bench, *aims: str, **changes: object) -> Plan:
    given = {name.replace("_", "-"): value for name, value in changes.items()}
    made = bench.consultation({**(wanting(*aims) if aims else {}), **given}).plan
    assert isinstance(made, Plan), made
    return made


def days(plan: Plan) -> list[str]:
    return [visit.on.isoformat() for visit in plan.sessions]


def weeks(plan: Plan) -> tuple[int, int, int]:
    return plan.interval.min_weeks, plan.interval.typical_weeks, plan.interval.max_weeks


@pytest.mark.parametrize(
    ("aim", "expected"),
    [
        ("fine_lines/glogau_2", (4, 4, 6)),
        ("acne_scar_rolling/gb_3", (4, 4, 6)),
        ("acne_marks_red_brown/", (4, 4, 6)),
        ("hyperpig_pih/h_1", (4, 4, 6)),
        ("melasma/", (4, 4, 6)),
        ("pores/p_1", (4, 4, 6)),
        ("laxity_mild/l_1", (4, 4, 6)),
    ],
)
def test_gap_of_a_concern(bench: Bench, aim: str, expected: tuple[int, int, int]) -> None:
    assert weeks(plan_for(bench, f"{aim}/cheek")) == expected


@pytest.mark.parametrize("reading", ["type_4", "type_5", "type_6"])
def test_darker_skin_waits_six_weeks_and_never_under_four(bench: Bench, reading: str) -> None:
    plan = plan_for(bench, "fine_lines/glogau_2/cheek", fst_reading=reading)
    assert weeks(plan) == (4, 6, 8)
    assert days(plan) == ["2026-11-24", "2027-01-05", "2027-02-16"]


def test_skin_type_three_keeps_four_weeks(bench: Bench) -> None:
    assert weeks(plan_for(bench, fst_reading="type_3")) == (4, 4, 6)


def test_a_tendency_to_dark_marks_waits_six_weeks_and_not_less(bench: Bench) -> None:
    plan = plan_for(bench, "fine_lines/glogau_2/cheek", pih_tendency="yes", test_spot="calm")
    assert weeks(plan) == (6, 6, 8)
    assert days(plan) == ["2026-11-24", "2027-01-05", "2027-02-16"]


@pytest.mark.decision(12)
def test_dates_and_review_of_a_course_of_four(bench: Bench) -> None:
    plan = plan_for(bench, "acne_scar_rolling/gb_3/cheek")
    assert days(plan) == ["2026-11-24", "2026-12-22", "2027-01-19", "2027-02-16"]
    # after session 3, before the fourth
    assert (plan.review_after, plan.review_on) == (3, date(2027, 2, 16))


@pytest.mark.decision(12)
def test_review_after_a_course_of_three(bench: Bench) -> None:
    # 3 sessions, the last on 19 January; reviewed 4 weeks later, before any further session
    plan = plan_for(bench, "pores/p_2/cheek")
    assert days(plan) == ["2026-11-24", "2026-12-22", "2027-01-19"]
    assert (plan.review_after, plan.review_on) == (3, date(2027, 2, 16))


@pytest.mark.decision(12)
@pytest.mark.parametrize(
    ("aim", "after", "review"),
    [
        # one session: 24 November + 4 weeks
        ("fine_lines/glogau_1", 1, "2026-12-22"),
        # two sessions, the last on 22 December: + 4 weeks
        ("tone_texture/t_1", 2, "2027-01-19"),
    ],
)
def test_review_after_the_last_of_fewer_than_three(
    bench: Bench, aim: str, after: int, review: str
) -> None:
    plan = plan_for(bench, f"{aim}/cheek")
    assert (plan.review_after, plan.review_on.isoformat()) == (after, review)


CHECKS = [
    # last session 19 January 2027 + 84 days = 13 April 2027
    ("fine_lines/glogau_2/cheek", [("2027-04-13", 12)]),
    # one session on 24 November + 84 days = 16 February 2027
    ("fine_lines/glogau_1/cheek", [("2027-02-16", 12)]),
    # last session 16 February 2027 + 84 = 11 May, + 182 = 17 August 2027
    ("acne_scar_rolling/gb_3/cheek", [("2027-05-11", 12), ("2027-08-17", 26)]),
    # last session 19 January 2027 + 84 = 13 April, + 182 = 20 July 2027
    ("acne_scar_boxcar/gb_2/cheek", [("2027-04-13", 12), ("2027-07-20", 26)]),
    ("scar_surgical_trauma//cheek", [("2027-04-13", 12), ("2027-07-20", 26)]),
    # 2 sessions, the last on 22 December + 84 = 16 March 2027
    ("acne_marks_red_brown//cheek", [("2027-03-16", 12)]),
    ("acne_scar_rolling/gb_1/cheek", [("2027-03-16", 12)]),
    ("tone_texture/t_1/cheek", [("2027-03-16", 12)]),
    ("hyperpig_pih/h_2/cheek", [("2027-04-13", 12)]),
    ("pores/p_1/cheek", [("2027-04-13", 12)]),
    ("striae/s_1/abdomen", [("2027-04-13", 12)]),
    # test spot on 24 November, first session 22 December + 84 = 16 March 2027
    ("melasma//cheek", [("2027-03-16", 12)]),
    # last session 19 January 2027 + 168 = 6 July 2027
    ("laxity_mild/l_1/cheek", [("2027-07-06", 24)]),
]


@pytest.mark.decision(13)
@pytest.mark.parametrize(("aim", "expected"), CHECKS, ids=[c[0] for c in CHECKS])
def test_check_dates(bench: Bench, aim: str, expected: list[tuple[str, int]]) -> None:
    plan = plan_for(bench, aim)
    assert [(check.on.isoformat(), check.weeks) for check in plan.checks] == expected


@pytest.mark.decision(13)
def test_check_dates_of_two_concerns(bench: Bench) -> None:
    # Scars of grade 3 on the cheeks (4 sessions) and laxity on the jaw: last session 16 February;
    # + 84 = 11 May, + 168 = 3 August, + 182 = 17 August
    plan = plan_for(bench, "acne_scar_rolling/gb_3/cheek", "laxity_mild/l_1/jaw")
    assert [(c.on.isoformat(), c.concerns) for c in plan.checks] == [
        ("2027-05-11", ("acne_scar_rolling",)),
        ("2027-08-03", ("laxity_mild",)),
        ("2027-08-17", ("acne_scar_rolling",)),
    ]


@pytest.mark.decision(14)
@pytest.mark.parametrize(
    "finding",
    [
        {"healing": ["keloid_family"]},
        {"skin-conditions": ["eczema_elsewhere"]},
        {"skin-conditions": ["psoriasis"], "psoriasis-state": "quiet"},
        {"marks-seen": ["dark_patches"], "melasma-zones": ["cheek"]},
        {"medicines": ["hormonal"], "hormonal-pigment": "yes"},
        {"pih-tendency": "yes"},
    ],
    ids=["keloid-family", "eczema", "psoriasis", "dark-patches", "hormones", "dark-marks"],
)
def test_a_test_spot_comes_28_days_before_the_first_session(
    bench: Bench, finding: dict[str, object]
) -> None:
    held = bench.consultation({**finding, **OPEN})
    assert held.screening.test_spot
    assert isinstance(held.plan, Plan)
    spot, first = held.plan.visits[:2]
    assert (spot.kind, spot.number, spot.on) == (VisitKind.TEST_SPOT, 0, date(2026, 11, 24))
    assert (first.kind, first.number, first.on) == (VisitKind.SESSION, 1, date(2026, 12, 22))
    calm = bench.consultation({**finding, "test-spot": "calm"})
    assert not calm.screening.test_spot
    assert isinstance(calm.plan, Plan)
    assert calm.plan.visits[0].kind is VisitKind.SESSION
    assert calm.plan.visits[0].on == date(2026, 11, 24)


def test_no_test_spot_without_a_reason(bench: Bench) -> None:
    assert plan_for(bench).visits[0].kind is VisitKind.SESSION


@pytest.mark.parametrize(
    ("event", "first", "moved"),
    [
        # 14 days from 24 November is 8 December: far enough
        ("2026-12-08", "2026-11-24", False),
        ("2026-12-07", "2026-12-08", True),
        ("2026-11-25", "2026-11-26", True),
        # the session would fall on the day itself
        ("2026-11-24", "2026-11-25", True),
    ],
)
def test_the_first_session_keeps_14_days_to_an_event(
    bench: Bench, event: str, first: str, moved: bool
) -> None:
    plan = plan_for(bench, event="yes", event_date=event)
    assert plan.visits[0].on == date.fromisoformat(first)
    assert plan.visits[0].moved_for_event is moved


def test_a_later_session_moves_behind_the_event_and_the_rest_follow(bench: Bench) -> None:
    # Event on 2 January: the session of 22 December is 11 days before it and moves to 3 January
    plan = plan_for(bench, "pores/p_2/cheek", event="yes", event_date="2027-01-02")
    assert days(plan) == ["2026-11-24", "2027-01-03", "2027-01-31"]
    assert [visit.moved_for_event for visit in plan.sessions] == [False, True, False]
    # + 84 days from 31 January = 25 April
    assert plan.checks[0].on == date(2027, 4, 25)


def test_a_test_spot_keeps_clear_of_the_event_too(bench: Bench) -> None:
    given = {**DARK_MARKS, **OPEN, "event": "yes", "event-date": "2026-11-30"}
    plan = bench.consultation(given).plan
    assert isinstance(plan, Plan)
    assert plan.visits[0].on == date(2026, 12, 1)
    assert plan.visits[1].on == date(2026, 12, 29)


def test_an_earlier_date_than_allowed_is_never_taken(bench: Bench) -> None:
    held = bench.consultation({"isotretinoin": "past", "isotretinoin-last": "2026-06-30"})
    early = held.edited(Edits({}, CourseEdit(first_on=date(2026, 12, 29), reason="wish")))
    assert isinstance(early.plan, Plan)
    assert early.plan.visits[0].on == date(2026, 12, 30)
    assert early.plan.edit_problems
    later = held.edited(Edits({}, CourseEdit(first_on=date(2027, 1, 4))))
    assert isinstance(later.plan, Plan)
    assert later.plan.visits[0].on == date(2027, 1, 4)
    assert not later.plan.edit_problems


def test_a_shorter_gap_or_more_sessions_need_a_reason(bench: Bench) -> None:
    held = bench.consultation()
    refused = held.edited(Edits({}, CourseEdit(sessions=7, interval_weeks=3)))
    assert isinstance(refused.plan, Plan)
    assert len(refused.plan.sessions) == 4
    assert refused.plan.interval.typical_weeks == 4
    assert len(refused.plan.edit_problems) == 2
    taken = held.edited(Edits({}, CourseEdit(sessions=7, interval_weeks=3, reason="review done")))
    assert isinstance(taken.plan, Plan)
    assert len(taken.plan.sessions) == 7
    # 24 November + 3 weeks
    assert taken.plan.sessions[1].on == date(2026, 12, 15)
    assert taken.plan.edit_reason == "review done"
