"""Every sentence of ``tests/cases`` holds.

A case is one client: the baseline of ``tests/builders.py`` with the answers of ``given`` changed
(``blank`` makes one blank), on a day, with a device, perhaps with letters on file. ``kind`` tells what
the rule makes of it: *met* (a finding with the verdict expected), *not_met* (no finding) or *unknown*
(an open question, or in force without a date where ``expect`` says so).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from mneedle_gui.domain.consultation import Consultation, consult
from mneedle_gui.domain.outcome import Outcome
from mneedle_gui.domain.plan import Plan
from mneedle_gui.domain.screening import Finding
from tests.builders import answers, baseline, circumstances
from tests.domain.cases import Case, all_cases, held

VERDICTS = {
    "caution": Outcome.PROCEED_WITH_MODIFICATIONS,
    "ask": Outcome.ASK,
    "defer": Outcome.DEFER,
    "refer": Outcome.REFER,
    "do_not_treat": Outcome.DO_NOT_TREAT,
}
_KEYS = {"rule", "says", "kind", "on", "given", "expect", "device", "cleared", "letter", "switches"}
_EXPECT = {
    "verdict",
    "until",
    "ask",
    "zones",
    "outcome",
    "not_before",
    "plan",
    "first_on",
    "excluded",
    "planned",
    "concerns",
    "dropped",
}


def _cases() -> list[Any]:
    found = []
    for case in all_cases():
        says = re.sub(r"[^a-z0-9]+", "-", case["says"].lower()).strip("-")
        found.append(pytest.param(case, id=f"{case['rule']}: {says}"))
    return found


def _finding(case: Case, consultation: Consultation) -> Finding | None:
    return next((f for f in consultation.screening.findings if f.rule.id == case["rule"]), None)


@pytest.mark.parametrize("case", _cases())
def test_case(case: Case) -> None:
    assert not set(case) - _KEYS, "a word the cases do not know"
    expect: Mapping[str, Any] = case.get("expect", {})
    assert not set(expect) - _EXPECT, "a word the cases do not know"
    consultation = held(case)
    assert not consultation.form.problems, "an answer of the case cannot be used"
    finding = _finding(case, consultation)
    if case["kind"] == "not_met":
        assert finding is None
        assert not {"verdict", "until", "ask", "zones"} & set(expect)
    else:
        assert finding is not None, "the rule does not fire"
        default = "ask" if case["kind"] == "unknown" else ""
        assert finding.verdict is VERDICTS[expect.get("verdict", default)]
        _about_the_finding(finding, expect)
    _about_the_consultation(consultation, expect)


def _about_the_finding(finding: Finding, expect: Mapping[str, Any]) -> None:
    if "until" in expect:
        until = None if expect["until"] == "no date" else date.fromisoformat(expect["until"])
        assert finding.until == until
    if "ask" in expect:
        assert set(finding.ask) == set(expect["ask"])
    if "zones" in expect:
        assert set(finding.zones) == set(expect["zones"])


def _about_the_consultation(consultation: Consultation, expect: Mapping[str, Any]) -> None:
    screening, plan = consultation.screening, consultation.plan
    if "outcome" in expect:
        assert screening.outcome.code == expect["outcome"]
    if "not_before" in expect:
        nothing = expect["not_before"] == "no date"
        assert screening.not_before == (
            None if nothing else date.fromisoformat(expect["not_before"])
        )
    if "excluded" in expect:
        assert set(screening.excluded) == set(expect["excluded"])
    if "plan" in expect:
        made = "none"
        if isinstance(plan, Plan):
            made = "provisional" if plan.provisional else "proposed"
        assert made == expect["plan"]
    if "first_on" in expect:
        assert isinstance(plan, Plan)
        assert plan.visits[0].on == date.fromisoformat(expect["first_on"])
    if "planned" in expect or "concerns" in expect:
        assert isinstance(plan, Plan)
        assert {zone.zone for zone in plan.zones} == set(expect.get("planned", screening.zones))
        planned = {concern for zone in plan.zones for concern in zone.concerns}
        assert planned == set(expect.get("concerns", planned))
    if "dropped" in expect:
        assert {aim.concern.id for aim in plan.dropped} == set(expect["dropped"])


def test_the_baseline_meets_no_rule() -> None:
    plain = consult(circumstances(), answers())
    assert not plain.screening.findings
    assert not plain.form.missing
    assert set(baseline()) <= set(plain.form.shown)
