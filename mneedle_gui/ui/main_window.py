"""The window: opens pages, moves between them, and asks before answers are lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.plan import Plan
from mneedle_gui.domain.wording import message
from mneedle_gui.services.settings import Look
from mneedle_gui.ui.desk import Desk
from mneedle_gui.ui.frame import Frame, Maker, focus_first, show_in
from mneedle_gui.ui.materials import Materials
from mneedle_gui.ui.pages.check_answers import CheckAnswersPage
from mneedle_gui.ui.pages.consultation import ConsultationPage
from mneedle_gui.ui.places import CHECK, HOME, RESULT, SETTINGS, Page, Place
from mneedle_gui.ui.session import Session
from mneedle_gui.ui.theme import Theme, skin
from mneedle_gui.ui.theme.dress import dress
from mneedle_gui.ui.theme.tokens import SMALLEST_WINDOW
from mneedle_gui.ui.ways import Ways

_ACTS = {
    Page.SECTION: message("Save and continue"),
    Page.CHECK: message("Go to the plan"),
    Page.PLAN: message("Preview and print"),
    Page.QUICK: message("Continue"),
    Page.RESULT: message("Go on to the full consultation"),
}


class MainWindow(QWidget):
    """Shows one place at a time; its title says nothing about a client.

    A page may have ``show_consultation(consultation)``, called when it opens and whenever the
    consultation changes while it is open, and ``focus_first()``, called when it opens.
    ``theme_chosen`` brings the look to remember; ``went`` each place that was opened.

    Args:
        session: holds the consultation.
        materials: content and language.
        desk: begins, opens and exports.
        makers: how to make home, plan, preview and settings, each when first wanted.
        make_panel: makes the right-hand panel; its ``question_wanted`` is followed.
    """

    theme_chosen = Signal(object)
    went = Signal(object)

    def __init__(
        self,
        session: Session,
        materials: Materials,
        desk: Desk,
        makers: Mapping[Page, Maker],
        make_panel: Maker | None = None,
        first: Place | None = None,
    ) -> None:
        super().__init__()
        dress(self, "canvas")
        self._session, self._materials, self._desk = session, materials, desk
        self._makers: dict[Page, Maker] = {
            Page.CHECK: self._make_check,
            Page.QUICK: self._make_quick,
            **makers,
        }
        self._ways = Ways.of(materials.questionnaire)
        self._place = HOME
        self._returns_to_check = ""
        self._carried: frozenset[Place] = frozenset()
        self._pages: dict[Page, QWidget] = {}
        self._frame = Frame(materials, self._ways.short, make_panel)
        self._consultation = self._made_to_ask(ConsultationPage(session, materials))
        self._keep(Page.SECTION, self._consultation)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._frame)
        self._connect()
        self._bind_keys()
        self.setMinimumSize(*SMALLEST_WINDOW)
        self.go(first or (HOME if Page.HOME in self._makers else self._ways.full[0]))

    @property
    def place(self) -> Place:
        """Where the user is."""
        return self._place

    def page(self, page: Page) -> QWidget:
        """A page, made when it is first wanted."""
        if page not in self._pages:
            self._keep(page, self._makers[page]())
        return self._pages[page]

    def go(self, place: Place) -> None:
        """Open a place, as it was left, with the focus where one would go on."""
        self._place = place
        shown, held = self.page(place.page), self._session.consultation
        self._frame.stack.setCurrentWidget(shown)
        self._title(faulty=False)
        act = _ACTS.get(place.page)
        if place.page is Page.PLAN and not isinstance(held.plan, Plan):
            act = message("Preview and print letter")
        text = self._materials.say(act) if act else ""
        self._frame.bottom.show_acts(text, keys=isinstance(shown, ConsultationPage))
        self._frame.show_consultation(held, place)
        self._show_state()
        if isinstance(shown, ConsultationPage):
            shown.open_section(place.section).focus_first()
        else:
            show_in(shown, held)
            focus = getattr(shown, "focus_first", None)
            if callable(focus):
                focus()
        self._frame.list.keep_in_view(place)
        self.went.emit(place)

    def begin_quick(self) -> None:
        """Open the first page of the two-minute check."""
        self._leave_for(self._ways.quick[0])

    def go_to_question(self, question: str) -> None:
        """Open the section of a question, on the way one is on if it is asked there, and focus it."""
        self.go(self._ways.asked_at(question, self._place))
        if self._asking is not None:
            self._asking.open_question(question)

    def choose_theme(self, theme: Theme) -> None:
        """Wear another look at once, and have it remembered."""
        skin().wear(theme)
        self.theme_chosen.emit(theme)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask once when answers would be lost."""
        if self._desk.may_drop():
            event.accept()
        else:
            event.ignore()

    def _connect(self) -> None:
        self._session.changed.connect(self._show)
        self._desk.kept.connect(self._show_state)
        self._desk.began.connect(self._begin)
        self._desk.parent_window = self
        frame, top, bottom = self._frame, self._frame.top, self._frame.bottom
        frame.question_wanted.connect(self.go_to_question)
        frame.place_wanted.connect(self._leave_for)
        bottom.back.connect(self._back)
        bottom.act.connect(self._act)
        top.home_wanted.connect(lambda: self._leave_for(HOME))
        top.settings_wanted.connect(lambda: self._leave_for(SETTINGS))
        top.open_wanted.connect(self._desk.open_file)
        top.export_wanted.connect(self._desk.export)
        top.look_wanted.connect(self._choose_look)
        top.factor_wanted.connect(self._choose_factor)

    def _bind_keys(self) -> None:
        keys = {
            "Ctrl+Return": self._act,
            "Ctrl+Enter": self._act,
            "Alt+Left": self._back,
            "F6": lambda: self._cycle(1),
            "Shift+F6": lambda: self._cycle(-1),
            "F1": self._explain,
        }
        for key, act in keys.items():
            QShortcut(QKeySequence(key), self).activated.connect(act)

    @property
    def _asking(self) -> ConsultationPage | None:
        """The page that asks questions, if one is open."""
        page = self._pages.get(self._place.page)
        return page if isinstance(page, ConsultationPage) else None

    def _made_to_ask(self, page: ConsultationPage) -> ConsultationPage:
        page.finished.connect(self._next)
        page.end_reached.connect(self._frame.bottom.focus_act)
        page.faulty.connect(lambda faulty: self._title(faulty=faulty))
        return page

    def _make_quick(self) -> QWidget:
        materials = replace(self._materials, questionnaire=self._ways.short)
        return self._made_to_ask(ConsultationPage(self._session, materials))

    def _keep(self, page: Page, widget: QWidget) -> None:
        self._pages[page] = widget
        self._frame.stack.addWidget(widget)

    def _make_check(self) -> QWidget:
        page = CheckAnswersPage(self._materials, self._consultation.typed_problems)
        page.change_wanted.connect(self._change)
        return page

    def _show(self, consultation: Consultation) -> None:
        if not self._session.can_undo:
            for page in self._pages.values():
                if isinstance(page, ConsultationPage):
                    page.forget()
        show_in(self._pages[self._place.page], consultation)
        self._frame.show_consultation(consultation, self._place)
        self._show_state()

    def _show_state(self) -> None:
        say, top = self._materials.say, self._frame.top
        if self._session.has_unexported_changes:
            text = message("Not saved · export to keep it")
            top.show_state("cloud-off", "warn_text", say(text))
        elif self._desk.exported_at:
            text = message("Exported at {time}", time=self._desk.exported_at)
            top.show_state("download", "ok_text", say(text))
        else:
            top.show_state("circle-dashed", "control", say(message("Nothing to save yet")))

    def _begin(self) -> None:
        self._carried = frozenset()
        self._leave_for(self._ways.full[0])

    def _title(self, *, faulty: bool) -> None:
        name = message("Error: Needling Plan") if faulty else message("Needling Plan")
        self.setWindowTitle(self._materials.say(name))

    def _act(self) -> None:
        if self._asking is not None:
            self._asking.check()
        elif self._place == RESULT:
            held = self._session.consultation
            self._carried = self._ways.carried(held)
            self._leave_for(self._ways.first_open(held))
        elif self._place in self._ways.full[:-1]:
            self.go(self._ways.after(self._place, self._session.consultation))

    def _next(self, section: str) -> None:
        if not self._returns_to_check:
            here = Place(self._place.page, section)
            self.go(self._ways.after(here, self._session.consultation, self._carried))
            return
        question = self._returns_to_check
        self._leave_for(CHECK)
        check = self.page(Page.CHECK)
        if isinstance(check, CheckAnswersPage):
            check.focus_question(question)

    def _change(self, question: str) -> None:
        self.go_to_question(question)
        self._returns_to_check = question

    def _leave_for(self, place: Place) -> None:
        self._returns_to_check = ""
        self.go(place)

    def _back(self) -> None:
        if self._returns_to_check:
            self._leave_for(CHECK)
        elif self._place in (way := self._ways.at(self._place))[1:]:
            self.go(way[way.index(self._place) - 1])
        elif Page.HOME in self._makers:
            self.go(HOME)

    def _explain(self) -> None:
        if self._asking is not None:
            self._asking.explain()

    def _choose_look(self, look: Look) -> None:
        self.choose_theme(Theme(look, skin().theme.factor))

    def _choose_factor(self, factor: float) -> None:
        self.choose_theme(Theme(skin().theme.mode, factor))

    def _cycle(self, step: int) -> None:
        """Move the focus between list, page and panel."""
        part = self._frame.cycle(step)
        if part is self._frame.list:
            self._frame.list.take_focus()
        elif part is self._frame.stack and self._asking is not None:
            self._asking.focus_first()
        else:
            focus_first(part)
