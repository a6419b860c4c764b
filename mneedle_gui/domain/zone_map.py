"""Pictures of the face and body as values: outlines of zones, and where a point falls.

All lengths and coordinates are in *map units*: the units of the map's own viewbox, x to the right
and y **downwards**. A map is seen as one looks at the client, so on a front view the client's left
is at the viewer's right. Maps are never flipped for right-to-left languages.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal, TypeAlias

FLATNESS = 0.05
"""How far a flattened outline may stray from the true curve, in map units."""

Side: TypeAlias = Literal["left", "right"]
"""The client's own left or right, not the viewer's."""

Kind: TypeAlias = Literal["decor", "zone", "keep_out", "line"]
"""Decor is the body beneath; a zone may be chosen; a keep-out is never treated; a line is drawn."""

Point: TypeAlias = tuple[float, float]
"""x and y in map units, y downwards."""

Polyline: TypeAlias = tuple[Point, ...]
"""Points joined by straight lines; a closed one repeats its first point at the end."""

Box: TypeAlias = tuple[float, float, float, float]
"""Left, top, right and bottom in map units (top is the smaller y)."""


@dataclass(frozen=True, slots=True)
class Move:
    """Begin a new outline at (x, y)."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line from the current point to (x, y)."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Cubic:
    """A cubic Bézier from the current point to (x, y), with controls (x1, y1) and (x2, y2)."""

    x1: float
    y1: float
    x2: float
    y2: float
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Close:
    """A straight line back to where the outline began."""


Segment: TypeAlias = Move | Line | Cubic | Close


@dataclass(frozen=True, slots=True)
class Path:
    """One or more outlines, in absolute map units; begins with a `Move`.

    What is enclosed follows the even-odd rule, so an inner outline is a hole.
    """

    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class MapShape:
    """One outline on a map.

    `id` names the body part without its side (`cheek`); `side` is the client's side, or None for
    a part that is not one of a pair. `anchor` is where a label goes; only zones have one.
    `css_class` is the colour role: `skin` or `hair` for decor, otherwise the same word as `kind`.
    """

    id: str
    side: Side | None
    path: Path
    anchor: Point | None
    kind: Kind
    css_class: str

    @property
    def key(self) -> str:
        """Part and side in one word, unique on its map: `cheek_left`, `forehead`."""
        return self.id if self.side is None else f"{self.id}_{self.side}"


@dataclass(frozen=True, slots=True)
class ZoneMap:
    """One view of the body.

    `view` names it (`face_front`); `viewbox` is left, top, width and height in map units;
    `base_side` is the client's side on which the halves of pairs are drawn in the file.
    `shapes` stand in draw order: decor, zones, keep-outs, lines.
    """

    view: str
    viewbox: tuple[float, float, float, float]
    base_side: Side
    shapes: tuple[MapShape, ...]

    @property
    def zones(self) -> tuple[MapShape, ...]:
        """The shapes that may be chosen for treatment, in draw order."""
        return tuple(shape for shape in self.shapes if shape.kind == "zone")

    def shape(self, key: str) -> MapShape:
        """The shape with this key (`cheek_left`); KeyError when the map has none."""
        for shape in self.shapes:
            if shape.key == key:
                return shape
        raise KeyError(key)

    def zone_at(self, x: float, y: float, reach: float = 0.0) -> MapShape | None:
        """The zone meant by someone pointing at (x, y), or None.

        A keep-out never gives a zone, however near one is. Otherwise it is the zone that
        encloses the point, or else the nearest one not further than `reach` map units.
        """
        if any(s.kind == "keep_out" and contains(s.path, x, y) for s in self.shapes):
            return None
        zones = self.zones
        for zone in reversed(zones):
            if contains(zone.path, x, y):
                return zone
        if not zones or reach <= 0:
            return None
        away, nearest = min(
            ((distance(zone.path, x, y), zone) for zone in zones), key=lambda pair: pair[0]
        )
        return nearest if away <= reach else None


def quadratic(start: Point, control: Point, end: Point) -> Cubic:
    """The cubic that draws exactly the quadratic Bézier from `start` to `end`."""
    return Cubic(
        x1=start[0] + (control[0] - start[0]) * 2 / 3,
        y1=start[1] + (control[1] - start[1]) * 2 / 3,
        x2=end[0] + (control[0] - end[0]) * 2 / 3,
        y2=end[1] + (control[1] - end[1]) * 2 / 3,
        x=end[0],
        y=end[1],
    )


def mirrored(shape: MapShape, mirror_x: float) -> MapShape:
    """The other half of a pair: every x becomes `mirror_x - x`, and the side is the other one.

    ValueError when the shape has no side, since there is no other half then.
    """
    if shape.side is None:
        raise ValueError(f"{shape.id} has no side and so no other half")
    return replace(
        shape,
        side="right" if shape.side == "left" else "left",
        path=Path(tuple(_mirrored_segment(segment, mirror_x) for segment in shape.path.segments)),
        anchor=None if shape.anchor is None else (mirror_x - shape.anchor[0], shape.anchor[1]),
    )


def bounds(path: Path) -> Box:
    """The tightest box around the drawn curve, in map units.

    The turning points of each curve are solved exactly, so this box is that of
    `QPainterPath.boundingRect`, not the larger one around the control points.
    ValueError for a path that draws nothing.
    """
    xs: list[float] = []
    ys: list[float] = []
    for start, segment in _steps(path):
        xs.append(start[0])
        ys.append(start[1])
        if isinstance(segment, Cubic):
            xs += _extremes(start[0], segment.x1, segment.x2, segment.x)
            ys += _extremes(start[1], segment.y1, segment.y2, segment.y)
        elif isinstance(segment, Line):
            xs.append(segment.x)
            ys.append(segment.y)
    if not xs:
        raise ValueError("the path draws nothing")
    return min(xs), min(ys), max(xs), max(ys)


def flatten(path: Path, flatness: float = FLATNESS) -> tuple[Polyline, ...]:
    """Each outline as straight lines that stray at most `flatness` map units from the curve."""
    outlines: list[list[Point]] = []
    for start, segment in _steps(path):
        match segment:
            case Move(x, y):
                outlines.append([(x, y)])
            case Line(x, y):
                outlines[-1].append((x, y))
            case Cubic():
                outlines[-1].extend(_curve_points(start, segment, flatness))
            case Close():
                outlines[-1].append(outlines[-1][0])
    return tuple(tuple(points) for points in outlines)


def contains(path: Path, x: float, y: float) -> bool:
    """Whether the path encloses (x, y): even-odd rule on the flattened curve.

    An outline left open is taken as closed by a straight line. A point within `FLATNESS` of the
    edge may fall on either side.
    """
    if not _in_control_box(path, x, y):
        return False
    inside = False
    for points in flatten(path):
        for (x0, y0), (x1, y1) in pairwise((*points, points[0])):
            if (y0 > y) != (y1 > y) and x < x0 + (y - y0) * (x1 - x0) / (y1 - y0):
                inside = not inside
    return inside


def distance(path: Path, x: float, y: float) -> float:
    """How far (x, y) is from the area of the path, in map units; 0 when it is enclosed.

    Measured to the flattened curve, so true to within `FLATNESS`. An outline left open is taken
    as closed by a straight line. Infinity for a path that draws nothing.
    """
    if contains(path, x, y):
        return 0.0
    return min(
        (
            _distance_to_line((x, y), start, end)
            for points in flatten(path)
            for start, end in pairwise((*points, points[0]))
        ),
        default=math.inf,
    )


def _steps(path: Path) -> Iterator[tuple[Point, Segment]]:
    """Each segment with the point where the pen stands before it (a `Move`: where it goes)."""
    begin = here = (0.0, 0.0)
    for segment in path.segments:
        if isinstance(segment, Move):
            begin = here = (segment.x, segment.y)
        yield here, segment
        here = begin if isinstance(segment, Close) else (segment.x, segment.y)


def _mirrored_segment(segment: Segment, mirror_x: float) -> Segment:
    match segment:
        case Move(x, y):
            return Move(mirror_x - x, y)
        case Line(x, y):
            return Line(mirror_x - x, y)
        case Cubic(x1, y1, x2, y2, x, y):
            return Cubic(mirror_x - x1, y1, mirror_x - x2, y2, mirror_x - x, y)
        case Close():
            return segment


def _extremes(p0: float, p1: float, p2: float, p3: float) -> list[float]:
    """The end and the turning values of one coordinate of a cubic."""
    a = p3 - 3 * p2 + 3 * p1 - p0
    b = 2 * (p2 - 2 * p1 + p0)
    c = p1 - p0
    turns = [t for t in _real_roots(a, b, c) if 0 < t < 1]
    return [p3, *(_bezier(p0, p1, p2, p3, t) for t in turns)]


def _real_roots(a: float, b: float, c: float) -> tuple[float, ...]:
    """Real solutions of a·t² + b·t + c = 0, by the form that loses no digits."""
    under_root = b * b - 4 * a * c
    if under_root < 0:
        return ()
    q = -(b + math.copysign(math.sqrt(under_root), b)) / 2
    return tuple(over / under for over, under in ((q, a), (c, q)) if under != 0)


def _bezier(p0: float, p1: float, p2: float, p3: float, t: float) -> float:
    s = 1 - t
    return s * s * s * p0 + 3 * s * s * t * p1 + 3 * s * t * t * p2 + t * t * t * p3


def _curve_points(start: Point, curve: Cubic, flatness: float) -> list[Point]:
    """Points after `start` along the curve, evenly spaced in its parameter.

    A chord over 1/n of the parameter strays at most 3/4 of the largest second difference of the
    control points, divided by n²; n follows from that.
    """
    bend = max(
        math.hypot(start[0] - 2 * curve.x1 + curve.x2, start[1] - 2 * curve.y1 + curve.y2),
        math.hypot(curve.x1 - 2 * curve.x2 + curve.x, curve.y1 - 2 * curve.y2 + curve.y),
    )
    pieces = max(1, math.ceil(math.sqrt(0.75 * bend / flatness)))
    points = [
        (
            _bezier(start[0], curve.x1, curve.x2, curve.x, step / pieces),
            _bezier(start[1], curve.y1, curve.y2, curve.y, step / pieces),
        )
        for step in range(1, pieces)
    ]
    return [*points, (curve.x, curve.y)]


def _in_control_box(path: Path, x: float, y: float) -> bool:
    """False only when (x, y) is surely outside: a curve stays within its control points."""
    xs: list[float] = []
    ys: list[float] = []
    for segment in path.segments:
        match segment:
            case Move(px, py) | Line(px, py):
                xs.append(px)
                ys.append(py)
            case Cubic(x1, y1, x2, y2, px, py):
                xs += (x1, x2, px)
                ys += (y1, y2, py)
            case Close():
                pass
    return bool(xs) and min(xs) <= x <= max(xs) and min(ys) <= y <= max(ys)


def _distance_to_line(point: Point, start: Point, end: Point) -> float:
    dx, dy = end[0] - start[0], end[1] - start[1]
    length_squared = dx * dx + dy * dy
    if length_squared == 0:
        return math.dist(point, start)
    along = ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / length_squared
    along = min(1.0, max(0.0, along))
    return math.dist(point, (start[0] + along * dx, start[1] + along * dy))
