"""The sheet of one visit, for the practitioner's hand: what to ask, how to needle, what to write down."""

from __future__ import annotations

from mneedle_gui.documents.compose.case import Case, PlanCase
from mneedle_gui.documents.compose.masthead import footer, header, version_line
from mneedle_gui.documents.compose.session_parts import after, before, numbing, topicals
from mneedle_gui.documents.compose.session_zones import needling, rows_of, zones
from mneedle_gui.documents.model import (
    SPARE,
    Block,
    Bullets,
    Document,
    Group,
    Heading,
    Item,
    Notice,
    PageBreak,
    Paragraph,
    Role,
    Row,
    Scale,
    Table,
    Ticks,
    Tone,
)
from mneedle_gui.domain.clinic import Clinic
from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.outcome import Outcome
from mneedle_gui.domain.plan import Plan, Visit, VisitKind
from mneedle_gui.domain.screening import Finding
from mneedle_gui.domain.wording import PartialDate, Words


def session_sheet(consultation: Consultation, clinic: Clinic, words: Words) -> Document:
    """One page for each dated visit, in order; ``TypeError`` for a consultation without a plan."""
    if not isinstance(consultation.plan, Plan):
        raise TypeError("this consultation has no plan")
    case = PlanCase(consultation, clinic, words, consultation.plan)
    blocks = [b for visit in case.plan.visits for b in (*_page(case, visit), PageBreak())]
    return Document(
        title=case.say("Session sheet"),
        subject=case.say(
            "Session sheets {reference}", reference=consultation.circumstances.reference
        ),
        author=clinic.name or case.say("Clinic"),
        language=words.language,
        right_to_left=words.right_to_left,
        header=header(case),
        footer=footer(case, case.say("Session sheet")),
        blocks=tuple(blocks[:-1]),
        scale=Scale.DENSE,
        fixed_pages=True,
    )


def _page(case: PlanCase, visit: Visit) -> tuple[Block, ...]:
    return (
        Heading(_title(case, visit), 1),
        _who(case, visit),
        *_provisional(case, visit),
        *_ask_again(case),
        *before(case),
        *numbing(case),
        *zones(case, visit),
        *needling(case),
        *topicals(case),
        Group((*after(case), _next(case, visit), _signature(case, visit))),
        Paragraph(version_line(case), Role.NOTE),
    )


def _title(case: PlanCase, visit: Visit) -> str:
    if visit.kind is VisitKind.TEST_SPOT:
        return case.say("Session sheet: test spot")
    plan = case.plan
    if plan.sessions_max > len(plan.sessions):
        return case.say(
            "Session sheet: session {number} of {least} to {most}",
            number=visit.number,
            least=len(plan.sessions),
            most=plan.sessions_max,
        )
    return case.say(
        "Session sheet: session {number} of {most}", number=visit.number, most=len(plan.sessions)
    )


def _who(case: PlanCase, visit: Visit) -> Paragraph:
    """Every page can be filed alone, so each names the client."""
    held = case.consultation
    born = held.form.counted.get(case.protocol.roles.birth_date)
    device = held.circumstances.device
    parts = [case.say("{name}.", name=held.client_name)] if held.client_name else []
    if isinstance(born, PartialDate):
        parts.append(case.say("Born {day}.", day=born))
    parts += [
        case.say(
            "Planned for {weekday} {day}.", weekday=case.words.weekday(visit.on), day=visit.on
        ),
        case.say("{name}, up to {mm} mm.", name=device.name, mm=device.max_mm),
    ]
    skin_type = held.facts.number(case.protocol.roles.skin_type_fact)
    if skin_type is not None:
        parts.append(case.say("Skin type {number}.", number=skin_type))
    return Paragraph(" ".join(parts))


def _provisional(case: PlanCase, visit: Visit) -> tuple[Block, ...]:
    if not case.plan.provisional or visit != case.plan.visits[0]:
        return ()
    day = case.consultation.screening.not_before or visit.on
    text = case.say("Not before {day}. Ask every safety question again first.", day=day)
    return (Notice(case.say("Provisional"), text, Tone.WARN),)


def _ask_again(case: PlanCase) -> tuple[Block, ...]:
    """What is asked on the day, and this client's own cautions with what they call for."""
    asked = tuple(Item(case.text(row.text)) for row in rows_of(case, "recheck"))
    cautions = [f for f in case.consultation.screening.findings if _is_caution(f)]
    made: list[Block] = [
        Heading(case.say("Ask again today: none of these, or stop and think")),
        Ticks(asked, 2),
    ]
    if cautions:
        own = tuple(Item(case.text(finding.rule.title)) for finding in cautions)
        made.append(
            Ticks(
                own,
                min(len(own), 2),
                case.say("Cautions of this client: as recorded, and dealt with"),
            )
        )
        calls_for = tuple(
            Item(case.text(f.rule.action), f"{case.text(f.rule.title)}:", rank=SPARE + 10 + number)
            for number, f in enumerate(cautions)
        )
        made.append(Bullets(calls_for))
    return tuple(made)


def _is_caution(finding: Finding) -> bool:
    return finding.verdict is Outcome.PROCEED_WITH_MODIFICATIONS and not finding.is_open


def _next(case: PlanCase, visit: Visit) -> Paragraph:
    later = [other for other in case.plan.visits if other.on > visit.on]
    days = [other.on for other in later[:1]]
    checks = [check.on for check in case.plan.checks if check.on > visit.on]
    if days:
        text = case.say("{weekday} {day}.", weekday=case.words.weekday(days[0]), day=days[0])
    elif checks:
        text = case.say("check on {day}.", day=min(checks))
    else:
        text = case.say("review on {day}.", day=case.plan.review_on)
    return Paragraph(f"{text} {case.text(case.stop_rule)}", lead=case.say("Next visit:"))


def _signature(case: Case, visit: Visit) -> Table:
    """The visit is named again, for a sheet may run over to a second page."""
    held = (
        case.say("Test spot held on, at")
        if visit.kind is VisitKind.TEST_SPOT
        else case.say("Session {number} held on, at", number=visit.number)
    )
    head = (held, case.say("Reaction, notes"), case.say("Name"), case.say("Signature"))
    return Table(head, (Row(("", "", "", "")),), (0.32, 0.28, 0.2, 0.2), lines=(0, 1, 2, 3))
