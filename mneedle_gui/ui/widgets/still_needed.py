"""What is still needed before there can be a plan: blank safety questions, by section."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.questionnaire import Questionnaire
from mneedle_gui.domain.wording import Message, Words, counted, message
from mneedle_gui.ui.theme.dress import dress
from mneedle_gui.ui.theme.tokens import SPACE_1, SPACE_2
from mneedle_gui.ui.widgets.icon import Icon
from mneedle_gui.ui.widgets.panel_card import PanelCard
from mneedle_gui.ui.widgets.text import label
from mneedle_gui.ui.widgets.wrap_link import WrapLink


class _Row(QWidget):
    """One section with its count."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        dress(self, "clear")
        self._target = ""
        self.link = WrapLink()
        self.link.clicked.connect(lambda: self.wanted.emit(self._target))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_1)
        row.addWidget(Icon("circle", "control", 16))
        row.addWidget(self.link, 1)

    def show_count(self, text: str, target: str) -> None:
        """Show how much is open, and which question a click leads to."""
        self._target = target
        self.link.show_text(text)


class StillNeeded(PanelCard):
    """``question_wanted`` brings the first blank question of the section that was clicked."""

    question_wanted = Signal(str)

    def __init__(self, questionnaire: Questionnaire, words: Words) -> None:
        super().__init__(words.say(message("Still needed for the plan")))
        self._questionnaire, self._words = questionnaire, words
        self._rows: dict[str, _Row] = {}
        self._done = QWidget()
        done = QHBoxLayout(self._done)
        done.setContentsMargins(0, 0, 0, 0)
        done.setSpacing(SPACE_2)
        done.addWidget(Icon("circle-check", "ok_text", 18))
        self._done_text = label("", "body")
        done.addWidget(self._done_text, 1)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        for section in questionnaire.sections:
            row = _Row()
            row.wanted.connect(self.question_wanted)
            row.hide()
            self._rows[section.id] = row
            self._list.addWidget(row)
        self._list.addWidget(self._done)
        self.column.addLayout(self._list)

    def show_consultation(self, consultation: Consultation) -> None:
        """Count what is blank."""
        blank = set(consultation.screening.unanswered)
        say = self._words.say
        for section in self._questionnaire.sections:
            row = self._rows[section.id]
            open_here = [q.id for q in section.questions if q.id in blank]
            row.setVisible(bool(open_here))
            if open_here:
                text = counted(
                    "{title}: {count} answer",
                    "{title}: {count} answers",
                    len(open_here),
                    title=section.title,
                )
                row.show_count(say(text), open_here[0])
        self._done.setVisible(not blank)
        self._done_text.setText(say(_done(consultation)))


def _done(consultation: Consultation) -> Message:
    rest = len(consultation.form.missing)
    if consultation.screening.is_open:
        return message("Every question has an answer; the uncertain ones are listed above.")
    if rest:
        return counted(
            "All safety questions are answered. {count} answer is missing in the record.",
            "All safety questions are answered. {count} answers are missing in the record.",
            rest,
        )
    return message("All safety questions are answered.")
