"""The plan, or why there is none: numbers with their reasons, dates, outlook, cautions and price."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mneedle_gui.domain.clinic import Clinic
from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.forecast import Forecast
from mneedle_gui.domain.plan import Plan
from mneedle_gui.domain.wording import message
from mneedle_gui.ui.materials import Materials
from mneedle_gui.ui.pages.column import Column
from mneedle_gui.ui.theme.dress import dress
from mneedle_gui.ui.theme.tokens import SPACE_1, SPACE_3
from mneedle_gui.ui.widgets.buttons import Button
from mneedle_gui.ui.widgets.course_card import CourseCard
from mneedle_gui.ui.widgets.emptied import emptied
from mneedle_gui.ui.widgets.forecast_card import ForecastCard
from mneedle_gui.ui.widgets.outcome_box import OutcomeBox
from mneedle_gui.ui.widgets.plan_cards import CautionsCard, DroppedCard, PriceCard
from mneedle_gui.ui.widgets.scroll import Scroll
from mneedle_gui.ui.widgets.text import label
from mneedle_gui.ui.widgets.withheld_card import WithheldCard
from mneedle_gui.ui.widgets.zone_table import ZoneTable


class PlanPage(QWidget):
    """Shows the plan. ``edits_wanted`` brings what the practitioner changed, as `Edits`.

    ``preview_wanted``: show the paper. ``question_wanted``: go back to a question.

    Args:
        materials: content and language.
        clinic: gives the clinic as the settings have it now.
    """

    edits_wanted = Signal(object)
    preview_wanted = Signal()
    question_wanted = Signal(str)

    def __init__(self, materials: Materials, clinic: Callable[[], Clinic]) -> None:
        super().__init__()
        dress(self, "canvas")
        self._materials, self._clinic = materials, clinic
        words, protocol = materials.words, materials.protocol
        self._title = label("", "title")
        self._hint = label("", "hint")
        self._preview = Button("", "", "printer", "text")
        self._preview.clicked.connect(self.preview_wanted)
        self._outcome = OutcomeBox(words)
        self._withheld = WithheldCard(words)
        self._zones = ZoneTable(protocol, words)
        self._course = CourseCard(words)
        self._forecasts = QVBoxLayout()
        self._shown: tuple[Forecast, ...] = ()
        self._cautions = CautionsCard(protocol, words)
        self._dropped = DroppedCard(words)
        self._price = PriceCard(words)
        self._withheld.question_wanted.connect(self.question_wanted)
        self._zones.edits_wanted.connect(self.edits_wanted)
        self._course.edits_wanted.connect(self.edits_wanted)
        self._lay_out()

    def show_consultation(self, consultation: Consultation) -> None:
        """Show the plan of this consultation, or the reasons why there is none."""
        plan = consultation.plan
        self._outcome.show_consultation(consultation)
        self._show_head(consultation)
        for part in (self._zones, self._course, self._price):
            part.setVisible(isinstance(plan, Plan))
        self._withheld.setVisible(not isinstance(plan, Plan))
        if isinstance(plan, Plan):
            self._zones.show_consultation(consultation)
            self._course.show_consultation(consultation)
            self._price.show_price(plan, self._clinic())
            self._cautions.show_cautions(plan.cautions)
            self._show_forecasts(plan.forecasts)
        else:
            self._withheld.show_consultation(consultation)
            self._cautions.show_cautions(())
            self._show_forecasts(())
        self._dropped.show_dropped(plan.dropped)

    def focus_first(self) -> None:
        """Put the focus on the way to the paper."""
        self._preview.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_head(self, consultation: Consultation) -> None:
        say, plan = self._materials.say, consultation.plan
        title, act = message("Plan"), message("Preview and print plan")
        hint = message("Change a number where you have a reason to; every number says why it is so")
        if not isinstance(plan, Plan):
            title, act = message("No plan today"), message("Preview letter")
            hint = message("The letter tells the client kindly why, and when to come back")
        elif plan.provisional:
            title = message("Provisional plan")
            hint = message(
                "It starts on {day} at the earliest, after a new check on that day",
                day=plan.visits[0].on,
            )
        self._title.setText(say(title))
        self._hint.setText(say(hint))
        self._preview.setText(say(act))

    def _show_forecasts(self, forecasts: tuple[Forecast, ...]) -> None:
        if forecasts == self._shown:
            return
        self._shown = forecasts
        emptied(self._forecasts)
        for forecast in forecasts:
            self._forecasts.addWidget(ForecastCard(forecast, self._materials.words))

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(28, 20, 20, 28)
        column.setSpacing(SPACE_3)
        head = QHBoxLayout()
        head.setSpacing(SPACE_3)
        titles = QVBoxLayout()
        titles.setSpacing(SPACE_1)
        titles.addWidget(self._title)
        titles.addWidget(self._hint)
        head.addLayout(titles, 1)
        head.addWidget(self._preview, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        self._forecasts.setSpacing(SPACE_3)
        for part in (self._outcome, self._withheld, self._zones, self._course):
            column.addWidget(part)
        column.addWidget(self._cautions)
        column.addLayout(self._forecasts)
        column.addWidget(self._dropped)
        column.addWidget(self._price)
        column.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Scroll(Column(inside)))
