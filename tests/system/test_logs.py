from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from mneedle_gui.system.logs import Event, EventLog

CANARY = "Zebedee Quux"


@pytest.fixture
def log(tmp_path: Path) -> EventLog:
    return EventLog(tmp_path / "log.jsonl", lambda: dt.datetime(2026, 3, 2, 9, 30, tzinfo=dt.UTC))


def lines(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "log.jsonl").read_text("utf-8").splitlines()]


def crash() -> None:
    try:
        int(CANARY)
    except ValueError as error:
        raise KeyError(CANARY) from error


def a_crash() -> BaseException:
    with pytest.raises(KeyError) as caught:
        crash()
    return caught.value


def test_a_line_says_what_and_when(log: EventLog, tmp_path: Path) -> None:
    assert log.note(Event.STARTED)
    assert lines(tmp_path) == [
        {"at": "2026-03-02T09:30:00+00:00", "event": "started", "errors": [], "places": []}
    ]


def test_a_crash_says_where_but_not_what_was_typed(log: EventLog, tmp_path: Path) -> None:
    log.note(Event.CRASHED, a_crash())
    written = (tmp_path / "log.jsonl").read_text("utf-8")
    assert CANARY not in written
    assert str(Path.home()) not in written
    [line] = lines(tmp_path)
    assert line["errors"] == ["builtins.KeyError", "builtins.ValueError"]
    assert ":crash:" in line["places"][-1]


def test_only_listed_events_are_written(log: EventLog, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="is not a valid Event"):
        log.note(CANARY)  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []


def test_a_log_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    log = EventLog(tmp_path / "gone" / "log.jsonl", lambda: dt.datetime.now(dt.UTC))
    assert not log.note(Event.STARTED)


def test_the_log_does_not_grow_for_ever(log: EventLog, tmp_path: Path) -> None:
    (tmp_path / "log.jsonl").write_bytes(b"x" * 300_000)
    log.note(Event.STARTED)
    assert len(lines(tmp_path)) == 1
    assert (tmp_path / "log.jsonl.1").stat().st_size == 300_000


def test_causes_that_go_in_a_circle_come_to_an_end(log: EventLog, tmp_path: Path) -> None:
    one, two = ValueError(), KeyError()
    one.__cause__, two.__cause__ = two, one
    log.note(Event.JOB_FAILED, one)
    assert len(lines(tmp_path)[0]["errors"]) == 5
