"""The findings of the two-minute check, one card for each thing they lead to."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.prescreen import PreScreen, Result
from mneedle_gui.domain.rule import CONSULTATION_DAY
from mneedle_gui.domain.screening import Finding
from mneedle_gui.domain.wording import Message, Words, message
from mneedle_gui.ui.questions.verdicts import SIGNS, Sign
from mneedle_gui.ui.theme.tokens import SPACE_2, SPACE_3
from mneedle_gui.ui.widgets.buttons import LinkButton
from mneedle_gui.ui.widgets.emptied import emptied
from mneedle_gui.ui.widgets.icon import Icon
from mneedle_gui.ui.widgets.panel_card import PanelCard
from mneedle_gui.ui.widgets.reasons import basis_text
from mneedle_gui.ui.widgets.result_words import RESULTS
from mneedle_gui.ui.widgets.text import label

TITLES = {
    Result.CANNOT: message("Why there can be no booking"),
    Result.LETTER: message("What needs a letter"),
    Result.NOT_BEFORE: message("What has to wait"),
    Result.OPEN: message("Still to be answered"),
    Result.CAN_BOOK: message("Good to know"),
}


class ResultCard(PanelCard):
    """Shows the findings that lead to one result; hidden without any.

    ``question_wanted`` brings the question behind a finding, or one that is still open.
    """

    question_wanted = Signal(str)

    def __init__(self, result: Result, words: Words) -> None:
        super().__init__(words.say(TITLES[result]))
        self._result, self._words = result, words
        self._list = QVBoxLayout()
        self._list.setSpacing(SPACE_3)
        self.column.addLayout(self._list)

    def show_result(self, found: PreScreen, consultation: Consultation) -> None:
        """Show the findings of this check."""
        emptied(self._list)
        if self._result is Result.OPEN:
            self._list_questions(found, consultation)
        else:
            for finding in found.of(self._result):
                self._add_finding(finding, consultation, SIGNS[finding.verdict])
        if self._result is Result.LETTER:
            self._list_letters(found, consultation)
        self.setVisible(self._list.count() > 0)

    def _list_questions(self, found: PreScreen, consultation: Consultation) -> None:
        questionnaire = consultation.circumstances.questionnaire
        sign = RESULTS[Result.OPEN]
        for name in found.open_questions:
            question = questionnaire.question(name)
            is_blank = name not in consultation.form.counted
            state = message("Not answered yet") if is_blank else message("Answered: not certain")
            self._add(sign, question.label, (state, question.why), name)

    def _list_letters(self, found: PreScreen, consultation: Consultation) -> None:
        for finding in found.later:
            if finding in found.letters and found.not_before is not None:
                begins = message("Needed from {day} on", day=found.not_before)
                self._add_finding(finding, consultation, SIGNS[finding.verdict], begins)
        if not found.letters:
            return
        texts = [
            message(
                "Who wrote it and when, that needling may be done, and what limits there are. "
                "It can be recorded in the full consultation."
            )
        ]
        if any(finding.rule.inr_at_most is not None for finding in found.letters):
            texts.append(message("On warfarin also the last clotting value (INR)."))
        sign = Sign("info", "file-text", message("Letter"))
        self._add(sign, message("What a letter must say"), tuple(texts))

    def _add_finding(
        self,
        finding: Finding,
        consultation: Consultation,
        sign: Sign,
        begins: Message | None = None,
    ) -> None:
        rule = finding.rule
        texts = [begins] if begins is not None else []
        texts += [rule.reason, *_until(finding)]
        if rule.recheck:
            change = message("What would change it: {text}.", text=rule.recheck)
            asks_for_it = message("{text}.", text=rule.recheck)
            texts.append(asks_for_it if self._result is Result.LETTER else change)
        if finding.device is not None:
            texts.append(message("Stricter by the device: {name}.", name=finding.device.name))
        questionnaire = consultation.circumstances.questionnaire
        known = (question for question, _ in finding.answers if question in questionnaire)
        self._add(sign, rule.title, tuple(texts), next(known, ""), basis_text(rule.basis))

    def _add(
        self,
        sign: Sign,
        title: Message,
        texts: tuple[Message, ...],
        target: str = "",
        basis: Message | None = None,
    ) -> None:
        say = self._words.say
        row = QHBoxLayout()
        row.setSpacing(SPACE_2)
        row.addWidget(Icon(sign.icon, f"{sign.tone}_text"), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(1)
        column.addWidget(label(say(title), "strong"))
        for text in texts:
            column.addWidget(label(say(text), "small"))
        if basis:
            column.addWidget(label(say(basis), "status"))
        row.addLayout(column, 1)
        if target:
            go = say(message("Go to the question"))
            link = LinkButton(go, f"{go}: {say(title)}")
            link.clicked.connect(lambda: self.question_wanted.emit(target))
            row.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
        self._list.addLayout(row)


def _until(finding: Finding) -> tuple[Message, ...]:
    """``24 August 2026 + 6 months = 24 February 2027``, or nothing without a date."""
    reckoning, until = finding.reckoning, finding.until
    if until is None or reckoning is None:
        return ()
    if reckoning.question == CONSULTATION_DAY:
        return (message("Until {day}.", day=until),)
    return (
        message(
            "{start} + {span} = {until}",
            start=reckoning.counted_from,
            span=reckoning.span.words,
            until=until,
        ),
    )
