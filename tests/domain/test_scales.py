"""The grading scales: their arithmetic by hand at every edge, their words, and what stays unknown.

Numbers are written out from section 9 of the clinical specification, not read from the content.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from mneedle_gui.domain.answers import DECLINED, NONE_OF_THESE, NOT_SURE
from mneedle_gui.domain.scale_reading import ScaleReading, read_scales
from tests.builders import consultation, content, words
from tests.domain.test_depth import planned, wanting

PROTOCOL = content().protocol
QUESTIONS = content().questionnaire
SCALES = {scale.id: scale for scale in PROTOCOL.scales}

ITEMS = ("f-eye", "f-hair", "f-skin", "f-freckle", "f-burn", "f-tan", "f-speed", "f-face")
REGIONS = ("forehead", "right-cheek", "left-cheek", "chin")
SCAR = {
    "pigment": ("normal", "lighter", "darker"),
    "vascularity": ("normal", "pink", "red", "purple"),
    "pliability": ("normal", "supple", "yielding", "firm", "bands", "contracture"),
    "height": ("flat", "under_2mm", "mm_2_to_5", "over_5mm"),
}


def reading(scale: str, changes: dict[str, object]) -> ScaleReading:
    found = [one for one in read_scales(consultation(changes)) if one.scale.id == scale]
    assert len(found) == 1
    return found[0]


def said(one: ScaleReading) -> list[str]:
    return [words().say(line) for line in one.lines]


def eight(total: int) -> dict[str, object]:
    """Answers to the eight items that come to ``total``: as many fours as fit, then the rest."""
    found: dict[str, object] = {}
    for item in ITEMS:
        found[item] = f"s_{min(4, total)}"
        total -= min(4, total)
    return found


def melasma(*pairs: tuple[int, int]) -> dict[str, object]:
    found = wanting("melasma//forehead+cheek+chin")
    for region, (area, dark) in zip(REGIONS, pairs, strict=True):
        found[f"mmasi-{region}-area"] = f"a_{area}"
        found[f"mmasi-{region}-dark"] = f"d_{dark}"
    return found


def scar(*scores: int) -> dict[str, object]:
    found = wanting("scar_surgical_trauma//cheek")
    for (item, codes), score in zip(SCAR.items(), scores, strict=True):
        found[f"vss-{item}"] = codes[score]
    return found


def test_the_scales_are_those_of_the_specification() -> None:
    assert list(SCALES) == [
        "fitzpatrick", "goodman_baron", "glogau", "mmasi", "vancouver", "gais", "pores", "texture",
        "laxity", "bdd_screen",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("total", "number", "name"),
    [
        (0, 1, "type I"),
        (6, 1, "type I"),
        (7, 2, "type II"),
        (12, 2, "type II"),
        (13, 3, "type III"),
        (18, 3, "type III"),
        (19, 4, "type IV"),
        (24, 4, "type IV"),
        (25, 5, "type V"),
        (30, 5, "type V"),
        (31, 6, "type VI"),
        (32, 6, "type VI"),
    ],
)
def test_skin_type_at_both_ends_of_each_band(total: int, number: int, name: str) -> None:
    changes = eight(total)
    facts = consultation(changes).facts
    assert facts.number("skin_type_sum") == total
    assert facts.number("skin_type_score") == number
    assert said(reading("fitzpatrick", changes))[0] == f"score {total} of 32, {name}"


def test_recent_sun_is_never_added_to_the_skin_type() -> None:
    sunny: dict[str, object] = {
        "strong-sun": "recent",
        "strong-sun-date": "2026-11-23",
        "strong-sun-where": ["cheek"],
        "sun-exposure": "high",
    }
    for changes in ({}, sunny):
        assert consultation(changes).facts.number("skin_type_sum") == 18
    assert set(SCALES["fitzpatrick"].questions) == {*ITEMS, "fst-reading"}


@pytest.mark.parametrize(
    ("total", "own", "used", "line"),
    [
        (18, "type_5", 5, "they differ: the darker one, type V, counts"),
        (25, "type_2", 5, "they differ: the darker one, type V, counts"),
        (18, "type_3", 3, "they agree: type III counts"),
    ],
)
def test_the_darker_reading_wins_whichever_it_is(
    total: int, own: str, used: int, line: str
) -> None:
    changes = {**eight(total), "fst-reading": own}
    held, one = consultation(changes), reading("fitzpatrick", changes)
    assert held.facts.number("skin_type") == used
    assert held.facts.flag("skin_type_differs") is one.differs
    assert said(one)[2] == line
    assert one.complete
    # scars GB3 on the cheek: 1.5, and 0.25 less from type IV on
    wanted = Decimal("1.25") if used >= 4 else Decimal("1.50")
    assert planned(held, "cheek").depth_max_mm == wanted


@pytest.mark.parametrize("missing", [None, "not_sure"])
def test_one_item_left_open_leaves_the_score_unknown(missing: str | None) -> None:
    changes: dict[str, object] = {"f-tan": missing, "fst-reading": "type_4"}
    assert consultation(changes).facts.number("skin_type_score") is None
    one = reading("fitzpatrick", changes)
    assert said(one) == [
        "score not known, 7 of 8 items answered",
        "own reading type IV",
        "until both are known, type IV counts",
    ]
    assert not one.complete
    assert not one.differs


@pytest.mark.parametrize("missing", [None, "not_sure"])
def test_without_an_own_reading_nothing_agrees_or_differs(missing: str | None) -> None:
    one = reading("fitzpatrick", {"fst-reading": missing})
    assert said(one)[1:] == [
        "own reading not known",
        "until both are known, type III counts",
    ]
    assert not one.complete


def test_with_nothing_known_no_type_is_named() -> None:
    one = reading("fitzpatrick", {**dict.fromkeys(ITEMS), "fst-reading": None})
    assert said(one) == [
        "score not known, 0 of 8 items answered",
        "own reading not known",
    ]


@pytest.mark.parametrize(
    ("pairs", "value"),
    [
        # the example of the specification: 0.3x4 + 0.3x12 + 0.3x12 + 0.1x2
        (((2, 2), (4, 3), (4, 3), (1, 2)), "8.6"),
        # 0.3x24 + 0.3x24 + 0.3x24 + 0.1x24
        (((6, 4), (6, 4), (6, 4), (6, 4)), "24.0"),
        (((0, 0), (0, 0), (0, 0), (0, 0)), "0.0"),
        # 0.3x24
        (((6, 4), (0, 0), (0, 0), (0, 0)), "7.2"),
        # the chin weighs a third: 0.1x24
        (((0, 0), (0, 0), (0, 0), (6, 4)), "2.4"),
        # an area without darkness, and darkness without area, count nothing: 0.1x1
        (((6, 0), (0, 4), (0, 0), (1, 1)), "0.1"),
    ],
)
def test_mmasi_is_weight_times_area_times_darkness(
    pairs: tuple[tuple[int, int], ...], value: str
) -> None:
    changes = melasma(*pairs)
    assert consultation(changes).facts.number("mmasi") == Decimal(value)
    assert said(reading("mmasi", changes)) == [f"{value} of 24"]


def test_mmasi_is_never_put_in_bands() -> None:
    assert SCALES["mmasi"].results == ()


@pytest.mark.parametrize("item", ["mmasi-chin-dark", "mmasi-forehead-area"])
def test_mmasi_is_unknown_while_one_of_eight_is_blank(item: str) -> None:
    one = reading("mmasi", {**melasma((1, 1), (1, 1), (1, 1), (1, 1)), item: None})
    assert said(one) == ["not known, 7 of 8 items answered"]
    assert not one.complete


@pytest.mark.parametrize(
    ("scores", "total", "grade"),
    [
        ((0, 0, 0, 0), 0, "vss_0"),
        ((1, 0, 0, 0), 1, "vss_1_4"),
        ((1, 1, 1, 1), 4, "vss_1_4"),
        ((1, 1, 2, 1), 5, "vss_5_8"),
        ((2, 3, 2, 1), 8, "vss_5_8"),
        ((2, 3, 3, 1), 9, "vss_9_13"),
        ((2, 3, 5, 3), 13, "vss_9_13"),
    ],
)
def test_vancouver_adds_up_four_items(scores: tuple[int, ...], total: int, grade: str) -> None:
    changes = scar(*scores)
    held = consultation(changes)
    assert held.facts.number("vss_total") == total
    assert said(reading("vancouver", changes)) == [f"{total} of 13"]
    assert [aim.row.key for aim in held.facts.aims] == [grade]


def test_vancouver_is_unknown_while_one_item_is_blank() -> None:
    one = reading("vancouver", {**scar(1, 1, 1, 1), "vss-height": None})
    assert said(one) == ["not known, 3 of 4 items answered"]


def test_goodman_baron_stands_with_the_type_of_scar() -> None:
    wanted = (
        "acne_scar_rolling/gb_3/cheek",
        "acne_scar_boxcar/gb_2/chin",
        "acne_scar_icepick//cheek",
    )
    found = [
        one
        for one in read_scales(consultation(wanting(*wanted)))
        if one.scale.id == "goodman_baron"
    ]
    assert [said(one) for one in found] == [
        ["Grade 3: moderate (Acne scars, rolling)"],
        ["Grade 2: mild (Acne scars, boxcar)"],
        ["type recorded, not graded (Acne scars, icepick)"],
    ]


@pytest.mark.parametrize(
    ("scale", "aim", "text"),
    [
        ("glogau", "fine_lines/glogau_1", "Type I: hardly any lines"),
        ("glogau", "fine_lines/glogau_4", "Type IV: lines all over"),
        ("pores", "pores/p_2", "2: seen from 50 cm in one area"),
        ("texture", "tone_texture/t_0", "0: smooth and even"),
        ("laxity", "laxity_mild/l_3", "3: hanging or in folds"),
    ],
)
def test_a_grade_is_said_in_the_words_of_its_answer(scale: str, aim: str, text: str) -> None:
    assert said(reading(scale, wanting(f"{aim}/cheek"))) == [text]


def test_a_grade_not_given_is_not_known() -> None:
    one = reading("pores", {**wanting("pores/p_2/cheek"), "pores-grade": None})
    assert (said(one), one.complete) == (["not known"], False)


_TROUBLED = {
    "b1": "yes",
    "b2": "under_1h",
    "b3": "no",
    "b4": "no",
    "b5": "no",
    "flaw-visible": "v_2",
}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"b1": "no"}, "nothing that stands out"),
        (_TROUBLED, "a kind talk before anything is decided"),
        # checking and hiding alone decide nothing
        ({**_TROUBLED, "b4": "yes"}, "a kind talk before anything is decided"),
        # time or daily life alone is not enough, nor is a hardly visible matter alone
        ({**_TROUBLED, "b2": "over_1h", "b3": "yes"}, "a kind talk before anything is decided"),
        (
            {**_TROUBLED, "b5": "yes", "flaw-visible": "v_0"},
            "a kind talk before anything is decided",
        ),
        ({**_TROUBLED, "b2": "over_1h", "b5": "yes"}, "other help comes first"),
        ({**_TROUBLED, "b3": "yes", "flaw-visible": "v_1"}, "other help comes first"),
        ({**_TROUBLED, "b3": "yes", "flaw-visible": "v_0"}, "other help comes first"),
        ({**_TROUBLED, "b1": "not_sure", "b3": "yes", "b5": "yes"}, "not known"),
        ({**_TROUBLED, "b2": "over_1h", "flaw-visible": None}, "not known"),
        ({"b1": None}, "not known"),
    ],
)
def test_the_screen_for_worry_counts_as_specified(
    changes: dict[str, object], expected: str
) -> None:
    one = reading("bdd_screen", changes)
    assert said(one) == [expected]
    assert one.complete is (expected != "not known")


def test_levels_say_what_the_answers_say_and_leave_none_out() -> None:
    for scale in PROTOCOL.scales:
        for part in scale.parts:
            for name in part.questions:
                options = {
                    option.code: ". ".join(text.text for text in (option.text, option.hint) if text)
                    for option in QUESTIONS.question(name).options
                    if option.code not in {NOT_SURE, NONE_OF_THESE, DECLINED}
                }
                assert {level.option for level in part.levels} == set(options), name
                for level in part.levels:
                    heard = options[level.option]
                    assert heard in {
                        level.label.text,
                        level.description.text,
                        f"{level.label.text}: {level.description.text}",
                    }


def test_every_scale_says_its_licence_its_standing_and_its_origin() -> None:
    for scale in PROTOCOL.scales:
        assert scale.licence, scale.id
        assert scale.standing, scale.id
        assert scale.basis.tags, scale.id
    for name in ("pores", "texture", "laxity"):
        assert "not validated" in SCALES[name].standing.text
        assert SCALES[name].basis.tags == ("P",)
    assert "observer guide" in SCALES["vancouver"].standing.text
    assert "not confirmed" in SCALES["mmasi"].licence.text


_LICENSED = (
    "posas", "face-q", "scar-q", "dlqi", "melasqol", "bddq", "cops", "lemperle", "merz", "allergan",
)  # fmt: skip


def test_no_scale_that_wants_a_licence_is_asked() -> None:
    heard = []
    for question in QUESTIONS:
        heard += [question.id, question.text.text, question.hint.text, question.label.text]
        heard += [part.text for option in question.options for part in (option.text, option.hint)]
    heard += [text for scale in PROTOCOL.scales for text in (scale.id, scale.name.text)]
    told = " ".join(heard).lower()
    assert not [name for name in _LICENSED if name in told]
    unused = {row.id for row in PROTOCOL.unused_scales}
    assert {"posas", "face_q", "scar_q", "dlqi", "melasqol", "bddq", "photo_scales"} <= unused
    assert not unused & set(SCALES)


def test_global_improvement_keeps_its_raw_order_and_is_not_asked_before_a_course() -> None:
    (part,) = SCALES["gais"].parts
    assert part.questions == ()
    assert [level.score for level in part.levels] == [1, 2, 3, 4, 5]
    assert part.levels[0].description.text.startswith("very much improved")
    assert part.levels[-1].description.text == "worse"
