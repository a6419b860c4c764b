"""The numbers of the clinical specification, written out once more: sections 2.1, 2.1b, 3.1 and 0.3b."""

from __future__ import annotations

from decimal import Decimal

import pytest

from mneedle_gui.domain.condition import Truth, judge
from mneedle_gui.domain.guidance import Hazard, Parameter, Step
from mneedle_gui.domain.plan import Plan
from mneedle_gui.domain.protocol import Concern, Grade, Route
from mneedle_gui.domain.world import AnswersWorld
from tests.builders import letter
from tests.clinical.bench import Bench
from tests.domain.test_depth import planned, wanting

# zone: part of the body; minimum, usual, maximum; x where scars tend to stay raised (chest, shoulder,
# jaw, back)
ZONES = {
    "forehead": "face 0.25 0.5 1.0",
    "temple": "face 0.25 0.5 0.75",
    "glabella": "face 0.25 0.5 1.0",
    "periorbital": "face 0.25 0.25 0.5",
    "nose_bridge": "face 0.25 0.25 0.5",
    "nose_tip_ala": "face 0.25 0.5 0.75",
    "cheek": "face 0.25 1.0 1.5",
    "cheekbone": "face 0.25 0.5 0.75",
    "upper_lip": "face 0.25 0.5 1.0",
    "chin": "face 0.25 0.75 1.5",
    "jaw": "face 0.25 0.5 1.0 x",
    "neck": "neck 0.25 0.5 1.0",
    "decolletage": "body 0.25 0.5 1.0 x",
    "hands": "body 0.25 0.5 0.75",
    "arms": "body 0.25 1.0 1.5 x",
    "abdomen": "body 0.25 1.0 2.0",
    "thigh_buttock": "body 0.25 1.0 2.0",
    "back": "body 0.25 1.0 2.0 x",
    "breast": "body 0.25 0.75 1.0 x",
    "knee_shin": "body 0 0 0",
    "scalp": "body 0 0 0",
    "eyelid_lip_mucosa": "face 0 0 0",
}

# concern/row: depth from and to (body from and to), sessions, gap in weeks, shade of the map
TREATED = {
    "fine_lines/glogau_1": "0.25 1.0, 1-3, 4 4 6, shade 1",
    "fine_lines/glogau_2": "0.25 1.0, 3-4, 4 4 6, shade 1",
    "fine_lines/glogau_3": "0.5 1.5, 4-6, 4 4 6, shade 2, combine",
    "acne_scar_rolling/gb_2": "0.5 1.5, 3-4, 4 4 6, shade 1",
    "acne_scar_rolling/gb_3": "1.0 1.5, 4-6, 4 4 6, shade 2",
    "acne_scar_boxcar/gb_2": "0.5 1.5, 3-4, 4 4 6, shade 1",
    "acne_scar_boxcar/gb_3": "1.0 1.5, 4-6, 4 4 6, shade 2",
    "acne_marks_red_brown/gb_1": "0.25 0.75, 2-3, 4 4 6, shade 1",
    "scar_surgical_trauma/vss_1_4": "0.5 1.5 body 1.0 2.0, 3-3, 4 4 6, shade 1",
    "scar_surgical_trauma/vss_5_8": "0.5 1.5 body 1.0 2.0, 3-6, 4 4 6, shade 2",
    "hyperpig_pih/h_1": "0.25 0.75, 3-4, 4 4 6, shade 1",
    "hyperpig_pih/h_2": "0.25 0.75, 3-4, 4 4 6, shade 2",
    "hyperpig_pih/h_3": "0.25 0.75, 3-4, 4 4 6, shade 3",
    "melasma/dark_0_1": "0.25 0.5, 3-4, 4 4 6, shade 1",
    "melasma/dark_2": "0.25 0.5, 3-4, 4 4 6, shade 2",
    "melasma/dark_3_4": "0.25 0.5, 3-4, 4 4 6, shade 3",
    "tone_texture/t_1": "0.25 1.0, 2-3, 4 4 6, shade 1",
    "tone_texture/t_2": "0.25 1.0, 3-4, 4 4 6, shade 2",
    "tone_texture/t_3": "0.25 1.0, 4-6, 4 4 6, shade 3",
    "pores/p_1": "0.25 0.75, 3-4, 4 4 6, shade 1",
    "pores/p_2": "0.25 0.75, 3-4, 4 4 6, shade 2",
    "pores/p_3": "0.25 0.75, 3-4, 4 4 6, shade 3",
    "striae/s_1": "1.0 2.0, 3-5, 4 4 6, shade 1",
    "striae/s_2": "1.0 2.0, 3-5, 4 4 6, shade 2",
    "striae/s_3": "1.0 2.0, 3-5, 4 4 6, shade 3",
    "laxity_mild/l_1": "0.5 1.5, 3-6, 4 4 6, shade 1",
}

# Section 0.3b, row 19: what the instructions for use of a device make of a rule.
OVERRIDES = {
    "pen": {},
    "skinpen": {
        "allergy_anaesthetic_severe": "absolute",
        "allergy_anaesthetic_mild": "absolute",
    },
    "exceed": {
        "anticoagulant": "absolute",
        "dual_antiplatelet": "absolute",
        "antiplatelet_single": "absolute",
        "acne_inflamed": "absolute",
        "acne_comedonal": "absolute",
        "immune_condition": "absolute",
        "bloodborne_virus": "absolute",
        "raised_mole": "zone_exclude",
        "filler_ha_recent": "6 months",
        "surgery_area": "12 months",
        "steroid_high_dose": "28 days",
        "chemo_recent_28d": "28 days",
    },
    "skinstylus": {},
    "dermapen4": {
        "rosacea_pustular": "refer",
        "acne_inflamed": "refer",
        "hsv_active": "refer",
        "hsv_history_rare": "refer",
        "hsv_history_frequent": "refer",
        "warts_molluscum": "refer",
        "actinic_keratosis": "refer",
    },
}


def _rows(bench: Bench) -> list[tuple[Concern, Grade]]:
    return [(concern, row) for concern in bench.protocol.concerns for row in concern.grades]


def test_zones(bench: Bench) -> None:
    found = {
        zone.id: f"{zone.region.value} {zone.min_mm} {zone.typical_mm} {zone.max_mm}"
        + " x" * zone.scar_prone
        for zone in bench.protocol.zones
    }
    assert found == ZONES


def test_rows_that_are_treated(bench: Bench) -> None:
    found = {}
    for concern, row in _rows(bench):
        if row.sessions_max:
            body = f" body {row.body_depth_lo_mm} {row.body_depth_hi_mm}"
            gap = (
                row.interval_min_weeks,
                row.interval_typical_weeks,
                row.interval_max_weeks,
            )
            found[f"{concern.id}/{row.key}"] = (
                f"{row.depth_lo_mm} {row.depth_hi_mm}"
                + (body if row.body_depth_hi_mm is not None else "")
                + f", {row.sessions_min}-{row.sessions_max}, "
                + " ".join(map(str, gap))
                + f", shade {row.shade}"
                + (f", {row.route.value}" if row.route is not Route.TREAT else "")
            )
    assert found == TREATED


@pytest.mark.decision(19)
def test_no_depth_goes_beyond_what_was_evaluated(bench: Bench) -> None:
    # 1.5 mm for every pen in every zone; the one exception is 2.5 mm on the abdomen for scars.
    assert {device.id: str(device.max_mm) for device in bench.protocol.devices} == dict.fromkeys(
        OVERRIDES, "1.5"
    )
    deeper = {d.id: {z: str(mm) for z, mm in d.zone_max_mm} for d in bench.protocol.devices}
    assert {d: zones for d, zones in deeper.items() if zones} == {"skinstylus": {"abdomen": "2.5"}}
    assert all("eyelid_lip_mucosa" in device.forbidden_zones for device in bench.protocol.devices)


@pytest.mark.decision(19)
@pytest.mark.parametrize("device", sorted(OVERRIDES))
def test_overrides(bench: Bench, device: str) -> None:
    found = {}
    for override in bench.protocol.device(device).overrides:
        span = override.span
        if override.category is not None:
            found[override.rule] = override.category.value
        elif span is not None:
            parts = (
                f"{span.months} months" * bool(span.months),
                f"{span.days} days" * bool(span.days),
            )
            found[override.rule] = " ".join(part for part in parts if part)
    assert found == OVERRIDES[device]


def test_rules_that_ask_for_a_test_spot(bench: Bench) -> None:
    assert {rule.id for rule in bench.whole.protocol.rules if rule.test_spot} == {
        "hypertrophic_tendency",
        "keloid_family",
        "eczema_elsewhere",
        "psoriasis_quiet",
        "koebner_other_past",
        "melasma",
        "pih_tendency",
        "hormonal_pigment",
    }


def test_rules_for_which_the_face_counts_as_one(bench: Bench) -> None:
    # Section 0.3 names the first three; shingles spread along a nerve and are held as strictly.
    found = {
        rule.id for rule in bench.protocol.rules if rule.area is not None and rule.area.face_as_one
    }
    assert found == {"skin_cancer_area", "infection_local", "hsv_active", "zoster_face"}


def test_rules_that_need_a_medical_check_soon(bench: Bench) -> None:
    # Section 1.1: an urgent check before any cosmetic work, and a cancer that must be treated first.
    assert {rule.id for rule in bench.whole.protocol.rules if rule.urgent} == {
        "lesion_suspicious",
        "skin_cancer_area",
        "skin_cancer_untreated",
    }


def test_on_the_breast_only_stretch_marks_are_treated(bench: Bench) -> None:
    held = bench.consultation(wanting("acne_scar_rolling/gb_3/cheek+breast"))
    assert held.screening.excluded == ("breast",)
    assert isinstance(held.plan, Plan)
    assert [zone.zone for zone in held.plan.zones] == ["cheek"]


def test_every_pen_may_be_used_with_numbing_cream(bench: Bench) -> None:
    assert all(device.anaesthetic for device in bench.protocol.devices)
    held = bench.consultation()
    assert isinstance(held.plan, Plan)
    assert held.plan.anaesthetic


def test_rules_that_hold_for_not_sure(bench: Bench) -> None:
    found = {rule.id for rule in bench.whole.protocol.rules if rule.unsure_applies}
    assert found == {"possibly_pregnant", "diabetes_uncontrolled"}


def test_numbers_of_a_course(bench: Bench) -> None:
    limits = bench.protocol.limits
    # sections 4 (course_cap, passes), 5.4 (no change after 3), 0.3b rows 12 and 14, 1.1 (big event)
    assert (
        limits.course_cap_sessions,
        limits.review_after_sessions,
        limits.stop_after_sessions,
        (limits.passes_min, limits.passes_max),
        limits.test_spot_wait_days,
        limits.event_gap_days,
    ) == (6, 3, 3, (2, 4), 28, 14)
    # sections 3.4 (steps), 3.2 (a pen reaches 3.0 mm), 4 (shallow: up to 0.5 mm)
    depths = (limits.depth_step_mm, limits.deepest_mm, limits.shallow_to_mm)
    assert [str(depth) for depth in depths] == ["0.25", "3.0", "0.5"]


def test_a_cap_of_scars_leaves_other_concerns_alone(bench: Bench) -> None:
    # Scars on the cheeks, laxity 0.5-1.5 on the arms (1.5): the scar cap is not for laxity.
    held = bench.consultation(wanting("acne_scar_rolling/gb_3/cheek", "laxity_mild/l_1/arms"))
    assert planned(held, "arms").depth_max_mm == Decimal("1.5")
    assert planned(held, "cheek").depth_max_mm == Decimal("1.5")


def test_a_cap_of_stretch_marks_leaves_scars_alone(bench: Bench) -> None:
    # Body scar 1.0-2.0 on the abdomen with the device cleared for it; stretch marks on the thighs.
    aims = wanting("scar_surgical_trauma//abdomen", "striae/s_1/thigh_buttock")
    held = bench.consultation(aims, device="skinstylus")
    assert planned(held, "abdomen").depth_max_mm == Decimal("2.0")
    assert planned(held, "thigh_buttock").depth_max_mm == Decimal("1.5")


@pytest.mark.parametrize(
    "finding",
    [
        {"conditions": ["blood_enzyme"]},
        {"medicines": ["heart_rhythm"]},
        {"reactions": ["anaesthetic_mild"]},
        {"allergy-serious": ["anaesthetic_severe"]},
    ],
    ids=["enzyme", "heart-rhythm", "mild", "severe-cleared"],
)
def test_no_row_offers_numbing_cream_where_it_is_ruled_out(
    bench: Bench, finding: dict[str, object]
) -> None:
    on_file = letter("allergy_anaesthetic_severe")
    held = bench.consultation(finding, clearances=on_file)
    world = AnswersWorld.of(held.form, held.facts, held.screening.fired)
    guidance = bench.protocol.guidance
    rows: list[Step | Parameter | Hazard] = [*guidance.preparation, *guidance.parameters]
    rows += guidance.hazards
    shown = {row.id for row in rows if judge(row.when, world).truth is not Truth.FALSE}
    assert {"no_numbing", "anaesthetic_none"} <= shown
    assert not {"own_numbing", "anaesthetic_app_cap", "anaesthetic_lmx4"} & shown
    plain = bench.consultation()
    world = AnswersWorld.of(plain.form, plain.facts, plain.screening.fired)
    shown = {row.id for row in rows if judge(row.when, world).truth is not Truth.FALSE}
    assert not {"no_numbing", "anaesthetic_none"} & shown
    assert {"own_numbing", "anaesthetic_app_cap"} <= shown
