"""Everything that was read from the resources, in one frozen value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mneedle_gui.domain.protocol import Protocol
from mneedle_gui.domain.questionnaire import Questionnaire
from mneedle_gui.domain.zone_map import ZoneMap


@dataclass(frozen=True, slots=True)
class ClinicRules:
    """How much a clinic laid over the shipped content: its files, and the rows in them."""

    files: int = 0
    rules: int = 0
    stricter: int = 0
    limits: int = 0
    intervals: int = 0

    @property
    def rows(self) -> int:
        """All rows together; 0 when the content is as shipped."""
        return self.rules + self.stricter + self.limits + self.intervals


@dataclass(frozen=True, slots=True)
class Content:
    """Questions, clinical tables and maps of one content version.

    ``maps`` is by view (``face_front``). ``where`` tells the file of each row by (kind, id), such
    as ``("rule", "melasma")``; ``switch_of`` the clinic setting of each question that has one.
    ``clinic_rules`` counts the clinic's own rows among them.
    """

    questionnaire: Questionnaire
    protocol: Protocol
    maps: Mapping[str, ZoneMap]
    where: Mapping[tuple[str, str], str] = field(default_factory=dict)
    switch_of: Mapping[str, str] = field(default_factory=dict)
    clinic_rules: ClinicRules = ClinicRules()

    @property
    def switches(self) -> tuple[str, ...]:
        """Every clinic setting that some question or rule depends on, in order of the alphabet."""
        of_rules = {rule.switch for rule in self.protocol.rules if rule.switch}
        return tuple(sorted(of_rules | set(self.switch_of.values())))
