"""Lengths of time against each other, and which of several waits counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from mneedle_gui.domain.consultation import consult
from mneedle_gui.domain.dates import sooner_from
from mneedle_gui.domain.rule import Span
from tests.builders import answers, circumstances


@pytest.mark.parametrize(
    ("one", "other", "day"),
    [
        (Span(days=28), Span(months=1), date(2024, 1, 1)),
        (Span(days=31), Span(months=1), None),
        (Span(months=1), Span(days=29), date(2025, 1, 31)),
        (Span(months=1), Span(days=28), None),
        (Span(days=183), Span(months=6), date(2024, 3, 1)),
        (Span(days=184), Span(months=6), None),
        (Span(days=365), Span(years=1), date(2024, 1, 1)),
        (Span(days=366), Span(years=1), None),
        (Span(months=12), Span(years=1), None),
        (Span(years=1), Span(months=12), None),
    ],
)
def test_months_and_days_are_compared_on_every_day(
    one: Span, other: Span, day: date | None
) -> None:
    assert sooner_from(one, other) == day


def test_of_two_waits_the_one_that_ends_last_counts() -> None:
    # Six months from 1 July are 184 days, though they are only 181 from the day of the consultation.
    held = circumstances(device="exceed")
    rule = held.protocol.rule("filler_ha_recent")
    assert rule.window is not None
    longer = replace(rule, window=replace(rule.window, span=Span(days=182)))
    rules = tuple(longer if one.id == rule.id else one for one in held.protocol.rules)
    given = answers(
        {
            "recent-procedures": ["filler_ha"],
            "filler-ha-date": "2026-07-01",
            "filler-ha-where": ["cheek"],
        }
    )
    found = consult(replace(held, protocol=replace(held.protocol, rules=rules)), given)
    assert found.screening.not_before == date(2027, 1, 1)
