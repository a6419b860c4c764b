"""Page 2 of the plan: week by week, is it permanent, signs that it works, keeping the result."""

from __future__ import annotations

from mneedle_gui.documents.compose.case import PlanCase, capital, unique
from mneedle_gui.documents.compose.topics import topic_items
from mneedle_gui.documents.model import (
    SPARE,
    Block,
    Bullets,
    Group,
    Heading,
    Item,
    Paragraph,
    Role,
    Row,
    Table,
)
from mneedle_gui.domain.guidance import Influence
from mneedle_gui.domain.wording import Message

_MODIFIERS = 3  # of the client's own, on paper
_SIGNS = 4
_UPKEEP = 3
_TOPICS = ("how_it_works", "collagen")
_ARROWS = {"up": "↑", "down": "↓", "same": "="}


def blocks(case: PlanCase) -> tuple[Block, ...]:
    """The blocks of page 2."""
    return (
        Heading(case.say("What to expect, week by week")),
        _weeks(case),
        Heading(case.say("Is it permanent?")),
        *_permanent(case),
        Heading(case.say("Signs it is working")),
        *_times(case),
        _signs(case),
        Paragraph(case.text(case.stop_rule), Role.STRONG),
        Heading(case.say("Keeping your results")),
        _keeping(case),
        _how_it_works(case),
    )


def _how_it_works(case: PlanCase) -> Group:
    """The same for everyone, so it gives way to what is meant for this client."""
    texts = (Paragraph(item.text) for item in topic_items(case, _TOPICS))
    return Group((Heading(case.say("How it works")), *texts), rank=SPARE - 1)


def _weeks(case: PlanCase) -> Table:
    rows = tuple(
        Row((case.text(row.when_text), case.text(row.normal), case.text(row.do)))
        for row in case.guidance.timeline
        if case.applies(row.when)
    )
    head = (case.say("When"), case.say("What you may see and feel"), case.say("What to do"))
    return Table(head, rows, (0.17, 0.45, 0.38), traded=(1, 2))


def _permanent(case: PlanCase) -> tuple[Block, ...]:
    """The answer, how long people were followed in studies, and what may change the result."""
    answer = case.text(case.guidance.permanence)
    spans = _spans(case)
    unseen = _unseen(case)
    unknown = case.say("Beyond that we do not know.")
    if not spans:
        return (Paragraph(" ".join((answer, *unseen))), *_modifiers(case))
    if len(spans) == 1:
        followed = case.say(
            "In studies people were followed for up to {observed}.", observed=next(iter(spans))
        )
        said = " ".join((answer, followed, unknown, *unseen))
        return (Paragraph(said), *_modifiers(case))
    followed = case.say("In studies people were followed for this long.")
    items = [
        Item(
            case.words.joined(case.text(name) for name in names),
            lead=case.say("Up to {observed}:", observed=observed),
            rank=0 if number == 0 else 1 + number,
        )
        for number, (observed, names) in enumerate(spans.items())
    ]
    items += [Item(text, rank=1 + len(spans)) for text in unseen]
    return (Paragraph(f"{answer} {followed} {unknown}"), Bullets(tuple(items)), *_modifiers(case))


def _spans(case: PlanCase) -> dict[str, list[Message]]:
    """How long people were followed in studies, and for which concerns."""
    spans: dict[str, list[Message]] = {}
    for forecast in case.plan.forecasts:
        if forecast.longevity is not None and forecast.longevity.observed_to:
            names = spans.setdefault(case.text(forecast.longevity.observed_to), [])
            if forecast.concern.client_name not in names:
                names.append(forecast.concern.client_name)
    return spans


def _unseen(case: PlanCase) -> tuple[str, ...]:
    """The sentence about concerns for which no study followed people, where there are such."""
    names = unique(
        forecast.concern.client_name
        for forecast in case.plan.forecasts
        if forecast.longevity is not None and not forecast.longevity.observed_to
    )
    text = case.say("For {concerns} we found no good study.", concerns=names)
    return (text,) if names else ()


def _modifiers(case: PlanCase) -> tuple[Block, ...]:
    """Up to three things about this client, each told once; what may shorten the result comes first."""
    rows = unique(row for f in case.plan.forecasts for row in f.influences)
    ordered = sorted((row for row in rows if _matters(row)), key=_order)
    by_factor = {case.text(row.factor): row for row in reversed(ordered)}
    chosen = [row for row in ordered if by_factor[case.text(row.factor)] is row][:_MODIFIERS]
    items = tuple(
        Item(case.text(row.client), _ARROWS[_trend(row)], rank=0 if number == 0 else 5 + number)
        for number, row in enumerate(chosen)
    )
    general = tuple(
        Paragraph(item.text, rank=SPARE + 5) for item in topic_items(case, ("influences",))
    )
    return (*general, Bullets(items)) if items else general


def _trend(row: Influence) -> str:
    """Which way it may push what the client gets: the result, or else how long it is seen."""
    return row.duration if row.result == "unknown" else row.result


def _matters(row: Influence) -> bool:
    return bool(row.client) and (_trend(row) != "unknown" or row.duration == "down")


def _order(row: Influence) -> tuple[bool, bool]:
    return _trend(row) != "down", row.duration == "unknown"


def _times(case: PlanCase) -> tuple[Block, ...]:
    """When a change may first show and when it is best judged, said once where it is the same."""
    spans: dict[tuple[Message, Message], list[Message]] = {}
    for forecast in case.plan.forecasts:
        names = spans.setdefault((forecast.visible_from, forecast.judged_at), [])
        if forecast.concern.client_name not in names:
            names.append(forecast.concern.client_name)
    return tuple(
        Paragraph(
            case.say(
                "First change, if any: {seen}. Best judged {judged}.",
                seen=seen,
                judged=judged,
            ),
            lead=f"{capital(case.words.joined(case.text(name) for name in names))}:"
            if len(spans) > 1
            else "",
            rank=0 if number == 0 else 2 + number,
        )
        for number, ((seen, judged), names) in enumerate(spans.items())
    )


def _signs(case: PlanCase) -> Bullets:
    rows = [row for row in case.guidance.signs if case.about(row.concerns)]
    proofs = [row for row in rows if row.proof]
    shown = proofs if len(proofs) <= _SIGNS else [*proofs[: _SIGNS - 1], proofs[-1]]
    items = [
        Item(
            f"{case.text(row.text)} {case.text(row.how)}",
            lead=f"{case.text(row.when_text)}:",
            rank=0 if number == len(shown) - 1 else 20 + number,
        )
        for number, row in enumerate(shown)
    ]
    others = [case.text(row.text) for row in rows if not row.proof]
    if others:
        items.append(Item(" ".join(others), lead=case.say("Not a sign:")))
    return Bullets(tuple(items))


def _keeping(case: PlanCase) -> Bullets:
    """Upkeep as clinic practice, said once for concerns with the same; then what matters more."""
    upkeep: dict[str, list[Message]] = {}
    for forecast in case.plan.forecasts:
        if forecast.longevity is not None:
            row = forecast.longevity
            names = upkeep.setdefault(f"{case.text(row.upkeep)} {case.text(row.upkeep_basis)}", [])
            if forecast.concern.client_name not in names:
                names.append(forecast.concern.client_name)
    items = [
        Item(
            text,
            lead=f"{capital(case.words.joined(case.text(name) for name in names))}:"
            if len(upkeep) > 1
            else case.say("Later sessions:"),
            rank=0 if number == 0 else 3 + number if number < _UPKEEP else 30 + number,
        )
        for number, (text, names) in enumerate(upkeep.items())
    ]
    ageing = case.say(
        "Your skin keeps ageing. Sunscreen each day matters more than repeat sessions."
    )
    items.append(Item(ageing))
    items += topic_items(case, ("maintenance_pigment",), rank=40)
    return Bullets(tuple(items))
