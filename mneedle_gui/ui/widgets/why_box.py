"""Why a question is asked, opened in place."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout

from mneedle_gui.ui.theme.dress import dress
from mneedle_gui.ui.theme.tokens import SPACE_2
from mneedle_gui.ui.widgets.icon import Icon
from mneedle_gui.ui.widgets.text import label


class WhyBox(QFrame):
    """The reason behind a question; closed at first."""

    def __init__(self, text: str) -> None:
        super().__init__()
        dress(self, "why")
        self.text = text
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(SPACE_2)
        row.addWidget(Icon("info", "info_text", 18), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label(text, "small"), 1)
        self.hide()
