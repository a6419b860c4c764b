"""Pages of paper on a desk: small ones at the side to choose from, large ones to read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from mneedle_gui.domain.wording import Words, message
from mneedle_gui.ui.theme import skin
from mneedle_gui.ui.theme.dress import dress
from mneedle_gui.ui.theme.tokens import SPACE_4
from mneedle_gui.ui.widgets.emptied import emptied

_THUMB = 76
_EDGES = 4


class _Desk(QScrollArea):
    """Scrolls the large pages; ``moved`` after each scroll, ``turned`` by page keys."""

    turned = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page keys turn pages, arrow keys scroll."""
        step = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.turned.emit(step)


class PdfView(QWidget):
    """``page_shown`` brings the page in view, counted from 0; ``resized``: there is other room now."""

    page_shown = Signal(int)
    resized = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._pages: list[QLabel] = []
        self._current = 0
        self._thumbs = dress(QListWidget(), "thumbs")
        self._thumbs.setAccessibleName(words.say(message("Pages")))
        self._thumbs.setViewMode(QListWidget.ViewMode.ListMode)
        self._thumbs.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._thumbs.currentRowChanged.connect(self.go_to)
        self._desk = dress(_Desk(), "desk")
        self._desk.setFrameShape(QFrame.Shape.NoFrame)
        self._desk.setWidgetResizable(True)
        self._desk.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._desk.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._desk.setAccessibleName(words.say(message("Pages of the paper")))
        self._desk.turned.connect(lambda step: self.go_to(self._current + step))
        self._inside = dress(QWidget(), "canvas")
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        self._column.setSpacing(SPACE_4)
        self._desk.setWidget(self._inside)
        self._desk.verticalScrollBar().valueChanged.connect(self._notice)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._thumbs)
        row.addWidget(self._desk, 1)
        skin().changed.connect(self._fit)
        self._fit()

    @property
    def current(self) -> int:
        """The page in view, counted from 0."""
        return self._current

    @property
    def count(self) -> int:
        """How many pages are shown."""
        return len(self._pages)

    @property
    def room(self) -> int:
        """The width a page can have, in logical pixels."""
        return max(200, self._desk.viewport().width() - 2 * SPACE_4 - _EDGES)

    def show_pages(self, images: Sequence[QImage], ratio: float) -> None:
        """Show these pages, drawn for a screen of this device pixel ratio."""
        kept = min(self._current, len(images) - 1)
        emptied(self._column)
        self._pages = [self._page(image, at, len(images), ratio) for at, image in enumerate(images)]
        for page in self._pages:
            self._column.addWidget(page, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addStretch(1)
        self._show_thumbs(images)
        self._column.activate()
        self._inside.adjustSize()
        self._current = 0
        self.go_to(max(0, kept))

    def clear(self) -> None:
        """Take all pages off the desk."""
        emptied(self._column)
        self._pages = []
        self._thumbs.clear()

    def go_to(self, page: int) -> None:
        """Bring a page into view."""
        if not self._pages:
            return
        at = min(max(0, page), len(self._pages) - 1)
        self._current = at
        top = self._pages[at].y() - SPACE_4 // 2
        self._desk.verticalScrollBar().setValue(0 if at == 0 else top)
        self._mark(at)

    def take_focus(self) -> None:
        """Put the keyboard where page keys turn pages."""
        self._desk.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell of other room."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.resized.emit()

    def _page(self, image: QImage, at: int, number: int, ratio: float) -> QLabel:
        page = QLabel()
        dress(page, "paper")
        pixmap = QPixmap.fromImage(image)
        pixmap.setDevicePixelRatio(ratio)
        page.setPixmap(pixmap)
        page.setAccessibleName(self._title(at, number))
        return page

    def _title(self, at: int, number: int) -> str:
        return self._words.say(message("Page {n} of {number}", n=at + 1, number=number))

    def _show_thumbs(self, images: Sequence[QImage]) -> None:
        self._thumbs.blockSignals(True)
        self._thumbs.clear()
        side = skin().sizes.px(_THUMB)
        for at, image in enumerate(images):
            small = image.scaledToWidth(side, Qt.TransformationMode.SmoothTransformation)
            pixmap = QPixmap.fromImage(small)
            icon = QIcon(pixmap)
            icon.addPixmap(pixmap, QIcon.Mode.Selected)  # else Qt would tint the paper
            item = QListWidgetItem(icon, self._words.number(at + 1))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, self._title(at, len(images)))
            self._thumbs.addItem(item)
        self._thumbs.blockSignals(False)

    def _notice(self) -> None:
        """Find the page in view after a scroll."""
        middle = self._desk.verticalScrollBar().value() + self._desk.viewport().height() // 3
        at = 0
        for position, page in enumerate(self._pages):
            if page.y() <= middle:
                at = position
        bar = self._desk.verticalScrollBar()
        if self._pages and bar.value() == bar.maximum() and bar.maximum() > 0:
            at = max(at, self._current)
        if at != self._current:
            self._current = at
            self._mark(at)

    def _mark(self, at: int) -> None:
        self._thumbs.blockSignals(True)
        self._thumbs.setCurrentRow(at)
        self._thumbs.blockSignals(False)
        self.page_shown.emit(at)

    def _fit(self) -> None:
        side = skin().sizes.px(_THUMB)
        self._thumbs.setIconSize(QSize(side, round(side * 1.42)))
        self._thumbs.setFixedWidth(side + skin().sizes.px(64))
