"""What to do about a question, in the same words at the field and in the summary."""

from __future__ import annotations

from dataclasses import dataclass

from mneedle_gui.domain.answers import NONE_OF_THESE
from mneedle_gui.domain.form import Form
from mneedle_gui.domain.questionnaire import Kind, Question
from mneedle_gui.domain.wording import Message, Words, message


@dataclass(frozen=True, slots=True)
class Issue:
    """One question that cannot be left as it is. ``is_blank``: nothing was entered at all."""

    question: str
    text: str
    is_blank: bool


def issue_with(question: Question, form: Form, typed: Message | None, words: Words) -> Issue | None:
    """What is to be done about a question, if anything.

    Args:
        question: the question; when not shown there is never an issue.
        form: the form as laid out for the answers.
        typed: the remedy for input that gives no answer, from the editor.
        words: the language.
    """
    if not form.is_shown(question.id):
        return None
    if typed is not None:
        return Issue(question.id, said(question, typed, words), is_blank=False)
    for problem in form.problems:
        if problem.question == question.id:
            return Issue(question.id, said(question, problem.remedy, words), is_blank=False)
    if question.id in form.missing:
        return Issue(question.id, said(question, remedy_for_blank(question), words), is_blank=True)
    return None


def said(question: Question, remedy: Message, words: Words) -> str:
    """A remedy with the question it belongs to: ``Date of birth: Enter the year too``."""
    return words.say(message("{question}: {remedy}", question=question.label, remedy=remedy))


def remedy_for_blank(question: Question) -> Message:
    """What to do about a question that was left blank."""
    match question.kind:
        case Kind.YES_NO | Kind.CHOICE:
            return message("Choose an answer")
        case Kind.CHOICES:
            none = question.option(NONE_OF_THESE)
            if none is None:
                return message("Tick at least one answer")
            return message("Tick all that apply, or {none}", none=none.text)
        case Kind.ZONES:
            return message("Tick at least one area")
        case Kind.DATE if question.full_date:
            return message("Enter the day, month and year")
        case Kind.DATE:
            return message("Enter the month and year, or tick that it is not known")
        case Kind.INTEGER | Kind.DECIMAL:
            return message("Enter a number")
        case _:
            return message("Enter the answer in words")
