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
    legend = [
        Item(_label(case, zone, zone.depth_max_mm == deepest), letters.get(zone.zone, ""))
        for zone in zones
    ]
    legend.append(Item(case.say("Grey: we never treat here.")))
    names = tuple(case.protocol.zone(zone.zone).client_name for zone in zones)
    return FaceMap(
        views=_views(tuple(area.part for area in areas), maps),
        areas=areas,
        legend=tuple(legend),
        caption=case.say("Drawn as we look at you."),
        alt=case.say("A drawing that shows where we treat: {zones}.", zones=names),
    )


def _label(case: PlanCase, zone: ZonePlan, main: bool) -> str:
    name = capital(case.text(case.protocol.zone(zone.zone).client_name))
    shallow = zone.depth_max_mm <= case.protocol.limits.shallow_to_mm
    depth = case.say("shallow") if shallow else case.say("medium depth")
    kind = case.say("main area") if main else case.say("lighter")
    return case.say("{name}: {kind}, {depth}", name=name, kind=kind, depth=depth)


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
