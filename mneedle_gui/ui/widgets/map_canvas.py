"""One view of the body, painted; zones are toggled by mouse or keyboard. Never mirrored."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mneedle_gui.ui.theme import skin
from mneedle_gui.ui.widgets.map_painter import MapPainter
from mneedle_gui.ui.widgets.map_shown import MapState, ZoneIndex

REACH = 10
"""How many pixels beside a zone still mean it."""

_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_TOGGLES = (Qt.Key.Key_Space, Qt.Key.Key_Select)


class MapCanvas(QWidget):
    """Paints one map. ``toggled`` names a zone that was clicked or chosen by Space.

    Args:
        index: the map and its zones.
        name_of: what a screen reader calls a zone in its present state.
        height: in pixels at 100 %.
        order: zones in the order of the protocol, the first gets the focus.
    """

    toggled = Signal(str)
    focused = Signal(str)

    def __init__(
        self,
        index: ZoneIndex,
        name_of: Callable[[str], str],
        height: int,
        order: tuple[str, ...],
    ) -> None:
        super().__init__()
        self._index, self._name_of, self._height = index, name_of, height
        self._order = tuple(zone for zone in order if zone in index.zones)
        self._state = MapState()
        self._hovered: str | None = None
        self._at: str | None = None
        self._drawing = MapPainter(index)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        skin().changed.connect(self._look_again)

    @property
    def current(self) -> str | None:
        """The zone that the keyboard is at."""
        return self._at

    def shows_any(self, zones: Iterable[str]) -> bool:
        """Whether one of these zones is on this map."""
        return not self._index.zones.isdisjoint(zones)

    def show_state(self, state: MapState, *, head_only: bool = False) -> None:
        """Show another state; ``head_only`` leaves out what is below the chin."""
        clickable = bool(self._pickable(state))
        if (state, head_only) != (self._state, self._drawing.head_only):
            if head_only != self._drawing.head_only:
                self.updateGeometry()
            self._state, self._drawing.head_only = state, head_only
            self.update()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if clickable else Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(clickable)
        if self._at not in self._pickable(state):
            self._at = next(iter(self._pickable(state)), None)
        self._name()

    def sizeHint(self) -> QSize:
        """As high as told, as wide as the map needs then."""
        height = skin().sizes.px(self._height)
        area = self._drawing.area
        return QSize(round(height * area.width() / area.height()), height)

    def minimumSizeHint(self) -> QSize:
        """The same: a map is not squeezed."""
        return self.sizeHint()

    def zone_at(self, place: QPointF) -> str | None:
        """The zone that may be chosen at this place, or nearest to it within 10 pixels."""
        placed = self._drawing.placed(QRectF(self.rect()))
        there = placed.inverted()[0].map(place)
        shape = self._index.zone_map.zone_at(there.x(), there.y(), REACH / placed.m11())
        zone = self._index.zone_of(shape)
        return zone if zone in self._state.choosable - self._state.excluded else None

    def place_of(self, zone: str) -> QPointF:
        """Where a zone's label stands, in pixels of this widget."""
        anchor = self._index.shapes(zone)[0].anchor or (0.0, 0.0)
        return self._drawing.placed(QRectF(self.rect())).map(QPointF(*anchor))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the map, then what the pointer and the keyboard are at."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        at = self._at if self.hasFocus() else None
        self._drawing.paint(painter, QRectF(self.rect()), self._state, self._hovered, at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Outline the zone that a click would toggle."""
        self._hover(self.zone_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """No outline without pointer."""
        super().leaveEvent(event)
        self._hover(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Toggle the zone meant."""
        zone = self.zone_at(event.position())
        if event.button() is not Qt.MouseButton.LeftButton or zone is None:
            super().mousePressEvent(event)
            return
        self._go(zone)
        self.toggled.emit(zone)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys go from zone to zone, Space toggles."""
        key = Qt.Key(event.key())
        if self._at is not None and key in _TOGGLES:
            self.toggled.emit(self._at)
        elif self._at is not None and key in _STEPS:
            allowed = self._pickable(self._state)
            self._go(self._index.neighbour(self._at, allowed, *_STEPS[key]) or self._at)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show and say where the keyboard is."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """No ring without focus."""
        super().focusOutEvent(event)
        self.update()

    def _pickable(self, state: MapState) -> tuple[str, ...]:
        return tuple(z for z in self._order if z in state.choosable and z not in state.excluded)

    def _go(self, zone: str) -> None:
        self._at = zone
        self._name()
        self.update()
        self.focused.emit(zone)

    def _hover(self, zone: str | None) -> None:
        if zone != self._hovered:
            self._hovered = zone
            self.setCursor(
                Qt.CursorShape.PointingHandCursor if zone else Qt.CursorShape.ArrowCursor
            )
            self.setToolTip(self._name_of(zone) if zone else "")
            self.update()

    def _name(self) -> None:
        if self._at is not None:
            self.setAccessibleName(self._name_of(self._at))

    def _look_again(self) -> None:
        self.updateGeometry()
        self.update()
