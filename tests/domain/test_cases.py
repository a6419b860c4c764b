"""Every sentence of ``tests/cases`` holds.

A case is one client: the baseline of ``tests/builders.py`` with the answers of ``given`` changed
(``blank`` makes one blank), on a day, with a device, perhaps with letters on file. ``kind`` tells what
the rule makes of it: *met* (a finding with the verdict expected), *not_met* (no finding) or *unknown*
(an open question, or in force without a date where ``expect`` says so).
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mneedle_gui.content import Content, load
from mneedle_gui.domain.answers import Answer, Answers
from mneedle_gui.domain.consultation import Consultation, consult
from mneedle_gui.domain.outcome import Outcome
from mneedle_gui.domain.plan import Plan
from mneedle_gui.domain.questionnaire import Questionnaire
from mneedle_gui.domain.rule import Clearance
from mneedle_gui.domain.screening import Finding
from mneedle_gui.exchange.values import from_json
from tests.builders import ROOT, answers, baseline, circumstances, content, letter

CASES = Path(__file__).resolve().parent.parent / "cases"
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

Case = dict[str, Any]


def _cases() -> list[Any]:
    found = []
    for path in sorted(CASES.glob("*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            says = re.sub(r"[^a-z0-9]+", "-", case["says"].lower()).strip("-")
            found.append(pytest.param(case, id=f"{case['rule']}: {says}"))
    return found


@functools.cache
def _switched(switches: frozenset[str]) -> Content:
    return load(ROOT, switches) if switches else content()


def _answers(given: Mapping[str, object], questionnaire: Questionnaire) -> Answers:
    found: dict[str, Answer] = {}
    for question, value in {**baseline(), **given}.items():
        kept = None if value == "blank" else value
        answer = from_json(questionnaire.question(question), kept)
        if answer is not None:
            found[question] = answer
    return Answers(found)


def _held(case: Case) -> Consultation:
    on = date.fromisoformat(case.get("on", "2026-11-24"))
    here = circumstances(on, case.get("device", "pen"))
    switches = frozenset(case.get("switches", ()))
    if switches:
        there = _switched(switches)
        here = replace(here, questionnaire=there.questionnaire, protocol=there.protocol)
    on_file: dict[str, Clearance] = {}
    for rule in case.get("cleared", ()):
        on_file.update(letter(rule))
        on_file[rule] = replace(on_file[rule], **case.get("letter", {}))
    return consult(here, _answers(case.get("given", {}), here.questionnaire), on_file)


def _finding(case: Case, held: Consultation) -> Finding | None:
    return next((f for f in held.screening.findings if f.rule.id == case["rule"]), None)


@pytest.mark.parametrize("case", _cases())
def test_case(case: Case) -> None:
    assert not set(case) - _KEYS, "a word the cases do not know"
    expect: Mapping[str, Any] = case.get("expect", {})
    assert not set(expect) - _EXPECT, "a word the cases do not know"
    held = _held(case)
    assert not held.form.problems, "an answer of the case cannot be used"
    finding = _finding(case, held)
    if case["kind"] == "not_met":
        assert finding is None
        assert not {"verdict", "until", "ask", "zones"} & set(expect)
    else:
        assert finding is not None, "the rule does not fire"
        default = "ask" if case["kind"] == "unknown" else ""
        assert finding.verdict is VERDICTS[expect.get("verdict", default)]
        _about_the_finding(finding, expect)
    _about_the_consultation(held, expect)


def _about_the_finding(finding: Finding, expect: Mapping[str, Any]) -> None:
    if "until" in expect:
        until = None if expect["until"] == "no date" else date.fromisoformat(expect["until"])
        assert finding.until == until
    if "ask" in expect:
        assert set(finding.ask) == set(expect["ask"])
    if "zones" in expect:
        assert set(finding.zones) == set(expect["zones"])


def _about_the_consultation(held: Consultation, expect: Mapping[str, Any]) -> None:
    screening, plan = held.screening, held.plan
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
    held = consult(circumstances(), answers())
    assert not held.screening.findings
    assert not held.form.missing
    assert set(baseline()) <= set(held.form.shown)
