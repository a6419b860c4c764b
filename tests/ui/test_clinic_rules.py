"""A clinic's own rules on the screen: the panel and the reasons say whose policy it is."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from mneedle_gui.domain.consultation import consult
from mneedle_gui.domain.explain_plan import PlanGrounds
from mneedle_gui.domain.explain_zone import upper_depth
from mneedle_gui.domain.plan import Plan
from mneedle_gui.ui.theme import skin
from mneedle_gui.ui.widgets.side_panel import SidePanel
from mneedle_gui.ui.widgets.why_tree import WhyTree
from tests.builders import answers, words
from tests.content.own_rules import MANY, held_with, with_own
from tests.ui.clipping import clipped

GIVEN: dict[str, object] = {
    "smoking": "now",
    "isotretinoin": "past",
    "isotretinoin-last": "2026-03-20",
}


def said(widget: QWidget) -> str:
    """Every text that can be seen."""
    for _ in range(4):
        QApplication.processEvents()
    shown = [w for w in widget.findChildren(QWidget) if w.isVisible()]
    return "\n".join(w.text() for w in shown if isinstance(w, QLabel | QAbstractButton))


def press(widget: QWidget, name: str) -> None:
    """Press the buttons with this text, or with a name that begins so."""
    for button in widget.findChildren(QAbstractButton):
        said_name = button.accessibleName()
        if button.isVisible() and (button.text() == name or said_name.startswith(name)):
            button.click()


@pytest.fixture
def panel(qtbot: QtBot) -> SidePanel:
    """The panel of a clinic with own rules, beside a client whom two of them concern."""
    content = with_own(MANY)
    panel = SidePanel(content.questionnaire, content.protocol, content.maps, words())
    qtbot.addWidget(panel)
    panel.resize(skin().sizes.panel_width, 900)
    panel.show_consultation(consult(held_with(content), answers(GIVEN)))
    panel.show()
    qtbot.waitExposed(panel)
    return panel


def test_the_panel_marks_own_rules_and_stricter_ones(panel: SidePanel) -> None:
    text = said(panel)
    assert "Smokes now (this clinic's own policy)" in text
    assert "Isotretinoin in the last 6 months (this clinic: 12 months)" in text
    assert clipped(panel) == []


def test_why_tells_what_is_shipped(panel: SidePanel) -> None:
    press(panel, "Why?")
    text = said(panel)
    assert "this clinic's own policy" in text
    assert "This clinic is stricter: 12 months (as shipped: 6 months). Reason: " in text
    assert clipped(panel) == []


def test_the_why_of_a_depth_names_the_clinic(qtbot: QtBot) -> None:
    held = held_with(with_own(MANY))
    plan = consult(held, answers()).plan
    assert isinstance(plan, Plan)
    (zone,) = plan.zones
    grounds = PlanGrounds.of(consult(held, answers()))
    assert grounds is not None
    tree = WhyTree(words())
    qtbot.addWidget(tree)
    tree.follow(lambda: (upper_depth(grounds, zone),))
    tree.show()
    press(tree, "Upper depth: 1.00 mm, closed")
    press(tree, "This clinic's own limit: at most 1.0 mm")
    press(tree, "Cheeks: at most 1.0 mm")
    text = said(tree)
    assert "This clinic's own limit: at most 1.0 mm" in text
    assert "This clinic is stricter: at most 1.0 mm (as shipped: 1.5 mm)" in text
    assert "What it rests on: this clinic's own policy" in text
