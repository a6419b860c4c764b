"""What stands around the page: bars, section list and panel, and what there is room for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.questionnaire import Questionnaire
from mneedle_gui.ui.materials import Materials
from mneedle_gui.ui.places import Page, Place
from mneedle_gui.ui.theme import skin
from mneedle_gui.ui.theme.dress import dress
from mneedle_gui.ui.widgets.bottom_bar import BottomBar
from mneedle_gui.ui.widgets.section_list import SectionList
from mneedle_gui.ui.widgets.top_bar import TopBar

_WITH_PANEL = (Page.SECTION, Page.CHECK, Page.PLAN)
_WITHOUT_LIST = (Page.FIRST, Page.HOME, Page.SETTINGS)
_QUICK = (Page.QUICK, Page.RESULT)

Maker = Callable[[], QWidget]
"""Makes a page or the panel when it is first wanted."""


class Frame(QWidget):
    """Holds the pages in ``stack`` and everything around them.

    ``question_wanted`` brings the id of a question named in the panel, ``place_wanted`` a place named
    in the list.

    Args:
        materials: content and language.
        short: the pages of the two-minute check, which has a list of its own.
        make_panel: makes the panel on the right, if there is one.
    """

    question_wanted = Signal(str)
    place_wanted = Signal(object)

    def __init__(
        self, materials: Materials, short: Questionnaire, make_panel: Maker | None
    ) -> None:
        super().__init__()
        dress(self, "canvas")
        self.top, self.bottom = TopBar(materials.words), BottomBar(materials.words)
        self._words, self._short = materials.words, short
        self._full_list = self.list = SectionList(materials.questionnaire, materials.words)
        self._quick_list: SectionList | None = None
        self.stack = QStackedWidget()
        self.panel: QWidget | None = None
        self._make_panel = make_panel
        self._panel_wanted = False
        self._place = Place(Page.HOME)
        self._held: Consultation | None = None
        self._middle = QHBoxLayout()
        self._middle.setSpacing(0)
        self._middle.addWidget(self.list)
        self._middle.addWidget(self.stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addLayout(self._middle, 1)
        column.addWidget(self.bottom)
        self.bottom.safety.connect(self.want_panel)
        self.list.place_wanted.connect(self.place_wanted)
        skin().changed.connect(self._arrange)

    def show_consultation(self, consultation: Consultation, place: Place) -> None:
        """Show whose consultation it is, how far it has come, and what was found."""
        self._held = consultation
        if place != self._place:
            self._place = place
            self._arrange()
        self.top.show_consultation(consultation)
        self.list.show_consultation(consultation, place)
        if self.panel is not None and not self.panel.isHidden():
            show_in(self.panel, consultation)

    def want_panel(self, wanted: bool) -> None:
        """Show the panel where there is room only for it or the list."""
        self._panel_wanted = wanted
        self._arrange()

    def cycle(self, step: int) -> QWidget:
        """Which part comes next after the one with the focus: list, stack or panel; it is in view."""
        parts: list[QWidget] = [self.list, self.stack]
        if self._offers_panel():
            parts.append(self._needed_panel())
        here = next((at for at, part in enumerate(parts) if _holds_focus(part)), 1)
        part = parts[(here + step) % len(parts)]
        self.want_panel(part is self.panel)
        return part

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes in reading order: bar, list, page, panel, bar below.

        Qt's own order is that in which widgets were made, and pages are made when first wanted.
        """
        stops = self._tab_stops()
        here = QApplication.focusWidget()
        if here is None or here not in stops:
            return super().focusNextPrevChild(forward)
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        stops[(stops.index(here) + (1 if forward else -1)) % len(stops)].setFocus(reason)
        return True

    def _tab_stops(self) -> list[QWidget]:
        """Everything that Tab reaches now, in order."""
        parts = [self.top, self.list, self.stack, self.panel, self.bottom]
        stops: dict[int, list[QWidget]] = {at: [] for at in range(len(parts))}
        window = self.window()
        widget = window.nextInFocusChain()
        while widget is not None and widget is not window:
            tabbed = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
            if tabbed and widget.isVisible() and widget.isEnabled():
                for at, part in enumerate(parts):
                    if part is not None and part.isAncestorOf(widget):
                        stops[at].append(widget)
            widget = widget.nextInFocusChain()
        return [stop for at in sorted(stops) for stop in stops[at]]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window shows the panel on demand."""
        super().resizeEvent(event)
        self._arrange()

    def _offers_panel(self) -> bool:
        return self._place.page in _WITH_PANEL and self._make_panel is not None

    def _arrange(self) -> None:
        """Decide what there is room for."""
        sizes, page = skin().sizes, self._place.page
        self._choose_list()
        narrow = self.width() < sizes.panel_needs
        shows_panel = self._offers_panel() and (not narrow or self._panel_wanted)
        shows_list = page not in _WITHOUT_LIST and not (narrow and shows_panel)
        if shows_panel:
            panel = self._needed_panel()
            panel.setFixedWidth(sizes.panel_width)
            if panel.isHidden() and self._held is not None:
                show_in(panel, self._held)
        if self.panel is not None:
            self.panel.setVisible(shows_panel)
        self.list.setVisible(shows_list)
        self.list.setFixedWidth(sizes.list_width)
        self.bottom.setVisible(page not in _WITHOUT_LIST)
        self.bottom.show_indent(sizes.list_width if shows_list else 0)
        self.bottom.show_safety(offered=self._offers_panel() and narrow, is_open=shows_panel)
        self.top.show_client(page not in _WITHOUT_LIST)

    def _choose_list(self) -> None:
        """The list of the way one is on; that of the two-minute check is made when first wanted."""
        is_quick = self._place.page in _QUICK
        if is_quick and self._quick_list is None:
            self._quick_list = SectionList(self._short, self._words, Page.QUICK)
            self._quick_list.place_wanted.connect(self.place_wanted)
            self._middle.insertWidget(0, self._quick_list)
        wanted = self._quick_list if is_quick and self._quick_list is not None else self._full_list
        if wanted is not self.list:
            self.list.hide()
            self.list = wanted

    def _needed_panel(self) -> QWidget:
        if self.panel is None:
            self.panel = self._make_panel() if self._make_panel is not None else QWidget()
            self.panel.hide()
            wanted = getattr(self.panel, "question_wanted", None)
            if wanted is not None:
                wanted.connect(self.question_wanted)
            self._middle.addWidget(self.panel)
        return self.panel


def show_in(widget: QWidget, consultation: Consultation) -> None:
    """Show a consultation in a page or panel that can show one."""
    show = getattr(widget, "show_consultation", None)
    if callable(show):
        show(consultation)


def focus_first(part: QWidget) -> None:
    """Put the focus on the first thing in ``part`` that takes it, or on ``part`` itself."""
    for child in part.findChildren(QWidget):
        tabbed = bool(child.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if tabbed and child.isVisible() and child.isEnabled():
            child.setFocus(Qt.FocusReason.TabFocusReason)
            return
    part.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    part.setFocus(Qt.FocusReason.TabFocusReason)


def _holds_focus(part: QWidget) -> bool:
    focus = QApplication.focusWidget()
    return focus is not None and (focus is part or part.isAncestorOf(focus))
