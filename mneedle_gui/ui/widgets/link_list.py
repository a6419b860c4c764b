"""Links to questions, one below the other; a few at first, the rest on demand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mneedle_gui.domain.wording import Words, counted
from mneedle_gui.ui.theme.dress import dress
from mneedle_gui.ui.widgets.buttons import LinkButton

LINK_INDENT = 3
"""How far the words of a link stand inside its focus ring; texts beside links stand in as far."""


@dataclass(frozen=True, slots=True)
class Link:
    """Words to click on, what a screen reader says, and what is wanted then."""

    target: str
    text: str
    name: str


class LinkList(QWidget):
    """``wanted`` brings the target of the link that was followed.

    Args:
        words: the language.
        at_first: how many links are shown before "and 7 more".
    """

    wanted = Signal(str)

    def __init__(self, words: Words, at_first: int = 2) -> None:
        super().__init__()
        dress(self, "clear")
        self._words, self._at_first = words, at_first
        self._links: tuple[Link, ...] = ()
        self._all = False
        self._buttons: list[LinkButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._more = LinkButton("")
        self._more.clicked.connect(self._show_all)
        self._column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)

    def show_links(self, links: Sequence[Link]) -> None:
        """Show these links."""
        if tuple(links) != self._links:
            self._links = tuple(links)
            self._lay_out()

    def _show_all(self) -> None:
        self._all = True
        self._lay_out()
        if len(self._links) > self._at_first:
            self._buttons[self._at_first].setFocus()

    def _lay_out(self) -> None:
        rest = len(self._links) - self._at_first
        several = rest > 1 and not self._all
        shown = self._links[: self._at_first] if several else self._links
        while len(self._buttons) < len(shown):
            self._add()
        for at, button in enumerate(self._buttons):
            if at < len(shown):
                button.setText(shown[at].text)
                button.setAccessibleName(shown[at].name)
            button.setVisible(at < len(shown))
        more = counted("and {count} more", "and {count} more", max(0, rest))
        self._more.setText(self._words.say(more))
        self._more.setAccessibleName(
            f"{self._more.text()}: {self._links[0].name}" if several else ""
        )
        self._more.setVisible(several)

    def _add(self) -> None:
        at = len(self._buttons)
        button = LinkButton("")
        button.clicked.connect(lambda: self.wanted.emit(self._links[at].target))
        self._buttons.append(button)
        self._column.insertWidget(at, button, 0, Qt.AlignmentFlag.AlignLeft)
