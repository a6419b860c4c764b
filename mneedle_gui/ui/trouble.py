"""From errors to sentences: the world's troubles get a calm box, our own bugs a crash page and a log."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Sequence
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from mneedle_gui.domain.wording import Words, message
from mneedle_gui.exchange.answers_file import AnswersFileError
from mneedle_gui.system.files import FileTrouble
from mneedle_gui.system.logs import Event, EventLog
from mneedle_gui.ui.ask import ask, box, tell

_MOST_LINES = 8
_FIRST_LINES = 4


def explain(
    parent: QWidget | None, error: Exception, words: Words, log: EventLog, event: Event
) -> None:
    """Tell of a trouble of the world in a sentence and note its kind; other errors are raised on.

    Args:
        parent: the window that was asked.
        error: what was caught.
        words: the language.
        log: the local log; gets the type of the error and no word of it.
        event: what was being done.
    """
    lines = sentences(error)
    if not lines:
        raise error
    log.note(event, error)
    heading = words.say(message("That did not work"))
    tell(parent, heading, "\n".join(lines), words.say(message("Close")))


def sentences(error: Exception) -> tuple[str, ...]:
    """What to say about a trouble of the world; nothing for any other error."""
    match error:
        case FileTrouble():
            return (error.sentence,)
        case AnswersFileError():
            return error.lines[:_MOST_LINES]
        case _:
            return ()


def tell_why_not(lines: Sequence[str], words: Words) -> None:
    """Why the program cannot start: the first lines at once, all of them on demand."""
    say = words.say
    made = box(
        None,
        say(message("Needling Plan cannot start")),
        "\n\n".join(lines[:_FIRST_LINES]),
        [say(message("Close"))],
    )
    if len(lines) > _FIRST_LINES:
        made.setDetailedText("\n".join(lines))
    made.exec()


class CrashPage(QObject):
    """Catches what nobody expected: notes it without any words typed, and says so once.

    ``install`` puts it in place of the interpreter's own hooks, ``remove`` takes it out again.

    Args:
        words: the language.
        log: the local log.
        export: offers to save the answers; gives true when they are in a file.
    """

    _happened = Signal(object)

    def __init__(
        self, words: Words, log: EventLog, export: Callable[[], bool], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._words, self._log, self._export = words, log, export
        self._is_open = False
        self._before = (sys.excepthook, threading.excepthook)
        self._happened.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Catch from now on, in every thread."""
        self._before = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._caught
        threading.excepthook = self._caught_in_thread

    def remove(self) -> None:
        """Put back what was there before."""
        sys.excepthook, threading.excepthook = self._before

    def _caught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self._log.note(Event.CRASHED, error)
        self._happened.emit(type(error).__name__)

    def _caught_in_thread(self, caught: threading.ExceptHookArgs) -> None:
        error = caught.exc_value if caught.exc_value is not None else SystemError()
        self._caught(caught.exc_type, error, caught.exc_traceback)

    def _show(self, kind: str) -> None:
        if self._is_open:
            return
        self._is_open = True
        try:
            self._ask(kind)
        finally:
            self._is_open = False

    def _ask(self, kind: str) -> None:
        say = self._words.say
        heading = say(message("Something went wrong in the program"))
        text = say(
            message(
                "Nothing was sent anywhere, and what you entered is still here. Export the answers, "
                "then start the program again. The local log has the kind of error ({kind}) and no "
                "client data.",
                kind=kind,
            )
        )
        choices = [
            say(message("Go on")),
            say(message("Export answers…")),
            say(message("Close the program")),
        ]
        taken = ask(QApplication.activeWindow(), heading, text, choices)
        if taken == 1:
            self._export()
        elif taken == 2:
            QApplication.exit(1)
