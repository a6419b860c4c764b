"""The look that every window test stands in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from mneedle_gui.services.settings import Look
from mneedle_gui.ui.theme import Skin, Theme, apply_theme
from tests.builders import ROOT

PLAIN = Theme(Look.LIGHT, 1.0)


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
