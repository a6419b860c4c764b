"""Areas of the face and body: a tick list, with the map beside it where there is room."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from mneedle_gui.domain.answers import Answer, Choices
from mneedle_gui.domain.questionnaire import Question
from mneedle_gui.ui.materials import Materials
from mneedle_gui.ui.questions.choices import ChoicesEditor
from mneedle_gui.ui.questions.editor import Editor
from mneedle_gui.ui.theme import skin
from mneedle_gui.ui.theme.tokens import SPACE_4
from mneedle_gui.ui.widgets.face_map import FaceMap

_MAP_WIDTH, _MAP_HEIGHT = 236, 330
_LIST_NEEDS = 250


class ZonesEditor(Editor):
    """Ticks areas. List and map are equal: what is done in one shows in the other.

    The list alone is enough; a narrow page leaves the map out.
    """

    def __init__(self, question: Question, materials: Materials) -> None:
        super().__init__(question, materials.words)
        self._list = ChoicesEditor(question, materials.words, tile_width=190)
        self._map = FaceMap(
            materials.maps,
            materials.protocol,
            materials.words,
            zones=[option.code for option in question.options],
            height=_MAP_HEIGHT,
        )
        self._list.answered.connect(self._ticked)
        self._list.left.connect(self.left)
        self._map.zones_chosen.connect(self._pointed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_4)
        column = QVBoxLayout()
        column.addWidget(self._list)
        column.addStretch(1)
        row.addLayout(column, 1)
        row.addWidget(self._map, 0, Qt.AlignmentFlag.AlignTop)
        skin().changed.connect(self._fit)
        self._fit()

    def show_answer(self, answer: Answer | None) -> None:
        """Tick and colour the areas of this answer."""
        self._list.show_answer(answer)
        self._show_map()

    def show_wrong(self, wrong: bool, remedy: str = "") -> None:
        """Tell a screen reader."""
        self._list.show_wrong(wrong, remedy)

    def take_focus(self) -> None:
        """Focus the list."""
        self._list.take_focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The map gives way to the list."""
        super().resizeEvent(event)
        self._fit()

    def _ticked(self, answer: Answer | None) -> None:
        self._show_map()
        self.answered.emit(answer)

    def _pointed(self, zones: tuple[str, ...]) -> None:
        asked = [option.code for option in self.question.options]
        codes = tuple(code for code in asked if code in zones)
        self._list.show_answer(Choices(codes) if codes else None)
        self.answered.emit(Choices(codes) if codes else None)

    def _show_map(self) -> None:
        codes = self._list.codes()
        if set(codes) != set(self._map.chosen):
            self._map.show_zones(codes)

    def _fit(self) -> None:
        sizes = skin().sizes
        self._map.setFixedWidth(sizes.px(_MAP_WIDTH))
        self._map.setVisible(self.width() >= sizes.px(_MAP_WIDTH + _LIST_NEEDS))
