"""The outcome of a screening in one box: icon, word, one calm sentence, and the earliest date."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.outcome import Outcome
from mneedle_gui.domain.waits import earliest_safe
from mneedle_gui.domain.wording import NOTHING, Message, Words, counted, message
from mneedle_gui.ui.questions.verdicts import SIGNS
from mneedle_gui.ui.theme.dress import dress, redress
from mneedle_gui.ui.theme.tokens import SPACE_1, SPACE_2
from mneedle_gui.ui.widgets.icon import Icon
from mneedle_gui.ui.widgets.text import label

HEADLINES: Mapping[Outcome, Message] = {
    Outcome.PROCEED: message("Proceed"),
    Outcome.PROCEED_WITH_MODIFICATIONS: message("Proceed with changes"),
    Outcome.ASK: message("Answers needed"),
    Outcome.DEFER: message("Defer"),
    Outcome.REFER: message("Refer"),
    Outcome.DO_NOT_TREAT: message("Do not treat"),
}
_UNTOUCHED = message("Nothing found so far")


def is_untouched(consultation: Consultation) -> bool:
    """Whether nothing that a rule looks at was answered yet."""
    return not (set(consultation.form.counted) - _about_client(consultation))


def headline(consultation: Consultation) -> Message:
    """The outcome in a word or two."""
    if is_untouched(consultation):
        return _UNTOUCHED
    return HEADLINES[consultation.screening.outcome]


def sentence(consultation: Consultation) -> Message:
    """What the outcome means now, in one calm sentence."""
    screening = consultation.screening
    if is_untouched(consultation):
        return message("The check follows each answer.")
    match screening.outcome:
        case Outcome.PROCEED:
            return message("Nothing found that stands in the way of treatment.")
        case Outcome.PROCEED_WITH_MODIFICATIONS:
            number = sum(1 for finding in screening.findings if not finding.is_open)
            return counted(
                "{count} finding changes how to treat.",
                "{count} findings change how to treat.",
                number,
            )
        case Outcome.ASK:
            return _still_open(consultation)
        case Outcome.DEFER if screening.waits_without_date:
            return message("Wait until this has settled. The day is not known yet.")
        case Outcome.DEFER:
            return message("Wait, then check again on the day.")
        case Outcome.REFER if _can_be_cleared(consultation):
            return message("A written opinion is needed before a plan is made.")
        case Outcome.REFER:
            return message("Another professional can help better with this.")
        case Outcome.DO_NOT_TREAT:
            return message("No needling. A letter for the client explains it kindly.")


def earliest_date(consultation: Consultation) -> Message:
    """``Earliest safe date 14 May 2027``, or nothing when no date is known or nothing waits.

    ``Not before`` where a letter or an answer is wanted besides; what rules treatment out has no date.
    """
    safe = earliest_safe(consultation)
    if safe.not_before is None or consultation.screening.outcome is Outcome.DO_NOT_TREAT:
        return NOTHING
    if safe.on is None:
        return message("Not before {day}", day=safe.not_before)
    if safe.ends_with_letter:
        return message("Earliest safe date {day} without a letter", day=safe.on)
    return message("Earliest safe date {day}", day=safe.on)


class OutcomeBox(QFrame):
    """Shows the outcome of a consultation. ``said`` is all of it as one text."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        dress(self, "outcome")
        self._words = words
        self.said = ""
        self._icon = Icon("shield", "control", 22)
        self._word = label("", "outcome-word")
        self._sentence = label("", "small")
        self._date = label("", "small-strong")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 12, 12)
        row.setSpacing(SPACE_2 + 2)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(SPACE_1)
        for line in (self._word, self._sentence, self._date):
            column.addWidget(line)
        row.addLayout(column, 1)

    def show_consultation(self, consultation: Consultation) -> bool:
        """Show its outcome; whether the headline or the date has changed."""
        say = self._words.say
        sign = SIGNS[consultation.screening.outcome]
        quiet = is_untouched(consultation)
        tone, icon = ("", "shield") if quiet else (sign.tone, sign.icon)
        before = (self._word.text(), self._date.text())
        self._word.setText(say(headline(consultation)))
        self._sentence.setText(say(sentence(consultation)))
        self._date.setText(say(earliest_date(consultation)))
        self._date.setVisible(bool(self._date.text()))
        self._icon.show_icon(icon, f"{tone}_text" if tone else "control")
        for part in (self, self._word, self._date):
            redress(part, "tone", tone)
        texts = (self._word.text(), self._sentence.text(), self._date.text())
        self.said = ". ".join(text.rstrip(".") for text in texts if text)
        self.setAccessibleName(self.said)
        return before != (self._word.text(), self._date.text())


def _about_client(consultation: Consultation) -> frozenset[str]:
    roles = consultation.circumstances.protocol.roles
    return frozenset({roles.name, roles.phone, roles.language})


def _can_be_cleared(consultation: Consultation) -> bool:
    return any(
        finding.verdict is Outcome.REFER and finding.rule.clearable
        for finding in consultation.screening.findings
    )


def _still_open(consultation: Consultation) -> Message:
    unsure = {
        question
        for finding in consultation.screening.findings
        if finding.is_open
        for question in finding.ask
        if question in consultation.form.counted
    }
    if unsure:
        return counted(
            "{count} answer is not certain yet. Nothing stops treatment so far.",
            "{count} answers are not certain yet. Nothing stops treatment so far.",
            len(unsure),
        )
    return message("Nothing stops treatment so far.")
