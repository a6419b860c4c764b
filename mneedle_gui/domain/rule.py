"""One screening rule: when it fires, for how long, where, and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from mneedle_gui.domain.condition import ALWAYS, Condition
from mneedle_gui.domain.outcome import Basis, Category
from mneedle_gui.domain.wording import NOTHING, Message, counted

CONSULTATION_DAY = "@consultation"
NOT_WARFARIN = "not_warfarin"


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time: whole days, or calendar months and years.

    Months keep the day of the month, or take the last day of a shorter one. Exactly one figure is
    above zero, or all are zero for no time at all.
    """

    days: int = 0
    months: int = 0
    years: int = 0

    @property
    def words(self) -> Message:
        """The length in words: ``6 months``."""
        if self.years:
            return counted("{count} year", "{count} years", self.years)
        if self.months:
            return counted("{count} month", "{count} months", self.months)
        return counted("{count} day", "{count} days", self.days)


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of time in which the rule stays in force, counted from an answered date.

    ``after`` is the question that holds the date (or ``@consultation``). The rule is in force on
    days from ``after + start`` up to but not including ``after + span``. ``before`` counts towards a
    coming date instead: in force when the date is less than ``span`` away and not past.
    ``longer`` lists other spans that hold instead when their condition is true or unknown.
    ``ongoing``: while this condition is true the matter is still present and no date is known.
    A blank date is an open question; "do not know" keeps the rule in force without an end date.
    """

    after: str = ""
    before: str = ""
    span: Span = Span()
    start: Span = Span()
    longer: tuple[tuple[Condition, Span], ...] = ()
    ongoing: Condition | None = None


@dataclass(frozen=True, slots=True)
class Area:
    """Where the finding is.

    ``question`` is the zones question (ids of zones). The rule applies when a zone is named that is
    planned. With ``face_as_one`` a finding anywhere on the face counts for every zone of the face.
    """

    question: str
    face_as_one: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the screening table.

    ``when`` is the trigger; ``unsure_applies`` tells that "not sure" fires the rule itself instead
    of asking again. ``clearable``: a written opinion from ``professional`` turns the finding into a
    caution. With ``inr_at_most`` the opinion must give a blood-clotting value (INR) up to that, or
    say that no warfarin is taken.
    ``test_spot``: a test spot is wanted before the first full session. ``recheck`` says what would
    change the verdict. ``switch`` names a clinic setting that must be on for the rule to exist.
    """

    id: str
    group: str
    title: Message
    category: Category
    when: Condition
    action: Message
    reason: Message
    basis: Basis
    window: Window | None = None
    area: Area | None = None
    unsure_applies: bool = False
    recheck: Message = NOTHING
    clearable: bool = False
    professional: Message = NOTHING
    inr_at_most: Decimal | None = None
    test_spot: bool = False
    urgent: bool = False
    switch: str = ""
    applies: Condition = ALWAYS


@dataclass(frozen=True, slots=True)
class Override:
    """What one device's own instructions make of a rule: a stricter category, a longer window, or both."""

    rule: str
    category: Category | None = None
    span: Span | None = None
    note: Message = NOTHING
    basis: Basis = Basis(tags=("P",))


@dataclass(frozen=True, slots=True)
class Clearance:
    """A written opinion on file that clears a *refer* finding (or a defer that allows it).

    ``document`` is what was seen, ``limits`` what the professional allowed, both as typed. Dates are
    ISO days. ``recorded_by`` is who put it on file. ``inr`` is the blood-clotting value where it is asked for, or ``not_warfarin``.
    """

    rule: str
    professional: str
    dated: str
    document: str
    limits: str = ""
    inr: str = ""
    recorded_by: str = ""

    @property
    def day(self) -> date | None:
        """The day the opinion is dated; ``None`` when what is written is no ISO date."""
        try:
            return date.fromisoformat(self.dated.strip())
        except ValueError:
            return None

    def clears(self, rule: Rule, on: date) -> bool:
        """Whether this opinion is complete and allows what ``rule`` asks of it.

        Professional, document, a date not after ``on`` and who recorded it must be given; limits may
        be none. An INR that is missing, unreadable or above the rule's limit does not clear.
        """
        given = (self.professional, self.document, self.recorded_by)
        if not all(text.strip() for text in given) or not self._is_dated(on):
            return False
        if rule.inr_at_most is None or self.inr.strip() == NOT_WARFARIN:
            return True
        try:
            value = Decimal(self.inr.strip().replace(",", "."))
        except InvalidOperation:
            return False
        return value.is_finite() and Decimal(0) < value <= rule.inr_at_most

    def _is_dated(self, on: date) -> bool:
        return self.day is not None and self.day <= on
