"""The course: how many sessions, how far apart, from when, and all dates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QDate, QLocale, QSignalBlocker, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QDateEdit, QVBoxLayout, QWidget

from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.explain_course import course
from mneedle_gui.domain.explain_plan import PlanGrounds
from mneedle_gui.domain.plan import CourseEdit, Plan
from mneedle_gui.domain.propose import AS_PROPOSED, Edits
from mneedle_gui.domain.reason import Reason
from mneedle_gui.domain.wording import Message, Words, counted, message
from mneedle_gui.ui.questions.tile_layout import TileLayout
from mneedle_gui.ui.theme import skin
from mneedle_gui.ui.theme.dress import dress
from mneedle_gui.ui.theme.tokens import SPACE_3
from mneedle_gui.ui.widgets.buttons import LinkButton
from mneedle_gui.ui.widgets.course_timeline import CourseTimeline, marks_of
from mneedle_gui.ui.widgets.panel_card import PanelCard
from mneedle_gui.ui.widgets.reason_field import ReasonField
from mneedle_gui.ui.widgets.stepper import Stepper
from mneedle_gui.ui.widgets.text import label
from mneedle_gui.ui.widgets.why_tree import WhyTree

_MOST_SESSIONS, _MOST_WEEKS = Decimal(12), Decimal(26)


class _DateBox(QDateEdit):
    """A date with a calendar that a turning wheel over it does not change."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


class CourseCard(PanelCard):
    """``edits_wanted`` brings all edits of the plan with the course changed."""

    edits_wanted = Signal(object)

    def __init__(self, words: Words) -> None:
        say = words.say
        super().__init__(say(message("Course and dates")))
        self._words = words
        self._edits: Edits | None = None
        one = Decimal(1)
        self._sessions = Stepper(say(message("Number of sessions to date")), "", one, words)
        self._weeks = Stepper(say(message("Weeks between sessions")), "", one, words)
        self._first = _DateBox()
        self._first.setCalendarPopup(True)
        self._first.setLocale(QLocale(words.language))
        self._first.setDisplayFormat("d MMM yyyy")
        self._first.setKeyboardTracking(False)
        self._first.setAccessibleName(say(message("First visit")))
        self._summary = label("", "body")
        self._reason = ReasonField(say(message("course")), words)
        self._moved = label(
            say(message("A date was moved to stay clear of the client’s event.")), "hint"
        )
        self._timeline = CourseTimeline(words)
        self._tree = WhyTree(words, say(message("Course")))
        self._why = LinkButton(
            say(message("Why these numbers?")), say(message("Why these numbers? Course"))
        )
        self._lay_out()
        self._connect()

    def show_consultation(self, consultation: Consultation) -> None:
        """Show the course of a plan; nothing without one."""
        self._edits, plan = consultation.edits, consultation.plan
        if not isinstance(plan, Plan):
            return
        say, taken = self._words.say, consultation.edits.course
        self._summary.setText(say(_summary(plan)))
        sessions = taken.sessions or len(plan.sessions)
        weeks = taken.interval_weeks or plan.interval.typical_weeks
        self._sessions.show_value(Decimal(sessions), Decimal(1), _MOST_SESSIONS)
        self._weeks.show_value(Decimal(weeks), Decimal(1), _MOST_WEEKS)
        self._show_first(taken.first_on or plan.visits[0].on, consultation.facts.judged_on)
        problems = [one for one in plan.edit_problems if not one.zone]
        remedy = " ".join(say(one.remedy) for one in problems)
        for box in (self._sessions, self._weeks):
            box.show_wrong(wrong=False)
        edited = replace(taken, reason="") != AS_PROPOSED
        wants = bool(problems) or bool(taken.reason)
        self._reason.show_state(edited, taken.reason, remedy, wants_reason=wants)
        self._timeline.show_marks(marks_of(plan))
        self._moved.setVisible(any(visit.moved_for_event for visit in plan.visits))
        self._tree.follow(lambda: _trees(consultation))

    def _show_first(self, first: date, least: date) -> None:
        blocker = QSignalBlocker(self._first)
        self._first.setMinimumDate(_to_qt(min(first, least)))
        self._first.setDate(_to_qt(first))
        del blocker

    def _lay_out(self) -> None:
        say = self._words.say
        self.column.addWidget(self._summary)
        tiles = TileLayout(3, lambda: skin().sizes.px(200), gaps=(16, 12))
        for name, part in (
            (message("Sessions"), self._sessions),
            (message("Weeks between"), self._weeks),
            (message("First visit"), self._first),
        ):
            tiles.addWidget(_named(say(name), part))
        row = dress(QWidget(), "clear")
        row.setLayout(tiles)
        self.column.addWidget(row)
        self.column.addWidget(self._reason)
        self.column.addSpacing(SPACE_3)
        self.column.addWidget(self._timeline)
        self.column.addWidget(self._moved)
        self.column.addWidget(self._why)
        self.column.addWidget(self._tree)

    def _connect(self) -> None:
        self._sessions.changed.connect(
            lambda value: self._want(replace(self._course, sessions=int(value)))
        )
        self._weeks.changed.connect(
            lambda value: self._want(replace(self._course, interval_weeks=int(value)))
        )
        self._first.dateChanged.connect(
            lambda day: self._want(
                replace(self._course, first_on=date(day.year(), day.month(), day.day()))
            )
        )
        self._reason.reason_given.connect(
            lambda reason: self._want(replace(self._course, reason=reason))
        )
        self._reason.undone.connect(lambda: self._want(AS_PROPOSED))
        self._why.clicked.connect(lambda: self._tree.setVisible(self._tree.isHidden()))

    @property
    def _course(self) -> CourseEdit:
        return self._edits.course if self._edits is not None else AS_PROPOSED

    def _want(self, course: CourseEdit) -> None:
        if self._edits is not None:
            self.edits_wanted.emit(Edits(self._edits.depths, course))


def _trees(consultation: Consultation) -> tuple[Reason, ...]:
    grounds = PlanGrounds.of(consultation)
    return course(grounds) if grounds is not None else ()


def _named(name: str, part: QWidget) -> QWidget:
    held = dress(QWidget(), "clear")
    column = QVBoxLayout(held)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(label(name, "tiny-title"))
    column.addWidget(part)
    column.addStretch(1)
    return held


def _summary(plan: Plan) -> Message:
    gap, least, most = plan.interval, plan.sessions_min, plan.sessions_max
    dated = counted("{count} session is dated.", "{count} sessions are dated.", len(plan.sessions))
    number = message("{least} to {most} sessions", least=least, most=most)
    if least == most:
        number = counted("{count} session", "{count} sessions", most)
    return message(
        "{number}, {low} to {high} weeks apart, usually {typical}. {dated}",
        number=number,
        low=gap.min_weeks,
        high=gap.max_weeks,
        typical=gap.typical_weeks,
        dated=dated,
    )


def _to_qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
