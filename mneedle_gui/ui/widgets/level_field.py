"""The choice of a practitioner's own depth limits, and what stands behind the chosen ones."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from mneedle_gui.domain.level import Level, level_called
from mneedle_gui.domain.wording import Words, message
from mneedle_gui.ui.theme.dress import dress
from mneedle_gui.ui.theme.tokens import SPACE_1
from mneedle_gui.ui.widgets.text import label


class LevelField(QWidget):
    """Levels to choose from; the first choice is none.

    Args:
        words: the language.
        levels: those that can be chosen.
    """

    def __init__(self, words: Words, levels: Sequence[Level]) -> None:
        super().__init__()
        dress(self, "clear")
        self._words, self._levels = words, levels
        say = words.say
        name = say(message("Practitioner's own depth limits"))
        self.box = QComboBox()
        self.box.setAccessibleName(name)
        self.box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.box.addItem(say(message("No own limit")), "")
        for level in levels:
            said = message(
                "{level}: {face} mm on face and neck, {body} mm on the body",
                level=level.name,
                face=level.face_max_mm,
                body=level.body_max_mm,
            )
            self.box.addItem(say(said), level.id)
        self._note = label("", "status")
        self.box.currentIndexChanged.connect(self._explain)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_1)
        caption = label(name, "small")
        caption.setBuddy(self.box)
        for part in (caption, self.box, self._note):
            column.addWidget(part)
        self._explain()

    @property
    def current(self) -> str:
        """The id of the chosen level; empty for none."""
        return str(self.box.currentData())

    def show_level(self, level_id: str) -> None:
        """Show a level as it holds: an id that is gone stands for the strictest one."""
        level = level_called(self._levels, level_id)
        self.box.setCurrentIndex(self.box.findData(level.id if level is not None else ""))

    def _explain(self) -> None:
        level = level_called(self._levels, self.current)
        text = message("Depths keep to zone, concern, device and client alone")
        if level is not None:
            text = message(
                "Clinic policy, not evidence; it only lowers depths. {note}", note=level.note
            )
        self._note.setText(self._words.say(text))
        self.box.setAccessibleDescription(self._note.text())
