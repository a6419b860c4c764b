"""An answer in words, and questions that have none."""

from __future__ import annotations

from collections.abc import Iterable

from mneedle_gui.documents.compose.case import Case, unique
from mneedle_gui.documents.model import Item
from mneedle_gui.domain.answers import Answer, Choice, Choices, DoNotKnow, Number, Text
from mneedle_gui.domain.questionnaire import Kind, Question
from mneedle_gui.domain.wording import PartialDate


def answer_text(case: Case, question: Question, answer: Answer) -> str:
    """What was answered, in the words of the question's options."""
    match answer:
        case Choice(code):
            return _code(case, question, code)
        case Choices(codes):
            return case.words.joined(_code(case, question, code) for code in codes)
        case Number(amount):
            return f"{case.words.number(amount)} {question.unit}".strip()
        case PartialDate():
            return case.words.day(answer)
        case DoNotKnow():
            return case.say("Do not know")
        case Text(words):
            return words


def questions_with_reasons(case: Case, questions: Iterable[str]) -> tuple[Item, ...]:
    """Each question once, and why we ask it; ids that are not asked any more are left out."""
    questionnaire = case.consultation.circumstances.questionnaire
    known = (questionnaire.question(name) for name in unique(questions) if name in questionnaire)
    return tuple(Item(case.text(one.why), lead=case.text(one.text)) for one in known)


def _code(case: Case, question: Question, code: str) -> str:
    option = question.option(code)
    if option is not None:
        return case.text(option.text)
    if question.kind is Kind.ZONES and any(zone.id == code for zone in case.protocol.zones):
        return case.text(case.protocol.zone(code).name)
    fixed = {
        "yes": case.say("Yes"),
        "no": case.say("No"),
        "not_sure": case.say("Not sure"),
        "declined": case.say("Prefer not to say"),
        "none": case.say("None of these"),
    }
    return fixed.get(code, code)
