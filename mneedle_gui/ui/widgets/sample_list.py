"""The sample consultations as buttons: what each is about, and how it ends."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from mneedle_gui.domain.outcome import Outcome
from mneedle_gui.domain.wording import Words
from mneedle_gui.services.samples import Sample
from mneedle_gui.ui.questions.verdicts import SIGNS
from mneedle_gui.ui.theme.dress import dress
from mneedle_gui.ui.theme.tokens import SPACE_2, SPACE_3
from mneedle_gui.ui.widgets.filled import least_size_of, size_of
from mneedle_gui.ui.widgets.icon import Icon
from mneedle_gui.ui.widgets.outcome_box import HEADLINES
from mneedle_gui.ui.widgets.text import label


class SampleButton(QPushButton):
    """One sample; the whole row is the button."""

    def __init__(self, sample: Sample, words: Words) -> None:
        super().__init__()
        dress(self, "sample")
        self.setAutoDefault(False)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        outcome = Outcome[sample.expect.upper()]
        sign, ends = SIGNS[outcome], words.say(HEADLINES[outcome])
        self.setAccessibleName(f"{sample.title}: {ends}")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(SPACE_3)
        row.addWidget(Icon(sign.icon, f"{sign.tone}_text"), 0, Qt.AlignmentFlag.AlignVCenter)
        title, end = label(sample.title, "body"), label(ends, "status", wraps=False)
        row.addWidget(title, 1)
        row.addWidget(end)
        for part in (title, end):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def hasHeightForWidth(self) -> bool:
        """The title wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as the wrapped title needs."""
        layout = self.layout()
        return max(48, layout.totalHeightForWidth(width)) if layout is not None else 48

    def sizeHint(self) -> QSize:
        """As the layout would like."""
        return size_of(self)

    def minimumSizeHint(self) -> QSize:
        """As the layout needs."""
        return least_size_of(self)


class SampleList(QWidget):
    """``sample_wanted`` brings the name of a sample."""

    sample_wanted = Signal(str)

    def __init__(self, samples: Sequence[Sample], words: Words) -> None:
        super().__init__()
        dress(self, "clear")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_2)
        for sample in samples:
            button = SampleButton(sample, words)
            button.clicked.connect(lambda _on=False, name=sample.name: self._want(name))
            column.addWidget(button)

    def _want(self, name: str) -> None:
        self.sample_wanted.emit(name)
