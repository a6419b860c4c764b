"""Boxes with a border: the key message, notices, and when to call."""

from __future__ import annotations

from mneedle_gui.documents.model import CallCard, KeyBox, Notice, Tone
from mneedle_gui.documents.pdf.boxes import Box, stack
from mneedle_gui.documents.pdf.fonts import Weight
from mneedle_gui.documents.pdf.pen import Pen
from mneedle_gui.documents.pdf.qr import square_code
from mneedle_gui.documents.pdf.setting import Setting, text_box
from mneedle_gui.documents.pdf.styles import (
    MM,
    ON_PRIMARY,
    PAPER,
    STOP,
    TINT,
    TINT_LINE,
    TONES,
    Type,
)

_RADIUS = 7.0
_QR = 26 * MM


def key_box(block: KeyBox, setting: Setting) -> Box:
    """The key message on its tint."""
    look = setting.look
    side, pad = look.box
    width = setting.width - 2 * side
    head = look.heading(2)
    title = text_box(((head.weight, block.title),), head, setting, width)
    style = look.key
    texts = [text_box(((style.weight, line),), style, setting, width) for line in block.lines]
    inner = (title, *texts)
    height = sum(box.height for box in inner) + 2 * pad + 2

    def draw(pen: Pen, x: float, top: float) -> None:
        pen.box((x, top - height, setting.width, height), TINT, TINT_LINE, _RADIUS)
        y = top - pad
        for number, box in enumerate(inner):
            box.draw(pen, x + side, y)
            y -= box.height + (2 if number == 0 else 0)

    gap = look.between_blocks
    return Box(height, draw, gap, gap, cut=lambda: inner)


def notice(block: Notice, setting: Setting) -> Box:
    """A short text with a title in the colour of its tone, and a sign beside a warning."""
    look, colours = setting.look, TONES[block.tone]
    side, pad = look.box
    pad *= 0.8
    body = look.body
    signed = block.tone in (Tone.WARN, Tone.STOP)
    indent = body.size * 1.6 if signed else 0.0
    width = setting.width - 2 * side - indent
    head = Type(body.size, body.leading, Weight.SEMIBOLD, colours.text)
    title = text_box(((head.weight, block.title),), head, setting, width)
    text = text_box(((Weight.REGULAR, block.text),), body, setting, width)
    inner = (title, text) if block.text else (title,)
    height = sum(box.height for box in inner) + 2 * pad

    def draw(pen: Pen, x: float, top: float) -> None:
        pen.box((x, top - height, setting.width, height), colours.ground, colours.text, 5, 0.8)
        if signed:
            middle = top - pad - head.leading / 2
            pen.warning_sign(x + side, middle, body.size * 1.05, colours.text)
        y = top - pad
        for box in inner:
            box.draw(pen, x + side + indent, y)
            y -= box.height

    gap = look.between_blocks
    return Box(height, draw, gap, gap, cut=lambda: inner)


def call_card(block: CallCard, setting: Setting, least: float = 0.0) -> Box:
    """The red card: white title on red, signs, the emergency line, a square code.

    ``least`` is the least height, so that two cards beside each other are alike.
    """
    look, style = setting.look, setting.look.body
    side, pad = look.box
    pad *= 0.8
    head = Type(style.size + 0.5, style.leading + 0.5, Weight.SEMIBOLD, ON_PRIMARY)
    title = text_box(((head.weight, block.title),), head, setting, setting.width - 2 * side)
    bar = title.height + pad
    code = square_code(block.qr, _QR) if block.qr else None
    width = setting.width - 2 * side - (_QR + 4 if code else 0)
    rows = _signs(block, setting, style, width)
    strong = Type(style.size, style.leading, Weight.SEMIBOLD)
    if block.emergency:
        line = text_box(((strong.weight, block.emergency),), strong, setting, width)
        rows.append(Box(line.height, line.draw, above=look.between(2.5, 5), cut=line.cut))
    inner = stack(rows)
    height = max(inner.height + bar + 2 * pad, bar + _QR + 4 if code else 0, least)

    def draw(pen: Pen, x: float, top: float) -> None:
        place = (x, top - height, setting.width, height)
        pen.box(place, PAPER, radius=_RADIUS)
        pen.capped((x, top - bar, setting.width, bar), STOP, _RADIUS)
        pen.box(place, None, STOP, _RADIUS, 1.4)
        title.draw(pen, x + side, top - pad / 2)
        inner.draw(
            pen,
            x + side,
            top - bar - (height - bar - inner.height) / 2 if not least else top - bar - pad,
        )
        if code is not None:
            code(pen, x + setting.width - _QR - 4, top - bar - (height - bar - _QR) / 2)

    above = max(look.between_blocks, look.before_section)
    return Box(height, draw, above, look.between_blocks, cut=lambda: (title, inner))


def _signs(block: CallCard, setting: Setting, style: Type, width: float) -> list[Box]:
    """Signs in two columns, row by row."""
    gutter, dot = 10.0, style.size * 0.36
    columns = block.columns
    column = (width - gutter * (columns - 1)) / columns
    indent = style.size * 0.95
    texts = [
        text_box(((style.weight, item),), style, setting, column - indent) for item in block.items
    ]

    def row(pair: list[Box]) -> Box:
        def draw(pen: Pen, x: float, top: float) -> None:
            for number, text in enumerate(pair):
                left = x + number * (column + gutter)
                pen.disc((left + dot, top - style.leading / 2), dot / 2, STOP)
                text.draw(pen, left + indent, top)

        gap = setting.look.between(0.5, 3)
        return Box(max(text.height for text in pair), draw, gap, gap, cut=lambda: tuple(pair))

    return [row(texts[i : i + columns]) for i in range(0, len(texts), columns)]
