"""The look: one token file, one generated style sheet per theme, fonts and icons."""

from mneedle_gui.ui.theme.skin import Skin, Theme, apply_theme, skin

__all__ = ["Skin", "Theme", "apply_theme", "skin"]
