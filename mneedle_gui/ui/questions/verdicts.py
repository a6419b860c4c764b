"""Which findings belong to which question, and how an outcome looks and is called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mneedle_gui.domain.condition import questions_in
from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.outcome import Outcome
from mneedle_gui.domain.screening import Finding
from mneedle_gui.domain.wording import Message, Words, message


@dataclass(frozen=True, slots=True)
class Sign:
    """An outcome as colour, icon shape and word."""

    tone: str
    icon: str
    word: Message


SIGNS: Mapping[Outcome, Sign] = {
    Outcome.PROCEED: Sign("ok", "circle-check", message("Proceed")),
    Outcome.PROCEED_WITH_MODIFICATIONS: Sign("warn", "triangle-alert", message("Take care")),
    Outcome.ASK: Sign("info", "circle-question-mark", message("Answer needed")),
    Outcome.DEFER: Sign("warn", "calendar-clock", message("Wait")),
    Outcome.REFER: Sign("info", "stethoscope", message("Refer")),
    Outcome.DO_NOT_TREAT: Sign("stop", "octagon-x", message("Do not treat")),
}


def findings_by_question(consultation: Consultation) -> dict[str, tuple[Finding, ...]]:
    """Each finding under the one question that it is shown at; strictest first.

    That is the first answered question of the rule's own condition. An undecided rule is shown only
    at an answer that leaves it open, such as "not sure": a blank says enough by itself.
    """
    found: dict[str, list[Finding]] = {}
    for finding in consultation.screening.findings:
        place = _place(finding)
        if place is not None:
            found.setdefault(place, []).append(finding)
    return {question: tuple(findings) for question, findings in found.items()}


def _place(finding: Finding) -> str | None:
    answered = [question for question, _ in finding.answers]
    if finding.is_open:
        return next((question for question in finding.ask if question in answered), None)
    named = [question for question in questions_in(finding.rule.when) if question in answered]
    return next(iter(named or answered), None)


def heading_of(finding: Finding, words: Words) -> str:
    """``Wait until 6 August 2026: Recent filler``."""
    sign = SIGNS[finding.verdict]
    title = finding.rule.title
    if finding.until is not None and finding.verdict is Outcome.DEFER:
        return words.say(message("Wait until {day}: {title}", day=finding.until, title=title))
    return words.say(message("{verdict}: {title}", verdict=sign.word, title=title))
