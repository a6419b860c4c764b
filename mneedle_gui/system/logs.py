"""The local log: what happened, never whom it concerned.

A line holds four fields and no others: the time, an event from the list below, the types of the
errors, and the places in our code. Messages of exceptions are never written, because they can
quote what a person typed; nor are file paths, because a home folder can bear a name. The log never
leaves the machine.
"""

from __future__ import annotations

import contextlib
import json
import traceback
from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from pathlib import Path

_KEPT_BYTES = 256 * 1024
_KEPT_PLACES = 40
_KEPT_CAUSES = 5


class Event(StrEnum):
    """Everything that may be written to the log."""

    STARTED = "started"
    CLOSED = "closed"
    CONTENT_FAULTY = "content-faulty"
    SETTINGS_FAULTY = "settings-faulty"
    CRASHED = "crashed"
    JOB_FAILED = "job-failed"
    OPEN_FAILED = "open-failed"
    SAVE_FAILED = "save-failed"
    PRINT_FAILED = "print-failed"


class EventLog:
    """A log file of at most two times 256 KiB: the current one, and the one before it.

    Args:
        file: where to write; its folder must exist.
        now: the clock, handed in.
    """

    def __init__(self, file: Path, now: Callable[[], datetime]) -> None:
        self._file = file
        self._now = now

    def note(self, event: Event, error: BaseException | None = None) -> bool:
        """Write one line, and say whether it could be written.

        A log that cannot be written must not stop a consultation, so this raises nothing that the
        machine causes.
        """
        line = json.dumps(
            {
                "at": self._now().isoformat(timespec="seconds"),
                "event": Event(event).value,
                "errors": _types_of(error),
                "places": _places_of(error),
            }
        )
        try:
            self._turn_over()
            with self._file.open("a", encoding="utf-8") as file:
                file.write(line + "\n")
        except OSError:
            return False
        return True

    def _turn_over(self) -> None:
        with contextlib.suppress(FileNotFoundError):
            if self._file.stat().st_size > _KEPT_BYTES:
                self._file.replace(self._file.with_name(self._file.name + ".1"))


def _types_of(error: BaseException | None) -> list[str]:
    """The types of an error and of what caused it, outermost first."""
    types: list[str] = []
    while error is not None and len(types) < _KEPT_CAUSES:
        types.append(f"{type(error).__module__}.{type(error).__qualname__}")
        error = error.__cause__ or error.__context__
    return types


def _places_of(error: BaseException | None) -> list[str]:
    """``module:function:line`` of each step that led to the error, the last ones if many."""
    if error is None:
        return []
    steps = traceback.walk_tb(error.__traceback__)
    places = [
        f"{frame.f_globals.get('__name__', '?')}:{frame.f_code.co_name}:{line}"
        for frame, line in steps
    ]
    return places[-_KEPT_PLACES:]
