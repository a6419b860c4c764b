"""Reads a face or body map (`resources/face/*.json`) into a `ZoneMap`.

A map file (`zone-map/1`) is one JSON object:

- `view`: its name; `viewbox`: left, top, width, height; `mirror_x`: the width that pairs are
  reflected in (x becomes `mirror_x - x`); `base_side`: the client's side, `left` or `right`, that
  the stored halves of pairs lie on.
- `decor`, `zones`, `keep_out`, `lines`: lists of shapes, drawn in this order.
- A shape has an `id` without side and an outline `d` of absolute `M L C Q Z` as in SVG;
  `"mirror": true` makes it a pair; a zone has an `anchor` inside it for its label; decor has a
  `class`, `skin` or `hair`. Only lines may be left open.

Names, colours and depth limits of zones are not in these files.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import TypeGuard

from mneedle_gui.domain.zone_map import (
    Close,
    Cubic,
    Kind,
    Line,
    MapShape,
    Move,
    Path,
    Point,
    Segment,
    Side,
    ZoneMap,
    bounds,
    contains,
    mirrored,
    quadratic,
)

FORMAT = "zone-map/1"
"""The first thing a map file says."""

_KINDS: dict[str, Kind] = {
    "decor": "decor",
    "zones": "zone",
    "keep_out": "keep_out",
    "lines": "line",
}
_HEAD_KEYS = ("format", "view", "viewbox", "mirror_x", "base_side")
_DECOR_CLASSES = ("hair", "skin")
_TOO_FAR = 1e6  # map units; no map is so large
_ID = re.compile(r"[a-z][a-z0-9_]*")
_TOKEN = re.compile(r"\s*,?\s*(?:([A-Za-z])|([-+]?(?:\d+\.?\d*|\.\d+)))")
_NUMBERS_TAKEN = {"M": 2, "L": 2, "C": 6, "Q": 4, "Z": 0}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a map file: where, why, and what would put it right."""

    file: str
    key: str
    cause: str
    remedy: str

    def __str__(self) -> str:
        """The fault as one line."""
        place = f"{self.file}, {self.key}" if self.key else self.file
        return f"{place}: {self.cause}. {self.remedy}."


class ZoneMapError(ValueError):
    """A map file cannot be used; `faults` holds everything found wrong in it."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


def read_zone_map(path: FilePath) -> ZoneMap:
    """The map in this file.

    Raises `ZoneMapError` with all faults at once: a missing file, broken JSON, unknown keys,
    outlines that cannot be drawn or leave the viewbox, anchors outside their zone, ids used twice.
    """
    reader = _Reader(path.name)
    zone_map = reader.zone_map(_json_of(path, reader))
    if reader.faults or zone_map is None:
        raise ZoneMapError(tuple(reader.faults))
    return zone_map


def parse_path(text: str) -> Path:
    """The outline written in `text` with absolute `M L C Q Z`; quadratics become cubics.

    Each letter may be followed by several groups of numbers, as in SVG (after `M`, the further
    ones are lines). ValueError tells what cannot be read.
    """
    segments: list[Segment] = []
    begin: Point = (0.0, 0.0)
    here = begin
    for letter, numbers in _commands(text):
        if (not segments or isinstance(segments[-1], Close)) and letter != "M":
            raise ValueError(f"'{letter}' stands where an outline must begin with M")
        match letter, numbers:
            case "M", (x, y):
                segments.append(Move(x, y))
                begin = here = (x, y)
            case "L", (x, y):
                segments.append(Line(x, y))
                here = (x, y)
            case "C", (x1, y1, x2, y2, x, y):
                segments.append(Cubic(x1, y1, x2, y2, x, y))
                here = (x, y)
            case "Q", (x1, y1, x, y):
                segments.append(quadratic(here, (x1, y1), (x, y)))
                here = (x, y)
            case _:
                segments.append(Close())
                here = begin
    if len(segments) < 2:  # noqa: PLR2004 -- a lone M draws nothing
        raise ValueError("it draws nothing")
    return Path(tuple(segments))


def _commands(text: str) -> list[tuple[str, tuple[float, ...]]]:
    """Letters, each with one group of the numbers that it takes."""
    commands: list[tuple[str, tuple[float, ...]]] = []
    for letter, numbers in _letters_and_numbers(text):
        taken = _NUMBERS_TAKEN.get(letter)
        if taken is None:
            raise ValueError(f"'{letter}' is not one of M L C Q Z")
        if taken == 0 and not numbers:
            commands.append((letter, ()))
        elif taken == 0 or not numbers or len(numbers) % taken:
            raise ValueError(f"'{letter}' takes {taken} numbers at a time, not {len(numbers)}")
        else:
            groups = [tuple(numbers[i : i + taken]) for i in range(0, len(numbers), taken)]
            following = "L" if letter == "M" else letter
            commands.append((letter, groups[0]))
            commands += [(following, group) for group in groups[1:]]
    return commands


def _letters_and_numbers(text: str) -> list[tuple[str, list[float]]]:
    found: list[tuple[str, list[float]]] = []
    text = text.strip()
    position = 0
    while position < len(text):
        token = _TOKEN.match(text, position)
        if token is None:
            raise ValueError(f"'{text[position : position + 12]}' cannot be read")
        letter, number = token.groups()
        if letter:
            found.append((letter, []))
        elif found:
            found[-1][1].append(float(number))
        else:
            raise ValueError("it begins with a number instead of M")
        position = token.end()
    return found


def _json_of(path: FilePath, reader: _Reader) -> object:
    """What the file holds, or None after noting why it cannot be read."""
    try:
        content: object = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        reader.fault("", f"cannot be opened ({error.strerror})", "Restore the file")
        return None
    except UnicodeDecodeError:
        reader.fault("", "is not UTF-8 text", "Save it as UTF-8")
        return None
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        reader.fault("", f"is not JSON ({error.msg}, {where})", "Correct the text there")
        return None
    if content is None:
        reader.fault("", "holds null", "Write one JSON object")
    return content


@dataclass(slots=True)
class _Reader:
    """Turns JSON into map values and gathers faults on the way."""

    file: str
    faults: list[Fault] = field(default_factory=list)

    def fault(self, key: str, cause: str, remedy: str) -> None:
        self.faults.append(Fault(self.file, key, cause, remedy))

    def zone_map(self, content: object) -> ZoneMap | None:
        """The map, or None when any fault was noted that leaves a hole in it."""
        if content is None:
            return None
        if not _is_object(content):
            self.fault("", "is not a JSON object", "Write one object with format, view and shapes")
            return None
        if content.get("format") != FORMAT:
            self.fault("format", f"is not {FORMAT}", f'Write "{FORMAT}" if it is such a map')
            return None
        self._known_keys(content, (*_HEAD_KEYS, *_KINDS), "")
        view = self._id(content.get("view"), "view")
        viewbox = self._viewbox(content.get("viewbox"))
        mirror_x = self._number(content.get("mirror_x"), "mirror_x")
        side = self._side(content.get("base_side"))
        shapes = tuple(
            shape
            for name, kind in _KINDS.items()
            for place, item in self._items(content.get(name), name)
            for shape in self._shapes(item, kind, place, side or "left", mirror_x or 0.0)
        )
        if view is None or viewbox is None or mirror_x is None or side is None:
            return None
        zone_map = ZoneMap(view, viewbox, side, shapes)
        self._check(zone_map)
        return zone_map

    def _shapes(
        self, item: dict[str, object], kind: Kind, place: str, side: Side, mirror_x: float
    ) -> tuple[MapShape, ...]:
        """One shape, two for a pair, none when it cannot be read."""
        has_anchor, is_decor = kind == "zone", kind == "decor"
        keys = ("id", "d", "mirror", *("anchor",) * has_anchor, *("class",) * is_decor)
        self._known_keys(item, keys, place)
        part = self._id(item.get("id"), f"{place}.id")
        place = place if part is None else f"{place} ({part})"
        path = self._outline(item.get("d"), kind, place)
        anchor = self._anchor(item.get("anchor"), place) if has_anchor else None
        css_class = self._decor_class(item.get("class"), place) if is_decor else kind
        pair = item.get("mirror", False)
        if not isinstance(pair, bool):
            self.fault(f"{place}.mirror", "is neither true nor false", "Write true for a pair")
        if part is None or path is None or css_class is None or (has_anchor and anchor is None):
            return ()
        shape = MapShape(part, side if pair is True else None, path, anchor, kind, css_class)
        return (shape, mirrored(shape, mirror_x)) if pair is True else (shape,)

    def _check(self, zone_map: ZoneMap) -> None:
        """What only the whole map can show."""
        left, top, width, height = zone_map.viewbox
        for key, count in Counter(shape.key for shape in zone_map.shapes).items():
            if count > 1:
                self.fault(key, f"names {count} shapes", "Give each part its own id")
        for shape in zone_map.shapes:
            x0, y0, x1, y1 = bounds(shape.path)
            if x0 < left or y0 < top or x1 > left + width or y1 > top + height:
                self.fault(
                    shape.key, "is drawn outside the viewbox", "Move it or widen the viewbox"
                )
            if shape.anchor is not None and not contains(shape.path, *shape.anchor):
                self.fault(shape.key, "has its anchor outside itself", "Move the anchor inside")

    def _known_keys(self, item: dict[str, object], known: tuple[str, ...], place: str) -> None:
        for key in item:
            if key not in known:
                where = f"{place}.{key}" if place else key
                self.fault(where, "is not a known key", f"Use only {', '.join(known)}")

    def _items(self, value: object, name: str) -> list[tuple[str, dict[str, object]]]:
        if not isinstance(value, list):
            self.fault(name, "is not a list", "Write a list of shapes, empty if there are none")
            return []
        items: list[tuple[str, dict[str, object]]] = []
        for index, item in enumerate(value):
            if _is_object(item):
                items.append((f"{name}[{index}]", item))
            else:
                self.fault(f"{name}[{index}]", "is not an object", "Write a shape with id and d")
        return items

    def _outline(self, value: object, kind: Kind, place: str) -> Path | None:
        if not isinstance(value, str):
            self.fault(
                f"{place}.d", "is not text", 'Write an outline such as "M 0 0 L 9 0 L 9 9 Z"'
            )
            return None
        try:
            path = parse_path(value)
        except ValueError as error:
            self.fault(f"{place}.d", str(error), "Use absolute M L C Q Z, each with its numbers")
            return None
        if kind != "line" and not _is_closed(path):
            self.fault(f"{place}.d", "has an open outline", "End every outline with Z")
        return path

    def _id(self, value: object, place: str) -> str | None:
        if not isinstance(value, str) or not _ID.fullmatch(value):
            self.fault(place, "is not an id", "Write lower-case letters, digits and underscores")
            return None
        if value.endswith(("_left", "_right")):
            self.fault(place, "names a side", 'Leave the side off; "mirror": true adds it')
        return value

    def _anchor(self, value: object, place: str) -> Point | None:
        match _numbers(value):
            case (x, y):
                return x, y
        self.fault(f"{place}.anchor", "is not a point", "Write two numbers, x and y")
        return None

    def _viewbox(self, value: object) -> tuple[float, float, float, float] | None:
        match _numbers(value):
            case (left, top, width, height) if width > 0 and height > 0:
                return left, top, width, height
        self.fault("viewbox", "is not a viewbox", "Write left, top, width and height, above 0")
        return None

    def _number(self, value: object, place: str) -> float | None:
        if not _is_number(value):
            self.fault(place, "is not a number", "Write a number of map units")
            return None
        return float(value)

    def _side(self, value: object) -> Side | None:
        match value:
            case "left":
                return "left"
            case "right":
                return "right"
        self.fault("base_side", "is not a side", 'Write "left" or "right", as the client has it')
        return None

    def _decor_class(self, value: object, place: str) -> str | None:
        if not isinstance(value, str) or value not in _DECOR_CLASSES:
            known = " or ".join(_DECOR_CLASSES)
            self.fault(f"{place}.class", "is not a known class", f"Write {known}")
            return None
        return value


def _is_object(value: object) -> TypeGuard[dict[str, object]]:
    """Whether this is a JSON object; JSON has no other keys than text."""
    return isinstance(value, dict)


def _is_number(value: object) -> TypeGuard[float]:
    """Whether this is a number that can be drawn; true, NaN and endless ones are not."""
    return isinstance(value, int | float) and type(value) is not bool and abs(value) < _TOO_FAR


def _numbers(value: object) -> tuple[float, ...]:
    """A list of numbers as floats; empty for anything else."""
    if not isinstance(value, list) or not all(_is_number(item) for item in value):
        return ()
    return tuple(float(item) for item in value)


def _is_closed(path: Path) -> bool:
    """Whether every outline ends with a `Close`."""
    ends = [
        before
        for before, after in zip(path.segments, (*path.segments[1:], None), strict=True)
        if after is None or isinstance(after, Move)
    ]
    return all(isinstance(end, Close) for end in ends)
