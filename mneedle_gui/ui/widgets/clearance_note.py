"""The written opinion that is on file for a finding, with "Take off"."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mneedle_gui.domain.rule import NOT_WARFARIN, Clearance
from mneedle_gui.domain.wording import Message, Words, message
from mneedle_gui.ui.theme.dress import dress
from mneedle_gui.ui.widgets.buttons import LinkButton
from mneedle_gui.ui.widgets.link_list import LINK_INDENT
from mneedle_gui.ui.widgets.noticed import Noticed
from mneedle_gui.ui.widgets.text import label


class ClearanceNote(QWidget):
    """``taken_off``: the opinion is to be taken off the file again."""

    taken_off = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__()
        dress(self, "clear")
        self._words = words
        self._text = label("", "small")
        self._off = LinkButton(words.say(message("Take off")))
        self._off.clicked.connect(self.taken_off)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        self._text.setContentsMargins(LINK_INDENT, 0, 0, 0)
        column.addWidget(self._text)
        column.addWidget(self._off, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def show_note(self, entry: Noticed) -> None:
        """Show the opinion of an entry, or nothing when there is none."""
        held = entry.on_file
        self.setVisible(held is not None)
        if held is None:
            return
        clears = entry.findings[0].clearance is not None
        texts = [self._words.say(text) for text in _texts(held, clears)]
        self._text.setText(" ".join(texts))
        title = self._words.say(entry.title)
        self._off.setAccessibleName(f"{self._off.text()}: {title}")


def _texts(held: Clearance, clears: bool) -> list[Message]:
    try:
        day = date.fromisoformat(held.dated)
    except ValueError:
        dated = message("{day}", day=held.dated)
    else:
        dated = message("{day}", day=day)
    texts = []
    if not clears:
        texts.append(message("This letter does not clear it."))
    texts.append(
        message(
            "Cleared by {who}, {dated}: {what}.",
            who=held.professional,
            dated=dated,
            what=held.document,
        )
        if clears
        else message(
            "Letter of {who}, {dated}: {what}.",
            who=held.professional,
            dated=dated,
            what=held.document,
        )
    )
    if held.limits:
        texts.append(message("Limits: {limits}.", limits=held.limits))
    if held.inr == NOT_WARFARIN:
        texts.append(message("Not warfarin."))
    elif held.inr:
        texts.append(message("INR {inr}.", inr=held.inr))
    if held.recorded_by:
        texts.append(message("Recorded by {who}.", who=held.recorded_by))
    return texts
