"""The list of all questions as JSON, for those who write answers files."""

from __future__ import annotations

import json

from mneedle_gui.domain.questionnaire import Question, Questionnaire, When
from mneedle_gui.domain.wording import Words
from mneedle_gui.exchange.values import accepted


def write(questionnaire: Questionnaire, words: Words) -> str:
    """Every question with its id, kind, unit, options and condition."""
    content = {
        "version": questionnaire.version,
        "questions": [
            _question(question, questionnaire.number(question.id), words)
            for question in questionnaire
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _question(question: Question, number: int, words: Words) -> dict[str, object]:
    return {
        "id": question.id,
        "number": number,
        "section": question.section,
        "text": words.say(question.text),
        "kind": question.kind.value,
        "need": question.need.value,
        "unit": question.unit,
        "accepts": accepted(question),
        "options": [
            {
                "code": option.code,
                "text": words.say(option.text),
                "exclusive": option.exclusive,
                "score": option.score,
            }
            for option in question.options
        ],
        "when": {
            "behavior": "any" if question.any_of else "all",
            "conditions": [_when(condition) for condition in question.when],
        }
        if question.when
        else None,
    }


def _when(condition: When) -> dict[str, object]:
    shown: dict[str, object] = {"question": condition.question}
    if condition.code is not None:
        shown["code"] = condition.code
    if condition.exists is not None:
        shown["exists"] = condition.exists
    if condition.at_least is not None:
        shown["at_least"] = str(condition.at_least)
    if condition.at_most is not None:
        shown["at_most"] = str(condition.at_most)
    return shown
