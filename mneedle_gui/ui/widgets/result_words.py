"""What the two-minute check comes to, in words for the front desk, with its colour and icon."""

from __future__ import annotations

from collections.abc import Mapping

from mneedle_gui.domain.prescreen import PreScreen, Result
from mneedle_gui.domain.wording import NOTHING, Message, counted, message
from mneedle_gui.ui.questions.verdicts import Sign

RESULTS: Mapping[Result, Sign] = {
    Result.CAN_BOOK: Sign("ok", "circle-check", message("Can book")),
    Result.OPEN: Sign("info", "circle-question-mark", message("Answers needed")),
    Result.NOT_BEFORE: Sign("warn", "calendar-clock", message("Not yet")),
    Result.LETTER: Sign("info", "stethoscope", message("Bring a letter")),
    Result.CANNOT: Sign("stop", "octagon-x", message("Cannot book")),
}


def headline(found: PreScreen) -> Message:
    """The result in a word or two; a wait with a known end says from when on."""
    is_dated = found.not_before is not None and not found.waits_without_date
    if found.result is Result.NOT_BEFORE and is_dated and found.not_before is not None:
        return message("Not before {day}", day=found.not_before)
    return RESULTS[found.result].word


def sentence(found: PreScreen) -> Message:
    """What it means at the desk, in one calm sentence."""
    match found.result:
        case Result.CAN_BOOK:
            return message("The first safety questions find nothing against a visit.")
        case Result.OPEN:
            return counted(
                "{count} answer could still change this.",
                "{count} answers could still change this.",
                len(found.open_questions),
            )
        case Result.NOT_BEFORE if found.waits_without_date:
            return message("Something has to settle first; its day is not known yet.")
        case Result.NOT_BEFORE:
            return message("Book for that day or later. It is checked again then.")
        case Result.LETTER:
            return message("A written opinion comes first. The slip says what it must say.")
        case Result.CANNOT:
            return message("No needling at present. The slip says kindly why.")


def earliest(found: PreScreen) -> Message:
    """The earliest day, where the headline does not say it and it is of use."""
    if found.not_before is None or found.result in (Result.CANNOT, Result.CAN_BOOK):
        return NOTHING
    if found.result is Result.NOT_BEFORE and not found.waits_without_date:
        return NOTHING
    return message("Not before {day} in any case", day=found.not_before)
