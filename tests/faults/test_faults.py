"""The harness itself: it finds nothing in the program, and each planted mistake is found."""

from __future__ import annotations

import random
import re
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest

from tests.faults import __main__ as verb
from tests.faults import calls, cases, kills, places, power, strace
from tests.faults.child import CAN_FORK
from tests.faults.day import Plants
from tests.faults.figures import Fault, Figures, Kind, table

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CAN_FORK, reason="children that are killed are made by fork"),
]
can_record = pytest.mark.skipif(bool(strace.why_not()), reason=strace.why_not() or "it can")


@pytest.fixture
def chance() -> random.Random:
    return random.Random(3)  # noqa: S311 - the same each time


def nothing_in(figures: Figures) -> bool:
    return not figures.faults and figures.runs > 0 and not figures.not_run


def test_kills_find_nothing(tmp_path: Path, chance: random.Random) -> None:
    found = kills.saving(tmp_path / "a", 6, chance)
    assert nothing_in(found), table([found])
    assert nothing_in(kills.backing_up(tmp_path / "b", 3, chance))
    assert nothing_in(kills.restoring(tmp_path / "c", 3, chance))


def test_a_planted_leak_and_a_planted_half_save_are_found_by_kills(
    tmp_path: Path, chance: random.Random
) -> None:
    # On a busy machine a kill may come before the first save, so there are some more of them.
    for plants, kind in ((Plants(leak=True), Kind.READABLE), (Plants(half=True), Kind.HALF)):
        rounds = (
            kills.saving(tmp_path / f"{kind.name}-{at}", 2, chance, plants) for at in range(10)
        )
        assert any(found.number(kind) > 0 for found in rounds), kind


@can_record
def test_power_cuts_find_nothing(tmp_path: Path, chance: random.Random) -> None:
    found = power.cuts(tmp_path, 40, chance)
    assert nothing_in(found), table([found])


@can_record
def test_a_database_that_does_not_wait_for_the_disk_is_found_by_power_cuts(
    tmp_path: Path, chance: random.Random
) -> None:
    found = power.cuts(tmp_path, 40, chance, Plants(synchronous_off=True))
    assert found.number(Kind.LOST) > 0


@can_record
def test_a_forgotten_forcing_to_the_disk_is_found_by_power_cuts(
    tmp_path: Path, chance: random.Random
) -> None:
    found = power.cuts(tmp_path, 40, chance, Plants(no_fsync=True))
    assert found.number(Kind.HALF) > 0


@can_record
def test_failing_calls_find_nothing(tmp_path: Path, chance: random.Random) -> None:
    found = calls.failing(tmp_path, 0.004, chance)
    assert nothing_in(found), table([found])


@can_record
def test_a_wrong_diagnosis_is_found_by_failing_calls(
    tmp_path: Path, chance: random.Random, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calls, "_CALM", frozenset({"DiskFull"}))
    found = calls.failing(tmp_path, 0.01, chance)
    assert found.number(Kind.WRONG) > 0


def test_bad_places_find_nothing(tmp_path: Path, chance: random.Random) -> None:
    for part in (places.second_window, places.clock_set_back):
        assert nothing_in(part(tmp_path / part.__name__))
    assert nothing_in(places.damaged_files(tmp_path / "files", 20, chance))
    for small in (places.full_disk, places.read_only):
        found = small(tmp_path / small.__name__)
        assert found.not_run or nothing_in(found), table([found])


def test_a_finding_ends_the_verb_with_1_and_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    found = Figures("second window", runs=1, faults=[Fault(Kind.LOST, "client-7")])
    monkeypatch.setattr(places, "second_window", lambda _: found)
    out = StringIO()
    assert verb.main(["second"], out) == 1
    assert "lost: client-7" in out.getvalue()


def test_a_part_that_cannot_be_run_is_told_and_counts_as_not_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(strace, "why_not", lambda: "strace is not installed")
    monkeypatch.setattr(power, "why_not", strace.why_not)
    out = StringIO()
    assert verb.main(["power"], out) == 0
    assert re.search(r"power cut +not run: strace is not installed", out.getvalue())


def test_words_that_are_in_no_parts_name_are_told() -> None:
    out = StringIO()
    assert verb.main(["nonsense"], out) == 2
    assert "No part" in out.getvalue()


def test_the_verb_can_be_called(repository: Path) -> None:
    command = [sys.executable, "-m", "tests.faults", "--short", "clock"]
    ended = subprocess.run(command, cwd=repository, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    assert "clock set back" in ended.stdout


def test_every_case_of_the_threat_study_is_listed_once_with_its_state() -> None:
    found = cases.cases()
    assert [case.id for case in found] == list(cases.wanted())
    assert len(found) == 114
    assert {case.state for case in found} <= set(cases.STATES)


def test_every_test_that_the_list_of_cases_names_is_there(repository: Path) -> None:
    for case in cases.cases():
        named = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", case.how)
        assert named or case.state in {"not built", "documented"}, case.id
        for file, test in named:
            path = repository / file
            assert path.is_file(), f"{case.id}: {file}"
            assert not test or f"def {test}" in path.read_text("utf-8"), f"{case.id}: {test}"
