from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mneedle_gui.records.rotation import Kept, to_delete

NOW = datetime(2026, 11, 24, 18, 30, tzinfo=UTC)


def kept(*ages_in_days: float) -> list[Kept]:
    return [Kept(str(age), NOW - timedelta(days=age)) for age in ages_in_days]


def left(backups: list[Kept], now: datetime = NOW) -> list[str]:
    gone = to_delete(backups, now)
    return [one.name for one in backups if one.name not in gone]


def test_of_today_the_last_three_stay() -> None:
    assert left(kept(0, 0.02, 0.04, 0.06, 0.08)) == ["0", "0.02", "0.04"]


def test_of_each_of_the_last_7_days_the_newest_stays() -> None:
    days = [day + part for day in range(7) for part in (0, 0.1)]
    assert left(kept(*days)) == ["0", "0.1", "1", "2", "3", "4", "5", "6"]


def test_days_are_days_with_a_backup_so_a_holiday_costs_none() -> None:
    assert left(kept(0, 40, 41, 42, 43, 44, 45)) == ["0", "40", "41", "42", "43", "44", "45"]


def test_a_year_of_daily_backups_leaves_days_weeks_and_months() -> None:
    stay = left(kept(*range(400)))
    ages = [int(name) for name in stay]
    assert ages[:7] == [0, 1, 2, 3, 4, 5, 6]
    # The Sundays before 24 November 2026, a Tuesday: each the newest of its week.
    assert [age for age in (2, 9, 16, 23, 30, 37, 44) if age in ages] == [2, 9, 16, 23, 30, 37, 44]
    # The last days of October 2026 to December 2025, each the newest of its month.
    assert {24, 55, 85, 116, 147, 177, 208, 238, 269, 297, 328} <= set(ages)
    assert len(ages) < 7 + 8 + 12 + 2


def test_of_every_year_the_newest_stays_for_good() -> None:
    years = kept(*(365 * year for year in range(30)))
    assert left(years) == [one.name for one in years]


def test_the_last_three_checked_ones_stay_and_unchecked_ones_push_none_out() -> None:
    good = kept(300, 300.01, 300.02, 300.03)
    bad = [Kept(f"bad {n}", NOW - timedelta(days=n), checked=False) for n in range(20)]
    stay = left([*good, *bad])
    assert {"300", "300.01", "300.02"} <= set(stay)
    assert "300.03" not in stay
    assert {one.name for one in bad} <= set(stay)


def test_unchecked_ones_older_than_a_checked_one_go() -> None:
    assert left([*kept(0), Kept("bad", NOW - timedelta(days=1), checked=False)]) == ["0"]


def test_a_clock_set_back_deletes_nothing() -> None:
    backups = kept(*(n / 10 for n in range(50)))
    assert left(backups, NOW - timedelta(seconds=1)) == [one.name for one in backups]
    assert left(backups, datetime(1970, 1, 1, tzinfo=UTC)) == [one.name for one in backups]


def test_where_none_is_checked_nothing_goes() -> None:
    backups = [Kept(str(n), NOW - timedelta(days=n), checked=False) for n in range(50)]
    assert left(backups) == [one.name for one in backups]


AGES = st.lists(st.tuples(st.integers(-3000, 5_000_000), st.booleans()), max_size=60, unique=True)


@given(AGES)
def test_what_is_kept_would_be_kept_again_and_the_newest_checked_three_always(
    ages: list[tuple[int, bool]],
) -> None:
    backups = [
        Kept(str(number), NOW - timedelta(minutes=age), checked)
        for number, (age, checked) in enumerate(ages)
    ]
    gone = to_delete(backups, NOW)
    rest = [one for one in backups if one.name not in gone]
    assert to_delete(rest, NOW) == frozenset()
    checked = sorted((one for one in backups if one.checked), key=lambda one: one.made_at)
    assert not gone & {one.name for one in checked[-3:]}
    if any(one.made_at > NOW for one in backups):
        assert not gone
