"""Every row of the content, and every sentence in a row: for checks, and for translators."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

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

_CONDITIONS = (Picked, Measured, FactIs, FactWithin, Fired, AllOf, AnyOf, Negated)
_ROW_NAMES = ("id", "key", "concern")
_NAMES = ("id", "key", "code", "rule")


@dataclass(frozen=True, slots=True)
class Parts:
    """What stands in a row, nested rows included, each with its dotted key ("" for itself).

    ``sentences`` are those that are not empty; parts of a condition are not given separately.
    """

    sentences: tuple[tuple[str, Message], ...]
    conditions: tuple[tuple[str, Condition], ...]
    bases: tuple[tuple[str, Basis], ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """One row with what it is called in the files: ``kind`` as in ``[[rule]]``, and its id."""

    kind: str
    id: str
    row: object
    parts: Parts


def rows_in(content: Content) -> Iterator[Placed]:
    """Every row of the content; what there is only once (limits, pigment_prone) has no id."""
    for section in content.questionnaire.sections:
        yield Placed("section", section.id, section, parts_of((section.title, section.intro)))
        yield from _placed("question", section.questions)
    yield from _rows_of_protocol(content.protocol)
    yield from _rows_of_guidance(content.protocol.guidance)


def parts_of(row: object) -> Parts:
    """The sentences, conditions and statements of origin in a row."""
    sentences: list[tuple[str, Message]] = []
    conditions: list[tuple[str, Condition]] = []
    bases: list[tuple[str, Basis]] = []
    for key, part in _leaves(row, ""):
        if isinstance(part, Message):
            sentences.append((key, part))
        elif isinstance(part, Basis):
            bases.append((key, part))
        else:
            conditions.append((key, part))
    return Parts(tuple(sentences), tuple(conditions), tuple(bases))


def _rows_of_protocol(protocol: Protocol) -> Iterator[Placed]:
    yield Placed("limits", "", protocol.limits, parts_of(protocol.limits))
    yield from _placed("rule", protocol.rules)
    yield from _placed("zone", protocol.zones)
    yield from _placed("concern", protocol.concerns)
    yield from _placed("cap", protocol.caps)
    yield from _placed("interval", protocol.intervals)
    yield from _placed("device", protocol.devices)
    yield from _placed("level", protocol.levels)
    yield from _placed("scale", protocol.scales)
    yield from _placed("unused_scale", protocol.unused_scales)
    yield from _placed("fact", protocol.facts)
    yield from _placed("source", protocol.sources)
    yield from _placed("disagreement", protocol.disagreements)


def _rows_of_guidance(guidance: Guidance) -> Iterator[Placed]:
    yield from _placed("step", guidance.preparation)
    yield from _placed("step", guidance.aftercare)
    yield from _placed("period", guidance.timeline)
    yield from _placed("call_sign", guidance.call_signs)
    yield from _placed("sign", guidance.signs)
    yield from _placed("longevity", guidance.longevity)
    yield from _placed("influence", guidance.influences)
    yield from _placed("study", guidance.studies)
    yield from _placed("not_known", guidance.not_known)
    yield from _placed("hazard", guidance.hazards)
    yield from _placed("parameter", guidance.parameters)
    yield from _placed("anaesthetic", guidance.anaesthetics)
    yield from _placed("topic", guidance.topics)
    yield from _placed("alternative", guidance.alternatives)
    yield from _placed("restart", guidance.restarts)
    yield Placed("pigment_prone", "", guidance.pigment_prone, parts_of(guidance.pigment_prone))
    yield from _placed("badge", guidance.badges)
    for word, text in guidance.explained:
        yield Placed("explained", word, text, parts_of(text))


def _placed(kind: str, rows: Iterable[object]) -> Iterator[Placed]:
    for row in rows:
        row_id = next(getattr(row, name) for name in _ROW_NAMES if hasattr(row, name))
        yield Placed(kind, row_id, row, parts_of(row))


def _leaves(value: object, key: str) -> Iterator[tuple[str, Message | Basis | Condition]]:
    """Down through nested rows to the sentences, conditions and statements of origin."""
    if isinstance(value, Message):
        if value:
            yield key, value
    elif isinstance(value, _CONDITIONS):
        yield key, value
    elif isinstance(value, tuple):
        for number, item in enumerate(value, start=1):
            if not isinstance(item, str):
                yield from _leaves(item, key + _mark(item, number))
    elif not isinstance(value, (str, int, Enum)):
        if isinstance(value, Basis):
            yield key, value
        for name in getattr(value, "__slots__", ()):  # the fields: every row is a slotted dataclass
            yield from _leaves(getattr(value, name), f"{key}.{name}" if key else name)


def _mark(item: object, number: int) -> str:
    """How one of several nested rows is told from the others."""
    for name in _NAMES:
        found = getattr(item, name, None)
        if isinstance(found, str):
            return f".{found}"
    return f"[{number}]"
