from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from mneedle_gui.services import consultations
from mneedle_gui.services.samples import samples
from mneedle_gui.services.settings import Look, Settings
from mneedle_gui.services.workbench import Workbench
from mneedle_gui.ui.pages.home import HomePage
from mneedle_gui.ui.theme import Skin, Theme
from tests import builders
from tests.ui.clipping import clipped
from tests.ui.stage import settle


def home(qtbot: QtBot) -> HomePage:
    made = HomePage(builders.words(), samples(builders.ROOT))
    qtbot.addWidget(made)
    made.resize(1024, 640)
    made.show()
    qtbot.waitExposed(made)
    return made


def button(made: HomePage, text: str) -> QAbstractButton:
    return next(
        one
        for one in made.findChildren(QAbstractButton)
        if text in (one.text(), one.accessibleName())
    )


def test_a_new_consultation_and_a_file_can_be_wanted(qtbot: QtBot) -> None:
    made = home(qtbot)
    with qtbot.waitSignal(made.new_wanted):
        button(made, "Start a new consultation").click()
    with qtbot.waitSignal(made.quick_wanted):
        button(made, "Two-minute check").click()
    with qtbot.waitSignal(made.open_wanted):
        button(made, "Open a file…").click()


def test_every_sample_is_listed_with_its_outcome(qtbot: QtBot) -> None:
    made = home(qtbot)
    for sample in samples(builders.ROOT):
        names = [one.accessibleName() for one in made.findChildren(QAbstractButton)]
        assert any(name.startswith(f"{sample.title}: ") for name in names)
    first = samples(builders.ROOT)[0]
    with qtbot.waitSignal(made.sample_wanted) as told:
        button(made, f"{first.title}: Proceed").click()
    assert told.args == [first.name]


def test_going_on_is_offered_only_when_something_was_answered(qtbot: QtBot) -> None:
    made = home(qtbot)
    bench = Workbench(builders.ROOT, builders.content(), builders.words(), Settings())
    made.show_consultation(consultations.begin(bench, builders.DAY, "NP-1"))
    assert made._go_on.isHidden()
    made.show_consultation(builders.consultation())
    with qtbot.waitSignal(made.go_on_wanted):
        button(made, "Go on with the open consultation").click()


@pytest.mark.parametrize("factor", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("look", [Look.LIGHT, Look.DARK])
def test_nothing_is_clipped(qtbot: QtBot, worn: Skin, factor: float, look: Look) -> None:
    worn.wear(Theme(look, factor))
    made = home(qtbot)
    made.show_consultation(builders.consultation())
    settle()
    assert clipped(made) == []
