"""The one interruption: before paper goes out although treatment does not."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.outcome import Outcome
from mneedle_gui.domain.plan import Plan
from mneedle_gui.domain.wording import Message, Words, message
from mneedle_gui.services.issuing import RECORD, SESSION_SHEET
from mneedle_gui.ui.ask import ask
from mneedle_gui.ui.widgets.outcome_box import earliest_date, headline

_STOPS = (Outcome.DEFER, Outcome.REFER, Outcome.DO_NOT_TREAT)


def accepts(parent: QWidget, consultation: Consultation, kind: str, words: Words) -> bool:
    """Whether the practitioner wants this paper; asked only for defer, refer and do not treat."""
    if consultation.screening.outcome not in _STOPS:
        return True
    say = words.say
    heading = say(message("Safety check: {outcome}", outcome=headline(consultation)))
    parts = [say(_what(consultation, kind)), say(earliest_date(consultation))]
    text = "\n".join(part.rstrip(".") + "." for part in parts if part)
    choices = [say(message("Go back")), say(message("Continue with this paper"))]
    return ask(parent, heading, text, choices) == 1


def _what(consultation: Consultation, kind: str) -> Message:
    if kind == RECORD:
        return message("This is the practitioner’s sheet, with every finding and its reason")
    if kind == SESSION_SHEET:
        return message("These are sheets for sessions of a provisional plan: check again each day")
    if isinstance(consultation.plan, Plan):
        return message(
            "This is a provisional plan. Nothing is treated before a new check on the day it starts"
        )
    return message("This is a letter for the client that says why there is no treatment today")
