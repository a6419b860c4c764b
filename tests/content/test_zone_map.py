"""The maps that are shipped, and what is said about a broken one."""

from __future__ import annotations

import json
import math
from itertools import combinations, pairwise
from pathlib import Path as FilePath
from typing import TYPE_CHECKING

import pytest

from mneedle_gui.content.zone_map import ZoneMapError, parse_path, read_zone_map
from mneedle_gui.domain.zone_map import (
    Box,
    Close,
    Cubic,
    Line,
    Move,
    Path,
    ZoneMap,
    bounds,
    contains,
    flatten,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QPainterPath

FACE = FilePath(__file__).parents[2] / "resources" / "face"
VIEWS = ("face_front", "body_front", "body_back")
FACE_PARTS = {
    "forehead", "glabella", "temple", "periorbital", "nose_bridge", "nose_tip_ala", "cheekbone",
    "cheek", "upper_lip", "perioral", "chin", "jaw", "neck", "decolletage",
}  # fmt: skip
BODY_PARTS = {
    "scalp", "abdomen", "arm_upper", "arm_fore", "hand", "thigh", "knee_shin", "back", "buttock",
}  # fmt: skip
ROW_HEIGHT = 0.25  # map units between the lines along which areas are measured

Spans = list[tuple[float, float]]
Rows = dict[int, Spans]


@pytest.fixture(params=VIEWS)
def zone_map(request: pytest.FixtureRequest) -> ZoneMap:
    return read_zone_map(FACE / f"{request.param}.json")


# What the shipped maps promise.


def test_every_map_is_named_as_its_file_and_all_are_known() -> None:
    files = sorted(FACE.glob("*.json"))
    assert [file.stem for file in files] == sorted(VIEWS)
    assert [read_zone_map(file).view for file in files] == sorted(VIEWS)


def test_every_zone_is_a_part_that_rules_know_and_every_part_is_drawn() -> None:
    drawn = {zone.id for view in VIEWS for zone in read_zone_map(FACE / f"{view}.json").zones}
    assert drawn == FACE_PARTS | BODY_PARTS


def test_shapes_stand_in_draw_order(zone_map: ZoneMap) -> None:
    order = ["decor", "zone", "keep_out", "line"]
    kinds = [order.index(shape.kind) for shape in zone_map.shapes]
    assert kinds == sorted(kinds)


def test_anchor_lies_inside_its_zone(zone_map: ZoneMap) -> None:
    for zone in zone_map.zones:
        assert zone.anchor is not None, zone.key
        assert contains(zone.path, *zone.anchor), zone.key


def test_zones_do_not_overlap(zone_map: ZoneMap) -> None:
    rows = {zone.key: _rows(zone.path) for zone in zone_map.zones}
    for one, other in combinations(rows, 2):
        assert _area(_common(rows[one], rows[other])) <= 8, (one, other)


def test_zones_do_not_reach_into_keep_outs(zone_map: ZoneMap) -> None:
    keep_outs = [shape for shape in zone_map.shapes if shape.kind == "keep_out"]
    for keep_out in keep_outs:
        for zone in zone_map.zones:
            common = _area(_common(_rows(zone.path), _rows(keep_out.path)))
            assert common <= 8, (zone.key, keep_out.key)


def test_zones_lie_on_skin(zone_map: ZoneMap) -> None:
    skin = _union([_rows(shape.path) for shape in zone_map.shapes if shape.css_class == "skin"])
    for zone in zone_map.zones:
        rows = _rows(zone.path)
        assert _area(_common(rows, skin)) >= 0.98 * _area(rows), zone.key


def test_halves_of_a_pair_mirror_each_other_exactly(zone_map: ZoneMap) -> None:
    middle = zone_map.viewbox[0] + zone_map.viewbox[2] / 2
    pairs = [shape for shape in zone_map.shapes if shape.side == zone_map.base_side]
    assert pairs
    for half in pairs:
        other = zone_map.shape(f"{half.id}_{'right' if half.side == 'left' else 'left'}")
        assert _numbers(other.path, mirror_x=2 * middle) == _numbers(half.path), half.key
        if half.anchor is not None:
            assert other.anchor == (2 * middle - half.anchor[0], half.anchor[1])


def test_clients_left_is_at_the_viewers_right_from_the_front_only(zone_map: ZoneMap) -> None:
    middle = zone_map.viewbox[2] / 2
    viewers_right = "left" if zone_map.view.endswith("_front") else "right"
    for zone in zone_map.zones:
        if zone.side is not None and zone.anchor is not None:
            assert (zone.anchor[0] > middle) == (zone.side == viewers_right), zone.key


def test_same_boxes_from_qt(zone_map: ZoneMap) -> None:
    pytest.importorskip("PySide6.QtGui")
    for shape in zone_map.shapes:
        assert bounds(shape.path) == pytest.approx(_qt_box(shape.path), abs=1e-6), shape.key


def test_same_boxes_from_reportlab(zone_map: ZoneMap) -> None:
    _, top, _, height = zone_map.viewbox
    for shape in zone_map.shapes:
        left, low, right, high = _reportlab_box(shape.path, page_height=height)
        box = (left, top + height - high, right, top + height - low)
        assert bounds(shape.path) == pytest.approx(box, abs=1e-6), shape.key


def test_qt_and_the_domain_agree_on_what_is_inside(zone_map: ZoneMap) -> None:
    pytest.importorskip("PySide6.QtGui")
    from PySide6.QtCore import QPointF

    left, top, width, height = zone_map.viewbox
    for zone in zone_map.zones:
        qt_path = _qt_path(zone.path)
        for column in range(1, 30):
            for row in range(1, 30):
                x, y = left + width * column / 30 + 0.37, top + height * row / 30 + 0.41
                assert contains(zone.path, x, y) == qt_path.contains(QPointF(x, y)), zone.key


# Outlines as text.


def test_outline_is_read_with_quadratics_as_cubics() -> None:
    path = parse_path("M0,0 10 0Q 40 30 10 60 L -5.5 .5 Z M 1 1 C 1 2 3 4 5 6")
    assert path.segments == (
        Move(0, 0),
        Line(10, 0),
        Cubic(30, 20, 30, 40, 10, 60),
        Line(-5.5, 0.5),
        Close(),
        Move(1, 1),
        Cubic(1, 2, 3, 4, 5, 6),
    )


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("", "draws nothing"),
        ("M 1 1", "draws nothing"),
        ("1 2 L 3 4", "begins with a number"),
        ("L 1 2 Z", "must begin with M"),
        ("M 0 0 L 1 1 Z L 2 2", "must begin with M"),
        ("M 0 0 l 1 1", "not one of M L C Q Z"),
        ("M 0 0 A 1 1 0 0 0 5 5", "not one of M L C Q Z"),
        ("M 0 0 C 1 2 3 4", "takes 6 numbers"),
        ("M 0 0 L 1 1 Z 4", "takes 0 numbers"),
        ("M 0 0 L 1 # 2", "cannot be read"),
    ],
)
def test_outline_that_cannot_be_drawn_is_refused_with_its_cause(text: str, cause: str) -> None:
    with pytest.raises(ValueError, match=cause):
        parse_path(text)


# What is said about a broken file.


def _valid() -> dict[str, object]:
    square = "M 60 10 L 90 10 L 90 40 L 60 40 Z"
    return {
        "format": "zone-map/1",
        "view": "trial",
        "viewbox": [0, 0, 100, 100],
        "mirror_x": 100,
        "base_side": "left",
        "decor": [{"id": "head", "class": "skin", "d": "M 0 0 L 100 0 L 100 100 L 0 100 Z"}],
        "zones": [{"id": "cheek", "mirror": True, "anchor": [75, 25], "d": square}],
        "keep_out": [],
        "lines": [{"id": "mouth", "d": "M 40 80 L 60 80"}],
    }


def _faults(folder: FilePath, content: object) -> list[tuple[str, str]]:
    file = folder / "trial.json"
    file.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    with pytest.raises(ZoneMapError) as caught:
        read_zone_map(file)
    assert all(fault.file == "trial.json" and fault.remedy for fault in caught.value.faults)
    assert str(caught.value).count("\n") == len(caught.value.faults) - 1
    return [(fault.key, fault.cause) for fault in caught.value.faults]


def test_valid_map_gives_pairs_with_sides_and_roles(tmp_path: FilePath) -> None:
    file = tmp_path / "trial.json"
    file.write_text(json.dumps(_valid()), encoding="utf-8")
    zone_map = read_zone_map(file)
    assert [(s.key, s.kind, s.css_class) for s in zone_map.shapes] == [
        ("head", "decor", "skin"),
        ("cheek_left", "zone", "zone"),
        ("cheek_right", "zone", "zone"),
        ("mouth", "line", "line"),
    ]


def test_missing_file_is_named(tmp_path: FilePath) -> None:
    with pytest.raises(ZoneMapError, match=r"absent\.json: cannot be opened"):
        read_zone_map(tmp_path / "absent.json")


@pytest.mark.parametrize("content", ["{", "", "null", "[1]", '{"format": "zone-map/2"}', "{}"])
def test_file_that_is_no_map_is_one_fault(tmp_path: FilePath, content: str) -> None:
    assert len(_faults(tmp_path, content)) == 1


def test_file_that_is_not_utf8_is_one_fault(tmp_path: FilePath) -> None:
    file = tmp_path / "trial.json"
    file.write_bytes(b'{"view": "\xff"}')
    with pytest.raises(ZoneMapError, match="UTF-8"):
        read_zone_map(file)


def test_all_faults_of_a_file_are_told_at_once(tmp_path: FilePath) -> None:
    content = _valid() | {
        "colour": "red",
        "decor": [{"id": "head", "class": "fur", "d": "M 0 0 L 9 9 L 0 9 Z"}],
        "zones": [
            {"id": "cheek", "anchor": [5, 5], "d": "M 60 10 L 90 10 L 90 40 Z"},
            {"id": "cheek", "anchor": [70], "d": "M 60 10 L 90 10 L 90 40"},
            {"id": "chin_left", "anchor": [2, 1], "d": "M 0 0 L 4 0 L 4 4 Z", "depth": 2},
            {"id": "Jaw", "anchor": [2, 1], "d": 7, "mirror": "yes"},
            "neck",
        ],
        "keep_out": None,
        "lines": [{"id": "cheek", "d": "M 0 0 L 101 0"}],
    }
    assert _faults(tmp_path, content) == [
        ("colour", "is not a known key"),
        ("decor[0] (head).class", "is not a known class"),
        ("zones[4]", "is not an object"),
        ("zones[1] (cheek).d", "has an open outline"),
        ("zones[1] (cheek).anchor", "is not a point"),
        ("zones[2].depth", "is not a known key"),
        ("zones[2].id", "names a side"),
        ("zones[3].id", "is not an id"),
        ("zones[3].d", "is not text"),
        ("zones[3].mirror", "is neither true nor false"),
        ("keep_out", "is not a list"),
        ("cheek", "names 2 shapes"),
        ("cheek", "has its anchor outside itself"),
        ("cheek", "is drawn outside the viewbox"),
    ]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("view", "Face front"),
        ("viewbox", [0, 0, 100]),
        ("viewbox", [0, 0, 100, 0]),
        ("viewbox", [0, 0, 100, True]),
        ("mirror_x", "100"),
        ("mirror_x", math.nan),
        ("base_side", "top"),
    ],
)
def test_head_of_the_file_is_checked(tmp_path: FilePath, key: str, value: object) -> None:
    faults = _faults(tmp_path, _valid() | {key: value})
    assert [place for place, _ in faults] == [key]


# Areas, measured exactly along horizontal lines.


def _rows(path: Path) -> Rows:
    """For each row, the spans of x that the even-odd rule puts inside the path."""
    crossings: dict[int, list[float]] = {}
    for points in flatten(path):
        for (x0, y0), (x1, y1) in pairwise((*points, points[0])):
            low, high = sorted((y0, y1))
            for row in range(math.ceil(low / ROW_HEIGHT - 0.5), math.ceil(high / ROW_HEIGHT - 0.5)):
                y = (row + 0.5) * ROW_HEIGHT
                crossings.setdefault(row, []).append(x0 + (y - y0) * (x1 - x0) / (y1 - y0))
    return {row: _pairs(sorted(xs)) for row, xs in crossings.items()}


def _pairs(xs: list[float]) -> Spans:
    return list(zip(xs[::2], xs[1::2], strict=True))


def _common(one: Rows, other: Rows) -> Rows:
    return {
        row: [
            (max(a0, b0), min(a1, b1))
            for a0, a1 in one[row]
            for b0, b1 in other[row]
            if max(a0, b0) < min(a1, b1)
        ]
        for row in one.keys() & other.keys()
    }


def _union(shapes: list[Rows]) -> Rows:
    union: Rows = {}
    for row in {row for rows in shapes for row in rows}:
        merged: Spans = []
        for start, end in sorted(span for rows in shapes for span in rows.get(row, [])):
            if merged and start <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((start, end))
        union[row] = merged
    return union


def _area(rows: Rows) -> float:
    return ROW_HEIGHT * sum(end - start for spans in rows.values() for start, end in spans)


def test_measure_of_areas_is_right() -> None:
    square = _rows(parse_path("M 0 0 L 10 0 L 10 10 L 0 10 Z M 4 4 L 6 4 L 6 6 L 4 6 Z"))
    shifted = _rows(parse_path("M 5 5 L 15 5 L 15 15 L 5 15 Z"))
    assert _area(square) == pytest.approx(96)
    assert _area(_common(square, shifted)) == pytest.approx(24)
    assert _area(_union([square, shifted])) == pytest.approx(172)


def _numbers(path: Path, mirror_x: float | None = None) -> list[tuple[float, ...]]:
    """The numbers of a path, reflected when `mirror_x` is given."""

    def turn(x: float) -> float:
        return x if mirror_x is None else mirror_x - x

    numbers: list[tuple[float, ...]] = []
    for segment in path.segments:
        match segment:
            case Move(x, y) | Line(x, y):
                numbers.append((turn(x), y))
            case Cubic(x1, y1, x2, y2, x, y):
                numbers.append((turn(x1), y1, turn(x2), y2, turn(x), y))
            case Close():
                numbers.append(())
    return numbers


# The same outlines in the two libraries that draw them.


def _qt_box(path: Path) -> Box:
    box = _qt_path(path).boundingRect()
    return box.left(), box.top(), box.right(), box.bottom()


def _qt_path(path: Path) -> QPainterPath:
    from PySide6.QtGui import QPainterPath

    drawn = QPainterPath()
    for segment in path.segments:
        match segment:
            case Move(x, y):
                drawn.moveTo(x, y)
            case Line(x, y):
                drawn.lineTo(x, y)
            case Cubic(x1, y1, x2, y2, x, y):
                drawn.cubicTo(x1, y1, x2, y2, x, y)
            case Close():
                drawn.closeSubpath()
    return drawn


def _reportlab_box(path: Path, page_height: float) -> Box:
    """The box that reportlab finds, with y upwards as on its pages."""
    shapes = pytest.importorskip("reportlab.graphics.shapes")
    drawn = shapes.Path()
    for segment in path.segments:
        match segment:
            case Move(x, y):
                drawn.moveTo(x, page_height - y)
            case Line(x, y):
                drawn.lineTo(x, page_height - y)
            case Cubic(x1, y1, x2, y2, x, y):
                drawn.curveTo(x1, page_height - y1, x2, page_height - y2, x, page_height - y)
            case Close():
                drawn.closePath()
    left, low, right, high = drawn.getBounds()
    return left, low, right, high
