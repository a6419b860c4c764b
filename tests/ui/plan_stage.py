"""A plan page with its session, and a person in front of it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from mneedle_gui.domain.clinic import Clinic
from mneedle_gui.domain.plan import Plan, ZonePlan
from mneedle_gui.ui.pages.plan import PlanPage
from mneedle_gui.ui.session import Session
from mneedle_gui.ui.widgets.stepper import Stepper
from tests import builders
from tests.ui.stage import materials

FOREHEAD = {
    "concerns": ["fine_lines"],
    "acne-scar-rolling-zones": None,
    "acne-scar-rolling-grade": None,
    "fine-lines-zones": ["forehead", "neck"],
    "fine-lines-grade": "glogau_2",
}
PRICED = Clinic(price_per_session=Decimal(900), currency="AED", price_note="VAT is included.")
WAIT = {"isotretinoin": "past", "isotretinoin-last": "2026-10"}


class PlanStage:
    """A plan page with its session."""

    def __init__(
        self,
        qtbot: QtBot,
        changes: Mapping[str, object] | None = None,
        clinic: Clinic = PRICED,
        width: int = 720,
        level: str = "",
    ) -> None:
        self.session = Session(builders.consultation(changes, level=level))
        self.page = PlanPage(materials(), lambda: clinic)
        qtbot.addWidget(self.page)
        self.page.edits_wanted.connect(self.session.edit)
        self.session.changed.connect(self.page.show_consultation)
        self.page.show_consultation(self.session.consultation)
        self.page.resize(width, 900)
        self.page.show()
        qtbot.waitExposed(self.page)

    @property
    def plan(self) -> Plan:
        plan = self.session.consultation.plan
        assert isinstance(plan, Plan)
        return plan

    def zone(self, zone: str) -> ZonePlan:
        return next(one for one in self.plan.zones if one.zone == zone)

    def words(self) -> list[str]:
        QApplication.processEvents()
        shown = [w for w in self.page.findChildren(QWidget) if w.isVisible()]
        return [w.text() for w in shown if isinstance(w, QLabel | QAbstractButton) and w.text()]

    def sees(self, text: str) -> bool:
        return any(text in said for said in self.words())

    def press(self, name: str) -> None:
        for button in self.page.findChildren(QAbstractButton):
            if button.isVisible() and name in (button.text(), button.accessibleName()):
                button.click()
                QApplication.processEvents()
                return
        raise AssertionError(f"no button says {name!r}: {self.words()}")

    def stepper(self, name: str) -> Stepper:
        found = [s for s in self.page.findChildren(Stepper) if s.box.accessibleName() == name]
        assert len(found) == 1
        return found[0]

    def write(self, name: str, text: str) -> None:
        boxes = [b for b in self.page.findChildren(QLineEdit) if b.accessibleName() == name]
        assert len(boxes) == 1
        assert boxes[0].isVisible()
        boxes[0].setText(text)
        boxes[0].textEdited.emit(text)
