"""The outlook for the practitioner: per concern how sure, when, how long seen, what pushes it, what is unknown."""

from __future__ import annotations

from mneedle_gui.documents.compose.case import Case, is_personal, unique
from mneedle_gui.documents.model import Block, Bullets, Heading, Item
from mneedle_gui.domain.forecast import Forecast
from mneedle_gui.domain.guidance import Influence
from mneedle_gui.domain.plan import Plan

_ARROWS = {"up": "↑", "down": "↓", "same": "="}


def outlook(case: Case, plan: Plan) -> tuple[Block, ...]:
    """One entry for each concern, then what research has not answered. Arrows, never percentages."""
    return (
        Heading(case.say("Outlook")),
        Bullets(tuple(_entry(case, forecast) for forecast in plan.forecasts)),
        _not_known(case, plan),
    )


def _entry(case: Case, forecast: Forecast) -> Item:
    longevity = forecast.longevity
    parts = [
        case.say(
            "First seen: {seen}. Best judged: {judged}.",
            seen=forecast.visible_from,
            judged=forecast.judged_at,
        ),
        case.text(forecast.followed),
    ]
    if longevity is not None:
        parts += [case.text(longevity.at_the_end), case.text(longevity.upkeep)]
        parts.append(f"{case.text(longevity.upkeep_basis)} [{'/'.join(longevity.basis.tags)}]")
    own = [row for row in forecast.influences if is_personal(row.when)]
    if own:
        parts.append(f"{'; '.join(_influence(case, row) for row in own)}.")
    badge = forecast.badge
    name = case.text(forecast.concern.name)
    lead = f"{name} ({case.text(badge.name)}):" if badge is not None else f"{name}:"
    return Item(" ".join(parts), lead)


def _influence(case: Case, row: Influence) -> str:
    ways = (
        (case.say("result"), row.result),
        (case.say("duration"), row.duration),
        (case.say("risk"), row.risk),
    )
    known = ", ".join(f"{what} {_ARROWS[way]}" for what, way in ways if way in _ARROWS)
    return f"{case.text(row.factor)}: {known} [{'/'.join(row.basis.tags)}]"


def _not_known(case: Case, plan: Plan) -> Bullets:
    """Every open question about these concerns."""
    rows = unique(row for forecast in plan.forecasts for row in forecast.not_known)
    listed = " ".join(
        case.say("{question}: {state}.", question=row.question, state=row.state) for row in rows
    )
    return Bullets((Item(listed, case.say("Not known:")),))
