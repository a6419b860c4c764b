"""Bringing our own fonts to Qt, so that no font of the machine is needed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QFontDatabase

from mneedle_gui.ui.theme.tokens import FAMILY


def load_fonts(folder: Path) -> bool:
    """Register every weight of our family found in ``folder``; whether Qt knows the family now."""
    if not QFontDatabase.hasFamily(FAMILY):
        for file in sorted(folder.glob("*.ttf")):
            QFontDatabase.addApplicationFont(str(file))
    return QFontDatabase.hasFamily(FAMILY)
