"""Page 4 of the plan: appointments, cost, other choices, risks, what is known, questions, contact."""

from __future__ import annotations

from mneedle_gui.documents.compose.case import PlanCase, capital, unique
from mneedle_gui.documents.compose.course import appointments
from mneedle_gui.documents.compose.masthead import version_line
from mneedle_gui.documents.compose.topics import topic_items
from mneedle_gui.documents.model import (
    Block,
    Bullets,
    Group,
    Heading,
    Item,
    Paragraph,
    Role,
    Rules,
)

_TOPICS = ("how_it_works", "phase_remodelling", "collagen", "elastin", "absorption", "influences")
_BANDS = ("common", "uncommon", "rare", "")
_NOT_KNOWN = 2
_QUESTION_LINES = 3


def blocks(case: PlanCase) -> tuple[Block, ...]:
    """The blocks of page 4."""
    return (
        Heading(case.say("Your appointments")),
        appointments(case),
        Heading(case.say("What it costs")),
        *_cost(case),
        *_elsewhere(case),
        Heading(case.say("Other choices")),
        _choices(case),
        Heading(case.say("Risks")),
        _risks(case),
        Heading(case.say("What we know and do not know")),
        *_known(case),
        Heading(case.say("How it works")),
        Bullets(tuple(topic_items(case, _TOPICS))),
        Group((Heading(case.say("Questions I want to ask")), Rules(_QUESTION_LINES))),
        *_contact(case),
    )


def _cost(case: PlanCase) -> tuple[Block, ...]:
    clinic, plan = case.clinic, case.plan
    price = clinic.price_per_session
    if price is None:
        return (Paragraph(case.say("We give you a written price before you decide.")),)
    money = case.words.money
    least, most = plan.sessions_min, plan.sessions_max
    each = money(price, clinic.currency)
    if least == most:
        text = case.count(
            "{each} for {count} session.",
            "{each} for each session. {count} sessions cost {total} in all.",
            most,
            each=each,
            total=money(price * most, clinic.currency),
        )
    else:
        text = case.say(
            "{each} for each session. {least} sessions cost {low}. {most} sessions cost {high}.",
            each=each,
            least=least,
            low=money(price * least, clinic.currency),
            most=most,
            high=money(price * most, clinic.currency),
        )
    note = clinic.price_note.strip()
    return (Paragraph(f"{text} {note}".strip()),)


def _elsewhere(case: PlanCase) -> tuple[Block, ...]:
    """Where to go for what is not treated here."""
    dropped = {aim.concern.id: aim.concern for aim in case.plan.dropped}
    if not dropped:
        return ()
    items = tuple(
        Item(
            case.text(concern.elsewhere)
            if concern.elsewhere
            else case.say("There is nothing to treat now."),
            lead=f"{capital(case.text(concern.client_name))}:",
        )
        for concern in dropped.values()
    )
    return (Heading(case.say("What we do not treat here")), Bullets(items))


def _choices(case: PlanCase) -> Bullets:
    rows = unique(row for f in case.plan.forecasts for row in f.alternatives)
    ordered = sorted(rows, key=lambda row: not row.nothing)
    first_nothing = next((row for row in ordered if row.nothing), None)
    items = [
        Item(case.text(row.text), rank=0 if row is first_nothing else 3 + min(number, 6))
        for number, row in enumerate(ordered)
    ]
    return Bullets(tuple(items))


def _risks(case: PlanCase) -> Bullets:
    names = {
        "common": case.say("Common:"),
        "uncommon": case.say("Uncommon:"),
        "rare": case.say("Rare:"),
        "": case.say("How often is not known:"),
    }
    rows = [row for row in case.guidance.hazards if case.applies_or_unknown(row.when) and row.client]
    items = []
    for band in _BANDS:
        members = [row for row in rows if row.band == band]
        for number, row in enumerate(members):
            lead = names[band] if number == 0 else ""
            items.append(Item(case.text(row.client), lead, 0 if band == "common" else 2))
    return Bullets(tuple(items))


def _known(case: PlanCase) -> tuple[Block, ...]:
    forecasts = case.plan.forecasts
    made: list[Block] = []
    for number, text in enumerate(unique(case.text(f.concern.expected) for f in forecasts)):
        made.append(Paragraph(text, rank=0 if number == 0 else 8))
    badges = unique(f.badge for f in forecasts if f.badge is not None)
    made += [Paragraph(case.text(b.meaning), lead=f"{case.text(b.name)}.") for b in badges]
    rows = unique(row for f in forecasts for row in f.not_known)
    own = sorted(rows, key=lambda row: not row.concerns)[:_NOT_KNOWN]
    if own:
        made.append(Paragraph(" ".join(case.text(row.client) for row in own)))
    sources = case.citations(f.concern.basis for f in forecasts)
    if sources:
        made.append(
            Paragraph("; ".join(sources) + ".", Role.NOTE, lead=case.say("Sources:"), rank=1)
        )
    return tuple(made)


def _contact(case: PlanCase) -> tuple[Block, ...]:
    clinic = case.clinic
    parts = [part for part in (clinic.name, clinic.address, clinic.phone, clinic.hours) if part]
    made: list[Block] = []
    if parts:
        made.append(Paragraph(" · ".join(parts), lead=case.say("Contact:")))
    if clinic.complaints:
        made.append(Paragraph(clinic.complaints, Role.NOTE, lead=case.say("Complaints:")))
    made.append(Paragraph(version_line(case), Role.NOTE))
    return tuple(made)
