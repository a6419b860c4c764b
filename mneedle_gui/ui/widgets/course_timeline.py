"""The dates of a course as a painted line of marks: test spot, sessions, review and checks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from mneedle_gui.domain.plan import Plan, VisitKind
from mneedle_gui.domain.wording import Message, Words, message
from mneedle_gui.ui.theme import skin
from mneedle_gui.ui.theme.tokens import FAMILY

_WIDE, _HIGH, _DOT = 96, 84, 14


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark. ``number`` stands in the dot of a session; ``icon`` in the others."""

    on: date
    title: Message
    number: int = 0
    icon: str = ""
    moved: bool = False


def marks_of(plan: Plan) -> tuple[Mark, ...]:
    """All dates of a plan in order."""
    marks = [
        Mark(visit.on, message("Test spot"), icon="circle-dot", moved=visit.moved_for_event)
        if visit.kind is VisitKind.TEST_SPOT
        else Mark(
            visit.on,
            message("Session {n}", n=visit.number),
            visit.number,
            moved=visit.moved_for_event,
        )
        for visit in plan.visits
    ]
    marks.append(Mark(plan.review_on, message("Review"), icon="list-checks"))
    marks.extend(
        Mark(check.on, message("Check, {weeks} weeks", weeks=check.weeks), icon="check")
        for check in plan.checks
    )
    order = {"list-checks": 0, "circle-dot": 1, "": 2, "check": 3}
    return tuple(sorted(marks, key=lambda mark: (mark.on, order[mark.icon])))


class CourseTimeline(QWidget):
    """Shows marks in as many lines as the width asks for; read out as one text."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._marks: tuple[Mark, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        skin().changed.connect(self._look_again)

    def show_marks(self, marks: tuple[Mark, ...]) -> None:
        """Show these dates."""
        if marks != self._marks:
            self._marks = marks
            texts = (f"{self._words.say(m.title)}: {self._words.day(m.on)}" for m in marks)
            self.setAccessibleName(self._words.say(message("Dates of the course")))
            self.setAccessibleDescription(". ".join(texts))
            self._look_again()

    def hasHeightForWidth(self) -> bool:
        """Marks wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all lines at this width."""
        lines = -(-len(self._marks) // self._per_line(width))
        return max(1, lines) * skin().sizes.px(_HIGH)

    def sizeHint(self) -> QSize:
        """Six marks side by side."""
        width = skin().sizes.px(_WIDE) * 6
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Two marks side by side."""
        return QSize(skin().sizes.px(_WIDE) * 2, skin().sizes.px(_HIGH))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the line and its marks."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        worn = skin()
        per_line = self._per_line(self.width())
        step = self.width() / per_line
        for at, mark in enumerate(self._marks):
            line, place = divmod(at, per_line)
            if self.isRightToLeft():
                place = per_line - 1 - place
            middle = QPointF((place + 0.5) * step, line * worn.sizes.px(_HIGH) + worn.sizes.px(20))
            self._join(painter, middle, at, per_line, step)
            self._dot(painter, middle, mark)
            self._write(painter, middle, mark, step)

    def _join(
        self, painter: QPainter, middle: QPointF, at: int, per_line: int, step: float
    ) -> None:
        """The line to the next mark of the same row."""
        if at + 1 < len(self._marks) and (at + 1) % per_line:
            painter.setPen(QPen(skin().colour("tint_line"), 2))
            way = -step if self.isRightToLeft() else step
            painter.drawLine(middle, middle + QPointF(way, 0))

    def _dot(self, painter: QPainter, middle: QPointF, mark: Mark) -> None:
        worn = skin()
        radius = worn.sizes.px(_DOT)
        painter.setPen(QPen(worn.colour("primary"), 2))
        painter.setBrush(worn.colour("surface" if mark.icon else "primary"))
        painter.drawEllipse(middle, radius, radius)
        if mark.icon:
            side = radius * 1.15
            area = QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
            worn.icons.paint(painter, area, mark.icon, worn.colours.primary)
            return
        painter.setFont(_font(worn.sizes.hint, QFont.Weight.DemiBold))
        painter.setPen(worn.colour("on_primary"))
        area = QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self._words.number(mark.number))

    def _write(self, painter: QPainter, middle: QPointF, mark: Mark, step: float) -> None:
        worn = skin()
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        top = middle.y() + worn.sizes.px(_DOT) + 5
        row = worn.sizes.px(17)
        texts = (
            (self._words.say(mark.title), "text2", worn.sizes.status, QFont.Weight.Normal),
            (self._date(mark.on), "text", worn.sizes.status, QFont.Weight.DemiBold),
        )
        for line, (text, tone, size, weight) in enumerate(texts):
            painter.setFont(_font(size, weight))
            painter.setPen(worn.colour("warn_text" if mark.moved and line else tone))
            area = QRectF(middle.x() - step / 2, top + line * row, step, row + 4)
            fitted = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(step))
            painter.drawText(area, flags, fitted)

    def _date(self, day: date) -> str:
        return f"{self._words.short_day(day)} {day.year}"

    def _per_line(self, width: int) -> int:
        return max(1, width // skin().sizes.px(_WIDE))

    def _look_again(self) -> None:
        self.updateGeometry()
        self.update()


def _font(pixels: int, weight: QFont.Weight) -> QFont:
    font = QFont(FAMILY)
    font.setPixelSize(pixels)
    font.setWeight(weight)
    return font
