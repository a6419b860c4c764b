"""Check answers: everything that was asked, in words, with a way back to each question."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.questionnaire import Need, Question, Section
from mneedle_gui.domain.wording import Message, counted, message
from mneedle_gui.ui.materials import Materials
from mneedle_gui.ui.pages.column import Column
from mneedle_gui.ui.questions.in_words import in_words
from mneedle_gui.ui.questions.remedies import issue_with
from mneedle_gui.ui.theme.dress import dress, redress
from mneedle_gui.ui.theme.tokens import SPACE_1, SPACE_2, SPACE_3
from mneedle_gui.ui.widgets.buttons import LinkButton
from mneedle_gui.ui.widgets.icon import Icon
from mneedle_gui.ui.widgets.notice import Notice
from mneedle_gui.ui.widgets.scroll import Scroll
from mneedle_gui.ui.widgets.text import label


class AnswerRow(QWidget):
    """One question, its answer, and a link to change it.

    ``change_wanted`` brings the question's id.
    """

    change_wanted = Signal(str)

    def __init__(self, question: Question, materials: Materials) -> None:
        super().__init__()
        dress(self, "clear")
        self.question = question
        words = materials.words
        name = words.say(question.label)
        self._answer = label("", "body")
        self._sign = Icon("circle-alert", "stop_text", 18)
        change = words.say(message("Change"))
        said = words.say(message("Change {question}", question=name))
        self.link = LinkButton(change, said)
        self.link.clicked.connect(lambda: self.change_wanted.emit(question.id))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 7, 0, 7)
        row.setSpacing(SPACE_3)
        policy = self._sign.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._sign.setSizePolicy(policy)
        asked = label(name, "secondary")
        for part in (asked, self._answer, self._sign):
            part.setContentsMargins(0, 3, 0, 0)  # on one line with the words of the link
        row.addWidget(asked, 4, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._answer, 5, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.link, 0, Qt.AlignmentFlag.AlignTop)

    def show_answer(self, text: str, tone: str) -> None:
        """Show an answer; ``tone`` is ``stop`` for a problem, ``info`` for a blank, or nothing."""
        self._answer.setText(text)
        redress(self._answer, "tone", tone)
        icon = "circle-alert" if tone == "stop" else "circle-question-mark"
        self._sign.show_icon(icon, f"{tone or 'info'}_text")
        self._sign.setVisible(bool(tone))


class SectionCard(QFrame):
    """The answers of one section. ``change_wanted`` brings a question's id."""

    change_wanted = Signal(str)

    def __init__(self, section: Section, materials: Materials) -> None:
        super().__init__()
        dress(self, "card")
        self._section, self._materials = section, materials
        self._rows: dict[str, AnswerRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 14, 20, 14)
        self._column.setSpacing(0)
        self._column.addWidget(label(materials.say(section.title), "heading"))
        self._column.addSpacing(SPACE_2)

    def show_consultation(self, held: Consultation, typed: Mapping[str, Message]) -> None:
        """Show every question that is asked; made rows are kept."""
        shown = frozenset(held.form.shown)
        for question in self._section.questions:
            if question.id in shown:
                self._show(self._row(question), held, typed.get(question.id))
            if question.id in self._rows:
                self._rows[question.id].setVisible(question.id in shown)

    def rows(self) -> tuple[AnswerRow, ...]:
        """The rows shown, in order."""
        made = (self._rows.get(question.id) for question in self._section.questions)
        return tuple(row for row in made if row is not None and not row.isHidden())

    def _show(self, row: AnswerRow, held: Consultation, typed: Message | None) -> None:
        question, words = row.question, self._materials.words
        text = in_words(question, held.answers.get(question.id), words)
        issue = issue_with(question, held.form, typed, words)
        if issue is None:
            row.show_answer(text, "")
        elif issue.is_blank:
            row.show_answer(text, "info" if question.need is Need.SAFETY else "")
        else:
            row.show_answer(issue.text, "stop")

    def _row(self, question: Question) -> AnswerRow:
        row = self._rows.get(question.id)
        if row is None:
            row = AnswerRow(question, self._materials)
            row.change_wanted.connect(self.change_wanted)
            order = [one.id for one in self._section.questions]
            before = sum(1 for name in order[: order.index(question.id)] if name in self._rows)
            self._rows[question.id] = row
            self._column.insertWidget(2 + before, row)
        return row


class CheckAnswersPage(QWidget):
    """Shows all answers. ``change_wanted`` brings the id of a question to go back to.

    Args:
        materials: content and language.
        typed_problems: gives remedies for typed input that is no answer, by question.
    """

    change_wanted = Signal(str)

    def __init__(
        self, materials: Materials, typed_problems: Callable[[], Mapping[str, Message]]
    ) -> None:
        super().__init__()
        dress(self, "canvas")
        self._materials, self._typed_problems = materials, typed_problems
        self._notice = Notice()
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(28, 20, 20, 28)
        column.setSpacing(SPACE_3)
        head = QVBoxLayout()
        head.setSpacing(SPACE_1)
        head.addWidget(label(materials.say(message("Check answers")), "title"))
        text = message("Read the answers back to the client before you look at the plan")
        head.addWidget(label(materials.say(text), "hint"))
        column.addLayout(head)
        column.addWidget(self._notice)
        self._cards = [SectionCard(one, materials) for one in materials.questionnaire.sections]
        for card in self._cards:
            card.change_wanted.connect(self.change_wanted)
            column.addWidget(card)
        column.addStretch(1)
        self._scroll = Scroll(Column(inside))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._scroll)

    def show_consultation(self, consultation: Consultation) -> None:
        """Show all answers as they are now."""
        typed = self._typed_problems()
        for card in self._cards:
            card.show_consultation(consultation, typed)
        self._order_tabs()
        self._tell(len(consultation.form.unanswered), len(consultation.form.missing))

    def focus_question(self, question: str) -> None:
        """Put the focus on the link of a question."""
        for row in self._rows():
            if row.question.id == question:
                row.link.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_first(self) -> None:
        """Put the focus on the first link."""
        for row in self._rows()[:1]:
            row.link.setFocus(Qt.FocusReason.OtherFocusReason)

    def _rows(self) -> list[AnswerRow]:
        return [row for card in self._cards for row in card.rows()]

    def _order_tabs(self) -> None:
        links = [row.link for row in self._rows()]
        for before, after in pairwise(links):
            QWidget.setTabOrder(before, after)

    def _tell(self, safety: int, missing: int) -> None:
        say = self._materials.say
        if safety:
            text = counted(
                "{count} safety answer is missing. There is no plan until it is there.",
                "{count} safety answers are missing. There is no plan until they are there.",
                safety,
            )
            self._notice.show_notice("info", "circle-question-mark", say(text))
        elif missing:
            text = counted("{count} answer is missing.", "{count} answers are missing.", missing)
            self._notice.show_notice("info", "circle-question-mark", say(text))
        else:
            text = message("Every question has an answer.")
            self._notice.show_notice("ok", "circle-check", say(text))
