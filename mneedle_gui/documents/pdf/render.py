"""The door of the room: a document becomes the bytes of a PDF."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from mneedle_gui.documents.model import Document, Scale
from mneedle_gui.documents.pdf.boxes import Mark, draw_stack
from mneedle_gui.documents.pdf.fit import Fitting, fit
from mneedle_gui.documents.pdf.fonts import Typeface, Weight, typeface
from mneedle_gui.documents.pdf.lines import Breaker
from mneedle_gui.documents.pdf.page import Frame, Sheet
from mneedle_gui.documents.pdf.pen import Pen, page_name
from mneedle_gui.documents.pdf.text import clean
from mneedle_gui.domain.clinic import Paper
from mneedle_gui.domain.zone_map import ZoneMap

PRODUCER = "Needling Plan"
_BOOKMARKED = 2  # the deepest level of heading that becomes a bookmark and a running title


def render(
    document: Document, paper: Paper, fonts_folder: Path, maps: Mapping[str, ZoneMap]
) -> bytes:
    """The PDF of ``document``: the same bytes for the same document, all fonts embedded.

    ``fonts_folder`` holds the shipped fonts; ``maps`` are the pictures by view. Nothing is read from
    anywhere else, and nothing is written.
    """
    face = typeface(fonts_folder)
    breaker = Breaker(face)
    sheet = Sheet.of(paper, document.scale)
    fitting = fit(document, sheet, breaker, maps)
    buffer = io.BytesIO()
    canvas = _canvas(document, sheet, face, buffer)
    _draw(fitting, Frame(sheet, document, breaker), canvas)
    canvas.save()
    return buffer.getvalue()


def printed(
    document: Document, paper: Paper, fonts_folder: Path, maps: Mapping[str, ZoneMap]
) -> Document:
    """The document as it is printed on ``paper``: without the spare rows that had to go."""
    breaker = Breaker(typeface(fonts_folder))
    return fit(document, Sheet.of(paper, document.scale), breaker, maps).document


def _canvas(document: Document, sheet: Sheet, face: Typeface, buffer: io.BytesIO) -> Canvas:
    rl_config.trustedSchemes, rl_config.trustedHosts = [], None
    rl_config.useA85 = 0
    canvas = Canvas(
        buffer,
        pagesize=(sheet.width, sheet.height),
        invariant=1,
        pageCompression=1,
        initialFontName=face.main(Weight.REGULAR).name,
        initialFontSize=10,
        lang=document.language,
    )
    canvas.setTitle(clean(document.title))
    canvas.setSubject(clean(document.subject))
    canvas.setAuthor(clean(document.author))
    canvas.setCreator(PRODUCER)
    canvas.setProducer(PRODUCER)
    return canvas


def _draw(fitting: Fitting, frame: Frame, canvas: Canvas) -> None:
    pen = Pen(canvas)
    sheet, pages = frame.sheet, len(fitting.sheets)
    bookmarks = _bookmarks(fitting)
    running = ""
    for number, fitted in enumerate(fitting.sheets, start=1):
        if bookmarks:
            canvas.bookmarkPage(page_name(number), fit="Fit")
        for mark in bookmarks.get(number, ()):
            canvas.addOutlineEntry(
                clean(mark.title), page_name(number), mark.level - 1, closed=True
            )
        running = _running(running, bookmarks.get(number, ()))
        frame.draw(pen, number, pages, running)
        draw_stack(fitted.boxes, pen, sheet.side, sheet.height - sheet.top, fitted.extra)
        canvas.showPage()


def _bookmarks(fitting: Fitting) -> dict[int, tuple[Mark, ...]]:
    """The sections of a book by the page they begin on; none in other papers."""
    if fitting.document.scale is not Scale.BOOK:
        return {}
    by_page: dict[int, tuple[Mark, ...]] = {}
    for page, mark in fitting.marks:
        if 0 < mark.level <= _BOOKMARKED:
            by_page[page] = (*by_page.get(page, ()), mark)
    return by_page


def _running(before: str, marks: tuple[Mark, ...]) -> str:
    """The title above a page: the first section that begins on it, or the one that runs on."""
    return marks[0].title if marks else before
