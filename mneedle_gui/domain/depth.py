"""Depth per zone: zone limits, concern limits and every cap that applies; the lowest wins.

All depths are ``Decimal`` millimetres of needle setting. Rounding is to the step of the content
(0.25 mm): upper ends down, lower ends up.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from mneedle_gui.domain.condition import ALWAYS, Condition, Truth, judge
from mneedle_gui.domain.facts import Aim
from mneedle_gui.domain.level import Level
from mneedle_gui.domain.plan import DepthEdit, Why, ZonePlan
from mneedle_gui.domain.protocol import (
    Cap,
    CapSessions,
    Device,
    Protocol,
    Region,
    Zone,
)
from mneedle_gui.domain.wording import message
from mneedle_gui.domain.world import AnswersWorld


@dataclass(frozen=True, slots=True)
class Limit:
    """One upper limit on the depth of a zone, in millimetres.

    ``when`` is the condition of a cap; ``aim`` the concern whose row it is, of a concern's limit.
    """

    mm: Decimal
    why: Why
    when: Condition = ALWAYS
    aim: Aim | None = None


@dataclass(frozen=True, slots=True)
class Bounds:
    """What the one who needles is bound by: the device, and own limits (``None``: none)."""

    device: Device
    level: Level | None = None


@dataclass(frozen=True, slots=True)
class DepthTable:
    """What the depths of one consultation are looked up in.

    ``first_course``: no course was had here before, so the first session stays low.
    """

    protocol: Protocol
    bounds: Bounds
    first_course: bool
    caps: tuple[Cap, ...]

    @classmethod
    def of(
        cls, world: AnswersWorld, protocol: Protocol, bounds: Bounds, *, first_course: bool
    ) -> DepthTable:
        """The table for one client: the caps whose condition is true or unknown are judged once."""
        caps = tuple(
            cap for cap in protocol.caps if judge(cap.when, world).truth is not Truth.FALSE
        )
        return cls(protocol, bounds, first_course, caps)

    def holds(self, cap_id: str) -> bool:
        """Whether the cap with this id holds for the client."""
        return any(cap.id == cap_id for cap in self.caps)

    def limits(self, zone: Zone, aims: tuple[Aim, ...]) -> list[Limit]:
        """Every upper limit that holds in all sessions of a zone; the lowest one wins."""
        return [
            *_concern_limits(aims, zone),
            *_zone_and_device_limits(zone, self.bounds.device),
            *self.caps_for(zone, aims, CapSessions.ALL),
            *_level_limits(zone, self.bounds.level),
        ]

    def caps_for(self, zone: Zone, aims: tuple[Aim, ...], sessions: CapSessions) -> list[Limit]:
        """The caps that hold in a zone for these sessions, as limits."""
        limits = []
        for cap in self.caps:
            if cap.sessions is not sessions or not _cap_concerns(cap, zone, aims):
                continue
            most = cap.max_mm if cap.max_mm is not None else zone.max_mm - (cap.minus_mm or 0)
            text = message("{cap}: at most {mm} mm", cap=cap.name, mm=most)
            limits.append(Limit(most, Why("depth_max", text, cap.id, cap.basis), cap.when))
        return limits

    def zone_plan(
        self, zone: Zone, aims: tuple[Aim, ...], edit: DepthEdit | None = None
    ) -> ZonePlan:
        """The needle settings for one zone and the aims in it (at least one, all treatable).

        ``edit`` is taken as it is; whether it may be is decided before.
        """
        protocol, first_course = self.protocol, self.first_course
        step = protocol.limits.depth_step_mm
        studied_lo = min(depths_of(aim, zone)[0] for aim in aims)
        limits = self.limits(zone, aims)
        early = self.caps_for(zone, aims, CapSessions.FIRST_TWO)
        lowest = min(limits, key=lambda limit: limit.mm)
        high = _down(lowest.mm, step)
        below_studied = high < studied_lo
        low = zone.min_mm if below_studied else max(zone.min_mm, studied_lo)
        low = min(_up(low, step), high)
        early_max = _down(min([high, *(limit.mm for limit in early)]), step)
        first_max = early_max
        if first_course:
            first_max = min(early_max, max(low, _down((low + high) / 2, step)))
            start = max(low, low + _down((high - low) / 4, step))
        else:
            start = max(low, zone.typical_mm)
        spot = self.caps_for(zone, aims, CapSessions.TEST_SPOT)
        spot_max = _down(min([first_max, *(limit.mm for limit in spot)]), step)
        why = [_chosen(lowest, limits), *(limit.why for limit in early if limit.mm < high)]
        why.append(_lower_end(zone, aims, low, below_studied))
        why.append(_first_session(first_course, protocol))
        minimum, maximum, reasons = _sessions(aims, protocol)
        edited = high if edit is None else edit.max_mm
        return ZonePlan(
            zone=zone.id,
            concerns=tuple(dict.fromkeys(aim.concern.id for aim in aims)),
            depth_min_mm=min(low, edited),
            depth_max_mm=edited,
            proposed_max_mm=high,
            first_session_max_mm=min(first_max, edited),
            early_max_mm=min(early_max, edited),
            test_spot_max_mm=min(spot_max, edited),
            start_mm=min(start, first_max, edited),
            below_studied=below_studied,
            sessions_min=minimum,
            sessions_max=maximum,
            shade=max(aim.row.shade for aim in aims),
            why=(*why, *reasons),
            edit_reason=edit.reason if edit is not None else "",
        )


def depths_of(aim: Aim, zone: Zone) -> tuple[Decimal, Decimal]:
    """The range studied for a concern in a zone, in millimetres; the body may have its own."""
    grade = aim.row
    low, high = grade.depth_lo_mm, grade.depth_hi_mm
    if zone.region is Region.BODY:
        low = grade.body_depth_lo_mm if grade.body_depth_lo_mm is not None else low
        high = grade.body_depth_hi_mm if grade.body_depth_hi_mm is not None else high
    return low, high


def _concern_limits(aims: tuple[Aim, ...], zone: Zone) -> list[Limit]:
    limits = []
    for aim in aims:
        high = depths_of(aim, zone)[1]
        text = message(
            "{concern}: at most {mm} mm for this concern", concern=aim.concern.name, mm=high
        )
        why = Why("depth_max", text, aim.concern.id, aim.row.basis)
        limits.append(Limit(high, why, aim=aim))
    return limits


def _zone_and_device_limits(zone: Zone, device: Device) -> list[Limit]:
    by_zone = dict(device.zone_max_mm)
    most = by_zone.get(zone.id, device.max_mm)
    zone_text = message("{zone}: at most {mm} mm in this zone", zone=zone.name, mm=zone.max_mm)
    device_text = message("{device}: at most {mm} mm", device=device.name, mm=most)
    return [
        Limit(zone.max_mm, Why("depth_max", zone_text, zone.id, zone.basis)),
        Limit(most, Why("depth_max", device_text, device.id, device.basis)),
    ]


def _level_limits(zone: Zone, level: Level | None) -> list[Limit]:
    """The practitioner's own limit, where the clinic set one."""
    if level is None:
        return []
    name, most = level.name, level.most_mm(on_body=zone.region is Region.BODY)
    if zone.region is Region.FACE:
        text = message("{level}: at most {mm} mm on the face (clinic policy)", level=name, mm=most)
    elif zone.region is Region.NECK:
        text = message("{level}: at most {mm} mm on the neck (clinic policy)", level=name, mm=most)
    else:
        text = message("{level}: at most {mm} mm on the body (clinic policy)", level=name, mm=most)
    return [Limit(most, Why("depth_max", text, level.id, level.basis))]


def _cap_concerns(cap: Cap, zone: Zone, aims: tuple[Aim, ...]) -> bool:
    if (cap.zones and zone.id not in cap.zones) or (cap.scar_prone_only and not zone.scar_prone):
        return False
    return not cap.concerns or any(aim.concern.id in cap.concerns for aim in aims)


def _chosen(lowest: Limit, limits: list[Limit]) -> Why:
    others = sorted({limit.mm for limit in limits if limit.mm > lowest.mm})
    if not others:
        return lowest.why
    text = message(
        "{reason} (the lowest of {count} limits)", reason=lowest.why.text, count=len(limits)
    )
    return Why("depth_max", text, lowest.why.row, lowest.why.basis)


def _lower_end(zone: Zone, aims: tuple[Aim, ...], low: Decimal, below_studied: bool) -> Why:
    if below_studied:
        text = message("The limits keep the depth below the range studied for this concern")
        return Why("depth_min", text, zone.id, zone.basis)
    aim = min(aims, key=lambda aim: depths_of(aim, zone)[0])
    text = message("{concern}: from {mm} mm", concern=aim.concern.name, mm=low)
    return Why("depth_min", text, aim.concern.id, aim.row.basis)


def _first_session(first_course: bool, protocol: Protocol) -> Why:
    if first_course:
        text = message("First course: the first session stays in the lower half of the range")
    else:
        text = message("A course was had here before: the usual starting depth of the zone")
    return Why("first_session_max", text, "limits", protocol.limits.basis)


def _sessions(aims: tuple[Aim, ...], protocol: Protocol) -> tuple[int, int, list[Why]]:
    """Two concerns in one zone: the smallest maximum, and the largest minimum not above it."""
    most = min(*(aim.row.sessions_max for aim in aims), protocol.limits.course_cap_sessions)
    least = min(max(aim.row.sessions_min for aim in aims), most)
    reasons = [
        Why(
            "sessions",
            message(
                "{concern}, {grade}: {least} to {most} sessions",
                concern=aim.concern.name,
                grade=aim.row.name,
                least=aim.row.sessions_min,
                most=aim.row.sessions_max,
            ),
            aim.concern.id,
            aim.row.basis,
        )
        for aim in aims
    ]
    return least, most, reasons


def _down(depth: Decimal, step: Decimal) -> Decimal:
    return (depth / step).to_integral_value(ROUND_FLOOR) * step


def _up(depth: Decimal, step: Decimal) -> Decimal:
    return (depth / step).to_integral_value(ROUND_CEILING) * step
