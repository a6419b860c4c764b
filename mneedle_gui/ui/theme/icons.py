"""Line icons in any colour, drawn from the SVG files of the resources."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from mneedle_gui.ui.theme.tokens import Colours

_MIRRORED = {
    "arrow-left": "arrow-right",
    "arrow-right": "arrow-left",
    "chevron-left": "chevron-right",
    "chevron-right": "chevron-left",
}
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20" viewBox="0 0 20 20">{}</svg>'


class Icons:
    """The icon files of one folder.

    Args:
        folder: where the SVG files are; strokes in ``currentColor``.
        right_to_left: whether arrows point the other way.
    """

    def __init__(self, folder: Path, *, right_to_left: bool = False) -> None:
        self._folder = folder
        self._right_to_left = right_to_left
        self._sources: dict[str, str] = {}
        self._renderers: dict[tuple[str, str], QSvgRenderer] = {}

    def paint(self, painter: QPainter, area: QRectF, name: str, colour: str) -> None:
        """Draw an icon into ``area``."""
        self._renderer(name, colour).render(painter, area)

    def pixmap(self, name: str, colour: str, side: int, ratio: float) -> QPixmap:
        """An icon of ``side`` logical pixels for a screen of this device pixel ratio."""
        picture = QPixmap(QSize(round(side * ratio), round(side * ratio)))
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self._renderer(name, colour).render(painter)
        painter.end()
        picture.setDevicePixelRatio(ratio)
        return picture

    def icon(self, name: str, colour: str, side: int, ratio: float) -> QIcon:
        """An icon for a button or a menu."""
        return QIcon(self.pixmap(name, colour, side, ratio))

    def _renderer(self, name: str, colour: str) -> QSvgRenderer:
        key = (name, colour)
        if key not in self._renderers:
            source = self._source(name).replace("currentColor", colour)
            self._renderers[key] = QSvgRenderer(QByteArray(source.encode("utf-8")))
        return self._renderers[key]

    def _source(self, name: str) -> str:
        if self._right_to_left:
            name = _MIRRORED.get(name, name)
        if name not in self._sources:
            self._sources[name] = (self._folder / f"{name}.svg").read_text(encoding="utf-8")
        return self._sources[name]


def write_images(folder: Path, colours: Colours) -> dict[str, str]:
    """Write the pictures that a style sheet can only name as files; their paths by name.

    File names hold a digest of the content, so a folder serves both themes and every version.

    Raises:
        OSError: the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths: dict[str, str] = {}
    for name, drawing in _drawings(colours).items():
        content = _SVG.format(drawing)
        digest = hashlib.sha256(content.encode("utf-8")).hexdigest()[:12]
        file = folder / f"{name}-{digest}.svg"
        if not file.is_file():
            file.write_text(content, encoding="utf-8")
        paths[name] = file.as_posix()
    return paths


def _drawings(colours: Colours) -> dict[str, str]:
    box = '<rect x="1.75" y="1.75" width="16.5" height="16.5" rx="3.5" {}/>'
    ring = '<circle cx="10" cy="10" r="8.5" {}/>'
    stroke = 'fill="none" stroke="{}" stroke-width="1.5"'
    tick = (
        '<path d="M5.6 10.4l3 3 5.8-6.4" fill="none" stroke="{}" stroke-width="2.2" '
        'stroke-linecap="round" stroke-linejoin="round"/>'
    )
    down = (
        '<path d="M5 7.5l5 5 5-5" fill="none" stroke="{}" stroke-width="1.8" '
        'stroke-linecap="round" stroke-linejoin="round"/>'
    )
    filled = f'fill="{colours.primary}"'
    full = f'<rect x="1" y="1" width="18" height="18" rx="4" {filled}/>'
    return {
        "radio-off": ring.format(stroke.format(colours.control)),
        "radio-on": ring.format(stroke.format(colours.primary).replace("1.5", "2"))
        + f'<circle cx="10" cy="10" r="4.6" {filled}/>',
        "check-off": box.format(stroke.format(colours.control)),
        "check-on": full + tick.format(colours.on_primary),
        "arrow-down": down.format(colours.control),
        "menu-tick": tick.format(colours.primary),
    }
