"""The case files read, the consultation of one case, and what it must bring."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.outcome import Outcome
from mneedle_gui.domain.plan import Plan
from mneedle_gui.domain.rule import Clearance
from mneedle_gui.domain.screening import Finding
from tests.builders import letter
from tests.clinical.bench import Bench, real

CASES = Path(__file__).resolve().parent.parent / "cases"

Case = dict[str, Any]

VERDICTS = {
    "caution": Outcome.PROCEED_WITH_MODIFICATIONS,
    "ask": Outcome.ASK,
    "defer": Outcome.DEFER,
    "refer": Outcome.REFER,
    "do_not_treat": Outcome.DO_NOT_TREAT,
}
KEYS = {
    "rule", "says", "kind", "on", "given", "expect", "device", "cleared", "letter", "switches",
    "decision",
}  # fmt: skip
EXPECT = {
    "verdict", "until", "ask", "zones", "outcome", "not_before", "plan", "first_on", "excluded",
    "planned", "concerns", "dropped", "findings", "device", "answers",
}  # fmt: skip
_ABOUT_THE_FINDING = {"verdict", "until", "ask", "zones", "device", "answers"}


@functools.cache
def all_cases() -> tuple[Case, ...]:
    """Every case of every file, in order."""
    return tuple(
        case
        for path in sorted(CASES.glob("*.toml"))
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    )


def held(case: Case, bench: Bench | None = None) -> Consultation:
    """The consultation of a case, with the content as it is shipped unless another is given."""
    on_file: dict[str, Clearance] = {}
    for rule in case.get("cleared", ()):
        on_file.update(letter(rule))
        on_file[rule] = replace(on_file[rule], **case.get("letter", {}))
    return (bench or real()).consultation(
        case.get("given", {}),
        on=date.fromisoformat(case.get("on", "2026-11-24")),
        device=case.get("device", "pen"),
        clearances=on_file,
        switches=frozenset(case.get("switches", ())),
    )


def check(case: Case, bench: Bench) -> None:
    """Hold the consultation of a case and compare it with what the case expects."""
    expect: Mapping[str, Any] = case.get("expect", {})
    consultation = held(case, bench)
    assert not consultation.form.problems, "an answer of the case cannot be used"
    finding = next((f for f in consultation.screening.findings if f.rule.id == case["rule"]), None)
    if case["kind"] == "not_met":
        assert finding is None
        assert not _ABOUT_THE_FINDING & set(expect)
    else:
        assert finding is not None, "the rule does not fire"
        default = "ask" if case["kind"] == "unknown" else ""
        assert finding.verdict is VERDICTS[expect.get("verdict", default)]
        _about_the_finding(finding, expect)
    _about_the_screening(consultation, expect)
    _about_the_plan(consultation, expect)


def _about_the_finding(finding: Finding, expect: Mapping[str, Any]) -> None:
    if "until" in expect:
        assert finding.until == _day(expect["until"])
    if "ask" in expect:
        assert set(finding.ask) == set(expect["ask"])
    if "zones" in expect:
        assert set(finding.zones) == set(expect["zones"])
    if "answers" in expect:
        assert {question for question, _ in finding.answers} == set(expect["answers"])
    if "device" in expect:
        assert (finding.device.id if finding.device else "none") == expect["device"]


def _about_the_screening(consultation: Consultation, expect: Mapping[str, Any]) -> None:
    screening = consultation.screening
    if "outcome" in expect:
        assert screening.outcome.code == expect["outcome"]
    if "findings" in expect:
        assert {finding.rule.id for finding in screening.findings} == set(expect["findings"])
    if "not_before" in expect:
        assert screening.not_before == _day(expect["not_before"])
    if "excluded" in expect:
        assert set(screening.excluded) == set(expect["excluded"])


def _about_the_plan(consultation: Consultation, expect: Mapping[str, Any]) -> None:
    plan = consultation.plan
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
        zones = set(expect.get("planned", consultation.screening.zones))
        assert {zone.zone for zone in plan.zones} == zones
        planned = {concern for zone in plan.zones for concern in zone.concerns}
        assert planned == set(expect.get("concerns", planned))
    if "dropped" in expect:
        assert {aim.concern.id for aim in plan.dropped} == set(expect["dropped"])


def _day(text: str) -> date | None:
    return None if text == "no date" else date.fromisoformat(text)
