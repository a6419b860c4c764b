"""Cross checks of the questionnaire: order, gates, cards, wording, and that every answer is used."""

from __future__ import annotations

import re

from mneedle_gui.content.check_conditions import CHOSEN, NUMERIC
from mneedle_gui.content.inspection import Inspection
from mneedle_gui.domain.answers import NONE_OF_THESE, NOT_SURE
from mneedle_gui.domain.questionnaire import Asker, Kind, Need, Question, Section, When

_MOST_CARDS = 7
_MOST_WORDS = 20
_AND_OR = re.compile(r"\band\s*/\s*or\b", re.IGNORECASE)


def check_questions(inspection: Inspection) -> None:
    """Every section and question, in order."""
    seen: dict[str, Question] = {}
    for section in inspection.content.questionnaire.sections:
        _cards(inspection, section)
        for question in section.questions:
            _gates(inspection, question, seen)
            _wording(inspection, question)
            _options(inspection, question, section.asker)
            _bounds(inspection, question)
            seen[question.id] = question


def _cards(inspection: Inspection, section: Section) -> None:
    openers = [question.id for question in section.questions if question.card == question.id]
    if len(openers) > _MOST_CARDS:
        inspection.add(
            "section",
            section.id,
            "",
            f"the section has {len(openers)} cards",
            f"Keep to {_MOST_CARDS}: split the section, or put follow-ups into their trigger's card",
        )
    open_card = ""
    for question in section.questions:
        place = ("question", question.id, "card")
        if question.card == question.id:
            open_card = question.id
        known = inspection.known(place, "card in this section", question.card, openers)
        if known and question.card != open_card:
            cause = f"the question stands apart from its card '{question.card}'"
            inspection.add(*place, cause, "Move it directly below the questions of that card")


def _gates(inspection: Inspection, question: Question, seen: dict[str, Question]) -> None:
    place = ("question", question.id, "when")
    for condition in question.when:
        gate = seen.get(condition.question)
        if gate is not None:
            _condition(inspection, question, condition, gate)
        elif condition.question in inspection.questions:
            cause = f"question '{condition.question}' stands below"
            inspection.add(*place, cause, "Move this question below it")
        else:
            inspection.known(place, "question", condition.question, inspection.questions)


def _condition(inspection: Inspection, question: Question, when: When, gate: Question) -> None:
    place = ("question", question.id, "when")
    switches = inspection.content.switch_of
    if switches.get(gate.id, switches.get(question.id)) != switches.get(question.id):
        cause = f"question '{gate.id}' is only asked when '{switches[gate.id]}' is switched on"
        inspection.add(*place, cause, f'Give this one switch = "{switches[gate.id]}" too')
    if when.code is not None:
        known = frozenset(option.code for option in gate.options)
        if gate.kind not in CHOSEN:
            inspection.add(*place, f"question '{gate.id}' has no options", "Ask with exists = true")
        inspection.known(place, f"option of question '{gate.id}' with code", when.code, known)
    elif when.exists is None and gate.kind not in NUMERIC:
        inspection.add(*place, f"question '{gate.id}' is not a number", "Ask with code or exists")
    if question.prescreen and not gate.prescreen:
        cause = f"question '{gate.id}' is not asked in the two-minute check, but this one is"
        inspection.add(*place, cause, "Mark both with prescreen = true, or neither")
    if gate.any_of:
        return  # "this or that" cannot be repeated among conditions that must all hold
    left_out = [repeat for repeat in gate.when if repeat not in question.when]
    if left_out and not (question.any_of and len(question.when) > 1):
        names = ", ".join(f"'{repeat.question}'" for repeat in left_out)
        cause = f"the gate of '{gate.id}' is not repeated: {names}"
        inspection.add(*place, cause, f"Copy the conditions of '{gate.id}' into when")


def _wording(inspection: Inspection, question: Question) -> None:
    words = len(question.text.text.split())
    if words > _MOST_WORDS:
        cause = f"the question has {words} words"
        inspection.add("question", question.id, "text", cause, f"Say it in {_MOST_WORDS} at most")
    for key in ("text", "hint", "why"):
        if _AND_OR.search(getattr(question, key).text):
            cause, remedy = "'and/or' asks two things at once", "Write 'or', or ask two questions"
            inspection.add("question", question.id, key, cause, remedy)
    if question.need is not Need.SAFETY:
        return
    for key, remedy in (
        ("why", "Say in one sentence why it is asked"),
        ("short", "Write a label of one to four words"),
    ):
        if not getattr(question, key):
            inspection.add("question", question.id, key, f"'{key}' is missing", remedy)


def _options(inspection: Inspection, question: Question, asker: Asker) -> None:
    codes = [option.code for option in question.options]
    for code in {code for code in codes if codes.count(code) > 1}:
        cause = f"two options have the code '{code}'"
        inspection.add("question", question.id, "options", cause, "Choose another code")
    concerns = inspection.content.protocol.roles.concerns
    exempt = question.informational or asker is Asker.PRACTITIONER or question.id == concerns
    if question.need is not Need.SAFETY or exempt:
        return
    wanted = {Kind.CHOICE: (NOT_SURE,), Kind.CHOICES: (NONE_OF_THESE, NOT_SURE)}
    for code in wanted.get(question.kind, ()):
        if code not in codes:
            cause = f"a safety question has no option '{code}'"
            remedy = f'Add {{ code = "{code}", … }}, so that nobody has to guess'
            inspection.add("question", question.id, "options", cause, remedy)


def _bounds(inspection: Inspection, question: Question) -> None:
    low, high = question.minimum, question.maximum
    if low is not None and high is not None and low > high:
        cause = "the minimum is above the maximum"
        inspection.add("question", question.id, "minimum", cause, "Exchange them")
