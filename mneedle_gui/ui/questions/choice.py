"""One answer out of a few: big tiles, answered by mouse, number or letter."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup

from mneedle_gui.domain.answers import DECLINED, NO, NOT_SURE, YES, Answer, Choice
from mneedle_gui.domain.questionnaire import Kind, Question
from mneedle_gui.domain.wording import Words
from mneedle_gui.ui.questions.editor import ENTER_KEYS, Editor
from mneedle_gui.ui.questions.tile_layout import TileLayout
from mneedle_gui.ui.questions.tiles import AnswerTile
from mneedle_gui.ui.theme import skin

_SHORT, _FEW = 14, 3
_LETTERS: dict[int, str] = {
    Qt.Key.Key_Y: YES,
    Qt.Key.Key_N: NO,
    Qt.Key.Key_U: NOT_SURE,
    Qt.Key.Key_D: DECLINED,
}
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class ChoiceEditor(Editor):
    """Radio tiles in a row when there are few short ones, otherwise one below the other.

    The group is one stop for Tab. Left and Right move within it without choosing, Space chooses, a
    number or Y, N, U chooses at once, Delete takes the answer back.
    """

    def __init__(self, question: Question, words: Words) -> None:
        super().__init__(question, words)
        self._group = QButtonGroup(self)
        self._tiles: dict[str, AnswerTile] = {}
        self._in_row = _stands_in_row(question, words)
        layout = TileLayout(
            len(question.options) if self._in_row else 1,
            lambda: skin().sizes.px(150),
            shares=not self._in_row,
            all_or_one=True,
        )
        for option in question.options:
            text, hint = words.say(option.text), words.say(option.hint)
            tile = AnswerTile(text, hint, f"{self.asked}: {text}", self._take_key)
            tile.clicked.connect(self._chosen)
            self._tiles[option.code] = tile
            self._group.addButton(tile)
            layout.addWidget(tile)
        self.setLayout(layout)
        self._rove(None)

    def show_answer(self, answer: Answer | None) -> None:
        """Check the tile of this answer, or none."""
        code = answer.code if isinstance(answer, Choice) else None
        if code == self._code():
            return
        self._group.setExclusive(False)
        for own, tile in self._tiles.items():
            tile.setChecked(own == code)
        self._group.setExclusive(True)
        self._rove(self._tiles.get(code) if code else None)

    def show_wrong(self, wrong: bool, remedy: str = "") -> None:
        """Tell a screen reader; the red bar of the block is enough for the eye."""
        for option in self.question.options:
            hint = self.words.say(option.hint)
            told = f"{remedy}. {hint}".strip(". ") if wrong else hint
            self._tiles[option.code].setAccessibleDescription(told)

    def take_focus(self) -> None:
        """Focus the chosen tile, or the first."""
        tile = self._group.checkedButton() or next(iter(self._tiles.values()), None)
        if tile is not None:
            tile.setFocus(Qt.FocusReason.TabFocusReason)

    def _code(self) -> str | None:
        return next((code for code, tile in self._tiles.items() if tile.isChecked()), None)

    def _chosen(self) -> None:
        code = self._code()
        self._rove(self._tiles[code] if code else None)
        self.answered.emit(Choice(code) if code else None)

    def _choose(self, code: str) -> None:
        self._tiles[code].setFocus(Qt.FocusReason.OtherFocusReason)
        self._tiles[code].setChecked(True)
        self._chosen()

    def _rove(self, stop: AnswerTile | None) -> None:
        """Make one tile the stop for Tab."""
        stop = stop or next(iter(self._tiles.values()), None)
        for tile in self._tiles.values():
            is_stop = tile is stop
            tile.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if is_stop else Qt.FocusPolicy.ClickFocus
            )

    def _take_key(self, event: QKeyEvent) -> bool:
        if event.modifiers() not in _PLAIN:
            return False
        code = self._code_of(event)
        if code is not None:
            self._choose(code)
            return True
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.show_answer(None)
            self.answered.emit(None)
            return True
        return self._moves(event) or self.leaves_by(event)

    def _code_of(self, event: QKeyEvent) -> str | None:
        codes = list(self._tiles)
        number = unicodedata.digit(event.text(), 0) if len(event.text()) == 1 else 0
        if 1 <= number <= len(codes):
            return codes[number - 1]
        letter = _LETTERS.get(event.key())
        return letter if letter in self._tiles else None

    def _moves(self, event: QKeyEvent) -> bool:
        forward = Qt.Key.Key_Left if self.isRightToLeft() else Qt.Key.Key_Right
        steps: dict[int, int] = {forward: 1}
        steps[Qt.Key.Key_Right if forward == Qt.Key.Key_Left else Qt.Key.Key_Left] = -1
        if not self._in_row and event.key() not in ENTER_KEYS:
            steps |= {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        step = steps.get(event.key())
        if step is None:
            return False
        tiles = list(self._tiles.values())
        here = next((at for at, tile in enumerate(tiles) if tile.hasFocus()), 0)
        there = here + step
        if 0 <= there < len(tiles):
            tiles[there].setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}


def _stands_in_row(question: Question, words: Words) -> bool:
    if any(option.hint for option in question.options):
        return False
    if question.kind is Kind.YES_NO:
        return True
    short = all(len(words.say(option.text)) <= _SHORT for option in question.options)
    return short and len(question.options) <= _FEW
