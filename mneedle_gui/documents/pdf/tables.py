"""Tables: a dark head, soft stripes, rows that are never cut, the head again on the next page."""

from __future__ import annotations

from dataclasses import dataclass

from mneedle_gui.documents.model import Row, Table
from mneedle_gui.documents.pdf.boxes import Box, Mark, stack
from mneedle_gui.documents.pdf.fonts import Weight
from mneedle_gui.documents.pdf.pen import Pen
from mneedle_gui.documents.pdf.setting import Setting, text_box
from mneedle_gui.documents.pdf.styles import CONTROL, LINE, ON_PRIMARY, PRIMARY, STRIPE, Type

_RADIUS = 4.0
_TRADE = 0.02
_TALL = 300  # a row higher than this may be cut, cell by cell


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where the columns of a table stand."""

    setting: Setting
    widths: tuple[float, ...]

    @property
    def lefts(self) -> tuple[float, ...]:
        """The left edge of each column."""
        return tuple(sum(self.widths[:n]) for n in range(len(self.widths)))

    def cells(self, texts: tuple[str, ...], styles: tuple[Type, ...]) -> tuple[Box, ...]:
        """The text of each cell, laid out."""
        side = self.setting.look.cell[0]
        return tuple(
            text_box(((style.weight, text),), style, self.setting, width - 2 * side)
            for text, style, width in zip(texts, styles, self.widths, strict=True)
        )


def table(block: Table, setting: Setting) -> Box:
    """The whole table."""
    grid = _best_grid(block, setting)
    head = _head(block, grid)
    rows = tuple(_row(block, row, grid, number % 2 == 1) for number, row in enumerate(block.rows))
    gap = setting.look.between_blocks
    whole = stack((head, *rows) if head is not None else rows)
    return Box(whole.height, whole.draw, gap, gap, cut=lambda: rows, head=head, marks=whole.marks)


def _best_grid(block: Table, setting: Setting) -> _Grid:
    """The grid as asked for, or with width traded between two columns where that saves lines."""
    grids = [
        _Grid(setting, tuple(setting.width * share for share in shares))
        for shares in _trades(block)
    ]
    if len(grids) == 1:
        return grids[0]
    return min(grids, key=lambda grid: sum(_lines_of(block, row, grid) for row in block.rows))


def _trades(block: Table) -> list[tuple[float, ...]]:
    if block.traded is None:
        return [block.widths]
    giver, taker = block.traded
    trades = []
    for step in (0, 1, -1, 2, -2, 3, -3):
        shares = list(block.widths)
        shares[giver] -= step * _TRADE
        shares[taker] += step * _TRADE
        trades.append(tuple(shares))
    return trades


def _lines_of(block: Table, row: Row, grid: _Grid) -> int:
    """How many lines the highest cell of a row has."""
    setting, most = grid.setting, 0
    size, side = setting.look.table.size, setting.look.cell[0]
    for number, (text, width) in enumerate(zip(row.cells, grid.widths, strict=True)):
        weight = Weight.SEMIBOLD if number in block.emphasis else Weight.REGULAR
        lines = setting.breaker.lines(((weight, text),), width - 2 * side, size)
        most = max(most, len(lines))
    return most


def _head(block: Table, grid: _Grid) -> Box | None:
    if not any(block.head):
        return None
    look = grid.setting.look
    style = Type(look.table.size, look.table.leading, Weight.SEMIBOLD, ON_PRIMARY)
    cells = grid.cells(block.head, (style,) * len(block.head))
    side, pad = look.cell
    height = max(cell.height for cell in cells) + 2 * pad

    def draw(pen: Pen, x: float, top: float) -> None:
        pen.capped((x, top - height, grid.setting.width, height), PRIMARY, _RADIUS)
        for left, cell in zip(grid.lefts, cells, strict=True):
            cell.draw(pen, x + left + side, top - pad)

    return Box(height, draw, held=True)


def _row(block: Table, row: Row, grid: _Grid, striped: bool) -> Box:
    look = grid.setting.look
    body = look.table
    bold = Type(body.size, body.leading, Weight.SEMIBOLD)
    styles = tuple(bold if n in block.emphasis else body for n in range(len(row.cells)))
    cells = grid.cells(row.cells, styles)
    side, pad = look.cell
    height = max(cell.height for cell in cells) + 2 * pad

    def draw(pen: Pen, x: float, top: float) -> None:
        if striped:
            pen.box((x, top - height, grid.setting.width, height), STRIPE)
        pen.rule((x, top - height), (x + grid.setting.width, top - height), LINE, 0.6)
        for number, (left, cell) in enumerate(zip(grid.lefts, cells, strict=True)):
            if number in block.ticks:
                pen.tick_box(x + left + side, top - height / 2, body.size * 0.95)
            elif number in block.lines:
                end = x + left + grid.widths[number] - side
                y = top - height + pad + 3
                pen.rule((x + left + side, y), (end, y), CONTROL, 0.5)
            else:
                cell.draw(pen, x + left + side, top - pad)

    marks = (Mark(row.anchor),) if row.anchor else ()
    return Box(height, draw, cut=(lambda: cells) if height > _TALL else None, marks=marks)
