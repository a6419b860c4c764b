"""Real dates: sessions, review and checks. Dates are ``date``; gaps are whole weeks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from mneedle_gui.domain.condition import Truth, judge
from mneedle_gui.domain.facts import Aim
from mneedle_gui.domain.plan import Check, Interval, Visit, VisitKind, Why
from mneedle_gui.domain.protocol import Grade, Limits, Protocol
from mneedle_gui.domain.wording import message
from mneedle_gui.domain.world import AnswersWorld


@dataclass(frozen=True, slots=True)
class Dates:
    """The dated course."""

    visits: tuple[Visit, ...]
    review_on: date
    review_after: int
    checks: tuple[Check, ...]


def interval_for(
    aims: tuple[Aim, ...], world: AnswersWorld, protocol: Protocol
) -> tuple[Interval, int, tuple[Why, ...]]:
    """The gap between sessions: the longest of each figure over the aims, then every change.

    A change sets the floor that no reason lets an edit go under.
    """
    grades = [aim.grade for aim in aims if aim.grade is not None]
    low, typical, high = _longest(grades)
    reasons = [_from_concerns(aims, typical)]
    floor = 1
    for change in protocol.intervals:
        if judge(change.when, world).truth is Truth.FALSE:
            continue
        low, high = max(low, change.min_weeks), max(high, change.max_weeks)
        floor = max(floor, change.min_weeks)
        typical = max(typical, change.typical_weeks)
        text = message("{change}: every {weeks} weeks", change=change.name, weeks=typical)
        reasons.append(Why("interval", text, change.id, change.basis))
    return Interval(low, typical, max(high, typical)), floor, tuple(reasons)


def _longest(grades: list[Grade]) -> tuple[int, int, int]:
    return (
        max(grade.interval_min_weeks for grade in grades),
        max(grade.interval_typical_weeks for grade in grades),
        max(grade.interval_max_weeks for grade in grades),
    )


def _from_concerns(aims: tuple[Aim, ...], typical: int) -> Why:
    aim = max(aims, key=lambda aim: aim.grade.interval_typical_weeks if aim.grade else 0)
    text = message("{concern}: every {weeks} weeks", concern=aim.concern.name, weeks=typical)
    basis = aim.grade.basis if aim.grade is not None else aim.concern.basis
    return Why("interval", text, aim.concern.id, basis)


def dated(
    first: date,
    sessions: int,
    gap_weeks: int,
    aims: tuple[Aim, ...],
    limits: Limits,
    test_spot: bool,
    event: date | None,
) -> Dates:
    """Dates from the first possible day. A test spot takes the first visit and the wait after it.

    No session is put in the days before the client's event (``event_gap_days``) or on it.
    """
    visits: list[Visit] = []
    day = first
    if test_spot:
        day, moved = _clear_of(event, day, limits)
        visits.append(Visit(VisitKind.TEST_SPOT, 0, day, moved))
        day += timedelta(days=limits.test_spot_wait_days)
    gap = timedelta(weeks=gap_weeks)
    for number in range(1, sessions + 1):
        day, moved = _clear_of(event, day, limits)
        visits.append(Visit(VisitKind.SESSION, number, day, moved))
        day += gap
    dates = [visit.on for visit in visits if visit.kind is VisitKind.SESSION]
    after = min(limits.review_after_sessions, sessions)
    review = dates[after] if len(dates) > after else dates[after - 1] + gap
    return Dates(tuple(visits), review, after, _checks(aims, dates))


def _clear_of(event: date | None, day: date, limits: Limits) -> tuple[date, bool]:
    if event is None or not event - timedelta(days=limits.event_gap_days) < day <= event:
        return day, False
    return event + timedelta(days=1), True


def _checks(aims: tuple[Aim, ...], dates: list[date]) -> tuple[Check, ...]:
    when: dict[tuple[date, int], list[str]] = {}
    for aim in aims:
        start = dates[0] if aim.concern.checks_from_first else dates[-1]
        for weeks in aim.concern.checks_weeks:
            names = when.setdefault((start + timedelta(weeks=weeks), weeks), [])
            if aim.concern.id not in names:
                names.append(aim.concern.id)
    return tuple(Check(on, weeks, tuple(names)) for (on, weeks), names in sorted(when.items()))
