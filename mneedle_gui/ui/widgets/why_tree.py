"""Why a number is what it is: value, the row that set it, and what that row rests on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from mneedle_gui.domain.plan import Why
from mneedle_gui.domain.protocol import Protocol
from mneedle_gui.domain.wording import Message, Words, message
from mneedle_gui.ui.theme.dress import dress
from mneedle_gui.ui.theme.tokens import SPACE_1, SPACE_2
from mneedle_gui.ui.widgets.buttons import LinkButton
from mneedle_gui.ui.widgets.detail_box import DetailBox
from mneedle_gui.ui.widgets.emptied import emptied
from mneedle_gui.ui.widgets.icon import Icon
from mneedle_gui.ui.widgets.reasons import basis_text, differences, source_texts
from mneedle_gui.ui.widgets.text import label

_QUANTITIES = {
    "depth_max": message("Upper depth"),
    "depth_min": message("Lower depth"),
    "first_session_max": message("First session"),
    "sessions": message("Sessions"),
    "interval": message("Gap between sessions"),
}


class WhyNode(QWidget):
    """One reason; "Where from?" opens the row behind it."""

    def __init__(self, why: Why, protocol: Protocol, words: Words) -> None:
        super().__init__()
        dress(self, "clear")
        say = words.say
        text = say(why.text)
        quantity = say(_QUANTITIES.get(why.quantity, message("Number")))
        self._details = DetailBox()
        self._details.show_paragraphs(
            [
                (say(heading), [say(text) for text in texts])
                for heading, texts in _parts(why, protocol)
            ]
        )
        self._icon = Icon("chevron-right", "control", 16)
        said = say(message("Where from?"))
        link = LinkButton(said, f"{said} {quantity}: {text}")
        link.clicked.connect(self._toggle)
        row = QHBoxLayout()
        row.setSpacing(SPACE_2)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label(f"{quantity}: {text}", "small"), 1)
        row.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_1)
        column.addLayout(row)
        column.addWidget(self._details)

    def _toggle(self) -> None:
        opens = self._details.isHidden()
        self._details.setVisible(opens)
        self._icon.show_icon("chevron-down" if opens else "chevron-right", "control")


class WhyTree(QFrame):
    """All reasons behind some numbers; closed at first."""

    def __init__(self, protocol: Protocol, words: Words) -> None:
        super().__init__()
        dress(self, "why")
        self._protocol, self._words = protocol, words
        self._shown: tuple[Why, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 10, 12, 10)
        self._column.setSpacing(SPACE_1 + 2)
        self.hide()

    def show_reasons(self, reasons: Sequence[Why]) -> None:
        """Show these reasons; what is the same already stays as it is."""
        if tuple(reasons) == self._shown:
            return
        self._shown = tuple(reasons)
        emptied(self._column)
        for why in self._shown:
            self._column.addWidget(WhyNode(why, self._protocol, self._words))


def _parts(why: Why, protocol: Protocol) -> list[tuple[Message, tuple[Message, ...]]]:
    parts = [
        (message("Row of the content"), (message("{row}", row=why.row),)),
        (message("What it rests on"), (basis_text(why.basis),)),
        (message("What this clinic made stricter"), (why.basis.clinic,)),
        (message("Sources"), source_texts(why.basis, protocol)),
        (message("Note, and where sources differ"), differences(why.row, why.basis, protocol)),
    ]
    kept = ((title, tuple(text for text in texts if text)) for title, texts in parts)
    return [(title, texts) for title, texts in kept if texts]
