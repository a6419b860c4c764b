"""Headed paragraphs in a quiet box that opens in place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from mneedle_gui.ui.theme.dress import dress
from mneedle_gui.ui.widgets.text import label


class DetailBox(QFrame):
    """Closed at first; labels are reused when other paragraphs are shown."""

    def __init__(self) -> None:
        super().__init__()
        dress(self, "why")
        self._lines: list[QLabel] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 10, 12, 10)
        self._column.setSpacing(3)
        self.hide()

    @property
    def text(self) -> str:
        """Everything shown, as one text."""
        return "\n".join(line.text() for line in self._lines if not line.isHidden())

    def show_paragraphs(self, parts: Sequence[tuple[str, Sequence[str]]]) -> None:
        """Show headings and their paragraphs."""
        lines = [
            (role, text)
            for heading, texts in parts
            for role, text in (("tiny-title", heading), *(("small", text) for text in texts))
        ]
        while len(self._lines) < len(lines):
            line = label("", "small")
            self._lines.append(line)
            self._column.addWidget(line)
        for at, line in enumerate(self._lines):
            line.setVisible(at < len(lines))
            if at < len(lines):
                role, text = lines[at]
                if line.property("class") != role:
                    dress(line, role)
                    line.style().unpolish(line)
                    line.style().polish(line)
                line.setContentsMargins(0, 6 if role == "tiny-title" and at else 0, 0, 0)
                line.setText(text)
