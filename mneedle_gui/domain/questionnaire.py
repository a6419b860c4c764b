"""What may be asked, when, and in what units.

The words and their meaning follow the FHIR R4 Questionnaire: a question whose conditions do not
hold is *disabled*, has no answer and is never missing, although what was typed is kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum

from mneedle_gui.domain.wording import NOTHING, Message


class Kind(Enum):
    """How a question is answered; the value type of its answer is in brackets."""

    YES_NO = "yes_no"  # Choice: yes, no, not_sure, and declined where voluntary
    CHOICE = "choice"  # Choice
    CHOICES = "choices"  # Choices
    ZONES = "zones"  # Choices of zone ids, shown as a map with a check list
    DATE = "date"  # PartialDate or DoNotKnow
    INTEGER = "integer"  # Number
    DECIMAL = "decimal"  # Number
    TEXT = "text"  # Text, one line
    LONG_TEXT = "long_text"  # Text, several lines


class Need(Enum):
    """What a blank means. SAFETY: no plan until answered. RECORD: shown as missing. OPTIONAL: fine."""

    SAFETY = "safety"
    RECORD = "record"
    OPTIONAL = "optional"


class Asker(Enum):
    """Who answers: the client's own questions, the front desk, or the practitioner who looks."""

    CLIENT = "client"
    RECEPTION = "reception"
    PRACTITIONER = "practitioner"


class Tense(Enum):
    """Which dates make sense."""

    PAST = "past"
    FUTURE = "future"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose. ``exclusive`` clears the others; ``score`` is its weight in a scale."""

    code: str
    text: Message
    hint: Message = NOTHING
    exclusive: bool = False
    score: int | None = None


@dataclass(frozen=True, slots=True)
class When:
    """One portable condition on an earlier question.

    Exactly one of: ``code`` (at least one answer equals it), ``exists`` (answered or not),
    ``at_least`` / ``at_most`` (a number, false when blank).
    """

    question: str
    code: str | None = None
    exists: bool | None = None
    at_least: Decimal | None = None
    at_most: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One question. ``when`` empty means always shown; with ``any_of`` one condition is enough.

    ``full_date`` asks for the day too. ``card`` groups a question with its trigger: it is the id of
    the question whose card it appears in (its own id for a question that opens a card).
    ``prescreen``: it is also asked in the two-minute check.
    """

    id: str
    section: str
    text: Message
    kind: Kind
    need: Need
    card: str
    hint: Message = NOTHING
    why: Message = NOTHING
    short: Message = NOTHING
    options: tuple[Option, ...] = ()
    unit: str = ""
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    max_length: int = 200
    voluntary: bool = False
    full_date: bool = False
    tense: Tense = Tense.PAST
    when: tuple[When, ...] = ()
    any_of: bool = False
    informational: bool = False
    prescreen: bool = False

    def option(self, code: str) -> Option | None:
        """The option with this code, if the question has it."""
        return next((option for option in self.options if option.code == code), None)

    @property
    def label(self) -> Message:
        """The short name for lists and the check page; the question itself where none is written."""
        return self.short or self.text


@dataclass(frozen=True, slots=True)
class Section:
    """One page of the consultation."""

    id: str
    title: Message
    intro: Message
    asker: Asker
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """Every section in order. ``question`` and ``number`` look a question up by id."""

    sections: tuple[Section, ...]
    version: str = ""
    _by_id: dict[str, Question] = field(init=False, repr=False, compare=False)
    _numbers: dict[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        questions = list(self)
        object.__setattr__(self, "_by_id", {question.id: question for question in questions})
        numbers = {question.id: number for number, question in enumerate(questions, start=1)}
        object.__setattr__(self, "_numbers", numbers)

    def __iter__(self) -> Iterator[Question]:
        for section in self.sections:
            yield from section.questions

    def __contains__(self, question_id: object) -> bool:
        return question_id in self._by_id

    def question(self, question_id: str) -> Question:
        """The question with this id; ``KeyError`` when there is none."""
        return self._by_id[question_id]

    def number(self, question_id: str) -> int:
        """The printed number of a question, counted over the whole questionnaire from 1."""
        return self._numbers[question_id]

    def section_of(self, question_id: str) -> Section:
        """The section in which a question stands; ``KeyError`` when there is none."""
        for section in self.sections:
            if any(question.id == question_id for question in section.questions):
                return section
        raise KeyError(question_id)

    def section(self, section_id: str) -> Section:
        """The section with this id; ``KeyError`` when there is none."""
        for section in self.sections:
            if section.id == section_id:
                return section
        raise KeyError(section_id)
