"""Which backups are kept: dense for the last days, sparse for long ago, and never the last good ones."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime

DAYS, WEEKS, MONTHS = 7, 8, 12
NEVER_BELOW = 3
"""So many of the newest checked backups stay, whatever their age."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A backup that is there: its file name, when it was made, and whether it is known to be whole."""

    name: str
    made_at: datetime
    checked: bool = True


def to_delete(backups: Iterable[Kept], now: datetime) -> frozenset[str]:
    """The names of backups that are not needed any more.

    Of the last 7 days, 8 weeks and 12 months *with* a backup, and of every year, the newest checked
    one is kept; weeks begin on Monday. So are the last 3 checked ones, and everything newer than the
    newest checked one. Where a backup lies in the future the clock was set back, and nothing goes;
    nor does anything where none is known to be whole.
    """
    newest_first = sorted(backups, key=lambda one: (one.made_at, one.name), reverse=True)
    checked = [one for one in newest_first if one.checked]
    if not checked or newest_first[0].made_at > now:
        return frozenset()
    keep = {one.name for one in checked[:NEVER_BELOW]}
    keep |= {one.name for one in newest_first if one.made_at > checked[0].made_at}
    keep |= _newest_of(checked, lambda at: at.date(), DAYS)
    keep |= _newest_of(checked, lambda at: at.isocalendar()[:2], WEEKS)
    keep |= _newest_of(checked, lambda at: (at.year, at.month), MONTHS)
    keep |= _newest_of(checked, lambda at: at.year, len(checked))
    return frozenset(one.name for one in newest_first if one.name not in keep)


def _newest_of(
    newest_first: Iterable[Kept], span_of: Callable[[datetime], Hashable], spans: int
) -> set[str]:
    """The newest backup of each of the last ``spans`` spans of time that have one."""
    newest: dict[Hashable, str] = {}
    for one in newest_first:
        newest.setdefault(span_of(one.made_at), one.name)
    return set(list(newest.values())[:spans])
