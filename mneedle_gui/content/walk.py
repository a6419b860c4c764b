"""Every row of the content, and every sentence in a row: for checks, and for translators."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass

from mneedle_gui.content.content import Content
from mneedle_gui.domain.condition import (
    AllOf,
    AnyOf,
    Condition,
    FactIs,
    FactWithin,
    Fired,
    Measured,
    Negated,
    Picked,
)
from mneedle_gui.domain.guidance import Guidance
from mneedle_gui.domain.outcome import Basis
from mneedle_gui.domain.protocol import Protocol
from mneedle_gui.domain.wording import Message


@dataclass(frozen=True, slots=True)
class Placed:
    """One row with what it is called in the files: ``kind`` as in ``[[rule]]``, and its id."""

    kind: str
    id: str
    row: object

    @property
    def key(self) -> str:
        """Where the row stands in its file: ``rule.melasma``."""
        return f"{self.kind}.{self.id}"


def rows_in(content: Content) -> Iterator[Placed]:
    """Every row of the content but the limits and roles, which are single."""
    for section in content.questionnaire.sections:
        yield Placed("section", section.id, section)
        for question in section.questions:
            yield Placed("question", question.id, question)
    yield from _rows_of_protocol(content.protocol)
    yield from _rows_of_guidance(content.protocol.guidance)


def _rows_of_protocol(protocol: Protocol) -> Iterator[Placed]:
    yield from (Placed("rule", row.id, row) for row in protocol.rules)
    yield from (Placed("zone", row.id, row) for row in protocol.zones)
    yield from (Placed("concern", row.id, row) for row in protocol.concerns)
    yield from (Placed("cap", row.id, row) for row in protocol.caps)
    yield from (Placed("interval", row.id, row) for row in protocol.intervals)
    yield from (Placed("device", row.id, row) for row in protocol.devices)
    yield from (Placed("fact", row.id, row) for row in protocol.facts)
    yield from (Placed("source", row.key, row) for row in protocol.sources)
    yield from (Placed("disagreement", row.id, row) for row in protocol.disagreements)


def _rows_of_guidance(guidance: Guidance) -> Iterator[Placed]:
    yield from (Placed("step", row.id, row) for row in guidance.preparation)
    yield from (Placed("step", row.id, row) for row in guidance.aftercare)
    yield from (Placed("period", row.id, row) for row in guidance.timeline)
    yield from (Placed("call_sign", row.id, row) for row in guidance.call_signs)
    yield from (Placed("sign", row.id, row) for row in guidance.signs)
    yield from (Placed("longevity", row.concern, row) for row in guidance.longevity)
    yield from (Placed("influence", row.id, row) for row in guidance.influences)
    yield from (Placed("study", row.id, row) for row in guidance.studies)
    yield from (Placed("not_known", row.id, row) for row in guidance.not_known)
    yield from (Placed("hazard", row.id, row) for row in guidance.hazards)
    yield from (Placed("parameter", row.id, row) for row in guidance.parameters)
    yield from (Placed("topic", row.id, row) for row in guidance.topics)
    yield from (Placed("alternative", row.id, row) for row in guidance.alternatives)
    yield from (Placed("restart", row.id, row) for row in guidance.restarts)
    yield from (Placed("badge", row.id, row) for row in guidance.badges)
    yield from (Placed("explained", word, text) for word, text in guidance.explained)


def sentences_in(value: object, key: str = "") -> Iterator[tuple[str, Message]]:
    """Every sentence in a row, nested rows included, each with its dotted key ("" for itself)."""
    yield from ((at, found) for at, found in _parts(value, key) if isinstance(found, Message))


def conditions_in(value: object, key: str = "") -> Iterator[tuple[str, Condition]]:
    """Every condition of a row, each with its dotted key; parts of a condition are not given."""
    for at, found in _parts(value, key):
        if isinstance(found, _CONDITIONS):
            yield at, found


def bases_in(value: object, key: str = "") -> Iterator[tuple[str, Basis]]:
    """Every statement of origin in a row, nested rows included."""
    yield from ((at, found) for at, found in _parts(value, key) if isinstance(found, Basis))


_CONDITIONS = (Picked, Measured, FactIs, FactWithin, Fired, AllOf, AnyOf, Negated)


def _parts(value: object, key: str) -> Iterator[tuple[str, object]]:
    """The value and everything in it, down to sentences and conditions."""
    yield key, value
    if isinstance(value, tuple):
        for number, item in enumerate(value, start=1):
            yield from _parts(item, f"{key}{_mark(item, number)}")
    elif is_dataclass(value) and not isinstance(value, (Message, type, *_CONDITIONS)):
        for field in fields(value):
            if field.init:
                inner = getattr(value, field.name)
                yield from _parts(inner, f"{key}.{field.name}" if key else field.name)


def _mark(item: object, number: int) -> str:
    """How one of several nested rows is told from the others."""
    for name in ("id", "key", "code", "rule"):
        found = getattr(item, name, None)
        if isinstance(found, str):
            return f".{found}"
    return f"[{number}]"
