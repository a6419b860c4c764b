"""Everything that must be proven: the ids of the clinical specification and those of the content."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mneedle_gui.domain.protocol import Protocol
from tests.clinical.bench import real

FROZEN: dict[str, Any] = tomllib.loads(
    (Path(__file__).parent.parent / "domain" / "frozen_ids.toml").read_text(encoding="utf-8")
)
# Worked out from what is planned; blank questions there are unanswered ones, never an open rule.
NEVER_OPEN = frozenset({"concern_route", "nothing_to_treat", "zone_forbidden"})
# Holds for every client, so there is none for whom it does not.
ALWAYS_HOLDS = frozenset({"test_spot"})

HEADINGS = {
    "rule": "Rules: fires, does not fire, cannot be decided (sections 1.1, 0.3b, 9)",
    "zone": "Zones: planned, left out (section 3.1)",
    "concern": "Concerns: treated, sent elsewhere, grade open (section 2.1)",
    "grade": "Grades: treated, sent elsewhere or nothing to treat (section 2.1b)",
    "cap": "Limits on depth: holds, does not hold, open and so holds (section 3.3)",
    "interval": "Gaps between sessions: changed, not changed, open and so changed (section 3.3)",
    "device": "Devices: a consultation with it (section 1.3)",
    "override": "What a device makes of a rule: met, not met, open (sections 1.3, 0.3b row 19)",
    "decision": "Decisions (section 0.3b)",
    "scale": "Scales (section 9)",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One thing to prove. ``needs`` are the columns of the report that may not be empty."""

    kind: str
    id: str
    title: str
    needs: tuple[str, ...]
    in_content: bool = True

    @property
    def heading(self) -> str:
        """The heading of its part of the report."""
        return HEADINGS[self.kind]


def rows() -> tuple[Row, ...]:
    """All of them, in the order of the report."""
    protocol = real().whole.protocol
    return (
        *_rules(protocol),
        *_zones(protocol),
        *_concerns(protocol),
        *_limits(protocol),
        *_devices(protocol),
        *_decisions(),
        *_scales(protocol),
    )


def _both(kind: str, frozen: Iterable[str], found: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Ids of the specification first, then further ones of the content, each with its title."""
    for row in dict.fromkeys((*frozen, *found)):
        yield row, found.get(row, f"this {kind} of the specification is not in the content")


def _rules(protocol: Protocol) -> Iterator[Row]:
    found = {rule.id: rule.title.text for rule in protocol.rules}
    for row, title in _both("rule", (*FROZEN["rules"], *FROZEN["further_rules"]), found):
        needs = ("met", "not_met") if row in NEVER_OPEN else ("met", "not_met", "unknown")
        yield Row("rule", row, title, needs, row in found)


def _zones(protocol: Protocol) -> Iterator[Row]:
    found = {zone.id: zone for zone in protocol.zones}
    names = {zone.id: zone.name.text for zone in protocol.zones}
    for row, title in _both("zone", FROZEN["zones"], names):
        treated = row in found and found[row].max_mm > 0
        yield Row("zone", row, title, ("met" if treated else "not_met",), row in found)


def _concerns(protocol: Protocol) -> Iterator[Row]:
    names = {concern.id: concern.name.text for concern in protocol.concerns}
    found = {concern.id: concern for concern in protocol.concerns}
    for row, title in _both("concern", FROZEN["concerns"], names):
        treated = row in found and any(grade.sessions_max for grade in found[row].grades)
        yield Row("concern", row, title, ("met" if treated else "not_met",), row in found)
    grades = {f"{c.id}/{g.key}": (c, g) for c in protocol.concerns for g in c.grades}
    titles = {row: f"{c.name.text}: {g.name.text}" for row, (c, g) in grades.items()}
    for row, title in _both("grade", FROZEN["grades"], titles):
        treated = row in grades and bool(grades[row][1].sessions_max or grades[row][1].becomes)
        yield Row("grade", row, title, ("met" if treated else "not_met",), row in grades)


def _limits(protocol: Protocol) -> Iterator[Row]:
    caps = {cap.id: cap.name.text for cap in protocol.caps}
    for row, title in _both("cap", FROZEN["caps"], caps):
        needs = ("met",) if row in ALWAYS_HOLDS else ("met", "not_met")
        yield Row("cap", row, title, needs, row in caps)
    changes = {change.id: change.name.text for change in protocol.intervals}
    for row, title in _both("interval", FROZEN["intervals"], changes):
        yield Row("interval", row, title, ("met", "not_met"), row in changes)


def _devices(protocol: Protocol) -> Iterator[Row]:
    names = {device.id: device.name for device in protocol.devices}
    for row, title in _both("device", FROZEN["devices"], names):
        yield Row("device", row, title, ("met",), row in names)
    titles = {
        f"{device.id}/{override.rule}": f"{device.name}: {protocol.rule(override.rule).title.text}"
        for device in protocol.devices
        for override in device.overrides
    }
    for row, title in _both("override", FROZEN["overrides"], titles):
        yield Row("override", row, title, ("met",), row in titles)


def _decisions() -> Iterator[Row]:
    for number, title in FROZEN["decisions"].items():
        yield Row("decision", number, title, ("other",))


def _scales(protocol: Protocol) -> Iterator[Row]:
    found = {scale.id: scale.name.text for scale in protocol.scales}
    for row, title in _both("scale", FROZEN["scales"], found):
        yield Row("scale", row, title, ("other",), row in found)
