"""Cross check that no answer asked for safety is ignored."""

from __future__ import annotations

from collections.abc import Iterable

from mneedle_gui.content.inspection import Inspection
from mneedle_gui.content.walk import Placed
from mneedle_gui.domain.condition import questions_in
from mneedle_gui.domain.questionnaire import Need
from mneedle_gui.domain.rule import Rule


def check_use(inspection: Inspection, rows: Iterable[Placed]) -> None:
    """Every safety question decides something, itself or through the questions it opens."""
    content = inspection.content
    if not content.protocol.rules or not content.protocol.facts:
        return
    used = _used(inspection, rows)
    questions = list(content.questionnaire)
    for question in reversed(questions):  # a gate is used if something it opens is
        if question.id in used:
            used.update(condition.question for condition in question.when)
    for question in questions:
        if question.need is Need.SAFETY and not question.informational and question.id not in used:
            inspection.add(
                "question",
                question.id,
                "need",
                "the answer is asked for safety but nothing uses it",
                "Use it in a rule, fact or row; or write informational = true, or another need",
            )


def _used(inspection: Inspection, rows: Iterable[Placed]) -> set[str]:
    """The questions that a rule, fact, role or row names."""
    content = inspection.content
    roles = content.protocol.roles
    used = {getattr(roles, name) for name in roles.__slots__}
    for concern in content.protocol.concerns:
        used |= {concern.zones_question, concern.grade_question}
    for fact in content.protocol.facts:
        used.update(fact.questions)
    for placed in rows:
        for _, condition in placed.parts.conditions:
            used.update(questions_in(condition))
        if isinstance(placed.row, Rule):
            used |= _used_by(placed.row)
    return used


def _used_by(rule: Rule) -> set[str]:
    used: set[str] = set()
    if rule.window is not None:
        used |= {rule.window.after, rule.window.before}
    if rule.area is not None:
        used.add(rule.area.question)
    return used
