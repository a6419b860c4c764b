"""Page 3 of the plan: get ready, after each session, do not, which products when, when to call."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mneedle_gui.documents.compose import periods
from mneedle_gui.documents.compose.calls import every_sign
from mneedle_gui.documents.compose.case import Case, PlanCase, days_after, is_personal
from mneedle_gui.documents.compose.steps import aftercare, preparation, steps_now
from mneedle_gui.documents.model import (
    SPARE,
    Balanced,
    Block,
    Bullets,
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
_KEPT = 1  # steps of one group that are always printed
_WANTED = 2  # steps of one group after a session for which the type is made smaller


def blocks(case: PlanCase) -> tuple[Block, ...]:
    """The blocks of page 3."""
    return (
        Heading(case.say("Get ready, after the steps on page 1")),
        *_ready(case),
        Heading(case.say("After each session")),
        *_after(case),
        Heading(case.say("When to start again")),
        _restarts(case),
        *every_sign(case),
    )


def _ready(case: PlanCase) -> tuple[Block, ...]:
    on_page_1 = {step.step.id for step in steps_now(case)}
    steps = [step for step in preparation(case) if step.id not in on_page_1]
    return (Balanced(tuple(_grouped(case, steps, periods.before, before=True))),)


def _after(case: PlanCase) -> tuple[Block, ...]:
    steps = [step for step in aftercare(case) if not step.avoid]
    note = case.say(
        "The dates are for session 1 on {day}. Count the same days for each session.",
        day=case.first_session_on,
    )
    lists: list[Block] = [*_grouped(case, steps, periods.after, before=False), _do_not(case)]
    return (Paragraph(note, Role.NOTE), Balanced(tuple(lists)))


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
    made: list[tuple[int, Ticks]] = []
    for group, members in groups.items():
        period = period_of(case, group)
        items = tuple(
            Item(
                case.text(step.text),
                rank=_rank(step, number, len(made) + 1, _KEPT if before else _WANTED),
            )
            for number, step in enumerate(sorted(members, key=_order))
        )
        made.append((period.first_day, Ticks(items, title=_title(case, period, before=before))))
    return [ticks for _, ticks in sorted(made, key=lambda pair: pair[0])]


def _order(step: Step) -> tuple[bool, int]:
    """What is meant for this client comes before what is meant for all."""
    return not is_personal(step.when), step.priority


def _rank(step: Step, number: int, group: int, wanted: int) -> int:
    if number < _KEPT:
        return 0
    if number < wanted or is_personal(step.when):
        return min(group, SPARE - 1)
    return SPARE * number + group


def _title(case: PlanCase, period: periods.Period, *, before: bool) -> str:
    anchor = case.first_visit_on if before else case.first_session_on
    first, last = days_after(anchor, period.first_day), days_after(anchor, period.last_day)
    say, short = case.say, case.words.short_day
    if before and first < case.on:
        return say("{period}: now", period=period.name)
    if first == last or (before and period.first_day == -1):
        return say("{period}: {day}", period=period.name, day=short(first))
    if before:
        return say("{period}: from {day}", period=period.name, day=short(first))
    return say(
        "{period}: {first} to {last}", period=period.name, first=short(first), last=short(last)
    )


def _do_not(case: PlanCase) -> Bullets:
    """At most six. What the dates of the next table say too is left out first."""
    steps = [step for step in aftercare(case) if step.avoid][:_DO_NOT]
    told = {days - 1 for days in _restart_days(case)}
    items = (
        Item(case.text(step.text), rank=100 + number if step.to_day in told else 0)
        for number, step in enumerate(steps)
    )
    return Bullets(tuple(items), title=case.say("Do not"))


def _restarts(case: PlanCase) -> Table:
    """Products and habits by the day after session 1 on which they may come back."""
    rows = tuple(
        Row((case.words.short_day(days_after(case.first_session_on, after)), "; ".join(products)))
        for after, products in sorted(_restart_days(case).items())
    )
    head = (case.say("Not before"), case.say("What you may use or do from then on"))
    return Table(head, rows, (0.16, 0.84))


def _restart_days(case: PlanCase) -> dict[int, list[str]]:
    days: dict[int, list[str]] = {}
    for row in case.guidance.restarts:
        after = row.pigment_prone_days if case.is_pigment_prone else row.after_days
        days.setdefault(after, []).append(case.text(row.product))
    return days
