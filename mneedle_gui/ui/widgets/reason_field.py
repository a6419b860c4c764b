"""The written reason for going beyond the proposal; it is printed on the practitioner's sheet."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mneedle_gui.domain.wording import Words, message
from mneedle_gui.ui.theme.dress import dress
from mneedle_gui.ui.widgets.buttons import LinkButton
from mneedle_gui.ui.widgets.field import Field
from mneedle_gui.ui.widgets.icon import Icon
from mneedle_gui.ui.widgets.text import label


class ReasonField(QWidget):
    """``reason_given`` brings the words as they are typed; ``undone``: the proposal is to hold again.

    Args:
        about: what the reason is for, for a screen reader.
        words: the language.
    """

    reason_given = Signal(str)
    undone = Signal()

    def __init__(self, about: str, words: Words) -> None:
        super().__init__()
        dress(self, "clear")
        say = words.say
        self._remedy = label("", "error")
        self._icon = Icon("circle-alert", "stop_text", 16)
        self.field = Field(say(message("Reason, printed on the practitioner’s sheet")), longest=300)
        self.field.box.setAccessibleName(say(message("Reason: {about}", about=about)))
        self.field.box.textEdited.connect(self.reason_given)
        back = LinkButton(
            say(message("Back to the proposal")),
            say(message("Back to the proposal: {about}", about=about)),
        )
        back.clicked.connect(self.undone)
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self._icon)
        line.addWidget(self._remedy, 1)
        line.addWidget(back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(self.field)
        self.hide()

    def show_state(self, edited: bool, reason: str, remedy: str, *, wants_reason: bool) -> None:
        """Show an edit: what is to be done about it, and the reason written so far."""
        self.setVisible(edited)
        self.field.setVisible(wants_reason or bool(reason))
        self._remedy.setText(remedy)
        self._icon.setVisible(bool(remedy))
        if self.field.box.text().strip() != reason.strip():
            blocker = QSignalBlocker(self.field.box)
            self.field.box.setText(reason)
            del blocker
