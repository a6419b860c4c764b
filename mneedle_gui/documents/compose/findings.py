"""The findings of a screening as a table: verdict, answer, date arithmetic, action, sources."""

from __future__ import annotations

from mneedle_gui.documents.compose.answered import answer_text
from mneedle_gui.documents.compose.case import Case
from mneedle_gui.documents.model import Row, Table
from mneedle_gui.domain.outcome import Category, Outcome
from mneedle_gui.domain.rule import CONSULTATION_DAY, NOT_WARFARIN, Clearance
from mneedle_gui.domain.screening import Finding, Reckoning
from mneedle_gui.domain.wording import Message, message

_CATEGORIES: dict[Category, Message] = {
    Category.ABSOLUTE: message("Do not treat"),
    Category.REFER: message("Refer"),
    Category.DEFER: message("Defer"),
    Category.CAUTION: message("Caution"),
    Category.ZONE_EXCLUDE: message("Zone left out"),
}


def findings_table(case: Case) -> Table:
    """One row for each finding, the most serious first."""
    rows = tuple(
        Row(
            (
                _verdict(case, finding),
                _what(case, finding),
                _action(case, finding),
                _basis(case, finding),
            )
        )
        for finding in case.consultation.screening.findings
    )
    head = (case.say("Verdict"), case.say("Finding"), case.say("Action"), case.say("Basis"))
    return Table(head, rows, (0.11, 0.34, 0.37, 0.18))


def _verdict(case: Case, finding: Finding) -> str:
    """What the finding does now, in one or two words."""
    if finding.verdict is Outcome.ASK:
        return case.say("Answer needed")
    if finding.clearance is not None:
        return case.say("Cleared, caution")
    if finding.verdict is Outcome.DO_NOT_TREAT:
        return case.say("Do not treat")
    return case.text(_CATEGORIES[finding.category])


def _what(case: Case, finding: Finding) -> str:
    parts = [f"{case.text(finding.rule.title)}."]
    questionnaire = case.consultation.circumstances.questionnaire
    for name, answer in finding.answers:
        if name in questionnaire:
            question = questionnaire.question(name)
            parts.append(f"{case.text(question.label)}: {answer_text(case, question, answer)}.")
    if finding.ask:
        asked = (
            case.text(questionnaire.question(q).label) for q in finding.ask if q in questionnaire
        )
        parts.append(case.say("Open: {questions}.", questions=case.words.joined(asked)))
    if finding.reckoning is not None and finding.until is not None:
        parts.append(_arithmetic(case, finding.reckoning, finding))
    if finding.device is not None:
        parts.append(case.say("Stricter by the device: {name}.", name=finding.device.name))
    if finding.zones and finding.rule.area is not None:
        names = tuple(case.protocol.zone(zone).name for zone in finding.zones)
        parts.append(case.say("Zones: {zones}.", zones=names))
    return " ".join(parts)


def _arithmetic(case: Case, reckoning: Reckoning, finding: Finding) -> str:
    start = reckoning.counted_from
    if finding.until is None:
        return ""
    if reckoning.question == CONSULTATION_DAY:
        return case.say(
            "This day + {span} = {until}.",
            span=reckoning.span.words,
            until=finding.until,
        )
    return case.say(
        "{start} + {span} = {until}.",
        start=start,
        span=reckoning.span.words,
        until=finding.until,
    )


def _action(case: Case, finding: Finding) -> str:
    parts = [case.text(finding.rule.action)]
    held = case.consultation.clearances.get(finding.rule.id)
    if held is not None:
        parts += _letter(case, held, clears=finding.clearance is not None)
    basis = finding.rule.basis
    parts += [case.text(said) for said in (basis.clinic, basis.note) if said]
    return " ".join(part for part in parts if part)


def _letter(case: Case, held: Clearance, *, clears: bool) -> list[str]:
    """Everything that is on file about a written opinion, also what it leaves open."""
    day = held.day or held.dated or case.say("no date")
    who, document = held.professional or case.say("not stated"), held.document
    if clears:
        said = case.say("Cleared by {who}, {day}: {document}.", who=who, day=day, document=document)
    else:
        said = case.say(
            "Letter on file of {who}, {day}: {document}. It does not clear this finding.",
            who=who,
            day=day,
            document=document,
        )
    parts = [said, case.say("Limits: {limits}.", limits=held.limits or case.say("none stated"))]
    if held.inr == NOT_WARFARIN:
        parts.append(case.say("Not warfarin."))
    elif held.inr:
        parts.append(case.say("INR {inr}.", inr=held.inr))
    name = held.recorded_by or case.say("not stated")
    return [*parts, case.say("Recorded by {name}.", name=name)]


def _basis(case: Case, finding: Finding) -> str:
    basis = finding.rule.basis
    return ", ".join(p for p in (case.tags(basis), basis.strength, *basis.sources) if p)
