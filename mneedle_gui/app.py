"""The program with a window: the only place where rooms are joined to one."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QApplication

from mneedle_gui import __version__
from mneedle_gui.content import ContentError
from mneedle_gui.content.words import SOURCE_LANGUAGE, words_for
from mneedle_gui.domain.clinic import Clinic
from mneedle_gui.services.settings import Settings, load_settings
from mneedle_gui.services.workbench import Workbench, check_content, open_workbench
from mneedle_gui.system.logs import Event, EventLog
from mneedle_gui.system.paths import Places, find_places
from mneedle_gui.system.resources import ResourcesMissing, resources_root
from mneedle_gui.ui.places import HOME, SETTINGS
from mneedle_gui.ui.program import Program
from mneedle_gui.ui.trouble import tell_why_not
from mneedle_gui.ui.ways import Ways

_DEMO_CLINIC = Clinic(
    name="Clear Skin Clinic (sample)",
    phone="+971 4 555 0100",
    address="Sample Street 1, Dubai",
    hours="Monday to Saturday, 10:00 to 19:00",
)


def main(
    arguments: Sequence[str], places: Places, now: Callable[[], datetime], started: float
) -> int:
    """Open the window and stay until it is closed; gives the exit code.

    ``started`` is when the process began, by the monotonic clock.
    """
    options = _parser().parse_args(arguments)
    try:
        places.create()
    except OSError:
        print("mneedle-gui: the program's own folders cannot be made.", file=sys.stderr)
        return 2
    log = EventLog(places.logs / "events.log", now)
    settings, whole = load_settings(places.config)
    if not whole:
        log.note(Event.SETTINGS_FAULTY)
    if options.demo:
        settings = replace(
            Settings(clinic=_DEMO_CLINIC, practitioner="Dr Sara Amin", set_up=True),
            look=settings.look,
            text_factor=settings.text_factor,
        )
    try:
        bench = open_workbench(
            resources_root(), settings, cross_check=False, clinic_rules=places.clinic_rules
        )
    except (ContentError, ResourcesMissing) as error:
        log.note(Event.CONTENT_FAULTY, error)
        return _stopped(str(error).splitlines(), seen=not options.exit_when_ready)
    application = the_application()
    try:
        program = Program(application, bench, places, log, now, demo=options.demo)
    except Exception:
        # The rows have not been compared with each other yet: one of them may be to blame.
        faults = check_content(bench.root)
        if not faults:
            raise
        log.note(Event.CONTENT_FAULTY)
        return _stopped(faults, seen=not options.exit_when_ready)
    program.open()
    if options.exit_when_ready:
        program.leave_when_ready(started, lambda seconds: print(f"{seconds:.3f}", flush=True))
    log.note(Event.STARTED)
    code = application.exec()
    log.note(Event.CLOSED)
    return code


def _stopped(lines: Sequence[str], *, seen: bool) -> int:
    """Tell why the program cannot start, in the terminal and, if ``seen``, in a box as well."""
    print(*lines, sep="\n", file=sys.stderr)
    if seen:
        the_application()
        tell_why_not(lines, words_for(SOURCE_LANGUAGE, Path()))
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="mneedle-gui",
        description="Needling Plan: guided microneedling consultations, offline.",
        epilog="Windowless verbs: plan, prescreen, sample, questions, handbook, check; each has --help.",
    )
    parser.add_argument("--demo", action="store_true", help="open a filled sample consultation")
    parser.add_argument(
        "--exit-when-ready",
        action="store_true",
        help="print the seconds until the first page takes input, then end",
    )
    parser.add_argument("--version", action="version", version=f"Needling Plan {__version__}")
    return parser


def the_application() -> QApplication:
    """The one Qt application, made when there is none yet."""
    there = QApplication.instance()
    if isinstance(there, QApplication):
        return there
    application = QApplication(["mneedle-gui"])
    application.setApplicationName("mneedle-gui")
    application.setApplicationDisplayName("Needling Plan")
    application.setApplicationVersion(__version__)
    return application


def check_window(bench: Workbench) -> list[str]:
    """Open the window off-screen, walk through every page, and list what went wrong."""
    faults: list[str] = []
    before = sys.excepthook
    with tempfile.TemporaryDirectory() as home:
        places = find_places({"MNEEDLE_HOME": home})
        places.create()
        application = the_application()
        log = EventLog(places.logs / "events.log", datetime.now)
        program = Program(application, bench, places, log, datetime.now, demo=True)
        sys.excepthook = lambda kind, error, _: faults.append(f"window: {kind.__name__}: {error}")
        program.open()
        ways = Ways.of(bench.content.questionnaire)
        for place in (HOME, *ways.full, *ways.quick, SETTINGS):
            program.window.go(place)
            application.processEvents()
        program.close()
    sys.excepthook = before
    return faults
