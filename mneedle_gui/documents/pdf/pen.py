"""The drawing hand: the few strokes that the paper is made of. y grows upwards, as on the sheet."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from reportlab.lib.colors import HexColor

from mneedle_gui.documents.pdf.lines import Line
from mneedle_gui.documents.pdf.styles import CONTROL, LINE, ON_PRIMARY, PAPER, PRIMARY, Type

_ARC = 0.5523  # how far the handles of a quarter circle reach, in radii
_RISE = 0.35  # from the middle of a line down to its baseline, in ems


def baseline(top: float, style: Type) -> float:
    """Where the first line of text stands that begins at ``top``."""
    return top - style.leading / 2 - style.size * _RISE


def page_name(page: int) -> str:
    """What a page is called inside the file, for links and bookmarks."""
    return f"page-{page}"


@dataclass(frozen=True, slots=True)
class Pen:
    """Draws on one canvas."""

    canvas: Any

    def lines(self, lines: tuple[Line, ...], x: float, top: float, style: Type) -> None:
        """Lines of text from ``top`` downwards, left edges at ``x``."""
        text = self.canvas.beginText(x, baseline(top, style))
        text._code.append(_ink(style.colour))  # noqa: SLF001 - as for shapes below
        here = ""
        for number, line in enumerate(lines):
            if number:
                text.setTextOrigin(x, baseline(top, style) - number * style.leading)
            for piece in line.pieces:
                if piece.font != here:
                    text.setFont(piece.font, style.size)
                    here = piece.font
                text.textOut(piece.text)
        self.canvas.drawText(text)

    def centred(self, line: Line, x: float, top: float, style: Type) -> None:
        """One line with its middle at ``x``."""
        self.lines((line,), x - line.width * style.size / 2, top, style)

    def rule(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        colour: HexColor = LINE,
        width: float = 0.6,
    ) -> None:
        """A straight line."""
        self.canvas.setStrokeColor(colour)
        self.canvas.setLineWidth(width)
        self.canvas.line(*start, *end)

    def shape(
        self, operators: str, ground: HexColor | None, edge: HexColor | None, width: float = 0.8
    ) -> None:
        """A path given as PDF operators, filled by the even-odd rule, with an edge, or both."""
        code, paint = [], "f*"
        if ground is not None:
            code.append(_ink(ground))
        if edge is not None:
            paint = "S" if ground is None else "B*"
            code.append(f"{_ink(edge).upper()} {width:g} w")
        # reportlab's own path object writes every number slowly; this is the way its parts use too.
        self.canvas._code.extend((*code, f"{operators} {paint}"))  # noqa: SLF001

    def box(
        self,
        place: tuple[float, float, float, float],
        ground: HexColor | None = None,
        edge: HexColor | None = None,
        radius: float = 0,
        width: float = 0.8,
    ) -> None:
        """A box at left, bottom, width and height, with a ground, an edge, or both."""
        self.shape(_rounded(place, radius) if radius else _rectangle(place), ground, edge, width)

    def capped(
        self, place: tuple[float, float, float, float], ground: HexColor, radius: float
    ) -> None:
        """A filled box of which only the upper corners are round."""
        left, bottom, width, height = place
        self.box(place, ground, radius=radius)
        self.box((left, bottom, width, min(radius, height / 2)), ground)

    def disc(
        self,
        centre: tuple[float, float],
        radius: float,
        ground: HexColor | None,
        edge: HexColor | None = None,
        width: float = 1.2,
    ) -> None:
        """A circle."""
        (x, y), size = centre, 2 * radius
        place = (x - radius, y - radius, size, size)
        self.shape(_rounded(place, radius), ground, edge, width)

    def dots(self, start: float, end: float, y: float, step: float) -> None:
        """A row of small dots that end at ``end``; those of several rows stand under each other."""
        if end <= start:
            return
        ink = _ink(LINE).upper()
        line = f"{end:.3f} {y:.3f} m {start:.3f} {y:.3f} l S"
        self.canvas._code.append(f"q {ink} 1 J 0.9 w [0 {step:.3f}] 0 d {line} Q")  # noqa: SLF001

    def link(self, place: tuple[float, float, float, float], page: int) -> None:
        """A click in the box at left, bottom, width and height leads to a page, counted from 1."""
        left, bottom, width, height = place
        box = (left, bottom, left + width, bottom + height)
        self.canvas.linkRect("", page_name(page), box, thickness=0)

    def tick_box(self, x: float, middle: float, size: float) -> None:
        """An empty box to tick (fonts have none)."""
        self.box((x, middle - size / 2, size, size), PAPER, CONTROL, radius=2, width=0.9)

    def check(self, centre: tuple[float, float], size: float, colour: HexColor = PRIMARY) -> None:
        """A tick."""
        x, y = centre
        path = self.canvas.beginPath()
        path.moveTo(x - size * 0.5, y + size * 0.02)
        path.lineTo(x - size * 0.12, y - size * 0.38)
        path.lineTo(x + size * 0.5, y + size * 0.42)
        self.canvas.setStrokeColor(colour)
        self.canvas.setLineWidth(1.6)
        self.canvas.setLineCap(1)
        self.canvas.setLineJoin(1)
        self.canvas.drawPath(path, stroke=1, fill=0)
        self.canvas.setLineCap(0)
        self.canvas.setLineJoin(0)

    def warning_sign(self, x: float, middle: float, size: float, colour: HexColor) -> None:
        """A triangle with an exclamation mark (fonts have none)."""
        path = self.canvas.beginPath()
        path.moveTo(x + size / 2, middle + size * 0.5)
        path.lineTo(x + size, middle - size * 0.42)
        path.lineTo(x, middle - size * 0.42)
        path.close()
        self.canvas.setFillColor(colour)
        self.canvas.setStrokeColor(colour)
        self.canvas.setLineWidth(1)
        self.canvas.setLineJoin(1)
        self.canvas.drawPath(path, stroke=1, fill=1)
        self.canvas.setLineJoin(0)
        middle_x = x + size / 2
        self.rule(
            (middle_x, middle + size * 0.2), (middle_x, middle - size * 0.12), ON_PRIMARY, 1.4
        )
        self.disc((middle_x, middle - size * 0.27), 0.9, ON_PRIMARY)


@cache
def _ink(colour: HexColor) -> str:
    """A fill colour as PDF operators; in capitals it is the colour of strokes."""
    return f"{colour.red:.4g} {colour.green:.4g} {colour.blue:.4g} rg"


def _rectangle(place: tuple[float, float, float, float]) -> str:
    """A rectangle as PDF operators."""
    left, bottom, width, height = place
    return f"{left:.3f} {bottom:.3f} {width:.3f} {height:.3f} re"


def _rounded(place: tuple[float, float, float, float], radius: float) -> str:
    """A rectangle with round corners as PDF operators; a circle when the radius is half its side."""
    left, bottom, width, height = place
    right, top, bend = left + width, bottom + height, radius * (1 - _ARC)
    return (
        f"{left + radius:.3f} {bottom:.3f} m {right - radius:.3f} {bottom:.3f} l "
        f"{right - bend:.3f} {bottom:.3f} {right:.3f} {bottom + bend:.3f} "
        f"{right:.3f} {bottom + radius:.3f} c {right:.3f} {top - radius:.3f} l "
        f"{right:.3f} {top - bend:.3f} {right - bend:.3f} {top:.3f} "
        f"{right - radius:.3f} {top:.3f} c {left + radius:.3f} {top:.3f} l "
        f"{left + bend:.3f} {top:.3f} {left:.3f} {top - bend:.3f} "
        f"{left:.3f} {top - radius:.3f} c {left:.3f} {bottom + radius:.3f} l "
        f"{left:.3f} {bottom + bend:.3f} {left + bend:.3f} {bottom:.3f} "
        f"{left + radius:.3f} {bottom:.3f} c h"
    )
