"""The window: from an answer to the page and the panel showing what it means, painted."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from benchmarks.figure import Figure
from mneedle_gui.domain.answers import Choice
from mneedle_gui.services.settings import Look, Settings
from mneedle_gui.services.workbench import open_workbench

_ROUNDS = 300
_SETTLING = 1.0  # seconds


def figures(root: Path) -> Iterator[Figure]:
    """Answer a stopper back and forth on its own page of a full consultation."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from mneedle_gui.app import the_application
    from mneedle_gui.system.logs import EventLog
    from mneedle_gui.system.paths import find_places
    from mneedle_gui.ui.program import Program

    application = the_application()
    with tempfile.TemporaryDirectory() as home:
        places = find_places({"MNEEDLE_HOME": home})
        places.create()
        log = EventLog(places.logs / "events.log", datetime.now)
        bench = open_workbench(root, Settings(look=Look.LIGHT, set_up=True))
        program = Program(application, bench, places, log, datetime.now, demo=True)
        program.open()
        program.window.resize(1440, 1020)
        program.window.go_to_question("keloid-personal")
        settled = time.perf_counter() + _SETTLING
        while time.perf_counter() < settled:  # the rows are compared on the worker after the start
            application.processEvents()
        times = []
        for round_ in range(_ROUNDS):
            began = time.perf_counter()
            program.session.answer("keloid-personal", Choice("yes" if round_ % 2 else "no"))
            application.processEvents()
            times.append((time.perf_counter() - began) * 1000)
        program.close()
    times.sort()
    slow = times[int(len(times) * 0.99)]
    how = f"99th percentile of {_ROUNDS}, median {times[len(times) // 2]:.1f} ms, painted"
    yield Figure("answer to updated panel", slow, 16.0, "ms", how)
