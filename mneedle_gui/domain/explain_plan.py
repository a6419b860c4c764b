"""What the numbers of a plan stand on, and the parts that their why trees share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from mneedle_gui.domain import explain
from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.depth import Bounds
from mneedle_gui.domain.facts import Aim, Facts
from mneedle_gui.domain.plan import Plan, ZonePlan
from mneedle_gui.domain.propose import Footing, footing
from mneedle_gui.domain.protocol import Protocol, Zone
from mneedle_gui.domain.reason import Reason, given, row, value
from mneedle_gui.domain.trace import Trace
from mneedle_gui.domain.wording import NOTHING, Message, message

_LIMITS = "limits"


@dataclass(frozen=True, slots=True)
class PlanGrounds:
    """A plan and what its numbers stand on; ``facts`` are those of the first possible day."""

    held: Consultation
    plan: Plan
    stood: Footing
    facts: Facts

    @classmethod
    def of(cls, held: Consultation) -> PlanGrounds | None:
        """The grounds of a consultation that led to a plan; ``None`` for one that did not."""
        if not isinstance(held.plan, Plan):
            return None
        here, ahead = held.circumstances, held.ahead[-1] if held.ahead else None
        bounds = Bounds(here.device, here.level)
        stood = footing(held.form, held.facts, held.screening, here.protocol, bounds, ahead)
        return cls(held, held.plan, stood, ahead.facts if ahead else held.facts)

    @property
    def protocol(self) -> Protocol:
        """The clinical tables."""
        return self.held.circumstances.protocol

    @property
    def step(self) -> Decimal:
        """The step that depths are rounded to, in millimetres."""
        return self.protocol.limits.depth_step_mm

    @property
    def trace(self) -> Trace:
        """Follows values back to answers, on the day judged on."""
        return Trace(self.held, self.held.facts)

    def here(self, planned: ZonePlan) -> tuple[Zone, tuple[Aim, ...]]:
        """A zone's row and the concerns treated in it."""
        aims = tuple(aim for aim in self.stood.aims if planned.zone in aim.zones)
        return self.protocol.zone(planned.zone), aims

    def rule(self, text: Message) -> Reason:
        """A rule of the plan that belongs to no table, with the row of its numbers."""
        return row(text, NOTHING, _LIMITS, self.protocol.limits.basis, self.protocol)

    def aim_row(self, aim: Aim, text: Message, *, decides: bool = False) -> Reason:
        """A concern's row, with the answers that made it this row and this place."""
        below = self.trace.aim(aim).children
        said = aim.row.name
        made = row(text, said, aim.concern.id, aim.row.basis, self.protocol, decides=decides)
        answers = tuple(node for node in below if node.row != aim.concern.id)
        return Reason(made.kind, made.label, said, (*answers, *made.children), made.row, decides)

    def changed(self, text: Message, *, taken: bool) -> Iterable[Reason]:
        """What the practitioner changed by hand, and the reason given."""
        if taken:
            label = message("Changed by hand: {text}", text=text)
            yield given(label, message("{reason}", reason=self.plan.edit_reason))

    def spot(self) -> Reason:
        """Why a test spot comes first: the rules that ask for it, and that none is on file."""
        rules = (
            explain.finding(self.held, found)
            for found in self.held.screening.findings
            if found.rule.test_spot and not found.is_open
        )
        answer = self.trace.answers((self.protocol.roles.test_spot,))
        return value(message("Test spot first"), message("Yes"), (*rules, *answer))


def range_text(least: int, most: int) -> Message:
    """``4 to 6``, or one number."""
    if least == most:
        return message("{most}", most=most)
    return message("{least} to {most}", least=least, most=most)
