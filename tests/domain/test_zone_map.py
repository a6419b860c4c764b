"""Outlines as values: boxes, inside and outside, distance, the other half of a pair."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest

from mneedle_gui.domain.zone_map import (
    FLATNESS,
    Close,
    Cubic,
    Kind,
    Line,
    MapShape,
    Move,
    Path,
    Segment,
    ZoneMap,
    bounds,
    contains,
    distance,
    flatten,
    mirrored,
    quadratic,
)

ROUND = 0.5522847498  # control length with which four cubics draw a circle, to 0.03 %


def _square(left: float, top: float, size: float) -> tuple[Segment, ...]:
    right, bottom = left + size, top + size
    return (Move(left, top), Line(right, top), Line(right, bottom), Line(left, bottom), Close())


def _circle(x: float, y: float, r: float) -> Path:
    k = r * ROUND
    return Path(
        (
            Move(x + r, y),
            Cubic(x + r, y + k, x + k, y + r, x, y + r),
            Cubic(x - k, y + r, x - r, y + k, x - r, y),
            Cubic(x - r, y - k, x - k, y - r, x, y - r),
            Cubic(x + k, y - r, x + r, y - k, x + r, y),
            Close(),
        )
    )


def _zone(part: str, path: Path, kind: Kind = "zone") -> MapShape:
    return MapShape(part, None, path, None, kind, kind)


def test_box_is_that_of_the_curve_not_of_its_controls() -> None:
    arch = Path((Move(0, 0), Cubic(0, 100, 100, 100, 100, 0)))
    assert bounds(arch) == pytest.approx((0, 0, 100, 75))


def test_box_follows_a_curve_that_overshoots_both_ends() -> None:
    wave = Path((Move(0, 0), Cubic(100, 0, -50, 0, 50, 0)))
    left, _, right, _ = bounds(wave)
    on_curve = [point[0] for point in flatten(wave, 1e-6)[0]]
    assert (left, right) == pytest.approx((min(on_curve), max(on_curve)), abs=1e-4)


def test_box_of_a_path_that_draws_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="draws nothing"):
        bounds(Path(()))


def test_quadratic_and_its_cubic_pass_through_the_same_points() -> None:
    cubic = quadratic((0, 0), (30, 60), (90, 0))
    for point in flatten(Path((Move(0, 0), cubic)), 0.01)[0]:
        t = point[0]  # x(t) = 60 t (1-t) + 90 t², solved for t
        t = (-60 + math.sqrt(3600 + 120 * t)) / 60
        assert point[1] == pytest.approx(120 * t * (1 - t), abs=1e-9)


def test_flattened_circle_stays_within_the_promised_flatness() -> None:
    for radius in (1, 10, 300):
        (points,) = flatten(_circle(0, 0, radius))
        chord_middles = [
            math.hypot((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in pairwise(points)
        ]
        assert radius - min(chord_middles) <= FLATNESS
        assert points[0] == points[-1]


def test_inside_and_outside_of_a_circle() -> None:
    circle = _circle(50, 50, 40)
    for degrees in range(0, 360, 7):
        dx, dy = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
        assert contains(circle, 50 + 39.8 * dx, 50 + 39.8 * dy)
        assert not contains(circle, 50 + 40.2 * dx, 50 + 40.2 * dy)


def test_inner_outline_is_a_hole_whichever_way_it_is_drawn() -> None:
    inner = _square(40, 40, 20)
    backwards = (Move(40, 40), Line(40, 60), Line(60, 60), Line(60, 40), Close())
    for hole in (inner, backwards):
        ring = Path((*_square(0, 0, 100), *hole))
        assert contains(ring, 20, 20)
        assert not contains(ring, 50, 50)
        assert distance(ring, 50, 50) == pytest.approx(10)


def test_distance_is_nothing_inside_and_straight_to_the_edge_outside() -> None:
    circle = _circle(0, 0, 10)
    assert distance(circle, 3, 3) == 0
    assert distance(circle, 13, 0) == pytest.approx(3, abs=FLATNESS)
    assert distance(circle, 30, 40) == pytest.approx(40, abs=FLATNESS)
    assert distance(Path(_square(0, 0, 10)), 13, 14) == pytest.approx(5)
    assert distance(Path(()), 0, 0) == math.inf


def test_open_outline_is_taken_as_closed() -> None:
    triangle = Path((Move(0, 0), Line(10, 0), Line(0, 10)))
    assert contains(triangle, 2, 2)
    assert distance(triangle, -3, 5) == pytest.approx(3)


def test_other_half_changes_side_outline_and_anchor_and_keeps_the_rest() -> None:
    cheek = MapShape("cheek", "left", _circle(270, 300, 30), (272, 301), "zone", "zone")
    other = mirrored(cheek, 400)
    assert (cheek.key, other.key) == ("cheek_left", "cheek_right")
    assert other.anchor == (128, 301)
    assert bounds(other.path) == pytest.approx((100, 270, 160, 330))
    assert mirrored(other, 400) == cheek


def test_part_that_is_not_one_of_a_pair_has_no_other_half() -> None:
    chin = _zone("chin", Path(_square(0, 0, 10)))
    assert chin.key == "chin"
    with pytest.raises(ValueError, match="no side"):
        mirrored(chin, 400)


def test_pointing_gives_the_zone_beneath_or_the_nearest_in_reach() -> None:
    near, far = Path(_square(10, 10, 10)), Path(_square(50, 10, 10))
    lips = Path(_square(21, 10, 5))
    zone_map = ZoneMap(
        view="trial",
        viewbox=(0, 0, 100, 100),
        base_side="left",
        shapes=(_zone("chin", near), _zone("jaw", far), _zone("lips", lips, "keep_out")),
    )
    chin, jaw = zone_map.zones
    assert zone_map.zone_at(15, 15) == chin
    assert zone_map.zone_at(45, 15) is None
    assert zone_map.zone_at(45, 15, reach=6) == jaw
    assert zone_map.zone_at(45, 15, reach=4) is None
    assert zone_map.zone_at(22, 13, reach=50) is None, "a keep-out is never taken for a zone"
    assert zone_map.shape("jaw") == jaw
    with pytest.raises(KeyError):
        zone_map.shape("nose")
