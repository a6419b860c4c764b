"""Why there is no plan today, and what would change that."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.outcome import Outcome
from mneedle_gui.domain.wording import Message, Words, counted, message
from mneedle_gui.ui.theme.tokens import SPACE_2, SPACE_3
from mneedle_gui.ui.widgets.buttons import LinkButton
from mneedle_gui.ui.widgets.emptied import emptied
from mneedle_gui.ui.widgets.icon import Icon
from mneedle_gui.ui.widgets.noticed import Noticed, noticed
from mneedle_gui.ui.widgets.panel_card import PanelCard
from mneedle_gui.ui.widgets.text import label


class WithheldCard(PanelCard):
    """``question_wanted`` brings a question whose answer would help."""

    question_wanted = Signal(str)

    def __init__(self, words: Words) -> None:
        super().__init__(words.say(message("Why there is no plan today")))
        self._words = words
        self._list = QVBoxLayout()
        self._list.setSpacing(SPACE_3)
        self.column.addLayout(self._list)

    def show_consultation(self, consultation: Consultation) -> None:
        """Show every reason that holds the plan back, strictest first."""
        emptied(self._list)
        for entry in noticed(consultation):
            if entry.findings[0].verdict >= Outcome.ASK:
                self._add_entry(entry, consultation)
        blank = consultation.screening.unanswered
        if blank:
            text = counted(
                "{count} safety answer is missing.",
                "{count} safety answers are missing.",
                len(blank),
            )
            self._add("circle-question-mark", "info_text", text, (), blank[0])
        elif not consultation.screening.zones:
            text = message("No zone is left to treat.")
            self._add("circle-question-mark", "info_text", text, (), "")

    def _add_entry(self, entry: Noticed, consultation: Consultation) -> None:
        finding, texts = entry.findings[0], []
        if finding.is_open:
            texts.append(message("Find out and change the answer, or ask a doctor."))
        else:
            texts.append(finding.rule.action)
            if finding.until is not None:
                texts.append(message("Until {day}.", day=finding.until))
            if finding.rule.recheck:
                change = message("What would change it: {text}.", text=finding.rule.recheck)
                texts.append(change)
        known = [q for q in entry.questions if q in consultation.circumstances.questionnaire]
        target = next(iter(known), "")
        tone = f"{entry.sign.tone}_text"
        self._add(entry.sign.icon, tone, entry.title, tuple(texts), target)

    def _add(
        self, icon: str, tone: str, title: Message, texts: tuple[Message, ...], target: str
    ) -> None:
        say = self._words.say
        row = QHBoxLayout()
        row.setSpacing(SPACE_2)
        row.addWidget(Icon(icon, tone), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(1)
        column.addWidget(label(say(title), "strong"))
        for text in texts:
            column.addWidget(label(say(text), "small"))
        row.addLayout(column, 1)
        if target:
            go = say(message("Go to the question"))
            link = LinkButton(go, f"{go}: {say(title)}")
            link.clicked.connect(lambda: self.question_wanted.emit(target))
            row.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
        self._list.addLayout(row)
