"""A window to act in as a person would: look for names, press keys, click."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from mneedle_gui.domain.answers import Answer
from mneedle_gui.services.settings import Settings
from mneedle_gui.services.workbench import Workbench
from mneedle_gui.system.logs import EventLog
from mneedle_gui.ui.desk import Desk
from mneedle_gui.ui.main_window import MainWindow
from mneedle_gui.ui.materials import Materials
from mneedle_gui.ui.places import Page, Place
from mneedle_gui.ui.session import Session
from mneedle_gui.ui.widgets.side_panel import SidePanel
from tests import builders

_NOW = datetime.fromisoformat("2026-11-24T10:42")
CONTROL = Qt.KeyboardModifier.ControlModifier


class QuietDesk(Desk):
    """A desk that opens no dialog: ``lets_go`` is its answer, ``asked`` what it was asked for."""

    lets_go = True

    def __init__(self, session: Session, folder: Path) -> None:
        log = EventLog(folder / "log", lambda: _NOW)
        bench = Workbench(builders.ROOT, builders.content(), builders.words(), Settings())
        super().__init__(session, lambda: bench, log, lambda: _NOW, str)
        self.asked: list[str] = []

    def open_file(self) -> bool:
        self.asked.append("open")
        return False

    def export(self) -> bool:
        self.asked.append("export")
        return True

    def may_drop(self) -> bool:
        self.asked.append("drop")
        return self.lets_go


def materials() -> Materials:
    content = builders.content()
    return Materials(content.questionnaire, content.protocol, content.maps, builders.words())


class Stage:
    """One window and the person in front of it."""

    def __init__(
        self,
        qtbot: QtBot | None,
        folder: Path,
        changes: Mapping[str, object] | None = None,
        size: tuple[int, int] = (1366, 768),
    ) -> None:
        self.session = Session(builders.consultation(changes))
        self.desk = QuietDesk(self.session, folder)
        held = materials()
        self.window = MainWindow(
            self.session,
            held,
            self.desk,
            {Page.PLAN: QWidget},
            lambda: SidePanel(held.questionnaire, held.protocol, held.maps, held.words),
        )
        if qtbot is not None:
            qtbot.addWidget(self.window)
        self.window.resize(*size)
        self.window.show()
        self.window.activateWindow()
        settle()

    def answer(self, question: str) -> Answer | None:
        return self.session.consultation.answers.get(question)

    def open(self, section: str) -> None:
        self.window.go(Place(Page.SECTION, section))
        settle()

    def save(self) -> None:
        self.press(Qt.Key.Key_Return, CONTROL)

    def press(
        self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.keyClick(focus(), key, modifiers)
        settle()

    def write(self, text: str) -> None:
        type_into(focus(), text)

    def click(self, name: str) -> None:
        QTest.mouseClick(self.button(name), Qt.MouseButton.LeftButton)
        settle()

    def button(self, name: str) -> QAbstractButton:
        found = self.find(name)
        assert isinstance(found, QAbstractButton)
        return found

    def find(self, name: str) -> QWidget:
        """The first visible widget with this accessible name or these words on it."""
        widgets = [w for w in self.window.findChildren(QWidget) if w.isVisible()]
        for widget in widgets:
            if widget.accessibleName() == name:
                return widget
        for widget in widgets:
            if isinstance(widget, QAbstractButton) and widget.text() == name:
                return widget
        raise AssertionError(f"nothing visible is called {name!r}")

    def sees(self, text: str) -> bool:
        """Whether some visible label or button says this."""
        return any(text in said for said in self.all_words())

    def all_words(self) -> list[str]:
        widgets = [w for w in self.window.findChildren(QWidget) if w.isVisible()]
        return [said for widget in widgets if (said := _text(widget))]


def type_into(widget: QWidget, text: str) -> None:
    """Type letters of any script; Qt's own test keys know ASCII only."""
    for sign in text:
        key = ord(sign.upper()) if sign.isascii() else 0
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, sign)
            QApplication.sendEvent(widget, event)
    settle()


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the focus"
    return widget


def settle() -> None:
    for _ in range(3):
        QApplication.processEvents()


def _text(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
