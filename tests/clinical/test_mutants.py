"""Every threshold of the content is changed by some mutant, and a change is noticed."""

from __future__ import annotations

import io
from dataclasses import fields

import pytest

from mneedle_gui.domain.guidance import Restart, Step
from mneedle_gui.domain.level import Level
from mneedle_gui.domain.protocol import Cap, Concern, Device, Grade, IntervalChange, Limits, Zone
from mneedle_gui.domain.questionnaire import Option
from mneedle_gui.domain.rule import Area, Override, Rule, Window
from tests.clinical import mutation
from tests.clinical.bench import real
from tests.clinical.mutants import (
    AREA,
    CAP,
    CONCERN,
    DEVICE,
    GRADE,
    INTERVAL,
    LEVEL,
    LIMITS,
    OPTION,
    OVERRIDE,
    RESTART,
    RULE,
    STEP,
    WINDOW,
    ZONE,
    mutants,
)  # fmt: skip

# What is no threshold: names and texts, where a statement comes from, and links between rows, which
# the content checks hold together.
WORDS = {
    Rule: "id group title action reason basis recheck professional switch",
    Window: "after before",
    Area: "question",
    Zone: "id name client_name caution parts basis",
    Concern: (
        "id name client_name option zones_question badge first_visible best_assessed combine_with"
        " not_first_choice elsewhere expected basis grade_question grade_fact"
    ),
    Grade: "key name note basis",
    Cap: "id name basis",
    IntervalChange: "id name basis",
    Device: "id name note basis",
    Override: "rule note basis",
    Limits: "basis",
    Level: "id name note basis",
    Step: "id text group basis avoid now priority when",
    Restart: "id product basis",
    Option: "code text hint exclusive",
}
TABLES = {
    Rule: RULE, Window: WINDOW, Area: AREA, Zone: ZONE, Concern: CONCERN, Grade: GRADE, Cap: CAP,
    IntervalChange: INTERVAL, Device: DEVICE, Override: OVERRIDE, Limits: LIMITS, Level: LEVEL, Step: STEP,
    Restart: RESTART, Option: OPTION,
}  # fmt: skip


@pytest.mark.parametrize("row", TABLES, ids=lambda row: row.__name__)
def test_every_field_is_a_threshold_or_words(row: type) -> None:
    known = {*TABLES[row], *WORDS[row].split()}
    assert {field.name for field in fields(row)} == known
    assert not set(TABLES[row]) & set(WORDS[row].split())


def test_mutants_have_names_of_their_own_and_differ_from_the_content() -> None:
    names = set()
    for number, mutant in enumerate(mutants(real().whole)):
        assert mutant.name not in names
        names.add(mutant.name)
        if number % 50 == 0:
            changed = mutant.make()
            assert (changed.protocol, changed.questionnaire) != (
                real().whole.protocol,
                real().whole.questionnaire,
            )
    assert len(names) > 2500


def test_a_day_less_than_six_months_is_the_day_before() -> None:
    [mutant] = [
        each
        for each in mutants(real().whole)
        if each.name == "rule isotretinoin_recent: window span -1 days"
    ]
    window = mutant.make().protocol.rule("isotretinoin_recent").window
    assert window is not None
    assert (window.span.months, window.span.days) == (6, -1)


def test_changed_content_is_noticed() -> None:
    out = io.StringIO()
    assert mutation.main(["rule isotretinoin_recent: window span"], out) == 0
    assert "4 mutants: 4 noticed" in out.getvalue()


def test_a_survivor_is_told_and_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mutation, "try_one", _survives)
    out = io.StringIO()
    assert mutation.main(["rule isotretinoin_recent: window span +1 days"], out) == 1
    assert "survived: rule isotretinoin_recent: window span +1 days" in out.getvalue()


def _survives(number: int) -> mutation.Verdict:
    return mutation.Verdict(list(mutants(real().whole))[number].name, "", table=False)


def test_what_is_listed_as_equivalent_must_survive(monkeypatch: pytest.MonkeyPatch) -> None:
    name = "rule isotretinoin_recent: window span +1 days"
    monkeypatch.setattr(mutation, "equivalents", lambda: {name: "thought to be", "no such": "gone"})
    out = io.StringIO()
    assert mutation.main([name], out) == 1
    assert f"listed as equivalent, but noticed: {name}" in out.getvalue()
    assert "listed as equivalent, but there is no such mutant: no such" in out.getvalue()


def test_every_listed_mutant_has_a_reason() -> None:
    assert all(len(reason) > 20 for reason in mutation.equivalents().values())
