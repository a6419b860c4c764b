"""The client's letter when there is no plan today: why, what would change it, and when to come back."""

from __future__ import annotations

from mneedle_gui.documents.compose.answered import questions_with_reasons
from mneedle_gui.documents.compose.case import Case, capital, unique
from mneedle_gui.documents.compose.masthead import footer, header, version_line
from mneedle_gui.documents.model import (
    SPARE,
    Block,
    Bullets,
    Document,
    Group,
    Heading,
    Item,
    KeyBox,
    Notice,
    Paragraph,
    Role,
    Rules,
    Ticks,
    Tone,
)
from mneedle_gui.domain.clinic import Clinic
from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.facts import Aim
from mneedle_gui.domain.outcome import Outcome
from mneedle_gui.domain.protocol import Route
from mneedle_gui.domain.screening import Finding
from mneedle_gui.domain.waits import Change, ChangeKind, SafeDay, earliest_safe
from mneedle_gui.domain.wording import Message, Words


def not_today(consultation: Consultation, clinic: Clinic, words: Words) -> Document:
    """One page for the client; for open questions, the list of what we still need to know."""
    case = Case(consultation, clinic, words)
    body = _open_list(case) if _only_open(case) else _reasons(case)
    title = _title(case)
    return Document(
        title=title,
        subject=case.say("Letter {reference}", reference=consultation.circumstances.reference),
        author=clinic.name or case.say("Clinic"),
        language=words.language,
        right_to_left=words.right_to_left,
        header=header(case),
        footer=footer(case, case.say("Letter")),
        blocks=(Heading(title, 1), *body, *_closing(case)),
        fixed_pages=True,
    )


def _only_open(case: Case) -> bool:
    return case.consultation.screening.outcome is Outcome.ASK


def _title(case: Case) -> str:
    if _only_open(case):
        return case.say("We need a few more answers")
    return case.say("We will not treat your skin today")


def _waiting(case: Case) -> tuple[Finding, ...]:
    """The findings that stand in the way, the most serious first."""
    return tuple(
        finding
        for finding in case.consultation.screening.findings
        if finding.verdict in {Outcome.DEFER, Outcome.REFER, Outcome.DO_NOT_TREAT}
    )


def _reasons(case: Case) -> tuple[Block, ...]:
    findings = _waiting(case)
    greeting = _greeting(case)
    made: list[Block] = [*greeting, *_urgent(case, findings)]
    made.append(KeyBox(case.say("What this means"), _meaning(case)))
    made.append(Heading(case.say("Why we wait")))
    reasons = unique(case.text(finding.rule.reason) for finding in findings)
    made.append(Bullets(tuple(Item(reason) for reason in reasons)))
    made += _elsewhere(case)
    changes = _what_changes(case)
    if changes:
        made += [Heading(case.say("What would change this")), Bullets(changes)]
    made += [Heading(case.say("What you can do now")), Ticks(_to_do(case, findings))]
    if case.consultation.screening.is_open:
        made += [Heading(case.say("We also still need to know")), Bullets(_open(case))]
    return tuple(made)


def _greeting(case: Case) -> tuple[Block, ...]:
    name = case.consultation.client_name
    hello = case.say("Dear {name},", name=name) if name else case.say("Hello,")
    text = case.say(
        "Thank you for coming and for your honest answers. We looked at them with care. "
        "Your skin and your health come first."
    )
    return (Paragraph(hello), Paragraph(text))


def _urgent(case: Case, findings: tuple[Finding, ...]) -> tuple[Block, ...]:
    if not any(finding.rule.urgent for finding in findings):
        return ()
    text = case.say("See a doctor soon and take this letter with you. Do not wait for us.")
    return (Notice(case.say("Please get medical advice soon"), text, Tone.STOP),)


def _meaning(case: Case) -> tuple[str, ...]:
    screening = case.consultation.screening
    lines = [case.say("We do not do microneedling today. This protects your skin.")]
    safe = earliest_safe(case.consultation)
    if screening.outcome is Outcome.DO_NOT_TREAT:
        lines.append(case.say("Microneedling is not right for you at present."))
    elif screening.outcome is Outcome.REFER:
        lines.append(case.say("First we need a letter from the right expert."))
    elif screening.waits_without_date:
        lines.append(case.say("We cannot name a day yet."))
    if screening.outcome is not Outcome.DO_NOT_TREAT:
        lines += _day_lines(case, safe)
    return tuple(lines)


def _day_lines(case: Case, safe: SafeDay) -> list[str]:
    """The first possible day and how it was counted; before it where that is all we know."""
    lines: list[str] = []
    day = safe.not_before
    if day is None:
        return lines
    if safe.awaits_letters_only:
        lines.append(case.say("With the letter, you can come back on or after {day}.", day=day))
    elif safe.on is None:
        lines.append(case.say("It will not be before {day}.", day=day))
    elif safe.ends_with_letter:
        lines.append(
            case.say("Without a letter, come back on or after {day}. We check you again.", day=day)
        )
    else:
        lines.append(
            case.say("You can come back on or after {day}. We check you again then.", day=day)
        )
    last = next((link.finding.reckoning for link in safe.chain if link.decides), None)
    if last is not None:
        lines.append(
            case.say(
                "We count {span} from {start}.",
                span=last.span.words,
                start=last.counted_from,
            )
        )
    return lines


def _elsewhere(case: Case) -> list[Block]:
    dropped: tuple[Aim, ...] = getattr(case.consultation.plan, "dropped", ())
    concerns = {
        aim.concern.id: aim.concern
        for aim in dropped
        if aim.row.route is Route.ELSEWHERE and aim.concern.elsewhere
    }
    if not concerns:
        return []
    items = tuple(
        Item(case.text(concern.elsewhere), lead=f"{capital(case.text(concern.client_name))}:")
        for concern in concerns.values()
    )
    return [Heading(case.say("Where to go instead")), Bullets(items)]


def _what_changes(case: Case) -> tuple[Item, ...]:
    """What each wait says would change it, and what else would; letters to bring stand below."""
    items: list[Item] = []
    safe = earliest_safe(case.consultation)
    for link in (*safe.undated, *safe.chain):
        finding, text = link.finding, case.text(link.rule.recheck)
        if finding.device is not None and finding.verdict is Outcome.DO_NOT_TREAT:
            text = case.say("The maker of our device rules this out. No letter changes that here.")
        until = case.say("Until {day}.", day=finding.until) if finding.until is not None else ""
        if text:
            text = text if text.endswith(".") else f"{text}."
        begins = (
            case.say("From {day} on:", day=link.begins_on) if link.begins_on is not None else ""
        )
        said = " ".join(part for part in (text, until) if part)
        if said:
            items.append(Item(said, lead=begins))
        items += [Item(more) for change in link.changes if (more := _in_plain_words(case, change))]
    return unique(items)


def _in_plain_words(case: Case, change: Change) -> str:
    """What the rule itself does not say; letters and the device that rules out are told elsewhere."""
    match change.kind:
        case ChangeKind.LEAVE_OUT:
            names = tuple(case.protocol.zone(zone).client_name for zone in change.zones)
            return case.say("Or we leave this skin out: {zones}.", zones=names)
        case ChangeKind.ANSWER:
            return case.say("Find this out and tell us: {question}.", question=_asked(case, change))
        case _:
            return ""


def _asked(case: Case, change: Change) -> Message:
    return case.consultation.circumstances.questionnaire.question(change.questions[0]).label


def _to_do(case: Case, findings: tuple[Finding, ...]) -> tuple[Item, ...]:
    items: list[Item] = []
    experts = unique(
        case.text(f.rule.professional)
        for f in findings
        if f.verdict is Outcome.REFER and f.rule.clearable and f.rule.professional
    )
    stopped = any(f.verdict is Outcome.DO_NOT_TREAT for f in findings)
    if experts and not stopped:
        named = case.words.joined(experts)
        items.append(Item(case.say("Ask for a letter from: {experts}.", experts=named)))
    items += [
        Item(case.say("Keep taking your medicines as your doctor told you.")),
        Item(case.say("Use sunscreen every day.")),
    ]
    phone = case.clinic.phone
    call = case.say("Call us on {phone} when something changes.", phone=phone) if phone else ""
    items.append(Item(call or case.say("Call us when something changes.")))
    return tuple(items)


def _open_list(case: Case) -> tuple[Block, ...]:
    name = case.consultation.client_name
    hello = case.say("Dear {name},", name=name) if name else case.say("Hello,")
    text = case.say(
        "Thank you for coming. We cannot make a plan yet, because some answers are missing. "
        "Ask your doctor if you do not know them. Bring this list back to us."
    )
    made: list[Block] = [Paragraph(hello), Paragraph(text)]
    made += [Heading(case.say("What we still need to know")), Ticks(_open(case))]
    findings = _waiting(case)
    if findings:
        reasons = unique(case.text(finding.rule.reason) for finding in findings)
        made += [
            Heading(case.say("What we already know")),
            Bullets(tuple(Item(reason) for reason in reasons)),
        ]
    return tuple(made)


def _open(case: Case) -> tuple[Item, ...]:
    screening = case.consultation.screening
    asked = [question for finding in screening.findings for question in finding.ask]
    return questions_with_reasons(case, (*asked, *screening.unanswered))


def _closing(case: Case) -> tuple[Block, ...]:
    clinic = case.clinic
    parts = [part for part in (clinic.name, clinic.address, clinic.phone, clinic.hours) if part]
    made: list[Block] = [
        Group((Heading(case.say("Questions I want to ask")), Rules(3)), rank=SPARE)
    ]
    if not _only_open(case):
        made.append(Paragraph(case.say("We are glad to see you again when the time is right.")))
    practitioner = case.consultation.circumstances.practitioner
    if practitioner:
        made.append(Paragraph(practitioner, Role.STRONG))
    if parts:
        made.append(Paragraph(" · ".join(parts), lead=case.say("Contact:")))
    made.append(Paragraph(version_line(case), Role.NOTE))
    return tuple(made)
