"""Page 2 of the plan: week by week, is it permanent, signs that it works, keeping the result."""

from __future__ import annotations

from mneedle_gui.documents.compose.case import PlanCase, capital, unique
from mneedle_gui.documents.compose.topics import topic_items
from mneedle_gui.documents.model import (
    Block,
    Bullets,

    Heading,
    Item,
    Paragraph,
    Row,
    Table,
)
from mneedle_gui.domain.guidance import Influence

_MODIFIERS = 3  # of the client's own, on paper
_SIGNS = 4


def blocks(case: PlanCase) -> tuple[Block, ...]:
    """The blocks of page 2."""
    return (
        Heading(case.say("What to expect, week by week")),
        _weeks(case),
        Heading(case.say("Is it permanent?")),
        *_permanent(case),
        Heading(case.say("Signs it is working")),
        _signs(case),
        Heading(case.say("Keeping your results")),
        _keeping(case),
    )


def _weeks(case: PlanCase) -> Table:
    rows = tuple(
        Row((case.text(row.when_text), case.text(row.normal), case.text(row.do)))
        for row in case.guidance.timeline
        if case.applies(row.when)
    )
    head = (case.say("When"), case.say("What you may see and feel"), case.say("What to do"))
    return Table(head, rows, (0.17, 0.47, 0.36))


def _permanent(case: PlanCase) -> tuple[Block, ...]:
    answer = [case.text(case.guidance.permanence)]
    answer += unique(_followed(case))
    return (Paragraph(" ".join(answer)), *_modifiers(case))


def _followed(case: PlanCase) -> list[str]:
    rows = [f for f in case.plan.forecasts if f.longevity is not None]
    spans = unique(case.text(f.longevity.observed_to) for f in rows if f.longevity is not None)
    if len(spans) == 1:
        return [
            case.say(
                "In studies people were followed for up to {observed}. After that we do not know.",
                observed=spans[0],
            )
        ]
    said = [
        case.say(
            "For {concern}, people were followed for up to {observed}.",
            concern=f.concern.client_name,
            observed=f.longevity.observed_to,
        )
        for f in rows
        if f.longevity is not None
    ]
    return [*said, case.say("After that we do not know.")] if said else []


def _modifiers(case: PlanCase) -> tuple[Block, ...]:
    """Up to three things about this client; what may shorten the result comes first."""
    rows = unique(row for f in case.plan.forecasts for row in f.influences)
    chosen = sorted((row for row in rows if _matters(row)), key=_order)[:_MODIFIERS]
    items = tuple(
        Item(case.text(row.client), rank=0 if row.result == "down" else 5 + number)
        for number, row in enumerate(chosen)
    )
    return (Bullets(items),) if items else ()


def _matters(row: Influence) -> bool:
    return bool(row.client) and "down" in {row.result, row.duration} or row.result in {"up", "same"}


def _order(row: Influence) -> tuple[bool, bool]:
    return row.result != "down", row.duration == "unknown"


def _signs(case: PlanCase) -> Bullets:
    rows = [row for row in case.guidance.signs if case.about(row.concerns)]
    proofs = [row for row in rows if row.proof]
    shown = proofs if len(proofs) <= _SIGNS else [*proofs[: _SIGNS - 1], proofs[-1]]
    items = [
        Item(
            f"{case.text(row.text)} {case.text(row.how)}",
            lead=f"{case.text(row.when_text)}:",
            rank=0 if number in {0, len(shown) - 1} else 3,
        )
        for number, row in enumerate(shown)
    ]
    others = [case.text(row.text) for row in rows if not row.proof]
    if others:
        items.append(Item(" ".join(others), lead=case.say("Not a sign:")))
    return Bullets(tuple(items))


def _keeping(case: PlanCase) -> Bullets:
    rows = [f for f in case.plan.forecasts if f.longevity is not None]
    upkeep = {
        case.text(f.longevity.upkeep): f.concern for f in reversed(rows) if f.longevity is not None
    }
    items = [
        Item(text, lead=f"{capital(case.text(concern.client_name))}:" if len(upkeep) > 1 else "")
        for text, concern in reversed(upkeep.items())
    ]
    ageing = case.say("Your skin keeps ageing. Sunscreen each day matters more than repeat sessions.")
    items.append(Item(ageing))
    items += topic_items(case, ("maintenance", "maintenance_scars", "maintenance_pigment"), rank=4)
    return Bullets(tuple(items))


