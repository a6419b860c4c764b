"""Decisions of section 0.3b of the clinical specification that no other test shows by itself."""

from __future__ import annotations

from datetime import date

import pytest

from mneedle_gui.domain.outcome import Category, Outcome
from mneedle_gui.domain.plan import Plan
from mneedle_gui.domain.questionnaire import Kind, Need
from tests.clinical.bench import Bench


def test_outcomes_are_ordered_as_decided() -> None:
    assert [outcome.code for outcome in sorted(Outcome)] == [
        "proceed",
        "proceed_with_modifications",
        "ask",
        "defer",
        "refer",
        "do_not_treat",
    ]
    assert {category: category.outcome.code for category in Category} == {
        Category.ABSOLUTE: "do_not_treat",
        Category.REFER: "refer",
        Category.DEFER: "defer",
        Category.CAUTION: "proceed_with_modifications",
        Category.ZONE_EXCLUDE: "proceed_with_modifications",
    }


@pytest.mark.decision(2)
def test_every_voluntary_question_takes_declined_and_nothing_else_does(bench: Bench) -> None:
    questionnaire = bench.whole.questionnaire
    declinable = {q.id for q in questionnaire if q.option("declined") is not None}
    assert declinable == {q.id for q in questionnaire if q.voluntary} == {"bloodborne-virus"}
    yes_no = [q for q in questionnaire if q.kind is Kind.YES_NO]
    assert all([o.code for o in q.options][:3] == ["yes", "no", "not_sure"] for q in yes_no)


@pytest.mark.decision(2)
@pytest.mark.parametrize("answer", ["declined", "no"])
def test_declined_never_blocks(bench: Bench, answer: str) -> None:
    on = frozenset({"bloodborne_virus"})
    held = bench.consultation({"bloodborne-virus": answer}, switches=on)
    assert held.screening.outcome is Outcome.PROCEED
    assert isinstance(held.plan, Plan)


@pytest.mark.decision(3)
@pytest.mark.parametrize(
    ("given", "until"),
    [
        # a date alone stands for 24 hours: the day and the next one
        ("2026-11-24", date(2026, 11, 26)),
        ("2026-11-23", date(2026, 11, 25)),
        ("2026-11-22", None),
    ],
)
def test_24_hours_are_two_days_where_only_a_date_is_known(
    bench: Bench, given: str, until: date | None
) -> None:
    answers = {
        "creams": ["retinoid"],
        "retinoid-cream-last": given,
        "retinoid-cream-zones": ["cheek"],
    }
    found = bench.consultation(answers).screening.findings
    ends = {finding.rule.id: finding.until for finding in found}
    assert ends.get("topical_retinoid_24h") == until


# Section 0.3b, row 11, and 3.1: shapes of the face and body maps, and the zone whose limits they have.
PARTS = {
    "forehead": "forehead",
    "temple": "temple",
    "glabella": "glabella",
    "periorbital": "periorbital",
    "nose_bridge": "nose_bridge",
    "nose_tip_ala": "nose_tip_ala",
    "cheek": "cheek",
    "cheekbone": "cheekbone",
    "upper_lip": "upper_lip",
    "perioral": "upper_lip",
    "chin": "chin",
    "jaw": "jaw",
    "neck": "neck",
    "decolletage": "decolletage",
    "hand": "hands",
    "arm_upper": "arms",
    "arm_fore": "arms",
    "abdomen": "abdomen",
    "thigh": "thigh_buttock",
    "buttock": "thigh_buttock",
    "back": "back",
    "knee_shin": "knee_shin",
    "scalp": "scalp",
}


@pytest.mark.decision(11)
def test_parts_of_the_maps(bench: Bench) -> None:
    assert {part: zone.id for zone in bench.protocol.zones for part in zone.parts} == PARTS
    drawn = {shape.id for view in bench.whole.maps.values() for shape in view.zones}
    assert drawn <= set(PARTS)
    assert "breast" not in drawn


@pytest.mark.decision(15)
@pytest.mark.parametrize(
    "limit",
    [
        "at most 400 cm² and 60 min",
        "EMLA at most 60 g on 400 cm²",
        "LMX4 at most 2 g per 10 cm² and 60 g in all",
        "Record product, strength, grams, area, time on, time off",
        "Never apply or re-apply on needled skin",
    ],
)
def test_limits_of_numbing_cream(bench: Bench, limit: str) -> None:
    rows = {row.id: row for row in bench.protocol.guidance.parameters}
    assert limit in rows["anaesthetic_app_cap"].text.text


@pytest.mark.decision(17)
@pytest.mark.parametrize(
    ("question", "need"),
    [
        ("rf-requested", Need.SAFETY),
        ("skin-fragile", Need.SAFETY),
        ("striae-colour", Need.SAFETY),
        ("travel-end", Need.SAFETY),
        ("first-session", Need.OPTIONAL),
    ],
)
def test_the_five_further_questions_are_asked(bench: Bench, question: str, need: Need) -> None:
    assert bench.content().questionnaire.question(question).need is need


@pytest.mark.decision(18)
def test_every_rule_says_what_to_do_and_why(bench: Bench) -> None:
    silent = [
        rule.id
        for rule in bench.whole.protocol.rules
        if not (rule.action.text.strip() and rule.reason.text.strip() and rule.title.text.strip())
    ]
    assert not silent
