"""The grading scales in use: what each measures, its steps in own words, its licence and its standing."""

from __future__ import annotations

from dataclasses import dataclass

from mneedle_gui.domain.outcome import Basis
from mneedle_gui.domain.wording import NOTHING, Message


@dataclass(frozen=True, slots=True)
class ScaleLevel:
    """One step of a scale, in own words and without a picture.

    ``label`` is its number or name. ``option`` is the code of the answer that means it, and ``score``
    what that answer counts.
    """

    label: Message
    description: Message
    score: int | None = None
    option: str = ""


@dataclass(frozen=True, slots=True)
class ScalePart:
    """One item of a scale, asked by one question or, for several places, by several."""

    id: str
    name: Message
    levels: tuple[ScaleLevel, ...]
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ScaleResult:
    """What a scale says in the end: for a stretch of scores, or while a rule is in force.

    A result with neither holds when no other does.
    """

    label: Message
    description: Message = NOTHING
    from_score: int | None = None
    to_score: int | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Scale:
    """A grading scale.

    ``fact`` holds the number it comes to, between ``least`` and ``most``; without one, each answer
    is a grade by itself. ``own_fact`` is the practitioner's own reading as the position of a result,
    and ``used_fact`` what rules go by. ``concerns`` are recorded with the grade, as its type.
    ``standing`` says how far it can be relied on, ``licence`` why it may be used. ``shown``: its
    state stands beside its last question.
    """

    id: str
    name: Message
    measures: Message
    parts: tuple[ScalePart, ...]
    results: tuple[ScaleResult, ...]
    standing: Message
    licence: Message
    basis: Basis
    note: Message = NOTHING
    least: int | None = None
    most: int | None = None
    fact: str = ""
    own_fact: str = ""
    used_fact: str = ""
    concerns: tuple[str, ...] = ()
    shown: bool = False

    @property
    def questions(self) -> tuple[str, ...]:
        """Every question that holds a part of it, in order."""
        return tuple(question for part in self.parts for question in part.questions)


@dataclass(frozen=True, slots=True)
class UnusedScale:
    """A scale that is known and not used, and why: most want a licence."""

    id: str
    name: str
    reason: Message
    basis: Basis
