"""Several answers out of a list, in two columns; "none of these" and "not sure" stand alone."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mneedle_gui.domain.answers import NONE_OF_THESE, NOT_SURE, Answer, Choices
from mneedle_gui.domain.questionnaire import Option, Question
from mneedle_gui.domain.wording import Words, message
from mneedle_gui.ui.questions.editor import ENTER_KEYS, Editor
from mneedle_gui.ui.questions.tile_layout import TileLayout
from mneedle_gui.ui.questions.tiles import TickTile
from mneedle_gui.ui.theme import skin
from mneedle_gui.ui.theme.dress import dress
from mneedle_gui.ui.theme.tokens import SPACE_2

_LETTERS: dict[int, str] = {Qt.Key.Key_N: NONE_OF_THESE, Qt.Key.Key_U: NOT_SURE}
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class ChoicesEditor(Editor):
    """Tick boxes. A number ticks, N is "none of these", U is "not sure"; Enter goes on.

    Args:
        question: what is asked.
        words: the language.
        tile_width: least width of a column at 100 %.
    """

    def __init__(self, question: Question, words: Words, tile_width: int = 236) -> None:
        super().__init__(question, words)
        self._width = tile_width
        self._tiles: dict[str, TickTile] = {}
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE_2)
        alone = [option for option in question.options if is_exclusive(option)]
        several = [option for option in question.options if not is_exclusive(option)]
        for options in (several, alone):
            if options:
                box.addWidget(self._part(options))

    def show_answer(self, answer: Answer | None) -> None:
        """Tick the boxes of this answer, and no others."""
        codes = answer.codes if isinstance(answer, Choices) else ()
        if codes == self.codes():
            return
        for code, tile in self._tiles.items():
            tile.setChecked(code in codes)

    def show_wrong(self, wrong: bool, remedy: str = "") -> None:
        """Tell a screen reader; the red bar of the block is enough for the eye."""
        for option in self.question.options:
            hint = self.words.say(option.hint)
            told = f"{remedy}. {hint}".strip(". ") if wrong else hint
            self._tiles[option.code].setAccessibleDescription(told)

    def take_focus(self) -> None:
        """Focus the first ticked box, or the first of all."""
        ticked = [tile for tile in self._tiles.values() if tile.isChecked()]
        tiles = ticked or list(self._tiles.values())
        if tiles:
            tiles[0].setFocus(Qt.FocusReason.TabFocusReason)

    def codes(self) -> tuple[str, ...]:
        """What is ticked, in the order of the questionnaire."""
        return tuple(
            option.code for option in self.question.options if self._tiles[option.code].isChecked()
        )

    def choose(self, codes: tuple[str, ...]) -> None:
        """Tick these and no others, as a person would."""
        for code, tile in self._tiles.items():
            tile.setChecked(code in codes)
        self._tell()

    def _part(self, options: list[Option]) -> QWidget:
        part = dress(QWidget(), "clear")
        layout = TileLayout(2, lambda: skin().sizes.px(self._width), shares=True, gaps=(12, 0))
        for option in options:
            layout.addWidget(self._tile(option))
        part.setLayout(layout)
        return part

    def _tile(self, option: Option) -> TickTile:
        text, hint = self.words.say(option.text), self.words.say(option.hint)
        note = self.words.say(message("(clears the others)")) if is_exclusive(option) else ""
        tile = TickTile(text, hint, f"{self.asked}: {text}", self._take_key, note)
        tile.clicked.connect(lambda: self._clicked(option.code))
        self._tiles[option.code] = tile
        return tile

    def _clicked(self, code: str) -> None:
        if self._tiles[code].isChecked():
            option = self.question.option(code)
            alone = option is not None and is_exclusive(option)
            for other in self.question.options:
                if other.code != code and (alone or is_exclusive(other)):
                    self._tiles[other.code].setChecked(False)
        self._tell()

    def _tell(self) -> None:
        codes = self.codes()
        self.answered.emit(Choices(codes) if codes else None)

    def _take_key(self, event: QKeyEvent) -> bool:
        if event.modifiers() not in _PLAIN:
            return False
        code = self._code_of(event)
        if code is not None:
            self._tiles[code].setFocus(Qt.FocusReason.OtherFocusReason)
            self._tiles[code].click()
            return True
        if event.key() in ENTER_KEYS:
            return self.leaves_by(event)
        return self._moves(event)

    def _code_of(self, event: QKeyEvent) -> str | None:
        codes = list(self._tiles)
        number = unicodedata.digit(event.text(), 0) if len(event.text()) == 1 else 0
        if 1 <= number <= len(codes):
            return codes[number - 1]
        letter = _LETTERS.get(event.key())
        return letter if letter in self._tiles else None

    def _moves(self, event: QKeyEvent) -> bool:
        steps: dict[int, int] = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Left: -1,
        }
        step = steps.get(event.key())
        if step is None:
            return False
        if event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right} and self.isRightToLeft():
            step = -step
        tiles = list(self._tiles.values())
        there = next((at for at, tile in enumerate(tiles) if tile.hasFocus()), 0) + step
        if 0 <= there < len(tiles):
            tiles[there].setFocus(Qt.FocusReason.OtherFocusReason)
        elif event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self.left.emit(step)
        return True


def is_exclusive(option: Option) -> bool:
    """Whether an option clears the others."""
    return option.exclusive or option.code in {NONE_OF_THESE, NOT_SURE}
