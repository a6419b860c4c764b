"""From blocks of a document to laid-out boxes, for one width and one look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from mneedle_gui.documents.model import (
    Balanced,
    Block,
    Bullets,
    CallCard,
    Columns,
    FaceMap,
    Group,
    Heading,
    Item,
    KeyBox,
    Notice,
    PageBreak,
    Paragraph,
    Role,
    Rules,
    SignatureBox,
    Table,
    Ticks,
    Timeline,
)
from mneedle_gui.documents.pdf import cards, charts, contents, face, tables
from mneedle_gui.documents.pdf.boxes import Box, Mark, height_of, side_by_side, stack
from mneedle_gui.documents.pdf.fonts import Weight
from mneedle_gui.documents.pdf.lines import Breaker, Span
from mneedle_gui.documents.pdf.pen import Pen
from mneedle_gui.documents.pdf.setting import Setting, text_box
from mneedle_gui.documents.pdf.styles import CONTROL, LINE, MM, PRIMARY, Look, Type
from mneedle_gui.documents.places import Places
from mneedle_gui.domain.zone_map import ZoneMap

_GUTTER = 5.5 * MM
_RULES = (7 * MM, 9.5 * MM)
_SIGNATURE = (80 * MM, 22 * MM)


_Figure: TypeAlias = KeyBox | Notice | CallCard | Table | Timeline | FaceMap | Rules | SignatureBox


@dataclass(frozen=True, slots=True)
class Layout:
    """Lays out blocks, each once for a look and a width as long as it stays the same object.

    ``pages`` tells, by the time that pages are drawn, on which of them each anchor stands.
    """

    breaker: Breaker
    look: Look
    maps: Mapping[str, ZoneMap]
    known: dict[tuple[int, float, Look], tuple[Block, Box]]
    pages: Mapping[str, int]

    def boxes(self, blocks: tuple[Block, ...], width: float) -> list[Box]:
        """The boxes of ``blocks``, in order."""
        return [self.box(block, width) for block in blocks]

    def box(self, block: Block, width: float) -> Box:
        """The box of one block."""
        key = (id(block), width, self.look)
        found = self.known.get(key)
        if found is None or found[0] is not block:
            found = self.known[key] = (block, self._laid_out(block, width))
        return found[1]

    def _laid_out(self, block: Block, width: float) -> Box:
        setting = self._setting(width)
        match block:
            case Heading():
                return _heading(block, setting)
            case Paragraph():
                return _paragraph(block, setting)
            case Ticks() | Bullets():
                return _list(block, setting)
            case Columns():
                return self._columns(block, width)
            case Balanced():
                return self._balanced(block, width)
            case Group():
                return stack(self.boxes(block.blocks, width))
            case PageBreak():
                return Box(0, lambda _pen, _x, _top: None, fresh=True)
            case Places():
                return contents.places(block, setting, self.pages)
            case _:
                return self._figure(block, setting)

    def _figure(self, block: _Figure, setting: Setting) -> Box:
        match block:
            case KeyBox():
                return cards.key_box(block, setting)
            case Notice():
                return cards.notice(block, setting)
            case CallCard():
                return cards.call_card(block, setting)
            case Table():
                return tables.table(block, setting)
            case Timeline():
                return charts.timeline(block, setting)
            case FaceMap():
                return face.face_map(block, setting, self.maps)
            case Rules(count):
                return _rules(count, setting)
            case SignatureBox(labels):
                return _signatures(labels, setting)

    def _columns(self, block: Columns, width: float) -> Box:
        left_width = (width - _GUTTER) * block.ratio
        right_width = width - _GUTTER - left_width
        left = stack(self.boxes(block.left, left_width))
        right = stack(self.boxes(block.right, right_width))
        match block.left, block.right:
            case (CallCard() as one,), (CallCard() as other,):
                tallest = max(left.height, right.height)
                left = cards.call_card(one, self._setting(left_width), tallest)
                right = cards.call_card(other, self._setting(right_width), tallest)
        above = max(left.above, right.above)
        return side_by_side(left, right, left_width + _GUTTER, above, self.look.between_blocks)

    def _setting(self, width: float) -> Setting:
        return Setting(self.breaker, self.look, width)

    def _balanced(self, block: Balanced, width: float) -> Box:
        column = (width - _GUTTER) / 2
        boxes = self.boxes(block.blocks, column)
        splits = range(1, len(boxes) + 1)
        best = min(splits, key=lambda n: max(height_of(boxes[:n]), height_of(boxes[n:])))
        left, right = stack(boxes[:best]), stack(boxes[best:])
        above = max(left.above, right.above)
        return side_by_side(left, right, column + _GUTTER, above, self.look.between_blocks)


def _heading(block: Heading, setting: Setting) -> Box:
    look, style = setting.look, setting.look.heading(block.level)
    above = {1: look.before_title, 2: look.before_section, 3: look.before_part}[block.level]
    spans: tuple[Span, ...] = ((style.weight, block.text),)
    if block.aside:
        spans += ((Weight.REGULAR, block.aside),)
    made = setting.text(
        spans,
        style,
        above=above,
        below=look.after_heading if block.level < 3 else look.between_items / 2,
        held=True,
        section=block.level == 2,
    )
    if not block.anchor:
        return made
    return replace(made, marks=(Mark(block.anchor, block.text, block.level),))


def _paragraph(block: Paragraph, setting: Setting) -> Box:
    style = setting.look.paragraph(block.role)
    gap = setting.look.between_blocks
    if block.role is Role.CAPTION:
        gap /= 2
    spans = setting.led(block.lead, block.text, style)
    return setting.text(spans, style, above=gap, below=gap, held=block.held)


def _list(block: Ticks | Bullets, setting: Setting) -> Box:
    ticks = isinstance(block, Ticks)
    look, gutter = setting.look, _GUTTER
    columns = block.columns
    width = (setting.width - gutter * (columns - 1)) / columns
    inner = Setting(setting.breaker, look, width)
    entries = [_entry(item, inner, ticks=ticks) for item in block.items]
    gap = look.between_blocks
    if columns == 1:
        body = stack(entries, gap, gap)
    else:
        left, right = _halves(entries)
        body = side_by_side(stack(left), stack(right), width + gutter, gap, gap)
    if not block.title:
        return body
    style = look.heading(3)
    title = setting.text(((style.weight, block.title),), style, above=gap, held=True)
    return stack((title, body if not body.above else _closer(body, look)), gap, gap)


def _closer(body: Box, look: Look) -> Box:
    """A list directly under its own small title."""
    return Box(body.height, body.draw, look.between_items / 2, body.below, cut=body.cut)


def _halves(entries: list[Box]) -> tuple[list[Box], list[Box]]:
    """Entries dealt onto two columns of about the same height, in reading order down each."""
    total = sum(entry.height for entry in entries)
    used, count = 0.0, 0
    while count < len(entries) and used + entries[count].height / 2 < total / 2:
        used += entries[count].height
        count += 1
    return entries[:count], entries[count:]


def _entry(item: Item, setting: Setting, *, ticks: bool) -> Box:
    look, style = setting.look, setting.look.body
    size = style.size * (0.95 if ticks else 0.36)
    indent = style.size * (1.75 if ticks else 1.15)
    spans = setting.led(item.lead, item.text, style)
    text = text_box(spans, style, setting, setting.width - indent)
    mark = _tick if ticks else _dot

    def draw(pen: Pen, x: float, top: float) -> None:
        mark(pen, x, top - style.leading / 2, size)
        text.draw(pen, x + indent, top)

    gap = look.between_items
    if ticks:
        gap = max(gap, look.between(2, 6))
    return Box(text.height, draw, gap, gap, cut=text.cut)


def _tick(pen: Pen, x: float, middle: float, size: float) -> None:
    pen.tick_box(x + 0.5, middle, size)


def _dot(pen: Pen, x: float, middle: float, size: float) -> None:
    pen.disc((x + size, middle), size / 2, PRIMARY)


def _rules(count: int, setting: Setting) -> Box:
    step = setting.look.between(*_RULES)

    def line(pen: Pen, x: float, top: float) -> None:
        y = top - step + 2
        pen.rule((x, y), (x + setting.width, y), CONTROL, 0.6)

    return stack([Box(step, line) for _ in range(count)], 0, setting.look.between_blocks)


def _signatures(labels: tuple[str, ...], setting: Setting) -> Box:
    width, height = _SIGNATURE
    style: Type = setting.look.paragraph(Role.NOTE)

    def box(label: str) -> Box:
        spans: tuple[Span, ...] = ((style.weight, label),)
        text = text_box(spans, style, setting, width)

        def draw(pen: Pen, x: float, top: float) -> None:
            pen.box((x, top - height, width, height), None, LINE, 4)
            text.draw(pen, x, top - height - 2)

        return Box(height + text.height + 2, draw)

    made = [box(label) for label in labels]
    pairs = [made[i : i + 2] for i in range(0, len(made), 2)]
    rows = [
        side_by_side(pair[0], pair[1], setting.width - width, 6, 6) if len(pair) > 1 else pair[0]
        for pair in pairs
    ]
    return stack(rows, setting.look.between_blocks, setting.look.between_blocks)
