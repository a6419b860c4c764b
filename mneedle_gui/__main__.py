"""The program's front door: arguments in, exit code out."""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mneedle_gui.services.workbench import Workbench

_WINDOWLESS = (
    "plan", "prescreen", "sample", "questions", "handbook", "check", "-h", "--help", "--version",
)  # fmt: skip
_STARTED = time.monotonic()


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window, or carry out a windowless verb."""
    from mneedle_gui.system.paths import find_places

    given = list(sys.argv[1:] if arguments is None else arguments)
    places = find_places(os.environ)
    if given and given[0] in _WINDOWLESS:
        from mneedle_gui import cli

        try:
            today = date.today()
            code = cli.main(given, today, places.config, _check_window, places.clinic_rules)
            sys.stdout.flush()
        except BrokenPipeError:  # the reader, such as "head", has enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0
        return code
    # Almost everything made while starting stays for good: collecting then only costs time.
    gc.disable()
    from mneedle_gui import app

    return app.main(given, places, datetime.now, _STARTED)


def _check_window(bench: Workbench) -> list[str]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from mneedle_gui import app

    return app.check_window(bench)


if __name__ == "__main__":
    sys.exit(main())
