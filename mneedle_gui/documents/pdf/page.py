"""The sheet: its size, margins, header and footer."""

from __future__ import annotations

import io
from dataclasses import dataclass

from PIL import Image
from reportlab.lib.utils import ImageReader

from mneedle_gui.documents.model import Document, Scale
from mneedle_gui.documents.pdf.fonts import Weight
from mneedle_gui.documents.pdf.lines import Breaker
from mneedle_gui.documents.pdf.pen import Pen
from mneedle_gui.documents.pdf.styles import LINE, MM, PRIMARY, TEXT_SOFT, Type
from mneedle_gui.domain.clinic import Paper

_SIZES = {Paper.A4: (210 * MM, 297 * MM), Paper.LETTER: (215.9 * MM, 279.4 * MM)}
_SMALL = Type(10.5, 13, Weight.REGULAR, TEXT_SOFT)
_SMALLER = Type(8.5, 11, Weight.REGULAR, TEXT_SOFT)
_NAME = Type(11.5, 14, Weight.SEMIBOLD, PRIMARY)
_BAND = 5 * MM


@dataclass(frozen=True, slots=True)
class Sheet:
    """One size of paper with its margins, in points."""

    width: float
    height: float
    side: float = 18 * MM
    top: float = 17 * MM
    bottom: float = 17.5 * MM

    @classmethod
    def of(cls, paper: Paper, scale: Scale = Scale.CLIENT) -> Sheet:
        """The sheet of a size of paper; the small type of a book leaves narrower margins."""
        width, height = _SIZES[paper]
        return cls(width, height, 15 * MM) if scale is Scale.BOOK else cls(width, height)

    @property
    def text_width(self) -> float:
        """Between the side margins."""
        return self.width - 2 * self.side

    @property
    def room(self) -> float:
        """The height between header and footer."""
        return self.height - self.top - self.bottom


@dataclass(frozen=True, slots=True)
class _Slot:
    """Where a line of header or footer may stand: its side, what is taken of the width, its share."""

    right: bool = False
    taken: float = 0.0
    offset: float = 0.0
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Frame:
    """Draws what stands around the text of every page."""

    sheet: Sheet
    document: Document
    breaker: Breaker

    def draw(self, pen: Pen, page: int, pages: int, running: str = "") -> None:
        """Header and footer of one page; ``running`` is the section that a page of a book is in."""
        if page == 1:
            self._first_header(pen)
        else:
            later, top = self.document.header.later, self._header_top
            taken = self._fit(
                pen, later, top, self._small, _Slot(right=True, share=0.5 if running else 1.0)
            )
            if running:
                self._fit(pen, running, top, self._small, _Slot(taken=taken + 12))
        self._footer(pen, page, pages)

    @property
    def _small(self) -> Type:
        return _SMALLER if self.document.scale is Scale.BOOK else _SMALL

    @property
    def _header_top(self) -> float:
        return self.sheet.height - 9 * MM

    def _first_header(self, pen: Pen) -> None:
        sheet, header = self.sheet, self.document.header
        pen.box((0, sheet.height - _BAND, sheet.width, _BAND), PRIMARY)
        used = self._logo(pen)
        used += self._fit(
            pen, header.clinic, self._header_top, _NAME, _Slot(offset=used, share=0.5)
        )
        self._fit(
            pen, header.first, self._header_top, self._small, _Slot(right=True, taken=used + 12)
        )

    def _logo(self, pen: Pen) -> float:
        """Draws the clinic's picture; gives the width it took."""
        if not self.document.header.logo:
            return 0.0
        picture = Image.open(io.BytesIO(self.document.header.logo))
        picture.load()
        high = 7 * MM
        wide = min(high * picture.width / picture.height, 40 * MM)
        x, y = self.sheet.side, self.sheet.height - _BAND - 1.5 * MM - high
        pen.canvas.drawImage(
            ImageReader(picture), x, y, wide, high, mask="auto", preserveAspectRatio=True
        )
        return wide + 6

    def _footer(self, pen: Pen, page: int, pages: int) -> None:
        sheet, footer = self.sheet, self.document.footer
        y = 15 * MM
        pen.rule((sheet.side, y), (sheet.width - sheet.side, y), LINE, 0.7)
        top = y - 3
        number = footer.page.replace("{page}", str(page)).replace("{pages}", str(pages))
        taken = self._fit(pen, number, top, self._small, _Slot(right=True))
        left = " · ".join(part for part in (footer.left, footer.middle) if part)
        self._fit(pen, left, top, self._small, _Slot(taken=taken + 12))

    def _fit(
        self,
        pen: Pen,
        text: str,
        top: float,
        style: Type,
        slot: _Slot,
    ) -> float:
        """One line of text, set smaller or over two lines when it is too long; gives its width."""
        room = self.sheet.text_width * slot.share - slot.taken
        lines = self.breaker.lines(((style.weight, text),), room, style.size)
        if len(lines) > 2:
            lines = lines[:2]
        if len(lines) == 2:
            style = Type(style.size, 11, style.weight, style.colour)
            top += 4
        widest = max(line.width for line in lines) * style.size
        for number, line in enumerate(lines):
            x = self.sheet.side + slot.offset
            if slot.right:
                x = self.sheet.width - self.sheet.side - line.width * style.size
            pen.lines((line,), x, top - number * style.leading, style)
        return widest
