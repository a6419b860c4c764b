"""Labels: plain text in a role of the style sheet."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from mneedle_gui.ui.theme.dress import dress


def label(text: str = "", role: str = "body", *, wraps: bool = True) -> QLabel:
    """A label that shows ``text`` as typed, never as markup."""
    made = dress(QLabel(), role)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    made.setWordWrap(wraps)
    if wraps:
        policy = made.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        made.setSizePolicy(policy)
    return made


class ElidedLabel(QLabel):
    """One line that ends in an ellipsis where room is short; a screen reader hears all of it."""

    def __init__(self, role: str = "body") -> None:
        super().__init__()
        dress(self, role)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("elides", True)
        self._whole = ""

    def show_text(self, text: str) -> None:
        """Show a text, shortened where it must be."""
        if text != self._whole:
            self._whole = text
            self.setAccessibleName(text)
            self.updateGeometry()
            self._shorten()

    def sizeHint(self) -> QSize:
        """Room for the whole text."""
        width = self.fontMetrics().horizontalAdvance(self._whole) + 2
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters."""
        few = min(self.sizeHint().width(), self.fontMetrics().horizontalAdvance("MMMM…"))
        return QSize(few, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten anew."""
        super().resizeEvent(event)
        self._shorten()

    def _shorten(self) -> None:
        mode = Qt.TextElideMode.ElideRight
        self.setText(self.fontMetrics().elidedText(self._whole, mode, self.width()))
