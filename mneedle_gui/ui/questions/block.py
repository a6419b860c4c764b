"""One question on the page: its words, why it is asked, its scale, editor, error and findings."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGroupBox, QHBoxLayout, QVBoxLayout, QWidget

from mneedle_gui.domain.answers import Answer
from mneedle_gui.domain.questionnaire import Need, Question
from mneedle_gui.domain.scale_reading import ScaleReading
from mneedle_gui.domain.screening import Finding
from mneedle_gui.domain.wording import Words, message
from mneedle_gui.ui.announce import announce
from mneedle_gui.ui.questions.editor import Editor
from mneedle_gui.ui.questions.verdicts import SIGNS, heading_of
from mneedle_gui.ui.theme.dress import dress, redress
from mneedle_gui.ui.theme.tokens import SPACE_1, SPACE_2, SPACE_3
from mneedle_gui.ui.widgets.about_scale import AboutScale, ReadingNotice
from mneedle_gui.ui.widgets.buttons import LinkButton
from mneedle_gui.ui.widgets.icon import Icon
from mneedle_gui.ui.widgets.notice import Notice
from mneedle_gui.ui.widgets.text import label
from mneedle_gui.ui.widgets.why_box import WhyBox


class QuestionBlock(QGroupBox):
    """A question of a card. ``answered`` brings the question's id and the new answer.

    Args:
        question: what is asked.
        number: its printed number.
        editor: how it is answered.
        words: the language.
        follows_up: stands below its trigger, set off by a bar.
        about: what there is to know about its scale, if it belongs to one.
    """

    answered = Signal(str, object)
    left = Signal(str, int)

    def __init__(
        self,
        question: Question,
        number: int,
        editor: Editor,
        words: Words,
        *,
        follows_up: bool,
        about: AboutScale | None = None,
    ) -> None:
        super().__init__()
        redress(self, "class", "clear")  # a group box asks for its frame before it has a class
        self.question, self.editor, self._words = question, editor, words
        self._follows_up = follows_up
        self._bar = dress(QFrame(), "bar")
        self._error = label("", "error")
        self._notices: list[Notice] = []
        self._why = WhyBox(words.say(question.why))
        self._about = about
        self._reading: ReadingNotice | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_3)
        row.addWidget(self._bar)
        self._column = QVBoxLayout()
        self._column.setSpacing(SPACE_2)
        row.addLayout(self._column, 1)
        self._column.addLayout(self._head(number))
        self._column.addWidget(self._why)
        if about is not None:
            self._column.addWidget(about)
        self._error_row = self._error_line()
        self._column.addWidget(self._error_row)
        self._column.addWidget(editor)
        self._bar.setVisible(follows_up)
        self._name(number, "")
        editor.answered.connect(lambda answer: self.answered.emit(question.id, answer))
        editor.left.connect(lambda step: self.left.emit(question.id, step))

    def show_answer(self, answer: Answer | None, findings: tuple[Finding, ...]) -> None:
        """Show the answer and what was found because of it."""
        self.editor.show_answer(answer)
        while len(self._notices) < len(findings):
            notice = Notice()
            self._notices.append(notice)
            self._column.addWidget(notice)
        for notice, finding in zip(self._notices, findings, strict=False):
            sign = SIGNS[finding.verdict]
            reason = self._words.say(finding.rule.reason)
            notice.show_notice(sign.tone, sign.icon, heading_of(finding, self._words), reason)
        for position, notice in enumerate(self._notices):
            notice.setVisible(position < len(findings))

    def show_reading(self, reading: ScaleReading | None) -> None:
        """Show below the answer what its scale comes to, or nothing."""
        if reading is not None and self._reading is None:
            self._reading = ReadingNotice(self._words)
            self._column.insertWidget(self._column.indexOf(self.editor) + 1, self._reading)
        if self._reading is not None:
            self._reading.setVisible(reading is not None)
            if reading is not None:
                self._reading.show_reading(reading)

    def show_error(self, text: str) -> None:
        """Show what is to be done at this question; nothing takes the error away."""
        if text != self._error.text():
            self._error.setText(text)
            self._error_row.setVisible(bool(text))
            redress(self._bar, "tone", "stop" if text else "")
            self._bar.setVisible(self._follows_up or bool(text))
            self.setAccessibleDescription(text or self._words.say(self.question.hint))
        self.editor.show_wrong(bool(text), text)

    def open_why(self) -> None:
        """Open the reason, or close it."""
        if not self._why.text:
            return
        self._why.setVisible(self._why.isHidden())
        if not self._why.isHidden():
            announce(self, self._why.text)

    def _head(self, number: int) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(2)
        row = QHBoxLayout()
        row.setSpacing(SPACE_3)
        row.addWidget(label(self._worded(number), "question"), 1)
        if self._about is not None:
            about = self._about.link(self._words.say(self.question.text))
            row.addWidget(about, 0, Qt.AlignmentFlag.AlignTop)
        if self._why.text:
            said = self._words.say(message("Why we ask"))
            link = LinkButton(said, f"{said}: {self._words.say(self.question.text)}")
            link.clicked.connect(self.open_why)
            row.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        if self.question.hint:
            column.addWidget(label(self._words.say(self.question.hint), "hint"))
        return column

    def _worded(self, number: int) -> str:
        text = self.question.text
        if self.question.need is Need.OPTIONAL:
            text = message("{question} (optional)", question=text)
        return self._words.say(
            message("{number}. {question}", number=self._words.number(number), question=text)
        )

    def _name(self, number: int, error: str) -> None:
        self.setAccessibleName(self._worded(number))
        self.setAccessibleDescription(error or self._words.say(self.question.hint))

    def _error_line(self) -> QWidget:
        line = dress(QWidget(), "clear")
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_1 + 2)
        row.addWidget(Icon("circle-alert", "stop_text", 16), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._error, 1)
        line.hide()
        return line
