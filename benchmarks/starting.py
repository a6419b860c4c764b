"""Cold start and memory: the demo window beside a bare PySide6 window, in turns, from outside."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator

from benchmarks.figure import Figure

_ROUNDS = 7
_BARE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
application = QApplication([])
window = QMainWindow()
window.setCentralWidget(QLabel("A window"))
window.resize(1366, 768)
window.show()
QTimer.singleShot(0, lambda: (print("ready", flush=True), application.quit()))
sys.exit(application.exec())
"""
_OURS = ["-m", "mneedle_gui", "--demo", "--exit-when-ready"]


def figures() -> Iterator[Figure]:
    """Start both programs several times in turns; medians are compared.

    To be called from a small process: what a child's peak memory is counted from is its parent's.
    """
    bare: list[tuple[float, float]] = []
    ours: list[tuple[float, float]] = []
    with tempfile.TemporaryDirectory() as home:
        for round_ in range(_ROUNDS + 1):
            first, second = _run(["-c", _BARE], home), _run(_OURS, home)
            if round_:  # the first round warms the file cache for both
                bare.append(first)
                ours.append(second)
    bare_start, our_start = (statistics.median(one[0] for one in runs) for runs in (bare, ours))
    bare_memory, our_memory = (statistics.median(one[1] for one in runs) for runs in (bare, ours))
    how = f"{our_start:.2f} s beside {bare_start:.2f} s for a bare window"
    yield Figure("cold start to usable window", our_start / bare_start, 2.0, "x", how)
    how = f"{our_memory:.0f} MB beside {bare_memory:.0f} MB"
    yield Figure("peak memory", our_memory / bare_memory, 2.0, "x", how)


def _run(command: list[str], home: str) -> tuple[float, float]:
    """Seconds until the program says it is ready, and its peak memory in megabytes."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "MNEEDLE_HOME": home}
    # An installed program has its compiled files beside it; the first round writes them here.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    began = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, *command], stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        if process.stdout is None or not process.stdout.readline():
            raise SystemExit("bench: the window did not become ready")
        seconds = time.perf_counter() - began
        # wait4 gives this one child's own peak; resource's figure for all children is their highest.
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"bench: the window ended with {process.returncode}")
    in_a_megabyte = 1024 * 1024 if sys.platform == "darwin" else 1024  # bytes there, KiB elsewhere
    return seconds, usage.ru_maxrss / in_a_megabyte
