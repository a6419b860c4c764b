"""A layout for answers: side by side where they fit, otherwise below each other."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMargins, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class TileLayout(QLayout):
    """Rows of equally wide tiles in reading order; as high as the wrapped words of a row need.

    Args:
        columns: how many stand side by side when there is room.
        least: the least width of a tile, asked anew each time because text grows.
        shares: tiles share the whole width; otherwise each is as wide as the widest one wants.
        all_or_one: fewer columns than ``columns`` means one.
        gaps: space between tiles, across and down.
    """

    def __init__(
        self,
        columns: int,
        least: Callable[[], int],
        *,
        shares: bool = False,
        all_or_one: bool = False,
        gaps: tuple[int, int] = (8, 8),
    ) -> None:
        super().__init__()
        self.setContentsMargins(QMargins(0, 0, 0, 0))
        self._columns, self._least, self._shares = columns, least, shares
        self._all_or_one, self._gaps = all_or_one, gaps
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:
        """Add a tile at the end."""
        self._items.append(item)

    def count(self) -> int:
        """How many tiles there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The tile at this place, nothing beyond the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take the tile at this place out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It takes the width it is given, not more height."""
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        """Words wrap, so height follows width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all rows at this width."""
        return self._place(QRect(0, 0, width, 0), moves=False)

    def sizeHint(self) -> QSize:
        """All columns side by side."""
        width = self._columns * self._tile() + (self._columns - 1) * self._gaps[0]
        return QSize(width, self.heightForWidth(width))

    def minimumSize(self) -> QSize:
        """One column; its true height follows from the width."""
        width = max((item.minimumSize().width() for item in self._items), default=0)
        height = max((item.minimumSize().height() for item in self._items), default=0)
        return QSize(width, height)

    def setGeometry(self, area: QRect) -> None:
        """Put every tile in its place."""
        super().setGeometry(area)
        self._place(area, moves=True)

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _tile(self) -> int:
        widest = max((item.sizeHint().width() for item in self._shown()), default=0)
        return max(self._least(), 0 if self._shares else widest)

    def _fitting(self, width: int) -> int:
        tile = self._tile()
        fitting = max(1, (width + self._gaps[0]) // (tile + self._gaps[0]))
        columns = min(self._columns, fitting)
        return 1 if self._all_or_one and columns < self._columns else columns

    def _place(self, area: QRect, *, moves: bool) -> int:
        shown = self._shown()
        columns = self._fitting(area.width())
        across, down = self._gaps
        width = self._tile() if columns > 1 and not self._shares else 0
        width = width or (area.width() - across * (columns - 1)) // columns
        top = area.top()
        for start in range(0, len(shown), columns):
            row = shown[start : start + columns]
            height = max(_height(item, width) for item in row)
            if moves:
                for place, item in enumerate(row):
                    left = area.left() + place * (width + across)
                    self._move(item, QRect(left, top, width, height), area)
            top += height + down
        return max(0, top - down - area.top()) if shown else 0

    def _move(self, item: QLayoutItem, place: QRect, area: QRect) -> None:
        parent = self.parentWidget()
        if (
            isinstance(parent, QWidget)
            and parent.layoutDirection() == Qt.LayoutDirection.RightToLeft
        ):
            place.moveRight(area.right() - (place.left() - area.left()))
        item.setGeometry(place)


def _height(item: QLayoutItem, width: int) -> int:
    if item.hasHeightForWidth():
        return max(item.heightForWidth(width), item.minimumSize().height())
    return item.sizeHint().height()
