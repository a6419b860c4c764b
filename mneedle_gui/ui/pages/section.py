"""The page of one section: its title, its cards, and what is to be put right on it."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QSizePolicy, QVBoxLayout, QWidget

from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.questionnaire import Question, Section
from mneedle_gui.domain.scale_reading import read_scales
from mneedle_gui.domain.wording import message
from mneedle_gui.ui.materials import Materials
from mneedle_gui.ui.questions.block import QuestionBlock
from mneedle_gui.ui.questions.remedies import Issue, issue_with
from mneedle_gui.ui.questions.table import editor_for
from mneedle_gui.ui.questions.verdicts import findings_by_question
from mneedle_gui.ui.theme.tokens import SPACE_3
from mneedle_gui.ui.widgets.about_scale import AboutScale
from mneedle_gui.ui.widgets.card import Card
from mneedle_gui.ui.widgets.error_summary import ErrorSummary
from mneedle_gui.ui.widgets.text import label


class SectionPage(QWidget):
    """Shows one section and passes on its answers; knows what is wrong with it once it was checked.

    ``answered``: question id and answer. ``finished``: Enter was pressed on the last question.
    ``blanks_left``: the blanks may stay. ``faulty``: whether errors are shown now.
    """

    answered = Signal(str, object)
    finished = Signal()
    blanks_left = Signal()
    faulty = Signal(bool)

    def __init__(self, section: Section, materials: Materials) -> None:
        super().__init__()
        self.section, self._materials = section, materials
        self._shown: Consultation | None = None
        self._flagged: frozenset[str] = frozenset()
        self._made_one = False
        protocol = materials.protocol
        self._has_scales = any(protocol.scale_of(one.id) is not None for one in section.questions)
        self._summary = ErrorSummary(materials.words)
        self._summary.question_wanted.connect(self.focus_question)
        self._summary.leave_blank_wanted.connect(self.blanks_left)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 20, 20, 28)
        column.setSpacing(SPACE_3)
        self._say_head(column)
        column.addWidget(self._summary)
        self._cards = [Card(questions, self._make) for questions in cards_of(section)]
        for card in self._cards:
            card.answered.connect(self.answered)
            card.left.connect(self._go_on)
            column.addWidget(card)
        column.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def show_consultation(self, consultation: Consultation) -> None:
        """Show the answers, what was found, and the errors that are still there."""
        self._shown = consultation
        findings = findings_by_question(consultation)
        for card in self._cards:
            card.show_consultation(consultation, findings)
        self._show_readings(consultation)
        if self._made_one:
            self._made_one = False
            self._order_tabs()
        if self._flagged:
            self._show_errors()

    def is_fit_to_leave(self) -> bool:
        """Check the section; errors are shown and focused, unless nothing but known blanks is left."""
        issues = self.issues()
        if all(issue.is_blank and issue.question in self._flagged for issue in issues):
            self._flagged = frozenset()
            self._show_errors()
            return True
        self._flagged = frozenset(issue.question for issue in issues)
        self._show_errors()
        self._summary.take_focus()
        return False

    def leave_blanks(self) -> None:
        """Accept the blanks that are shown as errors."""
        self._flagged = frozenset()
        self._show_errors()

    def issues(self) -> tuple[Issue, ...]:
        """Everything that is to be put right in this section, in order."""
        if self._shown is None:
            return ()
        form, words = self._shown.form, self._materials.words
        found = (
            issue_with(block.question, form, block.editor.problem(), words)
            for block in self.blocks()
        )
        return tuple(issue for issue in found if issue is not None)

    def blocks(self) -> tuple[QuestionBlock, ...]:
        """The questions shown, in order."""
        return tuple(block for card in self._cards for block in card.blocks())

    def block(self, question: str) -> QuestionBlock | None:
        """The block of a question, if it is shown here."""
        return next((block for block in self.blocks() if block.question.id == question), None)

    def focus_question(self, question: str) -> None:
        """Put the focus on a question."""
        block = self.block(question)
        if block is not None:
            block.editor.take_focus()

    def focus_first(self) -> None:
        """Put the focus on the first question that is to be put right or has no answer."""
        if self._shown is None:
            return
        missing = set(self._shown.form.missing)
        blocks = self.blocks()
        open_ones = [block for block in blocks if block.question.id in missing]
        for block in [*open_ones, *blocks][:1]:
            block.editor.take_focus()

    def focused_block(self) -> QuestionBlock | None:
        """The question that holds the focus."""
        focus = QApplication.focusWidget()
        return next(
            (block for block in self.blocks() if focus is not None and block.isAncestorOf(focus)),
            None,
        )

    def forget(self) -> None:
        """Another consultation begins: drop typed text that was kept, and errors."""
        self._flagged = frozenset()
        for card in self._cards:
            card.forget()
        self._summary.show_issues(())

    def _say_head(self, column: QVBoxLayout) -> None:
        say = self._materials.say
        sections = self._materials.questionnaire.sections
        number = [one.id for one in sections].index(self.section.id) + 1
        position = message("Section {number} of {all}", number=number, all=len(sections))
        head = QVBoxLayout()
        head.setSpacing(1)
        head.addWidget(label(say(position), "hint"))
        head.addWidget(label(say(self.section.title), "title"))
        if self.section.intro:
            head.addWidget(label(say(self.section.intro), "hint"))
        column.addLayout(head)

    def _show_readings(self, consultation: Consultation) -> None:
        """What the scales asked here come to, each below its last question."""
        if not self._has_scales:
            return
        readings = {
            reading.question: reading
            for reading in read_scales(consultation)
            if reading.scale.shown and (reading.complete or reading.scale.fact)
        }
        for block in self.blocks():
            block.show_reading(readings.get(block.question.id))

    def _make(self, question: Question) -> QuestionBlock:
        self._made_one = True
        return QuestionBlock(
            question,
            self._materials.questionnaire.number(question.id),
            editor_for(question, self._materials),
            self._materials.words,
            follows_up=question.card != question.id,
            about=self._about(question),
        )

    def _about(self, question: Question) -> AboutScale | None:
        """What there is to know about its scale, once for the questions of a card shown together."""
        protocol = self._materials.protocol
        scale = protocol.scale_of(question.id)
        if scale is None:
            return None
        questions = self.section.questions
        for other in questions[: questions.index(question)]:
            same = other.card == question.card and protocol.scale_of(other.id) is scale
            if same and set(other.when) <= set(question.when):
                return None
        return AboutScale(scale, self._materials)

    def _go_on(self, question: str, step: int) -> None:
        blocks = self.blocks()
        ids = [block.question.id for block in blocks]
        there = ids.index(question) + step
        if there >= len(blocks):
            self.finished.emit()
        elif there >= 0:
            blocks[there].editor.take_focus()

    def _show_errors(self) -> None:
        issues = {one.question: one for one in self.issues() if one.question in self._flagged}
        for block in self.blocks():
            issue = issues.get(block.question.id)
            block.show_error(issue.text if issue else "")
        self._summary.show_issues(tuple(issues.values()))
        self.faulty.emit(bool(issues))

    def _order_tabs(self) -> None:
        """Blocks are made when first needed; Tab still goes in reading order."""
        stops: list[QWidget] = [self._summary, *self._summary.focus_order()]
        for card in self._cards:
            for block in card.blocks():
                stops.extend(
                    child
                    for child in block.findChildren(QWidget)
                    if child.focusPolicy() != Qt.FocusPolicy.NoFocus
                )
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)


def cards_of(section: Section) -> list[tuple[Question, ...]]:
    """The questions of a section, card by card."""
    cards: dict[str, list[Question]] = {}
    for question in section.questions:
        cards.setdefault(question.card, []).append(question)
    return [tuple(questions) for questions in cards.values()]
