"""Waiting after wrong tries, as a guesser with a clock and a power switch would try it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from mneedle_gui.records.errors import (
    KeysChanged,
    NotEnoughMemory,
    TooSoon,
    WrongPassphrase,
    WrongRecoveryCode,
)
from mneedle_gui.records.throttle import EVERYBODY, FILE, Throttle
from tests.records.vault_stage import failing

DAY = 24 * 60 * 60.0
DELAYS = [0, 0, 0, 2, 5, 15, 30, 60, 300, 300, 300]


class Clock:
    at = 1000.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def start(tmp_path: Path, clock: Clock) -> Callable[[], Throttle]:
    """Starts the program."""
    return lambda: Throttle(tmp_path, clock)


def wrong(throttle: Throttle, who: str = "mia") -> None:
    with pytest.raises(WrongPassphrase), throttle.trying(who):
        raise WrongPassphrase


def wait_of(throttle: Throttle, who: str = "mia") -> int:
    """The seconds a try has to wait now."""
    try:
        throttle.check(who)
    except TooSoon as soon:
        return soon.seconds
    return 0


def guess(throttle: Throttle, clock: Clock, who: str) -> None:
    """A wrong try as soon as one is let through."""
    clock.at += wait_of(throttle, who)
    wrong(throttle, who)


def test_K01_the_waits_are_those_that_were_promised(
    start: Callable[[], Throttle], clock: Clock
) -> None:
    throttle = start()
    waits = [wait_of(throttle)]
    for _ in DELAYS[1:]:
        guess(throttle, clock, "mia")
        waits.append(wait_of(throttle))
    assert waits == DELAYS
    assert throttle.tries("mia") == len(DELAYS) - 1


def test_K01_a_wait_ends_when_it_is_over_and_not_before(
    start: Callable[[], Throttle], clock: Clock
) -> None:
    throttle = start()
    for _ in range(4):
        guess(throttle, clock, "mia")
    clock.at += 4.5
    assert wait_of(throttle) == 1
    with pytest.raises(TooSoon), throttle.trying("mia"):
        raise AssertionError("let through")
    assert throttle.tries("mia") == 4
    clock.at += 0.5
    with throttle.trying("mia"):
        pass
    assert throttle.tries("mia") == 0


@pytest.mark.parametrize(("names", "restarts"), [(1, True), (8, False)])
def test_K01_a_thousand_tries_take_more_than_three_days(
    start: Callable[[], Throttle],
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    *,
    names: int,
    restarts: bool,
) -> None:
    monkeypatch.setattr(os, "fsync", lambda _: None)
    throttle, began = start(), clock.at
    for number in range(1000):
        guess(throttle, clock, f"person-{number % names}")
        if restarts:
            throttle = start()
    assert clock.at - began > 3 * DAY
    assert wait_of(throttle, "person-0") <= 300  # and never shut out for good


def test_K01_a_restart_begins_the_wait_anew(start: Callable[[], Throttle], clock: Clock) -> None:
    throttle = start()
    for _ in range(5):
        guess(throttle, clock, "mia")
    clock.at += 14
    assert wait_of(throttle) == 1
    clock.at = 3.0  # another boot: the monotonic clock starts elsewhere
    assert wait_of(start()) == 15


def test_K01_the_clock_on_the_wall_is_never_asked(start: Callable[[], Throttle]) -> None:
    names = Throttle.check.__globals__
    assert "datetime" not in names
    assert "time" not in names
    assert wait_of(start()) == 0


def test_K01_killing_the_program_during_a_try_gains_nothing(
    start: Callable[[], Throttle], clock: Clock
) -> None:
    for _ in range(5):
        throttle = start()
        clock.at += wait_of(throttle)
        with pytest.raises(KeyboardInterrupt), throttle.trying("mia"):
            raise KeyboardInterrupt
    assert wait_of(start()) == 15


def test_K01_a_second_window_counts_as_well(start: Callable[[], Throttle], clock: Clock) -> None:
    one, two = start(), start()
    for throttle in (one, two, one, two):
        guess(throttle, clock, "mia")
    assert wait_of(one) == wait_of(two) == 5


def test_a_right_try_forgets_ones_own_and_everybodys_but_not_the_others_mistakes(
    start: Callable[[], Throttle], clock: Clock
) -> None:
    throttle = start()
    for who in ("mia",) * 4 + ("bob",) * 8:
        guess(throttle, clock, who)
    clock.at += 300
    with throttle.trying("bob"):
        pass
    for again in (throttle, start()):
        assert (again.tries("mia"), again.tries("bob"), again.tries(EVERYBODY)) == (4, 0, 0)


def test_a_colleague_who_mistypes_twice_keeps_nobody_waiting(
    start: Callable[[], Throttle], clock: Clock
) -> None:
    throttle = start()
    for who in ("ann", "bob", "cleo", "dan") * 2:
        guess(throttle, clock, who)
    assert wait_of(throttle, "mia") == 0
    wrong(throttle, "eve")
    assert wait_of(throttle, "mia") == 2


def test_the_recovery_code_is_counted_too(start: Callable[[], Throttle]) -> None:
    throttle = start()
    with pytest.raises(WrongRecoveryCode), throttle.trying("recovery"):
        raise WrongRecoveryCode
    assert throttle.tries("recovery") == 1


@pytest.mark.parametrize("trouble", [KeysChanged, NotEnoughMemory])
def test_D21_what_says_nothing_about_the_passphrase_is_not_counted(
    start: Callable[[], Throttle], trouble: type[Exception]
) -> None:
    throttle = start()
    wrong(throttle)
    with pytest.raises(trouble), throttle.trying("mia"):
        raise trouble
    assert throttle.tries("mia") == start().tries("mia") == 1


def test_D03_a_full_disk_forgets_nothing_while_the_program_runs(
    start: Callable[[], Throttle], clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    throttle = start()
    for _ in range(5):
        with failing(monkeypatch, 1):
            guess(throttle, clock, "mia")
    assert wait_of(throttle) == 15


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{", b'{"mia": "9", "bob": -1, "ann": true}', b"[" * 100_000]
)
def test_a_damaged_count_stops_nobody(
    start: Callable[[], Throttle], tmp_path: Path, content: bytes
) -> None:
    (tmp_path / FILE).write_bytes(content)
    assert wait_of(start()) == 0


def test_a_count_beyond_all_measure_waits_no_longer(
    start: Callable[[], Throttle], tmp_path: Path
) -> None:
    (tmp_path / FILE).write_text(json.dumps({"mia": 10**9}), "utf-8")
    assert start().tries("mia") == 10_000
    assert wait_of(start()) == 300
