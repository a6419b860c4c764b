"""Rows of concerns and caps, written out once more from sections 2.1b, 3.3, 9.4, 9.5 and 0.3b."""

from __future__ import annotations

import pytest

from mneedle_gui.domain.condition import Truth, judge
from mneedle_gui.domain.protocol import Cap, CapSessions, Concern
from mneedle_gui.domain.world import AnswersWorld
from tests.clinical.bench import Bench
from tests.domain.test_depth import wanting

# Section 0.3b, row 13: weeks from the last session to the check; melasma from the first.
CHECKS = {
    "fine_lines": "12",
    "acne_scar_rolling": "12 26",
    "acne_scar_boxcar": "12 26",
    "acne_scar_icepick": "",
    "acne_marks_red_brown": "12",
    "scar_surgical_trauma": "12 26",
    "hyperpig_pih": "12",
    "melasma": "12 from the first",
    "tone_texture": "12",
    "pores": "12",
    "striae": "12",
    "laxity_mild": "24",
}

# Sections 9.5 and 0.3b, rows 9 and 10: Vancouver totals, darkness of melasma.
SCORES = {
    "scar_surgical_trauma": {
        "vss_0": (0, 0),
        "vss_1_4": (1, 4),
        "vss_5_8": (5, 8),
        "vss_9_13": (9, 13),
    },
    "melasma": {"dark_0_1": (0, 1), "dark_2": (2, 2), "dark_3_4": (3, 4)},
}

# Rows of which nothing is planned: route (flat marks are handed over), shade of the map (0.3b, rows 6,
# 9, 10). Icepick scars have no grade; they take the shade between mild and marked.
UNPLANNED = {
    "fine_lines/glogau_4": "elsewhere, shade 3",
    "acne_scar_rolling/gb_4": "elsewhere, shade 3",
    "acne_scar_boxcar/gb_4": "elsewhere, shade 3",
    "acne_scar_icepick/icepick": "elsewhere, shade 2",
    "scar_surgical_trauma/vss_9_13": "elsewhere, shade 3",
    "laxity_mild/l_2": "elsewhere, shade 2",
    "laxity_mild/l_3": "elsewhere, shade 3",
    "scar_surgical_trauma/vss_0": "nothing, shade 1",
    "hyperpig_pih/h_0": "nothing, shade 1",
    "tone_texture/t_0": "nothing, shade 1",
    "pores/p_0": "nothing, shade 1",
    "laxity_mild/l_0": "nothing, shade 1",
    "acne_scar_rolling/gb_1": "treat as acne_marks_red_brown, shade 1",
    "acne_scar_boxcar/gb_1": "treat as acne_marks_red_brown, shade 1",
}

_SCARS = "acne_scar_rolling acne_scar_boxcar acne_scar_icepick scar_surgical_trauma"
# Section 3.3: the limit, and where it holds for less than every session, zone and concern.
LIMITS = {
    "fst_4_6_first_two": "1.0, first_two",
    "fst_4_6": "minus 0.25",
    "no_anaesthetic": "0.5",
    "ctd_stable": "1.0",
    "immune_lowered": "0.5",
    "pih_tendency": "0.75",
    "pih_active": "0.75, for hyperpig_pih",
    "melasma": "0.5",
    "fragile_skin": "minus 0.25",
    "antiplatelet_or_diabetes": "1.0",
    "anticoagulant": "0.5",
    "keloid_family": "0.5",
    "test_spot": "0.5, test_spot",
    "reactive_skin": "0.5",
    "scar_prone_site": f"1.0, for {_SCARS}, where scars stay raised",
    # 0.3b row 19: the one device that goes deeper on the abdomen is cleared for scars only
    "abdomen_beyond_scars": "1.5, for striae, on abdomen",
}


def _said(cap: Cap) -> str:
    said = f"minus {cap.minus_mm}" if cap.max_mm is None else str(cap.max_mm)
    assert cap.max_mm is None or cap.minus_mm is None
    said += "" if cap.sessions is CapSessions.ALL else f", {cap.sessions.value}"
    said += f", for {' '.join(cap.concerns)}" if cap.concerns else ""
    said += f", on {' '.join(cap.zones)}" if cap.zones else ""
    return said + (", where scars stay raised" if cap.scar_prone_only else "")


@pytest.mark.parametrize("cap", LIMITS)
def test_what_a_cap_allows(bench: Bench, cap: str) -> None:
    [found] = [row for row in bench.protocol.caps if row.id == cap]
    assert _said(found) == LIMITS[cap]


def test_there_is_no_other_cap(bench: Bench) -> None:
    assert {row.id for row in bench.protocol.caps} == set(LIMITS)


@pytest.mark.parametrize(
    ("cap", "aim", "holds"),
    [
        ("pih_active", "hyperpig_pih/h_1/cheek", Truth.TRUE),
        ("pih_active", "tone_texture/t_1/cheek", Truth.FALSE),
        ("scar_prone_site", "acne_scar_rolling/gb_2/jaw", Truth.TRUE),
        ("scar_prone_site", "acne_scar_boxcar/gb_2/jaw", Truth.TRUE),
        ("scar_prone_site", "acne_scar_icepick//jaw", Truth.TRUE),
        ("scar_prone_site", "scar_surgical_trauma//jaw", Truth.TRUE),
        ("scar_prone_site", "laxity_mild/l_1/jaw", Truth.FALSE),
        ("test_spot", "tone_texture/t_1/cheek", Truth.TRUE),
        ("test_spot", "tone_texture/t_1/abdomen", Truth.TRUE),
        ("abdomen_beyond_scars", "striae/s_1/abdomen", Truth.TRUE),
        ("abdomen_beyond_scars", "scar_surgical_trauma//abdomen", Truth.FALSE),
    ],
)
def test_what_a_cap_of_concerns_holds_for(bench: Bench, cap: str, aim: str, holds: Truth) -> None:
    held = bench.consultation(wanting(aim))
    world = AnswersWorld.of(held.form, held.facts, held.screening.fired)
    [found] = [row for row in bench.protocol.caps if row.id == cap]
    assert judge(found.when, world).truth is holds


def _concern(bench: Bench, concern: str) -> Concern:
    return bench.protocol.concern(concern)


@pytest.mark.decision(13)
@pytest.mark.parametrize("concern", CHECKS)
def test_weeks_of_the_check(bench: Bench, concern: str) -> None:
    row = _concern(bench, concern)
    weeks = " ".join(map(str, row.checks_weeks))
    assert weeks + " from the first" * row.checks_from_first == CHECKS[concern]


@pytest.mark.parametrize("concern", SCORES)
def test_scores_of_a_grade(bench: Bench, concern: str) -> None:
    grades = _concern(bench, concern).grades
    assert {row.key: (row.from_score, row.to_score) for row in grades} == SCORES[concern]


@pytest.mark.decision(6)
@pytest.mark.decision(9)
@pytest.mark.parametrize("row", UNPLANNED)
def test_rows_of_which_nothing_is_planned(bench: Bench, row: str) -> None:
    concern, key = row.split("/")
    [found] = [grade for grade in _concern(bench, concern).grades if grade.key == key]
    becomes = f" as {found.becomes}" if found.becomes else ""
    assert f"{found.route.value}{becomes}, shade {found.shade}" == UNPLANNED[row]
    assert not any((
        found.depth_lo_mm, found.depth_hi_mm, found.body_depth_lo_mm, found.body_depth_hi_mm,
        found.sessions_min, found.sessions_max, found.interval_min_weeks,
        found.interval_typical_weeks, found.interval_max_weeks,
    ))  # fmt: skip


def test_every_other_row_is_planned(bench: Bench) -> None:
    rows = {
        f"{concern.id}/{row.key}": row
        for concern in bench.protocol.concerns
        for row in concern.grades
    }
    assert {name for name, row in rows.items() if row.becomes or not row.sessions_max} == set(
        UNPLANNED
    )


def test_own_limits_of_a_practitioner(bench: Bench) -> None:
    # Clinic policy: an award for cosmetic needling, and the limits one clinic publishes.
    found = {
        row.id: f"{row.face_max_mm} face, {row.body_max_mm} body" for row in bench.protocol.levels
    }
    assert found == {
        "award_level_4": "0.5 face, 1.0 body",
        "aesthetician": "1.0 face, 1.5 body",
        "nurse_or_doctor": "1.5 face, 2.0 body",
    }
