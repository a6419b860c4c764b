"""The consultation: one page for each section, made when it is first wanted."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from mneedle_gui.domain.answers import Answer
from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.wording import Message
from mneedle_gui.ui.materials import Materials
from mneedle_gui.ui.pages.column import Column
from mneedle_gui.ui.pages.section import SectionPage
from mneedle_gui.ui.session import Session
from mneedle_gui.ui.theme.dress import dress
from mneedle_gui.ui.widgets.scroll import Scroll


class ConsultationPage(QWidget):
    """Shows the section asked for and hands every answer to the session.

    ``finished`` brings the id of a section that was checked and may be left; ``end_reached``: Enter
    on the last question; ``faulty``: whether the section shown has errors.
    """

    finished = Signal(str)
    end_reached = Signal()
    faulty = Signal(bool)

    def __init__(self, session: Session, materials: Materials) -> None:
        super().__init__()
        dress(self, "canvas")
        self._session, self._materials = session, materials
        self._pages: dict[str, SectionPage] = {}
        self._scrolls: dict[str, Scroll] = {}
        self._stack = QStackedWidget()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._stack)

    @property
    def section(self) -> str:
        """Id of the section shown; empty before the first."""
        page = self.page
        return page.section.id if page is not None else ""

    @property
    def page(self) -> SectionPage | None:
        """The page of the section shown."""
        shown = self._stack.currentWidget()
        return next((p for i, p in self._pages.items() if self._scrolls[i] is shown), None)

    def show_consultation(self, consultation: Consultation) -> None:
        """Show the answers in the section that is open; the others catch up when they open."""
        if self.page is not None:
            self.page.show_consultation(consultation)

    def open_section(self, section: str) -> SectionPage:
        """Show a section as it was left."""
        page = self._pages.get(section) or self._make(section)
        page.show_consultation(self._session.consultation)
        self._stack.setCurrentWidget(self._scrolls[section])
        self.faulty.emit(False)
        return page

    def open_question(self, question: str) -> None:
        """Show the section of a question, with the focus on it."""
        page = self.open_section(self._materials.questionnaire.section_of(question).id)
        page.focus_question(question)

    def focus_first(self) -> None:
        """Put the focus where one would go on."""
        if self.page is not None:
            self.page.focus_first()

    def check(self) -> None:
        """Check the section shown; ``finished`` tells when it may be left."""
        page = self.page
        if page is not None and page.is_fit_to_leave():
            self.finished.emit(page.section.id)

    def explain(self) -> None:
        """Open "why we ask" of the question that holds the focus."""
        block = self.page.focused_block() if self.page is not None else None
        if block is not None:
            block.open_why()

    def typed_problems(self) -> dict[str, Message]:
        """Remedies for typed input that gives no answer, by question, over all sections."""
        found = {
            block.question.id: block.editor.problem()
            for page in self._pages.values()
            for block in page.blocks()
        }
        return {question: remedy for question, remedy in found.items() if remedy is not None}

    def forget(self) -> None:
        """Another consultation begins: nothing typed before may stay."""
        for page in self._pages.values():
            page.forget()
        for scroll in self._scrolls.values():
            scroll.verticalScrollBar().setValue(0)

    def _make(self, section: str) -> SectionPage:
        page = SectionPage(self._materials.questionnaire.section(section), self._materials)
        page.answered.connect(self._answer)
        page.finished.connect(self.end_reached)
        page.faulty.connect(self.faulty)
        page.blanks_left.connect(self._leave_blanks)
        scroll = Scroll(Column(page))
        self._pages[section], self._scrolls[section] = page, scroll
        self._stack.addWidget(scroll)
        return page

    def _answer(self, question: str, answer: Answer | None) -> None:
        before = self._session.consultation
        self._session.answer(question, answer)
        if self._session.consultation is before and self.page is not None:
            self.page.show_consultation(
                before
            )  # typed input that gives no answer has its errors too

    def _leave_blanks(self) -> None:
        page = self.page
        if page is not None:
            page.leave_blanks()
            self.finished.emit(page.section.id)
