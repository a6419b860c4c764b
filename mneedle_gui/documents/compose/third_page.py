"""Page 3 of the plan: get ready, after each session, do not, which products when, when to call."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mneedle_gui.documents.compose import periods
from mneedle_gui.documents.compose.calls import every_sign
from mneedle_gui.documents.compose.case import Case, PlanCase, days_after
from mneedle_gui.documents.compose.steps import aftercare, dated_text, preparation, steps_now
from mneedle_gui.documents.model import (
    Block,
    Bullets,
    Columns,
    Heading,
    Item,
    Paragraph,
    Role,
    Row,
    Table,
    Ticks,
)
from mneedle_gui.domain.guidance import Step

_DO_NOT = 6
_KEPT = 3  # steps of one group that are always printed


def blocks(case: PlanCase) -> tuple[Block, ...]:
    """The blocks of page 3."""
    return (
        Heading(case.say("Get ready")),
        *_ready(case),
        Heading(case.say("After each session")),
        *_after(case),
        Columns(
            (Heading(case.say("Do not")), _do_not(case)),
            (Heading(case.say("When to start again")), _restarts(case)),
            0.5,
        ),
        Heading(case.say("When to call")),
        *every_sign(case),
    )


def _ready(case: PlanCase) -> tuple[Block, ...]:
    on_page_1 = {step.step.id for step in steps_now(case)}
    steps = [step for step in preparation(case) if step.id not in on_page_1]
    note = case.say("First do the steps on page 1. Dates are for your first visit.")
    lists = _grouped(case, steps, periods.before, before=True)
    return (Paragraph(note, Role.NOTE), _two_columns(lists))


def _after(case: PlanCase) -> tuple[Block, ...]:
    steps = [step for step in aftercare(case) if not step.avoid]
    note = case.say(
        "Dates are for session 1 on {day}. Count the same days again after each session.",
        day=case.first_session_on,
    )
    return (
        Paragraph(note, Role.NOTE),
        _two_columns(_grouped(case, steps, periods.after, before=False)),
    )


def _grouped(
    case: PlanCase,
    steps: Sequence[Step],
    period_of: Callable[[Case, str], periods.Period],
    *,
    before: bool,
) -> list[Ticks]:
    groups: dict[str, list[Step]] = {}
    for step in steps:
        groups.setdefault(step.group, []).append(step)
    made = []
    for group, members in groups.items():
        period = period_of(case, group)
        items = tuple(
            Item(dated_text(case, step), rank=0 if number < _KEPT else 10 + number)
            for number, step in enumerate(members)
        )
        made.append((period.first_day, Ticks(items, title=_title(case, period, before=before))))
    return [ticks for _, ticks in sorted(made, key=lambda pair: pair[0])]


def _title(case: PlanCase, period: periods.Period, *, before: bool) -> str:
    anchor = case.first_visit_on if before else case.first_session_on
    first, last = days_after(anchor, period.first_day), days_after(anchor, period.last_day)
    say, short = case.say, case.words.short_day
    if before and first < case.on:
        return say("{period}: now", period=period.name)
    if first == last or before and period.first_day == -1:
        return say("{period}: {day}", period=period.name, day=short(first))
    if before:
        return say("{period}: from {day}", period=period.name, day=short(first))
    return say("{period}: {first} to {last}", period=period.name, first=short(first), last=short(last))


def _two_columns(lists: list[Ticks]) -> Block:
    """Lists dealt onto two columns of about the same length, in reading order down each."""
    weights = [2 + sum(1 + len(item.text) // 38 for item in ticks.items) for ticks in lists]
    half, used, count = sum(weights) / 2, 0, 0
    while count < len(lists) and used + weights[count] / 2 <= half:
        used += weights[count]
        count += 1
    return Columns(tuple(lists[:count]), tuple(lists[count:]), 0.5)


def _do_not(case: PlanCase) -> Bullets:
    steps = [step for step in aftercare(case) if step.avoid][:_DO_NOT]
    return Bullets(tuple(Item(case.text(step.text)) for step in steps))


def _restarts(case: PlanCase) -> Table:
    """Products and habits by the day after session 1 on which they may come back."""
    days: dict[int, list[str]] = {}
    for row in case.guidance.restarts:
        after = row.pigment_prone_days if case.is_pigment_prone else row.after_days
        days.setdefault(after, []).append(case.text(row.product))
    rows = tuple(
        Row((case.words.short_day(days_after(case.first_session_on, after)), "; ".join(products)))
        for after, products in sorted(days.items())
    )
    return Table((case.say("From"), case.say("You may use or do")), rows, (0.22, 0.78))

