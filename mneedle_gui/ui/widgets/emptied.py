"""Taking everything out of a layout."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QLayout

_Layout = TypeVar("_Layout", bound=QLayout)


def emptied(layout: _Layout) -> _Layout:
    """The layout with nothing in it; its widgets are gone for good."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            emptied(inner)
    return layout
