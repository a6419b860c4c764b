"""Depths that a clinic made lower, zones it leaves out, and longer gaps between sessions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from mneedle_gui.content.conditions import read_condition
from mneedle_gui.content.ids import ROW_ID, suggestion
from mneedle_gui.content.overlay_rules import own_id
from mneedle_gui.content.overlay_words import (
    OWN,
    Change,
    as_shipped,
    closed_basis,
    own_basis,
    reason_of,
    softens,
    told,
)
from mneedle_gui.content.rows import read_row
from mneedle_gui.content.table import Table
from mneedle_gui.domain.condition import ALWAYS
from mneedle_gui.domain.outcome import Basis
from mneedle_gui.domain.protocol import Cap, Device, IntervalChange, Protocol, Zone
from mneedle_gui.domain.wording import Message, message

_KINDS = ("zone", "cap", "device")


def limited(rows: Iterable[Table], protocol: Protocol) -> Protocol:
    """The protocol with lower depths; a row that would allow more is a fault.

    A lower limit of a zone is one more cap, so that the lowest of all limits still wins. With 0 mm
    the zone is never treated.
    """
    done: set[tuple[str, str]] = set()
    closed: list[tuple[Zone, Message]] = []
    for row in rows:
        kinds = [kind for kind in _KINDS if kind in row]
        if len(kinds) != 1:
            row.fault("", "a limit has exactly one of zone, cap and device", "Name one")
            row.excuse()
            continue
        kind, name = kinds[0], row.text(kinds[0])
        known = {one.id: one for one in _of_kind(protocol, kind)}
        if (kind, name) in done:
            row.fault(kind, f"{kind} '{name}' has two limits", "Keep the lower one")
        elif name not in known:
            row.fault(kind, f"there is no {kind} '{name}'", suggestion(name, known))
        else:
            done.add((kind, name))
            protocol = _limited(row, known[name], protocol, closed)
            continue
        row.excuse()
    return _with_closed(protocol, closed)


def read_own_interval(row: Table, shipped: Protocol) -> IntervalChange:
    """A gap in weeks that the clinic added; without condition it holds for every client.

    Of several gaps the longest holds, so that it can only lengthen. One that is never longer than
    the shipped ones is a fault.
    """
    own_id(row, "interval", {change.id for change in shipped.intervals})
    row_id = row.identifier("id", ROW_ID)
    row.place("interval", row_id)
    given = {
        "id": row_id,
        "when": read_condition(row, "when"),
        "basis": own_basis(row, row_id),
    }
    change = read_row(row, IntervalChange, row_id, given=given)
    courses = [g for one in shipped.concerns for g in one.grades if g.interval_typical_weeks > 0]
    typical = min((grade.interval_typical_weeks for grade in courses), default=0)
    least = min((grade.interval_min_weeks for grade in courses), default=0)
    if change.typical_weeks <= typical and change.min_weeks <= least:
        softens(
            row,
            "typical_weeks",
            "the gap between sessions",
            f"at least {typical} weeks for every concern",
            f"{change.typical_weeks} weeks",
            f"write more than {typical} weeks",
        )
    return change


def _of_kind(protocol: Protocol, kind: str) -> tuple[Zone | Cap | Device, ...]:
    match kind:
        case "zone":
            return protocol.zones
        case "cap":
            return protocol.caps
        case _:
            return protocol.devices


def _limited(
    row: Table, one: Zone | Cap | Device, protocol: Protocol, closed: list[tuple[Zone, Message]]
) -> Protocol:
    reason = reason_of(row, one.id)
    if isinstance(one, Zone):
        return _limited_zone(row, one, protocol, reason, closed)
    if isinstance(one, Cap):
        return _limited_cap(row, one, protocol, reason)
    step = protocol.limits.depth_step_mm
    most = _asked(row, f"device '{one.id}'", one.max_mm, step)
    if most is None:
        return protocol
    lower = replace(
        one,
        max_mm=most,
        zone_max_mm=tuple((zone, min(mm, most)) for zone, mm in one.zone_max_mm),
        basis=_own(most, one.max_mm, reason),
    )
    devices = tuple(lower if device.id == one.id else device for device in protocol.devices)
    return replace(protocol, devices=devices)


def _limited_zone(
    row: Table, zone: Zone, protocol: Protocol, reason: Message, closed: list[tuple[Zone, Message]]
) -> Protocol:
    step = protocol.limits.depth_step_mm
    most = _asked(row, f"zone '{zone.id}'", zone.max_mm, step, may_close=True)
    if most is None:
        return protocol
    basis = _own(most, zone.max_mm, reason)
    if most > 0:
        name = message("This clinic's own limit")
        cap = Cap(OWN + zone.id, name, ALWAYS, basis, max_mm=most, zones=(zone.id,))
        return replace(protocol, caps=(*protocol.caps, cap))
    closed.append((zone, reason))
    never = replace(zone, min_mm=most, typical_mm=most, max_mm=most, basis=basis)
    zones = tuple(never if one.id == zone.id else one for one in protocol.zones)
    return replace(protocol, zones=zones)


def _limited_cap(row: Table, cap: Cap, protocol: Protocol, reason: Message) -> Protocol:
    what, step = f"cap '{cap.id}'", protocol.limits.depth_step_mm
    if cap.minus_mm is None:
        most = _asked(row, what, cap.max_mm or Decimal(0), step)
        if most is None:
            return protocol
        lower = replace(cap, max_mm=most, basis=_own(most, cap.max_mm or most, reason))
    else:
        less = _asked_less(row, what, cap, protocol)
        if less is None:
            return protocol
        change = Change(
            message("{mm} mm less than the zone's own limit", mm=less),
            message("{mm} mm less", mm=cap.minus_mm),
        )
        basis = Basis(("P",), own=True, clinic=told((change,), reason))
        lower = replace(cap, minus_mm=less, basis=basis)
    caps = tuple(lower if one.id == cap.id else one for one in protocol.caps)
    return replace(protocol, caps=caps)


def _asked(
    row: Table, what: str, shipped: Decimal, step: Decimal, *, may_close: bool = False
) -> Decimal | None:
    """The depth asked for in millimetres, if it is lower than the shipped one."""
    if "max_mm" not in row:
        row.fault("max_mm", f"the limit of {what} has no depth", 'Write max_mm = "…"')
        row.excuse()
        return None
    most = row.optional_decimal("max_mm")
    if most is None:
        return None
    if most > shipped:
        remedy = f"write less than {shipped} mm"
        softens(row, "max_mm", what, f"at most {shipped} mm", f"{most} mm", remedy)
    elif most == shipped:
        as_shipped(row, "max_mm", what, f"{shipped} mm")
    elif most < step and not (may_close and most == 0):
        rest = ", or 0 to leave the zone out" if may_close else " or more"
        row.fault("max_mm", f"{most} mm is below the smallest step", f"Write {step} mm{rest}")
    else:
        return most
    return None


def _asked_less(row: Table, what: str, cap: Cap, protocol: Protocol) -> Decimal | None:
    """How many millimetres are taken off a zone's own limit, if it is more than shipped."""
    shipped = cap.minus_mm or Decimal(0)
    if "minus_mm" not in row:
        cause = f"{what} takes {shipped} mm off the limit of each zone"
        row.fault("minus_mm", cause, f"Write minus_mm with more than {shipped} mm")
        row.excuse()
        return None
    less = row.optional_decimal("minus_mm")
    if less is None:
        return None
    treated = (zone for zone in protocol.zones if zone.max_mm > 0)
    held = [zone.max_mm for zone in treated if not cap.zones or zone.id in cap.zones]
    most = min(held, default=shipped) - protocol.limits.depth_step_mm
    if less < shipped:
        remedy = f"write more than {shipped} mm"
        softens(row, "minus_mm", what, f"{shipped} mm less", f"{less} mm less", remedy)
    elif less == shipped:
        as_shipped(row, "minus_mm", what, f"{shipped} mm")
    elif less > most:
        cause = f"with {less} mm less nothing is left in some zone"
        some = f"Write {most} mm at most, or lower" if most > shipped else "Lower"
        row.fault("minus_mm", cause, f"{some} the limits of single zones: [[limit]] with zone")
    else:
        return less
    return None


def _own(most: Decimal, shipped: Decimal, reason: Message) -> Basis:
    """Where a lower depth comes from: this clinic alone. What is shipped is told, not its sources."""
    change = Change(message("at most {mm} mm", mm=most), message("{mm} mm", mm=shipped))
    return Basis(("P",), own=True, clinic=told((change,), reason))


def _with_closed(protocol: Protocol, closed: list[tuple[Zone, Message]]) -> Protocol:
    """The rule for zones that are never needled also tells of those that this clinic leaves out."""
    if not closed:
        return protocol
    changes = tuple(
        message(
            "{zone} left out (as shipped: at most {mm} mm; reason: {reason})",
            zone=zone.name,
            mm=zone.max_mm,
            reason=reason,
        )
        for zone, reason in closed
    )
    named = tuple(zone.name for zone, _ in closed)
    for_client = tuple(zone.client_name for zone, _ in closed)
    rule = protocol.rule(protocol.roles.zone_rule)
    own = replace(
        rule,
        title=message("{title} (this clinic: {zones} too)", title=rule.title, zones=named),
        action=message(
            "{action} This clinic's own policy: leave out {zones} too.",
            action=rule.action,
            zones=named,
        ),
        reason=message(
            "{text} Our clinic also leaves out: {zones}.", text=rule.reason, zones=for_client
        ),
        basis=closed_basis(rule.basis, changes),
    )
    rules = tuple(own if one.id == rule.id else one for one in protocol.rules)
    return replace(protocol, rules=rules)
