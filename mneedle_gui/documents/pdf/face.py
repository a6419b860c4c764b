"""Face and body maps: outlines as they are seen, y turned over, never mirrored."""

from __future__ import annotations

from collections.abc import Mapping

from mneedle_gui.documents.model import FaceMap, Role
from mneedle_gui.documents.pdf.boxes import Box, stack
from mneedle_gui.documents.pdf.fonts import Weight
from mneedle_gui.documents.pdf.pen import Pen
from mneedle_gui.documents.pdf.setting import Setting
from mneedle_gui.documents.pdf.styles import (
    HAIR,
    KEEP_OUT,
    MAP_DARK,
    MAP_LIGHT,
    MM,
    ON_PRIMARY,
    PRIMARY,
    SKIN,
    SKIN_LINE,
    ZONE_LINE,
    Type,
)
from mneedle_gui.domain.zone_map import (
    Box as Bounds,
)
from mneedle_gui.domain.zone_map import (
    Close,
    Cubic,
    Line,
    MapShape,
    Move,
    Path,
    Segment,
    ZoneMap,
    bounds,
)

_HEIGHTS = (50 * MM, 84 * MM)  # of the picture, on a full page and on an airy one
_LETTER, _LEAST = 9.0, 4.4  # sizes of the letters, in points
_MARGIN = 4.0  # around the picture, in map units


def face_map(block: FaceMap, setting: Setting, maps: Mapping[str, ZoneMap]) -> Box:
    """The maps side by side, the legend and the caption below."""
    look = setting.look
    views = [maps[view] for view in block.views if view in maps]
    pictures = _pictures(block, views, setting, look.between(*_HEIGHTS))
    style = look.paragraph(Role.NOTE)
    plain = Type(style.size, style.leading)
    legend = [
        setting.text(setting.led(item.lead, item.text, plain), plain) for item in block.legend
    ]
    caption = setting.text(((Weight.REGULAR, block.caption),), style, above=2)
    gap = look.between_blocks
    return stack((pictures, *legend, caption), gap, gap)


def _pictures(block: FaceMap, views: list[ZoneMap], setting: Setting, height: float) -> Box:
    frames = [_frame(view, block) for view in views]
    shapes = sum((right - left) / (bottom - top) for left, top, right, bottom in frames)
    gutter = 8.0
    room = setting.width - gutter * max(0, len(frames) - 1)
    height = min(height, room / shapes) if shapes else 0.0

    def draw(pen: Pen, x: float, top: float) -> None:
        total = height * shapes + gutter * (len(frames) - 1)
        left = x + (setting.width - total) / 2
        for view, frame in zip(views, frames, strict=True):
            scale = height / (frame[3] - frame[1])
            _Map(pen, setting, block, _Place(left, top, frame, scale)).draw(view)
            left += (frame[2] - frame[0]) * scale + gutter

    return Box(height, draw, below=4)


def _frame(view: ZoneMap, block: FaceMap) -> Bounds:
    """The part of a map that is shown: the head alone, unless a shaded part lies outside it."""
    left, top, width, height = view.viewbox
    everything = (left, top, left + width, top + height)
    shaded = {area.part for area in block.areas}
    head = [
        bounds(s.path) for s in view.shapes if s.kind == "decor" and s.id in {"head", "hair", "ear"}
    ]
    parts = [bounds(s.path) for s in view.zones if s.id in shaded]
    if len(head) < 3:
        return everything
    shown = _around(head)
    if any(part[3] > shown[3] or part[1] < shown[1] for part in parts):
        return everything
    return shown


def _around(boxes: list[Bounds]) -> Bounds:
    return (
        min(box[0] for box in boxes) - _MARGIN,
        min(box[1] for box in boxes) - _MARGIN,
        max(box[2] for box in boxes) + _MARGIN,
        max(box[3] for box in boxes) + _MARGIN,
    )


class _Place:
    """Turns map units into points on the sheet."""

    def __init__(self, left: float, top: float, frame: Bounds, scale: float) -> None:
        self.left, self.top, self.frame, self.scale = left, top, frame, scale

    def at(self, x: float, y: float) -> tuple[float, float]:
        """The point on the sheet of a point on the map; y is turned over."""
        return (
            self.left + (x - self.frame[0]) * self.scale,
            self.top - (y - self.frame[1]) * self.scale,
        )


class _Map:
    """Draws one view."""

    def __init__(self, pen: Pen, setting: Setting, block: FaceMap, place: _Place) -> None:
        self.pen, self.setting, self.block, self.place = pen, setting, block, place

    def draw(self, view: ZoneMap) -> None:
        """Body, zones, keep-outs, lines, then the letters on top."""
        canvas = self.pen.canvas
        canvas.saveState()
        clip = canvas.beginPath()
        left, top, right, bottom = self.place.frame
        x, y = self.place.at(left, bottom)
        clip.rect(x, y, (right - left) * self.place.scale, (bottom - top) * self.place.scale)
        canvas.clipPath(clip, stroke=0, fill=0)
        areas = {area.part: area for area in self.block.areas}
        for shape in view.shapes:
            area = areas.get(shape.id) if shape.kind == "zone" else None
            self._shape(shape, None if area is None else area.main)
        canvas.restoreState()
        for shape in view.zones:
            if shape.id in areas and shape.anchor is not None:
                self._letter(shape, areas[shape.id].letter, dark=areas[shape.id].main)

    def _shape(self, shape: MapShape, main: bool | None) -> None:
        operators = self._outline(shape.path)
        match shape.kind:
            case "line":
                self.pen.shape(operators, None, SKIN_LINE)
            case "keep_out":
                self.pen.shape(operators, KEEP_OUT, SKIN_LINE)
            case "decor":
                ground = HAIR if shape.css_class == "hair" else SKIN
                self.pen.shape(operators, ground, SKIN_LINE)
            case _ if main is None:
                self.pen.canvas.setDash(1.5, 1.5)
                self.pen.shape(operators, None, ZONE_LINE, 0.6)
                self.pen.canvas.setDash()
            case _:
                self.pen.shape(operators, MAP_DARK if main else MAP_LIGHT, PRIMARY)

    def _outline(self, path: Path) -> str:
        """The outline in PDF operators, on the sheet."""
        return " ".join(self._operator(segment) for segment in path.segments)

    def _operator(self, segment: Segment) -> str:
        match segment:
            case Move(x, y):
                return f"{self._point(x, y)} m"
            case Line(x, y):
                return f"{self._point(x, y)} l"
            case Cubic(x1, y1, x2, y2, x, y):
                return f"{self._point(x1, y1)} {self._point(x2, y2)} {self._point(x, y)} c"
            case Close():
                return "h"

    def _point(self, x: float, y: float) -> str:
        return "{:.2f} {:.2f}".format(*self.place.at(x, y))

    def _letter(self, shape: MapShape, letter: str, *, dark: bool) -> None:
        if shape.anchor is None:
            return
        left, top, right, bottom = bounds(shape.path)
        room = min(right - left, bottom - top) * self.place.scale
        size = min(_LETTER, max(_LEAST, room * 0.6))
        style = Type(size, size * 1.2, Weight.BOLD, ON_PRIMARY if dark else PRIMARY)
        line = self.setting.breaker.lines(((style.weight, letter),), 1e6, size)[0]
        x, y = self.place.at(*shape.anchor)
        self.pen.centred(line, x, y + style.leading / 2, style)
