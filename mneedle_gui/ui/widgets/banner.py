"""A bar across the top of a page for something that lasts, with one thing to do about it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mneedle_gui.ui.theme.dress import dress
from mneedle_gui.ui.theme.tokens import SPACE_3
from mneedle_gui.ui.widgets.buttons import Button
from mneedle_gui.ui.widgets.notice import Notice


class Banner(QWidget):
    """Hidden until something is to be told; stays until it is taken away.

    ``acted``: the button was pressed.
    """

    acted = Signal()

    def __init__(self) -> None:
        super().__init__()
        dress(self, "clear")
        self._notice = Notice()
        self._button = Button("", "small")
        self._button.clicked.connect(self.acted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_3)
        row.addWidget(self._notice, 1)
        row.addWidget(self._button)
        self.hide()

    def tell(self, tone: str, icon: str, text: str, act: str = "") -> None:
        """Show a text, with a button named ``act`` when there is something to do."""
        self._notice.show_notice(tone, icon, text)
        self._button.setText(act)
        self._button.setVisible(bool(act))
        self.show()
