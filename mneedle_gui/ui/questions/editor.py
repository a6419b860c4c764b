"""What every editor of an answer can do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from mneedle_gui.domain.answers import Answer
from mneedle_gui.domain.questionnaire import Question
from mneedle_gui.domain.wording import Message, Words
from mneedle_gui.ui.theme.dress import dress

ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


STEPS: dict[int, int] = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
"""Keys that leave a field of one line: to the next question, or to the one before."""


class Editor(QWidget):
    """Lets a person answer one question; made once per question and shown values ever after.

    ``answered`` brings the new answer, or ``None`` for blank. ``left`` asks for the next (+1) or the
    one before (-1). Showing an answer is silent. Input that cannot be read is kept: the answer is
    blank then, and ``problem`` says what to do.
    """

    answered = Signal(object)
    left = Signal(int)

    def __init__(self, question: Question, words: Words) -> None:
        super().__init__()
        dress(self, "clear")
        self.question = question
        self.words = words
        self.asked = words.say(question.text)

    def show_answer(self, answer: Answer | None) -> None:
        """Show an answer; typed text that means just this stays as it was typed."""
        raise NotImplementedError

    def show_wrong(self, wrong: bool, remedy: str = "") -> None:
        """Mark the fields at fault and tell a screen reader what to do, or take both away."""
        raise NotImplementedError

    def take_focus(self) -> None:
        """Put the focus where a person would go on answering."""
        raise NotImplementedError

    def problem(self) -> Message | None:
        """What to do about input that gives no answer at all; nothing for most editors."""
        return None

    def forget(self) -> None:
        """Drop typed text that was kept; another consultation begins."""

    def leaves_by(self, event: QKeyEvent) -> bool:
        """Go to the next question by Enter or Down and back by Up; whether the key was one."""
        if event.modifiers() not in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            return False
        if event.key() in ENTER_KEYS or event.key() == Qt.Key.Key_Down:
            self.left.emit(1)
            return True
        if event.key() == Qt.Key.Key_Up:
            self.left.emit(-1)
            return True
        return False
