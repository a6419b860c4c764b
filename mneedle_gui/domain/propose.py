"""From a screening to a plan, or to the reason why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mneedle_gui.domain.answers import codes_of
from mneedle_gui.domain.dates import earliest
from mneedle_gui.domain.depth import Bounds, DepthTable
from mneedle_gui.domain.facts import Aim, Facts
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
from mneedle_gui.domain.protocol import Protocol, Zone
from mneedle_gui.domain.schedule import dated, interval_for
from mneedle_gui.domain.screening import Screening
from mneedle_gui.domain.wording import PartialDate, message
from mneedle_gui.domain.world import AnswersWorld

AS_PROPOSED = CourseEdit()


@dataclass(frozen=True, slots=True)
class Edits:
    """What the practitioner changed on the plan page."""

    depths: Mapping[str, DepthEdit]
    course: CourseEdit = AS_PROPOSED


NO_EDITS = Edits({})


@dataclass(frozen=True, slots=True)
class Ahead:
    """How things stand on the first possible day of a provisional plan."""

    on: date
    facts: Facts
    screening: Screening


@dataclass(frozen=True, slots=True)
class Footing:
    """What the numbers of a plan stand on.

    ``fired`` are the rules that hold now or on the first possible day; ``aims`` the concerns treated.
    """

    fired: tuple[str, ...]
    world: AnswersWorld
    aims: tuple[Aim, ...]
    table: DepthTable


def footing(
    form: Form,
    facts: Facts,
    screening: Screening,
    protocol: Protocol,
    bounds: Bounds,
    ahead: Ahead | None = None,
) -> Footing:
    """What a plan is made from, for a screening that allows one."""
    now = [finding.rule.id for finding in screening.findings if not finding.is_open]
    then = [f.rule.id for f in ahead.screening.findings if not f.is_open] if ahead else []
    fired = tuple(dict.fromkeys((*now, *then)))
    world = AnswersWorld.of(form, ahead.facts if ahead else facts, frozenset(fired))
    aims = tuple(a for a in facts.aims if a.treatable and set(a.zones) & set(screening.zones))
    first_course = protocol.roles.returning_yes not in codes_of(
        form.counted.get(protocol.roles.returning)
    )
    table = DepthTable.of(world, protocol, bounds, first_course=first_course)
    return Footing(fired, world, aims, table)


def propose(
    form: Form,
    facts: Facts,
    screening: Screening,
    protocol: Protocol,
    bounds: Bounds,
    edits: Edits = NO_EDITS,
    ahead: Ahead | None = None,
) -> Plan | Withheld:
    """The plan for a screening that allows one.

    With ``ahead`` (for a provisional plan) it starts on that day at the earliest, and what fires
    then counts as well as what fires now: somebody may have a birthday in between.
    """
    dropped = tuple(aim for aim in facts.aims if aim.grade is not None and not aim.treatable)
    if not screening.allows_plan:
        return Withheld(screening.outcome, dropped=dropped)
    stood = footing(form, facts, screening, protocol, bounds, ahead)
    world, aims, table = stood.world, stood.aims, stood.table
    problems: list[EditProblem] = []
    zones = tuple(
        _zone(table, protocol.zone(zone), aims, edits.depths.get(zone), problems)
        for zone in screening.zones
    )
    interval, floor, interval_why = interval_for(aims, world, protocol)
    least, most = max(z.sessions_min for z in zones), max(z.sessions_max for z in zones)
    first = max(screening.judged_on, screening.not_before or facts.consulted_on)
    first = max(first, ahead.on if ahead else first)
    course = _taken(edits.course, most, interval, floor, first, problems)
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
        cautions=stood.fired,
        dropped=dropped,
        why=(*_session_why(zones, most), *interval_why),
        edit_reason=course.reason,
        edit_problems=tuple(problems),
        anaesthetic=bounds.device.anaesthetic and not table.holds(protocol.roles.anaesthetic_cap),
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
    deepest = table.protocol.limits.deepest_mm
    if edit.max_mm > deepest:
        problems.append(EditProblem(zone.id, message("Enter {mm} mm or less", mm=deepest)))
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
    floor: int,
    border: date,
    problems: list[EditProblem],
) -> CourseEdit:
    """The edit without the parts that may not be taken.

    ``floor`` is the shortest gap in weeks that a reason can defend, ``border`` the first day.
    """
    reason = edit.reason.strip()
    sessions, weeks, first = edit.sessions, edit.interval_weeks, edit.first_on
    if sessions is not None and (sessions < 1 or (sessions > most and not reason)):
        remedy = message("Write the reason for more than {count} sessions", count=most)
        problems.append(EditProblem("", remedy))
        sessions = None
    if weeks is not None and weeks < floor:
        remedy = message("Choose a gap of {weeks} weeks or more", weeks=floor)
        problems.append(EditProblem("", remedy))
        weeks = None
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
