"""Outlines of the maps as Qt paths, and colours that keep a number readable on a shade."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPainterPath

from mneedle_gui.domain.zone_map import Close, Cubic, Line, Move, Path


def painter_path(path: Path) -> QPainterPath:
    """The same outline for a painter, in map units; even-odd as on paper."""
    drawn = QPainterPath()
    for segment in path.segments:
        match segment:
            case Move(x, y):
                drawn.moveTo(x, y)
            case Line(x, y):
                drawn.lineTo(x, y)
            case Cubic(x1, y1, x2, y2, x, y):
                drawn.cubicTo(x1, y1, x2, y2, x, y)
            case Close():
                drawn.closeSubpath()
    return drawn


def contrast(one: QColor, other: QColor) -> float:
    """The contrast of two colours as WCAG counts it, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def readable_on(fill: QColor, inks: tuple[QColor, ...]) -> QColor:
    """The ink that stands out most from ``fill``."""
    return max(inks, key=lambda ink: contrast(fill, ink))


def _luminance(colour: QColor) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
