"""Buttons with words, with an icon, and buttons that look like links."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy

from mneedle_gui.ui.theme import skin
from mneedle_gui.ui.theme.dress import dress


class Button(QPushButton):
    """A push button in a role of the style sheet, with an icon that follows the theme.

    Args:
        text: what it does.
        role: ``primary``, ``quiet``, ``small``, ``danger`` or nothing.
        icon: name of an icon file, or nothing.
        tone: colour token of the icon.
    """

    def __init__(self, text: str, role: str = "", icon: str = "", tone: str = "control") -> None:
        super().__init__(text)
        self._icon, self._tone = icon, tone
        self.setAutoDefault(False)
        if role:
            dress(self, role)
        if icon:
            skin().changed.connect(self._draw)
            self._draw()

    def show_icon(self, icon: str, tone: str = "control") -> None:
        """Show another icon."""
        self._icon, self._tone = icon, tone
        self._draw()

    def _draw(self) -> None:
        worn = skin()
        side = worn.sizes.px(16)
        self.setIconSize(QSize(side, side))
        self.setIcon(worn.icon(self._icon, self._tone, 16))


class LinkButton(QPushButton):
    """A button that looks like a link.

    Args:
        text: the visible words.
        name: what a screen reader says; must hold the visible words.
        role: ``link``, or ``link-stop`` in the colour of errors.
    """

    def __init__(self, text: str, name: str = "", role: str = "link") -> None:
        super().__init__(text)
        dress(self, role)
        self.setAutoDefault(False)
        self.setAccessibleName(name or text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
