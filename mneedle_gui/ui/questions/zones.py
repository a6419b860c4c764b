"""Areas of the face and body: a tick list, with the map of the face beside it."""

from __future__ import annotations

from mneedle_gui.domain.questionnaire import Question
from mneedle_gui.ui.materials import Materials
from mneedle_gui.ui.questions.choices import ChoicesEditor


class ZonesEditor(ChoicesEditor):
    """Ticks areas."""

    def __init__(self, question: Question, materials: Materials) -> None:
        super().__init__(question, materials.words, tile_width=200)
