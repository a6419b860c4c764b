"""What was answered: question id to value, immutable.

Kinds of value, one per kind of question. *Blank* is the absence of the question id; it is never a
value. "Not sure" and "declined" are answers of their own and never mean "no".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeAlias

from mneedle_gui.domain.wording import PartialDate

YES = "yes"
NO = "no"
NOT_SURE = "not_sure"
DECLINED = "declined"
NONE_OF_THESE = "none"


@dataclass(frozen=True, slots=True)
class Choice:
    """One option code. Yes/no questions use ``yes``, ``no``, ``not_sure``, ``declined``."""

    code: str


@dataclass(frozen=True, slots=True)
class Choices:
    """Several option codes in questionnaire order; zones of the face and body are such codes.

    ``("none",)`` is "none of these", ``("not_sure",)`` is "not sure"; both stand alone.
    An empty tuple is never stored: an emptied check list is blank again.
    """

    codes: tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.codes:
            raise ValueError("an empty choice is a blank answer, leave it out instead")


@dataclass(frozen=True, slots=True)
class Number:
    """A number in the unit of its question."""

    amount: Decimal


@dataclass(frozen=True, slots=True)
class Text:
    """Words that a person typed, exactly as typed. Never empty."""

    words: str


@dataclass(frozen=True, slots=True)
class DoNotKnow:
    """The client does not know the date. Screening treats it as a wait without an end date."""


Answer: TypeAlias = Choice | Choices | Number | Text | PartialDate | DoNotKnow


@dataclass(frozen=True, slots=True)
class Answers(Mapping[str, Answer]):
    """Question id to answer. ``with_answer`` and ``without`` give a new value."""

    given: Mapping[str, Answer] = field(default_factory=dict)

    def __getitem__(self, question: str) -> Answer:
        return self.given[question]

    def __iter__(self) -> Iterator[str]:
        return iter(self.given)

    def __len__(self) -> int:
        return len(self.given)

    def with_answer(self, question: str, answer: Answer | None) -> Answers:
        """The same answers with ``question`` answered; ``None`` makes it blank."""
        changed = dict(self.given)
        if answer is None:
            changed.pop(question, None)
        else:
            changed[question] = answer
        return Answers(changed)

    def without(self, question: str) -> Answers:
        """The same answers with ``question`` blank."""
        return self.with_answer(question, None)

    def __hash__(self) -> int:
        return hash(frozenset(self.given.items()))


def codes_of(answer: Answer | None) -> tuple[str, ...]:
    """The option codes in an answer; empty for blank and for answers that are not choices."""
    if isinstance(answer, Choice):
        return (answer.code,)
    return answer.codes if isinstance(answer, Choices) else ()
