"""Conditions as written in the rows, into the conditions the domain judges."""

from __future__ import annotations

from mneedle_gui.content.table import Table
from mneedle_gui.domain.condition import (
    ALWAYS,
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

_FORMS = ("question", "fact", "rule", "all", "any", "not")


def read_condition(owner: Table, key: str) -> Condition:
    """The condition at ``key`` of ``owner``; always true when the key is not there."""
    table = owner.table(key)
    return ALWAYS if table is None else _condition(table)


def required_condition(owner: Table, key: str) -> Condition:
    """The condition at ``key``, which must be there."""
    if key not in owner:
        owner.fault(
            key, f"'{key}' is missing", 'Write a condition, such as { question = "…", is = "yes" }'
        )
    return read_condition(owner, key)


def _condition(table: Table) -> Condition:
    forms = [form for form in _FORMS if form in table]
    if len(forms) != 1:
        table.fault(
            "",
            "a condition has exactly one of question, fact, rule, all, any, not",
            "Join several conditions with all or any",
        )
        table.excuse()
        return ALWAYS
    match forms[0]:
        case "question":
            return _of_question(table)
        case "fact":
            return _of_fact(table)
        case "rule":
            return Fired(table.one_or_more("rule"))
        case "all":
            return AllOf(_parts(table, "all"))
        case "any":
            return AnyOf(_parts(table, "any"))
        case _:
            return Negated(read_condition(table, "not"))


def _of_question(table: Table) -> Condition:
    question = table.text("question")
    if "is" in table:
        return Picked(question, table.one_or_more("is"))
    at_least, at_most = table.optional_decimal("at_least"), table.optional_decimal("at_most")
    if at_least is None and at_most is None:
        table.fault("", f"nothing is asked of question '{question}'", "Add is, at_least or at_most")
    return Measured(question, at_least, at_most)


def _of_fact(table: Table) -> Condition:
    fact = table.text("fact")
    if "is" in table:
        return FactIs(fact, table.required_boolean("is"))
    at_least, at_most = table.optional_decimal("at_least"), table.optional_decimal("at_most")
    below = table.optional_decimal("below")
    if at_least is None and at_most is None and below is None:
        table.fault("", f"nothing is asked of fact '{fact}'", "Add is, at_least, at_most or below")
    return FactWithin(fact, at_least, at_most, below)


def _parts(table: Table, key: str) -> tuple[Condition, ...]:
    parts = tuple(_condition(part) for part in table.tables(key))
    if not parts:
        table.fault(key, "no condition is listed", "List at least one")
    return parts
