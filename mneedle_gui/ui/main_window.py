"""The window: bars above and below, the section list, the page, and the safety panel."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.wording import message
from mneedle_gui.services.settings import Look
from mneedle_gui.ui.desk import Desk
from mneedle_gui.ui.materials import Materials
from mneedle_gui.ui.pages.check_answers import CheckAnswersPage
from mneedle_gui.ui.pages.consultation import ConsultationPage
from mneedle_gui.ui.places import CHECK, HOME, SETTINGS, Page, Place, way_through
from mneedle_gui.ui.session import Session
from mneedle_gui.ui.theme import Theme, skin
from mneedle_gui.ui.theme.dress import dress
from mneedle_gui.ui.theme.tokens import SMALLEST_WINDOW
from mneedle_gui.ui.widgets.bottom_bar import BottomBar
from mneedle_gui.ui.widgets.section_list import SectionList
from mneedle_gui.ui.widgets.top_bar import TopBar

_WITH_PANEL = (Page.SECTION, Page.CHECK, Page.PLAN)
_WITHOUT_LIST = (Page.HOME, Page.SETTINGS)


class Shown(Protocol):
    """A page or panel that shows a consultation."""

    def show_consultation(self, consultation: Consultation) -> None:
        """Show it as it is now."""


Maker = Callable[[], QWidget]
"""Makes a page when it is first wanted. A page that shows a consultation is a `Shown`."""


class MainWindow(QWidget):
    """Holds all pages and moves between them; says in its title nothing about a client.

    ``theme_chosen`` brings the look to remember; ``went`` each place that was opened.

    Args:
        session: holds the consultation.
        materials: content and language.
        desk: begins, opens and exports.
        makers: how to make home, plan, preview and settings, each when first wanted.
        make_panel: makes the right-hand panel, with ``question_wanted``.
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
    ) -> None:
        super().__init__()
        dress(self, "canvas")
        self._session, self._materials, self._desk = session, materials, desk
        self._makers, self._make_panel = dict(makers), make_panel
        self._way = way_through(materials.questionnaire)
        self._place = HOME
        self._returns_to_check = ""
        self._panel_wanted = False
        self._panel: QWidget | None = None
        self._pages: dict[Page, QWidget] = {}
        words = materials.words
        self._top, self._bottom = TopBar(words), BottomBar(words)
        self._list = SectionList(materials.questionnaire, words)
        self._consultation = ConsultationPage(session, materials)
        self._stack = QStackedWidget()
        self._keep(Page.SECTION, self._consultation)
        self._lay_out()
        self._connect()
        self._bind_keys()
        self.setMinimumSize(*SMALLEST_WINDOW)
        self._title(faulty=False)
        self.go(HOME if Page.HOME in self._makers else self._way[0])

    @property
    def place(self) -> Place:
        """Where the user is."""
        return self._place

    def page(self, page: Page) -> QWidget:
        """A page, made when it is first wanted."""
        if page not in self._pages:
            made = (
                CheckAnswersPage(self._materials, self._consultation.typed_problems)
                if page is Page.CHECK
                else self._makers[page]()
            )
            if isinstance(made, CheckAnswersPage):
                made.change_wanted.connect(self._change)
            self._keep(page, made)
        return self._pages[page]

    def go(self, place: Place) -> None:
        """Open a place, as it was left, with the focus where one would go on."""
        self._place = place
        shown = self.page(place.page)
        self._stack.setCurrentWidget(shown)
        self._title(faulty=False)
        self._name_acts()
        self._arrange()
        if place.page is Page.SECTION:
            self._consultation.open_section(place.section).focus_first()
        else:
            _show(shown, self._session.consultation)
            focus = getattr(shown, "focus_first", None)
            if callable(focus):
                focus()
        self._show_around(self._session.consultation)
        self._list.keep_in_view(place)
        self.went.emit(place)

    def go_to_question(self, question: str) -> None:
        """Open the section of a question with the focus on it."""
        section = self._materials.questionnaire.question(question).section
        self.go(Place(Page.SECTION, section))
        self._consultation.open_question(question)

    def choose_theme(self, theme: Theme) -> None:
        """Wear another look at once, and have it remembered."""
        skin().wear(theme)
        self._arrange()
        self.theme_chosen.emit(theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window shows the panel on demand."""
        super().resizeEvent(event)
        self._arrange()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask once when answers would be lost."""
        if self._desk.may_drop():
            event.accept()
        else:
            event.ignore()

    def _lay_out(self) -> None:
        self._middle = QHBoxLayout()
        self._middle.setSpacing(0)
        self._middle.addWidget(self._list)
        self._middle.addWidget(self._stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._top)
        column.addLayout(self._middle, 1)
        column.addWidget(self._bottom)

    def _connect(self) -> None:
        self._session.changed.connect(self._show)
        self._desk.kept.connect(self._show_state)
        self._desk.began.connect(self._begin)
        self._desk.parent_window = self
        self._list.place_wanted.connect(self._leave_for)
        self._bottom.back.connect(self._back)
        self._bottom.act.connect(self._act)
        self._bottom.safety.connect(self._want_panel)
        self._consultation.finished.connect(self._next)
        self._consultation.end_reached.connect(self._bottom.focus_act)
        self._consultation.faulty.connect(lambda faulty: self._title(faulty=faulty))
        self._top.home_wanted.connect(lambda: self._leave_for(HOME))
        self._top.settings_wanted.connect(lambda: self._leave_for(SETTINGS))
        self._top.open_wanted.connect(self._desk.open_file)
        self._top.export_wanted.connect(self._desk.export)
        self._top.look_wanted.connect(self._choose_look)
        self._top.factor_wanted.connect(self._choose_factor)

    def _bind_keys(self) -> None:
        keys = {
            "Ctrl+Return": self._act,
            "Ctrl+Enter": self._act,
            "Alt+Left": self._back,
            "F6": lambda: self._cycle(1),
            "Shift+F6": lambda: self._cycle(-1),
            "F1": self._consultation.explain,
        }
        for key, act in keys.items():
            QShortcut(QKeySequence(key), self).activated.connect(act)

    def _keep(self, page: Page, widget: QWidget) -> None:
        self._pages[page] = widget
        self._stack.addWidget(widget)

    def _show(self, consultation: Consultation) -> None:
        if not self._session.can_undo:
            self._consultation.forget()
        _show(self._pages[self._place.page], consultation)
        self._show_around(consultation)

    def _show_around(self, consultation: Consultation) -> None:
        self._top.show_consultation(consultation)
        self._list.show_consultation(consultation, self._place)
        if self._panel is not None and not self._panel.isHidden():
            _show(self._panel, consultation)
        self._show_state()

    def _show_state(self) -> None:
        say, at = self._materials.say, self._desk.exported_at
        if self._session.has_unexported_changes:
            text = message("Not saved · export to keep it")
            self._top.show_state("cloud-off", "warn_text", say(text))
        elif at:
            text = message("Exported at {time}", time=at)
            self._top.show_state("download", "ok_text", say(text))
        else:
            self._top.show_state("circle", "control", say(message("Nothing to save yet")))

    def _begin(self) -> None:
        self._returns_to_check = ""
        self.go(self._way[0])

    def _title(self, *, faulty: bool) -> None:
        name = message("Error: Needling Plan") if faulty else message("Needling Plan")
        self.setWindowTitle(self._materials.say(name))

    def _name_acts(self) -> None:
        acts = {
            Page.SECTION: message("Save and continue"),
            Page.CHECK: message("Go to the plan"),
            Page.PLAN: message("Preview and print"),
        }
        act = acts.get(self._place.page)
        self._bottom.show_acts(
            self._materials.say(act) if act else "", keys=self._place.page is Page.SECTION
        )

    def _act(self) -> None:
        if self._place.page is Page.SECTION:
            self._consultation.check()
        elif self._place in self._way[:-1]:
            self.go(self._way[self._way.index(self._place) + 1])

    def _next(self, section: str) -> None:
        if self._returns_to_check:
            question, self._returns_to_check = self._returns_to_check, ""
            self.go(CHECK)
            check = self.page(Page.CHECK)
            if isinstance(check, CheckAnswersPage):
                check.focus_question(question)
            return
        self.go(self._way[self._way.index(Place(Page.SECTION, section)) + 1])

    def _change(self, question: str) -> None:
        self.go_to_question(question)
        self._returns_to_check = question

    def _leave_for(self, place: Place) -> None:
        self._returns_to_check = ""
        self.go(place)

    def _back(self) -> None:
        if self._returns_to_check:
            self._leave_for(CHECK)
        elif self._place in self._way and self._way.index(self._place) > 0:
            self.go(self._way[self._way.index(self._place) - 1])
        elif Page.HOME in self._makers:
            self.go(HOME)

    def _choose_look(self, look: Look) -> None:
        self.choose_theme(Theme(look, skin().theme.factor))

    def _choose_factor(self, factor: float) -> None:
        self.choose_theme(Theme(skin().theme.mode, factor))

    def _want_panel(self, wanted: bool) -> None:
        self._panel_wanted = wanted
        self._arrange()

    def _arrange(self) -> None:
        """Decide what there is room for."""
        sizes, page = skin().sizes, self._place.page
        narrow = self.width() < sizes.panel_needs
        offers_panel = page in _WITH_PANEL and self._make_panel is not None
        shows_panel = offers_panel and (not narrow or self._panel_wanted)
        shows_list = page not in _WITHOUT_LIST and not (narrow and shows_panel)
        if shows_panel:
            self._needed_panel().setFixedWidth(sizes.panel_width)
        if self._panel is not None and self._panel.isHidden() == shows_panel:
            self._panel.setVisible(shows_panel)
            if shows_panel:
                _show(self._panel, self._session.consultation)
        self._list.setVisible(shows_list)
        self._list.setFixedWidth(sizes.list_width)
        self._bottom.setVisible(page not in _WITHOUT_LIST)
        self._bottom.show_indent(sizes.list_width if shows_list else 0)
        self._bottom.show_safety(offered=offers_panel and narrow, is_open=shows_panel)
        self._top.show_client(page not in _WITHOUT_LIST)

    def _needed_panel(self) -> QWidget:
        if self._panel is None:
            if self._make_panel is None:
                raise LookupError("there is no panel to make")
            self._panel = self._make_panel()
            self._panel.hide()
            wanted = getattr(self._panel, "question_wanted", None)
            if wanted is not None:
                wanted.connect(self.go_to_question)
            self._middle.addWidget(self._panel)
        return self._panel

    def _cycle(self, step: int) -> None:
        """Move the focus between list, page and panel."""
        parts: list[QWidget] = [self._list, self._stack]
        if self._place.page in _WITH_PANEL and self._make_panel is not None:
            parts.append(self._needed_panel())
        here = next((at for at, part in enumerate(parts) if _holds_focus(part)), 0)
        part = parts[(here + step) % len(parts)]
        self._want_panel(part is self._panel)
        if part is self._list:
            self._list.take_focus()
        elif part is self._stack and self._place.page is Page.SECTION:
            page = self._consultation.page
            if page is not None:
                page.focus_first()
        else:
            _focus_first(part)


def _show(widget: QWidget, consultation: Consultation) -> None:
    show = getattr(widget, "show_consultation", None)
    if callable(show):
        show(consultation)


def _holds_focus(part: QWidget) -> bool:
    focus = part.window().focusWidget()
    return focus is not None and (focus is part or part.isAncestorOf(focus))


def _focus_first(part: QWidget) -> None:
    for child in part.findChildren(QWidget):
        tabbed = child.focusPolicy() & Qt.FocusPolicy.TabFocus
        if tabbed and child.isVisible() and child.isEnabled():
            child.setFocus(Qt.FocusReason.TabFocusReason)
            return
    part.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    part.setFocus(Qt.FocusReason.TabFocusReason)
