"""A date in three typed boxes, with "do not know" beside them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from mneedle_gui.domain.answers import Answer, DoNotKnow
from mneedle_gui.domain.questionnaire import Question
from mneedle_gui.domain.wording import Message, PartialDate, Words, message
from mneedle_gui.ui.questions.date_text import DAY, MONTH, YEAR, Boxes, read_boxes, tidied
from mneedle_gui.ui.questions.editor import Editor
from mneedle_gui.ui.questions.text import LineField
from mneedle_gui.ui.theme import skin
from mneedle_gui.ui.theme.dress import dress, redress
from mneedle_gui.ui.theme.tokens import SPACE_1, SPACE_3
from mneedle_gui.ui.widgets.text import label

_WIDTHS = (96, 128, 110)
_LONGEST = 40


class DateEditor(Editor):
    """Day, month and year; month names, any digits, and a whole date pasted into one box count."""

    def __init__(self, question: Question, words: Words) -> None:
        super().__init__(question, words)
        self._boxes: list[LineField] = []
        self._read_as = label("", "hint")
        self._unknown = dress(QCheckBox(words.say(message("Do not know"))), "plain")
        self._unknown.setAccessibleName(f"{self.asked}: {self._unknown.text()}")
        self._unknown.clicked.connect(self._tell)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE_1)
        row = QHBoxLayout()
        row.setSpacing(SPACE_3)
        for name in _names(question):
            row.addWidget(self._column(words.say(name)))
        row.addWidget(self._unknown, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
        box.addLayout(row)
        box.addWidget(self._read_as)
        self._read_as.hide()
        skin().changed.connect(self._fit)
        self._fit()

    def show_answer(self, answer: Answer | None) -> None:
        """Fill the boxes, unless what is typed in them means this answer."""
        if answer == self._value():
            self._echo()
            return
        self._unknown.setChecked(isinstance(answer, DoNotKnow))
        when = answer if isinstance(answer, PartialDate) else None
        parts = (when.day, when.month, when.year) if when else (None, None, None)
        for field, part in zip(self._boxes, parts, strict=True):
            field.setText("" if part is None else str(part))
        self._echo()

    def show_wrong(self, wrong: bool, remedy: str = "") -> None:
        """A red frame around the boxes at fault."""
        at_fault = self._at_fault() if wrong else frozenset()
        for position, field in enumerate(self._boxes):
            redress(field, "wrong", position in at_fault)
            field.setAccessibleDescription(remedy if position in at_fault else "")

    def take_focus(self) -> None:
        """Focus the first box that is empty, or at fault, or the first of all."""
        empty = [box for box in self._boxes if not box.text()]
        wrong = [box for box in self._boxes if box.property("wrong")]
        target = (wrong or empty or self._boxes)[0]
        if self._unknown.isChecked() and not wrong:
            self._unknown.setFocus(Qt.FocusReason.TabFocusReason)
            return
        target.setFocus(Qt.FocusReason.TabFocusReason)
        target.selectAll()

    def problem(self) -> Message | None:
        """What to do about boxes that make no date."""
        return None if self._unknown.isChecked() else read_boxes(self._texts()).remedy

    def forget(self) -> None:
        """Empty the boxes."""
        for field in self._boxes:
            field.clear()
        self._unknown.setChecked(False)

    def _column(self, name: str) -> QWidget:
        column = dress(QWidget(), "clear")
        box = QVBoxLayout(column)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        caption: QLabel = label(name, "hint", wraps=False)
        field = LineField()
        field.setMaxLength(_LONGEST)
        field.setAccessibleName(f"{self.asked}: {name}")
        field.textEdited.connect(self._typed)
        field.editingFinished.connect(self._tidy)
        field.returnPressed.connect(lambda: self.left.emit(1))
        field.left.connect(self.left)
        caption.setBuddy(field)
        box.addWidget(caption)
        box.addWidget(field)
        self._boxes.append(field)
        return column

    def _typed(self) -> None:
        self._unknown.setChecked(False)
        self._tell()

    def _tell(self) -> None:
        if self._unknown.isChecked():
            for field in self._boxes:
                field.clear()
        self._echo()
        self.answered.emit(self._value())

    def _tidy(self) -> None:
        """Put digits and parts in order without a word about it."""
        for field, text in zip(self._boxes, tidied(self._texts()), strict=True):
            if field.text() != text:
                field.setText(text)

    def _texts(self) -> Boxes:
        day, month, year = (field.text() for field in self._boxes)
        return day, month, year

    def _value(self) -> Answer | None:
        return DoNotKnow() if self._unknown.isChecked() else read_boxes(self._texts()).when

    def _at_fault(self) -> frozenset[int]:
        read = read_boxes(self._texts())
        if read.wrong:
            return read.wrong
        texts = self._texts()
        needed = (DAY, MONTH, YEAR) if self.question.full_date else (MONTH, YEAR)
        return frozenset(at for at in needed if not texts[at]) or frozenset(needed)

    def _echo(self) -> None:
        """Say the date in words as soon as it is one, so that a slip is seen."""
        when = self._value()
        known = isinstance(when, PartialDate) and when.month is not None
        text = self.words.day(when) if known and isinstance(when, PartialDate) else ""
        self._read_as.setText(text)
        self._read_as.setVisible(bool(text))

    def _fit(self) -> None:
        for field, width in zip(self._boxes, _WIDTHS, strict=True):
            field.setFixedWidth(skin().sizes.px(width))


def _names(question: Question) -> tuple[Message, Message, Message]:
    day = message("Day") if question.full_date else message("Day (optional)")
    return day, message("Month"), message("Year")
