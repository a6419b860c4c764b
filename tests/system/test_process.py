from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from mneedle_gui.system import process

posix = pytest.mark.skipif(sys.platform == "win32", reason="there a new process is made")
linux = pytest.mark.skipif(sys.platform != "linux", reason="read from /proc")

PRIVATE = """
import resource
from mneedle_gui.system.process import keep_memory_private
assert keep_memory_private()
print(resource.getrlimit(resource.RLIMIT_CORE))
import ctypes
print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""

ANEW = """
import os, sys
from mneedle_gui.system.process import start_anew
print("before", os.getpid(), end=" ")
secret = "a marker in the memory of the first"
start_anew([sys.executable, "-c", "import os, sys; print('after', os.getpid(), sys.argv[1])", "x y"])
print("never")
"""


def run(code: str, repository: Path) -> str:
    return subprocess.check_output([sys.executable, "-c", code], cwd=repository, text=True)


@linux
def test_P03_no_crash_writes_memory_to_a_file(repository: Path) -> None:
    limits, dumpable = run(PRIVATE, repository).splitlines()
    assert limits == "(0, 0)"
    assert dumpable == "0"


@posix
def test_P05_a_fresh_process_takes_the_place_of_this_one(repository: Path) -> None:
    words = run(ANEW, repository).split()
    assert words[0] == "before"
    assert words[2:] == ["after", words[1], "x", "y"]


@posix
def test_a_program_that_is_not_there_leaves_this_one_running(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        process.start_anew([str(tmp_path / "gone")])


def test_the_own_command_starts_the_checkout_or_the_frozen_program(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert process.own_command(("a",)) == (sys.executable, "-m", "mneedle_gui", "a")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert process.own_command(("a",)) == (sys.executable, "a")


@linux
def test_a_system_that_refuses_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise ValueError

    with monkeypatch.context() as patch:
        patch.setattr("resource.setrlimit", refuse)
        patch.setattr(process, "_not_dumpable", lambda: True)
        assert not process.keep_memory_private()
    monkeypatch.setattr("ctypes.CDLL", lambda _: object())
    assert not process._not_dumpable()
