"""A few choices side by side, of which one holds."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from mneedle_gui.ui.theme.dress import dress
from mneedle_gui.ui.theme.tokens import SPACE_1


class ChoiceRow(QWidget):
    """``chosen`` brings the key of the choice that was made by hand.

    Args:
        name: what the choices are about, for a screen reader.
        choices: keys and words.
    """

    chosen = Signal(str)

    def __init__(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        dress(self, "clear")
        self._name = name
        self._buttons: dict[str, QPushButton] = {}
        group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_1)
        for key, text in choices:
            button = dress(QPushButton(text), "tab")
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setAccessibleName(f"{name}: {text}")
            button.clicked.connect(lambda _checked=False, key=key: self.chosen.emit(key))
            group.addButton(button)
            self._buttons[key] = button
            row.addWidget(button)
        row.addStretch(1)

    @property
    def current(self) -> str:
        """The key of the present choice, nothing while none was made."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def show_choice(self, key: str) -> None:
        """Mark a choice, silently."""
        if key in self._buttons:
            self._buttons[key].setChecked(True)

    def name_choice(self, key: str, text: str) -> None:
        """Call a choice differently."""
        self._buttons[key].setText(text)
        self._buttons[key].setAccessibleName(f"{self._name}: {text}")

    def offer(self, key: str, *, offered: bool) -> None:
        """Show a choice, or take it off the row."""
        self._buttons[key].setVisible(offered)
