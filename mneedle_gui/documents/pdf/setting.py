"""What a block needs in order to be laid out: the breaker, the look, and the width it may take."""

from __future__ import annotations

from dataclasses import dataclass

from mneedle_gui.documents.pdf.boxes import Box
from mneedle_gui.documents.pdf.fonts import Weight
from mneedle_gui.documents.pdf.lines import Breaker, Line, Span
from mneedle_gui.documents.pdf.pen import Pen
from mneedle_gui.documents.pdf.styles import Look, Type


@dataclass(frozen=True, slots=True)
class Setting:
    """One place on the page."""

    breaker: Breaker
    look: Look
    width: float

    def led(self, lead: str, text: str, style: Type) -> tuple[Span, ...]:
        """``text`` after a bold ``lead``."""
        if not lead:
            return ((style.weight, text),)
        return ((Weight.SEMIBOLD, lead), (style.weight, text))

    def text(
        self,
        spans: tuple[Span, ...],
        style: Type,
        *,
        above: float = 0.0,
        below: float = 0.0,
        held: bool = False,
        section: bool = False,
    ) -> Box:
        """Text over the whole width."""
        made = text_box(spans, style, self, self.width)
        return Box(made.height, made.draw, above, below, held, section, made.cut)


def text_box(spans: tuple[Span, ...], style: Type, setting: Setting, width: float) -> Box:
    """Text in lines not wider than ``width``; long text may be cut between lines."""
    lines = setting.breaker.lines(spans, width, style.size)
    return _lines_box(lines, style)


def _lines_box(lines: tuple[Line, ...], style: Type) -> Box:
    def draw(pen: Pen, x: float, top: float) -> None:
        pen.lines(lines, x, top, style)

    def cut() -> tuple[Box, ...]:
        return tuple(_lines_box((line,), style) for line in lines)

    return Box(len(lines) * style.leading, draw, cut=cut if len(lines) > 1 else None)
