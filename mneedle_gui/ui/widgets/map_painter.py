"""Drawing one map with a painter: skin, zones by shade, keep-out areas, lines and labels."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPainterPath, QPen, QTransform

from mneedle_gui.domain.zone_map import MapShape
from mneedle_gui.ui.theme import skin
from mneedle_gui.ui.theme.tokens import FAMILY
from mneedle_gui.ui.widgets.map_paths import painter_path, readable_on
from mneedle_gui.ui.widgets.map_shown import CHOSEN, MapState, ZoneIndex

_FOCUS, _HOVER, _THIN = 3.0, 2.0, 1.0
_BELOW_CHIN = ("trunk",)
_HEAD_EDGE = 8.0
_WIDEST_LABEL = 40.0

INKS = ("text", "canvas", "surface")
"""Tokens of which the most readable one writes the number in a zone."""


class MapPainter:
    """Draws one view. Widths are in pixels whatever the size of the map."""

    def __init__(self, index: ZoneIndex) -> None:
        self.head_only = False
        self._index = index
        self._paths = {shape.key: painter_path(shape.path) for shape in index.zone_map.shapes}
        self._rooms = {
            shape.key: _room_at(self._paths[shape.key], QPointF(*shape.anchor))
            for shape in index.zone_map.zones
            if shape.anchor is not None
        }

    @property
    def area(self) -> QRectF:
        """The part of the map that is shown, in map units."""
        if not self.head_only:
            return QRectF(*self._index.zone_map.viewbox)
        head = QRectF()
        for shape in self._index.zone_map.shapes:
            if shape.kind == "decor" and shape.id not in _BELOW_CHIN:
                head = head.united(self._paths[shape.key].boundingRect())
        return head.adjusted(-_HEAD_EDGE, -_HEAD_EDGE, _HEAD_EDGE, _HEAD_EDGE)

    def placed(self, room: QRectF) -> QTransform:
        """From map units to pixels: as large as fits, in the middle."""
        area = self.area
        scale = min(room.width() / area.width(), room.height() / area.height()) or 1.0
        left = room.left() + (room.width() - area.width() * scale) / 2
        top = room.top() + (room.height() - area.height() * scale) / 2
        return QTransform(scale, 0, 0, scale, left - area.left() * scale, top - area.top() * scale)

    def paint(
        self,
        painter: QPainter,
        room: QRectF,
        state: MapState,
        hovered: str | None,
        focused: str | None,
    ) -> None:
        """Draw everything into ``room``."""
        placed = self.placed(room)
        for shape in self._index.zone_map.shapes:
            if self.head_only and not self._is_head(shape):
                continue
            path = placed.map(self._paths[shape.key])
            if shape.kind == "zone":
                self._zone(painter, path, self._index.zone_of(shape), state)
            else:
                _plain(painter, shape, path)
        for zone, width, tone in ((hovered, _HOVER, "primary"), (focused, _FOCUS, "focus")):
            if zone is not None:
                self._outline(painter, placed, zone, width, tone)
        self._write_labels(painter, placed, state)

    def _is_head(self, shape: MapShape) -> bool:
        if shape.id in _BELOW_CHIN:
            return False
        return self.area.contains(self._paths[shape.key].boundingRect())

    def _zone(
        self, painter: QPainter, path: QPainterPath, zone: str | None, state: MapState
    ) -> None:
        worn = skin()
        if zone in state.excluded:
            painter.setPen(QPen(worn.colour("warn_line"), _THIN))
            painter.setBrush(QBrush(worn.colour("warn_line"), Qt.BrushStyle.BDiagPattern))
        elif zone is not None and zone in state.shades:
            painter.setPen(QPen(worn.colour("primary"), 1.5))
            painter.setBrush(_fill(state.shades[zone]))
        else:
            pen = QPen(worn.colour("skin_line"), _THIN)
            pen.setStyle(Qt.PenStyle.DotLine)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)

    def _outline(
        self, painter: QPainter, placed: QTransform, zone: str, width: float, tone: str
    ) -> None:
        painter.setPen(QPen(skin().colour(tone), width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for shape in self._index.shapes(zone):
            painter.drawPath(placed.map(self._paths[shape.key]))

    def _write_labels(self, painter: QPainter, placed: QTransform, state: MapState) -> None:
        worn = skin()
        inks = tuple(worn.colour(name) for name in INKS)
        for zone, shade in state.shades.items():
            text = state.label(zone)
            if not text or zone in state.excluded:
                continue
            for shape in self._index.shapes(zone):
                if shape.anchor is None or (self.head_only and not self._is_head(shape)):
                    continue
                wide, high = self._rooms[shape.key]
                room = wide * placed.m11(), high * placed.m11()
                painter.setFont(_label_font(room, len(text)))
                painter.setPen(readable_on(_fill(shade), inks))
                middle = placed.map(QPointF(*shape.anchor))
                place = QRectF(middle.x() - 30, middle.y() - 12, 60, 24)
                painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)


def _plain(painter: QPainter, shape: MapShape, path: QPainterPath) -> None:
    """Body, eyelids, lips and lines."""
    worn = skin()
    line = QPen(worn.colour("skin_line"), 1.2 if shape.kind == "decor" else _THIN)
    painter.setPen(line)
    if shape.kind == "decor":
        painter.setBrush(worn.colour("hair" if shape.css_class == "hair" else "skin"))
    elif shape.kind == "keep_out":
        painter.setBrush(worn.colour("hair"))
        painter.drawPath(path)
        painter.setBrush(QBrush(worn.colour("skin_line"), Qt.BrushStyle.BDiagPattern))
    else:
        painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)


def _fill(shade: int) -> QColor:
    return skin().colour("tint_line" if shade == CHOSEN else f"map{min(shade, 3)}")


def _label_font(room: tuple[float, float], letters: int) -> QFont:
    """As large as the zone allows at its label's place, within the sizes of the type scale."""
    fitting = min(room[0] / (0.6 * letters), room[1] / 0.8)
    font = QFont(FAMILY)
    font.setPixelSize(round(max(8.0, min(float(skin().sizes.status), fitting))))
    font.setWeight(QFont.Weight.Bold)
    return font


def _room_at(path: QPainterPath, place: QPointF) -> tuple[float, float]:
    """How wide and how high the shape is where its label stands, in map units."""

    def reach(dx: float, dy: float) -> float:
        far = 1.0
        while far < _WIDEST_LABEL and path.contains(place + QPointF(dx * far, dy * far)):
            far += 1.0
        return far

    return 2 * min(reach(1, 0), reach(-1, 0)), 2 * min(reach(0, 1), reach(0, -1))
