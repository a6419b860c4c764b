"""Buttons that hold wrapping words in a layout take their size from it."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy, QWidget


def grow_with_words(widget: QWidget) -> None:
    """Let a button be as high as its wrapped words need; Qt would hold it to one line."""
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    widget.setSizePolicy(policy)


def size_of(widget: QWidget) -> QSize:
    """The size that the layout of a widget would like."""
    layout = widget.layout()
    return layout.totalSizeHint() if layout is not None else QSize()


def least_size_of(widget: QWidget) -> QSize:
    """The least size that the layout of a widget can do with."""
    layout = widget.layout()
    return layout.totalMinimumSize() if layout is not None else QSize()
