"""Words and numbers that are typed."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout

from mneedle_gui.domain.answers import Answer, Number, Text
from mneedle_gui.domain.questionnaire import Kind, Question
from mneedle_gui.domain.wording import Message, Words, counted, message
from mneedle_gui.ui.questions.date_text import western
from mneedle_gui.ui.questions.editor import STEPS, Editor
from mneedle_gui.ui.theme import skin
from mneedle_gui.ui.theme.dress import redress
from mneedle_gui.ui.theme.tokens import SPACE_1, SPACE_2
from mneedle_gui.ui.widgets.text import label

_LONGEST_NUMBER = 30
_LINES = 4
_NEARLY_FULL = 100


class LineField(QLineEdit):
    """One line of typing; Up and Down go to other questions."""

    left = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that leave, then typing."""
        step = STEPS.get(event.key())
        if step is not None and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.left.emit(step)
        else:
            super().keyPressEvent(event)


class TextEditor(Editor):
    """One line of words; longer pastes are cut to the length allowed."""

    def __init__(self, question: Question, words: Words) -> None:
        super().__init__(question, words)
        self._field = LineField()
        self._field.setMaxLength(question.max_length)
        self._field.setAccessibleName(self.asked)
        self._field.textEdited.connect(lambda: self.answered.emit(self._value()))
        self._field.returnPressed.connect(lambda: self.left.emit(1))
        self._field.left.connect(self.left)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE_2)
        self._row.addWidget(self._field)
        self._row.addStretch(1)
        skin().changed.connect(self._fit)
        self._fit()

    def show_answer(self, answer: Answer | None) -> None:
        """Show the words, unless they are what is typed already."""
        if answer != self._value():
            self._field.setText(self._text_of(answer))

    def show_wrong(self, wrong: bool, remedy: str = "") -> None:
        """A red frame around the field."""
        redress(self._field, "wrong", wrong)
        self._field.setAccessibleDescription(remedy if wrong else "")

    def take_focus(self) -> None:
        """Focus the field."""
        self._field.setFocus(Qt.FocusReason.TabFocusReason)

    def forget(self) -> None:
        """Empty the field."""
        self._field.clear()

    def _value(self) -> Answer | None:
        text = self._field.text()
        return Text(text) if text.strip() else None

    def _text_of(self, answer: Answer | None) -> str:
        return answer.words if isinstance(answer, Text) else ""

    def _fit(self) -> None:
        self._field.setMinimumWidth(skin().sizes.px(200))
        self._field.setMaximumWidth(skin().sizes.px(420))
        self._row.setStretchFactor(self._field, 10)


class NumberEditor(TextEditor):
    """A number with its unit; any digits, a comma or a point before decimals."""

    def __init__(self, question: Question, words: Words) -> None:
        super().__init__(question, words)
        self._field.setMaxLength(_LONGEST_NUMBER)
        if question.unit:
            self._row.insertWidget(1, label(question.unit, "secondary", wraps=False))
            self._field.setAccessibleName(f"{self.asked} ({question.unit})")
        self._fit()

    def problem(self) -> Message | None:
        """What to do about something typed that is no number."""
        if not self._field.text().strip() or self._value() is not None:
            return None
        whole = self.question.kind is Kind.INTEGER
        return message("Enter a whole number") if whole else message("Enter a number")

    def _value(self) -> Answer | None:
        amount = read_number(self._field.text())
        return None if amount is None else Number(amount)

    def _text_of(self, answer: Answer | None) -> str:
        return str(answer.amount) if isinstance(answer, Number) else ""

    def _fit(self) -> None:
        self._field.setFixedWidth(skin().sizes.px(120))


def read_number(text: str) -> Decimal | None:
    """The number in a text, as people type numbers; ``None`` when it is none."""
    plain = western(text).replace(" ", "").replace("٫", ".").replace(",", ".").replace("−", "-")
    try:
        amount = Decimal(plain)
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and "e" not in plain.casefold() else None


class LongField(QPlainTextEdit):
    """Several lines of typing, never longer than allowed; Tab leaves.

    Args:
        longest: most characters, also when pasted.
    """

    def __init__(self, longest: int) -> None:
        super().__init__()
        self._longest = longest
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._cut)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste plain words, as many as fit."""
        cursor = self.textCursor()
        selected = cursor.selectionEnd() - cursor.selectionStart()
        room = self._longest - len(self.toPlainText()) + selected
        cursor.insertText(source.text()[: max(0, room)])

    def _cut(self) -> None:
        over = len(self.toPlainText()) - self._longest
        if over > 0:
            cursor = self.textCursor()
            for _ in range(over):
                cursor.deletePreviousChar()
            self.setTextCursor(cursor)


class LongTextEditor(Editor):
    """Several lines of words, with the room that is left when it gets short."""

    def __init__(self, question: Question, words: Words) -> None:
        super().__init__(question, words)
        self._silent = False
        self._field = LongField(question.max_length)
        self._field.setAccessibleName(self.asked)
        self._field.textChanged.connect(self._typed)
        self._room = label("", "hint")
        self._room.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE_1)
        box.addWidget(self._field)
        box.addWidget(self._room)
        skin().changed.connect(self._fit)
        self._fit()

    def show_answer(self, answer: Answer | None) -> None:
        """Show the words, unless they are what is typed already."""
        if answer == self._value():
            return
        self._silent = True
        self._field.setPlainText(answer.words if isinstance(answer, Text) else "")
        self._field.moveCursor(QTextCursor.MoveOperation.End)
        self._silent = False
        self._count()

    def show_wrong(self, wrong: bool, remedy: str = "") -> None:
        """A red frame around the field."""
        redress(self._field, "wrong", wrong)
        self._field.setAccessibleDescription(remedy if wrong else "")

    def take_focus(self) -> None:
        """Focus the field."""
        self._field.setFocus(Qt.FocusReason.TabFocusReason)

    def forget(self) -> None:
        """Empty the field."""
        self._silent = True
        self._field.clear()
        self._silent = False

    def _value(self) -> Answer | None:
        text = self._field.toPlainText()
        return Text(text) if text.strip() else None

    def _typed(self) -> None:
        self._count()
        if not self._silent:
            self.answered.emit(self._value())

    def _count(self) -> None:
        left = self.question.max_length - len(self._field.toPlainText())
        said = counted("{count} character left", "{count} characters left", left)
        self._room.setText(self.words.say(said))
        self._room.setVisible(left <= _NEARLY_FULL)

    def _fit(self) -> None:
        line = self._field.fontMetrics().lineSpacing()
        self._field.setFixedHeight(line * _LINES + skin().sizes.px(20))
