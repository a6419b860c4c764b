"""Everything that was read from the resources, in one frozen value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mneedle_gui.domain.protocol import Protocol
from mneedle_gui.domain.questionnaire import Questionnaire
from mneedle_gui.domain.zone_map import ZoneMap


@dataclass(frozen=True, slots=True)
class Content:
    """Questions, clinical tables and maps of one content version.

    ``maps`` is by view (``face_front``). ``where`` tells the file of each row by (kind, id), such
    as ``("rule", "melasma")``; ``switch_of`` the clinic setting of each question that has one.
    """

    questionnaire: Questionnaire
    protocol: Protocol
    maps: Mapping[str, ZoneMap]
    where: Mapping[tuple[str, str], str] = field(default_factory=dict)
    switch_of: Mapping[str, str] = field(default_factory=dict)

    @property
    def switches(self) -> tuple[str, ...]:
        """Every clinic setting that some question or rule depends on, in order of the alphabet."""
        of_rules = {rule.switch for rule in self.protocol.rules if rule.switch}
        return tuple(sorted(of_rules | set(self.switch_of.values())))
