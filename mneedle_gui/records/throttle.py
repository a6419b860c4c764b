"""Waiting after wrong tries: never shut out for good, and no clock helps around it.

Delays are 0, 0, 0, 2, 5, 15, 30 and 60 seconds, then 5 minutes each, counted for each person and, at
a third, for everybody together: a colleague who mistypes does not shut the others out, and going from
one name to the next does not help a guesser either. The count is kept on the disk; the wait runs on
the monotonic clock. A program that is started again begins the whole wait anew, so that neither a
restart nor a clock set back or forward shortens it.
"""

from __future__ import annotations

import contextlib
import json
import math
from collections.abc import Callable, Iterator
from pathlib import Path

from mneedle_gui.records.errors import (
    KeysChanged,
    NotEnoughMemory,
    TooSoon,
    WrongPassphrase,
    WrongRecoveryCode,
)
from mneedle_gui.system.files import FileTrouble, read_bytes, write_text

FILE = "tries.json"
EVERYBODY = "*"
_DELAYS = (0, 0, 0, 2, 5, 15, 30, 60)
_LONGEST = 300
_MOST = 10_000
_SHARE = 3


class Throttle:
    """The wrong tries at one vault; to be kept from one try to the next. ``clock`` is monotonic."""

    def __init__(self, folder: Path, clock: Callable[[], float]) -> None:
        self._path = folder / FILE
        self._clock = clock
        self._wrong = self._read()
        self._since = {who: clock() for who in self._wrong}

    def tries(self, who: str) -> int:
        """How many wrong tries of ``who`` there were since the last right one."""
        return self._wrong.get(who, 0)

    def check(self, who: str) -> None:
        """Let a try of ``who`` through.

        Raises:
            TooSoon: it is not time yet; holds the seconds that are left.
        """
        for one, wrong in self._read().items():  # another window may have counted in the meantime
            if wrong > self._wrong.get(one, 0):
                self._wrong[one], self._since[one] = wrong, self._clock()
        left = max(self._left(who), self._left(EVERYBODY))
        if left > 0:
            raise TooSoon(math.ceil(left))

    @contextlib.contextmanager
    def trying(self, who: str) -> Iterator[None]:
        """One try. It counts as wrong from its first moment, so that killing the program gains nothing.

        Raises:
            TooSoon: it is not time yet; nothing was tried.
        """
        self.check(who)
        before = dict(self._wrong)
        self._count(who)
        try:
            yield
        except (WrongPassphrase, WrongRecoveryCode):
            self._start_wait(who)
            raise
        except (
            KeysChanged,
            NotEnoughMemory,
        ):  # says nothing about the passphrase, or that it is right
            self._wrong = before
            self._write()
            raise
        self._wrong.pop(who, None)  # what others got wrong for themselves still counts for them
        self._wrong.pop(EVERYBODY, None)
        self._write()

    def _count(self, who: str) -> None:
        """Where the disk refuses, it counts until the program ends."""
        for one in (who, EVERYBODY):
            self._wrong[one] = min(self._wrong.get(one, 0) + 1, _MOST)
        self._start_wait(who)
        self._write()

    def _start_wait(self, who: str) -> None:
        for one in (who, EVERYBODY):
            self._since[one] = self._clock()

    def _left(self, who: str) -> float:
        wrong = self._wrong.get(who, 0)
        if who == EVERYBODY:
            wrong //= _SHARE
        delay = _DELAYS[wrong] if wrong < len(_DELAYS) else _LONGEST
        return self._since[who] + delay - self._clock() if delay else 0.0

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
