"""One window at a time: a lock that the system lets go of by itself when a program dies."""

from __future__ import annotations

from pathlib import Path

from filelock import FileLock, Timeout

from mneedle_gui.records.database import trouble_of
from mneedle_gui.records.errors import InUse, RecordsTrouble

FILE = "in-use.lock"


class Instance:
    """The right to have the records of one folder open. A lock left by a killed program is taken over."""

    def __init__(self, folder: Path) -> None:
        self._lock = FileLock(folder / FILE, timeout=0, thread_local=False, fallback_to_soft=False)

    def take(self) -> None:
        """Take the right.

        Raises:
            InUse: another window, here or of another user, has it.
            RecordsTrouble: the folder cannot be written to, or its disk knows no locks.
        """
        trouble: RecordsTrouble | None = None
        try:
            self._lock.acquire()
        except Timeout:
            trouble = InUse()
        except OSError as error:
            trouble = trouble_of(error)
        if trouble is not None:
            raise trouble

    def give_back(self) -> None:
        """Let others have it."""
        self._lock.release()
