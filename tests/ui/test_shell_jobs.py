from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial

import pytest
import shiboken6
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot

from mneedle_gui.ui.jobs import Jobs


@pytest.fixture
def jobs(qapp: object) -> Iterator[Jobs]:
    del qapp
    made = Jobs()
    yield made
    made.close()


def no_error(error: Exception) -> None:
    raise AssertionError(f"{error!r} came home")


def test_results_come_home_in_order_and_in_the_windows_thread(qtbot: QtBot, jobs: Jobs) -> None:
    owner, came = QObject(), []
    where = []

    def keep(value: int) -> None:
        came.append(value)
        where.append(QThread.currentThread())

    for number in range(5):
        jobs.run(partial(int, number), keep, no_error, owner)
    qtbot.waitUntil(lambda: len(came) == 5)
    assert came == [0, 1, 2, 3, 4]
    assert set(where) == {owner.thread()}
    assert not jobs.is_busy


def test_calls_run_beside_the_window(qtbot: QtBot, jobs: Jobs) -> None:
    came: list[str] = []
    owner = QObject()
    jobs.run(lambda: threading.current_thread().name, came.append, no_error, owner)
    qtbot.waitUntil(lambda: bool(came))
    assert came[0].startswith("worker")


def test_an_error_comes_home_too(qtbot: QtBot, jobs: Jobs) -> None:
    def fail() -> int:
        raise OSError

    came: list[Exception] = []
    done: list[int] = []
    owner = QObject()
    jobs.run(fail, done.append, came.append, owner)
    qtbot.waitUntil(lambda: bool(came))
    assert isinstance(came[0], OSError)
    assert not done


def test_nothing_is_told_to_an_owner_that_is_gone(qtbot: QtBot, jobs: Jobs) -> None:
    gate = threading.Event()
    told: list[bool] = []
    owner = QObject()
    jobs.run(partial(gate.wait, 5), told.append, no_error, owner)
    shiboken6.delete(owner)
    gate.set()
    qtbot.waitUntil(lambda: not jobs.is_busy)
    assert told == []


def test_closing_waits_for_the_job_that_runs(qtbot: QtBot, jobs: Jobs) -> None:
    del qtbot
    done: list[int] = []
    gate = threading.Event()

    def work() -> int:
        gate.wait(5)
        done.append(1)
        return 1

    owner = QObject()
    jobs.run(work, lambda _: None, no_error, owner)
    gate.set()
    jobs.close()
    assert done == [1]
