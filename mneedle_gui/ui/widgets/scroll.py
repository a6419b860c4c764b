"""A scroll area that keeps the focus in view."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

from mneedle_gui.ui.theme.dress import dress

_AROUND = 48


class Scroll(QScrollArea):
    """Scrolls its one widget up and down; never sideways.

    Args:
        inside: what is scrolled.
        role: ``canvas`` or ``surface``.
    """

    def __init__(self, inside: QWidget, role: str = "canvas") -> None:
        super().__init__()
        dress(self, role)
        dress(inside, role)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._bring_into_view)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def _follow(self, old: QWidget | None, now: QWidget | None) -> None:
        del old
        pressed = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        if now is not None and self._holds(now) and not pressed:  # nothing moves under a click
            self._bring_into_view()
            self._later.start(0)  # once more, when a page that was just opened has its places

    def _bring_into_view(self) -> None:
        focus, inside = QApplication.focusWidget(), self.widget()
        if focus is None or inside is None or not inside.isAncestorOf(focus):
            return
        # Measured in this frame, which has no edge: asking for the viewport, of which Python knows
        # nothing yet, has PySide prepare every class of widget there is.
        if self.rect().contains(_place_of(focus, self)):
            return
        if _place_of(focus, inside).bottom() < self.height():
            self.verticalScrollBar().setValue(0)  # the title belongs to what comes first
        else:
            self.ensureWidgetVisible(focus, 0, _AROUND)

    def _holds(self, widget: QWidget) -> bool:
        inside = self.widget()
        return inside is not None and inside.isAncestorOf(widget)


def _place_of(widget: QWidget, above: QWidget) -> QRect:
    """Where a widget stands in one that holds it."""
    return QRect(widget.mapTo(above, QPoint(0, 0)), widget.size())
