"""What the clinic's own rows name exists, and what they must say is said."""

from __future__ import annotations

from mneedle_gui.content.check_conditions import check_conditions
from mneedle_gui.content.check_rows import banned_pattern, check_row
from mneedle_gui.content.check_rules import check_rule
from mneedle_gui.content.check_tables import check_interval
from mneedle_gui.content.content import Content
from mneedle_gui.content.errors import Fault
from mneedle_gui.content.inspection import Inspection
from mneedle_gui.content.walk import Placed, parts_of
from mneedle_gui.domain.protocol import IntervalChange
from mneedle_gui.domain.rule import Rule


def check_own(
    content: Content, rules: tuple[Rule, ...], intervals: tuple[IntervalChange, ...]
) -> tuple[Fault, ...]:
    """Everything wrong between the clinic's own rows and ``content``, in which they stand.

    These checks are made at every start, unlike those of the shipped rows: nobody but the clinic has
    tried its rules.
    """
    inspection = Inspection(content)
    banned = banned_pattern(content.protocol.guidance.banned_words)
    for rule in rules:
        check_rule(inspection, rule)
    for gap in intervals:
        check_interval(inspection, gap)
    rows: tuple[tuple[str, Rule | IntervalChange], ...] = (
        *(("rule", rule) for rule in rules),
        *(("interval", gap) for gap in intervals),
    )
    for kind, row in rows:
        placed = Placed(kind, row.id, row, parts_of(row))
        check_conditions(inspection, placed)
        check_row(inspection, placed, banned)
        _brackets(inspection, placed)
    return tuple(dict.fromkeys(inspection.faults))


def _brackets(inspection: Inspection, placed: Placed) -> None:
    """Curly brackets are where values go in; a person's text has none."""
    for key, text in placed.parts.sentences:
        if "{" in text.text or "}" in text.text:
            cause = "the text has a curly bracket"
            inspection.add(placed.kind, placed.id, key, cause, "Write round ones")
