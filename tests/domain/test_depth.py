"""Needle settings, worked out by hand from the depth rules of the clinical specification.

lo = max(zone minimum, concern low end); hi = min(zone maximum, concern high end, device, every cap);
first session at most (lo + hi) / 2 rounded down to 0.25 and never under lo; start at
lo + (hi - lo) / 4 rounded down to 0.25. Each row writes its arithmetic beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest

from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.plan import DepthEdit, Plan, ZonePlan
from mneedle_gui.domain.propose import Edits
from mneedle_gui.domain.rule import Clearance
from tests.builders import letter
from tests.clinical.bench import Bench

_SCAR: dict[str, object] = {
    "scar-date": "2024-01",
    "vss-pigment": "lighter",
    "vss-vascularity": "normal",
    "vss-pliability": "supple",
    "vss-height": "flat",
    "test-spot": "not_done",
}
_STRIAE: dict[str, object] = {"striae-colour": "pale", "striae-age": "over_1_year"}
_MELASMA: dict[str, object] = {
    "melasma-plan": "yes",
    "test-spot": "not_done",
    **{
        f"mmasi-{region}-{part}": value
        for region in ("forehead", "right-cheek", "left-cheek", "chin")
        for part, value in (("area", "a_1"), ("dark", "d_2"))
    },
}


def wanting(*aims: str) -> dict[str, object]:
    """Answers for concerns written as ``concern/grade/zone+zone``; the grade may be empty."""
    found: dict[str, object] = {"concerns": [aim.split("/")[0] for aim in aims]}
    for aim in aims:
        concern, grade, zones = aim.split("/")
        name = concern.replace("_", "-")
        found[f"{name}-zones"] = zones.split("+")
        if grade:
            found[f"{name}-grade"] = grade
        further = {"scar_surgical_trauma": _SCAR, "striae": _STRIAE, "melasma": _MELASMA}
        found.update(further.get(concern, {}))
    return found


def planned(held: Consultation, zone: str) -> ZonePlan:
    assert isinstance(held.plan, Plan), held.screening.findings
    return next(row for row in held.plan.zones if row.zone == zone)


def depths(row: ZonePlan) -> str:
    """``lo-hi first start``, with ``below`` where the range studied is not reached."""
    numbers = (row.depth_min_mm, row.depth_max_mm, row.first_session_max_mm, row.start_mm)
    lo, hi, first, start = (f"{Decimal(number):.2f}" for number in numbers)
    return f"{lo}-{hi} first {first} start {start}" + (" below" if row.below_studied else "")


ZONES = [
    # texture 0.25-1.0: (0.25+1.0)/2=0.625 -> 0.5; 0.25+0.75/4=0.25+0.18->0.25
    ("forehead", "tone_texture/t_2", "pen", "0.25-1.00 first 0.50 start 0.25"),
    # zone 0.75: (0.25+0.75)/2=0.5; 0.25+0.125->0.25
    ("temple", "tone_texture/t_2", "pen", "0.25-0.75 first 0.50 start 0.25"),
    # lines II 0.25-1.0, zone 1.0: as forehead
    ("glabella", "fine_lines/glogau_2", "pen", "0.25-1.00 first 0.50 start 0.25"),
    # lines III 0.5-1.5, zone 0.5: hi 0.5, not under 0.5, so lo 0.5; first (0.5+0.5)/2=0.5
    ("periorbital", "fine_lines/glogau_3", "pen", "0.50-0.50 first 0.50 start 0.50"),
    # texture, zone 0.5: (0.25+0.5)/2=0.375->0.25; 0.25+0.06->0.25
    ("nose_bridge", "tone_texture/t_1", "pen", "0.25-0.50 first 0.25 start 0.25"),
    # pores 0.25-0.75, zone 0.75: first 0.5
    ("nose_tip_ala", "pores/p_2", "pen", "0.25-0.75 first 0.50 start 0.25"),
    # lines III 0.5-1.5, zone 1.5: (0.5+1.5)/2=1.0; 0.5+1.0/4=0.75
    ("cheek", "fine_lines/glogau_3", "pen", "0.50-1.50 first 1.00 start 0.75"),
    # scars GB3 1.0-1.5, zone 0.75 < 1.0: below; lo = zone minimum 0.25; (0.25+0.75)/2=0.5
    ("cheekbone", "acne_scar_rolling/gb_3", "pen", "0.25-0.75 first 0.50 start 0.25 below"),
    # lines II, zone 1.0: as forehead
    ("upper_lip", "fine_lines/glogau_2", "pen", "0.25-1.00 first 0.50 start 0.25"),
    # laxity 0.5-1.5, zone 1.5: as cheek with lines III
    ("chin", "laxity_mild/l_1", "pen", "0.50-1.50 first 1.00 start 0.75"),
    # laxity 0.5-1.5, zone 1.0: (0.5+1.0)/2=0.75; 0.5+0.125->0.5
    ("jaw", "laxity_mild/l_1", "pen", "0.50-1.00 first 0.75 start 0.50"),
    # lines I 0.25-1.0, zone 1.0
    ("neck", "fine_lines/glogau_1", "pen", "0.25-1.00 first 0.50 start 0.25"),
    ("decolletage", "fine_lines/glogau_1", "pen", "0.25-1.00 first 0.50 start 0.25"),
    # marks 0.25-0.75, zone 0.75
    ("hands", "hyperpig_pih/h_1", "pen", "0.25-0.75 first 0.50 start 0.25"),
    # texture 0.25-1.0, zone 1.5
    ("arms", "tone_texture/t_3", "pen", "0.25-1.00 first 0.50 start 0.25"),
    # stretch marks 1.0-2.0, pen 1.5: (1.0+1.5)/2=1.25; 1.0+0.125->1.0
    ("abdomen", "striae/s_2", "pen", "1.00-1.50 first 1.25 start 1.00"),
    ("thigh_buttock", "striae/s_3", "pen", "1.00-1.50 first 1.25 start 1.00"),
    # stretch marks, zone 2.0, pen 1.5 (no scar, so no scar-prone cap)
    ("back", "striae/s_1", "pen", "1.00-1.50 first 1.25 start 1.00"),
    # stretch marks 1.0-2.0, zone 1.0
    ("breast", "striae/s_1", "pen", "1.00-1.00 first 1.00 start 1.00"),
]


@pytest.mark.parametrize(("zone", "aim", "device", "expected"), ZONES, ids=[z[0] for z in ZONES])
def test_zone(bench: Bench, zone: str, aim: str, device: str, expected: str) -> None:
    held = bench.consultation(wanting(f"{aim}/{zone}"), device=device)
    assert depths(planned(held, zone)) == expected


CONCERNS = [
    ("fine_lines/glogau_1", "cheek", "0.25-1.00 first 0.50 start 0.25"),
    ("acne_scar_rolling/gb_2", "cheek", "0.50-1.50 first 1.00 start 0.75"),
    # (1.0+1.5)/2=1.25; 1.0+0.125->1.0
    ("acne_scar_rolling/gb_3", "cheek", "1.00-1.50 first 1.25 start 1.00"),
    ("acne_scar_boxcar/gb_2", "cheek", "0.50-1.50 first 1.00 start 0.75"),
    ("acne_scar_boxcar/gb_3", "cheek", "1.00-1.50 first 1.25 start 1.00"),
    # flat marks of grade 1 become acne marks 0.25-0.75: 0.5; 0.25
    ("acne_scar_rolling/gb_1", "cheek", "0.25-0.75 first 0.50 start 0.25"),
    ("acne_scar_boxcar/gb_1", "cheek", "0.25-0.75 first 0.50 start 0.25"),
    ("acne_marks_red_brown/", "cheek", "0.25-0.75 first 0.50 start 0.25"),
    # face 0.5-1.5
    ("scar_surgical_trauma/", "cheek", "0.50-1.50 first 1.00 start 0.75"),
    # body 1.0-2.0, pen 1.5
    ("scar_surgical_trauma/", "thigh_buttock", "1.00-1.50 first 1.25 start 1.00"),
    ("hyperpig_pih/h_2", "cheek", "0.25-0.75 first 0.50 start 0.25"),
    ("hyperpig_pih/h_3", "cheek", "0.25-0.75 first 0.50 start 0.25"),
    # 0.25-0.5: 0.375->0.25; 0.25
    ("melasma/", "cheek", "0.25-0.50 first 0.25 start 0.25"),
    ("tone_texture/t_1", "cheek", "0.25-1.00 first 0.50 start 0.25"),
    ("pores/p_1", "cheek", "0.25-0.75 first 0.50 start 0.25"),
    ("pores/p_3", "cheek", "0.25-0.75 first 0.50 start 0.25"),
    ("laxity_mild/l_1", "cheek", "0.50-1.50 first 1.00 start 0.75"),
]


@pytest.mark.parametrize(
    ("aim", "zone", "expected"), CONCERNS, ids=[f"{c[0].strip('/')} {c[1]}" for c in CONCERNS]
)
def test_concern(bench: Bench, aim: str, zone: str, expected: str) -> None:
    assert depths(planned(bench.consultation(wanting(f"{aim}/{zone}")), zone)) == expected


DEVICES = [
    # body scar 1.0-2.0, zone 2.0: each pen 1.5
    ("pen", "scar_surgical_trauma//abdomen", "1.00-1.50 first 1.25 start 1.00"),
    ("skinpen", "scar_surgical_trauma//abdomen", "1.00-1.50 first 1.25 start 1.00"),
    ("exceed", "scar_surgical_trauma//abdomen", "1.00-1.50 first 1.25 start 1.00"),
    ("dermapen4", "scar_surgical_trauma//abdomen", "1.00-1.50 first 1.25 start 1.00"),
    # 2.5 on the abdomen, zone 2.0: (1.0+2.0)/2=1.5; 1.0+1.0/4=1.25
    ("skinstylus", "scar_surgical_trauma//abdomen", "1.00-2.00 first 1.50 start 1.25"),
    # elsewhere the cap of all pens
    ("skinstylus", "scar_surgical_trauma//thigh_buttock", "1.00-1.50 first 1.25 start 1.00"),
    # cleared for scars only: other concerns on the abdomen 1.5
    ("skinstylus", "striae/s_2/abdomen", "1.00-1.50 first 1.25 start 1.00"),
]


@pytest.mark.parametrize(("device", "aim", "expected"), DEVICES)
def test_device(bench: Bench, device: str, aim: str, expected: str) -> None:
    held = bench.consultation(wanting(aim), device=device)
    assert depths(planned(held, aim.rsplit("/", maxsplit=1)[-1])) == expected


_LOW = "0.25-0.50 first 0.25 start 0.25 below"  # cap 0.5 < 1.0: lo 0.25; 0.375->0.25
_OPEN = {"test-spot": "not_done"}
# Rolling scars GB3 on the cheeks: 1.0-1.5 without a cap.
CAPS: list[tuple[str, str, dict[str, object], str]] = [
    # 1.5-0.25=1.25; first two at most 1.0; (1.0+1.25)/2=1.125->1.0
    ("fst_4_6", "reading IV", {"fst-reading": "type_4"}, "1.00-1.25 first 1.00 start 1.00"),
    ("fst_4_6", "reading VI", {"fst-reading": "type_6"}, "1.00-1.25 first 1.00 start 1.00"),
    ("no_anaesthetic", "heart rhythm", {"medicines": ["heart_rhythm"]}, _LOW),
    ("no_anaesthetic", "numbing cream", {"reactions": ["anaesthetic_mild"]}, _LOW),
    ("no_anaesthetic", "severe, letter", {"allergy-serious": ["anaesthetic_severe"]}, _LOW),
    # cap 1.0, not under 1.0: lo 1.0
    ("ctd_stable", "letter", {"autoimmune": ["other"]}, "1.00-1.00 first 1.00 start 1.00"),
    ("immune_lowered", "medicine, letter", {"immunity": ["immunosuppressant"]}, _LOW),
    ("immune_lowered", "condition, letter", {"immunity": ["immune_condition"]}, _LOW),
    # cap 0.75 < 1.0: lo 0.25; (0.25+0.75)/2=0.5; 0.25+0.125->0.25
    (
        "pih_tendency",
        "tendency",
        {"pih-tendency": "yes", **_OPEN},
        "0.25-0.75 first 0.50 start 0.25 below",
    ),
    (
        "melasma",
        "patches seen",
        {"marks-seen": ["dark_patches"], "melasma-zones": ["cheek"], **_OPEN},
        _LOW,
    ),
    ("melasma", "hormones", {"medicines": ["hormonal"], "hormonal-pigment": "yes", **_OPEN}, _LOW),
    # 1.5-0.25=1.25: (1.0+1.25)/2=1.125->1.0; 1.0+0.06->1.0
    ("fragile_skin", "age 65", {"birth-date": "1961-11-24"}, "1.00-1.25 first 1.00 start 1.00"),
    ("fragile_skin", "thin skin", {"skin-fragile": "yes"}, "1.00-1.25 first 1.00 start 1.00"),
    (
        "fragile_skin",
        "steroid cream",
        {
            "creams": ["steroid"],
            "steroid-cream-last": "2026-11-20",
            "steroid-cream-zones": ["cheek"],
        },
        "1.00-1.25 first 1.00 start 1.00",
    ),
    (
        "fragile_skin",
        "steroid course",
        {
            "immunity": ["steroid_course"],
            "steroid-course-ended": "yes",
            "steroid-course-end": "2026-11-20",
        },
        "1.00-1.25 first 1.00 start 1.00",
    ),
    (
        "antiplatelet_or_diabetes",
        "one tablet",
        {"blood": ["one_antiplatelet"]},
        "1.00-1.00 first 1.00 start 1.00",
    ),
    (
        "antiplatelet_or_diabetes",
        "diabetes",
        {"diabetes": "controlled"},
        "1.00-1.00 first 1.00 start 1.00",
    ),
    ("anticoagulant", "letter", {"blood": ["anticoagulant"]}, _LOW),
    ("anticoagulant", "two tablets, letter", {"blood": ["two_antiplatelets"]}, _LOW),
    ("keloid_family", "in the family", {"healing": ["keloid_family"], **_OPEN}, _LOW),
    ("reactive_skin", "rosacea", {"rosacea": "redness", "rosacea-where": ["cheek"]}, _LOW),
    ("reactive_skin", "eczema", {"skin-conditions": ["eczema_elsewhere"], **_OPEN}, _LOW),
]


def _all_letters(bench: Bench) -> dict[str, Clearance]:
    on_file: dict[str, Clearance] = {}
    for rule in bench.protocol.rules:
        on_file.update(letter(rule.id) if rule.clearable else {})
    return on_file


@pytest.mark.parametrize(
    ("cap", "says", "given", "expected"), CAPS, ids=[f"{c[0]}: {c[1]}" for c in CAPS]
)
def test_cap(bench: Bench, cap: str, says: str, given: Mapping[str, object], expected: str) -> None:
    held = bench.consultation(given, clearances=_all_letters(bench))
    row = planned(held, "cheek")
    assert depths(row) == expected, says
    assert cap in {why.row for why in row.why}


def test_no_cap_without_a_reason(bench: Bench) -> None:
    assert depths(planned(bench.consultation(), "cheek")) == "1.00-1.50 first 1.25 start 1.00"


def test_cap_of_the_first_two_sessions(bench: Bench) -> None:
    # Lines III on the chin, type IV: hi 1.5-0.25=1.25, first two 1.0, first (0.5+1.25)/2=0.875->0.75
    given = {**wanting("fine_lines/glogau_3/chin"), "fst-reading": "type_4"}
    row = planned(bench.consultation(given), "chin")
    assert depths(row) == "0.50-1.25 first 0.75 start 0.50"
    assert row.early_max_mm == Decimal("1.0")
    assert "fst_4_6_first_two" in {why.row for why in row.why}
    # Skin type III: the second session may go to 1.5
    row = planned(bench.consultation(wanting("fine_lines/glogau_3/chin")), "chin")
    assert row.early_max_mm == Decimal("1.5")


def test_caps_are_not_added_up(bench: Bench) -> None:
    # Type IV and age 65: both 1.5-0.25, not 1.5-0.25-0.25
    held = bench.consultation({"fst-reading": "type_4", "birth-date": "1961-11-24"})
    assert planned(held, "cheek").depth_max_mm == Decimal("1.25")
    # One tablet (1.0) and dark marks (0.75): the lower
    held = bench.consultation({"blood": ["one_antiplatelet"], "pih-tendency": "yes", **_OPEN})
    assert planned(held, "cheek").depth_max_mm == Decimal("0.75")


def test_dark_marks_in_the_zone_keep_it_at_0_75_and_leave_the_others(bench: Bench) -> None:
    held = bench.consultation(wanting("hyperpig_pih/h_2/chin", "acne_scar_rolling/gb_3/cheek"))
    assert planned(held, "chin").depth_max_mm == Decimal("0.75")
    assert planned(held, "cheek").depth_max_mm == Decimal("1.5")
    # Marks and lines III in one zone: lowest high end 0.75 (the cap says the same), lowest low end 0.25
    held = bench.consultation(wanting("hyperpig_pih/h_2/chin", "fine_lines/glogau_3/chin"))
    assert depths(planned(held, "chin")) == "0.25-0.75 first 0.50 start 0.25"


@pytest.mark.parametrize(
    ("aim", "expected"),
    [
        # scar on the body 1.0-2.0, arms 1.5, scar-prone 1.0
        ("scar_surgical_trauma//arms", "1.00-1.00 first 1.00 start 1.00"),
        ("scar_surgical_trauma//back", "1.00-1.00 first 1.00 start 1.00"),
        ("scar_surgical_trauma//decolletage", "1.00-1.00 first 1.00 start 1.00"),
        ("acne_scar_rolling/gb_3/back", "1.00-1.00 first 1.00 start 1.00"),
        # 0.5-1.5: hi 1.0; (0.5+1.0)/2=0.75; 0.5
        ("acne_scar_boxcar/gb_2/back", "0.50-1.00 first 0.75 start 0.50"),
        ("scar_surgical_trauma//jaw", "0.50-1.00 first 0.75 start 0.50"),
        # laxity is no scar: arms 1.5
        ("laxity_mild/l_1/arms", "0.50-1.50 first 1.00 start 0.75"),
    ],
)
def test_scars_where_scars_stay_raised(bench: Bench, aim: str, expected: str) -> None:
    zone = aim.rsplit("/", maxsplit=1)[-1]
    assert depths(planned(bench.consultation(wanting(aim)), zone)) == expected


def test_a_test_spot_never_goes_deeper_than_0_5(bench: Bench) -> None:
    given = {**wanting("scar_surgical_trauma//cheek"), "healing": ["raised_scars"]}
    row = planned(bench.consultation(given, clearances=_all_letters(bench)), "cheek")
    assert row.test_spot_max_mm == Decimal("0.5")
    assert row.first_session_max_mm == Decimal("1.0")


def test_two_concerns_in_one_zone(bench: Bench) -> None:
    # GB3 1.0-1.5 with pores 0.25-0.75: lowest high end 0.75, lowest low end 0.25
    held = bench.consultation(wanting("acne_scar_rolling/gb_3/cheek", "pores/p_2/cheek"))
    row = planned(held, "cheek")
    assert depths(row) == "0.25-0.75 first 0.50 start 0.25"
    # sessions 4-6 and 3-4: smallest maximum 4, largest minimum 4
    assert (row.sessions_min, row.sessions_max) == (4, 4)
    # GB3 4-6 with lines I 1-3: maximum 3, minimum 4 is above it, so 3
    held = bench.consultation(wanting("acne_scar_rolling/gb_3/cheek", "fine_lines/glogau_1/cheek"))
    row = planned(held, "cheek")
    assert (row.sessions_min, row.sessions_max) == (3, 3)


SESSIONS = [
    ("fine_lines/glogau_1", 1, 3),
    ("fine_lines/glogau_2", 3, 4),
    ("fine_lines/glogau_3", 4, 6),
    ("acne_marks_red_brown/", 2, 3),
    ("acne_scar_rolling/gb_1", 2, 3),
    ("acne_scar_rolling/gb_2", 3, 4),
    ("acne_scar_rolling/gb_3", 4, 6),
    ("acne_scar_boxcar/gb_1", 2, 3),
    ("acne_scar_boxcar/gb_2", 3, 4),
    ("acne_scar_boxcar/gb_3", 4, 6),
    ("scar_surgical_trauma/", 3, 3),
    ("hyperpig_pih/h_1", 3, 4),
    ("hyperpig_pih/h_2", 3, 4),
    ("hyperpig_pih/h_3", 3, 4),
    ("melasma/", 3, 4),
    ("tone_texture/t_1", 2, 3),
    ("tone_texture/t_2", 3, 4),
    ("tone_texture/t_3", 4, 6),
    ("pores/p_1", 3, 4),
    ("pores/p_2", 3, 4),
    ("pores/p_3", 3, 4),
    ("striae/s_1", 3, 5),
    ("striae/s_2", 3, 5),
    ("striae/s_3", 3, 5),
    ("laxity_mild/l_1", 3, 6),
]


@pytest.mark.parametrize(("aim", "least", "most"), SESSIONS, ids=[s[0] for s in SESSIONS])
def test_sessions(bench: Bench, aim: str, least: int, most: int) -> None:
    zone = "abdomen" if aim.startswith("striae") else "cheek"
    plan = bench.consultation(wanting(f"{aim}/{zone}")).plan
    assert isinstance(plan, Plan)
    assert (plan.sessions_min, plan.sessions_max) == (least, most)
    assert len(plan.sessions) == least


@pytest.mark.decision(10)
@pytest.mark.scale("vancouver")
@pytest.mark.parametrize(
    ("vss", "least", "most", "shade"),
    [
        (("lighter", "normal", "normal", "flat"), 3, 3, 1),  # 1
        (("darker", "red", "normal", "flat"), 3, 3, 1),  # 4
        (("darker", "red", "supple", "flat"), 3, 6, 2),  # 5
        (("darker", "purple", "yielding", "under_2mm"), 3, 6, 2),  # 8
    ],
)
def test_scar_grades(bench: Bench, vss: tuple[str, ...], least: int, most: int, shade: int) -> None:
    parts = ("vss-pigment", "vss-vascularity", "vss-pliability", "vss-height")
    given = {**wanting("scar_surgical_trauma//cheek"), **dict(zip(parts, vss, strict=True))}
    row = planned(bench.consultation(given), "cheek")
    assert (row.sessions_min, row.sessions_max, row.shade) == (least, most, shade)


@pytest.mark.decision(10)
@pytest.mark.scale("mmasi")
@pytest.mark.parametrize(
    ("dark", "shade"), [("d_0", 1), ("d_1", 1), ("d_2", 2), ("d_3", 3), ("d_4", 3)]
)
def test_melasma_is_shaded_by_its_darkest_region(bench: Bench, dark: str, shade: int) -> None:
    given = wanting("melasma//cheek")
    for region in ("forehead", "right-cheek", "left-cheek"):
        given[f"mmasi-{region}-dark"] = "d_0"
    given["mmasi-chin-dark"] = dark
    assert planned(bench.consultation(given), "cheek").shade == shade


@pytest.mark.scale("mmasi")
def test_the_melasma_number_of_the_specification(bench: Bench) -> None:
    # 0.3 x 2x2 + 0.3 x 4x3 + 0.3 x 4x3 + 0.1 x 1x2 = 1.2 + 3.6 + 3.6 + 0.2
    given = wanting("melasma//cheek")
    parts = {"forehead": (2, 2), "right-cheek": (4, 3), "left-cheek": (4, 3), "chin": (1, 2)}
    for region, (area, dark) in parts.items():
        given[f"mmasi-{region}-area"] = f"a_{area}"
        given[f"mmasi-{region}-dark"] = f"d_{dark}"
    assert bench.consultation(given).facts.number("mmasi") == Decimal("8.6")


@pytest.mark.scale("fitzpatrick")
@pytest.mark.parametrize(
    ("points", "kind"),
    [(6, 1), (7, 2), (12, 2), (13, 3), (18, 3), (19, 4), (24, 4), (25, 5), (30, 5), (31, 6)],
)
def test_skin_type_bands(bench: Bench, points: int, kind: int) -> None:
    items = ("f-eye", "f-hair", "f-skin", "f-freckle", "f-burn", "f-tan", "f-speed", "f-face")
    given: dict[str, object] = {}
    left = points
    for item in items:
        score = min(4, left)
        given[item], left = f"s_{score}", left - score
    assert bench.consultation(given).facts.number("skin_type_score") == kind


@pytest.mark.parametrize(
    ("aim", "start"),
    [
        # a course was had before: start at the usual depth of the zone, not under lo
        ("fine_lines/glogau_3/cheek", "1.0"),
        ("fine_lines/glogau_3/chin", "0.75"),
        ("acne_scar_rolling/gb_3/chin", "1.0"),
        # the usual 1.0 of the arms, but marks go to 0.75 only
        ("hyperpig_pih/h_1/arms", "0.75"),
    ],
)
def test_start_after_an_earlier_course(bench: Bench, aim: str, start: str) -> None:
    given = {**wanting(aim), "returning": "course_had"}
    row = planned(bench.consultation(given), aim.rsplit("/", maxsplit=1)[-1])
    assert row.start_mm == Decimal(start)
    assert row.first_session_max_mm == row.depth_max_mm


def test_first_two_sessions_after_an_earlier_course(bench: Bench) -> None:
    given = {"returning": "course_had", "fst-reading": "type_5"}
    row = planned(bench.consultation(given), "cheek")
    assert (row.depth_max_mm, row.first_session_max_mm) == (Decimal("1.25"), Decimal("1.0"))


@pytest.mark.parametrize("returning", ["first_visit", "not_sure"])
def test_not_known_to_be_back_counts_as_a_first_course(bench: Bench, returning: str) -> None:
    row = planned(bench.consultation({"returning": returning}), "cheek")
    assert row.first_session_max_mm == Decimal("1.25")


def test_a_deeper_setting_by_hand_needs_a_reason(bench: Bench) -> None:
    held = bench.consultation()
    deeper = DepthEdit("cheek", Decimal("2.0"))
    refused = held.edited(Edits({"cheek": deeper}))
    assert isinstance(refused.plan, Plan)
    assert refused.plan.edit_problems[0].zone == "cheek"
    assert planned(refused, "cheek").depth_max_mm == Decimal("1.5")
    reasoned = held.edited(Edits({"cheek": DepthEdit("cheek", Decimal("2.0"), "IFU allows it")}))
    row = planned(reasoned, "cheek")
    assert row.is_above_cap
    assert row.edit_reason == "IFU allows it"
    assert (row.depth_max_mm, row.proposed_max_mm) == (Decimal("2.0"), Decimal("1.5"))
    # the first session stays where it was
    assert row.first_session_max_mm == Decimal("1.25")


def test_a_shallower_setting_by_hand_needs_no_reason_and_lowers_all(bench: Bench) -> None:
    held = bench.consultation().edited(Edits({"cheek": DepthEdit("cheek", Decimal("0.5"))}))
    row = planned(held, "cheek")
    assert depths(row).startswith("0.50-0.50 first 0.50 start 0.50")
    assert not row.is_above_cap


@pytest.mark.parametrize("device", ["pen", "skinpen", "exceed", "skinstylus", "dermapen4"])
@pytest.mark.parametrize("zone", ["knee_shin", "scalp", "eyelid_lip_mucosa"])
def test_zones_never_needled_get_no_depth(bench: Bench, zone: str, device: str) -> None:
    held = bench.consultation({"acne-scar-rolling-zones": ["cheek", zone]}, device=device)
    assert isinstance(held.plan, Plan)
    assert [row.zone for row in held.plan.zones] == ["cheek"]
    assert held.screening.excluded == (zone,)
