"""A scroll area that keeps the focus in view."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

from mneedle_gui.ui.theme.dress import dress

_AROUND = 48
_TOP = 240


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
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def _follow(self, old: QWidget | None, now: QWidget | None) -> None:
        del old
        inside = self.widget()
        if now is not None and inside is not None and inside.isAncestorOf(now):
            if now.mapTo(inside, now.rect().topLeft()).y() < _TOP:
                self.verticalScrollBar().setValue(0)  # the title belongs to what comes first
            else:
                self.ensureWidgetVisible(now, 0, _AROUND)
