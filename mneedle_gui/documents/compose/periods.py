"""Names and dates for the groups of steps: ``weeks_4`` before a session, ``days_2_3`` after it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mneedle_gui.documents.compose.case import Case

_GROUP = re.compile(r"(day|days|week|weeks)_(\d+)(?:_(\d+))?")
_WEEK = 7
_FIRST = 10_000  # sorts groups without a number


@dataclass(frozen=True, slots=True)
class Period:
    """A group's name and its days, counted from the session day (before it: below zero)."""

    name: str
    first_day: int
    last_day: int


def before(case: Case, group: str) -> Period:
    """A group of steps before a session."""
    if group == "day_of":
        return Period(case.say("On the day"), 0, 0)
    if group == "day_before":
        return Period(case.say("The day before"), -1, -1)
    first, _ = _days(group)
    if group.startswith("week"):
        name = case.count("{count} week before", "{count} weeks before", first // _WEEK)
    else:
        name = case.count("{count} day before", "{count} days before", first)
    return Period(name, -first, -1)


def after(case: Case, group: str) -> Period:
    """A group of steps after a session."""
    if group == "first_hours":
        return Period(case.say("First 24 hours"), 0, 0)
    first, last = _days(group)
    if group.startswith("week"):
        name = case.say("Weeks {first} to {last}", first=first // _WEEK, last=last // _WEEK)
    elif first == last:
        name = case.say("Day {day}", day=first)
    else:
        name = case.say("Days {first} to {last}", first=first, last=last)
    return Period(name, first, last)


def _days(group: str) -> tuple[int, int]:
    found = _GROUP.fullmatch(group)
    if found is None:
        return _FIRST, _FIRST
    unit = _WEEK if found.group(1).startswith("week") else 1
    first = int(found.group(2)) * unit
    return first, int(found.group(3) or found.group(2)) * unit
