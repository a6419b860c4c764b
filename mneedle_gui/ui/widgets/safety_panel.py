"""The safety check: the outcome and every finding, live."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.wording import Words, message
from mneedle_gui.ui.announce import announce
from mneedle_gui.ui.questions.verdicts import SIGNS
from mneedle_gui.ui.theme.tokens import SPACE_1, SPACE_3
from mneedle_gui.ui.widgets.finding_row import FindingRow
from mneedle_gui.ui.widgets.noticed import noticed
from mneedle_gui.ui.widgets.outcome_box import OutcomeBox, is_untouched
from mneedle_gui.ui.widgets.panel_card import PanelCard
from mneedle_gui.ui.widgets.safe_day_box import SafeDayBox


class SafetyPanel(PanelCard):
    """Shows a consultation's screening. Changes of the outcome are read out.

    ``leave_zones_out`` brings zones that are not to be treated; ``clearance_given`` a rule and the
    opinion recorded for it, or nothing when it is taken off.
    """

    question_wanted = Signal(str)
    leave_zones_out = Signal(tuple)
    clearance_given = Signal(str, object)

    def __init__(self, words: Words) -> None:
        say = words.say
        super().__init__(
            say(message("Safety check")), say(message("updates as you type")), "shield"
        )
        self._words = words
        self._box = OutcomeBox(words)
        self._safe_day = SafeDayBox(words)
        self._safe_day.hide()
        self.column.addWidget(self._box)
        self.column.addWidget(self._safe_day)
        self._rows: dict[str, FindingRow] = {}
        self._order: tuple[str, ...] = ()
        self._list = QVBoxLayout()
        self._list.setSpacing(SPACE_3)
        self._list.setContentsMargins(0, SPACE_1, 0, 0)
        self.column.addLayout(self._list)

    @property
    def said(self) -> str:
        """The outcome as one text."""
        return self._box.said

    def show_consultation(self, consultation: Consultation) -> None:
        """Show the outcome and the findings."""
        first = not self._box.said
        if self._box.show_consultation(consultation) and not first and self.isVisible():
            announce(self, f"{self._words.say(message('Safety check'))}: {self._box.said}")
        self._safe_day.show_consultation(consultation)
        sign = SIGNS[consultation.screening.outcome]
        quiet = is_untouched(consultation)
        self.show_icon(
            "shield" if quiet else _SHIELDS[sign.tone], "control" if quiet else f"{sign.tone}_text"
        )
        entries = noticed(consultation)
        for entry in entries:
            row = self._rows.get(entry.key) or self._add(entry.key)
            row.show_entry(entry, consultation)
        self._arrange(tuple(entry.key for entry in entries))

    def _add(self, key: str) -> FindingRow:
        row = FindingRow(self._words)
        row.question_wanted.connect(self.question_wanted)
        row.leave_out_wanted.connect(self.leave_zones_out)
        row.clearance_given.connect(self.clearance_given)
        self._rows[key] = row
        return row

    def _arrange(self, order: tuple[str, ...]) -> None:
        if order == self._order:
            return
        self._order = order
        for at, key in enumerate(order):
            row = self._rows[key]
            if self._list.indexOf(row) != at:
                self._list.removeWidget(row)
                self._list.insertWidget(at, row)
            row.show()
        for key, row in self._rows.items():
            if key not in order:
                row.hide()


_SHIELDS = {
    "ok": "shield-check",
    "warn": "shield-alert",
    "info": "shield",
    "stop": "shield-alert",
}
