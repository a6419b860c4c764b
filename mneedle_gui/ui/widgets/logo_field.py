"""Choosing the clinic's logo: a picture file, shown as it will be used."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from mneedle_gui.domain.wording import Words, message
from mneedle_gui.system.files import FileTrouble, read_bytes
from mneedle_gui.ui.announce import announce
from mneedle_gui.ui.theme import skin
from mneedle_gui.ui.theme.dress import dress
from mneedle_gui.ui.theme.tokens import SPACE_1, SPACE_2, SPACE_3
from mneedle_gui.ui.widgets.buttons import Button
from mneedle_gui.ui.widgets.logo_picture import LogoNotUsable, as_png
from mneedle_gui.ui.widgets.text import label

_LARGEST = 20 * 1024 * 1024
_WIDTH, _HEIGHT = 160, 64


class LogoField(QWidget):
    """``png`` is the logo as it will be kept; empty for none."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        dress(self, "clear")
        self._words = words
        self.png = b""
        say = words.say
        self._picture = QLabel()
        self._choose = Button(say(message("Choose a picture…")), "small")
        self._remove = Button(say(message("Take the logo off")), "small")
        self._choose.clicked.connect(self._pick)
        self._remove.clicked.connect(self._clear)
        self._error = label("", "error")
        self._error.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_1)
        column.addWidget(label(say(message("Logo")), "small"))
        column.addWidget(label(say(message("JPEG or PNG, printed on every page")), "status"))
        row = QHBoxLayout()
        row.setSpacing(SPACE_3)
        row.addWidget(self._picture)
        row.addWidget(self._choose)
        row.addWidget(self._remove)
        row.addStretch(1)
        column.addSpacing(SPACE_2)
        column.addLayout(row)
        column.addWidget(self._error)
        skin().changed.connect(self._draw)

    def show_logo(self, png: bytes) -> None:
        """Show a logo that was kept, or none."""
        self.png = png
        self._error.hide()
        self._draw()

    def take_file(self, path: Path) -> None:
        """Use a picture file, or say why it cannot be used."""
        try:
            self.show_logo(as_png(read_bytes(path, at_most=_LARGEST)))
        except FileTrouble as trouble:
            self._tell(trouble.sentence)
        except LogoNotUsable:
            text = message("This picture cannot be used. Choose a JPEG or PNG file.")
            self._tell(self._words.say(text))

    def _pick(self) -> None:
        heading = self._words.say(message("Choose a logo"))
        name, _ = QFileDialog.getOpenFileName(self, heading, "", "JPEG, PNG (*.jpg *.jpeg *.png)")
        if name:
            self.take_file(Path(name))

    def _clear(self) -> None:
        self.show_logo(b"")
        self._choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self, text: str) -> None:
        self._error.setText(text)
        self._error.show()
        announce(self, text)

    def _draw(self) -> None:
        pixmap = QPixmap()
        there = bool(self.png) and pixmap.loadFromData(self.png)
        self._picture.setVisible(there)
        self._remove.setVisible(bool(self.png))
        if there:
            sizes = skin().sizes
            self._picture.setPixmap(
                pixmap.scaled(
                    sizes.px(_WIDTH),
                    sizes.px(_HEIGHT),
                    Qt.AspectRatioMode.KeepAspectRatio,
                    Qt.TransformationMode.SmoothTransformation,
                )
            )
            self._picture.setAccessibleName(self._words.say(message("The clinic’s logo")))
