"""An answer in words, as lists and the check page show it."""

from __future__ import annotations

import re

from mneedle_gui.domain.answers import Answer, Choice, Choices, DoNotKnow, Number, Text
from mneedle_gui.domain.questionnaire import Question
from mneedle_gui.domain.wording import PartialDate, Words, message

_MAY_BREAK = "\u200b"
_LONG_WORD = re.compile(r"\S{16}(?=\S{4})")


def in_words(question: Question, answer: Answer | None, words: Words) -> str:
    """The answer as a person would say it; "Not provided" for a blank."""
    match answer:
        case None:
            return words.say(message("Not provided"))
        case Choice(code):
            return _option(question, code, words)
        case Choices(codes):
            return words.joined(_option(question, code, words) for code in codes)
        case Number(amount):
            return f"{words.number(amount)} {question.unit}".strip()
        case PartialDate():
            return words.day(answer)
        case DoNotKnow():
            return words.say(message("Do not know"))
        case Text(typed):
            return breakable(typed.strip())


def breakable(text: str) -> str:
    """The text with places where a very long word may break, so that a label never cuts it."""
    return _LONG_WORD.sub(rf"\g<0>{_MAY_BREAK}", text)


def _option(question: Question, code: str, words: Words) -> str:
    option = question.option(code)
    return words.say(option.text) if option is not None else code
