"""The list on the left: every section with its state, then where the way leads."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.plan import Plan
from mneedle_gui.domain.prescreen import prescreen
from mneedle_gui.domain.questionnaire import Questionnaire
from mneedle_gui.domain.wording import Message, Words, counted, message
from mneedle_gui.ui.places import CHECK, PLAN, PREVIEW, RESULT, Page, Place
from mneedle_gui.ui.progress import Progress, State, progress_of
from mneedle_gui.ui.theme.dress import dress, redress
from mneedle_gui.ui.theme.tokens import SPACE_1, SPACE_2, SPACE_3
from mneedle_gui.ui.widgets.filled import grow_with_words, least_size_of, size_of
from mneedle_gui.ui.widgets.icon import Icon
from mneedle_gui.ui.widgets.result_words import headline
from mneedle_gui.ui.widgets.scroll import Scroll
from mneedle_gui.ui.widgets.text import label

_ICONS = {
    State.NOT_STARTED: ("circle", "control"),
    State.IN_PROGRESS: ("circle-dashed", "control"),
    State.COMPLETED: ("circle-check", "ok_text"),
    State.NEEDS_ATTENTION: ("triangle-alert", "warn_text"),
}


class Row(QPushButton):
    """One row: icon, title and state; all of it is the button."""

    def __init__(self, title: str, icon: str) -> None:
        super().__init__()
        dress(self, "row")
        self.setAutoDefault(False)
        grow_with_words(self)
        self._title = title
        self.sign = Icon(icon, "control")
        self._words = label(title, "row-title")
        self._state = label("", "status")
        line = QHBoxLayout(self)
        line.setContentsMargins(8, 4, 6, 4)
        line.setSpacing(SPACE_3)
        line.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout()
        column.setSpacing(1)
        column.addStretch(1)
        column.addWidget(self._words)
        column.addWidget(self._state)
        column.addStretch(1)
        line.addLayout(column, 1)
        for part in (self.sign, self._words, self._state):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.show_state("", "", is_here=False)

    def show_state(self, seen: str, said: str, *, is_here: bool) -> None:
        """Show the state ``seen``; a screen reader hears ``said``."""
        self._state.setText(seen)
        self._state.setVisible(bool(seen))
        self.setAccessibleName(", ".join(part for part in (self._title, said) if part))
        redress(self, "here", is_here)
        redress(self._words, "here", is_here)

    def sizeHint(self) -> QSize:
        """As the words need."""
        return size_of(self)

    def minimumSizeHint(self) -> QSize:
        """As the words need at their narrowest."""
        return least_size_of(self)


class SectionList(QFrame):
    """Shows how far the consultation has come. ``place_wanted`` brings a place to go to.

    Args:
        questionnaire: its sections have a row each.
        words: the language.
        page: what kind of page the sections are: the full way, or the two-minute check.
    """

    place_wanted = Signal(object)

    def __init__(
        self, questionnaire: Questionnaire, words: Words, page: Page = Page.SECTION
    ) -> None:
        super().__init__()
        dress(self, "side-list")
        self._words, self._page = words, page
        self._sections = questionnaire.sections
        is_quick = page is Page.QUICK
        self._rows: dict[Place, Row] = {}
        self._done = label("", "hint")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, len(questionnaire.sections))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 20, 16, 20)
        column.setSpacing(SPACE_1)
        title = message("Two-minute check") if is_quick else message("Consultation")
        column.addWidget(label(words.say(title), "heading"))
        column.addWidget(self._done)
        column.addSpacing(2)
        column.addWidget(self._bar)
        column.addSpacing(SPACE_2)
        for section in questionnaire.sections:
            self._add(column, Place(page, section.id), section.title, "circle")
        column.addSpacing(SPACE_2)
        column.addWidget(dress(QFrame(), "rule"))
        column.addSpacing(SPACE_2)
        for place, name, icon in _QUICK_ENDS if is_quick else _ENDS:
            self._add(column, place, name, icon)
        column.addStretch(1)
        self._scroll = Scroll(inside, "surface")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._scroll)

    def show_consultation(self, consultation: Consultation, here: Place) -> None:
        """Show every state; ``here`` is the place that is open."""
        all_progress = [progress_of(section, consultation) for section in self._sections]
        for progress in all_progress:
            self._show_section(progress, here)
        done = sum(1 for progress in all_progress if progress.state is State.COMPLETED)
        said = message("{done} of {all} sections done", done=done, all=len(all_progress))
        self._done.setText(self._words.say(said))
        self._bar.setValue(done)
        self._bar.setAccessibleName(self._done.text())
        for place, state in _STATES.items():
            if place in self._rows:
                self._show_row(place, state(consultation), here)

    def take_focus(self) -> None:
        """Focus the row that is open, or the first."""
        here = [row for row in self._rows.values() if row.property("here")]
        (here or list(self._rows.values()))[0].setFocus(Qt.FocusReason.TabFocusReason)

    def keep_in_view(self, here: Place) -> None:
        """Scroll to the row that is open."""
        if here in self._rows:
            self._scroll.ensureWidgetVisible(self._rows[here], 0, 8)

    def _add(self, column: QVBoxLayout, place: Place, title: Message, icon: str) -> None:
        row = Row(self._words.say(title), icon)
        row.clicked.connect(lambda: self.place_wanted.emit(place))
        self._rows[place] = row
        column.addWidget(row)

    def _show_section(self, progress: Progress, here: Place) -> None:
        place = Place(self._page, progress.section)
        row, is_here = self._rows[place], here == place
        icon, tone = _ICONS[progress.state]
        if is_here and progress.state is not State.NEEDS_ATTENTION:
            icon, tone = "circle-dot", "primary"
        row.sign.show_icon(icon, tone)
        state, count = self._words.say(progress.state.said), self._words.say(progress.counted)
        counts = progress.state is State.IN_PROGRESS or (is_here and progress.asked > 0)
        seen = count if counts and progress.state is not State.NEEDS_ATTENTION else state
        row.show_state(seen, self._said(state, count, is_here=is_here), is_here=is_here)

    def _show_row(self, place: Place, state: Message, here: Place) -> None:
        is_here = here == place or (here, place) == (PREVIEW, PLAN)
        seen = self._words.say(state)
        row = self._rows[place]
        row.sign.show_icon(row.sign.name, "primary" if is_here else "control")
        row.show_state(seen, self._said(seen, is_here=is_here), is_here=is_here)

    def _said(self, *parts: str, is_here: bool) -> str:
        open_now = self._words.say(message("open now")) if is_here else ""
        return ", ".join(part for part in (*parts, open_now) if part)


def _left_open(consultation: Consultation) -> Message:
    """How much is still missing or wrong."""
    left = len(consultation.form.missing)
    if left == 0:
        return message("All answered")
    return counted("{count} answer missing", "{count} answers missing", left)


def _plan_state(consultation: Consultation) -> Message:
    if not isinstance(consultation.plan, Plan):
        return message("No plan yet")
    return message("Provisional plan") if consultation.plan.provisional else message("Plan ready")


def _result_state(consultation: Consultation) -> Message:
    return headline(prescreen(consultation))


_STATES: Mapping[Place, Callable[[Consultation], Message]] = {
    CHECK: _left_open,
    PLAN: _plan_state,
    RESULT: _result_state,
}
_ENDS = (
    (CHECK, message("Check answers"), "list-checks"),
    (PLAN, message("Plan and print"), "file-text"),
)
_QUICK_ENDS = ((RESULT, message("Result and slip"), "shield-check"),)
