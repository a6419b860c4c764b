"""Home: begin, open a file, or look at a sample; says in three steps how it goes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.wording import Words, message
from mneedle_gui.services.samples import Sample
from mneedle_gui.ui.pages.column import Column
from mneedle_gui.ui.questions.tile_layout import TileLayout
from mneedle_gui.ui.theme import skin
from mneedle_gui.ui.theme.dress import dress
from mneedle_gui.ui.theme.tokens import SPACE_1, SPACE_2, SPACE_3, SPACE_4
from mneedle_gui.ui.widgets.buttons import Button
from mneedle_gui.ui.widgets.icon import Icon
from mneedle_gui.ui.widgets.panel_card import PanelCard
from mneedle_gui.ui.widgets.sample_list import SampleList
from mneedle_gui.ui.widgets.scroll import Scroll
from mneedle_gui.ui.widgets.text import label

_STEPS = (
    (
        "list-checks",
        message("Ask"),
        message("Section by section, the questions that stop treatment first."),
    ),
    (
        "shield-check",
        message("Check"),
        message("Each answer updates the safety check. Every finding says why."),
    ),
    (
        "printer",
        message("Print"),
        message("A plan in plain words for the client, and a sheet for you."),
    ),
)


class HomePage(QWidget):
    """``new_wanted``, ``quick_wanted``, ``open_wanted`` and ``go_on_wanted`` say what to do.

    ``quick_wanted``: the two-minute check. ``sample_wanted`` brings the name of a sample.

    Args:
        words: the language.
        samples: the sample consultations that come with the program.
    """

    new_wanted = Signal()
    quick_wanted = Signal()
    open_wanted = Signal()
    go_on_wanted = Signal()
    sample_wanted = Signal(str)

    def __init__(self, words: Words, samples: Sequence[Sample]) -> None:
        super().__init__()
        dress(self, "canvas")
        self._words = words
        say = words.say
        self._new = Button(
            say(message("Start a new consultation")), "primary", "plus", "on_primary"
        )
        self._quick = Button(say(message("Two-minute check")), "", "phone", "text")
        self._open = Button(say(message("Open a file…")), "", "folder-open", "text")
        go_on = say(message("Go on with the open consultation"))
        self._go_on = Button(go_on, "", "arrow-right", "text")
        self._new.clicked.connect(self.new_wanted)
        self._quick.clicked.connect(self.quick_wanted)
        self._open.clicked.connect(self.open_wanted)
        self._go_on.clicked.connect(self.go_on_wanted)
        self._go_on.hide()
        self._samples = SampleList(samples, words)
        self._samples.sample_wanted.connect(self.sample_wanted)
        self._lay_out(bool(samples))

    def show_consultation(self, consultation: Consultation) -> None:
        """Offer to go on with the consultation that is open, if anything was answered in it."""
        roles = consultation.circumstances.protocol.roles
        self._go_on.setVisible(bool(set(consultation.answers) - {roles.language}))

    def focus_first(self) -> None:
        """Put the focus on the first thing to do."""
        self._new.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self, has_samples: bool) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(28, 28, 20, 28)
        column.setSpacing(SPACE_4)
        say = self._words.say
        head = QVBoxLayout()
        head.setSpacing(SPACE_1)
        head.addWidget(label(say(message("Consultations")), "title"))
        hint = message("From the first question to the printed plan, on this computer only")
        head.addWidget(label(say(hint), "hint"))
        column.addLayout(head)
        column.addWidget(self._begin_card())
        column.addWidget(self._steps_card())
        if has_samples:
            card = PanelCard(say(message("Sample consultations")), say(message("invented people")))
            card.column.addWidget(self._samples)
            column.addWidget(card)
        column.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Scroll(Column(inside)))

    def _begin_card(self) -> PanelCard:
        say = self._words.say
        card = PanelCard(say(message("Begin")))
        acts = dress(QWidget(), "clear")
        tiles = TileLayout(3, lambda: skin().sizes.px(160), gaps=(12, 8))
        for button in (self._new, self._quick, self._open, self._go_on):
            tiles.addWidget(button)
        acts.setLayout(tiles)
        card.column.addWidget(acts)
        quick = message(
            "The two-minute check asks the first safety questions only, for a telephone call or a "
            "walk-in. Its answers are kept when you go on to the full consultation."
        )
        card.column.addWidget(label(say(quick), "hint"))
        kept = message(
            "No recent consultations are kept here. Answers stay in memory until you export them to "
            "a file, which is not encrypted."
        )
        card.column.addWidget(label(say(kept), "hint"))
        return card

    def _steps_card(self) -> PanelCard:
        say = self._words.say
        card = PanelCard(say(message("How it goes")))
        steps = dress(QWidget(), "clear")
        tiles = TileLayout(3, lambda: skin().sizes.px(200), shares=True, gaps=(20, 12))
        for icon, title, text in _STEPS:
            tiles.addWidget(_step(icon, say(title), say(text)))
        steps.setLayout(tiles)
        card.column.addWidget(steps)
        return card


def _step(icon: str, title: str, text: str) -> QWidget:
    step = dress(QWidget(), "clear")
    row = QHBoxLayout(step)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(SPACE_3)
    row.addWidget(Icon(icon, "primary", 24), 0, Qt.AlignmentFlag.AlignTop)
    column = QVBoxLayout()
    column.setSpacing(SPACE_2 // 2)
    column.addWidget(label(title, "strong"))
    column.addWidget(label(text, "small"))
    column.addStretch(1)
    row.addLayout(column, 1)
    return step
