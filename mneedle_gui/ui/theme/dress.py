"""Giving widgets the names that the style sheet knows them by."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QWidget

_Widget = TypeVar("_Widget", bound=QWidget)


def dress(widget: _Widget, role: str) -> _Widget:
    """The widget, looking as the style sheet says for ``role``."""
    widget.setProperty("class", role)
    return widget


def redress(widget: QWidget, name: str, value: object) -> None:
    """Change a property that rules depend on, and let the style sheet look again.

    Nothing happens when the property is so already.
    """
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()
