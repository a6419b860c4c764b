"""One consultation at the writing desk: what every page asks it for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from mneedle_gui.domain.clinic import Clinic
from mneedle_gui.domain.condition import (
    AllOf,
    AnyOf,
    Condition,
    FactIs,
    Negated,
    Truth,
    judge,
)
from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.forecast import stop_rule
from mneedle_gui.domain.guidance import Guidance
from mneedle_gui.domain.outcome import Basis
from mneedle_gui.domain.plan import Plan
from mneedle_gui.domain.protocol import Protocol
from mneedle_gui.domain.wording import Message, Value, Words, counted, message
from mneedle_gui.domain.world import AnswersWorld

T = TypeVar("T")
_PLACES = frozenset({"treats_face", "treats_body"})
_SENTENCE_ENDS = (". ", "? ", "! ", "؟ ")


@dataclass(frozen=True, slots=True)
class Case:
    """A consultation, the clinic it is held in, and the language of the paper."""

    consultation: Consultation
    clinic: Clinic
    words: Words

    def say(self, text: str, /, **values: Value) -> str:
        """A program sentence in the language of the paper."""
        return self.words.say(message(text, **values))

    def count(self, one: str, many: str, number: int, /, **values: Value) -> str:
        """A program sentence that depends on a number."""
        return self.words.say(counted(one, many, number, **values))

    def text(self, what: Message) -> str:
        """A sentence of the content in the language of the paper."""
        return self.words.say(what)

    @property
    def protocol(self) -> Protocol:
        """The clinical tables."""
        return self.consultation.circumstances.protocol

    @property
    def guidance(self) -> Guidance:
        """The texts around a treatment."""
        return self.protocol.guidance

    @property
    def on(self) -> date:
        """The day of the consultation."""
        return self.consultation.circumstances.on

    @property
    def world(self) -> AnswersWorld:
        """What conditions of rows are judged in."""
        held = self.consultation
        return AnswersWorld.of(held.form, held.facts, held.screening.fired)

    def applies(self, when: Condition) -> bool:
        """Whether a row with this condition is for this client."""
        return judge(when, self.world).truth is Truth.TRUE

    def applies_or_unknown(self, when: Condition) -> bool:
        """The same for a warning: it also holds while the answer is unknown."""
        return judge(when, self.world).truth is not Truth.FALSE

    def tags(self, basis: Basis) -> str:
        """The letters of a basis, with whose policy it is if it is this clinic's: ``V/P (this clinic)``."""
        letters = "/".join(basis.tags)
        return self.say("{letters} (this clinic)", letters=letters) if basis.own else letters

    def citations(self, bases: Iterable[Basis]) -> tuple[str, ...]:
        """The references behind rows, each once, as they may be printed."""
        known = {source.key: source.citation for source in self.protocol.sources}
        keys = dict.fromkeys(key for basis in bases for key in basis.sources)
        return tuple(known[key] for key in keys if key in known)


@dataclass(frozen=True, slots=True)
class PlanCase(Case):
    """A consultation that led to a plan."""

    plan: Plan

    @property
    def first_visit_on(self) -> date:
        """The first dated visit, test spot or session."""
        return self.plan.visits[0].on

    @property
    def first_session_on(self) -> date:
        """The first dated session."""
        return self.plan.sessions[0].on

    @property
    def concerns(self) -> tuple[str, ...]:
        """Ids of the concerns that are treated, each once."""
        return tuple(dict.fromkeys(f.concern.id for f in self.plan.forecasts))

    def about(self, concerns: tuple[str, ...]) -> bool:
        """Whether a row for ``concerns`` (none: for all) is about this plan."""
        return not concerns or any(concern in concerns for concern in self.concerns)

    @property
    def result_on(self) -> date:
        """The day on which the result is first judged after the last session, or at all."""
        later = [check.on for check in self.plan.checks if check.on > self.plan.last_session_on]
        days = later or [check.on for check in self.plan.checks] or [self.plan.review_on]
        return min(days)

    @property
    def stop_rule(self) -> Message:
        """What happens when nothing has changed. Of several concerns the shortest trial counts."""
        return stop_rule(min(forecast.stop_after for forecast in self.plan.forecasts))

    @property
    def is_pigment_prone(self) -> bool:
        """Whether the longer waits hold: also when it is unknown, for that is safer."""
        return self.applies_or_unknown(self.guidance.pigment_prone)


def is_personal(when: Condition) -> bool:
    """Whether a row is for something about this client, not for all, nor only for a part of the body.

    A row that everyone gets unless something speaks against it is for all.
    """
    match when:
        case AllOf(parts) | AnyOf(parts):
            return any(is_personal(part) for part in parts)
        case Negated():
            return False
        case FactIs(fact):
            return fact not in _PLACES
        case _:
            return True


def days_after(day: date, days: int) -> date:
    """``day`` moved by whole days."""
    return day + timedelta(days=days)


def unique(parts: Iterable[T]) -> tuple[T, ...]:
    """Each part once, in order."""
    return tuple(dict.fromkeys(parts))


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a finished text."""
    found: list[str] = []
    start = 0
    for place in range(len(text) - 1):
        if text[place : place + 2] in _SENTENCE_ENDS and not text[place + 2 : place + 3].islower():
            found.append(text[start : place + 1].strip())
            start = place + 2
    rest = text[start:].strip()
    return (*found, rest) if rest else tuple(found)


def capital(text: str) -> str:
    """``text`` with its first letter as at the start of a sentence."""
    return text[:1].upper() + text[1:]
