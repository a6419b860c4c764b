"""Waiting after wrong tries: never shut out for good, and no clock helps around it.

Delays are 0, 0, 0, 2, 5, 15, 30 and 60 seconds, then 5 minutes each, counted for the person and for
everybody together. The count is kept on the disk; the wait runs on the monotonic clock. A program
that is started again begins the whole wait anew, so that neither a restart nor a clock set back or
forward shortens it.
"""

from __future__ import annotations

import contextlib
import json
import math
from collections.abc import Callable
from pathlib import Path

from mneedle_gui.records.errors import TooSoon
from mneedle_gui.system.files import FileTrouble, read_bytes, write_text

FILE = "tries.json"
EVERYBODY = "*"
_DELAYS = (0, 0, 0, 2, 5, 15, 30, 60)
_LONGEST = 300
_MOST = 10_000


class Throttle:
    """The wrong tries at one vault. ``clock`` is monotonic, in seconds."""

    def __init__(self, folder: Path, clock: Callable[[], float]) -> None:
        self._path = folder / FILE
        self._clock = clock
        self._wrong = self._read()
        self._since = {who: clock() for who in self._wrong}

    def check(self, who: str) -> None:
        """Let a try of ``who`` through.

        Raises:
            TooSoon: it is not time yet; holds the seconds that are left.
        """
        left = max(self._left(who), self._left(EVERYBODY))
        if left > 0:
            raise TooSoon(math.ceil(left))

    def failed(self, who: str) -> None:
        """Count a wrong try. Where the disk refuses, it counts until the program ends."""
        for one in (who, EVERYBODY):
            self._wrong[one] = min(self._wrong.get(one, 0) + 1, _MOST)
            self._since[one] = self._clock()
        self._write()

    def succeeded(self, who: str) -> None:
        """A right try of ``who``; what others got wrong for themselves still counts for them."""
        self._wrong.pop(who, None)
        self._wrong.pop(EVERYBODY, None)
        self._write()

    def _left(self, who: str) -> float:
        wrong = self._wrong.get(who, 0)
        if who == EVERYBODY:  # one colleague's typing shall not shut all others out
            wrong //= 3
        delay = _DELAYS[wrong] if wrong < len(_DELAYS) else _LONGEST
        return self._since.get(who, 0.0) + delay - self._clock() if delay else 0.0

    def _read(self) -> dict[str, int]:
        try:
            found = json.loads(read_bytes(self._path, at_most=1_000_000))
        except (FileTrouble, ValueError, RecursionError):
            return {}
        if not isinstance(found, dict):
            return {}
        return {who: min(n, _MOST) for who, n in found.items() if type(n) is int and n > 0}

    def _write(self) -> None:
        with contextlib.suppress(FileTrouble):
            write_text(self._path, json.dumps(self._wrong, sort_keys=True))
