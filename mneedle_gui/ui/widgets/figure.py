"""One number of the plan with its name above."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mneedle_gui.ui.theme.dress import dress
from mneedle_gui.ui.widgets.text import label


class Figure(QWidget):
    """A name in small type and a value below it; both are read out together."""

    def __init__(self, name: str) -> None:
        super().__init__()
        dress(self, "clear")
        self._name = name
        self._value = label("", "number")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(label(name, "tiny-title"))
        column.addWidget(self._value)
        column.addStretch(1)

    @property
    def value(self) -> str:
        """The value shown."""
        return self._value.text()

    def show_value(self, text: str) -> None:
        """Show another value."""
        self._value.setText(text)
        self.setAccessibleName(f"{self._name}: {text}")
