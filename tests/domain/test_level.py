"""A practitioner's own depth limits: the lowest limit still wins, and a level never raises one.

Each expected row is worked out by hand as in `test_depth`, with one more limit in the list.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from mneedle_gui.domain.level import level_called
from mneedle_gui.domain.plan import DepthEdit, Plan, ZonePlan
from mneedle_gui.domain.propose import Edits
from tests.builders import consultation, content, words
from tests.domain.test_depth import CONCERNS, ZONES, depths, planned, wanting

LEVELS = content().protocol.levels
_BELOW = "The limits keep the depth below the range studied for this concern"

CASES = [
    # scars GB3 1.0-1.5; level 0.5 on the face < 1.0: below, lo 0.25; (0.25+0.5)/2=0.375->0.25
    ("award_level_4", "cheek", "acne_scar_rolling/gb_3", "0.25-0.50 first 0.25 start 0.25 below"),
    # lines I 0.25-1.0; the neck counts with the face: 0.5; 0.375->0.25
    ("award_level_4", "neck", "fine_lines/glogau_1", "0.25-0.50 first 0.25 start 0.25"),
    # stretch marks 1.0-2.0, pen 1.5; level 1.0 on the body, not under 1.0: lo 1.0
    ("award_level_4", "abdomen", "striae/s_2", "1.00-1.00 first 1.00 start 1.00"),
    # level 1.0, not under 1.0: lo 1.0
    ("aesthetician", "cheek", "acne_scar_rolling/gb_3", "1.00-1.00 first 1.00 start 1.00"),
    # zone and concern 1.0 already; a tie with the level changes nothing
    ("aesthetician", "neck", "fine_lines/glogau_1", "0.25-1.00 first 0.50 start 0.25"),
    # pen 1.5 and level 1.5
    ("aesthetician", "abdomen", "striae/s_2", "1.00-1.50 first 1.25 start 1.00"),
    # level 1.5 beside zone, concern and pen 1.5
    ("nurse_or_doctor", "cheek", "acne_scar_rolling/gb_3", "1.00-1.50 first 1.25 start 1.00"),
    # level 1.5 above zone and concern 1.0: raises nothing
    ("nurse_or_doctor", "neck", "fine_lines/glogau_1", "0.25-1.00 first 0.50 start 0.25"),
    # level 2.0 above the pen's 1.5: raises nothing
    ("nurse_or_doctor", "abdomen", "striae/s_2", "1.00-1.50 first 1.25 start 1.00"),
]


def cheek(level: str, changes: dict[str, object] | None = None) -> ZonePlan:
    return planned(consultation(changes, level=level), "cheek")


def upper_why(row: ZonePlan) -> str:
    return next(words().say(why.text) for why in row.why if why.quantity == "depth_max")


@pytest.mark.parametrize(
    ("level", "zone", "aim", "expected"), CASES, ids=[f"{c[0]} {c[1]}" for c in CASES]
)
def test_each_level_on_face_neck_and_body(level: str, zone: str, aim: str, expected: str) -> None:
    held = consultation(wanting(f"{aim}/{zone}"), level=level)
    assert depths(planned(held, zone)) == expected


@pytest.mark.parametrize(
    ("zone", "aim"),
    [(z[0], z[1]) for z in ZONES] + [(zone, aim.strip("/")) for aim, zone, _ in CONCERNS],
)
@pytest.mark.parametrize("level", [level.id for level in LEVELS])
def test_a_level_never_raises_a_depth(level: str, zone: str, aim: str) -> None:
    wanted = wanting(f"{aim}{'' if '/' in aim else '/'}/{zone}")
    free = planned(consultation(wanted), zone)
    held = planned(consultation(wanted, level=level), zone)
    for name in ("depth_max_mm", "first_session_max_mm", "early_max_mm", "test_spot_max_mm"):
        assert getattr(held, name) <= getattr(free, name), name
    row = level_called(LEVELS, level)
    assert row is not None
    on_body = content().protocol.zone(zone).region.value == "body"
    assert held.depth_max_mm <= (row.body_max_mm if on_body else row.face_max_mm)


@pytest.mark.parametrize(
    ("zone", "aim", "text"),
    [
        ("cheek", "acne_scar_rolling/gb_3", "at most 0.5 mm on the face (clinic policy)"),
        ("neck", "fine_lines/glogau_1", "at most 0.5 mm on the neck (clinic policy)"),
        ("abdomen", "striae/s_2", "at most 1.0 mm on the body (clinic policy)"),
    ],
)
def test_the_limit_says_whose_it_is_and_that_it_is_policy(zone: str, aim: str, text: str) -> None:
    row = planned(consultation(wanting(f"{aim}/{zone}"), level="award_level_4"), zone)
    assert f"Level 4 award: {text}" in upper_why(row)
    why = next(why for why in row.why if why.quantity == "depth_max")
    assert (why.row, why.basis.tags) == ("award_level_4", ("P",))


def test_a_lower_cap_of_the_client_still_wins() -> None:
    row = cheek("aesthetician", {"medicines": ["heart_rhythm"]})
    assert row.depth_max_mm == Decimal("0.50")
    assert "No numbing cream allowed" in upper_why(row)


@pytest.mark.parametrize(
    ("aim", "below"),
    [
        ("acne_scar_rolling/gb_3", True),  # 1.0 to 1.5 was studied
        ("acne_scar_rolling/gb_2", False),  # 0.5 to 1.5: 0.5 is just reached
        ("fine_lines/glogau_3", False),  # 0.5 to 1.5
        ("pores/p_2", False),  # 0.25 to 0.75
    ],
)
def test_a_depth_under_the_studied_range_is_flagged_and_said(aim: str, below: bool) -> None:
    row = planned(consultation(wanting(f"{aim}/cheek"), level="award_level_4"), "cheek")
    said = [words().say(why.text) for why in row.why]
    assert row.below_studied is below
    assert (_BELOW in said) is below


def test_going_beyond_the_level_needs_a_written_reason_that_is_kept() -> None:
    held = consultation(level="award_level_4")
    silent = held.edited(Edits({"cheek": DepthEdit("cheek", Decimal("0.75"))}))
    assert isinstance(silent.plan, Plan)
    (problem,) = silent.plan.edit_problems
    assert words().say(problem.remedy) == "Write the reason for going above 0.50 mm"
    assert planned(silent, "cheek").depth_max_mm == Decimal("0.50")
    edit = DepthEdit("cheek", Decimal("0.75"), "Supervised by Dr Amin today")
    row = planned(held.edited(Edits({"cheek": edit})), "cheek")
    assert row.is_above_cap
    assert (row.depth_max_mm, row.edit_reason) == (Decimal("0.75"), "Supervised by Dr Amin today")


def test_no_level_means_no_own_limit() -> None:
    assert level_called(LEVELS, "") is None
    assert depths(cheek("")) == "1.00-1.50 first 1.25 start 1.00"


def test_a_level_that_is_gone_never_frees_anybody() -> None:
    strictest = level_called(LEVELS, "retired_level")
    assert strictest is not None
    assert strictest.id == "award_level_4"
    assert level_called((), "retired_level") is None


def test_every_level_is_policy_without_a_source_and_says_where_it_is_used() -> None:
    assert [level.id for level in LEVELS] == ["award_level_4", "aesthetician", "nurse_or_doctor"]
    for level in LEVELS:
        assert level.basis.tags == ("P",)
        assert not level.basis.sources
        assert level.note


def test_who_is_limited_and_how_is_one_sentence() -> None:
    (first, *_) = LEVELS
    limits = "at most 0.5 mm on face and neck, 1.0 mm on the body (clinic policy)."
    assert words().say(first.said_of("Dr Sara Amin")) == (
        f"Depths for Dr Sara Amin at the level “Level 4 award”: {limits}"
    )
    assert words().say(first.said_of(" ")) == (
        f"Depths at the practitioner's level “Level 4 award”: {limits}"
    )
