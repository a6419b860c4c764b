"""A page kept to the width that reads well."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from mneedle_gui.ui.theme import skin
from mneedle_gui.ui.theme.dress import dress

_MARGINS = 48


class Column(QWidget):
    """Holds a page at the start of the room; what is left of the room stays empty."""

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self._page = page
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(dress(page, "clear"), 1000)
        row.addStretch(1)
        skin().changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        self._page.setMaximumWidth(skin().sizes.content_width + _MARGINS)
