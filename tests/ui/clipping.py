"""Finds words that do not fit where they stand."""

from __future__ import annotations

import re

from PySide6.QtWidgets import QAbstractButton, QLabel, QScrollArea, QWidget

_ROUNDING = 1
_BREAKS = re.compile(r"[\s\u200b]+|(?<=-)")


def clipped(window: QWidget) -> list[str]:
    """What is cut off among the visible labels and buttons, one line each."""
    found: list[str] = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or widget.property("elides"):
            continue
        if isinstance(widget, QLabel) and widget.text():
            found.extend(_of_label(widget))
        elif isinstance(widget, QAbstractButton) and widget.text():
            found.extend(_of_button(widget))
        found.extend(_outside_parent(widget))
    return found


def _of_label(label: QLabel) -> list[str]:
    wanted = label.sizeHint()
    height = label.heightForWidth(label.width()) if label.wordWrap() else wanted.height()
    short = height > label.height() + _ROUNDING
    words = _BREAKS.split(label.text()) if label.wordWrap() else [label.text()]
    widest = max((label.fontMetrics().horizontalAdvance(word) for word in words), default=0)
    narrow = widest > label.width() + _ROUNDING
    return (
        [f"label {label.text()[:40]!r}: {label.size()} wants {height}"] if short or narrow else []
    )


def _of_button(button: QAbstractButton) -> list[str]:
    wanted = button.minimumSizeHint()
    fits = wanted.width() <= button.width() + _ROUNDING
    fits = fits and wanted.height() <= button.height() + _ROUNDING
    return [] if fits else [f"button {button.text()[:40]!r}: {button.size()} wants {wanted}"]


def _outside_parent(widget: QWidget) -> list[str]:
    parent = widget.parentWidget()
    if parent is None or widget.isWindow() or isinstance(parent.parentWidget(), QScrollArea):
        return []
    room = parent.rect().adjusted(-_ROUNDING, -_ROUNDING, _ROUNDING, _ROUNDING)
    if room.contains(widget.geometry()) or not _says_something(widget):
        return []
    return [f"{type(widget).__name__} {widget.geometry()} leaves {parent.rect()}"]


def _says_something(widget: QWidget) -> bool:
    return isinstance(widget, QLabel | QAbstractButton) and bool(widget.text())
