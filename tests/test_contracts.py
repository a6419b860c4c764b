"""Each contract between rooms is broken once on purpose, in a copy, to see that it bites."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

LINT = """
import sys
sys.path.insert(0, ".")
from importlinter.cli import lint_imports
sys.exit(lint_imports(no_cache=True))
"""

BREACHES = {
    "A room sees only the rooms below it": ("system/files.py", "import mneedle_gui.services"),
    "and not the rooms beside it": ("content/__init__.py", "import mneedle_gui.exchange"),
    "The windowless door knows no window": ("cli.py", "import mneedle_gui.ui"),
    "Only the window and the place that opens it know Qt": ("cli.py", "import PySide6.QtCore"),
    "The domain is pure thought": ("domain/wording.py", "import json"),
    "One door to reportlab": ("system/files.py", "import reportlab.pdfgen"),
    "One door to appdirs": ("system/files.py", "import appdirs"),
    "One door to the database and to cryptography": ("system/files.py", "import sqlcipher3"),
    "Two doors to pypdfium2": ("system/files.py", "import pypdfium2"),
    "Nothing reaches for a network": ("system/files.py", "import socket"),
}


@pytest.fixture
def house(tmp_path: Path, repository: Path) -> Path:
    """A copy of the program's code that may be spoilt."""
    package = tmp_path / "mneedle_gui"
    unread = shutil.ignore_patterns("__pycache__", "resources")
    shutil.copytree(repository / "mneedle_gui", package, ignore=unread)
    shutil.copy(repository / "pyproject.toml", tmp_path)
    return package


def broken_contracts(house: Path) -> list[str]:
    command = [sys.executable, "-X", "utf8", "-c", LINT]
    result = subprocess.run(
        command, cwd=house.parent, capture_output=True, encoding="utf-8", check=False
    )
    broken = [line for line in result.stdout.splitlines() if " BROKEN" in line]
    assert (result.returncode == 0) == (not broken), result.stdout + result.stderr
    return broken


@pytest.mark.parametrize(("contract", "breach"), BREACHES.items(), ids=list(BREACHES))
def test_a_broken_contract_is_seen(contract: str, breach: tuple[str, str], house: Path) -> None:
    file, line = house / breach[0], breach[1]
    file.write_text(f"{file.read_text('utf-8')}\n{line}\n", "utf-8")
    [broken] = broken_contracts(house)
    assert contract in broken


def test_a_room_without_a_place_is_seen(house: Path) -> None:
    (house / "attic").mkdir()
    (house / "attic" / "__init__.py").touch()
    [broken] = broken_contracts(house)
    assert "A room sees only" in broken
