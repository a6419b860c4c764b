"""A number with a button to each side; typed, stepped by keys, or clicked."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QLocale, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QPushButton, QWidget

from mneedle_gui.domain.wording import Words, message
from mneedle_gui.ui.theme import skin
from mneedle_gui.ui.theme.dress import dress, redress
from mneedle_gui.ui.theme.tokens import SPACE_1


class _Box(QDoubleSpinBox):
    """A spin box that a turning wheel over it does not change by accident."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page unless the box has the focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class Stepper(QWidget):
    """``changed`` brings the new number, as a ``Decimal`` with the places of the step.

    Args:
        name: what a screen reader calls the number.
        unit: shown after it, such as ``mm``.
        step: what one click adds.
        words: the language.
    """

    changed = Signal(object)

    def __init__(self, name: str, unit: str, step: Decimal, words: Words) -> None:
        super().__init__()
        dress(self, "clear")
        self._step = step
        exponent = step.as_tuple().exponent
        self._places = -exponent if isinstance(exponent, int) else 0
        self.box = _Box()
        self.box.setLocale(QLocale(words.language))
        self.box.setDecimals(self._places)
        self.box.setSingleStep(float(step))
        self.box.setSuffix(f"\u00a0{unit}" if unit else "")
        self.box.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.box.setKeyboardTracking(False)
        self.box.setAccessibleName(name)
        self.box.valueChanged.connect(lambda: self.changed.emit(self.value))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_1)
        row.addWidget(self._button("\u2212", words.say(message("{name}: less", name=name)), -1))
        row.addWidget(self.box)
        row.addWidget(self._button("+", words.say(message("{name}: more", name=name)), 1))
        row.addStretch(1)
        skin().changed.connect(self._fit)
        self._fit()

    @property
    def value(self) -> Decimal:
        """The number shown."""
        return Decimal(f"{self.box.value():.{self._places}f}")

    def show_value(self, value: Decimal, least: Decimal, most: Decimal) -> None:
        """Show a number and its bounds, silently."""
        blocker = QSignalBlocker(self.box)
        self.box.setRange(float(least), float(max(most, value)))
        self.box.setValue(float(value))
        del blocker

    def show_wrong(self, wrong: bool, remedy: str = "") -> None:
        """A red frame while something is to be done about the number."""
        redress(self.box, "wrong", wrong)
        self.box.setAccessibleDescription(remedy if wrong else "")

    def _button(self, text: str, name: str, steps: int) -> QPushButton:
        button = dress(QPushButton(text), "step")
        button.setAutoDefault(False)
        button.setAutoRepeat(True)
        button.setAccessibleName(name)
        button.clicked.connect(lambda: self.box.stepBy(steps))
        return button

    def _fit(self) -> None:
        self.box.setFixedWidth(skin().sizes.px(104))
