"""Laying out the questionnaire for the answers given: what is shown, missing, wrong, and counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mneedle_gui.domain.answers import (
    NONE_OF_THESE,
    NOT_SURE,
    Answer,
    Answers,
    Choice,
    Choices,
    DoNotKnow,
    Number,
    Text,
    codes_of,
)
from mneedle_gui.domain.dates import earliest
from mneedle_gui.domain.questionnaire import Kind, Need, Question, Questionnaire, Tense, When
from mneedle_gui.domain.wording import Message, PartialDate, message

_OLDEST_YEAR = 1900


@dataclass(frozen=True, slots=True)
class Problem:
    """An answer that cannot be used, and what to do about it. It does not count as an answer."""

    question: str
    remedy: Message


@dataclass(frozen=True, slots=True)
class Form:
    """The questionnaire as laid out for some answers.

    ``shown``: ids of the questions asked, in order. ``counted``: the usable answers of shown
    questions only. ``missing``: shown questions left blank that are not optional; ``unanswered`` is
    the part of them on which safety depends. ``open_gates``: not shown, because the answer that
    would show them is blank or "not sure"; their meaning is unknown, not "no".
    """

    shown: tuple[str, ...]
    counted: Answers
    missing: tuple[str, ...]
    unanswered: tuple[str, ...]
    problems: tuple[Problem, ...]
    open_gates: tuple[tuple[str, tuple[str, ...]], ...]

    def is_shown(self, question: str) -> bool:
        """Whether the question is asked at present."""
        return question in self.shown


def lay_out(questionnaire: Questionnaire, answers: Answers, on: date) -> Form:
    """One pass in file order. ``on`` is the consultation day, the border of past and future dates.

    Raises nothing for any answers: unusable ones become problems, unknown ids are ignored.
    """
    counted: dict[str, Answer] = {}
    shown: dict[str, None] = {}  # in order, and quick to look in
    missing: list[str] = []
    unanswered: list[str] = []
    problems: list[Problem] = []
    gates: dict[str, tuple[str, ...]] = {}
    for question in questionnaire:
        if not _enabled(question, counted):
            causes = _open_causes(question, counted, gates, shown)
            if causes:
                gates[question.id] = causes
            continue
        shown[question.id] = None
        answer = answers.get(question.id)
        if answer is not None:
            remedy = problem_with(question, answer, on)
            if remedy is None:
                counted[question.id] = answer
                continue
            problems.append(Problem(question.id, remedy))
        if question.need is not Need.OPTIONAL:
            missing.append(question.id)
        if question.need is Need.SAFETY:
            unanswered.append(question.id)
    return Form(
        tuple(shown),
        Answers(counted),
        tuple(missing),
        tuple(unanswered),
        tuple(problems),
        tuple(gates.items()),
    )


def problem_with(question: Question, answer: Answer, on: date) -> Message | None:
    """What is wrong with an answer, said as what to do; ``None`` when it can be used."""
    match question.kind:
        case Kind.YES_NO | Kind.CHOICE:
            fine = isinstance(answer, Choice) and question.option(answer.code) is not None
            return None if fine else message("Choose one of the answers")
        case Kind.CHOICES | Kind.ZONES:
            return _choices_problem(question, answer)
        case Kind.DATE:
            return _date_problem(question, answer, on)
        case Kind.INTEGER | Kind.DECIMAL:
            return _number_problem(question, answer)
        case Kind.TEXT | Kind.LONG_TEXT:
            return _text_problem(question, answer)


def _choices_problem(question: Question, answer: Answer) -> Message | None:
    if not isinstance(answer, Choices):
        return message("Choose from the list")
    if any(question.option(code) is None for code in answer.codes):
        return message("Choose from the list")
    exclusive = [code for code in answer.codes if _is_exclusive(question, code)]
    if exclusive and len(answer.codes) > 1:
        return message("Choose either this answer alone, or the others without it")
    return None


def _is_exclusive(question: Question, code: str) -> bool:
    option = question.option(code)
    return option is not None and (option.exclusive or code in (NONE_OF_THESE, NOT_SURE))


def _date_problem(question: Question, answer: Answer, on: date) -> Message | None:
    if isinstance(answer, DoNotKnow):
        return None
    if not isinstance(answer, PartialDate):
        return message("Enter a date")
    if question.full_date and not answer.is_full:
        return message("Enter the day, month and year")
    if answer.month is None:
        return message("Enter the month and year")
    if question.tense is Tense.PAST and earliest(answer) > on:
        return message("Enter a date that has already passed")
    if question.tense is Tense.FUTURE and answer.is_full and earliest(answer) < on:
        return message("Enter today or a later date")
    if not _OLDEST_YEAR <= answer.year <= on.year + 10:
        return message("Enter the year with 4 digits, such as {year}", year=str(on.year))
    return None


def _number_problem(question: Question, answer: Answer) -> Message | None:
    if not isinstance(answer, Number):
        return message("Enter a number")
    low, high = question.minimum, question.maximum
    whole = answer.amount == answer.amount.to_integral_value()
    if question.kind is Kind.INTEGER and not whole:
        return message("Enter a whole number")
    if (low is not None and answer.amount < low) or (high is not None and answer.amount > high):
        if high is None and low is not None:
            return message("Enter {low} or more", low=low)
        if low is None and high is not None:
            return message("Enter {high} or less", high=high)
        return message("Enter a number from {low} to {high}", low=low or 0, high=high or 0)
    return None


def _text_problem(question: Question, answer: Answer) -> Message | None:
    if not isinstance(answer, Text) or not answer.words.strip():
        return message("Enter the answer in words")
    if len(answer.words) > question.max_length:
        return message("Shorten this to {length} characters", length=question.max_length)
    return None


def _enabled(question: Question, counted: dict[str, Answer]) -> bool:
    if not question.when:
        return True
    holds = (_holds(condition, counted) for condition in question.when)
    return any(holds) if question.any_of else all(holds)


def _holds(condition: When, counted: dict[str, Answer]) -> bool:
    answer = counted.get(condition.question)
    if condition.exists is not None:
        return (answer is not None) == condition.exists
    if condition.code is not None:
        return condition.code in codes_of(answer)
    return _number_holds(condition, answer)


def _number_holds(condition: When, answer: Answer | None) -> bool:
    if not isinstance(answer, Number):
        return False
    low: Decimal | None = condition.at_least
    high: Decimal | None = condition.at_most
    return (low is None or answer.amount >= low) and (high is None or answer.amount <= high)


def _open_causes(
    question: Question,
    counted: dict[str, Answer],
    gates: dict[str, tuple[str, ...]],
    shown: dict[str, None],
) -> tuple[str, ...]:
    """The questions that leave it open whether ``question`` would be shown; empty when it is settled."""
    causes: list[str] = []
    settled_false = False
    for condition in question.when:
        if _holds(condition, counted):
            continue
        if condition.question in gates:
            causes.extend(gates[condition.question])
        elif condition.question not in shown:
            settled_false = True
        elif _undecided(counted.get(condition.question)):
            causes.append(condition.question)
        else:
            settled_false = True
    if settled_false and not question.any_of:
        return ()
    return tuple(dict.fromkeys(causes))


def _undecided(answer: Answer | None) -> bool:
    return answer is None or NOT_SURE in codes_of(answer)
