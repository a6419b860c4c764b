"""A preview page with a small press of its own, and a person in front of it."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from mneedle_gui.domain.clinic import Paper
from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.services.issuing import file_name
from mneedle_gui.ui.jobs import Jobs
from mneedle_gui.ui.pages.preview import PreviewPage
from tests import builders
from tests.ui.stage import settle

_SIZES = {Paper.A4: (595.28, 841.89), Paper.LETTER: (612.0, 792.0)}
STOP = {"pregnancy": ["pregnant"]}


def paper(kind: str, sheet: Paper, pages: int = 3) -> bytes:
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=_SIZES[sheet])
    for number in range(1, pages + 1):
        canvas.drawString(72, 400, f"{kind} {number}")
        canvas.rect(72, 100, 200, 200, fill=1)
        canvas.showPage()
    canvas.save()
    return written.getvalue()


@dataclass
class Press:
    """Draws paper, or fails."""

    asked: list[tuple[str, Paper]] = field(default_factory=list)
    fails: bool = False

    def __call__(self, consultation: Consultation, kind: str, sheet: Paper) -> bytes:
        assert consultation.client_name
        self.asked.append((kind, sheet))
        if self.fails:
            raise ValueError("Layla Haddad")
        return paper(kind, sheet, 1 if kind == "record" else 3)


class PreviewStage:
    """A preview page with its press and its worker."""

    def __init__(
        self, qtbot: QtBot, jobs: Jobs, changes: Mapping[str, object] | None = None
    ) -> None:
        self.press, self.jobs, self.qtbot = Press(), jobs, qtbot
        self.page = PreviewPage(builders.words(), jobs, self.press, file_name, lambda: Paper.A4)
        qtbot.addWidget(self.page)
        self.page.resize(1100, 700)
        self.page.show()
        qtbot.waitExposed(self.page)
        self.page.show_consultation(builders.consultation(changes))

    def ready(self) -> None:
        self.qtbot.waitUntil(lambda: not self.jobs.is_busy and self.page._view.count > 0)
        settle()

    def click(self, name: str) -> None:
        for button in self.page.findChildren(QPushButton):
            if name in (button.text(), button.accessibleName()):
                QTest.mouseClick(button, Qt.MouseButton.LeftButton)
                return
        raise AssertionError(name)
