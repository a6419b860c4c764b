"""Every colour, size and distance of the paper. Points, unless a name says otherwise.

A look lies between tight and roomy: ``ease`` runs from 0 to 1, and leading and distances follow it,
so that a full page closes up a little and a short one breathes. Type sizes do not change with it.
"""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm

from mneedle_gui.documents.model import Role, Scale, Tone
from mneedle_gui.documents.pdf.fonts import Weight

MM = float(mm)

TEXT = HexColor(0x1E2226)
TEXT_SOFT = HexColor(0x565B61)
PRIMARY = HexColor(0x0E5A5A)
ON_PRIMARY = HexColor(0xFFFFFF)
TINT = HexColor(0xE1EFED)
TINT_LINE = HexColor(0x9CC7C3)
STRIPE = HexColor(0xF5F3EF)
LINE = HexColor(0xC9C4BC)
CONTROL = HexColor(0x4A4F55)
STOP = HexColor(0x9B1C1C)
PAPER = HexColor(0xFFFFFF)
SKIN = HexColor(0xFAF5F0)
SKIN_LINE = HexColor(0x8B7F74)
ZONE_LINE = HexColor(0xC9BDB1)
HAIR = HexColor(0xE6DFD5)
KEEP_OUT = HexColor(0xD3CBC1)
MAP_LIGHT = HexColor(0xCFE7E4)
MAP_DARK = PRIMARY


@dataclass(frozen=True, slots=True)
class Tint:
    """The colours of a notice: text and border, and the ground behind it."""

    text: HexColor
    ground: HexColor


TONES = {
    Tone.CALM: Tint(PRIMARY, TINT),
    Tone.WARN: Tint(HexColor(0x7A4A00), HexColor(0xFFF3D9)),
    Tone.STOP: Tint(STOP, HexColor(0xFCEBEA)),
    Tone.GOOD: Tint(HexColor(0x1C6339), HexColor(0xE5F3EA)),
    Tone.INFO: Tint(HexColor(0x1D4A86), HexColor(0xE8F0FA)),
}


@dataclass(frozen=True, slots=True)
class Type:
    """How text is set."""

    size: float
    leading: float
    weight: Weight = Weight.REGULAR
    colour: HexColor = TEXT


@dataclass(frozen=True, slots=True)
class Look:
    """One setting of the page."""

    scale: Scale
    ease: float = 1.0
    small: bool = False

    def between(self, tight: float, roomy: float) -> float:
        """The value between two ends for the present ease."""
        return tight + (roomy - tight) * self.ease

    @property
    def dense(self) -> bool:
        """True for the practitioner's paper."""
        return self.scale is Scale.DENSE

    @property
    def book(self) -> bool:
        """True for a long document."""
        return self.scale is Scale.BOOK

    @property
    def body(self) -> Type:
        """Running text, lists and tables."""
        if self.dense:
            return Type(9, 10.9) if self.small else Type(9.5, self.between(11.8, 13))
        if self.book:
            return Type(9.25, 12.2)
        if self.small:
            return Type(11.5, 13.7)
        return Type(12, self.between(14.4, 17))

    @property
    def table(self) -> Type:
        """The cells of a table."""
        return Type(8.5, 10.5) if self.book else self.body

    def paragraph(self, role: Role) -> Type:
        """The type of a paragraph."""
        body = self.body
        match role:
            case Role.BODY:
                return body
            case Role.STRONG:
                return Type(body.size, body.leading, Weight.SEMIBOLD)
            case Role.NOTE | Role.CAPTION:
                if self.dense or self.book:
                    return Type(8.5, self.between(10.4, 11.4), colour=TEXT_SOFT)
                return Type(10.5, self.between(12.8, 14.5), colour=TEXT_SOFT)

    def heading(self, level: int) -> Type:
        """The type of a heading."""
        if self.dense:
            sizes = {1: (15.0, 19.0), 2: (11.0, 14.0), 3: (9.5, 12.0)}
        elif self.book:
            sizes = {1: (18.0, 23.0), 2: (12.5, 16.0), 3: (9.5, 12.4)}
        else:
            section = (15.0, self.between(17.5, 20)) if not self.small else (14.5, 16.5)
            sizes = {1: (22.0, 27.0), 2: section, 3: (self.body.size, self.body.leading)}
        size, leading = sizes[level]
        return Type(size, leading, Weight.SEMIBOLD, TEXT if level == 1 else PRIMARY)

    @property
    def key(self) -> Type:
        """The key message."""
        if self.dense or self.book:
            return Type(11, 14, Weight.SEMIBOLD)
        return Type(14, self.between(17.5, 20), Weight.SEMIBOLD)

    @property
    def before_section(self) -> float:
        """Above a heading of level 2."""
        if self.book:
            return 14.0
        return self.between(4, 9) if self.dense else self.between(6, 17)

    @property
    def before_title(self) -> float:
        """Above a heading of level 1 that does not begin a page."""
        return 20.0 if self.book else 0.0

    @property
    def before_part(self) -> float:
        """Above a heading of level 3."""
        return 9.0 if self.book else self.between_blocks

    @property
    def after_heading(self) -> float:
        """Below a heading."""
        return self.between(2, 3) if self.dense or self.book else self.between(2, 6)

    @property
    def between_blocks(self) -> float:
        """Between two blocks."""
        return self.between(3, 5) if self.dense or self.book else self.between(3, 9)

    @property
    def between_items(self) -> float:
        """Between entries of a list."""
        return self.between(1, 2) if self.dense or self.book else self.between(0.8, 6)

    @property
    def cell(self) -> tuple[float, float]:
        """Room inside a table cell: at the sides, and above and below."""
        if self.book:
            return 4.5, 1.9
        return (5, self.between(1.6, 2.6)) if self.dense else (7, self.between(1.5, 5.5))

    @property
    def box(self) -> tuple[float, float]:
        """Room inside a box: at the sides, and above and below."""
        return (8, self.between(4, 6)) if self.dense or self.book else (12, self.between(6, 11))
