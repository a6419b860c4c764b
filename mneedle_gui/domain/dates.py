"""Day and calendar-month arithmetic of the clinical specification."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from mneedle_gui.domain.rule import Span
from mneedle_gui.domain.wording import PartialDate


def add(day: date, span: Span) -> date:
    """``day`` plus a span. Months keep the day of the month, or take the last day of a shorter one."""
    months = day.month - 1 + span.months + 12 * (span.years)
    year, month = day.year + months // 12, months % 12 + 1
    moved = date(year, month, min(day.day, monthrange(year, month)[1]))
    return moved + timedelta(days=span.days)


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
