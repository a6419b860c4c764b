"""How the earliest safe day is worked out: every wait behind it, and what would change it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.wait_words import JUDGED, change_words, link_words
from mneedle_gui.domain.waits import SafeDay, earliest_safe
from mneedle_gui.domain.wording import Message, Words, message
from mneedle_gui.ui.announce import announce
from mneedle_gui.ui.theme.dress import dress
from mneedle_gui.ui.widgets.buttons import LinkButton
from mneedle_gui.ui.widgets.detail_box import DetailBox

_Parts = list[tuple[Message, tuple[Message, ...]]]


class SafeDayBox(QWidget):
    """A link that opens the chain in place; hidden while nothing waits."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        dress(self, "clear")
        self._words = words
        self._shown: tuple[SafeDay, Consultation] | None = None
        self._details = DetailBox()
        self._link = LinkButton(words.say(message("How is this day worked out?")))
        self._link.clicked.connect(self._toggle)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._link, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._details)

    def show_consultation(self, consultation: Consultation) -> None:
        """Show its chain; what was opened stays open."""
        safe = earliest_safe(consultation)
        self.setVisible(safe.waits)
        if not safe.waits:
            return
        named = safe.not_before is not None
        text = message("How is this day worked out?") if named else message("When could it be?")
        self._link.setText(self._words.say(text))
        self._link.setAccessibleName(self._link.text())
        self._shown = (safe, consultation)
        if not self._details.isHidden():
            self._show_details()

    def _show_details(self) -> None:
        if self._shown is None:
            return
        say = self._words.say
        self._details.show_paragraphs(
            [
                (say(heading), [say(line) for line in lines])
                for heading, lines in _parts(*self._shown)
                if lines
            ]
        )

    def _toggle(self) -> None:
        opens = self._details.isHidden()
        self._show_details()
        self._details.setVisible(opens)
        if opens:
            announce(self, self._details.text)


def _parts(safe: SafeDay, consultation: Consultation) -> _Parts:
    waits = tuple(
        message("{title}: {words}", title=link.rule.title, words=link_words(link, safe))
        for link in (*safe.undated, *safe.chain)
    )
    questionnaire = consultation.circumstances.questionnaire
    asked = tuple(questionnaire.question(name).label for name in safe.open_questions)
    listed = (message("{questions}", questions=asked),) if asked else ()
    return [
        (message("Earliest safe day"), (_said(safe), safe.because, JUDGED)),
        (message("What it waits for"), waits),
        (message("What would change it"), tuple(change_words(one, safe) for one in safe.changes)),
        (message("Open answers that could move it"), listed),
    ]


def _said(safe: SafeDay) -> Message:
    if safe.on is not None:
        return message("{day}", day=safe.on)
    if safe.not_before is not None:
        return message("Whatever else changes, not before {day}.", day=safe.not_before)
    return message("No day can be named yet.")
