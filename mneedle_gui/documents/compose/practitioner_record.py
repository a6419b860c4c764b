"""The practitioner's record: outcome, every finding, zones in millimetres, parameters, edits, versions."""

from __future__ import annotations

from mneedle_gui.documents.compose.case import Case, unique
from mneedle_gui.documents.compose.findings import findings_table
from mneedle_gui.documents.compose.masthead import footer, header, version_line
from mneedle_gui.documents.compose.outlook import outlook
from mneedle_gui.documents.compose.safe_day import safe_day
from mneedle_gui.documents.compose.scales import scales
from mneedle_gui.documents.compose.settings import course, edits, parameters, zones_table
from mneedle_gui.documents.model import (
    Block,
    Bullets,
    Document,
    Heading,
    Item,
    Notice,
    Paragraph,
    Role,
    Scale,
    Tone,
)
from mneedle_gui.domain.clinic import Clinic
from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.outcome import Outcome
from mneedle_gui.domain.plan import Plan
from mneedle_gui.domain.waits import earliest_safe
from mneedle_gui.domain.wording import Message, Words, message

OUTCOMES: dict[Outcome, Message] = {
    Outcome.PROCEED: message("Proceed"),
    Outcome.PROCEED_WITH_MODIFICATIONS: message("Proceed with modifications"),
    Outcome.ASK: message("Answers needed"),
    Outcome.DEFER: message("Defer"),
    Outcome.REFER: message("Refer"),
    Outcome.DO_NOT_TREAT: message("Do not treat"),
}

_TONES = {
    Outcome.PROCEED: Tone.GOOD,
    Outcome.PROCEED_WITH_MODIFICATIONS: Tone.WARN,
    Outcome.ASK: Tone.INFO,
    Outcome.DEFER: Tone.WARN,
    Outcome.REFER: Tone.INFO,
    Outcome.DO_NOT_TREAT: Tone.STOP,
}


def practitioner_record(consultation: Consultation, clinic: Clinic, words: Words) -> Document:
    """One page where it fits, more where it does not; nothing is left out."""
    case = Case(consultation, clinic, words)
    return Document(
        title=case.say("Practitioner record"),
        subject=case.say("Record {reference}", reference=consultation.circumstances.reference),
        author=clinic.name or case.say("Clinic"),
        language=words.language,
        right_to_left=words.right_to_left,
        header=header(case),
        footer=footer(case, case.say("Practitioner record")),
        blocks=(
            Heading(case.say("Practitioner record"), 1),
            _banner(case),
            _facts(case),
            *safe_day(case),
            *_findings(case),
            *_plan(case),
            *_disagreements(case),
            *_sources(case),
            Paragraph(version_line(case), Role.NOTE),
        ),
        scale=Scale.DENSE,
    )


def _banner(case: Case) -> Notice:
    screening, plan = case.consultation.screening, case.consultation.plan
    parts = []
    safe = earliest_safe(case.consultation)
    if safe.not_before is not None and screening.outcome is not Outcome.DO_NOT_TREAT:
        if safe.ends_with_letter:
            parts.append(case.say("Without a letter not before {day}.", day=safe.not_before))
        else:
            parts.append(case.say("Not before {day}.", day=safe.not_before))
    if isinstance(plan, Plan):
        if plan.provisional:
            parts.append(case.say("Provisional plan: check again on the first visit."))
    else:
        parts.append(case.say("No plan."))
    if screening.test_spot:
        parts.append(case.say("Test spot first."))
    if screening.is_open:
        parts.append(case.say("Questions are open."))
    title = case.text(OUTCOMES[screening.outcome])
    return Notice(
        case.say("Outcome: {outcome}", outcome=title), " ".join(parts), _TONES[screening.outcome]
    )


def _facts(case: Case) -> Paragraph:
    held = case.consultation
    device = held.circumstances.device
    parts = [
        case.say("Judged for {day}.", day=held.facts.judged_on),
        case.say("Device: {name}, up to {mm} mm.", name=device.name, mm=device.max_mm),
        *_level(case),
        *_nothing(case),
        *scales(case),
    ]
    return Paragraph(" ".join(parts))


def _level(case: Case) -> tuple[str, ...]:
    """Whose own depth limits hold, and which; nothing where the clinic set none."""
    held = case.consultation.circumstances
    return (case.text(held.level.said_of(held.practitioner)),) if held.level is not None else ()


def _nothing(case: Case) -> tuple[str, ...]:
    """That no rule fired, where there is no table of findings to see it from."""
    return () if case.consultation.screening.findings else (case.say("No rule fired."),)


def _findings(case: Case) -> tuple[Block, ...]:
    if not case.consultation.screening.findings:
        return ()
    return (Heading(case.say("Findings")), findings_table(case))


def _plan(case: Case) -> tuple[Block, ...]:
    plan = case.consultation.plan
    if not isinstance(plan, Plan):
        return _open_questions(case)
    return (
        Heading(case.say("Zones and needle settings")),
        zones_table(case, plan),
        *course(case, plan),
        *edits(case, plan),
        *outlook(case, plan),
        Heading(case.say("Session")),
        parameters(case, plan),
        *_open_questions(case),
    )


def _open_questions(case: Case) -> tuple[Block, ...]:
    screening = case.consultation.screening
    questionnaire = case.consultation.circumstances.questionnaire
    names = [q for f in screening.findings for q in f.ask] + list(screening.unanswered)
    items = tuple(
        Item(case.text(questionnaire.question(name).label))
        for name in unique(names)
        if name in questionnaire
    )
    return (Heading(case.say("Open questions")), Bullets(items, 2)) if items else ()


def _disagreements(case: Case) -> tuple[Block, ...]:
    fired = {finding.rule.id for finding in case.consultation.screening.findings}
    items = tuple(
        Item(
            case.say(
                "strictest: {strictest}; loosest: {loosest}; here: {chosen}.",
                strictest=row.strictest,
                loosest=row.loosest,
                chosen=row.chosen,
            ),
            lead=f"{case.text(row.topic)}:",
        )
        for row in case.protocol.disagreements
        if fired & set(row.rules)
    )
    return (Heading(case.say("Where sources differ")), Bullets(items)) if items else ()


def _sources(case: Case) -> tuple[Block, ...]:
    bases = [finding.rule.basis for finding in case.consultation.screening.findings]
    keys = unique(key for basis in bases for key in basis.sources)
    known = {source.key: source.citation for source in case.protocol.sources}
    text = "; ".join(f"{key} = {known[key]}" for key in keys if key in known)
    plan = case.consultation.plan
    if isinstance(plan, Plan):
        bases += [why.basis for why in (*plan.why, *(w for zone in plan.zones for w in zone.why))]
    own = any(basis.own for basis in bases)
    if not text and not own:
        return ()
    legend = case.say(
        "V text seen, S secondary copy, M general practice, P clinic policy. Not medical advice."
    )
    if own:
        legend += " " + case.say("P (this clinic): this clinic's own policy, not a source.")
    told = f"{text}. {legend}" if text else legend
    return (Paragraph(told, Role.NOTE, lead=case.say("Sources:")),)
