"""The course as a line: filled numbered circles are sessions, an open circle with a tick is a check."""

from __future__ import annotations

from mneedle_gui.documents.model import Role, Stop, StopKind, Timeline
from mneedle_gui.documents.pdf.boxes import Box
from mneedle_gui.documents.pdf.fonts import Weight
from mneedle_gui.documents.pdf.lines import Line
from mneedle_gui.documents.pdf.pen import Pen
from mneedle_gui.documents.pdf.setting import Setting, text_box
from mneedle_gui.documents.pdf.styles import (
    ON_PRIMARY,
    PAPER,
    PRIMARY,
    TEXT,
    TEXT_SOFT,
    TINT,
    Type,
)

_RADIUS = 11.0
_BAND = 2.1  # how many ordinary gaps the band takes
_LABEL = Type(10.5, 13, Weight.SEMIBOLD, TEXT)
_DAY = Type(10.5, 13, Weight.REGULAR, TEXT_SOFT)
_MARK = Type(11, 13, Weight.SEMIBOLD, ON_PRIMARY)


def timeline(block: Timeline, setting: Setting) -> Box:
    """The line with its circles, dates below and names above, and a caption that explains it."""
    breaker, width = setting.breaker, setting.width
    caption_style = setting.look.paragraph(Role.CAPTION)
    caption = text_box(((Weight.REGULAR, block.caption),), caption_style, setting, width)
    places = _places(block.stops, width)
    labels = [_one_line(setting, _LABEL, stop.label) for stop in block.stops]
    days = [_one_line(setting, _DAY, stop.day) for stop in block.stops]
    marks = [_one_line(setting, _MARK, stop.mark) for stop in block.stops]
    band = breaker.lines(((Weight.REGULAR, block.band),), width, 10.5)[0] if block.band else None
    height = 13 + 4 + 2 * _RADIUS + 4 + 13
    gap = setting.look.between(2, 6)

    def draw(pen: Pen, x: float, top: float) -> None:
        middle = top - 17 - _RADIUS
        pen.rule((x + places[0], middle), (x + places[-1], middle), PRIMARY, 1.4)
        before = _band_after(block.stops)
        if band is not None and before is not None:
            left, right = x + places[before] + _RADIUS + 6, x + places[before + 1] - _RADIUS - 6
            pen.box((left, middle - 8.5, right - left, 17), TINT, radius=8.5)
            pen.centred(band, (left + right) / 2, middle + 6.5, Type(10.5, 13, colour=TEXT))
        for stop, place, name, day, mark in zip(
            block.stops, places, labels, days, marks, strict=True
        ):
            pen.centred(name, x + place, top, _LABEL)
            _circle(pen, stop, (x + place, middle))
            if stop.kind is not StopKind.CHECK:
                colour = ON_PRIMARY if stop.kind is StopKind.SESSION else PRIMARY
                style = Type(_MARK.size, _MARK.leading, _MARK.weight, colour)
                pen.centred(mark, x + place, middle + _MARK.leading / 2, style)
            pen.centred(day, x + place, middle - _RADIUS - 4, _DAY)
        caption.draw(pen, x, top - height - gap)

    total = height + (gap + caption.height if block.caption else 0)
    space = setting.look.between_blocks
    return Box(total, draw, space, space)


def _one_line(setting: Setting, style: Type, text: str) -> Line:
    return setting.breaker.lines(((style.weight, text),), 1e6, style.size)[0]


def _circle(pen: Pen, stop: Stop, centre: tuple[float, float]) -> None:
    match stop.kind:
        case StopKind.SESSION:
            pen.disc(centre, _RADIUS, PRIMARY, PRIMARY, 1.4)
        case StopKind.TEST_SPOT:
            pen.disc(centre, _RADIUS, TINT, PRIMARY, 1.4)
        case StopKind.CHECK:
            pen.disc(centre, _RADIUS, PAPER, PRIMARY, 1.6)
            pen.check(centre, 10)


def _band_after(stops: tuple[Stop, ...]) -> int | None:
    """The place of the last visit, when a check follows it."""
    visits = [n for n, stop in enumerate(stops) if stop.kind is not StopKind.CHECK]
    return visits[-1] if visits and visits[-1] + 1 < len(stops) else None


def _places(stops: tuple[Stop, ...], width: float) -> list[float]:
    """Where the circles stand: even steps, with a longer one for the band."""
    band = _band_after(stops)
    steps = [_BAND if n == band else 1.0 for n in range(len(stops) - 1)]
    margin = min(30.0, width / (2 * len(stops)))
    unit = (width - 2 * margin) / (sum(steps) or 1)
    unit = min(unit, 105.0)
    places = [margin]
    for step in steps:
        places.append(places[-1] + step * unit)
    return places
