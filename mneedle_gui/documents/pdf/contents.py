"""Lists of places: words, a row of dots, and the page; a click leads there."""

from __future__ import annotations

from collections.abc import Mapping

from mneedle_gui.documents.pdf.boxes import Box, stack
from mneedle_gui.documents.pdf.fonts import Weight
from mneedle_gui.documents.pdf.pen import Pen
from mneedle_gui.documents.pdf.setting import Setting, text_box
from mneedle_gui.documents.pdf.styles import Type
from mneedle_gui.documents.places import PlaceLine, Places

_GUTTER = 14.0
_NUMBER_EMS = 2.2  # room for the number of a page
_INDENT_EMS = 1.4
_DOT_EMS = 0.7  # from one dot to the next
_ABOVE_FIRST = 4.0


def places(block: Places, setting: Setting, pages: Mapping[str, int]) -> Box:
    """The whole list. ``pages`` is looked up while drawing, when every page is known."""
    columns = block.columns
    width = (setting.width - _GUTTER * (columns - 1)) / columns
    narrow = Setting(setting.breaker, setting.look, width)
    levels = any(line.level > 1 for line in block.lines)
    rows = tuple(_line(line, narrow, pages, strong=levels) for line in block.lines)
    gap = setting.look.between_blocks
    if columns == 1:
        return stack(rows, gap, gap)
    per_column = -(-len(rows) // columns)
    sides = [stack(rows[n : n + per_column]) for n in range(0, len(rows), per_column)]

    def draw(pen: Pen, x: float, top: float) -> None:
        for number, side in enumerate(sides):
            side.draw(pen, x + number * (width + _GUTTER), top)

    return Box(max((side.height for side in sides), default=0.0), draw, gap, gap)


def _line(line: PlaceLine, setting: Setting, pages: Mapping[str, int], *, strong: bool) -> Box:
    first = strong and line.level == 1
    body = setting.look.table
    style = Type(
        body.size,
        body.leading * (1.1 if strong else 1.0),
        Weight.SEMIBOLD if first else Weight.REGULAR,
    )
    indent = (line.level - 1) * _INDENT_EMS * style.size
    room = setting.width - indent - _NUMBER_EMS * style.size
    text = text_box(((style.weight, line.text),), style, setting, room)
    last = setting.breaker.lines(((style.weight, line.text),), room, style.size)[-1]

    def draw(pen: Pen, x: float, top: float) -> None:
        text.draw(pen, x + indent, top)
        page = pages.get(line.anchor)
        if page is None:
            return
        number = setting.breaker.lines(((style.weight, str(page)),), setting.width, style.size)
        left = x + setting.width - number[0].width * style.size
        foot = top - text.height + style.leading
        pen.lines(number, left, foot, style)
        start = x + indent + (last.width + 0.5) * style.size
        y = foot - style.leading * 0.72
        pen.dots(start, left - 0.5 * style.size, y, _DOT_EMS * style.size)
        pen.link((x, top - text.height, setting.width, text.height), page)

    return Box(text.height, draw, above=_ABOVE_FIRST if first else 0.0)
