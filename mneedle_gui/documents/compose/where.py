"""The map of the treated areas: letters, main areas and lighter ones, and what is never treated."""

from __future__ import annotations

from collections.abc import Mapping
from string import ascii_uppercase

from mneedle_gui.documents.compose.case import PlanCase, capital
from mneedle_gui.documents.model import Area, FaceMap, Item
from mneedle_gui.domain.plan import ZonePlan
from mneedle_gui.domain.zone_map import ZoneMap

VIEWS = ("face_front", "body_front", "body_back")
"""The maps in the order in which they are used."""

_SINGLE_LINES = 3  # areas that get a line each in the legend


def where_we_treat(case: PlanCase, maps: Mapping[str, ZoneMap]) -> FaceMap:
    """The maps that show every planned area, with a legend in words and no millimetres."""
    zones = sorted(case.plan.zones, key=lambda zone: -zone.depth_max_mm)
    deepest = zones[0].depth_max_mm
    letters = dict(zip((zone.zone for zone in zones), ascii_uppercase, strict=False))
    areas = tuple(
        Area(part, letters.get(zone.zone, ""), zone.depth_max_mm == deepest)
        for zone in zones
        for part in case.protocol.zone(zone.zone).parts
    )
    legend = _legend(case, zones, letters)
    legend.append(Item(case.say("Grey: we never treat here.")))
    names = tuple(case.protocol.zone(zone.zone).client_name for zone in zones)
    return FaceMap(
        views=_views(tuple(area.part for area in areas), maps),
        areas=areas,
        legend=tuple(legend),
        caption=case.say("Drawn as we look at you."),
        alt=case.say("A drawing that shows where we treat: {zones}.", zones=names),
    )


def _legend(case: PlanCase, zones: list[ZonePlan], letters: Mapping[str, str]) -> list[Item]:
    """One line for each area, or areas of one kind together when there are many."""
    kinds: dict[str, list[ZonePlan]] = {}
    for zone in zones:
        kinds.setdefault(_kind(case, zone, zones[0]), []).append(zone)
    if len(zones) <= _SINGLE_LINES:
        return [
            Item(f"{_name(case, zone)}: {kind}", letters.get(zone.zone, ""))
            for kind, members in kinds.items()
            for zone in members
        ]
    return [
        Item(
            ", ".join(
                f"{letters.get(z.zone, '')}\N{NO-BREAK SPACE}{_name(case, z)}".strip()
                for z in members
            ),
            f"{capital(kind)}:",
        )
        for kind, members in kinds.items()
    ]


def _name(case: PlanCase, zone: ZonePlan) -> str:
    return capital(case.text(case.protocol.zone(zone.zone).client_name))


def _kind(case: PlanCase, zone: ZonePlan, deepest: ZonePlan) -> str:
    """Main or lighter, shallow or medium: the only words for depth that a client reads."""
    shallow = zone.depth_max_mm <= case.protocol.limits.shallow_to_mm
    if zone.depth_max_mm == deepest.depth_max_mm:
        return case.say("main area, shallow") if shallow else case.say("main area, medium depth")
    return case.say("lighter, shallow") if shallow else case.say("lighter, medium depth")


def _views(parts: tuple[str, ...], maps: Mapping[str, ZoneMap]) -> tuple[str, ...]:
    """As few maps as show every part."""
    left = set(parts)
    chosen: list[str] = []
    for view in VIEWS:
        if view in maps:
            shown = {shape.id for shape in maps[view].zones} & left
            if shown:
                chosen.append(view)
                left -= shown
    return tuple(chosen)
