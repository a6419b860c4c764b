"""What may be expected for one concern: how sure, what was seen, how long, and what is not known."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from mneedle_gui.domain.forecast import Forecast
from mneedle_gui.domain.guidance import Influence, Study
from mneedle_gui.domain.wording import Message, Words, message
from mneedle_gui.ui.theme.dress import dress
from mneedle_gui.ui.theme.tokens import SPACE_1, SPACE_2
from mneedle_gui.ui.widgets.buttons import LinkButton
from mneedle_gui.ui.widgets.detail_box import DetailBox
from mneedle_gui.ui.widgets.icon import Icon
from mneedle_gui.ui.widgets.panel_card import PanelCard
from mneedle_gui.ui.widgets.text import label

_RESULTS = {
    ("up", "result"): message("result may be better"),
    ("down", "result"): message("result may be weaker"),
    ("up", "duration"): message("may last longer"),
    ("down", "duration"): message("may last less long"),
    ("up", "risk"): message("risk may be higher"),
    ("down", "risk"): message("risk may be lower"),
}


class ForecastCard(PanelCard):
    """One concern's outlook. Directions only, never a personal chance."""

    def __init__(self, forecast: Forecast, words: Words) -> None:
        say = words.say
        title = message("What to expect: {concern}", concern=forecast.concern.name)
        super().__init__(say(title))
        self._words = words
        if forecast.grade.name:
            self.column.addWidget(label(say(forecast.grade.name), "hint"))
        if forecast.badge is not None:
            self.column.addWidget(self._badge(forecast))
        self.column.addWidget(label(say(forecast.concern.expected), "body"))
        self._facts(forecast)
        if forecast.influences:
            self.column.addSpacing(SPACE_1)
            heading = message("What may change it for this client")
            self.column.addWidget(label(say(heading), "small-strong"))
            for influence in forecast.influences:
                self._influence(influence)
        studies = [self._study(study) for study in forecast.studies]
        self._opener(message("Studies"), studies, forecast)
        unknown = [(say(one.question), [say(one.state)]) for one in forecast.not_known]
        self._opener(message("What is not known"), unknown, forecast)

    def _badge(self, forecast: Forecast) -> QFrame:
        say = self._words.say
        frame = dress(QFrame(), "outcome")
        column = QVBoxLayout(frame)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(1)
        if forecast.badge is not None:
            column.addWidget(label(say(message("How sure studies let us be")), "tiny-title"))
            column.addWidget(label(say(forecast.badge.name), "small-strong"))
            column.addWidget(label(say(forecast.badge.meaning), "hint"))
        return frame

    def _facts(self, forecast: Forecast) -> None:
        longevity = forecast.longevity
        facts = [
            message("First seen: {text}.", text=forecast.visible_from),
            message("Best judged: {text}.", text=forecast.judged_at),
            forecast.followed,
        ]
        if longevity is not None:
            facts += [longevity.at_the_end, longevity.upkeep, longevity.upkeep_basis]
        said = " ".join(self._words.say(fact) for fact in facts if fact)
        self.column.addWidget(label(said, "small"))
        self.column.addWidget(label(self._words.say(forecast.stop_rule), "small-strong"))

    def _study(self, study: Study) -> tuple[str, list[str]]:
        """Who and how many, what was done, what came of it, how long they were followed, limits."""
        say = self._words.say
        facts = (
            study.regimen,
            study.result,
            message("Followed: {time}", time=study.follow_up),
            study.limits,
        )
        return say(study.design), [" ".join(_ended(say(fact)) for fact in facts if fact)]

    def _influence(self, influence: Influence) -> None:
        say = self._words.say
        words = _directions(influence)
        row = QHBoxLayout()
        row.setSpacing(SPACE_2)
        row.addWidget(Icon(*_arrow(influence), 18), 0, Qt.AlignmentFlag.AlignTop)
        text = message("{factor}: {directions}", factor=influence.factor, directions=words)
        row.addWidget(label(say(text), "small"), 1)
        self.column.addLayout(row)

    def _opener(
        self, title: Message, parts: Sequence[tuple[str, Sequence[str]]], forecast: Forecast
    ) -> None:
        if not parts:
            return
        text = self._words.say(title)
        link = LinkButton(text, f"{text}: {self._words.say(forecast.concern.name)}")
        details = DetailBox()
        details.show_paragraphs(parts)
        link.clicked.connect(lambda: details.setVisible(details.isHidden()))
        self.column.addWidget(link)
        self.column.addWidget(details)


def _ended(text: str) -> str:
    """``text`` with a full stop at its end."""
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _directions(influence: Influence) -> tuple[Message, ...]:
    kinds = (
        (influence.result, "result"),
        (influence.duration, "duration"),
        (influence.risk, "risk"),
    )
    found = tuple(_RESULTS[pair] for pair in kinds if pair in _RESULTS)
    return found or (message("direction not known"),)


def _arrow(influence: Influence) -> tuple[str, str]:
    """Up or down for the result, or else for the risk; the words beside it say which."""
    match influence.result, influence.risk:
        case "up", _:
            return "chevron-up", "ok_text"
        case "down", _:
            return "chevron-down", "warn_text"
        case _, "up":
            return "triangle-alert", "warn_text"
        case _, "down":
            return "shield-check", "ok_text"
        case _:
            return "minus", "control"
