"""Which steps a client gets, and on which real days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mneedle_gui.documents.compose.case import PlanCase, days_after
from mneedle_gui.domain.guidance import Step
from mneedle_gui.domain.plan import VisitKind

NOW = 4
"""How many things to do stand on page 1. People forget most of a longer list."""

_LAST_DAYS = 7  # steps of the last days before a session are given their date


@dataclass(frozen=True, slots=True)
class DatedStep:
    """A step and its finished text, with the day where it helps."""

    step: Step
    text: str


def steps_now(case: PlanCase) -> tuple[DatedStep, ...]:
    """The most important things to do at once."""
    steps = [step for step in preparation(case) if step.now]
    chosen = sorted(steps, key=lambda step: step.priority)[:NOW]
    return tuple(DatedStep(step, dated_text(case, step)) for step in chosen)


def preparation(case: PlanCase) -> tuple[Step, ...]:
    """Every step before a session that is for this client."""
    return tuple(
        step
        for step in case.guidance.preparation
        if case.applies(step.when) and not _is_released_test_spot(case, step)
    )


def aftercare(case: PlanCase) -> tuple[Step, ...]:
    """Every step after a session that is for this client."""
    return tuple(step for step in case.guidance.aftercare if case.applies(step.when))


def dated_text(case: PlanCase, step: Step) -> str:
    """The text of a step, followed by its day where that is not simply "from now on"."""
    text = case.text(step.text)
    if step.from_day >= 0:
        return text
    day = _day_of(case, step)
    if day < case.on:
        return text
    short = case.words.short_day(day)
    if step.from_day == step.to_day:
        return f"{text} {case.say('Your date: {day}.', day=short)}"
    if -step.from_day <= _LAST_DAYS:
        return f"{text} {case.say('First time: {day}.', day=short)}"
    return text


def _day_of(case: PlanCase, step: Step) -> date:
    """A step for one day belongs to the first session, a stretch of days to the first visit."""
    once = step.from_day == step.to_day
    return days_after(case.first_session_on if once else case.first_visit_on, step.from_day)


def _is_released_test_spot(case: PlanCase, step: Step) -> bool:
    """A step that asks for a test spot, when none is planned any more."""
    wait = case.protocol.limits.test_spot_wait_days
    asks = step.from_day == step.to_day == -wait
    return asks and all(visit.kind is not VisitKind.TEST_SPOT for visit in case.plan.visits)
