"""Pictures of the pages of a PDF. Runs on the worker; pdfium is used nowhere else meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2
from PySide6.QtGui import QImage

_POINTS_PER_INCH = 72


@dataclass(frozen=True, slots=True)
class PagePicture:
    """One page as three bytes for each pixel: red, green, blue. ``stride`` is the bytes of a row."""

    width: int
    height: int
    stride: int
    pixels: bytes

    def image(self) -> QImage:
        """The picture for painting."""
        form = QImage.Format.Format_RGB888
        return QImage(self.pixels, self.width, self.height, self.stride, form).copy()


def page_count(pdf: bytes) -> int:
    """How many pages there are."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


def draw_pages(
    pdf: bytes, dots_per_inch: float, pages: Sequence[int] | None = None
) -> tuple[PagePicture, ...]:
    """Pictures of these pages, counted from 0; of all when none are named."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        wanted = range(len(document)) if pages is None else pages
        return tuple(_drawn(document, at, dots_per_inch / _POINTS_PER_INCH) for at in wanted)
    finally:
        document.close()


def _drawn(document: pypdfium2.PdfDocument, at: int, scale: float) -> PagePicture:
    page = document[at]
    bitmap = page.render(scale=scale, rev_byteorder=True)
    try:
        pixels = bytes(bitmap.buffer)
        return PagePicture(int(bitmap.width), int(bitmap.height), int(bitmap.stride), pixels)
    finally:
        bitmap.close()
        page.close()
