"""A card with a heading: icon, title and a quiet note beside it, then whatever belongs in it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from mneedle_gui.ui.theme.dress import dress
from mneedle_gui.ui.theme.tokens import SPACE_2
from mneedle_gui.ui.widgets.icon import Icon
from mneedle_gui.ui.widgets.text import label


class PanelCard(QFrame):
    """``column`` takes the content, from top to bottom.

    Args:
        title: the heading.
        note: a few quiet words at the end of the heading's line.
        icon: an icon before the heading, or nothing.
    """

    def __init__(self, title: str, note: str = "", icon: str = "") -> None:
        super().__init__()
        dress(self, "card")
        self.setAccessibleName(title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 14, 16, 16)
        self.column.setSpacing(SPACE_2)
        self._icon = Icon(icon or "shield", "control", 22)
        if not icon:  # showing a widget that has no parent yet would open it as a window
            self._icon.hide()
        self._note = label(note, "status")
        head = QHBoxLayout()
        head.setSpacing(SPACE_2)
        head.addWidget(self._icon)
        head.addWidget(label(title, "heading", wraps=not note), 0 if note else 1)
        trailing = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
        self._note.setAlignment(trailing)
        if note:
            head.addWidget(self._note, 1)
        else:
            self._note.hide()
        self.column.addLayout(head)

    def show_icon(self, name: str, tone: str) -> None:
        """Change the icon of the heading."""
        self._icon.show_icon(name, tone)

    def show_note(self, text: str) -> None:
        """Change the quiet note."""
        self._note.setText(text)
