"""Beginning, opening and exporting consultations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mneedle_gui.domain.answers import Answers, Choice
from mneedle_gui.domain.consultation import Consultation, consult
from mneedle_gui.domain.level import level_called
from mneedle_gui.exchange import answers_file
from mneedle_gui.exchange.answers_file import AnswersFile, AnswersFileError
from mneedle_gui.services.workbench import Workbench
from mneedle_gui.system.files import read_bytes, write_text

_LARGEST_FILE = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Opened:
    """A consultation from a file. ``written_on`` is the day it was last worked out before."""

    consultation: Consultation
    written_on: date | None


def begin(bench: Workbench, on: date, reference: str) -> Consultation:
    """A new consultation without any clinical answer. The client's language starts as the paper's."""
    return consult(bench.circumstances(on, reference), _start(bench))


def _start(bench: Workbench) -> Answers:
    """Only what is not a clinical answer is filled in: the language of the paper, as English or Arabic."""
    roles = bench.content.protocol.roles
    question = bench.content.questionnaire.question(roles.language)
    code = bench.words.language
    return Answers({roles.language: Choice(code)}) if question.option(code) else Answers()


def read_answers(bench: Workbench, path: Path, today: date) -> AnswersFile:
    """What an answers file holds.

    Raises:
        FileTrouble: the machine would not read it.
        AnswersFileError: it is not such a file, or answers in it cannot be used.
    """
    content = read_bytes(path, at_most=_LARGEST_FILE)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise AnswersFileError(["The file is not UTF-8 text. Choose an answers file."]) from None
    protocol, questionnaire = bench.content.protocol, bench.content.questionnaire
    return answers_file.read(text, questionnaire, protocol, today)


def hold(
    bench: Workbench, held: AnswersFile, on: date, device: str = "", level: str = ""
) -> Consultation:
    """The consultation that an answers file leads to on the day ``on``.

    ``device`` wins over the file's own; an id the content does not know raises ``KeyError``.
    ``level`` is the practitioner's, in place of the one in the settings; a file names none.
    """
    wanted = device or held.device
    known = {one.id for one in bench.content.protocol.devices}
    one = bench.content.protocol.device(wanted) if device or wanted in known else None
    reference = held.reference or f"NP-{on:%Y%m%d}"
    own = level_called(bench.content.protocol.levels, level)
    circumstances = bench.circumstances(on, reference, one, held.practitioner, own)
    return consult(circumstances, held.answers, held.clearances, held.edits)


def open_file(bench: Workbench, path: Path, today: date) -> Opened:
    """The consultation in a file, worked out anew for today.

    Raises:
        FileTrouble, AnswersFileError: as `read_answers`.
    """
    held = read_answers(bench, path, today)
    return Opened(hold(bench, held, today), held.on)


def export(consultation: Consultation, path: Path) -> None:
    """Write the consultation to a file that is not encrypted.

    Raises:
        FileTrouble: the machine would not write; the file there before is untouched.
    """
    write_text(path, answers_file.write(consultation))
