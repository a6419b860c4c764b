"""A written opinion on file: what it must hold, what it never does, and what follows from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from mneedle_gui.domain.outcome import Category, Outcome
from mneedle_gui.domain.plan import Plan
from mneedle_gui.domain.rule import Clearance
from mneedle_gui.domain.waits import may_be_cleared
from tests.builders import DAY, consultation, content, letter

PROTOCOL = content().protocol
ISOTRETINOIN: dict[str, object] = {"isotretinoin": "past", "isotretinoin-last": "2026-10-01"}
FULL = letter("anticoagulant")["anticoagulant"]


@pytest.mark.parametrize("field", ["professional", "dated", "document", "recorded_by", "inr"])
def test_what_is_missing_leaves_the_referral(field: str) -> None:
    for empty in ("", "   "):
        held = consultation(
            {"blood": ["anticoagulant"]},
            clearances={"anticoagulant": replace(FULL, **{field: empty})},
        )
        assert held.screening.outcome is Outcome.REFER
        assert held.screening.findings[0].clearance is None


def test_limits_may_be_none() -> None:
    held = consultation({"blood": ["anticoagulant"]}, clearances={"anticoagulant": FULL})
    assert FULL.limits == ""
    assert held.screening.outcome is Outcome.PROCEED_WITH_MODIFICATIONS


def test_a_dermatologist_can_agree_to_treat_before_six_months() -> None:
    assert consultation(ISOTRETINOIN).screening.outcome is Outcome.DEFER
    held = consultation(ISOTRETINOIN, clearances=letter("isotretinoin_recent"))
    (finding,) = held.screening.findings
    assert finding.verdict is Outcome.PROCEED_WITH_MODIFICATIONS
    assert finding.until == date(2027, 4, 1)
    assert held.screening.not_before is None
    assert isinstance(held.plan, Plan)
    assert not held.plan.provisional
    assert held.plan.visits[0].on == DAY
    assert "isotretinoin_recent" in held.plan.cautions


CAPPED = [
    ({"blood": ["anticoagulant"]}, "anticoagulant", "0.5"),
    ({"immunity": ["immunosuppressant"]}, "immunosuppressant", "0.5"),
    ({"immunity": ["immune_condition"]}, "immune_condition", "0.5"),
    ({"autoimmune": ["other"]}, "ctd_stable", "1.0"),
]


@pytest.mark.parametrize(("changes", "rule", "most"), CAPPED)
def test_what_is_cleared_is_treated_with_its_cap(
    changes: dict[str, object], rule: str, most: str
) -> None:
    held = consultation(changes, clearances=letter(rule))
    assert isinstance(held.plan, Plan)
    assert held.screening.outcome is Outcome.PROCEED_WITH_MODIFICATIONS
    assert [zone.proposed_max_mm for zone in held.plan.zones] == [Decimal(most)]


@pytest.mark.parametrize(
    "changes",
    [
        {"pregnancy": ["pregnant"]},
        {"keloid-personal": "yes"},
        {"isotretinoin": "now"},
    ],
)
def test_what_rules_treatment_out_takes_no_letter(changes: dict[str, object]) -> None:
    before = consultation(changes)
    on_file: dict[str, Clearance] = {}
    for finding in before.screening.findings:
        assert not may_be_cleared(finding, before.circumstances.device)
        on_file.update(letter(finding.rule.id))
    after = consultation(changes, clearances=on_file)
    assert after.screening == before.screening
    assert after.screening.outcome is Outcome.DO_NOT_TREAT


def test_no_form_is_offered_where_a_letter_could_not_clear() -> None:
    device = PROTOCOL.device("exceed")
    refused = consultation({"blood": ["anticoagulant"]}, device="exceed").screening.findings[0]
    assert refused.category is Category.ABSOLUTE
    assert not may_be_cleared(refused, device)
    waiting = consultation(ISOTRETINOIN).screening.findings[0]
    assert may_be_cleared(waiting, PROTOCOL.device("pen"))
