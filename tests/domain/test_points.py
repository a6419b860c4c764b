"""How the scales of section 9 of the clinical specification are counted, item by item.

Points are written out once more from the tables of the specification, and sums are worked out by hand
beside each row.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from mneedle_gui.domain.outcome import Outcome
from mneedle_gui.domain.plan import Plan
from tests.clinical.bench import Bench
from tests.domain.test_depth import wanting

FITZPATRICK = ("f-eye", "f-hair", "f-skin", "f-freckle", "f-burn", "f-tan", "f-speed", "f-face")
REGIONS = {"forehead": "0.3", "right-cheek": "0.3", "left-cheek": "0.3", "chin": "0.1"}

# question: its answers with their points, lowest first (sections 9.1, 9.4, 9.5, 9.9)
POINTS = {
    **dict.fromkeys(FITZPATRICK, "s_0 0, s_1 1, s_2 2, s_3 3, s_4 4"),
    "fst-reading": "type_1 1, type_2 2, type_3 3, type_4 4, type_5 5, type_6 6",
    "vss-pigment": "normal 0, lighter 1, darker 2",
    "vss-vascularity": "normal 0, pink 1, red 2, purple 3",
    "vss-pliability": "normal 0, supple 1, yielding 2, firm 3, bands 4, contracture 5",
    "vss-height": "flat 0, under_2mm 1, mm_2_to_5 2, over_5mm 3",
    **{f"mmasi-{at}-area": "a_0 0, a_1 1, a_2 2, a_3 3, a_4 4, a_5 5, a_6 6" for at in REGIONS},
    **{f"mmasi-{at}-dark": "d_0 0, d_1 1, d_2 2, d_3 3, d_4 4" for at in REGIONS},
    "flaw-visible": "v_0 0, v_1 1, v_2 2, v_3 3",
}


@pytest.mark.parametrize("question", sorted(POINTS))
def test_points_of_an_answer(bench: Bench, question: str) -> None:
    options = bench.content().questionnaire.question(question).options
    found = [f"{one.code} {one.score}" for one in options if one.score is not None]
    assert ", ".join(found) == POINTS[question]


def test_nothing_else_is_counted(bench: Bench) -> None:
    scored = {q.id for q in bench.content().questionnaire for o in q.options if o.score is not None}
    assert scored == set(POINTS)


@pytest.mark.scale("fitzpatrick")
@pytest.mark.parametrize("item", FITZPATRICK)
def test_one_item_alone_moves_the_skin_type(bench: Bench, item: str) -> None:
    # Seven others at 2 points make 14; the item adds 4: 18, still type III (13 to 18).
    given: dict[str, object] = {**dict.fromkeys(FITZPATRICK, "s_2"), item: "s_4"}
    facts = bench.consultation(given).facts
    assert facts.number("skin_type_sum") == 18
    assert facts.number("skin_type_score") == 3
    # One of the others at 3 instead of 2: 19 is type IV (19 to 24).
    other = next(name for name in FITZPATRICK if name != item)
    given[other] = "s_3"
    facts = bench.consultation(given).facts
    assert facts.number("skin_type_sum") == 19
    assert facts.number("skin_type_score") == 4


@pytest.mark.scale("fitzpatrick")
def test_an_item_not_known_leaves_the_score_open_and_the_reading_counts(bench: Bench) -> None:
    held = bench.consultation({"f-eye": "not_sure", "fst-reading": "type_5"})
    assert held.facts.number("skin_type_score") is None
    assert held.facts.number("skin_type") == 5


@pytest.mark.decision(8)
@pytest.mark.scale("fitzpatrick")
@pytest.mark.parametrize(
    ("points", "reading", "used"),
    [
        # 8 items of 1: 8 points, type II; the reading is darker
        ("s_1", "type_4", 4),
        # 8 items of 4: 32 points, type VI; the score is darker
        ("s_4", "type_3", 6),
        # 8 items of 3: 24 points, type IV, and the same reading
        ("s_3", "type_4", 4),
    ],
)
def test_the_darker_of_score_and_reading_is_used(
    bench: Bench, points: str, reading: str, used: int
) -> None:
    held = bench.consultation({**dict.fromkeys(FITZPATRICK, points), "fst-reading": reading})
    facts = held.facts
    assert facts.number("skin_type") == used
    score = facts.number("skin_type_score")
    assert facts.flag("skin_type_differs") is (score != facts.number("skin_type_reading"))
    assert "fst_iv_vi" in held.screening.fired


@pytest.mark.scale("mmasi")
@pytest.mark.parametrize("region", sorted(REGIONS))
def test_melasma_in_one_region_alone(bench: Bench, region: str) -> None:
    # area 6 x darkness 4 = 24, times the weight of the region: 7.2, 7.2, 7.2 or 2.4
    given = wanting("melasma//cheek")
    for at in REGIONS:
        given[f"mmasi-{at}-area"], given[f"mmasi-{at}-dark"] = "a_0", "d_0"
    given[f"mmasi-{region}-area"], given[f"mmasi-{region}-dark"] = "a_6", "d_4"
    found = bench.consultation(given).facts.number("mmasi")
    assert found == 24 * Decimal(REGIONS[region])


@pytest.mark.scale("mmasi")
def test_the_most_that_melasma_can_come_to(bench: Bench) -> None:
    given = wanting("melasma//cheek")
    for at in REGIONS:
        given[f"mmasi-{at}-area"], given[f"mmasi-{at}-dark"] = "a_6", "d_4"
    assert bench.consultation(given).facts.number("mmasi") == 24


@pytest.mark.scale("vancouver")
@pytest.mark.parametrize(
    ("pigment", "vascularity", "pliability", "height", "total"),
    [
        ("normal", "normal", "normal", "flat", 0),
        ("darker", "normal", "normal", "flat", 2),
        ("normal", "purple", "normal", "flat", 3),
        ("normal", "normal", "contracture", "flat", 5),
        ("normal", "normal", "normal", "over_5mm", 3),
        ("lighter", "pink", "supple", "under_2mm", 4),
        ("darker", "purple", "contracture", "over_5mm", 13),
    ],
)
def test_scar_points(
    bench: Bench, pigment: str, vascularity: str, pliability: str, height: str, total: int
) -> None:
    parts = {
        "vss-pigment": pigment,
        "vss-vascularity": vascularity,
        "vss-pliability": pliability,
        "vss-height": height,
    }
    held = bench.consultation({**wanting("scar_surgical_trauma//cheek"), **parts})
    assert held.facts.number("vss_total") == total
    # Section 9.5: height of 2 mm or more, or firm pliability, is a scar that stays raised.
    raised = pliability in {"firm", "bands", "contracture"} or height in {"mm_2_to_5", "over_5mm"}
    assert ("hypertrophic_tendency" in held.screening.fired) is raised


# concern/grade: what becomes of it, and the shade of the map (sections 2.1b, 9.2, 9.3, 9.7, 9.8, 0.3b)
GRADED = {
    "acne_scar_rolling/gb_1": "acne_marks_red_brown, shade 1",
    "acne_scar_rolling/gb_2": "acne_scar_rolling, shade 1",
    "acne_scar_rolling/gb_3": "acne_scar_rolling, shade 2",
    "acne_scar_rolling/gb_4": "elsewhere",
    "fine_lines/glogau_1": "fine_lines, shade 1",
    "fine_lines/glogau_2": "fine_lines, shade 1",
    "fine_lines/glogau_3": "fine_lines, shade 2",
    "fine_lines/glogau_4": "elsewhere",
    "pores/p_0": "nothing",
    "pores/p_1": "pores, shade 1",
    "pores/p_2": "pores, shade 2",
    "pores/p_3": "pores, shade 3",
    "tone_texture/t_0": "nothing",
    "tone_texture/t_1": "tone_texture, shade 1",
    "tone_texture/t_2": "tone_texture, shade 2",
    "tone_texture/t_3": "tone_texture, shade 3",
    "laxity_mild/l_0": "nothing",
    "laxity_mild/l_1": "laxity_mild, shade 1",
    "laxity_mild/l_2": "elsewhere",
    "laxity_mild/l_3": "elsewhere",
}
_SCALES = {
    "acne_scar_rolling": "goodman_baron",
    "fine_lines": "glogau",
    "pores": "pores",
    "tone_texture": "texture",
    "laxity_mild": "laxity",
}


@pytest.mark.decision(10)
@pytest.mark.parametrize(
    ("aim", "expected"),
    [
        pytest.param(aim, expected, marks=pytest.mark.scale(_SCALES[aim.split("/")[0]]), id=aim)
        for aim, expected in GRADED.items()
    ],
)
def test_what_becomes_of_a_grade(bench: Bench, aim: str, expected: str) -> None:
    held = bench.consultation(wanting(f"{aim}/cheek"))
    [found] = held.facts.aims
    assert found.grade is not None
    if isinstance(held.plan, Plan):
        [zone] = held.plan.zones
        assert f"{found.concern.id}, shade {zone.shade}" == expected
    else:
        assert found.grade.route.value == expected
        fired = {"elsewhere": "concern_route", "nothing": "nothing_to_treat"}[expected]
        assert fired in held.screening.fired


# Section 9.9: b1 yes, and more than an hour or held back, and hardly visible to others.
WORRY = [
    ("yes", "over_1h", "no", "yes", "v_3", True),
    ("yes", "over_1h", "no", "no", "v_1", True),
    ("yes", "over_1h", "no", "no", "v_0", True),
    ("yes", "under_1h", "yes", "yes", "v_3", True),
    ("yes", "under_1h", "yes", "no", "v_1", True),
    ("yes", "over_1h", "yes", "no", "v_2", False),
    ("yes", "over_1h", "yes", "no", "v_3", False),
    ("yes", "under_1h", "no", "yes", "v_0", False),
]


@pytest.mark.decision(16)
@pytest.mark.scale("bdd_screen")
@pytest.mark.parametrize(("b1", "b2", "b3", "b5", "visible", "positive"), WORRY)
@pytest.mark.parametrize("b4", ["yes", "no"])
def test_the_appearance_screen(
    bench: Bench, b1: str, b2: str, b3: str, b4: str, b5: str, visible: str, positive: bool
) -> None:
    given = {"b1": b1, "b2": b2, "b3": b3, "b4": b4, "b5": b5, "flaw-visible": visible}
    screening = bench.consultation(given).screening
    assert ("bdd_screen_positive" in screening.fired) is positive
    # b1 yes alone: a caution and a conversation
    assert "appearance_worry" in screening.fired
    least = Outcome.REFER if positive else Outcome.PROCEED_WITH_MODIFICATIONS
    assert screening.outcome is least


@pytest.mark.scale("gais")
def test_global_improvement_is_kept_as_it_is(bench: Bench) -> None:
    # Section 9.6: 1 very much improved to 5 worse, stored raw.
    [part] = next(scale for scale in bench.protocol.scales if scale.id == "gais").parts
    steps = [(level.score, level.description.text.split(",")[0]) for level in part.levels]
    assert steps == [
        (1, "very much improved"),
        (2, "much improved"),
        (3, "improved"),
        (4, "no change"),
        (5, "worse"),
    ]
