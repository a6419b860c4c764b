"""The case files read, and the consultation of one case."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from mneedle_gui.content import Content, load
from mneedle_gui.domain.answers import Answer, Answers
from mneedle_gui.domain.consultation import Consultation, consult
from mneedle_gui.domain.questionnaire import Questionnaire
from mneedle_gui.domain.rule import Clearance
from mneedle_gui.exchange.values import from_json
from tests.builders import ROOT, baseline, circumstances, content, letter

CASES = Path(__file__).resolve().parent.parent / "cases"

Case = dict[str, Any]


@functools.cache
def all_cases() -> tuple[Case, ...]:
    """Every case of every file, in order."""
    return tuple(
        case
        for path in sorted(CASES.glob("*.toml"))
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    )


@functools.cache
def switched(switches: frozenset[str]) -> Content:
    """The content with clinic settings switched on."""
    return load(ROOT, switches) if switches else content()


def _answers(given: Mapping[str, object], questionnaire: Questionnaire) -> Answers:
    found: dict[str, Answer] = {}
    for question, value in {**baseline(), **given}.items():
        kept = None if value == "blank" else value
        answer = from_json(questionnaire.question(question), kept)
        if answer is not None:
            found[question] = answer
    return Answers(found)


def held(case: Case) -> Consultation:
    """The consultation of a case."""
    on = date.fromisoformat(case.get("on", "2026-11-24"))
    here = circumstances(on, case.get("device", "pen"))
    switches = frozenset(case.get("switches", ()))
    if switches:
        there = switched(switches)
        here = replace(here, questionnaire=there.questionnaire, protocol=there.protocol)
    on_file: dict[str, Clearance] = {}
    for rule in case.get("cleared", ()):
        on_file.update(letter(rule))
        on_file[rule] = replace(on_file[rule], **case.get("letter", {}))
    return consult(here, _answers(case.get("given", {}), here.questionnaire), on_file)
