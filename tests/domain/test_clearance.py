"""A written opinion clears what may be cleared, and nothing else: every rule of the case files."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import replace

import pytest

from mneedle_gui.domain.consultation import consult
from mneedle_gui.domain.outcome import Category, Outcome
from mneedle_gui.domain.plan import Plan
from mneedle_gui.domain.rule import Clearance
from mneedle_gui.domain.screening import Finding
from tests.builders import letter
from tests.clinical.bench import Bench, real
from tests.domain.cases import Case, all_cases, held

RULES = {rule.id: rule for rule in real().protocol.rules}
# A plan elsewhere is advice; no letter makes needling the first choice (section 0.3b, row 6).
NEVER_CLEARED = {"concern_route"}
# Waits that the specification opens to a letter: isotretinoin, surgery.
OPEN_WAITS = {"isotretinoin_recent", "surgery_area"}
# Referrals of rules that are there only where the clinic switches them on.
BEHIND_SWITCHES = {"bloodborne_virus", "scalp_scarring_alopecia"}


@functools.cache
def _letters() -> Mapping[str, Clearance]:
    """A complete letter for every single rule, also for those that allow none."""
    on_file: dict[str, Clearance] = {}
    for rule in RULES:
        on_file.update(letter(rule))
    return on_file


def _first_case(rule: str) -> Case:
    """A case with any clinic pen in which the rule is met and nothing is on file."""
    return next(
        case
        for case in all_cases()
        if case["rule"] == rule
        and case["kind"] == "met"
        and not {"device", "cleared", "switches"} & set(case)
    )


def _with_letters(bench: Bench, case: Case) -> Finding:
    before = held(case, bench)
    after = consult(before.circumstances, before.answers, _letters())
    return next(f for f in after.screening.findings if f.rule.id == case["rule"])


def _of(category: Category) -> list[str]:
    return [rule.id for rule in RULES.values() if rule.category is category]


@pytest.mark.decision(7)
def test_what_may_be_cleared_is_what_the_specification_says(bench: Bench) -> None:
    assert {rule.id for rule in bench.whole.protocol.rules if rule.clearable} == {
        *_of(Category.REFER),
        *BEHIND_SWITCHES,
        *OPEN_WAITS,
        "hsv_history_rare",  # one device's own instructions make a referral of it
    } - NEVER_CLEARED


def test_a_device_that_wants_a_doctors_consent_takes_one(bench: Bench) -> None:
    changes = {"cold-sore-history": "rare"}
    refused = bench.consultation(changes, device="dermapen4")
    assert refused.screening.outcome is Outcome.REFER
    cleared = bench.consultation(changes, device="dermapen4", clearances=letter("hsv_history_rare"))
    assert cleared.screening.outcome is Outcome.PROCEED_WITH_MODIFICATIONS


def test_a_letter_from_the_future_clears_nothing(bench: Bench) -> None:
    tomorrow = {"vitiligo": replace(letter("vitiligo")["vitiligo"], dated="2026-11-25")}
    found = bench.consultation({"skin-conditions": ["vitiligo"]}, clearances=tomorrow)
    assert found.screening.outcome is Outcome.REFER


@pytest.mark.decision(7)
@pytest.mark.parametrize("rule", sorted({*_of(Category.REFER), *OPEN_WAITS} - NEVER_CLEARED))
def test_a_letter_makes_a_care_of_it(bench: Bench, rule: str) -> None:
    finding = _with_letters(bench, _first_case(rule))
    assert finding.verdict is Outcome.PROCEED_WITH_MODIFICATIONS
    assert finding.clearance == letter(rule)[rule]


@pytest.mark.decision(7)
@pytest.mark.parametrize("rule", [*_of(Category.ABSOLUTE), *sorted(NEVER_CLEARED)])
def test_no_letter_changes_it(bench: Bench, rule: str) -> None:
    case = _first_case(rule)
    before = next(f for f in held(case, bench).screening.findings if f.rule.id == rule)
    after = _with_letters(bench, case)
    assert after.verdict is before.verdict >= Outcome.REFER
    assert after.clearance is None


@pytest.mark.decision(7)
@pytest.mark.parametrize("rule", sorted(set(_of(Category.DEFER)) - OPEN_WAITS))
def test_a_letter_does_not_end_a_wait(bench: Bench, rule: str) -> None:
    finding = _with_letters(bench, _first_case(rule))
    assert finding.verdict is Outcome.DEFER
    assert finding.clearance is None


@pytest.mark.decision(7)
@pytest.mark.parametrize(
    "missing", [{"professional": ""}, {"document": ""}, {"dated": ""}, {"dated": "2026-13-01"}]
)
@pytest.mark.parametrize("rule", sorted(OPEN_WAITS | {"vitiligo", "scar_6_to_12m"}))
def test_an_incomplete_letter_clears_nothing(
    bench: Bench, rule: str, missing: dict[str, str]
) -> None:
    fields = {
        "professional": "Dr N. Rahman",
        "dated": "2026-11-20",
        "document": "Letter",
        **missing,
    }
    before = held(_first_case(rule), bench)
    after = consult(before.circumstances, before.answers, {rule: Clearance(rule, **fields)})
    assert after.screening.outcome is before.screening.outcome


def test_a_letter_put_on_file_and_taken_off_again(bench: Bench) -> None:
    held_here = bench.consultation({"skin-conditions": ["vitiligo"]})
    cleared = held_here.cleared("vitiligo", letter("vitiligo")["vitiligo"])
    assert isinstance(cleared.plan, Plan)
    assert "vitiligo" in cleared.plan.cautions
    assert cleared.cleared("vitiligo", None).screening == held_here.screening
