"""A card: a question and, directly below it, those that its answer brings up."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.questionnaire import Question
from mneedle_gui.domain.screening import Finding
from mneedle_gui.ui.questions.block import QuestionBlock
from mneedle_gui.ui.theme.dress import dress
from mneedle_gui.ui.theme.tokens import SPACE_4

BlockMaker = Callable[[Question], QuestionBlock]
"""Makes the block of a question when it is first shown."""


class Card(QFrame):
    """The questions of one card; each block is made when it is first needed and then kept.

    ``answered`` and ``left`` pass on what the blocks say.
    """

    answered = Signal(str, object)
    left = Signal(str, int)

    def __init__(self, questions: tuple[Question, ...], make: BlockMaker) -> None:
        super().__init__()
        dress(self, "card")
        self._questions, self._make = questions, make
        self._blocks: dict[str, QuestionBlock] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 16, 20, 16)
        self._column.setSpacing(SPACE_4)

    def show_consultation(
        self, consultation: Consultation, findings: Mapping[str, tuple[Finding, ...]]
    ) -> None:
        """Show the questions that are asked now; the card hides when there are none."""
        shown = frozenset(consultation.form.shown)
        for question in self._questions:
            if question.id in shown:
                block = self._blocks.get(question.id) or self._add(question)
                answer = consultation.answers.get(question.id)
                block.show_answer(answer, findings.get(question.id, ()))
            if question.id in self._blocks:
                self._blocks[question.id].setVisible(question.id in shown)
        self.setVisible(any(question.id in shown for question in self._questions))

    def blocks(self) -> tuple[QuestionBlock, ...]:
        """The blocks shown, in order."""
        made = (self._blocks.get(question.id) for question in self._questions)
        return tuple(block for block in made if block is not None and not block.isHidden())

    def forget(self) -> None:
        """Drop typed text that was kept, and errors."""
        for block in self._blocks.values():
            block.editor.forget()
            block.show_error("")

    def _add(self, question: Question) -> QuestionBlock:
        block = self._make(question)
        block.answered.connect(self.answered)
        block.left.connect(self.left)
        self._blocks[question.id] = block
        order = [one.id for one in self._questions]
        before = [name for name in order[: order.index(question.id)] if name in self._blocks]
        self._column.insertWidget(len(before), block)
        return block
