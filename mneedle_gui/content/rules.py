"""Screening rules from the files of ``protocol/rules/``; the first letter of a file is the group."""

from __future__ import annotations

from pathlib import Path

from mneedle_gui.content.conditions import read_condition, required_condition
from mneedle_gui.content.errors import Faults
from mneedle_gui.content.ids import ROW_ID
from mneedle_gui.content.rows import read_basis, slots_of
from mneedle_gui.content.table import Table
from mneedle_gui.content.toml_reader import read_toml
from mneedle_gui.domain.outcome import Basis, Category
from mneedle_gui.domain.rule import Area, Override, Rule, Span, Window
from mneedle_gui.domain.wording import NOTHING

_RULE_BASIS = next(slot for slot in slots_of(Rule) if slot.name == "basis")
_OVERRIDE_BASIS = next(slot for slot in slots_of(Override) if slot.name == "basis")
_UNSURE = ("applies", "ask")


def read_rules(
    folder: Path,
    root: Path,
    faults: Faults,
    *,
    switches: frozenset[str] | None = None,
    reviewed: str = "",
) -> tuple[Rule, ...]:
    """Every rule of the files in ``folder``, in file-name order and then in file order.

    Rules of a clinic setting that is not in ``switches`` are left out; ``None`` keeps all.
    """
    files = sorted(folder.glob("*.toml"))
    if not files:
        name = folder.relative_to(root).as_posix()
        faults.add(name, "", "no rules are there", "Put the rule files back")
    rules: list[Rule] = []
    for path in files:
        table = read_toml(path, root, faults, reviewed)
        rules += [read_rule(row, path.stem[0].upper()) for row in table.tables("rule")]
        table.finish()
    return tuple(rule for rule in rules if switched_on(rule.switch, switches))


def switched_on(switch: str, switches: frozenset[str] | None) -> bool:
    """Whether something that depends on the clinic setting ``switch`` ("" for none) is there."""
    return not switch or switches is None or switch in switches


def read_rule(table: Table, group: str, basis: Basis | None = None) -> Rule:
    """One rule. Where it comes from is read from the row, unless ``basis`` says it already."""
    rule_id = table.identifier("id", ROW_ID)
    table.place("rule", rule_id)
    return Rule(
        id=rule_id,
        group=group,
        title=table.message("title", rule_id),
        category=table.choice("category", Category),
        when=required_condition(table, "when"),
        action=table.message("action", rule_id),
        reason=table.message("reason", rule_id),
        basis=basis or read_basis(table, rule_id, _RULE_BASIS),
        window=_window(table),
        area=_area(table),
        unsure_applies=_unsure_applies(table),
        recheck=table.optional_message("recheck", rule_id),
        clearable=table.boolean("clearable"),
        professional=table.optional_message("professional", rule_id),
        inr_at_most=table.optional_decimal("inr_at_most"),
        test_spot=table.boolean("test_spot"),
        urgent=table.boolean("urgent"),
        switch=table.optional_text("switch"),
        applies=read_condition(table, "applies"),
    )


def _unsure_applies(table: Table) -> bool:
    word = table.optional_text("unsure", "ask")
    if word not in _UNSURE:
        table.fault(
            "unsure", f"'{word}' is not one of the choices", f"Use one of: {', '.join(_UNSURE)}"
        )
    return word == "applies"


def _area(owner: Table) -> Area | None:
    table = owner.table("area")
    if table is None:
        return None
    return Area(table.text("question"), table.boolean("face_as_one"))


def _window(owner: Table) -> Window | None:
    table = owner.table("window")
    if table is None:
        return None
    after, before = table.optional_text("after"), table.optional_text("before")
    if bool(after) == bool(before):
        table.fault(
            "", "a window has exactly one of after and before", "Name the question of its date"
        )
    longer = tuple(
        (required_condition(row, "when"), read_span(row)) for row in table.tables("longer")
    )
    return Window(
        after=after,
        before=before,
        span=read_span(table),
        start=read_span(table, "from_"),
        longer=longer,
        ongoing=read_condition(table, "ongoing") if "ongoing" in table else None,
    )


def read_span(table: Table, prefix: str = "") -> Span:
    """The length of time in ``days``, ``months`` and ``years`` of ``table``; at most one of them."""
    span = Span(*(table.optional_integer(prefix + unit, 0) for unit in ("days", "months", "years")))
    lengths = (span.days, span.months, span.years)
    if sum(length != 0 for length in lengths) > 1:
        table.fault("", "a time is given in two units", "Use only one of days, months, years")
    if min(lengths) < 0:
        table.fault("", "a time is below zero", "Count forwards; use before for a coming date")
    return span


def read_override(table: Table, device: str) -> Override:
    """What one device makes of a rule: a category, a longer time, or both."""
    span = read_span(table)
    category = table.choice("category", Category) if "category" in table else None
    if category is None and span == Span():
        table.fault("", "the override changes nothing", "Give a category or a time")
    return Override(
        rule=table.text("rule"),
        category=category,
        span=None if span == Span() else span,
        note=table.optional_message("note", device) or NOTHING,
        basis=read_basis(table, device, _OVERRIDE_BASIS, own_note=True),
    )
