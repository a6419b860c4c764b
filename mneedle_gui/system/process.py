"""The process we run in: its memory is kept out of files, and it can give way to a fresh one.

A program in Python cannot wipe what it had in memory. So when the records are locked, the whole
process is replaced by a new one.
"""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress

_PR_SET_DUMPABLE = 4
_SEM_FAILCRITICALERRORS, _SEM_NOGPFAULTERRORBOX = 0x0001, 0x0002
_WER_FAULT_REPORTING_FLAG_NOHEAP = 1


def keep_memory_private() -> bool:
    """Let no crash write this process's memory to a file; says whether the system agreed.

    Swap and hibernation are out of a program's reach: there, disk encryption helps.
    """
    if sys.platform == "win32":
        return _no_reports_on_windows()
    agreed = _no_core_file()
    if sys.platform.startswith("linux"):
        agreed = _not_dumpable() and agreed
    return agreed


def start_anew(program: Sequence[str]) -> None:
    """Put a fresh process in the place of this one; does not come back.

    ``program`` is the whole command, the program first. What is to be kept must be saved before, and
    files and locks closed: nothing is tidied up any more.

    Raises:
        OSError: the system would not start it; this process goes on.
    """
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):  # a window without a terminal has none
            stream.flush()
    if sys.platform == "win32":  # there, execv would let a waiting shell go on at once
        subprocess.Popen(list(program), close_fds=True)  # noqa: S603 - our own program
        os._exit(0)
    os.execv(program[0], list(program))  # noqa: S606 - our own program


def own_command(arguments: Sequence[str]) -> tuple[str, ...]:
    """The command that starts this program again with ``arguments``, frozen or not."""
    if getattr(sys, "frozen", False):
        return (sys.executable, *arguments)
    return (sys.executable, "-m", "mneedle_gui", *arguments)


def _no_core_file() -> bool:
    import resource  # noqa: PLC0415 - not on Windows

    try:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (OSError, ValueError):
        return False
    return True


def _not_dumpable() -> bool:
    """Also keeps other programs of the same user from reading the memory."""
    try:
        return int(ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)) == 0
    except (OSError, AttributeError):
        return False


def _no_reports_on_windows() -> bool:
    """No error box, and no heap in what Windows keeps of a crash."""
    try:
        libraries = ctypes.windll  # type: ignore[attr-defined, unused-ignore]
        libraries.kernel32.SetErrorMode(_SEM_FAILCRITICALERRORS | _SEM_NOGPFAULTERRORBOX)
        return int(libraries.wer.WerSetFlags(_WER_FAULT_REPORTING_FLAG_NOHEAP)) == 0
    except (OSError, AttributeError):
        return False
