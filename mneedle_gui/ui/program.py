"""One running program with a window: pages are made here, and it is settled who tells whom."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.wording import message
from mneedle_gui.exchange import answers_file
from mneedle_gui.services import consultations
from mneedle_gui.services.samples import sample, samples
from mneedle_gui.services.settings import Settings, save_settings
from mneedle_gui.services.workbench import Workbench, check_content
from mneedle_gui.system.files import FileTrouble
from mneedle_gui.system.logs import Event, EventLog
from mneedle_gui.system.paths import Places
from mneedle_gui.ui.ask import tell
from mneedle_gui.ui.desk import Desk
from mneedle_gui.ui.jobs import Jobs
from mneedle_gui.ui.leave_out import leave_out
from mneedle_gui.ui.main_window import MainWindow
from mneedle_gui.ui.materials import Materials
from mneedle_gui.ui.places import FIRST, HOME, PREVIEW, Page, Place, way_through
from mneedle_gui.ui.session import Session
from mneedle_gui.ui.theme import Theme, apply_theme, skin
from mneedle_gui.ui.trouble import CrashPage

if TYPE_CHECKING:
    from mneedle_gui.ui.pages.first_start import FirstStartPage
    from mneedle_gui.ui.pages.home import HomePage
    from mneedle_gui.ui.pages.plan import PlanPage
    from mneedle_gui.ui.pages.prescreen import PrescreenPage
    from mneedle_gui.ui.pages.preview import PreviewPage
    from mneedle_gui.ui.pages.settings import SettingsPage
    from mneedle_gui.ui.widgets.side_panel import SidePanel

_DEMO = "01_cheek_scars"
_CONTENT_CHECK_AFTER_MS = 1500
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # nothing that is read as another sign


class Program:
    """One running program: what it works with, its session, its window, and who tells whom."""

    def __init__(
        self,
        application: QApplication,
        bench: Workbench,
        places: Places,
        log: EventLog,
        now: Callable[[], datetime],
        *,
        demo: bool = False,
    ) -> None:
        self.bench = bench
        self._places, self._log, self._now = places, log, now
        self._application = application
        words, settings = bench.words, bench.settings
        apply_theme(
            self._application,
            Theme(settings.look, settings.text_factor),
            bench.root,
            places.cache,
            right_to_left=words.right_to_left,
        )
        self._materials = Materials(
            bench.content.questionnaire, bench.content.protocol, bench.content.maps, words
        )
        self._jobs = Jobs(self._application)
        self._content_check = QTimer(self._jobs, singleShot=True)
        self._content_check.timeout.connect(self._check_content)
        self._keeps_settings = not demo
        self.session = Session(self._sample(_DEMO) if demo else self._blank())
        self.desk = Desk(self.session, lambda: self.bench, log, now, self._reference)
        self._last = way_through(self._materials.questionnaire)[0]
        makers = {
            Page.FIRST: self._first_start,
            Page.HOME: self._home,
            Page.PLAN: self._plan,
            Page.PREVIEW: self._preview,
            Page.RESULT: self._result,
            Page.SETTINGS: self._settings,
        }
        first = self._last if demo else HOME if bench.settings.set_up else FIRST
        self.window = MainWindow(
            self.session, self._materials, self.desk, makers, self._panel, first
        )
        self.window.theme_chosen.connect(self._remember_theme)
        self.window.went.connect(self._remember_place)
        self._crash = CrashPage(words, log, self.desk.export, self._application)
        self._crash.install()

    def open(self) -> None:
        """Show the window; a little later compare all content, while the desk is at work."""
        self.window.resize(*_size_of(self._application))
        self.window.show()
        gc.freeze()
        gc.enable()
        self._content_check.start(_CONTENT_CHECK_AFTER_MS)

    def open_sample(self, name: str) -> None:
        """Open a sample consultation in place of the one before, on the sample's own day."""
        self.desk.hold(self._sample(name))

    def _sample(self, name: str) -> Consultation:
        one, content = sample(self.bench.root, name), self.bench.content
        held = answers_file.read(one.text, content.questionnaire, content.protocol, one.on)
        return consultations.hold(self.bench, held, one.on)

    def _blank(self) -> Consultation:
        return consultations.begin(self.bench, self._now().date(), self._reference())

    def _check_content(self) -> None:
        """Compare the rows of the content with each other; content with faults is not worked with."""
        root = self.bench.root
        self._jobs.run(lambda: check_content(root), self._take_faults, self._raise, self.window)

    def _take_faults(self, faults: tuple[str, ...]) -> None:
        if not faults:
            return
        self._log.note(Event.CONTENT_FAULTY)
        say = self.bench.words.say
        heading = say(message("The program's own content has faults, so it must not be used"))
        tell(self.window, heading, "\n".join(faults[:8]), say(message("Close the program")))
        self.close()
        self._application.exit(1)

    @staticmethod
    def _raise(error: Exception) -> None:
        raise error

    def leave_when_ready(self, started: float, say: Callable[[float], None]) -> None:
        """Once the first page is painted and takes input, say the seconds since the start and end."""

        def tell() -> None:
            if not self.window.isVisible():
                QTimer.singleShot(5, tell)
                return
            self._application.processEvents()
            say(time.monotonic() - started)
            self.close()
            self._application.exit(0)

        QTimer.singleShot(0, tell)

    def close(self) -> None:
        """Give back what the program holds; nothing is asked."""
        self._content_check.stop()
        self._crash.remove()
        self._jobs.close()
        self.session.mark_exported()
        self.window.close()

    def _home(self) -> HomePage:
        from mneedle_gui.ui.pages.home import HomePage

        page = HomePage(self.bench.words, samples(self.bench.root))
        page.new_wanted.connect(self.desk.begin)
        page.quick_wanted.connect(self._begin_quick)
        page.open_wanted.connect(self.desk.open_file)
        page.go_on_wanted.connect(lambda: self.window.go(self._last))
        page.sample_wanted.connect(self._sample_wanted)
        return page

    def _plan(self) -> PlanPage:
        from mneedle_gui.ui.pages.plan import PlanPage

        page = PlanPage(self._materials, lambda: self.bench.settings.clinic)
        page.edits_wanted.connect(self.session.edit)
        page.question_wanted.connect(self.window.go_to_question)
        page.preview_wanted.connect(lambda: self.window.go(PREVIEW))
        return page

    def _preview(self) -> PreviewPage:
        from mneedle_gui.services import issuing
        from mneedle_gui.ui.pages.preview import PreviewPage

        page = PreviewPage(
            self.bench.words,
            self._jobs,
            lambda consultation, kind, paper: issuing.paper(consultation, self.bench, kind, paper),
            issuing.file_name,
            lambda: self.bench.settings.paper,
        )
        page.failed.connect(lambda error: self._log.note(Event.PRINT_FAILED, error))
        return page

    def _result(self) -> PrescreenPage:
        from mneedle_gui.ui.pages.prescreen import PrescreenPage
        from mneedle_gui.ui.widgets.slip_acts import SlipActs

        acts = SlipActs(self._jobs, lambda: self.bench)
        acts.failed.connect(lambda error: self._log.note(Event.PRINT_FAILED, error))
        page = PrescreenPage(self.bench.words, acts)
        page.question_wanted.connect(self.window.go_to_question)
        page.done.connect(self._be_done)
        return page

    def _begin_quick(self) -> None:
        if self.desk.begin():
            self.window.begin_quick()

    def _be_done(self) -> None:
        """The check is over: nothing of it stays, once the user agrees."""
        if self.desk.begin():
            self.window.go(HOME)

    def _settings(self) -> SettingsPage:
        from mneedle_gui.ui.pages.settings import SettingsPage

        page = SettingsPage(self.bench.words, self.bench.content, self.bench.settings)
        page.settings_saved.connect(lambda settings: page.show_saved(self._take(settings)))
        return page

    def _panel(self) -> SidePanel:
        from mneedle_gui.ui.widgets.side_panel import SidePanel

        content = self.bench.content
        panel = SidePanel(content.questionnaire, content.protocol, content.maps, self.bench.words)
        panel.leave_zones_out.connect(lambda zones: leave_out(self.session, zones))
        panel.clearance_given.connect(self.session.clear)
        return panel

    def _first_start(self) -> FirstStartPage:
        from mneedle_gui.ui.pages.first_start import FirstStartPage

        page = FirstStartPage(self.bench.words, self.bench.settings)
        page.settings_saved.connect(self._begin_with)
        page.skipped.connect(lambda: self.open_sample(_DEMO))
        return page

    def _begin_with(self, settings: Settings) -> None:
        self._take(settings)
        self.window.go(HOME)

    def _sample_wanted(self, name: str) -> None:
        if self.desk.may_drop():
            self.open_sample(name)

    def _take(self, settings: Settings) -> str:
        """Use other settings from now on and keep them; gives the sentence when they cannot be kept."""
        self.bench = self.bench.with_settings(settings)
        theme = Theme(settings.look, settings.text_factor)
        if theme != skin().theme:
            self.window.choose_theme(theme)
        held = self.session.consultation.circumstances
        wanted = replace(
            held,
            device=self.bench.device,
            practitioner=settings.practitioner or held.practitioner,
            level=self.bench.level,
        )
        if wanted != held:
            self.session.hold_with(wanted)
        return self._keep(settings)

    def _keep(self, settings: Settings) -> str:
        if not self._keeps_settings:
            return ""
        try:
            save_settings(self._places.config, settings)
        except FileTrouble as trouble:
            self._log.note(Event.SAVE_FAILED, trouble)
            return trouble.sentence
        return ""

    def _remember_place(self, place: Place) -> None:
        if place.page not in {Page.FIRST, Page.HOME, Page.SETTINGS}:
            self._last = place

    def _remember_theme(self, theme: Theme) -> None:
        settings = self.bench.settings
        chosen = replace(settings, look=theme.mode, text_factor=theme.factor)
        if chosen != settings:
            self.bench = self.bench.with_settings(chosen)
            self._keep(chosen)

    def _reference(self) -> str:
        import secrets

        letters = "".join(secrets.choice(_LETTERS) for _ in range(3))
        return f"NP-{self._now():%y%m%d}-{letters}"


def _size_of(application: QApplication) -> tuple[int, int]:
    """A comfortable window: most of the screen, but not larger than is useful."""
    screen = application.primaryScreen().availableGeometry()
    return min(1440, screen.width()), min(960, screen.height())
