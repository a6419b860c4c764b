"""How far a consultation has come, section by section."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.questionnaire import Need, Section
from mneedle_gui.domain.wording import Message, message


class State(Enum):
    """What the section list says of a section."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    NEEDS_ATTENTION = "needs_attention"

    @property
    def said(self) -> Message:
        """The state in words."""
        return _SAID[self]


_SAID = {
    State.NOT_STARTED: message("Not yet started"),
    State.IN_PROGRESS: message("In progress"),
    State.COMPLETED: message("Completed"),
    State.NEEDS_ATTENTION: message("Needs attention"),
}


@dataclass(frozen=True, slots=True)
class Progress:
    """Of one section: how many of the questions that are asked and not optional have an answer."""

    section: str
    answered: int
    asked: int
    state: State

    @property
    def counted(self) -> Message:
        """``5 of 9 answered``."""
        return message("{answered} of {asked} answered", answered=self.answered, asked=self.asked)


def progress_of(section: Section, consultation: Consultation) -> Progress:
    """How far one section has come."""
    form = consultation.form
    shown, missing = frozenset(form.shown), frozenset(form.missing)
    asked = [q for q in section.questions if q.id in shown and q.need is not Need.OPTIONAL]
    answered = sum(1 for question in asked if question.id not in missing)
    ids = {question.id for question in section.questions}
    any_answer = any(question in form.counted for question in ids)
    if any(problem.question in ids for problem in form.problems):
        state = State.NEEDS_ATTENTION
    elif asked and answered == len(asked):
        state = State.COMPLETED
    elif any_answer:
        state = State.IN_PROGRESS
    else:
        state = State.NOT_STARTED
    return Progress(section.id, answered, len(asked), state)


def progress_of_all(consultation: Consultation) -> tuple[Progress, ...]:
    """How far every section has come, in order."""
    sections = consultation.circumstances.questionnaire.sections
    return tuple(progress_of(section, consultation) for section in sections)
