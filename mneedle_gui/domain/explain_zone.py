"""Why trees of the needle settings of a zone, in millimetres, and of its sessions."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from mneedle_gui.domain import explain
from mneedle_gui.domain.depth import Limit, depths_of
from mneedle_gui.domain.explain_plan import PlanGrounds, range_text
from mneedle_gui.domain.plan import ZonePlan
from mneedle_gui.domain.protocol import CapSessions
from mneedle_gui.domain.reason import Reason, given, row, value
from mneedle_gui.domain.wording import NOTHING, Message, message


def zone_reasons(on: PlanGrounds, planned: ZonePlan) -> tuple[Reason, ...]:
    """Every needle setting of a zone, and its sessions."""
    spot = (spot_depth(on, planned),) if on.held.screening.test_spot else ()
    early = (early_depth(on, planned),) if planned.early_max_mm < planned.depth_max_mm else ()
    return (
        upper_depth(on, planned),
        lower_depth(on, planned),
        *spot,
        first_session(on, planned),
        *early,
        start(on, planned),
        zone_sessions(on, planned),
    )


def upper_depth(on: PlanGrounds, planned: ZonePlan) -> Reason:
    """Every limit that was looked at; the lowest decides, then rounding, then an edit."""
    zone, aims = on.here(planned)
    limits = on.stood.table.limits(zone, aims)
    lowest = min(limit.mm for limit in limits)
    rows = tuple(_limit(on, limit, decides=limit.mm == lowest) for limit in limits)
    rounded = message("Rounded down to steps of {mm} mm", mm=on.step)
    parts = (*rows, on.rule(rounded), *_edited(planned), *_set_aside(on, CapSessions.ALL))
    return value(message("Upper depth"), _mm(planned.depth_max_mm), parts)


def lower_depth(on: PlanGrounds, planned: ZonePlan) -> Reason:
    """The low end studied for the concerns, or the zone's own where limits stay below it."""
    zone, aims = on.here(planned)
    studied = min(depths_of(aim, zone)[0] for aim in aims)
    parts = [
        on.aim_row(
            aim,
            message(
                "{concern}: from {mm} mm", concern=aim.concern.name, mm=depths_of(aim, zone)[0]
            ),
            decides=not planned.below_studied and depths_of(aim, zone)[0] == studied,
        )
        for aim in aims
    ]
    least = message("{zone}: from {mm} mm in this zone", zone=zone.name, mm=zone.min_mm)
    parts.append(
        row(least, NOTHING, zone.id, zone.basis, on.protocol, decides=planned.below_studied)
    )
    parts.append(on.rule(message("Rounded up to steps of {mm} mm", mm=on.step)))
    if planned.below_studied:
        parts.append(upper_depth(on, planned))
    return value(message("Lower depth"), _mm(planned.depth_min_mm), tuple(parts))


def early_depth(on: PlanGrounds, planned: ZonePlan) -> Reason:
    """The most for the first two sessions."""
    caps = _caps(on, planned, CapSessions.FIRST_TWO)
    parts = (*caps, upper_depth(on, planned), *_set_aside(on, CapSessions.FIRST_TWO))
    return value(message("First two sessions at most"), _mm(planned.early_max_mm), parts)


def first_session(on: PlanGrounds, planned: ZonePlan) -> Reason:
    """The most for the first session: in a first course the lower half of the range."""
    half = message("First course: the first session stays in the lower half of the range")
    usual = message("A course was had here before: the first session has no limit of its own")
    rule = on.rule(half if on.stood.table.first_course else usual)
    parts = (rule, *_returning(on), early_depth(on, planned), lower_depth(on, planned))
    return value(message("First session at most"), _mm(planned.first_session_max_mm), parts)


def spot_depth(on: PlanGrounds, planned: ZonePlan) -> Reason:
    """The most for the test spot, and why there is one."""
    caps = _caps(on, planned, CapSessions.TEST_SPOT)
    parts = (*caps, on.spot(), first_session(on, planned))
    return value(message("Test spot at most"), _mm(planned.test_spot_max_mm), parts)


def start(on: PlanGrounds, planned: ZonePlan) -> Reason:
    """Where to begin: a quarter up the range, or the usual depth of the zone."""
    zone, _ = on.here(planned)
    text = message("{zone}: usually {mm} mm in this zone", zone=zone.name, mm=zone.typical_mm)
    rule = row(text, NOTHING, zone.id, zone.basis, on.protocol)
    if on.stood.table.first_course:
        rule = on.rule(message("First course: start a quarter of the way up the range"))
    parts = (rule, *_returning(on), lower_depth(on, planned), first_session(on, planned))
    return value(message("Start at"), _mm(planned.start_mm), parts)


def zone_sessions(on: PlanGrounds, planned: ZonePlan) -> Reason:
    """Sessions of a zone: the smallest maximum of its concerns, the largest minimum under it."""
    _, aims = on.here(planned)
    parts = [
        on.aim_row(
            aim,
            message(
                "{concern}: {least} to {most} sessions",
                concern=aim.concern.name,
                least=aim.row.sessions_min,
                most=aim.row.sessions_max,
            ),
            decides=aim.row.sessions_max == planned.sessions_max,
        )
        for aim in aims
    ]
    most = on.protocol.limits.course_cap_sessions
    parts.append(on.rule(message("At most {count} sessions in one course", count=most)))
    said = range_text(planned.sessions_min, planned.sessions_max)
    return value(message("Sessions"), said, tuple(parts))


def _limit(on: PlanGrounds, limit: Limit, *, decides: bool) -> Reason:
    if limit.aim is not None:
        return on.aim_row(limit.aim, limit.why.text, decides=decides)
    below = explain.behind(on.held, on.facts, limit.when)
    why = limit.why
    return row(why.text, NOTHING, why.row, why.basis, on.protocol, below, decides=decides)


def _caps(on: PlanGrounds, planned: ZonePlan, sessions: CapSessions) -> tuple[Reason, ...]:
    zone, aims = on.here(planned)
    limits = on.stood.table.caps_for(zone, aims, sessions)
    lowest = min((limit.mm for limit in limits), default=None)
    return tuple(_limit(on, limit, decides=limit.mm == lowest) for limit in limits)


def _set_aside(on: PlanGrounds, sessions: CapSessions) -> Iterable[Reason]:
    """The caps that were looked at and do not hold for this client, with the answers that say so."""
    aside = [
        cap
        for cap in on.protocol.caps
        if cap.sessions is sessions and not on.stood.table.holds(cap.id)
    ]
    rows = tuple(
        row(
            cap.name,
            message("Does not hold here"),
            cap.id,
            cap.basis,
            on.protocol,
            explain.behind(on.held, on.facts, cap.when),
        )
        for cap in aside
    )
    if rows:
        yield value(message("Limits that do not hold here"), NOTHING, rows)


def _returning(on: PlanGrounds) -> tuple[Reason, ...]:
    return on.trace.answers((on.protocol.roles.returning,))


def _edited(planned: ZonePlan) -> Iterable[Reason]:
    if planned.depth_max_mm != planned.proposed_max_mm:
        text = message("Changed by hand from {mm} mm", mm=planned.proposed_max_mm)
        yield given(text, message("{reason}", reason=planned.edit_reason))


def _mm(depth: Decimal) -> Message:
    return message("{mm} mm", mm=depth)
