"""Starting the window with content that is at fault."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from mneedle_gui.ui.trouble import tell_why_not
from tests import builders
from tests.builders import ROOT

_START = """
import sys, time
from datetime import datetime
from pathlib import Path
from mneedle_gui import app
from mneedle_gui.system.paths import find_places

app.resources_root = lambda: Path(sys.argv[1])
places = find_places({"MNEEDLE_HOME": sys.argv[2]})
sys.exit(app.main(["--demo", "--exit-when-ready"], places, datetime.now, time.monotonic()))
"""


def _started(root: Path, home: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", _START, str(root), str(home)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
def root(tmp_path: Path) -> Path:
    copied = tmp_path / "resources"
    shutil.copytree(ROOT, copied)
    return copied


def test_a_row_that_breaks_the_first_consultation_is_listed(root: Path, tmp_path: Path) -> None:
    rules = root / "protocol" / "rules" / "a_consent.toml"
    text = rules.read_text(encoding="utf-8")
    assert 'fact = "age_years"' in text
    rules.write_text(text.replace('fact = "age_years"', 'fact = "no_such_fact"'), encoding="utf-8")
    ended = _started(root, tmp_path / "home")
    assert ended.returncode == 1
    assert "no_such_fact" in ended.stderr
    assert "Traceback" not in ended.stderr
    log = (tmp_path / "home").rglob("events.log")
    assert "content-faulty" in next(iter(log)).read_text(encoding="utf-8")


def test_content_without_fault_opens(root: Path, tmp_path: Path) -> None:
    ended = _started(root, tmp_path / "home")
    assert (ended.returncode, ended.stderr.count("Traceback")) == (0, 0), ended.stderr
    assert float(ended.stdout) > 0


@pytest.mark.usefixtures("qtbot")
def test_a_start_by_icon_shows_why_it_stopped() -> None:
    """Who starts from an icon sees no terminal: a box says it, with all lines on demand."""
    lines = [f"clinic-rules/own.toml, rule.own_{n}: wrong" for n in range(9)]
    seen: list[str] = []

    def look() -> None:
        shown = QApplication.activeModalWidget()
        assert isinstance(shown, QMessageBox)
        seen.extend((shown.text(), shown.informativeText(), shown.detailedText()))
        shown.close()

    QTimer.singleShot(0, look)
    tell_why_not(lines, builders.words())
    assert "cannot start" in seen[0]
    assert lines[0] in seen[1]
    assert all(line in seen[2] for line in lines)
