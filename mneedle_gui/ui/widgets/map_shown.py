"""What a map shows, as a value: shades, labels, zones left out, and what may be chosen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from mneedle_gui.domain.protocol import Protocol
from mneedle_gui.domain.zone_map import MapShape, ZoneMap

CHOSEN = 0
"""The shade of a zone that is chosen while its severity is not known."""


@dataclass(frozen=True, slots=True)
class MapState:
    """``shades``: chosen zones, each 1 (mild) to 3 (marked), or 0 while not graded.

    ``labels`` are short texts drawn in a zone, the shade's number where none is given. ``excluded``
    zones are hatched. ``choosable`` are the zones that a click may toggle.
    """

    shades: Mapping[str, int] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    excluded: frozenset[str] = frozenset()
    choosable: frozenset[str] = frozenset()

    def label(self, zone: str) -> str:
        """What is written in a zone, often nothing."""
        shade = self.shades.get(zone, CHOSEN)
        return self.labels.get(zone, str(shade) if shade else "")

    def toggled(self, zone: str) -> MapState:
        """The same with one zone chosen, or no longer chosen."""
        shades = {name: shade for name, shade in self.shades.items() if name != zone}
        if zone not in self.shades:
            shades[zone] = CHOSEN
        return replace(self, shades=shades)


class ZoneIndex:
    """Which shapes of one map stand for which zone; both sides belong together.

    Args:
        zone_map: one view.
        protocol: names the shapes of each zone by its parts.
    """

    def __init__(self, zone_map: ZoneMap, protocol: Protocol) -> None:
        self.zone_map = zone_map
        by_part = {part: zone.id for zone in protocol.zones for part in zone.parts}
        self._shapes: dict[str, tuple[MapShape, ...]] = {}
        for shape in zone_map.zones:
            zone = by_part.get(shape.id)
            if zone is not None:
                self._shapes[zone] = (*self._shapes.get(zone, ()), shape)
        self._zone_of = {
            shape.key: zone for zone, shapes in self._shapes.items() for shape in shapes
        }

    @property
    def zones(self) -> frozenset[str]:
        """The zones that can be seen on this map."""
        return frozenset(self._shapes)

    def shapes(self, zone: str) -> tuple[MapShape, ...]:
        """The shapes of a zone; none when it lies on another map."""
        return self._shapes.get(zone, ())

    def zone_of(self, shape: MapShape | None) -> str | None:
        """The zone that a shape stands for."""
        return None if shape is None else self._zone_of.get(shape.key)

    def neighbour(self, here: str, allowed: Iterable[str], dx: int, dy: int) -> str | None:
        """The nearest other zone in a direction, by the places of labels; ``None`` at the edge."""
        starts = [shape.anchor for shape in self.shapes(here) if shape.anchor]
        best: tuple[float, str] | None = None
        for zone in allowed:
            if zone == here:
                continue
            for shape in self.shapes(zone):
                for start in starts:
                    if shape.anchor is None:
                        continue
                    across = (shape.anchor[0] - start[0], shape.anchor[1] - start[1])
                    along = across[0] * dx + across[1] * dy
                    aside = abs(across[0] * dy) + abs(across[1] * dx)
                    if along <= 1 or aside > 3 * along:
                        continue
                    cost = along + 2 * aside
                    if best is None or cost < best[0]:
                        best = (cost, zone)
        return best[1] if best else None
