"""Printing pages one by one: the worker draws each at the printer's own resolution."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMarginsF, QObject, QRectF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from mneedle_gui.domain.clinic import Paper
from mneedle_gui.ui.jobs import Jobs
from mneedle_gui.ui.widgets.pdf_pages import PagePicture, draw_pages, page_count

_MOST_DOTS = 300
_SHEETS = {Paper.A4: QPageSize.PageSizeId.A4, Paper.LETTER: QPageSize.PageSizeId.Letter}


def printer_for(paper: Paper, title: str) -> QPrinter:
    """A printer set to this paper, edge to edge; ``title`` names the job and no client."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setPageLayout(
        QPageLayout(
            QPageSize(_SHEETS[paper]),
            QPageLayout.Orientation.Portrait,
            QMarginsF(0, 0, 0, 0),
        )
    )
    printer.setFullPage(True)
    return printer


class PrintRun(QObject):
    """Prints one PDF. ``on_end`` is told whether every page went to the printer.

    Args:
        jobs: the worker.
        printer: set up by the print dialog.
        pdf: what to print.
        on_end: told at the end.
        on_error: told when a page cannot be drawn.
    """

    def __init__(
        self,
        jobs: Jobs,
        printer: QPrinter,
        pdf: bytes,
        on_end: Callable[[bool], None],
        on_error: Callable[[Exception], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._jobs, self._printer, self._pdf = jobs, printer, pdf
        self._on_end, self._on_error = on_end, on_error
        self._painter = QPainter()
        self._pages: list[int] = []
        self._begun = False

    def start(self) -> None:
        """Begin with the first page of the chosen range."""
        self._jobs.run(lambda: page_count(self._pdf), self._take_count, self._fail, self)

    def _take_count(self, count: int) -> None:
        first = self._printer.fromPage() or 1
        last = min(self._printer.toPage() or count, count)
        self._pages = list(range(first - 1, last))
        if not self._pages or not self._painter.begin(self._printer):
            self._on_end(False)
            return
        self._draw_next()

    def _draw_next(self) -> None:
        if not self._pages:
            done = self._painter.end()
            self._on_end(done)
            return
        at = self._pages.pop(0)
        dots = min(self._printer.resolution(), _MOST_DOTS)
        self._jobs.run(lambda: draw_pages(self._pdf, dots, (at,)), self._paint, self._fail, self)

    def _paint(self, pictures: tuple[PagePicture, ...]) -> None:
        if self._begun and not self._printer.newPage():
            self._painter.end()
            self._on_end(False)
            return
        self._begun = True
        paper = self._printer.pageLayout().fullRectPixels(self._printer.resolution())
        self._painter.drawImage(_fitted(pictures[0], QRectF(paper)), pictures[0].image())
        self._draw_next()

    def _fail(self, error: Exception) -> None:
        if self._painter.isActive():
            self._painter.end()
        self._on_error(error)


def _fitted(picture: PagePicture, paper: QRectF) -> QRectF:
    """The page on the sheet, whole, in the middle; smaller only when the sheet is."""
    scale = min(paper.width() / picture.width, paper.height() / picture.height)
    width, height = picture.width * scale, picture.height * scale
    return QRectF((paper.width() - width) / 2, (paper.height() - height) / 2, width, height)
