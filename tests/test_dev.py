"""The one command for working on the program, as far as it goes without installing anything."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

VERBS = ("run", "test", "lint", "check", "bench", "build", "clinical", "mutate", "prove", "faults")
linux = pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a display")


def dev(repository: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    command = [sys.executable, str(repository / "dev.py"), *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("arguments", [(), ("nonsense",), ("--demo",)])
def test_anything_but_a_verb_shows_the_verbs(repository: Path, arguments: tuple[str, ...]) -> None:
    result = dev(repository, *arguments)
    assert result.returncode == 2
    assert result.stdout == ""
    assert all(f"\n  {verb} " in result.stderr for verb in VERBS)


@pytest.mark.parametrize("words", [("prove", "many"), ("prove", "10", "20")])
def test_examples_are_one_number(repository: Path, words: tuple[str, ...]) -> None:
    result = dev(repository, *words)
    assert result.returncode == 2
    assert words[-1] in result.stderr


@pytest.mark.parametrize("verb", ["lint", "build"])
def test_arguments_that_would_be_ignored_are_refused(repository: Path, verb: str) -> None:
    result = dev(repository, verb, "surplus")
    assert result.returncode == 2
    assert "surplus" in result.stderr


@linux
@pytest.mark.parametrize("arguments", [(), ("--demo",)])
def test_no_display_is_said_in_one_sentence(repository: Path, arguments: tuple[str, ...]) -> None:
    result = dev(repository, "run", *arguments)
    assert result.returncode == 2
    assert result.stdout == ""
    [sentence] = result.stderr.splitlines()
    assert all(verb in sentence for verb in ("plan", "sample", "questions", "check"))
