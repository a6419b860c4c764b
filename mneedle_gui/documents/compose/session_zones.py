"""Needle settings and endpoints of one visit, with room for what was really done."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from mneedle_gui.documents.compose.case import PlanCase
from mneedle_gui.documents.compose.settings import parameter_rows
from mneedle_gui.documents.model import Block, Bullets, Heading, Item, Paragraph, Row, Table
from mneedle_gui.domain.guidance import Parameter
from mneedle_gui.domain.plan import Visit, VisitKind, ZonePlan

_EARLY = 2  # sessions for which the lower cap of some clients holds


def rows_of(case: PlanCase, *groups: str) -> tuple[Parameter, ...]:
    """The parameters of these groups that are for this client and these depths, in file order."""
    return tuple(row for row in parameter_rows(case, case.plan) if row.group in groups)


def zones(case: PlanCase, visit: Visit) -> tuple[Block, ...]:
    """One row for each zone, in millimetres of needle setting; the letters of endpoints below."""
    head = (
        case.say("Zone"),
        case.say("Start"),
        case.say("First max"),
        case.say("Today max"),
        case.say("Passes"),
        case.say("Endpoint"),
        case.say("Used"),
        case.say("Done"),
        case.say("Met"),
    )
    letters = _letters(case, visit)
    rows = tuple(_row(case, visit, zone, letters) for zone in case.plan.zones)
    widths = (0.24, 0.07, 0.105, 0.11, 0.095, 0.1, 0.09, 0.095, 0.095)
    made: list[Block] = [Heading(case.say("Zones, needle settings in mm"))]
    if visit.kind is VisitKind.TEST_SPOT:
        text = case.say(
            "One small place. Judge it after {days} days, before the first full session.",
            days=case.protocol.limits.test_spot_wait_days,
        )
        made.append(Paragraph(text))
    made.append(Table(head, rows, widths, lines=(6, 7), ticks=(8,)))
    named = {row.id: row for row in rows_of(case, "endpoint")}
    legend = (
        Item(f"{case.text(named[row].text)}", f"{letter} {case.text(named[row].name)}:")
        for row, letter in letters.items()
    )
    made.append(Bullets(tuple(legend)))
    return tuple(made)


def most_today_mm(visit: Visit, zone: ZonePlan) -> Decimal:
    """The most for this visit: test spot, first session, first two, then the whole range."""
    if visit.kind is VisitKind.TEST_SPOT:
        return zone.test_spot_max_mm
    if visit.number == 1:
        return zone.first_session_max_mm
    return zone.early_max_mm if visit.number <= _EARLY else zone.depth_max_mm


def _row(case: PlanCase, visit: Visit, zone: ZonePlan, letters: Mapping[str, str]) -> Row:
    number, limits = case.words.number, case.protocol.limits
    start, most = _range(visit, zone)
    name = case.text(case.protocol.zone(zone.zone).name)
    if zone.is_above_cap:
        name = case.say("{zone} (set above the limit, see record)", zone=name)
    return Row(
        (
            name,
            number(start),
            number(zone.first_session_max_mm),
            number(most),
            case.say("{least} to {most}", least=limits.passes_min, most=limits.passes_max),
            ", ".join(
                letters[row.id] for row in rows_of(case, "endpoint") if row.fits(start, most)
            ),
            "",
            "",
            "",
        )
    )


def _letters(case: PlanCase, visit: Visit) -> dict[str, str]:
    """A letter for each endpoint of this visit, by the id of its row."""
    ranges = [_range(visit, zone) for zone in case.plan.zones]
    fitting = [
        row
        for row in rows_of(case, "endpoint")
        if any(row.fits(start, most) for start, most in ranges)
    ]
    return {row.id: chr(ord("A") + number) for number, row in enumerate(fitting)}


def _range(visit: Visit, zone: ZonePlan) -> tuple[Decimal, Decimal]:
    """From where to start to the most of this visit."""
    most = most_today_mm(visit, zone)
    return min(zone.start_mm, most), most


def needling(case: PlanCase) -> tuple[Block, ...]:
    """How to needle, when to stop, and what to mind in single zones."""
    items = [
        Item(case.text(row.short or row.text), f"{case.text(row.name)}:")
        for row in rows_of(case, "needling")
    ]
    for zone in case.plan.zones:
        row = case.protocol.zone(zone.zone)
        if row.caution:
            items.append(Item(f"{case.text(row.caution)}.", f"{case.text(row.name)}:", rank=3))
    return (Bullets(tuple(items), 2),)
