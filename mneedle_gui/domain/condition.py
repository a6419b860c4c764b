"""Conditions of rules and rows, judged in three values: true, false, unknown.

A condition is data. It may ask about an answer (``Picked``, ``Measured``), about a derived fact
(``FactIs``, ``FactWithin``) or about another rule that has fired (``Fired``), joined by ``AllOf``,
``AnyOf`` and ``Negated``. Unknown is carried upwards by Kleene's rules, together with the questions
that would settle it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Protocol, TypeAlias


class Truth(Enum):
    """Three values."""

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Picked:
    """An answer to ``question`` holds one of ``codes``."""

    question: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """The number answered to ``question`` is within the bounds (both included)."""

    question: str
    at_least: Decimal | None = None
    at_most: Decimal | None = None


@dataclass(frozen=True, slots=True)
class FactIs:
    """A yes/no fact has this value."""

    fact: str
    value: bool


@dataclass(frozen=True, slots=True)
class FactWithin:
    """A numeric fact is within the bounds: at least ``at_least``, at most ``at_most``, under ``below``."""

    fact: str
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    below: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Fired:
    """One of these rules has fired (also when it was cleared). For caps and texts, not for rules."""

    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part holds. With no parts: always true."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Negated:
    """The part does not hold."""

    part: Condition


Condition: TypeAlias = Picked | Measured | FactIs | FactWithin | Fired | AllOf | AnyOf | Negated
ALWAYS = AllOf(())


@dataclass(frozen=True, slots=True)
class Judgement:
    """A truth with the questions behind it.

    ``because``: answered questions that decided it. ``blank``: questions not answered that would
    settle it. ``unsure``: questions answered "not sure" or "do not know" that leave it open.
    """

    truth: Truth
    because: tuple[str, ...] = ()
    blank: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()


class World(Protocol):
    """What a condition can be judged against."""

    def picked(self, question: str, codes: tuple[str, ...]) -> Judgement:
        """Whether an answer of ``question`` is one of ``codes``."""

    def measured(
        self, question: str, at_least: Decimal | None, at_most: Decimal | None
    ) -> Judgement:
        """Whether the number answered is within the bounds."""

    def fact_is(self, fact: str, value: bool) -> Judgement:
        """Whether a yes/no fact has ``value``."""

    def fact_within(
        self, fact: str, at_least: Decimal | None, at_most: Decimal | None, below: Decimal | None
    ) -> Judgement:
        """Whether a numeric fact is within the bounds."""

    def fired(self, rules: tuple[str, ...]) -> Judgement:
        """Whether one of ``rules`` has fired."""


def judge(condition: Condition, world: World) -> Judgement:
    """The truth of ``condition`` in ``world``."""
    # The kinds in the order of how often they occur: this runs some hundred times an answer.
    if isinstance(condition, Picked):
        return world.picked(condition.question, condition.codes)
    if isinstance(condition, AllOf):
        return _joined(condition.parts, world, Truth.FALSE)
    if isinstance(condition, AnyOf):
        return _joined(condition.parts, world, Truth.TRUE)
    if isinstance(condition, FactIs):
        return world.fact_is(condition.fact, condition.value)
    if isinstance(condition, FactWithin):
        return world.fact_within(
            condition.fact, condition.at_least, condition.at_most, condition.below
        )
    if isinstance(condition, Fired):
        return world.fired(condition.rules)
    if isinstance(condition, Measured):
        return world.measured(condition.question, condition.at_least, condition.at_most)
    return negated(judge(condition.part, world))


def negated(judgement: Judgement) -> Judgement:
    """The opposite truth for the same reasons."""
    opposite = {Truth.TRUE: Truth.FALSE, Truth.FALSE: Truth.TRUE, Truth.UNKNOWN: Truth.UNKNOWN}
    return Judgement(
        opposite[judgement.truth], judgement.because, judgement.blank, judgement.unsure
    )


def _joined(parts: tuple[Condition, ...], world: World, settles: Truth) -> Judgement:
    """All parts (``settles`` false) or any part (``settles`` true): one such part decides."""
    judged = [judge(part, world) for part in parts]
    for truth in (settles, Truth.UNKNOWN):
        if any(part.truth is truth for part in judged):
            return _merged(truth, [part for part in judged if part.truth is truth])
    return _merged(Truth.TRUE if settles is Truth.FALSE else Truth.FALSE, judged)


def _merged(truth: Truth, parts: list[Judgement]) -> Judgement:
    if len(parts) == 1:
        return parts[0]
    return Judgement(
        truth,
        tuple(dict.fromkeys(q for part in parts for q in part.because)),
        tuple(dict.fromkeys(q for part in parts for q in part.blank)),
        tuple(dict.fromkeys(q for part in parts for q in part.unsure)),
    )


def questions_in(condition: Condition) -> tuple[str, ...]:
    """Every question id that a condition mentions directly."""
    match condition:
        case Picked(question, _) | Measured(question, _, _):
            return (question,)
        case AllOf(parts) | AnyOf(parts):
            return tuple(dict.fromkeys(q for part in parts for q in questions_in(part)))
        case Negated(part):
            return questions_in(part)
        case _:
            return ()


def facts_in(condition: Condition) -> tuple[str, ...]:
    """Every fact name that a condition mentions."""
    match condition:
        case FactIs(fact, _) | FactWithin(fact, _, _, _):
            return (fact,)
        case AllOf(parts) | AnyOf(parts):
            return tuple(dict.fromkeys(f for part in parts for f in facts_in(part)))
        case Negated(part):
            return facts_in(part)
        case _:
            return ()


def rules_in(condition: Condition) -> tuple[str, ...]:
    """Every rule id that a condition mentions."""
    match condition:
        case Fired(rules):
            return rules
        case AllOf(parts) | AnyOf(parts):
            return tuple(dict.fromkeys(r for part in parts for r in rules_in(part)))
        case Negated(part):
            return rules_in(part)
        case _:
            return ()
