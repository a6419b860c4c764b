"""What the two-minute check comes to: the result, why, what to bring, and the slip."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.prescreen import PreScreen, Result, prescreen
from mneedle_gui.domain.wording import Words, message
from mneedle_gui.ui.announce import announce
from mneedle_gui.ui.pages.column import Column
from mneedle_gui.ui.theme.dress import dress, redress
from mneedle_gui.ui.theme.tokens import SPACE_1, SPACE_2, SPACE_3
from mneedle_gui.ui.widgets.icon import Icon
from mneedle_gui.ui.widgets.notice import Notice
from mneedle_gui.ui.widgets.result_cards import ResultCard
from mneedle_gui.ui.widgets.result_words import RESULTS, earliest, headline, sentence
from mneedle_gui.ui.widgets.scroll import Scroll
from mneedle_gui.ui.widgets.slip_acts import SlipActs
from mneedle_gui.ui.widgets.text import label


class ResultBox(QFrame):
    """The result in one box: icon, word, a calm sentence. ``said`` is all of it as one text."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        dress(self, "outcome")
        self._words = words
        self.said = ""
        self._icon = Icon("shield", "control", 22)
        self._word, self._sentence = label("", "outcome-word"), label("", "small")
        self._date = label("", "small-strong")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 12, 12)
        row.setSpacing(SPACE_2 + 2)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(SPACE_1)
        for line in (self._word, self._sentence, self._date):
            column.addWidget(line)
        row.addLayout(column, 1)

    def show_result(self, found: PreScreen) -> None:
        """Show the result of this check."""
        say, sign = self._words.say, RESULTS[found.result]
        texts = [say(text) for text in (headline(found), sentence(found), earliest(found))]
        for line, text in zip((self._word, self._sentence, self._date), texts, strict=True):
            line.setText(text)
        self._date.setVisible(bool(texts[-1]))
        self._icon.show_icon(sign.icon, f"{sign.tone}_text")
        for part in (self, self._word, self._date):
            redress(part, "tone", sign.tone)
        self.said = ". ".join(text.rstrip(".") for text in texts if text)
        self.setAccessibleName(self.said)


class PrescreenPage(QWidget):
    """Shows the check. ``question_wanted`` brings a question to go back to; ``done``: it is over.

    Args:
        words: the language.
        acts: prints and saves the slip.
    """

    question_wanted = Signal(str)
    done = Signal()

    def __init__(self, words: Words, acts: SlipActs) -> None:
        super().__init__()
        dress(self, "canvas")
        self._words, self._acts = words, acts
        self._box = ResultBox(words)
        self._urgent, self._limits = Notice(), Notice()
        self._cards = {result: ResultCard(result, words) for result in reversed(Result)}
        for card in self._cards.values():
            card.question_wanted.connect(self.question_wanted)
        acts.done.connect(self.done)
        self._lay_out()

    def show_consultation(self, consultation: Consultation) -> None:
        """Show what the first safety questions of this consultation come to."""
        found, say = prescreen(consultation), self._words.say
        self._acts.show_consultation(consultation)
        before = self._box.said
        self._box.show_result(found)
        if self._box.said != before and self.isVisible():
            announce(self, self._box.said)
        self._urgent.setVisible(found.is_urgent)
        for card in self._cards.values():
            card.show_result(found, consultation)
        parts = [message("This check asks the first safety questions only. More may be found.")]
        placed = (f for f in found.findings if f.rule.area is not None and not f.is_open)
        if found.place_open and any(placed):
            parts.append(
                message("Where treatment is wanted is not known yet, so every area counts.")
            )
        heading = say(message("The full consultation still follows"))
        self._limits.show_notice("info", "info", heading, " ".join(say(part) for part in parts))

    def focus_first(self) -> None:
        """Put the focus on printing the slip, and say the result."""
        self._acts.take_focus()
        announce(self, self._box.said)

    def _lay_out(self) -> None:
        say = self._words.say
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(28, 20, 20, 28)
        column.setSpacing(SPACE_3)
        head = QVBoxLayout()
        head.setSpacing(SPACE_1)
        head.addWidget(label(say(message("Result of the two-minute check")), "title"))
        hint = message("Say it in your own words; the slip says it kindly and on one page")
        head.addWidget(label(say(hint), "hint"))
        column.addLayout(head)
        heading = say(message("Urgent: a doctor should look soon"))
        text = say(message("Tell the client now. Do not wait for a visit here."))
        self._urgent.show_notice("stop", "triangle-alert", heading, text)
        for part in (self._box, self._urgent, self._acts, *self._cards.values(), self._limits):
            column.addWidget(part)
        column.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Scroll(Column(inside)))
