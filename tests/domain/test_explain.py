"""Why trees of findings: complete, sourced, and nothing outside a tree can change what it explains."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from mneedle_gui.domain import explain
from mneedle_gui.domain.answers import Answers
from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.reason import Reason, ReasonKind
from mneedle_gui.domain.screening import Finding
from tests.builders import content, words
from tests.clinical.bench import real
from tests.documents.papers import SAMPLES, sample
from tests.domain.cases import all_cases
from tests.domain.cases import held as held_case
from tests.domain.test_properties import QUESTIONS, _answer, changed_answers, held, many

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


@many
@given(changed_answers(), st.sampled_from(DEVICES), st.data())
def test_an_answer_outside_the_tree_changes_nothing(
    given_: Answers, device: str, data: st.DataObject
) -> None:
    before = held(given_, device)
    findings = before.screening.findings
    if not findings:
        return
    found = data.draw(st.sampled_from(findings))
    tree = explain.finding(before, found)
    check_finding(tree, found, before)
    outside = sorted(set(QUESTIONS) - tree.questions)
    name = data.draw(st.sampled_from(outside))
    changed = data.draw(st.one_of(st.none(), _answer(QUESTIONS[name])))
    after = held(given_.with_answer(name, changed), device)
    again = next((one for one in after.screening.findings if one.rule == found.rule), None)
    assert again == found, (found.rule.id, name)
