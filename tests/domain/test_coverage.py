"""Nothing clinical goes without a case: rules, overrides, devices, zones, concerns, grades and caps."""

from __future__ import annotations

import functools
from collections import defaultdict
from decimal import Decimal

import pytest

from mneedle_gui.content import load
from mneedle_gui.domain.condition import ALWAYS, Condition, Truth, judge, questions_in
from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.plan import Plan
from mneedle_gui.domain.protocol import Protocol
from mneedle_gui.domain.rule import CONSULTATION_DAY, Rule
from mneedle_gui.domain.world import AnswersWorld
from tests.builders import ROOT, consultation
from tests.domain.cases import all_cases, held
from tests.domain.test_depth import (
    CAPS,
    CONCERNS,
    DEVICES,
    SESSIONS,
    ZONES,
    wanting,
)

# Worked out from what is planned; blank questions there are unanswered ones, never an open rule.
NEVER_OPEN = {"concern_route", "nothing_to_treat", "zone_forbidden"}
# Hold for every session of a kind, with a test of their own in test_depth.py or test_schedule.py.
CAPS_ELSEWHERE = {
    "fst_4_6_first_two",
    "pih_active",
    "scar_prone_site",
    "abdomen_beyond_scars",
    "test_spot",
}


@functools.cache
def protocol() -> Protocol:
    """Everything, with each clinic setting switched on."""
    return load(ROOT, frozenset({"hair", "bloodborne_virus"})).protocol


@functools.cache
def consultations() -> tuple[Consultation, ...]:
    """The consultation of every case and of every row of the depth tables."""
    rows = [consultation(wanting(f"{aim}/{zone}"), device=device) for zone, aim, device, _ in ZONES]
    rows += [consultation(wanting(f"{aim}/{zone}")) for aim, zone, _ in CONCERNS]
    rows += [consultation(wanting(aim), device=device) for device, aim, _ in DEVICES]
    return (*(held(case) for case in all_cases()), *rows)


def test_every_rule_is_met_not_met_and_unknown() -> None:
    kinds: dict[str, set[str]] = defaultdict(set)
    for case in all_cases():
        kinds[case["rule"]].add(case["kind"])
    assert not set(kinds) - {rule.id for rule in protocol().rules}, "a case about no rule"
    wanted = {
        rule.id: {"met", "not_met"} | (set() if rule.id in NEVER_OPEN else {"unknown"})
        for rule in protocol().rules
    }
    lacking = {rule: sorted(kinds_ - kinds[rule]) for rule, kinds_ in wanted.items()}
    assert not {rule: missing for rule, missing in lacking.items() if missing}


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
    lacking = {rule.id: sorted(_asked_by(rule) - changed[rule.id]) for rule in protocol().rules}
    assert not {rule: missing for rule, missing in lacking.items() if missing}


def test_every_option_that_fires_a_rule_is_picked_in_a_case() -> None:
    picked: dict[str, set[str]] = defaultdict(set)
    for case in all_cases():
        if case["kind"] != "met":
            continue
        for value in case.get("given", {}).values():
            picked[case["rule"]] |= set(value) if isinstance(value, list) else {str(value)}
    lacking = {}
    for rule in protocol().rules:
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
    areas = {rule.id: rule.area.question for rule in protocol().rules if rule.area is not None}
    elsewhere = {
        case["rule"]
        for case in all_cases()
        if case["kind"] == "not_met" and areas.get(case["rule"], "") in case.get("given", {})
    }
    # The place of these is the planned zone itself.
    own_place = {"scar_under_6m", "scar_6_to_12m", "striae_early", "melasma_no_plan"}
    assert not set(areas) - elsewhere - own_place


def test_every_gate_of_a_rule_has_a_case() -> None:
    gated = {rule.id for rule in protocol().rules if rule.applies != ALWAYS}
    assert gated == {"hsv_history_rare", "hsv_history_frequent"}, "add cases for a new gate"


def test_every_device_and_override_has_a_case() -> None:
    seen = {
        (case["device"], case["rule"], case["kind"]) for case in all_cases() if "device" in case
    }
    wanted = {
        (device.id, override.rule, "met")
        for device in protocol().devices
        for override in device.overrides
    }
    assert not wanted - seen
    devices = {device for device, _, _ in seen} | {row[0] for row in DEVICES}
    assert not {device.id for device in protocol().devices} - devices


def test_every_device_cap_is_reached() -> None:
    """Each number of a device decides a depth somewhere, or a lower zone limit stands in its way."""
    reached: dict[tuple[str, Decimal], bool] = {}
    for done in consultations():
        if isinstance(done.plan, Plan):
            device = done.circumstances.device
            for row in done.plan.zones:
                most = dict(device.zone_max_mm).get(row.zone, device.max_mm)
                high = min(most, done.circumstances.protocol.zone(row.zone).max_mm)
                reached[device.id, most] = (
                    reached.get((device.id, most), False) or row.depth_max_mm == high
                )
    for device in protocol().devices:
        for most in (device.max_mm, *(mm for _, mm in device.zone_max_mm)):
            assert reached.get((device.id, most)), (device.id, most)


def test_every_zone_is_planned_or_left_out_in_a_case() -> None:
    seen: set[str] = set()
    for done in consultations():
        seen |= set(done.screening.zones) if isinstance(done.plan, Plan) else set()
        seen |= set(done.screening.excluded)
    assert not {zone.id for zone in protocol().zones} - seen


def test_every_concern_and_grade_has_a_case() -> None:
    seen = {
        (aim.chosen.id, row.key)
        for done in consultations()
        for aim in done.facts.aims
        for row in aim.chosen.grades
        if aim.grade is row or (aim.grade is not None and row.becomes == aim.concern.id)
    }
    for aim, *_ in SESSIONS:
        zone = "abdomen" if aim.startswith("striae") else "cheek"
        for found in consultation(wanting(f"{aim}/{zone}")).facts.aims:
            seen.add((found.chosen.id, found.row.key))
    # Rows of scars and melasma by their numbers: test_scar_grades, test_melasma_is_shaded in test_depth.
    by_number = {("scar_surgical_trauma", "vss_5_8"), ("melasma", "dark_0_1")}
    by_number |= {("melasma", "dark_2"), ("melasma", "dark_3_4")}
    wanted = {(concern.id, row.key) for concern in protocol().concerns for row in concern.grades}
    assert not wanted - seen - by_number


def test_every_cap_has_a_case() -> None:
    tried = {cap for cap, *_ in CAPS} | CAPS_ELSEWHERE
    assert {cap.id for cap in protocol().caps} == tried


def test_every_change_of_the_gap_has_a_case() -> None:
    # test_schedule.py has one test for each.
    assert {row.id for row in protocol().intervals} == {"fst_4_6", "pih_tendency"}


@pytest.mark.parametrize("cap", sorted(CAPS_ELSEWHERE))
def test_caps_with_a_test_of_their_own_hold_in_a_case(cap: str) -> None:
    row = next(row for row in protocol().caps if row.id == cap)
    worlds = (
        AnswersWorld.of(done.form, done.facts, done.screening.fired)
        for done in consultations()
        if isinstance(done.plan, Plan)
    )
    assert any(judge(row.when, world).truth is Truth.TRUE for world in worlds)
