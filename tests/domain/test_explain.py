"""Why trees of findings: complete, sourced, and nothing outside a tree can change what it explains."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mneedle_gui.domain import explain
from mneedle_gui.domain.answers import (
    Answer,
    Answers,
    Choice,
    Choices,
    DoNotKnow,
    Number,
    Text,
)
from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.questionnaire import Kind, Question
from mneedle_gui.domain.reason import Reason, ReasonKind
from mneedle_gui.domain.reason import given as given_by_hand
from mneedle_gui.domain.screening import Finding
from mneedle_gui.domain.trace import Trace
from mneedle_gui.domain.wording import PartialDate, message
from tests.builders import DAY, consultation, content, words
from tests.clinical.bench import real
from tests.documents.papers import SAMPLES, sample
from tests.domain.cases import all_cases
from tests.domain.cases import held as held_case
from tests.domain.test_properties import EXAMPLES, QUESTIONS, changed_answers, held

SEED = 20261124
DEVICES = [device.id for device in content().protocol.devices]
LEAVES = set(ReasonKind) - {ReasonKind.VALUE}


def all_held() -> Iterator[Consultation]:
    yield from (sample(name) for name in SAMPLES)
    yield from (held_case(case, real()) for case in all_cases())


def check_tree(tree: Reason, here: Consultation) -> None:
    protocol = here.circumstances.protocol
    sources = {source.key for source in protocol.sources}
    for node in tree.walk():
        assert node.label or node.value
        assert words().say(node.label) is not None
        assert words().say(node.value) is not None
        if not node.children:
            assert node.kind in LEAVES, (tree.label, node)
        if node.kind is ReasonKind.SOURCE:
            assert node.row in sources
        if node.kind is ReasonKind.ANSWER:
            assert node.row in here.circumstances.questionnaire
        if node.kind is ReasonKind.ROW:
            assert any(child.kind is ReasonKind.BASIS for child in node.children)


def check_finding(tree: Reason, found: Finding, here: Consultation) -> None:
    check_tree(tree, here)
    assert {name for name, _ in found.answers} | set(found.ask) <= tree.questions
    shown = {node.row for node in tree.walk() if node.kind is ReasonKind.SOURCE}
    assert set(found.rule.basis.sources) <= shown
    assert found.rule.id in {node.row for node in tree.walk() if node.kind is ReasonKind.ROW}


def test_every_finding_of_every_sample_and_case_has_a_whole_tree() -> None:
    number = 0
    for here in all_held():
        for found in here.screening.findings:
            check_finding(explain.finding(here, found), found, here)
            number += 1
        check_tree(explain.outcome(here), here)
        check_tree(explain.skin_type(here), here)
        for tree in explain.scales(here):
            check_tree(tree, here)
    assert number > 500


def other_answer(question: Question, random: Random) -> Answer | None:
    """Some answer that the question takes, or a blank."""
    codes = [option.code for option in question.options]
    near = DAY + timedelta(days=random.randint(-400, 200))
    match question.kind:
        case Kind.YES_NO | Kind.CHOICE:
            return random.choice([*map(Choice, codes), None])
        case Kind.CHOICES | Kind.ZONES:
            return random.choice([*(Choices((code,)) for code in codes), None])
        case Kind.DATE:
            return random.choice([PartialDate.of(near), DoNotKnow(), None])
        case Kind.INTEGER | Kind.DECIMAL:
            return Number(Decimal(random.randint(0, 300)))
        case Kind.TEXT | Kind.LONG_TEXT:
            return Text("other words")


def hold_outside(before: Consultation, found: Finding, random: Random) -> int:
    """Change every question asked that is not in the tree, one at a time; how many there were."""
    tree = explain.finding(before, found)
    outside = [name for name in before.form.shown if name not in tree.questions]
    for name in outside:
        after = before.answer(name, other_answer(QUESTIONS[name], random))
        again = next((one for one in after.screening.findings if one.rule == found.rule), None)
        assert again == found, (found.rule.id, name)
    return len(outside)


@settings(
    max_examples=max(20, EXAMPLES // 5),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(changed_answers(), st.sampled_from(DEVICES), st.randoms(use_true_random=False))
def test_no_answer_outside_the_tree_changes_the_finding(
    given_: Answers, device: str, random: Random
) -> None:
    before = held(given_, device)
    if not before.screening.findings:
        return
    found = random.choice(before.screening.findings)
    check_finding(explain.finding(before, found), found, before)
    hold_outside(before, found, random)


def test_no_answer_outside_the_tree_changes_the_finding_of_a_case() -> None:
    random, tried = Random(SEED), 0  # noqa: S311 - the same on every run
    met = [case for case in all_cases() if case["kind"] == "met" and not case.get("switches")]
    for case in random.sample(met, 60):
        before = held_case(case, real())
        found = next(f for f in before.screening.findings if f.rule.id == case["rule"])
        tried += hold_outside(before, found, random)
    assert tried > 2000


FILLER: dict[str, object] = {
    "recent-procedures": ["filler_ha"],
    "filler-ha-where": ["cheek"],
    "filler-ha-date": "2026-11-10",
    "first-session": "2026-11-26",
}
PSORIASIS: dict[str, object] = {"skin-conditions": ["psoriasis"], "psoriasis-state": "active"}


def _bare(label: str) -> Callable[[Trace], Reason]:
    return lambda _trace: given_by_hand(message("{label}", label=label))


@pytest.mark.parametrize(
    ("left_out", "changes", "rule"),
    [
        ("gates", PSORIASIS, "psoriasis_active"),
        ("day", FILLER, "filler_ha_recent"),
        ("planned", FILLER, "filler_ha_recent"),
    ],
)
def test_a_tree_with_a_part_left_out_is_found_out(
    left_out: str, changes: dict[str, object], rule: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Trace.answer
    if left_out == "gates":
        monkeypatch.setattr(Trace, "answer", lambda *given_: replace(whole(*given_), children=()))
    else:
        monkeypatch.setattr(Trace, left_out, _bare(left_out))
    before = consultation(changes)
    found = next(f for f in before.screening.findings if f.rule.id == rule)
    with pytest.raises(AssertionError):
        _hold_often(before, found)


def _hold_often(before: Consultation, found: Finding) -> None:
    random = Random(SEED)  # noqa: S311 - the same on every run
    for _ in range(20):
        hold_outside(before, found, random)
