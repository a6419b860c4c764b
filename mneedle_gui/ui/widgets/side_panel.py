"""The right-hand panel: safety check, plan so far, and what is still needed."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.protocol import Protocol
from mneedle_gui.domain.questionnaire import Questionnaire
from mneedle_gui.domain.wording import Words, message
from mneedle_gui.domain.zone_map import ZoneMap
from mneedle_gui.ui.theme.dress import dress
from mneedle_gui.ui.theme.tokens import SPACE_3, SPACE_5
from mneedle_gui.ui.widgets.plan_so_far import PlanSoFar
from mneedle_gui.ui.widgets.safety_panel import SafetyPanel
from mneedle_gui.ui.widgets.still_needed import StillNeeded


class SidePanel(QScrollArea):
    """Shows a consultation at a glance; scrolls when it is longer than the window.

    ``question_wanted`` brings a question's id; ``leave_zones_out`` zones that are not to be treated;
    ``clearance_given`` a rule's id and the opinion recorded for it, ``None`` when it is taken off.

    Args:
        questionnaire: what is asked.
        protocol: rules and zones.
        maps: zone maps by view.
        words: the language.
    """

    question_wanted = Signal(str)
    leave_zones_out = Signal(tuple)
    clearance_given = Signal(str, object)

    def __init__(
        self,
        questionnaire: Questionnaire,
        protocol: Protocol,
        maps: Mapping[str, ZoneMap],
        words: Words,
    ) -> None:
        super().__init__()
        dress(self, "canvas")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(words.say(message("Safety check and plan so far")))
        self._safety = SafetyPanel(words)
        self._plan = PlanSoFar(protocol, maps, words)
        self._needed = StillNeeded(questionnaire, words)
        self._inside = dress(QWidget(), "canvas")
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(SPACE_3, SPACE_5, SPACE_5, SPACE_5)
        column.setSpacing(SPACE_3)
        for card in (self._safety, self._plan, self._needed):
            column.addWidget(card)
        column.addStretch(1)
        self.setWidget(self._inside)
        self._safety.question_wanted.connect(self.question_wanted)
        self._needed.question_wanted.connect(self.question_wanted)
        self._safety.leave_zones_out.connect(self.leave_zones_out)
        self._safety.clearance_given.connect(self.clearance_given)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._keep_in_sight)

    @property
    def said(self) -> str:
        """The outcome as one text, as a screen reader gets it."""
        return self._safety.said

    def show_consultation(self, consultation: Consultation) -> None:
        """Show everything anew; rows that stay the same are not made again."""
        self._safety.show_consultation(consultation)
        self._plan.show_consultation(consultation)
        self._needed.show_consultation(consultation)

    def take_focus(self) -> None:
        """Put the keyboard at the first thing in the panel that takes it."""
        for part in self._inside.findChildren(QWidget):
            if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isVisible():
                part.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def _keep_in_sight(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.isAncestorOf(now):
            self.ensureWidgetVisible(now, 0, SPACE_5)
