"""What the application wears at present: theme, colours, sizes and icons, switchable live."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QPalette
from PySide6.QtWidgets import QApplication

from mneedle_gui.services.settings import Look
from mneedle_gui.ui.theme.fonts import load_fonts
from mneedle_gui.ui.theme.icons import Icons, write_images
from mneedle_gui.ui.theme.stylesheet import stylesheet
from mneedle_gui.ui.theme.tokens import (
    DARK,
    FAMILY,
    LARGEST_FACTOR,
    LIGHT,
    SMALLEST_FACTOR,
    Colours,
    Sizes,
)


@dataclass(frozen=True, slots=True)
class Theme:
    """What a person can choose: light, dark or as the desktop is, and the size of the text."""

    mode: Look = Look.SYSTEM
    factor: float = 1.0


class Skin(QObject):
    """The look of the whole application; belongs to it, as its palette does.

    ``changed`` comes after a switch, for widgets that paint themselves.
    """

    changed = Signal()

    def __init__(
        self, app: QApplication, resources: Path, cache: Path, *, right_to_left: bool = False
    ) -> None:
        super().__init__(app)
        self._app = app
        self._cache = cache
        self._right_to_left = right_to_left
        self._theme = Theme(Look.LIGHT)
        self.icons = Icons(resources / "icons", right_to_left=right_to_left)
        load_fonts(resources / "fonts")
        app.setStyle("Fusion")
        app.styleHints().colorSchemeChanged.connect(self._follow_desktop)

    @property
    def theme(self) -> Theme:
        """What was chosen."""
        return self._theme

    @property
    def is_dark(self) -> bool:
        """Whether the dark colours are worn."""
        if self._theme.mode is Look.SYSTEM:
            return self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return self._theme.mode is Look.DARK

    @property
    def colours(self) -> Colours:
        """The colours worn at present."""
        return DARK if self.is_dark else LIGHT

    @property
    def sizes(self) -> Sizes:
        """The sizes at the chosen text factor."""
        return Sizes(self._theme.factor, 1 if self._right_to_left else 0)

    def colour(self, name: str) -> QColor:
        """A token as a Qt colour, for painting."""
        return QColor(self.colours.of(name))

    def icon(self, name: str, tone: str, pixels: int = 20) -> QIcon:
        """An icon for a button, in the colour of the token ``tone``."""
        side = self.sizes.px(pixels)
        return self.icons.icon(name, self.colours.of(tone), side, self._app.devicePixelRatio())

    def wear(self, theme: Theme) -> None:
        """Switch to another theme or text size, at once and everywhere."""
        factor = min(max(theme.factor, SMALLEST_FACTOR), LARGEST_FACTOR)
        self._theme = replace(theme, factor=factor)
        font = QFont(FAMILY)
        font.setPixelSize(self.sizes.body)
        self._app.setFont(font)
        self._app.setPalette(_palette(self.colours))
        images = write_images(self._image_folder(), self.colours)
        self._app.setStyleSheet(
            stylesheet(self.colours, self.sizes, images, right_to_left=self._right_to_left)
        )
        self.changed.emit()

    def _image_folder(self) -> Path:
        """The cache folder, or a temporary one when the machine refuses it."""
        try:
            self._cache.mkdir(parents=True, exist_ok=True)
        except OSError:
            self._cache = Path(tempfile.mkdtemp(prefix="mneedle-"))
        return self._cache

    def _follow_desktop(self) -> None:
        if self._theme.mode is Look.SYSTEM:
            self.wear(self._theme)


def apply_theme(
    app: QApplication,
    theme: Theme,
    resources: Path,
    cache: Path,
    *,
    right_to_left: bool = False,
) -> Skin:
    """Dress the application; called once. Later switches go through ``Skin.wear``.

    Args:
        app: the application.
        theme: what the settings say.
        resources: holds ``fonts`` and ``icons``.
        cache: a folder for the pictures of the style sheet.
        right_to_left: whether the language is written from right to left.
    """
    direction = Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight
    app.setLayoutDirection(direction)
    before = app.findChild(Skin)
    if before is not None:
        before.setParent(None)
    worn = Skin(app, resources, cache, right_to_left=right_to_left)
    worn.wear(theme)
    return worn


def skin() -> Skin:
    """The look of the running application, for widgets that paint or hold icons.

    Raises:
        LookupError: nothing has been applied yet; call `apply_theme` first.
    """
    app = QApplication.instance()
    worn = app.findChild(Skin) if app is not None else None
    if worn is None:
        raise LookupError("no look was applied to the application")
    return worn


def _palette(colours: Colours) -> QPalette:
    """The palette for what the style sheet does not reach: menus, tool tips, selections."""
    role = QPalette.ColorRole
    palette = QPalette()
    pairs = {
        role.Window: colours.canvas,
        role.WindowText: colours.text,
        role.Base: colours.surface,
        role.AlternateBase: colours.surface2,
        role.Text: colours.text,
        role.Button: colours.surface,
        role.ButtonText: colours.text,
        role.BrightText: colours.stop_text,
        role.Highlight: colours.primary,
        role.HighlightedText: colours.on_primary,
        role.ToolTipBase: colours.surface,
        role.ToolTipText: colours.text,
        role.PlaceholderText: colours.text2,
        role.Link: colours.primary,
        role.LinkVisited: colours.primary,
        role.Light: colours.surface2,
        role.Midlight: colours.line,
        role.Mid: colours.line,
        role.Dark: colours.control,
        role.Shadow: colours.control,
    }
    for one, colour in pairs.items():
        palette.setColor(one, QColor(colour))
    for one in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, one, QColor(colours.disabled))
    return palette
