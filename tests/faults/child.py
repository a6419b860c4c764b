"""Child processes that say what they did, and can be killed at any moment."""

from __future__ import annotations

import os
import select
import signal
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass

CAN_FORK = hasattr(os, "fork")


@dataclass(frozen=True, slots=True)
class Ended:
    """What a child told, line by line, and whether it came to its own end."""

    told: tuple[str, ...]
    whole: bool


def in_child(
    work: Callable[[Callable[[str], None]], None], kill_after: float | None = None
) -> Ended:
    """Do ``work`` in a child, which is killed after so many seconds; what it told until then counts."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        code = 1
        try:
            work(lambda line: _all(writing, line))
            code = 0
        except BaseException:  # noqa: BLE001 - told, and the child ends without its parent's stack
            _all(writing, f"! {traceback.format_exc(limit=-3)!r}")
        finally:
            os._exit(code)
    os.close(writing)
    content, until = b"", None if kill_after is None else time.monotonic() + kill_after
    while True:
        left = None if until is None else max(until - time.monotonic(), 0)
        ready, _, _ = select.select([reading], [], [], left)
        if not ready:
            os.kill(child, signal.SIGKILL)
            until = None
            continue
        portion = os.read(reading, 65536)
        if not portion:
            break
        content += portion
    os.close(reading)
    _, status = os.waitpid(child, 0)
    lines = content.decode("utf-8", "replace").split("\n")[:-1]
    return Ended(tuple(lines), status == 0)


def _all(writing: int, line: str) -> None:
    os.write(writing, line.encode() + b"\n")
