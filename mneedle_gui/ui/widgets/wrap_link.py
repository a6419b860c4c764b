"""A link whose words wrap when the room is narrow."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout

from mneedle_gui.ui.theme.dress import dress
from mneedle_gui.ui.widgets.filled import least_size_of, size_of
from mneedle_gui.ui.widgets.text import label


class WrapLink(QPushButton):
    """Looks like a link; the whole block of words is the button."""

    def __init__(self) -> None:
        super().__init__()
        dress(self, "wrap-link")
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._words = label("", "link-words")
        self._words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column = QVBoxLayout(self)
        column.setContentsMargins(3, 3, 3, 3)
        column.addWidget(self._words)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_text(self, text: str) -> None:
        """Show other words."""
        if text != self._words.text():
            self._words.setText(text)
            self.setAccessibleName(text)
            self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        """Words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as the words at this width."""
        layout = self.layout()
        return layout.totalHeightForWidth(width) if layout is not None else 0

    def sizeHint(self) -> QSize:
        """As the words would like."""
        return size_of(self)

    def minimumSizeHint(self) -> QSize:
        """As the words need at their narrowest."""
        return least_size_of(self)
