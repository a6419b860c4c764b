"""Beginning, opening and exporting from the window: dialogs around the verbs of the services."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.form import problem_with
from mneedle_gui.domain.wording import Message, Words, message
from mneedle_gui.exchange.answers_file import AnswersFileError
from mneedle_gui.services.consultations import begin, export, open_file
from mneedle_gui.services.workbench import Workbench
from mneedle_gui.system.files import FileTrouble
from mneedle_gui.system.logs import Event, EventLog
from mneedle_gui.ui.ask import ask
from mneedle_gui.ui.session import Session
from mneedle_gui.ui.trouble import explain

_FILTER = "JSON (*.json)"


class Desk(QObject):
    """What the window asks for about files; every question is asked here.

    ``kept`` tells that a file now holds the answers; ``began`` that another consultation is open.

    Args:
        session: holds the consultation.
        bench: gives the content and settings as they are now.
        log: the local log.
        now: the clock.
        reference: gives the number of the next plan.
    """

    kept = Signal()
    began = Signal()

    def __init__(
        self,
        session: Session,
        bench: Callable[[], Workbench],
        log: EventLog,
        now: Callable[[], datetime],
        reference: Callable[[], str],
    ) -> None:
        super().__init__()
        self._session, self._bench, self._log = session, bench, log
        self._now, self._reference = now, reference
        self._exported_at: datetime | None = None
        self.parent_window: QWidget | None = None

    @property
    def exported_at(self) -> str:
        """When a file last took the answers, as ``10:42``; empty when none has."""
        return f"{self._exported_at:%H:%M}" if self._exported_at is not None else ""

    def begin(self) -> bool:
        """Start a new consultation, after a question when answers would be lost."""
        if not self.may_drop():
            return False
        self.hold(begin(self._bench(), self._now().date(), self._reference()))
        return True

    def open_file(self) -> bool:
        """Let the user choose a file and open the consultation in it."""
        if not self.may_drop():
            return False
        say = self._words.say
        name, _ = QFileDialog.getOpenFileName(
            self.parent_window, say(message("Open a consultation file")), "", _FILTER
        )
        if not name:
            return False
        try:
            opened = open_file(self._bench(), Path(name), self._now().date())
        except (FileTrouble, AnswersFileError) as error:
            explain(self.parent_window, error, self._words, self._log, Event.OPEN_FAILED)
            return False
        self.hold(opened.consultation)
        return True

    def export(self) -> bool:
        """Write the answers to a file the user chooses; true when they are in it.

        An answer that cannot be used, such as a date in the wrong time, is named and left out: a
        file that holds one could not be opened again.
        """
        say = self._words.say
        whole, left_out = _usable(self._session.consultation)
        if not self._accepts_plain_file(left_out):
            return False
        reference = self._session.consultation.circumstances.reference or "consultation"
        name, _ = QFileDialog.getSaveFileName(
            self.parent_window, say(message("Export the answers")), f"{reference}.json", _FILTER
        )
        if not name:
            return False
        path = Path(name)
        path = path if path.suffix else path.with_suffix(".json")
        try:
            export(whole, path)
        except FileTrouble as error:
            explain(self.parent_window, error, self._words, self._log, Event.SAVE_FAILED)
            return False
        self._exported_at = self._now()
        self._session.mark_exported()
        self.kept.emit()
        return True

    def may_drop(self) -> bool:
        """Whether the answers may go: they are in a file, or the user said so. Asked once."""
        if not self._session.has_unexported_changes:
            return True
        say = self._words.say
        client = self._session.consultation.client_name or say(message("this client"))
        heading = say(message("The answers are not saved"))
        text = say(
            message(
                "All answers and the plan of {client} will be lost. They are only in the memory of "
                "this program until you export them.",
                client=client,
            )
        )
        choices = [
            say(message("Keep working")),
            say(message("Export…")),
            say(message("Discard the answers")),
        ]
        taken = ask(self.parent_window, heading, text, choices)
        return self.export() if taken == 1 else taken == 2

    def hold(self, consultation: Consultation) -> None:
        """Open a consultation in place of the one before; nothing is asked."""
        self._exported_at = None
        self._session.begin(consultation)
        self.began.emit()

    @property
    def _words(self) -> Words:
        return self._bench().words

    def _accepts_plain_file(self, left_out: tuple[Message, ...]) -> bool:
        say = self._words.say
        text = message(
            "The file is not encrypted: anyone who can open it can read the answers. Keep it in a "
            "safe place and delete it when you no longer need it."
        )
        choices = [say(message("Cancel")), say(message("Choose a place…"))]
        heading = say(message("Export without encryption"))
        lines = [say(text)]
        if left_out:
            lost = message(
                "These answers cannot be used yet and are left out: {names}.", names=left_out
            )
            lines.append(say(lost))
        return ask(self.parent_window, heading, "\n\n".join(lines), choices) == 1


def _usable(consultation: Consultation) -> tuple[Consultation, tuple[Message, ...]]:
    """The consultation without answers that cannot be used, and what these were asked for."""
    held, left_out = consultation, []
    questionnaire = consultation.circumstances.questionnaire
    for name, answer in consultation.answers.items():
        question = questionnaire.question(name) if name in questionnaire else None
        if question is None or problem_with(question, answer, consultation.circumstances.on):
            held = held.answer(name, None)
            left_out += [question.label] if question is not None else []
    return held, tuple(left_out)
