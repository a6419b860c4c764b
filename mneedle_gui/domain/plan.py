"""The plan, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from mneedle_gui.domain.facts import Aim
from mneedle_gui.domain.forecast import Forecast
from mneedle_gui.domain.outcome import Basis, Outcome
from mneedle_gui.domain.wording import NOTHING, Message


@dataclass(frozen=True, slots=True)
class Why:
    """One reason behind a number of the plan: what set it, to what, from which content row."""

    quantity: str
    text: Message
    row: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class DepthEdit:
    """A practitioner's own upper depth for a zone, in millimetres. Above the cap it needs a reason."""

    zone: str
    max_mm: Decimal
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CourseEdit:
    """A practitioner's own number of sessions, gap in weeks or first date; ``None`` keeps the proposal.

    Outside the proposed range (more sessions, shorter gap, earlier date) it needs a reason; a date
    before *not before* is never taken.
    """

    sessions: int | None = None
    interval_weeks: int | None = None
    first_on: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ZonePlan:
    """One zone: its concerns, and needle settings in millimetres.

    ``proposed_max_mm`` is the engine's own upper limit; ``depth_max_mm`` differs from it only by an
    edit, and ``edit_reason`` then says why. ``first_session_max_mm`` is the most for the first
    session, ``early_max_mm`` for the first two, ``test_spot_max_mm`` for a test spot. ``below_studied``: the caps keep the depth under the
    range studied for the concern.
    """

    zone: str
    concerns: tuple[str, ...]
    depth_min_mm: Decimal
    depth_max_mm: Decimal
    proposed_max_mm: Decimal
    first_session_max_mm: Decimal
    early_max_mm: Decimal
    test_spot_max_mm: Decimal
    start_mm: Decimal
    below_studied: bool
    sessions_min: int
    sessions_max: int
    shade: int
    why: tuple[Why, ...]
    edit_reason: str = ""

    @property
    def is_above_cap(self) -> bool:
        """True when an edit goes beyond what the caps allow."""
        return self.depth_max_mm > self.proposed_max_mm


class VisitKind(Enum):
    """What happens on a dated visit."""

    TEST_SPOT = "test_spot"
    SESSION = "session"


@dataclass(frozen=True, slots=True)
class Visit:
    """One dated visit; sessions are numbered from 1, a test spot has number 0.

    ``moved_for_event`` tells that the date was moved out of the days before the client's event.
    """

    kind: VisitKind
    number: int
    on: date
    moved_for_event: bool = False


@dataclass(frozen=True, slots=True)
class Check:
    """A day on which the result is judged, and for which concerns."""

    on: date
    weeks: int
    concerns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Interval:
    """Whole weeks between sessions."""

    min_weeks: int
    typical_weeks: int
    max_weeks: int


@dataclass(frozen=True, slots=True)
class EditProblem:
    """An edit that was not taken, and what to do about it. ``zone`` is empty for the course."""

    zone: str
    remedy: Message


@dataclass(frozen=True, slots=True)
class Plan:
    """A proposed course. ``provisional``: it starts on or after *not before*, after a new check.

    ``dropped`` are the concerns that are not treated here (they go elsewhere, or show nothing to
    treat). ``dates`` hold the smallest number of sessions of the range. ``review_on`` is the day on
    which the course is reviewed, before a further session.
    """

    provisional: bool
    zones: tuple[ZonePlan, ...]
    sessions_min: int
    sessions_max: int
    interval: Interval
    visits: tuple[Visit, ...]
    review_on: date
    review_after: int
    checks: tuple[Check, ...]
    forecasts: tuple[Forecast, ...]
    cautions: tuple[str, ...]
    dropped: tuple[Aim, ...]
    why: tuple[Why, ...]
    edit_reason: str = ""
    edit_problems: tuple[EditProblem, ...] = ()
    anaesthetic: bool = True

    @property
    def sessions(self) -> tuple[Visit, ...]:
        """The dated sessions, without a test spot."""
        return tuple(visit for visit in self.visits if visit.kind is VisitKind.SESSION)

    @property
    def last_session_on(self) -> date:
        """The day of the last dated session."""
        return self.sessions[-1].on


@dataclass(frozen=True, slots=True)
class Withheld:
    """No plan. ``outcome`` says how serious; the findings of the screening say why."""

    outcome: Outcome
    because: Message = NOTHING
    dropped: tuple[Aim, ...] = ()
