"""Why trees of a course: sessions, gap in weeks, and every date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from mneedle_gui.domain import explain
from mneedle_gui.domain.condition import Truth, judge
from mneedle_gui.domain.explain_plan import PlanGrounds, range_text
from mneedle_gui.domain.explain_zone import zone_sessions
from mneedle_gui.domain.plan import Check, Visit, VisitKind
from mneedle_gui.domain.protocol import IntervalChange
from mneedle_gui.domain.reason import Reason, row, value
from mneedle_gui.domain.wording import NOTHING, Message, counted, message


def course(on: PlanGrounds) -> tuple[Reason, ...]:
    """Sessions, gap, and every date."""
    return (
        sessions(on),
        interval(on),
        *(visit(on, at) for at in range(len(on.plan.visits))),
        review(on),
        *(check(on, one) for one in on.plan.checks),
    )


def sessions(on: PlanGrounds) -> Reason:
    """Sessions of the course: those of the zone that wants most, unless they were changed."""
    most = max(zone.sessions_max for zone in on.plan.zones)
    zones = tuple(
        value(
            on.protocol.zone(zone.zone).name,
            range_text(zone.sessions_min, zone.sessions_max),
            zone_sessions(on, zone).children,
        )
        for zone in on.plan.zones
        if zone.sessions_max == most or zone.sessions_min == on.plan.sessions_min
    )
    taken = len(on.plan.sessions) != max(zone.sessions_min for zone in on.plan.zones)
    edit = message("{count} sessions are dated", count=len(on.plan.sessions))
    said = range_text(on.plan.sessions_min, on.plan.sessions_max)
    return value(message("Sessions"), said, (*zones, *on.changed(edit, taken=taken)))


def interval(on: PlanGrounds) -> Reason:
    """The gap: the longest of the concerns', then every change that holds, then an edit."""
    changes = [
        change
        for change in on.protocol.intervals
        if judge(change.when, on.stood.world).truth is not Truth.FALSE
    ]
    figures = [aim.row.interval_typical_weeks for aim in on.stood.aims]
    longest = max(*figures, *(change.typical_weeks for change in changes), 0)
    parts = [
        on.aim_row(
            aim,
            message(
                "{concern}: every {weeks} weeks",
                concern=aim.concern.name,
                weeks=aim.row.interval_typical_weeks,
            ),
            decides=aim.row.interval_typical_weeks == longest,
        )
        for aim in on.stood.aims
    ]
    parts += [_change(on, change, decides=change.typical_weeks == longest) for change in changes]
    weeks = on.plan.interval.typical_weeks
    said = message("every {weeks} weeks", weeks=weeks)
    edit = on.changed(said, taken=weeks != longest)
    return value(message("Gap between sessions"), said, (*parts, *edit))


def _change(on: PlanGrounds, change: IntervalChange, *, decides: bool) -> Reason:
    text = message("{change}: every {weeks} weeks", change=change.name, weeks=change.typical_weeks)
    below = explain.behind(on.held, on.facts, change.when)
    return row(text, NOTHING, change.id, change.basis, on.protocol, below, decides=decides)


def visit(on: PlanGrounds, at: int) -> Reason:
    """One dated visit: the first from the first possible day, a later one from the gap."""
    dated = on.plan.visits[at]
    parts = list(_first_day(on) if at == 0 else _next_day(on, at))
    if dated.kind is VisitKind.TEST_SPOT:
        parts.append(on.spot())
    return value(_visit_name(dated), _day_of(dated), (*parts, *_event(on, dated)))


def review(on: PlanGrounds) -> Reason:
    """The review: after so many sessions, on the day of the next or one gap later."""
    after = on.plan.review_after
    text = counted(
        "The course is reviewed after {count} session",
        "The course is reviewed after {count} sessions",
        after,
    )
    at = next(n for n, one in enumerate(on.plan.visits) if one.number == after)
    parts = (on.rule(text), visit(on, at), interval(on))
    return value(message("Review"), message("{day}", day=on.plan.review_on), parts)


def check(on: PlanGrounds, judged: Check) -> Reason:
    """A day on which the result is judged, counted from the first or the last session."""
    aims = [aim for aim in on.stood.aims if aim.concern.id in judged.concerns]
    rows = [
        on.aim_row(
            aim,
            message(
                "{concern}: judged {weeks} weeks after the {which} session",
                concern=aim.concern.name,
                weeks=judged.weeks,
                which=message("first") if aim.concern.checks_from_first else message("last"),
            ),
        )
        for aim in aims
    ]
    first = len(on.plan.visits) - len(on.plan.sessions)
    ends = {
        first if aim.concern.checks_from_first else len(on.plan.visits) - 1: None for aim in aims
    }
    counted_from = tuple(visit(on, at) for at in ends)
    return value(message("Check"), message("{day}", day=judged.on), (*rows, *counted_from))


def _first_day(on: PlanGrounds) -> Iterable[Reason]:
    yield on.trace.day()
    if on.held.ahead:
        yield explain.safe_day(on.held)
    if on.plan.visits[0].kind is VisitKind.SESSION:
        yield from on.trace.shown((on.protocol.roles.test_spot,))
    earliest = on.held.ahead[-1].on if on.held.ahead else on.held.screening.judged_on
    wished = on.held.edits.course.first_on
    taken = wished is not None and wished >= earliest
    yield from on.changed(message("first visit"), taken=taken)


def _next_day(on: PlanGrounds, at: int) -> Iterable[Reason]:
    before = on.plan.visits[at - 1]
    if before.kind is VisitKind.TEST_SPOT:
        days = on.protocol.limits.test_spot_wait_days
        yield on.rule(message("{days} days or more after the test spot", days=days))
    else:
        yield interval(on)
    yield visit(on, at - 1)


def _event(on: PlanGrounds, dated: Visit) -> Iterable[Reason]:
    event = on.trace.shown((on.protocol.roles.event,))
    if not dated.moved_for_event:
        yield from event
        return
    days = on.protocol.limits.event_gap_days
    text = message("No session in the {days} days before the client's event", days=days)
    yield replace(on.rule(text), children=(*event, *on.rule(text).children))


def _visit_name(visit: Visit) -> Message:
    if visit.kind is VisitKind.TEST_SPOT:
        return message("Test spot")
    return message("Session {number}", number=visit.number)


def _day_of(visit: Visit) -> Message:
    return message("{day}", day=visit.on)
