"""From a screening to a plan, or to the reason why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mneedle_gui.domain.answers import codes_of
from mneedle_gui.domain.dates import earliest
from mneedle_gui.domain.depth import DepthTable
from mneedle_gui.domain.facts import Aim, AnswersWorld, Facts
from mneedle_gui.domain.forecast import forecast
from mneedle_gui.domain.form import Form
from mneedle_gui.domain.outcome import Outcome
from mneedle_gui.domain.plan import (
    CourseEdit,
    DepthEdit,
    EditProblem,
    Interval,
    Plan,
    Why,
    Withheld,
    ZonePlan,
)
from mneedle_gui.domain.protocol import Device, Protocol, Zone
from mneedle_gui.domain.schedule import dated, interval_for
from mneedle_gui.domain.screening import Screening
from mneedle_gui.domain.wording import PartialDate, message

AS_PROPOSED = CourseEdit()


@dataclass(frozen=True, slots=True)
class Edits:
    """What the practitioner changed on the plan page."""

    depths: Mapping[str, DepthEdit]
    course: CourseEdit = AS_PROPOSED


NO_EDITS = Edits({})


def propose(
    form: Form,
    facts: Facts,
    screening: Screening,
    protocol: Protocol,
    device: Device,
    edits: Edits = NO_EDITS,
    earliest_on: date | None = None,
) -> Plan | Withheld:
    """The plan for a screening that allows one.

    ``earliest_on`` is the first day on which no dated rule holds any more (for a provisional plan).
    """
    dropped = tuple(aim for aim in facts.aims if aim.grade is not None and not aim.treatable)
    if not screening.allows_plan:
        return Withheld(screening.outcome, dropped=dropped)
    world = AnswersWorld.of(form, facts, screening.fired)
    aims = tuple(a for a in facts.aims if a.treatable and set(a.zones) & set(screening.zones))
    problems: list[EditProblem] = []
    first_course = protocol.roles.returning_yes not in codes_of(
        form.counted.get(protocol.roles.returning)
    )
    table = DepthTable.of(world, protocol, device, first_course=first_course)
    zones = tuple(
        _zone(table, protocol.zone(zone), aims, edits.depths.get(zone), problems)
        for zone in screening.zones
    )
    interval, interval_why = interval_for(aims, world, protocol)
    least, most = max(z.sessions_min for z in zones), max(z.sessions_max for z in zones)
    first = max(screening.judged_on, screening.not_before or facts.consulted_on)
    first = max(first, earliest_on or first)
    course = _taken(edits.course, most, interval, first, problems)
    gap = course.interval_weeks or interval.typical_weeks
    sessions = course.sessions or least
    first = course.first_on or first
    dates = dated(
        first, sessions, gap, aims, protocol.limits, screening.test_spot, _event(form, protocol)
    )
    return Plan(
        provisional=screening.outcome is Outcome.DEFER,
        zones=zones,
        sessions_min=min(least, sessions),
        sessions_max=max(most, sessions),
        interval=Interval(min(interval.min_weeks, gap), gap, max(interval.max_weeks, gap)),
        visits=dates.visits,
        review_on=dates.review_on,
        review_after=dates.review_after,
        checks=dates.checks,
        forecasts=tuple(forecast(aim, world, protocol) for aim in aims),
        cautions=tuple(f.rule.id for f in screening.findings if not f.is_open),
        dropped=dropped,
        why=(*_session_why(zones, most), *interval_why),
        edit_reason=course.reason,
        edit_problems=tuple(problems),
        anaesthetic=device.anaesthetic,
    )


def _zone(
    table: DepthTable,
    zone: Zone,
    aims: tuple[Aim, ...],
    edit: DepthEdit | None,
    problems: list[EditProblem],
) -> ZonePlan:
    here = tuple(aim for aim in aims if zone.id in aim.zones)
    proposed = table.zone_plan(zone, here)
    if edit is None or edit.max_mm == proposed.depth_max_mm:
        return proposed
    if edit.max_mm <= Decimal(0):
        problems.append(EditProblem(zone.id, message("Enter a depth above 0 mm")))
        return proposed
    if edit.max_mm > proposed.depth_max_mm and not edit.reason.strip():
        remedy = message("Write the reason for going above {mm} mm", mm=proposed.depth_max_mm)
        problems.append(EditProblem(zone.id, remedy))
        return proposed
    return table.zone_plan(zone, here, edit)


def _taken(
    edit: CourseEdit,
    most: int,
    interval: Interval,
    border: date,
    problems: list[EditProblem],
) -> CourseEdit:
    """The edit without the parts that may not be taken. ``border`` is the first day allowed."""
    reason = edit.reason.strip()
    sessions, weeks, first = edit.sessions, edit.interval_weeks, edit.first_on
    if sessions is not None and (sessions < 1 or (sessions > most and not reason)):
        remedy = message("Write the reason for more than {count} sessions", count=most)
        problems.append(EditProblem("", remedy))
        sessions = None
    if weeks is not None and (weeks < 1 or (weeks < interval.min_weeks and not reason)):
        remedy = message("Write the reason for a gap under {weeks} weeks", weeks=interval.min_weeks)
        problems.append(EditProblem("", remedy))
        weeks = None
    if first is not None and first < border:
        problems.append(EditProblem("", message("Choose {day} or a later day", day=border)))
        first = None
    changed = (sessions, weeks, first) != (None, None, None)
    return CourseEdit(sessions, weeks, first, reason if changed else "")


def _event(form: Form, protocol: Protocol) -> date | None:
    answer = form.counted.get(protocol.roles.event)
    return earliest(answer) if isinstance(answer, PartialDate) else None


def _session_why(zones: tuple[ZonePlan, ...], most: int) -> tuple[Why, ...]:
    deciding = next(zone for zone in zones if zone.sessions_max == most)
    return tuple(why for why in deciding.why if why.quantity == "sessions")
