"""Answer tiles: radio buttons and tick boxes whose words wrap, with the whole tile to click on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QVBoxLayout,
)

from mneedle_gui.ui.theme import skin
from mneedle_gui.ui.theme.dress import dress
from mneedle_gui.ui.widgets.filled import grow_with_words, least_size_of, size_of
from mneedle_gui.ui.widgets.text import label

KeyTaker = Callable[[QKeyEvent], bool]
"""Told of each key before the button; gives true when the key is used up."""

_INDICATOR, _GAP = 19, 10


class AnswerTile(QRadioButton):
    """One answer of which only one can be chosen."""

    def __init__(self, text: str, hint: str, name: str, takes_key: KeyTaker) -> None:
        super().__init__()
        dress(self, "answer")
        self._takes_key = takes_key
        self.setAccessibleName(name)
        self.setAccessibleDescription(hint)
        _put_words(self, text, hint)
        _fit_words(self, 15, 7)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of the answer group first."""
        if not self._takes_key(event):
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Another text size moves the words."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            _fit_words(self, 15, 7)

    def hitButton(self, place: QPoint) -> bool:
        """The whole tile is the button."""
        return self.rect().contains(place)

    def sizeHint(self) -> QSize:
        """As the words need."""
        return size_of(self)

    def minimumSizeHint(self) -> QSize:
        """As the words need at their narrowest."""
        return least_size_of(self)


class TickTile(QCheckBox):
    """One answer of which several can be chosen."""

    def __init__(
        self, text: str, hint: str, name: str, takes_key: KeyTaker, note: str = ""
    ) -> None:
        super().__init__()
        dress(self, "answer")
        self._takes_key = takes_key
        self.setAccessibleName(name)
        self.setAccessibleDescription(hint or note)
        _put_words(self, text, hint, note)
        _fit_words(self, 6, 3)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of the answer group first."""
        if not self._takes_key(event):
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Another text size moves the words."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            _fit_words(self, 6, 3)

    def hitButton(self, place: QPoint) -> bool:
        """The whole tile is the button."""
        return self.rect().contains(place)

    def sizeHint(self) -> QSize:
        """As the words need."""
        return size_of(self)

    def minimumSizeHint(self) -> QSize:
        """As the words need at their narrowest."""
        return least_size_of(self)


def _put_words(button: QAbstractButton, text: str, hint: str, note: str = "") -> None:
    """``hint`` stands below the text, ``note`` beside it."""
    grow_with_words(button)
    box = QVBoxLayout(button)
    box.setSpacing(0)
    box.addStretch(1)
    for words, role in ((text, "answer-text"), (hint, "answer-hint")):
        if words:
            line = label(words, role)
            line.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            if note and words is text:
                box.addLayout(_beside(line, note))
            else:
                box.addWidget(line)
    box.addStretch(1)


def _beside(line: QLabel, note: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(_GAP)
    row.addWidget(line)
    quiet = label(note, "answer-hint")
    quiet.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    row.addWidget(quiet, 1)
    return row


def _fit_words(button: QAbstractButton, before: int, above: int) -> None:
    """Keep the words clear of the indicator, whatever its size."""
    box = button.layout()
    if box is None:
        return
    indent = before + skin().sizes.px(_INDICATOR) + _GAP
    margins = box.contentsMargins()
    start, end = (indent, 8) if not button.isRightToLeft() else (8, indent)
    if (margins.left(), margins.right()) != (start, end):
        box.setContentsMargins(start, above, end, above)
