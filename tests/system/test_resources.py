from __future__ import annotations

from pathlib import Path

import pytest

from mneedle_gui.system.resources import ResourcesMissing, resources_root


def test_inside_the_package_comes_first(tmp_path: Path) -> None:
    inside = tmp_path / "mneedle_gui" / "resources"
    (inside / "questionnaire").mkdir(parents=True)
    (tmp_path / "resources" / "questionnaire").mkdir(parents=True)
    assert resources_root(tmp_path / "mneedle_gui") == inside


def test_beside_the_package_otherwise(tmp_path: Path) -> None:
    (tmp_path / "mneedle_gui").mkdir()
    (tmp_path / "resources" / "questionnaire").mkdir(parents=True)
    assert resources_root(tmp_path / "mneedle_gui") == tmp_path / "resources"


def test_a_folder_without_a_questionnaire_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "mneedle_gui" / "resources").mkdir(parents=True)
    (tmp_path / "resources" / "questionnaire").mkdir(parents=True)
    assert resources_root(tmp_path / "mneedle_gui") == tmp_path / "resources"


def test_missing_resources_name_both_places(tmp_path: Path) -> None:
    with pytest.raises(ResourcesMissing) as caught:
        resources_root(tmp_path / "mneedle_gui")
    assert str(tmp_path / "mneedle_gui" / "resources") in str(caught.value)
    assert str(tmp_path / "resources") in str(caught.value)


def test_this_checkout_has_its_resources(repository: Path) -> None:
    assert resources_root() == repository / "resources"
