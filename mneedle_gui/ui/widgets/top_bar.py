"""The bar at the top: whose consultation it is, whether it is kept, and the look."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QWidget

from mneedle_gui.domain.answers import Answer
from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.dates import latest, whole_years
from mneedle_gui.domain.wording import Message, PartialDate, Words, counted, message
from mneedle_gui.services.settings import Look
from mneedle_gui.ui.theme import skin
from mneedle_gui.ui.theme.dress import dress
from mneedle_gui.ui.theme.tokens import SPACE_1, SPACE_2, SPACE_3
from mneedle_gui.ui.widgets.buttons import Button
from mneedle_gui.ui.widgets.icon import Icon
from mneedle_gui.ui.widgets.text import ElidedLabel, label

FACTORS = (1.0, 1.25, 1.5, 1.75, 2.0)
"""The text sizes offered."""

_PERCENT = 100


class TopBar(QFrame):
    """``factor_wanted`` and ``look_wanted`` bring a choice; the menu's entries have their own signals."""

    factor_wanted = Signal(float)
    look_wanted = Signal(object)
    home_wanted = Signal()
    open_wanted = Signal()
    export_wanted = Signal()
    settings_wanted = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__()
        dress(self, "top-bar")
        self._words = words
        self._sizes: dict[float, QAction] = {}
        say = words.say
        self._mark = label(say(message("Needling Plan")), "wordmark", wraps=False)
        self._name, self._details = ElidedLabel("strong"), ElidedLabel("body")
        self._state_icon = Icon("cloud-off", "warn_text", 18)
        self._state = ElidedLabel("hint")
        self._size = Button(say(message("Text size")), "quiet", "a-large-small", "text2")
        self._look = Button("", "quiet", "moon", "text2")
        self._menu = Button(say(message("Menu")), "quiet", "chevron-down", "text2")
        self._size.setMenu(self._size_menu())
        self._menu.setMenu(self._main_menu())
        self._look.clicked.connect(self._switch_look)
        self._client = self._client_line()
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 0, 18, 0)
        row.setSpacing(SPACE_2)
        row.addWidget(Icon("sparkles", "primary", 24))
        row.addWidget(self._mark)
        row.addSpacing(SPACE_3)
        row.addWidget(self._client, 2)
        row.addStretch(1)
        row.addWidget(self._state_icon)
        row.addWidget(self._state)
        for button in (self._size, self._look, self._menu):
            row.addWidget(button)
        skin().changed.connect(self._fit)
        self._fit()

    def show_consultation(self, consultation: Consultation) -> None:
        """Show whose consultation it is."""
        held = consultation.circumstances
        name = consultation.client_name or self._words.say(message("New client"))
        self._name.show_text(name)
        parts = [_age(consultation)]
        if held.reference:
            parts.append(message("Ref {reference}", reference=held.reference))
        said = [self._words.say(part) for part in parts if part is not None]
        self._details.show_text("".join(f"·  {part}  " for part in said).rstrip())

    def show_client(self, shown: bool) -> None:
        """Hide who it is on pages that are not about a client."""
        for widget in (self._client, self._state_icon, self._state):
            widget.setVisible(shown)

    def show_state(self, icon: str, tone: str, text: str) -> None:
        """Say whether the answers are kept anywhere."""
        self._state_icon.show_icon(icon, tone)
        self._state.show_text(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words give way to icons where room is short."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        width = self.width()
        narrow = skin().sizes.px(1100) > width
        narrower = skin().sizes.px(860) > width
        self._mark.setVisible(not narrower)
        say = self._words.say
        for button, text in (
            (self._size, message("Text size")),
            (self._look, self._look_word()),
        ):
            button.setText("" if narrow else say(text))
            button.setAccessibleName(say(text))
            button.setToolTip(say(text) if narrow else "")
        self._details.setVisible(not narrower)

    def _fit(self) -> None:
        self.setFixedHeight(skin().sizes.top_bar_height)
        self._look.show_icon("sun" if skin().is_dark else "moon", "text2")
        for factor, action in self._sizes.items():
            action.setChecked(abs(factor - skin().theme.factor) < 0.01)
        self._make_room()

    def _look_word(self) -> Message:
        return message("Light") if skin().is_dark else message("Dark")

    def _switch_look(self) -> None:
        self.look_wanted.emit(Look.LIGHT if skin().is_dark else Look.DARK)

    def _client_line(self) -> QWidget:
        line = dress(QWidget(), "clear")
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_1 + 4)
        row.addWidget(Icon("user", "control", 18))
        row.addWidget(self._name)
        row.addWidget(self._details)
        row.addStretch(1)
        return line

    def _size_menu(self) -> QMenu:
        menu = QMenu(self)
        for factor in FACTORS:
            percent = message("{percent} %", percent=round(factor * _PERCENT))
            action = menu.addAction(self._words.say(percent))
            action.setCheckable(True)
            action.triggered.connect(lambda _=False, to=factor: self.factor_wanted.emit(to))
            self._sizes[factor] = action
        return menu

    def _main_menu(self) -> QMenu:
        menu = QMenu(self)
        entries = (
            (message("Home"), self.home_wanted),
            (message("Open file…"), self.open_wanted),
            (message("Export…"), self.export_wanted),
            (message("Settings"), self.settings_wanted),
        )
        for text, signal in entries:
            menu.addAction(self._words.say(text)).triggered.connect(signal)
        return menu


def _age(consultation: Consultation) -> Message | None:
    """The client's age on the day of the consultation, once the birth date is known."""
    held = consultation.circumstances
    born: Answer | None = consultation.form.counted.get(held.protocol.roles.birth_date)
    if not isinstance(born, PartialDate):
        return None
    years = whole_years(latest(born, held.on), held.on)
    return counted("{count} year", "{count} years", years)
