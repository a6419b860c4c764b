"""A typed box with its name above, a hint, and room for what to do about a mistake."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from mneedle_gui.ui.theme.dress import dress, redress
from mneedle_gui.ui.widgets.icon import Icon
from mneedle_gui.ui.widgets.text import label


class Field(QWidget):
    """``box`` is the line edit.

    Args:
        name: shown above the box, and its accessible name.
        hint: one quiet line below the name.
        longest: most characters.
    """

    def __init__(self, name: str, hint: str = "", longest: int = 200) -> None:
        super().__init__()
        dress(self, "clear")
        self._hint = hint
        self.box = QLineEdit()
        self.box.setMaxLength(longest)
        self.box.setAccessibleName(name)
        self.box.setAccessibleDescription(hint)
        caption = label(name, "small")
        caption.setBuddy(self.box)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(caption)
        if hint:
            column.addWidget(label(hint, "status"))
        self._error = label("", "error")
        self._error_line = QWidget()
        row = QHBoxLayout(self._error_line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(Icon("circle-alert", "stop_text", 16))
        row.addWidget(self._error, 1)
        self._error_line.hide()
        column.addWidget(self._error_line)
        column.addWidget(self.box)
        self.box.textEdited.connect(lambda: self.show_error(""))

    @property
    def text(self) -> str:
        """What was typed, without spaces around it."""
        return self.box.text().strip()

    def show_error(self, text: str) -> None:
        """Show what to do; nothing takes it away."""
        if text != self._error.text():
            self._error.setText(text)
            self._error_line.setVisible(bool(text))
            redress(self.box, "wrong", bool(text))
            self.box.setAccessibleDescription(text or self._hint)
