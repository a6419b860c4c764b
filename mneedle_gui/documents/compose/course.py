"""The dated course: the line on page 1 and the appointments on page 4."""

from __future__ import annotations

from datetime import date

from mneedle_gui.documents.compose.case import PlanCase, unique
from mneedle_gui.documents.model import Row, Stop, StopKind, Table, Timeline
from mneedle_gui.domain.plan import Visit, VisitKind

_CHECKS = 2  # that find room on the line


def course_line(case: PlanCase) -> Timeline:
    """The course as a line: visits and checks in the order of their days."""
    visits = {visit.on for visit in case.plan.visits}
    checks = {check.on for check in case.plan.checks}
    stops = [
        (visit.on, _visit_stop(case, visit, checked=visit.on in checks))
        for visit in case.plan.visits
    ]
    days = sorted(checks - visits)
    shown = days if len(days) <= _CHECKS else [days[0], days[-1]]
    named = [(day, case.say("Check")) for day in shown]
    if max(checks | visits) <= case.plan.last_session_on < case.plan.review_on:
        named.append((case.plan.review_on, case.say("Review")))
    for day, name in named:
        stops.append((day, Stop(StopKind.CHECK, "✓", name, case.words.short_day(day))))
    stops.sort(key=lambda pair: pair[0])
    return Timeline(
        tuple(stop for _, stop in stops), case.say("skin keeps changing"), _caption(case)
    )


def _visit_stop(case: PlanCase, visit: Visit, *, checked: bool) -> Stop:
    day = case.words.short_day(visit.on)
    if visit.kind is VisitKind.TEST_SPOT:
        return Stop(StopKind.TEST_SPOT, case.say("T"), case.say("Test spot"), day)
    number = case.words.number(visit.number)
    text = "Session {number}, check" if checked else "Session {number}"
    return Stop(StopKind.SESSION, number, case.say(text, number=visit.number), day)


def _caption(case: PlanCase) -> str:
    plan = case.plan
    parts = [case.say("Full circle: a session. Circle with a tick: we measure the result.")]
    if plan.sessions_max > plan.sessions_min:
        parts.append(
            case.say(
                "You may need up to {most} sessions. We decide together on {day}.",
                most=plan.sessions_max,
                day=plan.review_on,
            )
        )
    else:
        parts.append(case.say("We review your course on {day}.", day=plan.review_on))
    if any(visit.moved_for_event for visit in plan.visits):
        parts.append(case.say("We moved a date to stay clear of your event."))
    return " ".join(parts)


def appointments(case: PlanCase) -> Table:
    """Every dated visit with room for the time and a note."""
    plan = case.plan
    rows = [(visit.on, _visit_name(case, visit)) for visit in plan.visits]
    if all(visit.on != plan.review_on for visit in plan.visits):
        rows.append((plan.review_on, case.say("Review")))
    rows += [(check, case.say("Check")) for check in unique(check.on for check in plan.checks)]
    rows.sort(key=lambda row: row[0])
    return Table(
        head=(
            "",
            case.say("Visit"),
            case.say("Day and date"),
            case.say("Time"),
            case.say("Note"),
        ),
        rows=tuple(Row(("", name, _long_day(case, day), "", "")) for day, name in _merged(rows)),
        widths=(0.05, 0.24, 0.38, 0.13, 0.2),
        emphasis=(1,),
        ticks=(0,),
        lines=(3, 4),
    )


def _merged(rows: list[tuple[date, str]]) -> list[tuple[date, str]]:
    """Rows of one day as one row."""
    days: dict[date, list[str]] = {}
    for day, name in rows:
        names = days.setdefault(day, [])
        names.append(name.lower() if names else name)
    return [(day, ", ".join(unique(names))) for day, names in days.items()]


def _visit_name(case: PlanCase, visit: Visit) -> str:
    if visit.kind is VisitKind.TEST_SPOT:
        return case.say("Test spot")
    if visit.on == case.plan.review_on:
        return case.say("Session {number}, review", number=visit.number)
    return case.say("Session {number}", number=visit.number)


def _long_day(case: PlanCase, day: date) -> str:
    return f"{case.words.weekday(day)} {case.words.day(day)}"
