"""Whatever a clinic writes: it is refused, or nothing becomes softer by it. On generated consultations."""

from __future__ import annotations

import functools

from hypothesis import given
from hypothesis import strategies as st

from mneedle_gui.domain.answers import Answers
from mneedle_gui.domain.consultation import Consultation, consult
from mneedle_gui.domain.outcome import Category
from mneedle_gui.domain.plan import Plan
from mneedle_gui.domain.rule import Clearance
from tests.builders import content, letter
from tests.content.own_rules import held_with, laid, with_own
from tests.domain.test_properties import changed_answers, many

PROTOCOL = content().protocol
RULES = [rule.id for rule in PROTOCOL.rules]
DEVICES = [device.id for device in PROTOCOL.devices]
LETTERS = {name: held for rule in RULES for name, held in letter(rule).items()}


@functools.lru_cache(maxsize=4096)
def sound(row: str) -> bool:
    """Whether a row on its own is accepted."""
    return not laid(row)[1]


@st.composite
def stricter(draw: st.DrawFn, rules: list[str]) -> str:
    """A row about one of these rules, sensible or not."""
    lines = ["[[stricter]]", f'rule = "{draw(st.sampled_from(rules))}"', 'reason = "Own audit"']
    if draw(st.booleans()):
        category = draw(st.sampled_from(Category)).value
        lines.append(f'category = "{category}"')
        lines += ['professional = "GP"'] if category == "refer" else []
    if draw(st.booleans()):
        unit = draw(st.sampled_from(["days", "months", "years"]))
        lines.append(f"{unit} = {draw(st.integers(0, 40))}")
    for key in ("clearable", "unsure_applies"):
        if draw(st.booleans()):
            lines.append(f"{key} = {str(draw(st.booleans())).lower()}")
    return "\n".join(lines) + "\n"


@st.composite
def limit(draw: st.DrawFn) -> str:
    """A row about some depth."""
    kinds = {
        "zone": [zone.id for zone in PROTOCOL.zones],
        "cap": [cap.id for cap in PROTOCOL.caps],
        "device": DEVICES,
    }
    kind = draw(st.sampled_from(sorted(kinds)))
    name = draw(st.sampled_from(kinds[kind]))
    key = draw(st.sampled_from(["max_mm", "max_mm", "max_mm", "minus_mm"]))
    mm = draw(st.sampled_from(["0", "0.25", "0.3", "0.5", "0.75", "1.0", "1.5", "2.5"]))
    return f'[[limit]]\n{kind} = "{name}"\n{key} = "{mm}"\nreason = "Own audit"\n'


@st.composite
def own_rule(draw: st.DrawFn, number: int) -> str:
    """A rule that the clinic adds."""
    when = draw(
        st.sampled_from(
            [
                '{ question = "smoking", is = "now" }',
                '{ not = { question = "smoking", is = "now" } }',
                '{ fact = "skin_type", at_least = 4 }',
                "{ fact = 'treats_face', is = true }",
            ]
        )
    )
    category = draw(st.sampled_from(["caution", "defer", "absolute"]))
    return (
        f'[[rule]]\nid = "own_{number}"\ntitle = "Own"\ncategory = "{category}"\nwhen = {when}\n'
        'action = "Take care."\nreason = "We take care."\n'
    )


@st.composite
def own_files(draw: st.DrawFn, rules: list[str]) -> str:
    """A file of own rules from which everything that is refused has been taken out."""
    rows = draw(st.lists(st.one_of(stricter(rules), limit()), max_size=5))
    rows += [draw(own_rule(number)) for number in range(draw(st.integers(0, 2)))]
    kept: dict[str, str] = {}
    for row in rows:
        if sound(row):
            kept.setdefault("\n".join(row.splitlines()[:2]), row)  # one row for each thing
    return "".join(kept.values())


def held(text: str, given_: Answers, device: str, clearances: dict[str, Clearance]) -> Consultation:
    return consult(held_with(with_own(text), device), given_, clearances)


@many
@given(changed_answers(), st.sampled_from(DEVICES), st.booleans(), st.data())
def test_own_rules_never_soften(
    given_: Answers, device: str, cleared: bool, data: st.DataObject
) -> None:
    clearances = LETTERS if cleared else {}
    before = held("", given_, device, clearances)
    found = [finding.rule.id for finding in before.screening.findings]
    text = data.draw(own_files(found * 20 + RULES))
    after = held(text, given_, device, clearances)
    assert after.screening.outcome >= before.screening.outcome
    assert set(after.screening.zones) <= set(before.screening.zones)
    assert after.screening.test_spot or not before.screening.test_spot
    fired = {finding.rule.id for finding in after.screening.findings}
    assert set(found) <= fired
    if not isinstance(after.plan, Plan):
        return
    assert isinstance(before.plan, Plan)
    shipped = {zone.zone: zone for zone in before.plan.zones}
    for zone in after.plan.zones:
        assert zone.depth_max_mm <= shipped[zone.zone].depth_max_mm
        assert zone.first_session_max_mm <= shipped[zone.zone].first_session_max_mm
        assert zone.early_max_mm <= shipped[zone.zone].early_max_mm
        assert zone.depth_min_mm > 0
    assert after.plan.visits[0].on >= before.plan.visits[0].on
    if len(after.plan.zones) == len(before.plan.zones):
        assert after.plan.interval.typical_weeks >= before.plan.interval.typical_weeks
