"""Day and calendar-month arithmetic of the clinical specification."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from mneedle_gui.domain.rule import Span
from mneedle_gui.domain.wording import PartialDate

_LEAP_YEAR = date(2024, 1, 1)
_DAYS_OF_FOUR_YEARS = 4 * 365 + 1


def add(day: date, span: Span) -> date:
    """``day`` plus a span. Months keep the day of the month, or take the last day of a shorter one."""
    months = day.month - 1 + span.months + 12 * (span.years)
    year, month = day.year + months // 12, months % 12 + 1
    moved = date(year, month, min(day.day, monthrange(year, month)[1]))
    return moved + timedelta(days=span.days)


def sooner_from(one: Span, other: Span) -> date | None:
    """A day from which ``one`` ends before ``other`` does; ``None`` when it never does.

    Every day of four years is tried, a leap year among them, since a month has 28 to 31 days.
    """
    days = (_LEAP_YEAR + timedelta(days=number) for number in range(_DAYS_OF_FOUR_YEARS))
    return next((day for day in days if add(day, one) < add(day, other)), None)


def latest(when: PartialDate, today: date) -> date:
    """The latest day a past date can mean: the end of its month or year, but not after ``today``.

    A partial date that lies wholly after ``today`` gives its own first day.
    """
    month = when.month or 12
    last = date(when.year, month, when.day or monthrange(when.year, month)[1])
    return max(min(last, today), earliest(when))


def earliest(when: PartialDate) -> date:
    """The earliest day a date can mean."""
    return date(when.year, when.month or 1, when.day or 1)


def whole_years(born: date, on: date) -> int:
    """Completed years from ``born`` to ``on``; someone born on 29 February ages on 1 March."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
