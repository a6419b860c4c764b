"""The look that every window test stands in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from mneedle_gui.services.settings import Look, Settings
from mneedle_gui.services.workbench import Workbench
from mneedle_gui.system.logs import EventLog
from mneedle_gui.system.paths import find_places
from mneedle_gui.ui.program import Program
from mneedle_gui.ui.theme import Skin, Theme, apply_theme
from tests import builders
from tests.builders import ROOT
from tests.ui.stage import settle

PLAIN = Theme(Look.LIGHT, 1.0)
NOW = datetime.fromisoformat("2026-11-24T10:42")


@pytest.fixture(scope="session")
def dressed(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Skin:
    """The application's look, put on once."""
    return apply_theme(qapp, PLAIN, ROOT, tmp_path_factory.mktemp("cache"))


@pytest.fixture(autouse=True)
def worn(dressed: Skin) -> Iterator[Skin]:
    """Light and at 100 %, also after a test that wore something else."""
    yield dressed
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    if dressed.theme != PLAIN:
        dressed.wear(PLAIN)


@pytest.fixture
def program(
    request: pytest.FixtureRequest, dressed: Skin, tmp_path: Path, qapp: QApplication
) -> Iterator[Program]:
    """The program as it is on a machine that has never run it."""
    places = find_places({"MNEEDLE_HOME": str(tmp_path / "home")})
    places.create()
    bench = Workbench(builders.ROOT, builders.content(), builders.words(), Settings())
    log = EventLog(places.logs / "events.log", lambda: NOW)
    demo = bool(getattr(request, "param", False))
    made = Program(qapp, bench, places, log, lambda: NOW, demo=demo)
    made.open()
    made.window.resize(1366, 768)
    made.window.activateWindow()
    settle()
    yield made
    made.close()
    shiboken6.delete(made.window)  # or the next look is put on it too
    worn = qapp.findChild(Skin)
    if worn is not None and worn is not dressed:
        worn.setParent(None)
    dressed.setParent(qapp)
    dressed.wear(PLAIN)
