"""One line icon in the colour of a token."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mneedle_gui.ui.theme import skin


class Icon(QWidget):
    """A picture beside a word; says nothing by itself to a screen reader.

    Args:
        name: of an icon file, such as ``circle-check``.
        tone: a colour token, such as ``ok_text``.
        pixels: side length at 100 %.
    """

    def __init__(self, name: str, tone: str = "control", pixels: int = 20) -> None:
        super().__init__()
        self._name, self._tone, self._pixels = name, tone, pixels
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        skin().changed.connect(self._resize)

    @property
    def name(self) -> str:
        """Which icon is shown."""
        return self._name

    def show_icon(self, name: str, tone: str) -> None:
        """Show another icon or colour."""
        if (name, tone) != (self._name, self._tone):
            self._name, self._tone = name, tone
            self.update()

    def sizeHint(self) -> QSize:
        """The side at the present text size."""
        side = skin().sizes.px(self._pixels)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """The same: an icon is never squeezed."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw it, sharp on every screen."""
        painter = QPainter(self)
        worn = skin()
        worn.icons.paint(painter, QRectF(self.rect()), self._name, worn.colours.of(self._tone))

    def _resize(self) -> None:
        self.updateGeometry()
        self.update()
