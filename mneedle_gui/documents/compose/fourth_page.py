"""Page 4 of the plan: appointments, cost, other choices, risks, what is known, questions, contact."""

from __future__ import annotations

from mneedle_gui.documents.compose.case import (
    PlanCase,
    capital,
    is_personal,
    sentences,
    unique,
)
from mneedle_gui.documents.compose.course import appointments
from mneedle_gui.documents.compose.masthead import version_line
from mneedle_gui.documents.compose.topics import topic_items
from mneedle_gui.documents.model import (
    SPARE,
    Block,
    Bullets,
    Columns,
    Heading,
    Item,
    Paragraph,
    Role,
    Rules,
)
from mneedle_gui.domain.forecast import Forecast
from mneedle_gui.domain.protocol import Route

_TOPICS = ("absorption", "elastin")
_BANDS = ("common", "uncommon", "rare", "")
_NOT_KNOWN = 2
_SOURCES = 2
_QUESTION_LINES = 3


def blocks(case: PlanCase) -> tuple[Block, ...]:
    """The blocks of page 4."""
    return (
        Heading(_appointments_title(case)),
        appointments(case),
        *_elsewhere(case),
        Columns(
            (Heading(case.say("What it costs")), *_cost(case)),
            (Heading(case.say("Other choices")), _choices(case)),
            0.45,
        ),
        Heading(case.say("Risks")),
        _risks(case),
        Heading(case.say("What we know and do not know")),
        *_known(case),
        Columns(
            (Heading(case.say("Questions I want to ask")), Rules(_QUESTION_LINES)),
            (Heading(case.say("Contact")), *_contact(case)),
            0.42,
        ),
    )


def _appointments_title(case: PlanCase) -> str:
    practitioner = case.consultation.circumstances.practitioner
    if practitioner:
        return case.say("Your appointments with {practitioner}", practitioner=practitioner)
    return case.say("Your appointments")


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
    dropped = {aim.concern.id: aim for aim in case.plan.dropped}
    if not dropped:
        return ()
    items = tuple(
        Item(
            case.text(aim.concern.elsewhere)
            if aim.row.route is Route.ELSEWHERE and aim.concern.elsewhere
            else case.say("There is nothing to treat now."),
            lead=f"{capital(case.text(aim.concern.client_name))}:",
        )
        for aim in dropped.values()
    )
    return (Heading(case.say("What we do not treat here")), Bullets(items))


def _choices(case: PlanCase) -> Bullets:
    rows = unique(row for f in case.plan.forecasts for row in f.alternatives)
    first_nothing = next((row for row in rows if row.nothing), None)
    ordered = sorted(rows, key=lambda row: (row is not first_nothing, row.nothing))
    items = [
        Item(case.text(row.text), rank=0 if row is first_nothing else SPARE * number + 7)
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
    rows = [
        row for row in case.guidance.hazards if case.applies_or_unknown(row.when) and row.client
    ]
    items = []
    for place, band in enumerate(_BANDS):
        members = sorted(
            (row for row in rows if row.band == band), key=lambda row: not is_personal(row.when)
        )
        for number, row in enumerate(members):
            lead = names[band] if number == 0 else ""
            spare = (number - 1) * SPARE + place + 1
            rank = 0 if number == 0 else min(spare, SPARE - 1) if is_personal(row.when) else spare
            items.append(Item(case.text(row.client), lead, rank))
    return Bullets(tuple(items))


def _known(case: PlanCase) -> tuple[Block, ...]:
    forecasts = case.plan.forecasts
    made: list[Block] = []
    for number, text in enumerate(unique(_rest(case, f) for f in forecasts)):
        made.append(Paragraph(text, rank=6 + number))
    badges = unique(f.badge for f in forecasts if f.badge is not None)
    made += [
        Paragraph(case.text(badge.meaning), lead=f"{case.text(badge.name)}.", rank=8 * (n > 0))
        for n, badge in enumerate(badges)
    ]
    rows = unique(row for f in forecasts for row in f.not_known)
    own = sorted(rows, key=lambda row: not row.concerns)[:_NOT_KNOWN]
    if own:
        made.append(Paragraph(case.text(own[0].client)))
        made += [Paragraph(case.text(row.client), rank=19) for row in own[1:]]
    made.append(Bullets(tuple(topic_items(case, _TOPICS, rank=SPARE))))
    sources = case.citations(f.concern.basis for f in forecasts)
    if sources:
        first, more = sources[:_SOURCES], sources[_SOURCES:]
        made.append(Paragraph("; ".join(first) + ".", Role.NOTE, lead=case.say("Sources:")))
        if more:
            text = "; ".join(more) + "."
            made.append(Paragraph(text, Role.NOTE, lead=case.say("More sources:"), rank=SPARE + 8))
    return tuple(made)


def _rest(case: PlanCase, forecast: Forecast) -> str:
    """What studies showed, without the two sentences that stand on page 1."""
    said = sentences(case.text(forecast.concern.expected))
    return " ".join(said[1:-1] or said)


def _contact(case: PlanCase) -> tuple[Block, ...]:
    clinic = case.clinic
    parts = [part for part in (clinic.name, clinic.address, clinic.phone, clinic.hours) if part]
    made: list[Block] = []
    if parts:
        made.append(Paragraph(" · ".join(parts), Role.NOTE))
    if clinic.complaints:
        made.append(Paragraph(clinic.complaints, Role.NOTE, lead=case.say("Complaints:")))
    made.append(Paragraph(version_line(case), Role.NOTE))
    return tuple(made)
