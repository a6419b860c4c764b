"""The bar at the bottom: back, the page's main act, and which keys help."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from mneedle_gui.domain.wording import Words, message
from mneedle_gui.ui.theme import skin
from mneedle_gui.ui.theme.dress import dress
from mneedle_gui.ui.theme.tokens import SPACE_1, SPACE_3
from mneedle_gui.ui.widgets.buttons import Button
from mneedle_gui.ui.widgets.text import label

_INDENT = 28


class BottomBar(QFrame):
    """``back``, ``act`` (the main button) and ``safety`` (show or hide the panel) were pressed."""

    back = Signal()
    act = Signal()
    safety = Signal(bool)

    def __init__(self, words: Words) -> None:
        super().__init__()
        dress(self, "bottom-bar")
        self._words = words
        self._wants_keys = True
        self._back = Button(words.say(message("Back")), "", "arrow-left", "text")
        self._back.clicked.connect(self.back)
        self._act = Button("", "primary")
        self._act.clicked.connect(self.act)
        self._safety = Button(words.say(message("Safety")), "", "shield-alert", "warn_text")
        self._safety.setCheckable(True)
        self._safety.clicked.connect(self.safety)
        self._keys = self._key_line()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(_INDENT, 0, 24, 0)
        self._row.setSpacing(SPACE_3)
        self._row.addWidget(self._back)
        self._row.addWidget(self._act)
        self._row.addStretch(1)
        self._row.addWidget(self._keys)
        self._row.addWidget(self._safety)
        skin().changed.connect(self._fit)
        self._fit()

    def show_acts(self, act: str, *, keys: bool) -> None:
        """Name the main button (nothing hides it) and say whether answer keys work on this page."""
        self._act.setText(act)
        self._act.setVisible(bool(act))
        self._wants_keys = keys
        self._make_room()

    def show_indent(self, list_width: int) -> None:
        """Begin where the page begins."""
        margins = self._row.contentsMargins()
        start, end = list_width + _INDENT, 24
        if self.isRightToLeft():
            start, end = end, start
        if (margins.left(), margins.right()) != (start, end):
            self._row.setContentsMargins(start, 0, end, 0)
            self._make_room()

    def show_safety(self, *, offered: bool, is_open: bool) -> None:
        """Offer the panel by a button when there is no room for it otherwise."""
        self._safety.setVisible(offered)
        self._safety.setChecked(is_open)
        self._make_room()

    def focus_act(self) -> None:
        """Put the focus on the main button."""
        self._act.setFocus(Qt.FocusReason.TabFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Key hints give way first."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        shown = [w for w in (self._back, self._act, self._safety) if not w.isHidden()]
        margins = self._row.contentsMargins()
        taken = margins.left() + margins.right() + SPACE_3 * (len(shown) + 2)
        taken += sum(widget.sizeHint().width() for widget in shown)
        fits = taken + self._keys.sizeHint().width() <= self.width()
        self._keys.setVisible(self._wants_keys and fits)

    def _key_line(self) -> QWidget:
        line = dress(QWidget(), "clear")
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_1)
        say = self._words.say
        row.addWidget(label(say(message("Keys:")), "status", wraps=False))
        hints = (
            (message("Y"), message("yes")),
            (message("N"), message("no")),
            (message("U"), message("not sure")),
            (message("Enter"), message("next question")),
            (message("Ctrl+Enter"), message("continue")),
        )
        for position, (key, act) in enumerate(hints):
            if position:
                row.addWidget(label("·", "status", wraps=False))
            row.addWidget(label(say(key), "status-strong", wraps=False))
            row.addWidget(label(say(act), "status", wraps=False))
        return line

    def _fit(self) -> None:
        self.setFixedHeight(skin().sizes.bottom_bar_height)
        self._make_room()
