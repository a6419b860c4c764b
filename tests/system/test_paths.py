from __future__ import annotations

from pathlib import Path

import pytest

from mneedle_gui.system.paths import HOME_VARIABLE, find_places


def test_home_variable_holds_everything(tmp_path: Path) -> None:
    places = find_places({HOME_VARIABLE: str(tmp_path)})
    for folder in (places.data, places.config, places.cache, places.logs):
        assert folder.parent == tmp_path


def test_relative_home_counts_from_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert find_places({HOME_VARIABLE: "portable"}).data == tmp_path / "portable" / "data"


@pytest.mark.parametrize("environment", [{}, {HOME_VARIABLE: ""}, {HOME_VARIABLE: "  "}])
def test_without_home_the_system_decides(environment: dict[str, str]) -> None:
    places = find_places(environment)
    folders = (places.data, places.config, places.cache, places.logs)
    assert all(folder.is_absolute() for folder in folders)
    assert all("mneedle-gui" in folder.parts for folder in folders)


def test_nothing_is_written_until_asked(tmp_path: Path) -> None:
    home = tmp_path / "home with spaces"
    places = find_places({HOME_VARIABLE: str(home)})
    assert not home.exists()
    places.create()
    places.create()
    assert places.logs.is_dir()
    assert places.data.is_dir()


def test_every_test_has_a_home_of_its_own(home: Path) -> None:
    import os

    assert find_places(os.environ).data == home / "data"
