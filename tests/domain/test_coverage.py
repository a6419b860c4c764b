"""Every question, code and place that a rule reads has a case, and every number of a device.

That every row has a case at all is in ``tests/clinical``.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from mneedle_gui.domain.condition import ALWAYS, Condition, questions_in
from mneedle_gui.domain.plan import Plan
from mneedle_gui.domain.rule import CONSULTATION_DAY, Rule
from tests.clinical.bench import real
from tests.clinical.expectations import consultations
from tests.domain.cases import all_cases

PROTOCOL = real().whole.protocol


def test_no_case_is_about_a_rule_that_is_not_there() -> None:
    assert not {case["rule"] for case in all_cases()} - {rule.id for rule in PROTOCOL.rules}


def _asked_by(rule: Rule) -> set[str]:
    """Questions that a rule reads: its trigger, its date and its place."""
    conditions: list[Condition] = [rule.when]
    asked: set[str] = set()
    if rule.window is not None:
        asked |= {rule.window.after, rule.window.before} - {"", CONSULTATION_DAY}
        conditions += [] if rule.window.ongoing is None else [rule.window.ongoing]
    if rule.area is not None:
        asked.add(rule.area.question)
    return asked.union(*(questions_in(condition) for condition in conditions))


def test_every_question_a_rule_reads_is_asked_in_a_case() -> None:
    # For each rule: a case that changes each question it reads (blank, unsure or answered).
    changed: dict[str, set[str]] = defaultdict(set)
    for case in all_cases():
        changed[case["rule"]] |= set(case.get("given", {}))
    lacking = {rule.id: sorted(_asked_by(rule) - changed[rule.id]) for rule in PROTOCOL.rules}
    assert not {rule: missing for rule, missing in lacking.items() if missing}


def test_every_option_that_fires_a_rule_is_picked_in_a_case() -> None:
    picked: dict[str, set[str]] = defaultdict(set)
    for case in all_cases():
        if case["kind"] != "met":
            continue
        for value in case.get("given", {}).values():
            picked[case["rule"]] |= set(value) if isinstance(value, list) else {str(value)}
    lacking = {}
    for rule in PROTOCOL.rules:
        wanted = {code for code in _codes_in(rule.when) if code not in {"no", "never"}}
        if wanted - picked[rule.id]:
            lacking[rule.id] = sorted(wanted - picked[rule.id])
    assert not lacking


def _codes_in(condition: Condition) -> set[str]:
    parts = getattr(condition, "parts", None)
    if parts is not None:
        return {code for part in parts for code in _codes_in(part)}
    return set(getattr(condition, "codes", ()))  # what is negated fires nothing


def test_every_area_rule_has_a_case_in_another_place() -> None:
    areas = {rule.id: rule.area.question for rule in PROTOCOL.rules if rule.area is not None}
    elsewhere = {
        case["rule"]
        for case in all_cases()
        if case["kind"] == "not_met" and areas.get(case["rule"], "") in case.get("given", {})
    }
    # The place of these is the planned zone itself.
    own_place = {"scar_under_6m", "scar_6_to_12m", "striae_early", "melasma_no_plan"}
    assert not set(areas) - elsewhere - own_place


def test_every_gate_of_a_rule_has_a_case() -> None:
    gated = {rule.id for rule in PROTOCOL.rules if rule.applies != ALWAYS}
    assert gated == {"hsv_history_rare", "hsv_history_frequent"}, "add cases for a new gate"


def test_every_device_cap_is_reached() -> None:
    """Each number of a device decides a depth somewhere, or a lower zone limit stands in its way."""
    reached: dict[tuple[str, Decimal], bool] = {}
    for done in (one for held in consultations().values() for one in held):
        if isinstance(done.plan, Plan):
            device = done.circumstances.device
            for row in done.plan.zones:
                most = dict(device.zone_max_mm).get(row.zone, device.max_mm)
                high = min(most, done.circumstances.protocol.zone(row.zone).max_mm)
                reached[device.id, most] = (
                    reached.get((device.id, most), False) or row.depth_max_mm == high
                )
    for device in PROTOCOL.devices:
        for most in (device.max_mm, *(mm for _, mm in device.zone_max_mm)):
            assert reached.get((device.id, most)), (device.id, most)
