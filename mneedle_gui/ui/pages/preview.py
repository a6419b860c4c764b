"""The paper as it will be printed: look, print, save."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from mneedle_gui.domain.clinic import Paper
from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.plan import Plan
from mneedle_gui.domain.wording import Message, Words, message
from mneedle_gui.services.issuing import CLIENT, SESSION_SHEET
from mneedle_gui.system.files import FileTrouble, write_bytes
from mneedle_gui.ui.announce import announce
from mneedle_gui.ui.jobs import Jobs
from mneedle_gui.ui.pages.before_paper import accepts
from mneedle_gui.ui.theme.dress import dress
from mneedle_gui.ui.theme.tokens import SPACE_2, SPACE_3
from mneedle_gui.ui.widgets.buttons import Button
from mneedle_gui.ui.widgets.notice import Notice
from mneedle_gui.ui.widgets.paper_bar import PaperBar
from mneedle_gui.ui.widgets.pdf_pages import PagePicture, draw_pages
from mneedle_gui.ui.widgets.pdf_view import PdfView
from mneedle_gui.ui.widgets.printing import PrintRun, printer_for
from mneedle_gui.ui.widgets.text import label

Renderer = Callable[[Consultation, str, Paper], bytes]
"""Draws a document of a consultation as PDF; runs on the worker."""

_SCREEN_DOTS, _WIDEST_DOTS, _POINTS = 96, 112, 72
_PAUSE_MS = 1000
_WIDTHS = {Paper.A4: 595.0, Paper.LETTER: 612.0}


class PreviewPage(QWidget):
    """Shows the client's document, the practitioner's sheet or the sheets of the sessions.

    ``issued`` brings ``printed`` or ``saved`` after paper went out. ``failed`` brings an error that
    was already told in a sentence, for the log.

    Args:
        words: the language.
        jobs: the worker.
        render: draws a document.
        name_for: gives the file name to offer for a document; holds no client words.
        paper: gives the clinic's usual paper.
    """

    issued = Signal(str)
    failed = Signal(object)

    def __init__(
        self,
        words: Words,
        jobs: Jobs,
        render: Renderer,
        name_for: Callable[[Consultation, str], str],
        paper: Callable[[], Paper],
    ) -> None:
        super().__init__()
        dress(self, "canvas")
        self._words, self._jobs, self._render = words, jobs, render
        self._name_for, self._usual_paper = name_for, paper
        self._consultation: Consultation | None = None
        self._kind, self._paper, self._zoom = CLIENT, paper(), 0
        self._pdf = b""
        self._asked = 0
        self._accepted: Consultation | None = None
        self._paper_chosen = False
        self._since = QElapsedTimer()
        self._redraw = QTimer(self, singleShot=True, interval=120)
        self._redraw.timeout.connect(self._draw)
        say = words.say
        self._title, self._state = label("", "title"), label("", "hint")
        self._print = Button(say(message("Print…")), "primary", "printer", "on_primary")
        self._save = Button(say(message("Save PDF…")), "", "download", "text")
        self._bar, self._view, self._notice = PaperBar(words), PdfView(words), Notice()
        self._notice.hide()
        self._lay_out()
        self._connect()

    def show_consultation(self, consultation: Consultation) -> None:
        """Draw the paper of this consultation, with the clinic as the settings have it now."""
        self._consultation = consultation
        if not self._paper_chosen:
            self._paper = self._usual_paper()
        is_plan = isinstance(consultation.plan, Plan)
        if not is_plan and self._kind == SESSION_SHEET:
            self._kind = CLIENT
        title = message("Preview of the plan") if is_plan else message("Preview of the letter")
        self._title.setText(self._words.say(title))
        self._bar.show_choice(self._kind, self._paper, is_letter=not is_plan)
        self._begin()

    def focus_first(self) -> None:
        """Put the focus on printing."""
        self._print.setFocus()

    @property
    def pdf(self) -> bytes:
        """The paper as drawn last, nothing while it is being drawn."""
        return self._pdf

    def _begin(self) -> None:
        held = self._consultation
        if held is None:
            return
        self._pdf = b""
        self._asked += 1
        asked, kind, paper = self._asked, self._kind, self._paper
        self._view.clear()
        self._bar.show_page(0, 0)
        self._say(message("Drawing the paper…"))
        self._notice.hide()
        self._jobs.run(
            lambda: self._render(held, kind, paper),
            lambda pdf: self._take(pdf, asked),
            self._fail,
            self,
        )

    def _take(self, pdf: bytes, asked: int) -> None:
        if asked == self._asked:
            self._pdf = pdf
            self._draw()

    def _draw(self) -> None:
        if not self._pdf:
            return
        pdf, asked, ratio = self._pdf, self._asked, self.devicePixelRatioF()
        dots = _SCREEN_DOTS * self._zoom / 100
        if not self._zoom:
            dots = min(self._view.room / _WIDTHS[self._paper] * _POINTS, _WIDEST_DOTS)
        self._jobs.run(
            lambda: draw_pages(pdf, dots * ratio),
            lambda pictures: self._show(pictures, asked, ratio),
            self._fail,
            self,
        )

    def _show(self, pictures: tuple[PagePicture, ...], asked: int, ratio: float) -> None:
        if asked != self._asked:
            return
        self._view.show_pages([picture.image() for picture in pictures], ratio)
        self._bar.show_page(self._view.current, self._view.count)
        self._say(message("Drawn for {paper}", paper=_SHEETS[self._paper]))

    def _choose_kind(self, kind: str) -> None:
        self._kind = kind
        self._begin()

    def _choose_paper(self, paper: str) -> None:
        self._paper, self._paper_chosen = Paper(paper), True
        self._begin()

    def _choose_zoom(self, zoom: int) -> None:
        self._zoom = zoom
        self._draw()

    def _fit_again(self) -> None:
        if not self._zoom:
            self._redraw.start()

    def _start_print(self) -> None:
        if not self._may_issue():
            return
        held = self._consultation
        if held is None:
            return
        printer = printer_for(self._paper, Path(self._name_for(held, self._kind)).stem)
        dialog = QPrintDialog(printer, self)
        if dialog.exec() != QPrintDialog.DialogCode.Accepted:
            return
        self._say(message("Printing…"))
        run = PrintRun(self._jobs, printer, self._pdf, self._printed, self._fail, self)
        run.start()

    def _printed(self, whole: bool) -> None:
        if whole:
            self._say(message("Sent to the printer"))
            self.issued.emit("printed")
        else:
            self._tell(message("The printer did not take it. Check the printer, then print again."))

    def _start_save(self) -> None:
        if not self._may_issue() or self._consultation is None:
            return
        heading = self._words.say(message("Save the PDF"))
        offered = self._name_for(self._consultation, self._kind)
        name, _ = QFileDialog.getSaveFileName(self, heading, offered, "PDF (*.pdf)")
        if not name:
            return
        path = Path(name)
        try:
            write_bytes(path if path.suffix else path.with_suffix(".pdf"), self._pdf)
        except FileTrouble as error:
            self._tell(message("{sentence}", sentence=error.sentence))
            self.failed.emit(error)
            return
        self._say(message("Saved. The file is not encrypted; keep it in a safe place."))
        self.issued.emit("saved")

    def _may_issue(self) -> bool:
        """Whether paper may go out now: it is drawn, not a double click, and the outcome was seen."""
        if self._since.isValid() and self._since.elapsed() < _PAUSE_MS:
            return False
        if not self._pdf or self._consultation is None:
            self._say(message("The paper is still being drawn. Try again in a moment."))
            return False
        if self._consultation is not self._accepted:
            if not accepts(self, self._consultation, self._kind, self._words):
                return False
            self._accepted = self._consultation
        self._since.start()
        return True

    def _fail(self, error: Exception) -> None:
        self._say(message("Not drawn"))
        self._tell(
            message(
                "The paper could not be drawn. The answers are safe: export them, then try again."
            )
        )
        self.failed.emit(error)

    def _tell(self, text: Message) -> None:
        said = self._words.say(text)
        self._notice.show_notice("stop", "circle-alert", said)
        self._notice.show()
        announce(self, said)

    def _say(self, text: Message) -> None:
        said = self._words.say(text)
        self._state.setText(said)
        announce(self, said)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        top = QVBoxLayout()
        top.setContentsMargins(28, 20, 24, SPACE_3)
        top.setSpacing(SPACE_3)
        head = QHBoxLayout()
        head.setSpacing(SPACE_2)
        titles = QVBoxLayout()
        titles.setSpacing(2)
        titles.addWidget(self._title)
        titles.addWidget(self._state)
        head.addLayout(titles, 1)
        head.addWidget(self._save)
        head.addWidget(self._print)
        top.addLayout(head)
        top.addWidget(self._bar)
        top.addWidget(self._notice)
        column.addLayout(top)
        column.addWidget(self._view, 1)

    def _connect(self) -> None:
        self._print.clicked.connect(self._start_print)
        self._save.clicked.connect(self._start_save)
        self._bar.kind_chosen.connect(self._choose_kind)
        self._bar.paper_chosen.connect(self._choose_paper)
        self._bar.zoomed.connect(self._choose_zoom)
        self._bar.turned.connect(lambda step: self._view.go_to(self._view.current + step))
        self._view.page_shown.connect(lambda at: self._bar.show_page(at, self._view.count))
        self._view.resized.connect(self._fit_again)
        for key, act in (("Ctrl+P", self._start_print), ("Ctrl+S", self._start_save)):
            QShortcut(QKeySequence(key), self).activated.connect(act)


_SHEETS = {Paper.A4: message("A4"), Paper.LETTER: message("US Letter")}
