"""Recording a written opinion that clears a finding, in place."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from mneedle_gui.domain.dates import earliest
from mneedle_gui.domain.rule import NOT_WARFARIN, Clearance, Rule
from mneedle_gui.domain.wording import Message, PartialDate, Words, message
from mneedle_gui.ui.announce import announce
from mneedle_gui.ui.questions.date_text import read_boxes, western
from mneedle_gui.ui.questions.tile_layout import TileLayout
from mneedle_gui.ui.questions.tiles import TickTile
from mneedle_gui.ui.theme import skin
from mneedle_gui.ui.theme.dress import dress
from mneedle_gui.ui.theme.tokens import SPACE_2
from mneedle_gui.ui.widgets.buttons import Button
from mneedle_gui.ui.widgets.field import Field
from mneedle_gui.ui.widgets.text import label


class ClearanceForm(QFrame):
    """``recorded`` brings the opinion; ``closed``: nothing is to be recorded.

    Args:
        rule: the rule that the opinion is about.
        words: the language.
        on: the day of the consultation; a letter cannot be dated later.
        recorded_by: who writes it down, as a start.
    """

    recorded = Signal(object)
    closed = Signal()

    def __init__(self, rule: Rule, words: Words, on: date, recorded_by: str) -> None:
        super().__init__()
        dress(self, "why")
        self._rule, self._words, self._on = rule, words, on
        say = words.say
        self._professional = Field(say(message("Name of the professional")))
        self._dated = Field(say(message("Date of the letter")), say(message("Such as 20 11 2026")))
        self._document = Field(say(message("Document seen")))
        self._limits = Field(say(message("Limits it sets (optional)")))
        self._inr = Field(say(message("INR value")))
        other = say(message("The medicine is not warfarin"))
        self._no_warfarin = TickTile(other, "", other, lambda _key: False)
        self._by = Field(say(message("Recorded by")))
        self._by.box.setText(recorded_by)
        self._lay_out()

    def start(self) -> None:
        """Put the keyboard at the first box."""
        self._professional.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        say = self._words.say
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(SPACE_2)
        if self._rule.professional:
            text = message("Written by: {professional}", professional=self._rule.professional)
            column.addWidget(label(say(text), "small"))
        for field in self._fields():
            column.addWidget(field)
        self._no_warfarin.setVisible(self._rule.inr_at_most is not None)
        column.insertWidget(column.indexOf(self._by), self._no_warfarin)
        column.addWidget(self._buttons())

    def _buttons(self) -> QWidget:
        held = dress(QWidget(), "clear")
        tiles = TileLayout(2, lambda: skin().sizes.px(90))
        for text, role, slot in (
            (message("Put on file"), "primary", self._record),
            (message("Cancel"), "", self.closed.emit),
        ):
            button = Button(self._words.say(text), role)
            button.clicked.connect(slot)
            tiles.addWidget(button)
        held.setLayout(tiles)
        return held

    def _fields(self) -> tuple[Field, ...]:
        own = (self._professional, self._dated, self._document, self._limits)
        return (
            (*own, self._inr, self._by) if self._rule.inr_at_most is not None else (*own, self._by)
        )

    def _record(self) -> None:
        remedies = self._remedies()
        for field in self._fields():
            remedy = remedies.get(field)
            field.show_error(self._words.say(remedy) if remedy else "")
        if remedies:
            first = next(field for field in self._fields() if field in remedies)
            first.box.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self, self._words.say(remedies[first]))
            return
        self.recorded.emit(self._clearance())

    def _remedies(self) -> dict[Field, Message]:
        remedies: dict[Field, Message] = {}
        if not self._professional.text:
            remedies[self._professional] = message("Enter who wrote the letter")
        when = self._when()
        if when is None or not when.is_full:
            remedies[self._dated] = message("Enter the day, month and year of the letter")
        elif earliest(when) > self._on:
            remedies[self._dated] = message("Enter a date that has already passed")
        if not self._document.text:
            remedies[self._document] = message("Enter which document was seen")
        most = self._rule.inr_at_most
        if most is not None and not self._no_warfarin.isChecked():
            value = _number(self._inr.text)
            if value is None:
                remedies[self._inr] = message("Enter the INR as a number, or tick the box below")
            elif value > most:
                remedies[self._inr] = message(
                    "Do not treat above {most}: ask the prescriber again", most=most
                )
        if not self._by.text:
            remedies[self._by] = message("Enter who records this")
        return remedies

    def _when(self) -> PartialDate | None:
        return read_boxes(("", "", self._dated.text)).when

    def _clearance(self) -> Clearance:
        when = self._when()
        inr = ""
        if self._rule.inr_at_most is not None:
            value = _number(self._inr.text)
            inr = NOT_WARFARIN if self._no_warfarin.isChecked() else str(value)
        return Clearance(
            rule=self._rule.id,
            professional=self._professional.text,
            dated=earliest(when).isoformat() if when is not None else "",
            document=self._document.text,
            limits=self._limits.text,
            inr=inr,
            recorded_by=self._by.text,
        )


def _number(text: str) -> Decimal | None:
    written = western(text).replace(",", ".").replace("٫", ".").strip()
    whole, _, part = written.partition(".")
    fine = whole.isascii() and whole.isdigit() and (not part or (part.isascii() and part.isdigit()))
    return Decimal(written.rstrip(".")) if fine else None
