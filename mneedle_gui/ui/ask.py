"""Small boxes: a question before something is lost, or a calm sentence."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget


def box(
    parent: QWidget | None, heading: str, text: str, choices: Sequence[str], keeps: int = 0
) -> QMessageBox:
    """A box with these choices as buttons; ``keeps`` is the one that Enter and Escape take."""
    made = QMessageBox(parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWindowTitle("Needling Plan")
    made.setText(heading)
    made.setInformativeText(text)
    for position, choice in enumerate(choices):
        button = made.addButton(choice, QMessageBox.ButtonRole.ActionRole)
        if position == keeps:
            made.setDefaultButton(button)
            made.setEscapeButton(button)
    return made


def ask(
    parent: QWidget | None, heading: str, text: str, choices: Sequence[str], keeps: int = 0
) -> int:
    """Ask, and give the position of the choice taken; ``keeps`` for a closed box."""
    made = box(parent, heading, text, choices, keeps)
    made.exec()
    buttons = made.buttons()
    clicked = made.clickedButton()
    return next((at for at, button in enumerate(buttons) if button is clicked), keeps)


def tell(parent: QWidget | None, heading: str, text: str, close: str) -> None:
    """Say something that needs no decision."""
    ask(parent, heading, text, [close])
