"""What the safety check lists, as values: one entry for each finding, undecided ones by answer."""

from __future__ import annotations

from dataclasses import dataclass

from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.outcome import Category, Outcome
from mneedle_gui.domain.rule import Clearance
from mneedle_gui.domain.screening import Finding
from mneedle_gui.domain.waits import may_be_cleared, may_be_left_out
from mneedle_gui.domain.wording import Message, counted, message
from mneedle_gui.ui.questions.verdicts import SIGNS, Sign

Details = tuple[tuple[Message, tuple[Message, ...]], ...]
"""Headings, each with its paragraphs."""

_CLEARED = Sign("ok", "circle-check", message("Cleared, take care"))
_LEFT_OUT = Sign("warn", "triangle-alert", message("Area left out"))


@dataclass(frozen=True, slots=True)
class Noticed:
    """One entry. ``questions`` are those that caused it, or would settle it.

    ``leave_out`` are the zones that could be left out so that the others may be treated. ``clearing``
    is the finding when a written opinion may be recorded for it; ``on_file`` the one that was.
    """

    key: str
    sign: Sign
    title: Message
    facts: tuple[Message, ...]
    questions: tuple[str, ...]
    findings: tuple[Finding, ...]
    leave_out: tuple[str, ...] = ()
    clearing: Finding | None = None
    on_file: Clearance | None = None


def noticed(consultation: Consultation) -> tuple[Noticed, ...]:
    """Every entry, strictest first.

    Rules that only wait for a blank are not listed: blanks are counted elsewhere. Rules left open by
    an answer such as "not sure" share one entry for each such answer.
    """
    entries: list[Noticed] = []
    open_ones: dict[tuple[str, ...], list[Finding]] = {}
    for finding in consultation.screening.findings:
        if not finding.is_open:
            entries.append(_entry(finding, consultation))
            continue
        answered = tuple(q for q in finding.ask if q in consultation.form.counted)
        if answered:
            open_ones.setdefault(answered, []).append(finding)
    place = next(
        (at for at, entry in enumerate(entries) if entry.findings[0].verdict < Outcome.ASK),
        len(entries),
    )
    undecided = [_undecided(asked, found, consultation) for asked, found in open_ones.items()]
    return (*entries[:place], *undecided, *entries[place:])


def details(entry: Noticed) -> Details:
    """What "Why?" says in words: what to do, why, and what would change it; the tree says the rest."""
    if entry.findings[0].is_open:
        titles = tuple(finding.rule.title for finding in entry.findings)
        return (
            (message("What this answer decides"), titles),
            (message("What to do"), (message("Find out and change the answer, or ask a doctor."),)),
        )
    rule = entry.findings[0].rule
    parts: list[tuple[Message, tuple[Message, ...]]] = [
        (message("What to do"), (rule.action,)),
        (message("Why, in words for the client"), (rule.reason,)),
        (message("What would change it"), (rule.recheck,)),
    ]
    return tuple((title, texts) for title, texts in parts if any(texts))


def _entry(finding: Finding, consultation: Consultation) -> Noticed:
    on_file = consultation.clearances.get(finding.rule.id)
    device = consultation.circumstances.device
    sign = SIGNS[finding.verdict]
    if finding.clearance is not None:
        sign = _CLEARED
    elif finding.category is Category.ZONE_EXCLUDE and finding.verdict is not Outcome.DO_NOT_TREAT:
        sign = _LEFT_OUT
    return Noticed(
        key=finding.rule.id,
        sign=sign,
        title=finding.rule.title,
        facts=_facts(finding, consultation),
        questions=_questions(finding, consultation),
        findings=(finding,),
        leave_out=may_be_left_out(finding, consultation),
        clearing=finding if may_be_cleared(finding, device) else None,
        on_file=on_file,
    )


def _undecided(
    asked: tuple[str, ...], findings: list[Finding], consultation: Consultation
) -> Noticed:
    questionnaire = consultation.circumstances.questionnaire
    labels = tuple(questionnaire.question(question).label for question in asked)
    return Noticed(
        key="ask " + " ".join(asked),
        sign=SIGNS[Outcome.ASK],
        title=message("{questions}: not certain yet", questions=labels),
        facts=(
            counted("{count} rule waits for this", "{count} rules wait for this", len(findings)),
        ),
        questions=asked,
        findings=tuple(findings),
    )


def _facts(finding: Finding, consultation: Consultation) -> tuple[Message, ...]:
    facts: list[Message] = []
    if finding.rule.urgent:
        facts.append(message("Urgent"))
    if finding.rule.area is not None and finding.zones:
        protocol = consultation.circumstances.protocol
        names = tuple(protocol.zone(zone).name for zone in finding.zones)
        facts.append(message("{zones}", zones=names))
    if finding.until is not None and finding.clearance is None:
        facts.append(message("Until {day}", day=finding.until))
    return tuple(facts)


def _questions(finding: Finding, consultation: Consultation) -> tuple[str, ...]:
    """The answers behind a finding; which concerns and zones are planned is said elsewhere."""
    protocol = consultation.circumstances.protocol
    aside = {protocol.roles.concerns, *(c.zones_question for c in protocol.concerns)}
    questions = [question for question, _ in finding.answers]
    return tuple(q for q in questions if q not in aside) or tuple(questions)
