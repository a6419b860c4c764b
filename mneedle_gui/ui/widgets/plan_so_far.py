"""The plan as it stands: skin type, main concern, sessions, and where, on a small map."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QVBoxLayout

from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.facts import Aim
from mneedle_gui.domain.outcome import Outcome
from mneedle_gui.domain.plan import Plan
from mneedle_gui.domain.protocol import Protocol
from mneedle_gui.domain.wording import Message, Words, message
from mneedle_gui.domain.zone_map import ZoneMap
from mneedle_gui.ui.theme import skin
from mneedle_gui.ui.theme.tokens import SPACE_2, SPACE_3
from mneedle_gui.ui.widgets.face_map import FaceMap
from mneedle_gui.ui.widgets.panel_card import PanelCard
from mneedle_gui.ui.widgets.text import label

_ROMAN = ("I", "II", "III", "IV", "V", "VI")
_OPEN = message("Not known yet")
_SIDE_BY_SIDE = 1.3


def skin_type(consultation: Consultation) -> Message:
    """``Type III``, or that it is not known."""
    fact = consultation.circumstances.protocol.roles.skin_type_fact
    number = consultation.facts.number(fact)
    if number is None or not 1 <= int(number) <= len(_ROMAN):
        return _OPEN
    return message("Type {numeral}", numeral=_ROMAN[int(number) - 1])


def main_aim(consultation: Consultation) -> Aim | None:
    """The most marked concern, the first of equals."""
    graded = [aim for aim in consultation.facts.aims if aim.grade is not None]
    if graded:
        return max(graded, key=lambda aim: aim.row.shade)
    return next(iter(consultation.facts.aims), None)


def shades(consultation: Consultation) -> dict[str, int]:
    """Planned zones with the shade of their most marked concern, 0 while not graded."""
    found: dict[str, int] = {}
    for aim in consultation.facts.aims:
        shade = aim.row.shade if aim.grade is not None else 0
        for zone in aim.zones:
            found[zone] = max(found.get(zone, 0), shade)
    return found


def sessions(consultation: Consultation) -> Message:
    """``4 to 6, every 4 weeks``; a draft from the main concern while there is no plan."""
    plan = consultation.plan
    if isinstance(plan, Plan):
        least, most, weeks = plan.sessions_min, plan.sessions_max, plan.interval.typical_weeks
    else:
        if consultation.screening.outcome >= Outcome.REFER:
            return message("No plan today")
        aim = main_aim(consultation)
        if aim is None or not aim.treatable:
            return _OPEN
        grade = aim.row
        least, most = grade.sessions_min, grade.sessions_max
        weeks = grade.interval_typical_weeks
    if least == most:
        return message("{least}, every {weeks} weeks", least=least, weeks=weeks)
    return message("{least} to {most}, every {weeks} weeks", least=least, most=most, weeks=weeks)


class PlanSoFar(PanelCard):
    """The middle card of the panel."""

    def __init__(self, protocol: Protocol, maps: Mapping[str, ZoneMap], words: Words) -> None:
        super().__init__(words.say(message("Plan so far")), words.say(message("draft")))
        self._words = words
        self._map = FaceMap(maps, protocol, words, clickable=False, height=160, captioned=False)
        self._row = QHBoxLayout()
        self._row.setSpacing(SPACE_3)
        self._row.addWidget(self._map, 0, Qt.AlignmentFlag.AlignTop)
        facts = QVBoxLayout()
        facts.setSpacing(0)
        self._row.addLayout(facts, 1)
        self._facts: dict[str, QLabel] = {}
        titles = (
            ("skin", message("Skin type")),
            ("concern", message("Main concern")),
            ("sessions", message("Sessions")),
        )
        for name, title in titles:
            facts.addWidget(label(words.say(title), "tiny-title"))
            self._facts[name] = label("", "small-strong")
            facts.addWidget(self._facts[name])
            facts.addSpacing(SPACE_2)
        facts.addStretch(1)
        self.column.addLayout(self._row)
        caption = message("Numbers show severity 1 to 3. Face as you look at the client.")
        self.column.addWidget(label(words.say(caption), "status"))
        skin().changed.connect(self._fit)
        self._fit()

    def show_consultation(self, consultation: Consultation) -> None:
        """Show what is known of the plan."""
        say = self._words.say
        excluded = consultation.screening.excluded
        self._map.show_zones(shades(consultation), excluded=excluded, head_only=True)
        aim = main_aim(consultation)
        concern = _OPEN
        if aim is not None:
            concern = aim.concern.name
            if aim.grade is not None and aim.grade.name:
                concern = message("{concern}: {grade}", concern=concern, grade=aim.grade.name)
        texts = {
            "skin": skin_type(consultation),
            "concern": concern,
            "sessions": sessions(consultation),
        }
        for name, text in texts.items():
            self._facts[name].setText(say(text))
        plan = consultation.plan
        note = message("draft")
        if isinstance(plan, Plan):
            note = message("provisional") if plan.provisional else message("ready")
        self.show_note(say(note))

    def _fit(self) -> None:
        """Map above facts when the text is large."""
        stacked = skin().theme.factor > _SIDE_BY_SIDE
        way = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        self._row.setDirection(way)
