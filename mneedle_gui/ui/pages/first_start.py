"""The first start: what the paper needs to know of the clinic; can be skipped."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mneedle_gui.domain.clinic import Paper
from mneedle_gui.domain.wording import Words, message
from mneedle_gui.services.settings import Settings
from mneedle_gui.ui.pages.column import Column
from mneedle_gui.ui.theme.dress import dress
from mneedle_gui.ui.theme.tokens import SPACE_1, SPACE_3, SPACE_4
from mneedle_gui.ui.widgets.buttons import Button
from mneedle_gui.ui.widgets.choice_row import ChoiceRow
from mneedle_gui.ui.widgets.field import Field
from mneedle_gui.ui.widgets.panel_card import PanelCard
from mneedle_gui.ui.widgets.scroll import Scroll
from mneedle_gui.ui.widgets.text import label


class FirstStartPage(QWidget):
    """``settings_saved`` brings the settings, marked as set up; ``skipped``: show a sample instead.

    Args:
        words: the language.
        settings: what to start from.
    """

    settings_saved = Signal(object)
    skipped = Signal()

    def __init__(self, words: Words, settings: Settings) -> None:
        super().__init__()
        dress(self, "canvas")
        self._words, self._settings = words, settings
        say = words.say
        self._clinic = Field(
            say(message("Clinic name")), say(message("Printed at the top of each plan"))
        )
        self._practitioner = Field(
            say(message("Practitioner")), say(message("Who holds the consultations"))
        )
        self._clinic.box.setText(settings.clinic.name)
        self._practitioner.box.setText(settings.practitioner)
        self._paper = ChoiceRow(
            say(message("Paper size")), ((Paper.A4.value, "A4"), (Paper.LETTER.value, "US Letter"))
        )
        self._paper.show_choice(settings.paper.value)
        self._begin = Button(say(message("Save and begin")), "primary")
        self._skip = Button(say(message("Skip and try a sample")))
        self._begin.clicked.connect(self._save)
        self._skip.clicked.connect(self.skipped)
        for field in (self._clinic, self._practitioner):
            field.box.returnPressed.connect(self._save)
        self._lay_out()

    def focus_first(self) -> None:
        """Put the focus on the clinic's name."""
        self._clinic.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _save(self) -> None:
        clinic = replace(self._settings.clinic, name=self._clinic.text)
        paper = Paper(self._paper.current or self._settings.paper.value)
        self.settings_saved.emit(
            replace(
                self._settings,
                clinic=clinic,
                practitioner=self._practitioner.text,
                paper=paper,
                set_up=True,
            )
        )

    def _lay_out(self) -> None:
        say = self._words.say
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(28, 28, 20, 28)
        column.setSpacing(SPACE_4)
        head = QVBoxLayout()
        head.setSpacing(SPACE_1)
        head.addWidget(label(say(message("Welcome to Needling Plan")), "title"))
        hint = message("Three things for the paper; all can be changed later in the settings")
        head.addWidget(label(say(hint), "hint"))
        column.addLayout(head)
        card = PanelCard(say(message("Your clinic")))
        card.column.setSpacing(SPACE_3)
        for part in (self._clinic, self._practitioner):
            card.column.addWidget(part)
        card.column.addWidget(label(say(message("Paper size")), "small"))
        card.column.addWidget(self._paper)
        column.addWidget(card)
        acts = QHBoxLayout()
        acts.setSpacing(SPACE_3)
        acts.addWidget(self._begin)
        acts.addWidget(self._skip)
        acts.addStretch(1)
        column.addLayout(acts)
        column.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Scroll(Column(inside)))
