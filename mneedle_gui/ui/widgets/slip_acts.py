"""What can be done with the slip of the two-minute check: print it, save it, or be done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from mneedle_gui.domain.clinic import Paper
from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.wording import Message, message
from mneedle_gui.services.prescreening import slip_name, slip_pdf
from mneedle_gui.services.workbench import Workbench
from mneedle_gui.system.files import FileTrouble, write_bytes
from mneedle_gui.ui.announce import announce
from mneedle_gui.ui.jobs import Jobs
from mneedle_gui.ui.questions.tile_layout import TileLayout
from mneedle_gui.ui.theme import skin
from mneedle_gui.ui.theme.dress import dress
from mneedle_gui.ui.theme.tokens import SPACE_2
from mneedle_gui.ui.widgets.buttons import Button
from mneedle_gui.ui.widgets.notice import Notice
from mneedle_gui.ui.widgets.printing import PrintRun, printer_for
from mneedle_gui.ui.widgets.text import label


class SlipActs(QWidget):
    """``done``: the check is over. ``failed`` brings an error that was already told, for the log.

    Args:
        jobs: the worker, which draws the slip.
        bench: gives the language, the clinic and its paper as they are now.
    """

    done = Signal()
    failed = Signal(object)

    def __init__(self, jobs: Jobs, bench: Callable[[], Workbench]) -> None:
        super().__init__()
        dress(self, "clear")
        self._jobs, self._bench = jobs, bench
        self._consultation: Consultation | None = None
        self._busy = False
        say = bench().words.say
        self._print = Button(say(message("Print slip…")), "", "printer", "text")
        self._save = Button(say(message("Save slip as PDF…")), "", "download", "text")
        self._done = Button(say(message("Done")), "", "check", "text")
        self._print.clicked.connect(self._start_print)
        self._save.clicked.connect(self._start_save)
        self._done.clicked.connect(self.done)
        self._state, self._notice = label("", "hint"), Notice()
        buttons = dress(QWidget(), "clear")
        tiles = TileLayout(3, lambda: skin().sizes.px(150), gaps=(12, 8))
        for button in (self._print, self._save, self._done):
            tiles.addWidget(button)
        buttons.setLayout(tiles)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_2)
        for part in (buttons, self._state, self._notice):
            column.addWidget(part)
        self._state.hide()
        self._notice.hide()

    def show_consultation(self, consultation: Consultation) -> None:
        """Work with this consultation from now on."""
        if consultation is not self._consultation:
            self._consultation = consultation
            self._state.hide()
            self._notice.hide()

    def take_focus(self) -> None:
        """Put the focus on printing."""
        self._print.setFocus(Qt.FocusReason.OtherFocusReason)

    def _start_print(self) -> None:
        self._draw(self._ask_printer)

    def _ask_printer(self, held: Consultation, paper: Paper, pdf: bytes) -> None:
        printer = printer_for(paper, Path(slip_name(held)).stem)
        if QPrintDialog(printer, self).exec() != QPrintDialog.DialogCode.Accepted:
            self._state.hide()
            return
        self._say(message("Printing…"))
        PrintRun(self._jobs, printer, pdf, self._printed, self._fail, self).start()

    def _printed(self, whole: bool) -> None:
        if whole:
            self._say(message("Sent to the printer"))
        else:
            self._tell(message("The printer did not take it. Check the printer, then print again."))

    def _start_save(self) -> None:
        held = self._consultation
        if held is None or self._busy:
            return
        heading = self._bench().words.say(message("Save slip as PDF…")).rstrip("…")
        name, _ = QFileDialog.getSaveFileName(self, heading, slip_name(held), "PDF (*.pdf)")
        if name:
            path = Path(name)
            target = path if path.suffix else path.with_suffix(".pdf")
            self._draw(lambda _held, _paper, pdf: self._write(target, pdf))

    def _write(self, path: Path, pdf: bytes) -> None:
        try:
            write_bytes(path, pdf)
        except FileTrouble as error:
            self._tell(message("{sentence}", sentence=error.sentence))
            self.failed.emit(error)
            return
        self._say(message("Saved. The file is not encrypted; keep it in a safe place."))

    def _draw(self, then: Callable[[Consultation, Paper, bytes], None]) -> None:
        """Draw the slip, then go on with it; another press meanwhile does nothing."""
        held, bench = self._consultation, self._bench()
        if held is None or self._busy:
            return
        self._busy, paper = True, bench.settings.paper
        self._notice.hide()
        self._say(message("Drawing the slip…"))

        def go_on(pdf: bytes) -> None:
            self._busy = False
            then(held, paper, pdf)

        self._jobs.run(lambda: slip_pdf(held, bench, paper), go_on, self._fail, self)

    def _fail(self, error: Exception) -> None:
        self._busy = False
        text = message("The slip could not be drawn. The answers are safe: try again.")
        self._tell(text)
        self.failed.emit(error)

    def _tell(self, text: Message) -> None:
        said = self._bench().words.say(text)
        self._state.hide()
        self._notice.show_notice("stop", "circle-alert", said)
        self._notice.show()
        announce(self, said)

    def _say(self, text: Message) -> None:
        said = self._bench().words.say(text)
        self._state.setText(said)
        self._state.show()
        announce(self, said)
