"""Needle settings and session parameters for the practitioner, each number with its why."""

from __future__ import annotations

from decimal import Decimal

from mneedle_gui.documents.compose.case import Case, unique
from mneedle_gui.documents.model import Block, Bullets, Heading, Item, Paragraph, Row, Table
from mneedle_gui.domain.guidance import Parameter
from mneedle_gui.domain.plan import Plan, VisitKind, Why, ZonePlan

ANAESTHETIC = "anaesthetic"
"""The group of parameters that offer a numbing cream."""

_OF_ZONE = ("depth_max", "depth_min")  # the other reasons hold for the whole course


def zones_table(case: Case, plan: Plan) -> Table:
    """One row for each zone, in millimetres of needle setting."""
    head = (
        case.say("Zone"),
        case.say("Range mm"),
        case.say("First session mm"),
        case.say("Sessions"),
        case.say("Why"),
    )
    rows = tuple(_zone_row(case, zone) for zone in plan.zones)
    return Table(head, rows, (0.21, 0.12, 0.16, 0.11, 0.4))


def _zone_row(case: Case, zone: ZonePlan) -> Row:
    number = case.words.number
    row = case.protocol.zone(zone.zone)
    concerns = case.words.joined(
        case.text(case.protocol.concern(concern).name) for concern in zone.concerns
    )
    first = case.say(
        "start {start}, at most {most}", start=zone.start_mm, most=zone.first_session_max_mm
    )
    if zone.early_max_mm < zone.depth_max_mm:
        first += case.say("; first two at most {most}", most=zone.early_max_mm)
    why = [_why(case, reason) for reason in zone.why if reason.quantity in _OF_ZONE]
    if row.caution:
        why.append(f"{case.text(row.caution)}.")
    return Row(
        (
            f"{case.text(row.name)}: {concerns}",
            f"{number(zone.depth_min_mm)}–{number(zone.depth_max_mm)}",
            first,
            _range(case, zone.sessions_min, zone.sessions_max),
            " ".join(why),
        )
    )


def _why(case: Case, why: Why) -> str:
    said = f"{case.text(why.text)} [{case.tags(why.basis)}]."
    return f"{said} {case.text(why.basis.clinic)}" if why.basis.clinic else said


def _range(case: Case, least: int, most: int) -> str:
    number = case.words.number
    return number(least) if least == most else f"{number(least)}–{number(most)}"


def course(case: Case, plan: Plan) -> tuple[Block, ...]:
    """Sessions, gap, dates, review and checks."""
    weeks, short = plan.interval, case.words.short_day
    visits = [
        case.say("test spot {day}", day=case.words.day(visit.on))
        if visit.kind is VisitKind.TEST_SPOT
        else f"{case.words.number(visit.number)}: {short(visit.on)}"
        for visit in plan.visits
    ]
    parts = [
        case.say(
            "{sessions} sessions, every {typical} weeks ({least} to {most}).",
            sessions=_range(case, plan.sessions_min, plan.sessions_max),
            typical=weeks.typical_weeks,
            least=weeks.min_weeks,
            most=weeks.max_weeks,
        ),
        case.say("Dates: {dates}.", dates=", ".join(visits)),
        case.say("Review {day}.", day=plan.review_on),
    ]
    if plan.checks:
        days = ", ".join(case.words.day(check.on) for check in plan.checks)
        parts.append(case.say("Checks: {days}.", days=days))
    parts += [case.text(rule) for rule in unique(f.stop_rule for f in plan.forecasts)]
    if not case.consultation.circumstances.device.anaesthetic:
        parts.append(case.say("No topical anaesthetic with this device."))
    elif not plan.anaesthetic:
        parts.append(case.say("No topical anaesthetic for this client."))
    shared = [w for zone in plan.zones for w in zone.why if w.quantity not in _OF_ZONE]
    parts += unique(_why(case, why) for why in (*shared, *plan.why))
    return (Paragraph(" ".join(parts), lead=case.say("Course:")),)


def edits(case: Case, plan: Plan) -> tuple[Block, ...]:
    """What the practitioner changed, and the reasons written for it."""
    items = [
        Item(
            case.say(
                "{proposed} mm changed to {taken} mm. Reason: {reason}",
                proposed=zone.proposed_max_mm,
                taken=zone.depth_max_mm,
                reason=zone.edit_reason or case.say("none needed, within the limits"),
            ),
            lead=f"{case.text(case.protocol.zone(zone.zone).name)}:",
        )
        for zone in plan.zones
        if zone.depth_max_mm != zone.proposed_max_mm
    ]
    if plan.edit_reason:
        items.append(Item(plan.edit_reason, lead=case.say("Course:")))
    items += [Item(case.text(problem.remedy)) for problem in plan.edit_problems]
    return (
        (Heading(case.say("Changes by the practitioner")), Bullets(tuple(items))) if items else ()
    )


def parameters(case: Case, plan: Plan) -> Bullets:
    """The parameters of a session that belong on the record; rows of one name make one entry."""
    texts: dict[str, list[str]] = {}
    for row in parameter_rows(case, plan):
        if row.sheet:
            texts.setdefault(case.text(row.name), []).append(case.text(row.text))
    return Bullets(tuple(Item(" ".join(parts), f"{name}:") for name, parts in texts.items()))


def parameter_rows(case: Case, plan: Plan) -> tuple[Parameter, ...]:
    """Every parameter for this client and these depths; nothing that offers a numbing cream ruled out."""
    return tuple(
        row
        for row in case.guidance.parameters
        if case.applies_or_unknown(row.when)
        and (plan.anaesthetic or row.group != ANAESTHETIC)
        and any(row.fits(_least_mm(zone, plan), zone.depth_max_mm) for zone in plan.zones)
    )


def _least_mm(zone: ZonePlan, plan: Plan) -> Decimal:
    """The lowest depth planned in a zone; a test spot may be lower than the range of the course."""
    spot = any(visit.kind is VisitKind.TEST_SPOT for visit in plan.visits)
    return min(zone.depth_min_mm, zone.test_spot_max_mm) if spot else zone.depth_min_mm
