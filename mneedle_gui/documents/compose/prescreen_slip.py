"""The client's slip of the two-minute check: the result, why, what to bring, and what it is not."""

from __future__ import annotations

from mneedle_gui.documents.compose.answered import questions_with_reasons
from mneedle_gui.documents.compose.case import Case, unique
from mneedle_gui.documents.compose.masthead import footer, header
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
from mneedle_gui.domain.outcome import Outcome
from mneedle_gui.domain.prescreen import PreScreen, Result, prescreen, result_of
from mneedle_gui.domain.screening import Finding
from mneedle_gui.domain.wording import Words


def prescreen_slip(consultation: Consultation, clinic: Clinic, words: Words) -> Document:
    """One page for the client. Nothing identifying is needed: without a name none is printed."""
    case = Case(consultation, clinic, words)
    found = prescreen(consultation)
    title = _title(case, found)
    return Document(
        title=title,
        subject=case.say("First check {reference}", reference=consultation.circumstances.reference),
        author=clinic.name or case.say("Clinic"),
        language=words.language,
        right_to_left=words.right_to_left,
        header=header(case),
        footer=footer(case, case.say("First check")),
        blocks=(
            Heading(title, 1),
            Paragraph(case.say("Thank you for your honest answers.")),
            *_urgent(case, found),
            KeyBox(case.say("What this means"), _meaning(case, found)),
            *_reasons(case, found),
            *_open(case, found),
            *_good_to_know(case, found),
            Heading(case.say("What you can do now")),
            Ticks(_to_do(case, found)),
            _limits(case, found),
            *_closing(case),
        ),
        fixed_pages=True,
    )


def _title(case: Case, found: PreScreen) -> str:
    match found.result:
        case Result.CAN_BOOK:
            return case.say("You can book a visit")
        case Result.OPEN:
            return case.say("We need a few more answers")
        case Result.NOT_BEFORE if found.not_before is not None and not found.waits_without_date:
            return case.say("No needling before {day}", day=found.not_before)
        case Result.NOT_BEFORE:
            return case.say("Not yet")
        case Result.LETTER:
            return case.say("Bring a letter first")
        case Result.CANNOT:
            return case.say("Needling is not right for you now")


def _urgent(case: Case, found: PreScreen) -> tuple[Block, ...]:
    if not found.is_urgent:
        return ()
    text = case.say("See a doctor soon and take this slip with you. Do not wait for us.")
    return (Notice(case.say("Get medical advice soon"), text, Tone.STOP),)


def _meaning(case: Case, found: PreScreen) -> tuple[str, ...]:
    """The result in a few short sentences."""
    match found.result:
        case Result.CAN_BOOK:
            return (
                case.say("Nothing in this first check stops a visit."),
                case.say("You can book a full consultation now."),
            )
        case Result.OPEN:
            return (case.say("We cannot say yet if you can book. Some answers are missing."),)
        case Result.CANNOT:
            return (case.say("We do not needle your skin at present. This protects you."),)
        case Result.LETTER:
            first = case.say("First we need a letter from the right expert.")
            return (first, *_when(case, found))
        case Result.NOT_BEFORE:
            return _when(case, found)


def _when(case: Case, found: PreScreen) -> tuple[str, ...]:
    """The earliest day there can be a session, as far as it is known."""
    lines: list[str] = []
    if found.not_before is not None:
        day = found.not_before
        lines.append(case.say("Your skin can be needled on {day} at the earliest.", day=day))
    if found.waits_without_date:
        lines.append(case.say("We cannot name the day yet. What must happen first is said below."))
    elif found.not_before is not None:
        lines.append(case.say("Book a visit for that day or later. We check you again then."))
    return tuple(lines)


def _reasons(case: Case, found: PreScreen) -> tuple[Block, ...]:
    """Why, what would change it, and what to bring: letters apart from waits."""
    findings = [f for f in found.findings if f.verdict >= Outcome.DEFER]
    if not findings:
        return ()
    items = unique(_reason(case, finding) for finding in findings)
    blocks: list[Block] = [Heading(case.say("Why")), Bullets(items)]
    changes = unique(_change(case, f) for f in findings if result_of(f) is not Result.LETTER)
    if changes:
        blocks += [Heading(case.say("What would change this")), Bullets(changes)]
    if found.letters and found.result is not Result.CANNOT:
        blocks += _letters(case, found)
    return tuple(blocks)


def _reason(case: Case, finding: Finding) -> Item:
    said = (case.text(finding.rule.reason), _arithmetic(case, finding))
    return Item(" ".join(part for part in said if part), lead=_lead(case, finding))


def _lead(case: Case, finding: Finding) -> str:
    return case.say("{title}:", title=finding.rule.title)


def _arithmetic(case: Case, finding: Finding) -> str:
    """How the day was counted: ``We count 24 August 2026 + 6 months = 24 February 2027.``."""
    reckoning, until = finding.reckoning, finding.until
    if reckoning is None or until is None:
        return ""
    return case.say(
        "We count {start} + {span} = {until}.",
        start=reckoning.counted_from,
        span=reckoning.span.words,
        until=until,
    )


def _change(case: Case, finding: Finding) -> Item:
    if finding.device is not None and finding.verdict is Outcome.DO_NOT_TREAT:
        text = case.say("The maker of our device rules this out. No letter changes that here.")
        return Item(text, lead=_lead(case, finding))
    return Item(_sentence(case.text(finding.rule.recheck)), lead=_lead(case, finding))


def _letters(case: Case, found: PreScreen) -> list[Block]:
    """Each letter that is wanted, and what it must say."""
    items = []
    for finding in found.letters:
        text = _sentence(case.text(finding.rule.recheck))
        if finding in found.later and found.not_before is not None:
            text += " " + case.say("This is needed from {day} on.", day=found.not_before)
        items.append(Item(text, lead=_lead(case, finding)))
    must = [
        case.say("The letter has a date and the writer's name. "),
        case.say("It says that you may have needling, and what limits there are."),
    ]
    if any(finding.rule.inr_at_most is not None for finding in found.letters):
        must.append(" " + case.say("If you take warfarin, it also gives your last INR result."))
    return [
        Heading(case.say("What to bring")),
        Ticks(tuple(items)),
        Paragraph("".join(must), lead=case.say("What the letter must say:")),
    ]


def _open(case: Case, found: PreScreen) -> tuple[Block, ...]:
    """Every question that is still open, except where nothing hangs on it any more."""
    if not found.open_questions or found.result is Result.CANNOT:
        return ()
    title = case.say("What we still need to know")
    return (Heading(title), Ticks(questions_with_reasons(case, found.open_questions)))


def _good_to_know(case: Case, found: PreScreen) -> tuple[Block, ...]:
    """What changes how we treat; it stands in nobody's way."""
    reasons = unique(case.text(finding.rule.reason) for finding in found.of(Result.CAN_BOOK))
    if not reasons or found.result is Result.CANNOT:
        return ()
    bullets = Bullets(tuple(Item(reason) for reason in reasons))
    return (Group((Heading(case.say("Good to know")), bullets), rank=1),)


def _to_do(case: Case, found: PreScreen) -> tuple[Item, ...]:
    items = [case.say("Keep taking your medicines as your doctor told you.")]
    if found.result is not Result.CANNOT:
        items.append(case.say("Bring this slip and a list of your medicines and creams."))
    phone = case.clinic.phone
    if found.result is Result.CAN_BOOK:
        call = case.say("Call us on {phone} to book.", phone=phone) if phone else ""
        items.append(call or case.say("Call us to book."))
        items.append(case.say("Tell us if anything changes before your visit."))
    else:
        call = case.say("Call us on {phone} when something changes.", phone=phone) if phone else ""
        items.append(call or case.say("Call us when something changes."))
    return tuple(Item(text) for text in items)


def _limits(case: Case, found: PreScreen) -> Block:
    """What this check is not."""
    parts = [
        case.say("It asks a few questions only. The full consultation still follows."),
        case.say("It may find more. So this slip is not a yes to treatment."),
    ]
    placed = (f for f in found.findings if f.rule.area is not None and not f.is_open)
    if found.place_open and any(placed):
        parts.append(
            case.say(
                "We do not know yet which skin you want treated. So we counted every area. "
                "A day may come earlier once we know."
            )
        )
    return Notice(case.say("This is a first check"), " ".join(parts), Tone.INFO)


def _closing(case: Case) -> tuple[Block, ...]:
    clinic, held = case.clinic, case.consultation.circumstances
    parts = [part for part in (clinic.name, clinic.address, clinic.phone, clinic.hours) if part]
    made: list[Block] = [
        Group((Heading(case.say("Questions I want to ask")), Rules(2)), rank=SPARE)
    ]
    if held.practitioner:
        made.append(Paragraph(held.practitioner, Role.STRONG))
    if parts:
        made.append(Paragraph(" · ".join(parts), lead=case.say("Contact:")))
    made_with = case.say(
        "First check {reference} of {day}. Content version {content} ({fingerprint}). Program version {program}.",
        reference=held.reference or "–",
        day=held.on,
        content=held.protocol.version,
        fingerprint=held.protocol.fingerprint[:12],
        program=held.program_version or "–",
    )
    made.append(Paragraph(made_with, Role.NOTE))
    return tuple(made)


def _sentence(text: str) -> str:
    return text if not text or text.endswith(".") else f"{text}."
