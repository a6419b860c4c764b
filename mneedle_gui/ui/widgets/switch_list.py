"""Questions that a clinic may ask in addition, each with a box to tick."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mneedle_gui.domain.wording import Message, Words, message
from mneedle_gui.ui.questions.tiles import TickTile
from mneedle_gui.ui.theme.dress import dress
from mneedle_gui.ui.theme.tokens import SPACE_2
from mneedle_gui.ui.widgets.text import label

SWITCHES: Mapping[str, tuple[Message, Message]] = {
    "bloodborne_virus": (
        message("Ask about hepatitis B, hepatitis C and HIV"),
        message(
            "The client may prefer not to say. Every client gets the same protection anyway, and to"
            " refuse only for a virus may be against the law: take legal advice first"
        ),
    ),
    "hair": (
        message("Ask about scalp disease and hair loss with scarring"),
        message("The scalp itself is never planned by this program"),
    ),
}
"""What each setting of the content is called, and what to know before it is ticked."""


class SwitchList(QWidget):
    """The settings of the content that bring questions of their own.

    Args:
        words: the language.
        switches: their ids; one without a name in `SWITCHES` is not offered.
    """

    def __init__(self, words: Words, switches: Sequence[str]) -> None:
        super().__init__()
        dress(self, "clear")
        self._kept: frozenset[str] = frozenset()
        self._tiles: dict[str, TickTile] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_2)
        later = message("A change here counts from the next start of the program")
        column.addWidget(label(words.say(later), "status"))
        for switch in switches:
            if switch in SWITCHES:
                name, hint = (words.say(text) for text in SWITCHES[switch])
                self._tiles[switch] = TickTile(name, hint, name, lambda _event: False)
                column.addWidget(self._tiles[switch])

    @property
    def current(self) -> frozenset[str]:
        """What is ticked, and what was on without being offered here."""
        ticked = {switch for switch, tile in self._tiles.items() if tile.isChecked()}
        return self._kept | ticked

    def show_switches(self, switches: frozenset[str]) -> None:
        """Tick these."""
        self._kept = switches - set(self._tiles)
        for switch, tile in self._tiles.items():
            tile.setChecked(switch in switches)
