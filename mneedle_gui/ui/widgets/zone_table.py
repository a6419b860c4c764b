"""The zones of the plan, one below the other, with a map beside them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.plan import DepthEdit, Plan
from mneedle_gui.domain.propose import Edits
from mneedle_gui.domain.protocol import Protocol
from mneedle_gui.domain.wording import Words, message
from mneedle_gui.ui.theme.dress import dress
from mneedle_gui.ui.theme.tokens import SPACE_4
from mneedle_gui.ui.widgets.panel_card import PanelCard
from mneedle_gui.ui.widgets.text import label
from mneedle_gui.ui.widgets.zone_row import ZoneRow


class ZoneTable(PanelCard):
    """``edits_wanted`` brings all edits of the plan with one depth changed."""

    edits_wanted = Signal(object)

    def __init__(self, protocol: Protocol, words: Words) -> None:
        note = message("needle setting, not depth in the skin")
        super().__init__(words.say(message("Zones and depths")), words.say(note))
        self._protocol, self._words = protocol, words
        self._edits: Edits | None = None
        self._rows: dict[str, ZoneRow] = {}
        self._rules: dict[str, QFrame] = {}
        self._level = label("", "hint")
        self.column.addWidget(self._level)
        self._list = QVBoxLayout()
        self._list.setSpacing(SPACE_4)
        self.column.addLayout(self._list)

    def show_consultation(self, consultation: Consultation) -> None:
        """Show the zones of a plan; nothing without one."""
        self._edits = consultation.edits
        self._show_level(consultation)
        plan = consultation.plan
        zones = [zone.zone for zone in plan.zones] if isinstance(plan, Plan) else []
        for zone in self._protocol.zones:
            if zone.id in zones and zone.id not in self._rows:
                self._add(zone.id)
        first = True
        for zone in self._protocol.zones:
            if zone.id in self._rows:
                shown = zone.id in zones
                self._rows[zone.id].setVisible(shown)
                self._rules[zone.id].setVisible(shown and not first)
                first = first and not shown
        if not isinstance(plan, Plan):
            return
        for planned in plan.zones:
            problems = [one for one in plan.edit_problems if one.zone == planned.zone]
            edit = consultation.edits.depths.get(planned.zone)
            self._rows[planned.zone].show_zone(planned, edit, problems, consultation)

    def _show_level(self, consultation: Consultation) -> None:
        """Who works under which own limits; nothing where there are none."""
        level = consultation.circumstances.level
        self._level.setVisible(level is not None)
        if level is not None:
            said = level.said_of(consultation.circumstances.practitioner)
            self._level.setText(self._words.say(said))

    def _add(self, zone: str) -> None:
        row = ZoneRow(self._protocol.zone(zone), self._protocol, self._words)
        row.depth_wanted.connect(self._change)
        row.undone.connect(self._undo)
        order = [one.id for one in self._protocol.zones]
        before = [name for name in order[: order.index(zone)] if name in self._rows]
        self._rows[zone] = row
        self._rules[zone] = dress(QFrame(), "rule")
        self._list.insertWidget(2 * len(before), self._rules[zone])
        self._list.insertWidget(2 * len(before) + 1, row)

    def _change(self, edit: DepthEdit) -> None:
        self._want({**self._depths(), edit.zone: edit})

    def _undo(self, zone: str) -> None:
        self._want({name: edit for name, edit in self._depths().items() if name != zone})

    def _depths(self) -> Mapping[str, DepthEdit]:
        return self._edits.depths if self._edits is not None else {}

    def _want(self, depths: Mapping[str, DepthEdit]) -> None:
        if self._edits is not None:
            self.edits_wanted.emit(Edits(dict(depths), self._edits.course))
