"""One zone of the plan: its concerns, needle settings, and the practitioner's own upper depth."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.explain_plan import PlanGrounds
from mneedle_gui.domain.explain_zone import zone_reasons
from mneedle_gui.domain.plan import DepthEdit, EditProblem, ZonePlan
from mneedle_gui.domain.protocol import Protocol, Zone
from mneedle_gui.domain.reason import Reason
from mneedle_gui.domain.wording import Message, Words, message
from mneedle_gui.ui.questions.tile_layout import TileLayout
from mneedle_gui.ui.theme import skin
from mneedle_gui.ui.theme.dress import dress
from mneedle_gui.ui.theme.tokens import SPACE_2, SPACE_3
from mneedle_gui.ui.widgets.buttons import LinkButton
from mneedle_gui.ui.widgets.figure import Figure
from mneedle_gui.ui.widgets.reason_field import ReasonField
from mneedle_gui.ui.widgets.stepper import Stepper
from mneedle_gui.ui.widgets.text import label
from mneedle_gui.ui.widgets.why_tree import WhyTree

_FIGURES = {
    "range": message("Depth range"),
    "first": message("First session at most"),
    "start": message("Start at"),
    "sessions": message("Sessions"),
}


class ZoneRow(QWidget):
    """``depth_wanted`` brings a `DepthEdit`; ``undone`` the zone whose proposal is to hold again."""

    depth_wanted = Signal(object)
    undone = Signal(str)

    def __init__(self, zone: Zone, protocol: Protocol, words: Words) -> None:
        super().__init__()
        dress(self, "clear")
        self._zone, self._protocol, self._words = zone, protocol, words
        say = words.say
        name = say(zone.name)
        self._concerns = label("", "hint")
        self._caution = label(say(zone.caution), "hint")
        self._below = label(say(message("Kept below the depths studied for this concern")), "small")
        self._figures = {key: Figure(say(text)) for key, text in _FIGURES.items()}
        upper = say(message("Upper depth, {zone}", zone=name))
        self._depth = Stepper(upper, "mm", protocol.limits.depth_step_mm, words)
        self._depth.changed.connect(self._want)
        self._reason = ReasonField(upper, words)
        self._reason.reason_given.connect(lambda _reason: self._want(self._depth.value))
        self._reason.undone.connect(lambda: self.undone.emit(zone.id))
        self._tree = WhyTree(words, name)
        self._why = LinkButton(
            say(message("Why these numbers?")), say(message("Why these numbers? {zone}", zone=name))
        )
        self._why.clicked.connect(lambda: self._tree.setVisible(self._tree.isHidden()))
        self._lay_out(name)

    def show_zone(
        self,
        planned: ZonePlan,
        edit: DepthEdit | None,
        problems: list[EditProblem],
        consultation: Consultation,
    ) -> None:
        """Show a zone of the plan, what was changed about it, and what is to be done about that."""
        say = self._words.say
        names = tuple(self._protocol.concern(one).name for one in planned.concerns)
        self._concerns.setText(" · ".join(say(name) for name in names))
        for key, text in _figures(planned).items():
            self._figures[key].show_value(say(text))
        self._below.setVisible(planned.below_studied)
        wanted = edit.max_mm if edit is not None else planned.depth_max_mm
        device = consultation.circumstances.device
        most = dict(device.zone_max_mm).get(planned.zone, device.max_mm)
        self._depth.show_value(wanted, self._zone.min_mm, max(most, planned.proposed_max_mm))
        remedy = say(problems[0].remedy) if problems else ""
        self._depth.show_wrong(bool(problems), remedy)
        edited = edit is not None and edit.max_mm != planned.proposed_max_mm
        self._reason.show_state(
            edited,
            edit.reason if edit is not None else "",
            remedy,
            wants_reason=wanted > planned.proposed_max_mm,
        )
        self._tree.follow(lambda: _trees(consultation, planned))

    def _want(self, depth: Decimal) -> None:
        self.depth_wanted.emit(DepthEdit(self._zone.id, depth, self._reason.field.box.text()))

    def _lay_out(self, name: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_2)
        head = QHBoxLayout()
        head.setSpacing(SPACE_3)
        head.addWidget(label(name, "question"), 1)
        head.addWidget(self._why, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addWidget(self._concerns)
        figures = QWidget()
        dress(figures, "clear")
        tiles = TileLayout(
            len(self._figures), lambda: skin().sizes.px(136), shares=True, gaps=(12, 8)
        )
        for figure in self._figures.values():
            tiles.addWidget(figure)
        figures.setLayout(tiles)
        column.addWidget(figures)
        row = QHBoxLayout()
        row.setSpacing(SPACE_3)
        row.addWidget(label(self._words.say(message("Upper depth")), "small", wraps=False))
        row.addWidget(self._depth)
        row.addStretch(1)
        column.addLayout(row)
        for part in (self._reason, self._below, self._caution, self._tree):
            column.addWidget(part)
        self._caution.setVisible(bool(self._caution.text()))


def _trees(consultation: Consultation, planned: ZonePlan) -> tuple[Reason, ...]:
    grounds = PlanGrounds.of(consultation)
    return zone_reasons(grounds, planned) if grounds is not None else ()


def _figures(planned: ZonePlan) -> dict[str, Message]:
    least, most = planned.sessions_min, planned.sessions_max
    several = message("{least} to {most}", least=least, most=most)
    return {
        "range": message("{low} to {high} mm", low=planned.depth_min_mm, high=planned.depth_max_mm),
        "first": message("{mm} mm", mm=planned.first_session_max_mm),
        "start": message("{mm} mm", mm=planned.start_mm),
        "sessions": several if least != most else message("{most}", most=most),
    }
