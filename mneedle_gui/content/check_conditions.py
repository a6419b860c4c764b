"""Cross checks of conditions: what they ask about exists, has the right kind, and can be asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from mneedle_gui.content.inspection import Inspection
from mneedle_gui.content.walk import Placed
from mneedle_gui.domain.condition import (
    AllOf,
    AnyOf,
    Condition,
    FactIs,
    FactWithin,
    Fired,
    Measured,
    Negated,
    Picked,
)
from mneedle_gui.domain.questionnaire import Kind
from mneedle_gui.domain.rule import Rule

NUMERIC = frozenset({Kind.INTEGER, Kind.DECIMAL})
CHOSEN = frozenset({Kind.YES_NO, Kind.CHOICE, Kind.CHOICES, Kind.ZONES})

Place: TypeAlias = tuple[str, str, str]
Leaf: TypeAlias = Picked | Measured | FactIs | FactWithin | Fired


def check_conditions(inspection: Inspection, placed: Placed) -> None:
    """Every condition of a row. ``placed`` is a row of the protocol, not a question."""
    switch = placed.row.switch if isinstance(placed.row, Rule) else ""
    for key, condition in placed.parts.conditions:
        for leaf in _leaves(condition):
            _check(inspection, (placed.kind, placed.id, key), leaf, switch)


def _leaves(condition: Condition) -> Iterator[Leaf]:
    """The conditions that are not made of others."""
    match condition:
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from _leaves(part)
        case Negated(part):
            yield from _leaves(part)
        case _:
            yield condition


def _check(inspection: Inspection, place: Place, leaf: Leaf, switch: str) -> None:
    match leaf:
        case Picked(question, codes):
            if check_question(inspection, place, question, switch):
                _codes(inspection, place, question, codes)
        case Measured(question):
            if check_question(inspection, place, question, switch):
                _numeric(inspection, place, question)
        case FactIs(fact, _):
            _fact(inspection, place, fact, flag=True)
        case FactWithin(fact):
            _fact(inspection, place, fact, flag=False)
        case Fired(rules):
            _fired(inspection, place, rules)


def check_question(inspection: Inspection, place: Place, question: str, switch: str = "") -> bool:
    """Whether a question that a row names exists; it may not depend on a setting the row lacks."""
    if not inspection.known(place, "question", question, inspection.questions):
        return False
    needed = inspection.content.switch_of.get(question, "")
    if needed and needed != switch:
        inspection.add(
            *place,
            f"question '{question}' is only asked when the clinic switches on '{needed}'",
            f'Give the row switch = "{needed}", or name another question',
        )
    return True


def _codes(inspection: Inspection, place: Place, name: str, codes: tuple[str, ...]) -> None:
    question = inspection.content.questionnaire.question(name)
    if question.kind not in CHOSEN:
        inspection.add(
            *place,
            f"question '{name}' has no options but is a {question.kind.value}",
            "Ask with at_least or at_most, or name another question",
        )
        return
    known = frozenset(option.code for option in question.options)
    for code in codes:
        inspection.known(place, f"option of question '{name}' with code", code, known)


def _numeric(inspection: Inspection, place: Place, name: str) -> None:
    kind = inspection.content.questionnaire.question(name).kind
    if kind not in NUMERIC:
        inspection.add(
            *place,
            f"question '{name}' is no number but a {kind.value}",
            'Ask with is = "…", or name another question',
        )


def _fact(inspection: Inspection, place: Place, fact: str, *, flag: bool) -> None:
    right, wrong = (
        (inspection.flags, inspection.numbers) if flag else (inspection.numbers, inspection.flags)
    )
    if fact in wrong:
        cause = f"fact '{fact}' is {'a number' if flag else 'true or false'}"
        inspection.add(
            *place, cause, "Ask with at_least or at_most" if flag else "Ask with is = true"
        )
    else:
        inspection.known(place, "fact", fact, right)


def _fired(inspection: Inspection, place: Place, rules: tuple[str, ...]) -> None:
    if place[0] == "rule":
        inspection.add(
            *place, "a rule may not depend on another rule", "Ask about the questions themselves"
        )
    for rule in rules:
        inspection.known(place, "rule", rule, inspection.rules)
