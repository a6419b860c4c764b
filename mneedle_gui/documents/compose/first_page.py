"""Page 1 of the plan: what we agreed, when, what to do now, where, what to expect, when to call."""

from __future__ import annotations

from collections.abc import Mapping

from mneedle_gui.documents.compose.calls import first_page_card
from mneedle_gui.documents.compose.case import PlanCase, capital, sentences, unique
from mneedle_gui.documents.compose.course import course_line
from mneedle_gui.documents.compose.steps import steps_now
from mneedle_gui.documents.compose.where import where_we_treat
from mneedle_gui.documents.model import (
    SPARE,
    Block,
    Bullets,
    Columns,
    Group,
    Heading,
    Item,
    KeyBox,
    Notice,
    Paragraph,
    Ticks,
    Tone,
)
from mneedle_gui.domain.forecast import Forecast
from mneedle_gui.domain.outcome import Outcome
from mneedle_gui.domain.wording import Message
from mneedle_gui.domain.zone_map import ZoneMap

AGREED_WORDS = 45
"""The most words that "What we agreed" may have."""

_LINE_WORDS = 20  # the most words in one sentence for a client
_CHANGES = 2  # reasons for extra care on page 1


def blocks(case: PlanCase, maps: Mapping[str, ZoneMap]) -> tuple[Block, ...]:
    """The blocks of page 1."""
    now = tuple(Item(step.text) for step in steps_now(case))
    left: tuple[Block, ...] = (
        Heading(case.say("Do this now")),
        Ticks(now),
        Heading(case.say("What you can expect")),
        *expectations(case),
        *_changes(case),
    )
    right: tuple[Block, ...] = (Heading(case.say("Where we treat")), where_we_treat(case, maps))
    return (
        Heading(case.say("Your microneedling plan"), 1),
        *_provisional(case),
        KeyBox(case.say("What we agreed"), agreed(case)),
        Heading(case.say("Your plan at a glance")),
        course_line(case),
        Columns(left, right, 0.6),
        first_page_card(case),
    )


def _provisional(case: PlanCase) -> tuple[Block, ...]:
    if not case.plan.provisional:
        return ()
    day = case.consultation.screening.not_before or case.first_visit_on
    text = case.say(
        "Do not start before {day}. On your first visit we ask the safety questions again. "
        "These dates hold only if all is well.",
        day=day,
    )
    return (Notice(case.say("We check you again first"), text, Tone.WARN),)


def _changes(case: PlanCase) -> tuple[Block, ...]:
    """What is done differently for this client, and why, where page 1 has room for it."""
    reasons = unique(
        case.text(finding.rule.reason)
        for finding in case.consultation.screening.findings
        if finding.verdict is Outcome.PROCEED_WITH_MODIFICATIONS
    )
    if not reasons:
        return ()
    items = tuple(Item(reason) for reason in reasons[:_CHANGES])
    heading = Heading(case.say("Why we take extra care"))
    return (Group((heading, Bullets(items)), rank=SPARE + 10),)


def agreed(case: PlanCase) -> tuple[str, ...]:
    """What we agreed, in at most 45 words: what, where, how many, when judged."""
    ending = (
        _sessions(case),
        case.say("We look at the result together on {day}.", day=case.result_on),
    )
    for beginning in (_concerns_and_places(case), _concerns(case), _number_of_concerns(case)):
        lines = (*beginning, *ending)
        words = [len(line.split()) for line in lines]
        if sum(words) <= AGREED_WORDS and max(words) <= _LINE_WORDS:
            return lines
    return (*_number_of_concerns(case), *ending)


def _concerns_and_places(case: PlanCase) -> tuple[str, ...]:
    lines = []
    for forecast in case.plan.forecasts:
        zones = [z.zone for z in case.plan.zones if forecast.concern.id in z.concerns]
        names = tuple(case.protocol.zone(zone).client_name for zone in zones)
        lines.append(
            case.say(
                "We treat {concern} on your {zones}.",
                concern=forecast.concern.client_name,
                zones=names,
            )
        )
    return unique(lines)


def _names(case: PlanCase) -> tuple[Message, ...]:
    return unique(forecast.concern.client_name for forecast in case.plan.forecasts)


def _concerns(case: PlanCase) -> tuple[str, ...]:
    return (case.say("We treat {concerns}.", concerns=_names(case)),)


def _number_of_concerns(case: PlanCase) -> tuple[str, ...]:
    text = case.count(
        "We treat {count} concern in {areas} areas.",
        "We treat {count} concerns in {areas} areas.",
        len(_names(case)),
        areas=len(case.plan.zones),
    )
    return (text,)


def _sessions(case: PlanCase) -> str:
    plan = case.plan
    weeks = plan.interval.typical_weeks
    if plan.sessions_max == 1:
        return case.say("You have 1 session of microneedling.")
    if plan.sessions_min == plan.sessions_max:
        return case.say(
            "You have {number} sessions of microneedling, about {weeks} weeks apart.",
            number=plan.sessions_max,
            weeks=weeks,
        )
    return case.say(
        "You have {least} to {most} sessions of microneedling, about {weeks} weeks apart.",
        least=plan.sessions_min,
        most=plan.sessions_max,
        weeks=weeks,
    )


def expectations(case: PlanCase) -> tuple[Block, ...]:
    """What studies let a person expect, how sure that is, and when we measure."""
    forecasts = case.plan.forecasts
    texts: dict[str, Forecast] = {}
    for forecast in forecasts:
        texts.setdefault(_short(case, forecast), forecast)
    made: list[Block] = []
    for number, (text, forecast) in enumerate(texts.items()):
        lead = f"{capital(case.text(forecast.concern.client_name))}:" if len(texts) > 1 else ""
        made.append(Paragraph(text, lead=lead, rank=0 if number == 0 else 4 + number))
    promise = case.say(
        "We measure again on {day} and stop if there is no change.", day=case.result_on
    )
    made.append(Paragraph(promise))
    return tuple(made)


def _short(case: PlanCase, forecast: Forecast) -> str:
    """The first and the last sentence of what studies showed; page 4 has the others."""
    said = sentences(case.text(forecast.concern.expected))
    return " ".join(unique((*said[:1], *said[-1:])))
