"""What can be chosen about the paper shown: which document, which sheet, how large, which page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from mneedle_gui.domain.clinic import Paper
from mneedle_gui.domain.wording import Words, message
from mneedle_gui.services.issuing import CLIENT, RECORD, SESSION_SHEET
from mneedle_gui.ui.questions.tile_layout import TileLayout
from mneedle_gui.ui.theme import skin
from mneedle_gui.ui.theme.dress import dress
from mneedle_gui.ui.theme.tokens import SPACE_1
from mneedle_gui.ui.widgets.buttons import Button
from mneedle_gui.ui.widgets.choice_row import ChoiceRow
from mneedle_gui.ui.widgets.text import label

_STEPS = (50, 75, 100, 125, 150, 200)
_FIT = 0


class PaperBar(QWidget):
    """``kind_chosen``, ``paper_chosen``, ``zoomed`` and ``turned`` say what was chosen.

    Zoom is in percent; 0 fits the width. ``turned`` brings -1 or 1.
    """

    kind_chosen = Signal(str)
    paper_chosen = Signal(str)
    zoomed = Signal(int)
    turned = Signal(int)

    def __init__(self, words: Words) -> None:
        super().__init__()
        dress(self, "clear")
        self._words, self._zoom = words, _FIT
        say = words.say
        self._kind = ChoiceRow(
            say(message("Document")),
            (
                (CLIENT, say(message("Client plan"))),
                (RECORD, say(message("Practitioner sheet"))),
                (SESSION_SHEET, say(message("Session sheets"))),
            ),
        )
        self._paper = ChoiceRow(
            say(message("Paper")), ((Paper.A4.value, "A4"), (Paper.LETTER.value, "US Letter"))
        )
        self._kind.chosen.connect(self.kind_chosen)
        self._paper.chosen.connect(self.paper_chosen)
        self._percent = label("", "small", wraps=False)
        self._page = label("", "small", wraps=False)
        tiles = TileLayout(4, lambda: skin().sizes.px(150), gaps=(20, 8))
        for part in (self._kind, self._paper, self._zoom_row(), self._page_row()):
            tiles.addWidget(part)
        self.setLayout(tiles)
        self._show_zoom()

    def show_choice(self, kind: str, paper: Paper, *, is_letter: bool) -> None:
        """Show what is chosen; the client's document is a plan or a letter without sessions."""
        name = message("Client letter") if is_letter else message("Client plan")
        self._kind.name_choice(CLIENT, self._words.say(name))
        self._kind.offer(SESSION_SHEET, offered=not is_letter)
        self._kind.show_choice(kind)
        self._paper.show_choice(paper.value)

    def show_page(self, at: int, number: int) -> None:
        """Show which page is in view."""
        text = message("Page {n} of {number}", n=at + 1, number=number) if number else message("–")
        self._page.setText(self._words.say(text))

    def _zoom_row(self) -> QWidget:
        say = self._words.say
        row, layout = _row()
        layout.addWidget(_icon("zoom-out", say(message("Smaller")), lambda: self._step(-1)))
        layout.addWidget(self._percent)
        layout.addWidget(_icon("zoom-in", say(message("Larger")), lambda: self._step(1)))
        fit = dress(QPushButton(say(message("Fit"))), "tab")
        fit.setAccessibleName(say(message("Fit the width")))
        fit.clicked.connect(lambda: self._take(_FIT))
        layout.addWidget(fit)
        layout.addStretch(1)
        return row

    def _page_row(self) -> QWidget:
        say = self._words.say
        row, layout = _row()
        layout.addWidget(_icon("chevron-left", say(message("Page before")), lambda: self._turn(-1)))
        layout.addWidget(self._page)
        layout.addWidget(_icon("chevron-right", say(message("Next page")), lambda: self._turn(1)))
        layout.addStretch(1)
        return row

    def _turn(self, step: int) -> None:
        self.turned.emit(step)

    def _step(self, step: int) -> None:
        at = _STEPS.index(self._zoom) if self._zoom in _STEPS else _STEPS.index(100)
        self._take(_STEPS[min(max(0, at + step), len(_STEPS) - 1)])

    def _take(self, zoom: int) -> None:
        if zoom != self._zoom:
            self._zoom = zoom
            self._show_zoom()
            self.zoomed.emit(zoom)

    def _show_zoom(self) -> None:
        text = message("Width") if self._zoom == _FIT else message("{n} %", n=self._zoom)
        self._percent.setText(self._words.say(text))


def _row() -> tuple[QWidget, QHBoxLayout]:
    row = dress(QWidget(), "clear")
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(SPACE_1)
    return row, layout


def _icon(name: str, said: str, act: Callable[[], None]) -> Button:
    button = Button("", "quiet", name, "text")
    button.setAccessibleName(said)
    button.setToolTip(said)
    button.clicked.connect(act)
    return button
