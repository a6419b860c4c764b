"""One consultation: the answers and all that follows from them on a day, frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mneedle_gui.domain.answers import Answer, Answers, Text
from mneedle_gui.domain.depth import Bounds
from mneedle_gui.domain.facts import Facts, derive
from mneedle_gui.domain.form import Form, lay_out
from mneedle_gui.domain.level import Level
from mneedle_gui.domain.outcome import Outcome
from mneedle_gui.domain.plan import Plan, Withheld
from mneedle_gui.domain.propose import NO_EDITS, Ahead, Edits, propose
from mneedle_gui.domain.protocol import Device, Protocol
from mneedle_gui.domain.questionnaire import Questionnaire
from mneedle_gui.domain.rule import Clearance
from mneedle_gui.domain.screening import Screening, screen


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a consultation is held with: content, day, device and identity. Never looked up.

    ``reference`` is the plan's number, given by the caller. ``program_version`` is printed.
    ``level`` holds the own depth limits of the ``practitioner``; ``None``: none.
    """

    questionnaire: Questionnaire
    protocol: Protocol
    on: date
    device: Device
    reference: str = ""
    practitioner: str = ""
    program_version: str = ""
    level: Level | None = None


@dataclass(frozen=True, slots=True)
class Consultation:
    """The answers, and the form, facts, screening and plan they lead to.

    ``ahead`` is how things stand on each later day that was looked at for a provisional plan.
    """

    circumstances: Circumstances
    answers: Answers
    clearances: Mapping[str, Clearance]
    edits: Edits
    form: Form
    facts: Facts
    screening: Screening
    plan: Plan | Withheld
    ahead: tuple[Ahead, ...] = ()

    def answer(self, question: str, value: Answer | None) -> Consultation:
        """The consultation with one answer changed (``None``: blank) and everything worked out anew."""
        return consult(
            self.circumstances,
            self.answers.with_answer(question, value),
            self.clearances,
            self.edits,
        )

    def cleared(self, rule: str, clearance: Clearance | None) -> Consultation:
        """The consultation with a written opinion put on file, or taken off."""
        kept = {name: held for name, held in self.clearances.items() if name != rule}
        if clearance is not None:
            kept[rule] = clearance
        return consult(self.circumstances, self.answers, kept, self.edits)

    def edited(self, edits: Edits) -> Consultation:
        """The consultation with the practitioner's changes to the plan."""
        return consult(self.circumstances, self.answers, self.clearances, edits)

    def held_with(self, circumstances: Circumstances) -> Consultation:
        """The same answers under other circumstances, such as another device."""
        return consult(circumstances, self.answers, self.clearances, self.edits)

    @property
    def client_name(self) -> str:
        """The client's name as typed, or nothing."""
        name = self.answers.get(self.circumstances.protocol.roles.name)
        return name.words.strip() if isinstance(name, Text) else ""


def consult(
    circumstances: Circumstances,
    answers: Answers,
    clearances: Mapping[str, Clearance] | None = None,
    edits: Edits = NO_EDITS,
) -> Consultation:
    """Work out everything. About a millisecond; raises nothing for any answers."""
    protocol, device = circumstances.protocol, circumstances.device
    on_file = dict(clearances or {})
    form = lay_out(circumstances.questionnaire, answers, circumstances.on)
    facts = derive(circumstances.questionnaire, form, protocol, device, circumstances.on)
    screening = screen(form, facts, protocol, device, on_file)
    steps: tuple[Ahead, ...] = ()
    if screening.outcome is Outcome.DEFER and screening.allows_plan:
        steps = days_ahead(circumstances, screening, form, on_file)
    ahead = steps[-1] if steps else None
    bounds = Bounds(device, circumstances.level)
    plan = propose(form, facts, screening, protocol, bounds, edits, ahead)
    return Consultation(circumstances, answers, on_file, edits, form, facts, screening, plan, steps)


def days_ahead(
    held: Circumstances, screening: Screening, form: Form, clearances: Mapping[str, Clearance]
) -> tuple[Ahead, ...]:
    """How things stand on each day on which the last dated wait or letter then known ends.

    A rule may begin only when another ends (a scar of 6 months then wants a letter until it is 12
    months old), so facts and screening are worked out again on each day found until nothing dated
    is left: on the last day none is due any more. Empty when nothing dated is in the way.
    """
    steps: list[Ahead] = []
    day = _last_end(screening)
    while day is not None:
        facts = derive(held.questionnaire, form, held.protocol, held.device, held.on, day)
        later = screen(form, facts, held.protocol, held.device, clearances)
        steps.append(Ahead(day, facts, later))
        day = _last_end(later)
    return tuple(steps)


def _last_end(screening: Screening) -> date | None:
    ends = [
        finding.until
        for finding in screening.findings
        if finding.until is not None
        and finding.until > screening.judged_on
        and finding.verdict in (Outcome.DEFER, Outcome.REFER)
    ]
    return max(ends, default=None)
