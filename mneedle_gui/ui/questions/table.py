"""The table from kind of question to editor."""

from __future__ import annotations

from mneedle_gui.domain.questionnaire import Kind, Question
from mneedle_gui.ui.materials import Materials
from mneedle_gui.ui.questions.choice import ChoiceEditor
from mneedle_gui.ui.questions.choices import ChoicesEditor
from mneedle_gui.ui.questions.date import DateEditor
from mneedle_gui.ui.questions.editor import Editor
from mneedle_gui.ui.questions.text import LongTextEditor, NumberEditor, TextEditor
from mneedle_gui.ui.questions.zones import ZonesEditor

EDITORS: dict[Kind, type[Editor]] = {
    Kind.YES_NO: ChoiceEditor,
    Kind.CHOICE: ChoiceEditor,
    Kind.CHOICES: ChoicesEditor,
    Kind.DATE: DateEditor,
    Kind.INTEGER: NumberEditor,
    Kind.DECIMAL: NumberEditor,
    Kind.TEXT: TextEditor,
    Kind.LONG_TEXT: LongTextEditor,
}
"""Every kind but zones, which needs the maps as well."""


def editor_for(question: Question, materials: Materials) -> Editor:
    """A new editor for a question."""
    if question.kind is Kind.ZONES:
        return ZonesEditor(question, materials)
    return EDITORS[question.kind](question, materials.words)
