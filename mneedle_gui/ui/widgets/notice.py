"""A strip that tells of something noticed: colour, icon and words together."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from mneedle_gui.ui.theme.dress import dress, redress
from mneedle_gui.ui.theme.tokens import SPACE_2, SPACE_3
from mneedle_gui.ui.widgets.icon import Icon
from mneedle_gui.ui.widgets.text import label


class Notice(QFrame):
    """Shows a heading and a text in one of the tones ``stop``, ``warn``, ``ok``, ``info``."""

    def __init__(self) -> None:
        super().__init__()
        dress(self, "notice")
        self._icon = Icon("info", "info_text")
        self._heading = label("", "strong")
        self._text = label("", "body")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 14, 10)
        row.setSpacing(SPACE_2)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(self._heading)
        column.addWidget(self._text)
        row.addLayout(column, 1)
        row.addSpacing(SPACE_3)

    def show_notice(self, tone: str, icon: str, heading: str, text: str = "") -> None:
        """Show this notice in place of the last."""
        redress(self, "tone", tone)
        redress(self._heading, "tone", tone)
        self._icon.show_icon(icon, f"{tone}_text")
        self._heading.setText(heading)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self.setAccessibleName(f"{heading}. {text}".strip())
