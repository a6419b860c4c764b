"""What every test stands on: a home folder of its own, no display, a fixed day."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest
from hypothesis import settings

# Before anything imports Qt: tests never open a window on a person's screen, and look the same on
# every machine.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
for variable in ("QT_SCALE_FACTOR", "QT_FONT_DPI", "QT_STYLE_OVERRIDE", "QT_QPA_PLATFORMTHEME"):
    os.environ.pop(variable, None)

# A busy machine is not a broken promise.
settings.register_profile("house", deadline=None)
settings.load_profile("house")

REPOSITORY = Path(__file__).resolve().parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        default=False,
        help="write golden files anew instead of comparing with them; review the difference",
    )


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be written anew."""
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The one folder that the program may write its own files to during a test."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("MNEEDLE_HOME", str(folder))
    return folder


@pytest.fixture
def today() -> dt.date:
    """The day on which every test takes place."""
    return dt.date(2026, 3, 2)


@pytest.fixture(scope="session")
def repository() -> Path:
    """The project folder."""
    return REPOSITORY
