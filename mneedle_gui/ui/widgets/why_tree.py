"""Why a number or a finding is what it is: a tree of values, rows, answers and sources."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from mneedle_gui.domain.reason import Reason
from mneedle_gui.domain.wording import Message, Words, message
from mneedle_gui.ui.announce import announce
from mneedle_gui.ui.theme import skin
from mneedle_gui.ui.theme.dress import dress
from mneedle_gui.ui.theme.tokens import SPACE_1
from mneedle_gui.ui.widgets.buttons import Button
from mneedle_gui.ui.widgets.emptied import emptied
from mneedle_gui.ui.widgets.text import label

_SIDE, _ICON, _INDENT = 24, 18, 12  # no smaller than can be hit; the icon grows with the text
_CRAMPED = 1.75
"""From this text size on, the room for a toggle that is not there goes to the words."""

Path = tuple[str, ...]
"""The words of a node and of those above it, outermost first."""


def node_text(reason: Reason) -> Message:
    """A node in one line; the one that decides says so."""
    said = reason.label
    if reason.value:
        said = message("{label}: {value}", label=reason.label, value=reason.value)
    return message("{said} (decides)", said=said) if reason.decides else said


class _Toggle(Button):
    """Opens and closes a node: Space or Enter, and the arrow keys as in any tree."""

    opening = Signal(bool)

    def __init__(self) -> None:
        super().__init__("", "link", "chevron-right")
        skin().changed.connect(self._size)
        self._size()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrow towards the end of the line opens, the other one closes."""
        forward, back = Qt.Key.Key_Right, Qt.Key.Key_Left
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            forward, back = back, forward
        if event.key() in (forward, back):
            self.opening.emit(event.key() == forward)
        else:
            super().keyPressEvent(event)

    def _size(self) -> None:
        side = max(_SIDE, skin().sizes.px(_ICON))
        self.setFixedSize(side, side)
        kept = self.sizePolicy()  # a node without a toggle stands in line with those that have one
        kept.setRetainSizeWhenHidden(skin().theme.factor < _CRAMPED)
        self.setSizePolicy(kept)


class WhyRow(QWidget):
    """One node in one line; ``opening`` says that what is below is to be shown, or hidden.

    Args:
        reason: the node.
        words: the language.
        above: the words of the nodes above it, and of what the tree is about.
        depth: how far in it stands.
    """

    opening = Signal(bool)

    def __init__(self, reason: Reason, words: Words, above: Path, depth: int) -> None:
        super().__init__()
        dress(self, "clear")
        self.reason, self._words = reason, words
        said = words.say(node_text(reason))
        self.path = (*above, said)
        self.is_open = False
        self.toggle = _Toggle()
        self.toggle.clicked.connect(lambda: self.opening.emit(not self.is_open))
        self.toggle.opening.connect(self.opening)
        row = QHBoxLayout(self)  # a box turns with the language, margins do not
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_1)
        row.addSpacing(_INDENT * depth)
        row.addWidget(self.toggle, 0, Qt.AlignmentFlag.AlignTop)
        self.toggle.setVisible(bool(reason.children))
        text = label(said, "small-strong" if reason.decides else "small")
        text.setContentsMargins(0, 3, 0, 3)
        row.addWidget(text, 1)
        self.show_state(is_open=False)

    def show_state(self, *, is_open: bool) -> None:
        """Show whether what is below it is open."""
        self.is_open = is_open
        self.toggle.show_icon("chevron-down" if is_open else "chevron-right")
        state = message("open") if is_open else message("closed")
        said = " – ".join(reversed(self.path))
        name = message("{said}, {state}", said=said, state=state)
        self.toggle.setAccessibleName(self._words.say(name))


class WhyTree(QFrame):
    """Trees behind some numbers, made when they are first seen; closed at first.

    What was opened stays open when the trees change. All rows stand in one column, each moved in by
    its depth, so that opening one lays out one column anew and not a box in a box.
    """

    def __init__(self, words: Words, about: str = "") -> None:
        super().__init__()
        dress(self, "why")
        self._words, self._about = words, (about,) if about else ()
        self._make: Callable[[], Sequence[Reason]] = tuple
        self._shown: tuple[Reason, ...] | None = None
        self._opens: Callable[[Reason], bool] = lambda _reason: False
        self._memory: dict[Path, bool] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 8, 12, 8)
        self._column.setSpacing(0)
        self.hide()

    def follow(
        self,
        make: Callable[[], Sequence[Reason]],
        opens: Callable[[Reason], bool] | None = None,
    ) -> None:
        """Show what ``make`` gives, as soon as the tree is seen; ``opens`` tells what is open at first."""
        self._make = make
        if opens is not None:
            self._opens = opens
        if self.isVisible():
            self._show()
        else:
            self._shown = None

    def showEvent(self, event: QShowEvent) -> None:
        """Make the trees now that somebody looks."""
        super().showEvent(event)
        if self._shown is None:
            self._show()

    def _show(self) -> None:
        reasons = tuple(self._make())
        if reasons == self._shown:
            return
        self._shown = reasons
        emptied(self._column)
        for row in self._add(reasons, self._about, 0):
            first = self._opens(row.reason)
            if self._memory.get(row.path, first) and row.reason.children:
                self._open(row, opens=True)

    def _add(self, reasons: Sequence[Reason], above: Path, at: int) -> list[WhyRow]:
        """New rows from place ``at`` on; the keyboard goes through them in this order."""
        rows = []
        before = self._row(at - 1)
        for number, reason in enumerate(reasons):
            row = WhyRow(reason, self._words, above, len(above) - len(self._about))
            row.opening.connect(partial(self._turn, row))
            self._column.insertWidget(at + number, row)
            row.show()
            if before is not None:
                self.setTabOrder(before.toggle, row.toggle)
            before = row
            rows.append(row)
        return rows

    def _turn(self, row: WhyRow, opens: bool) -> None:
        """Open or close a row because somebody wants it."""
        if opens == row.is_open:
            return
        self._open(row, opens=opens)
        if opens:
            lines = [self._words.say(node_text(child)) for child in row.reason.children]
            announce(self, "\n".join(lines))

    def _open(self, row: WhyRow, *, opens: bool) -> None:
        self._memory[row.path] = opens
        row.show_state(is_open=opens)
        at = self._column.indexOf(row) + 1
        if not opens:
            self._close_below(row, at)
            return
        for child in self._add(row.reason.children, row.path, at):
            if self._memory.get(child.path, False) and child.reason.children:
                self._open(child, opens=True)

    def _row(self, at: int) -> WhyRow | None:
        item = self._column.itemAt(at)
        found = item.widget() if item is not None else None
        return found if isinstance(found, WhyRow) else None

    def _close_below(self, row: WhyRow, at: int) -> None:
        while (below := self._row(at)) is not None and below.path[: len(row.path)] == row.path:
            self._column.removeWidget(below)
            below.hide()
            below.deleteLater()
