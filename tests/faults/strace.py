"""What ``strace`` saw of one process, as writes and names below a folder."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

CALLS = (
    "openat,close,lseek,write,pwrite64,fsync,fdatasync,ftruncate,fallocate,rename,renameat,renameat2,"
    "unlink,unlinkat,mkdir,rmdir,writev,pwritev,sendfile,copy_file_range"
)
_LINE = re.compile(r"^(?:\d+\s+)?(\w+)\((.*)\)\s+= (-?\d+)(?:<([^>]*)>)?")
_STRING = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_HANDLE = re.compile(r"^(\w+)<([^>]*)>")


@dataclass(frozen=True, slots=True)
class Op:
    """One step: ``kind`` is open, close, write, sync, cut, link, rename, unlink, mkdir, rmdir or told.

    ``other`` is the new name of a rename; ``at`` an offset or a length; ``handle`` the number of the
    open file.
    """

    kind: str
    path: str = ""
    handle: int = -1
    at: int = 0
    content: bytes = b""
    other: str = ""


def why_not() -> str:
    """Why nothing can be recorded here; empty when it can."""
    if not sys.platform.startswith("linux"):
        return "strace is for Linux"
    if shutil.which("strace") is None:
        return "strace is not installed (on Debian or Ubuntu: apt-get install strace)"
    tried = recording(["true"], Path(os.devnull))
    return "" if tried.returncode == 0 else "strace may not watch processes here"


def recorded(command: Sequence[str], log: Path, cwd: Path) -> None:
    """Run a command to its end under strace.

    Raises:
        RuntimeError: it failed.
    """
    ended = recording(command, log, cwd)
    if ended.returncode:
        raise RuntimeError(f"what was to be recorded failed: {ended.stderr[-2000:]}")


def recording(
    command: Sequence[str], log: Path, cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command under strace, which writes what it saw into ``log``."""
    options = ["-f", "-y", "-xx", "-s", "100000000", "-e", f"trace={CALLS}", "-o", str(log)]
    return subprocess.run(
        [shutil.which("strace") or "", *options, *command],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
    )


def ops_below(log: Path, folder: str, told: str) -> Iterator[Op]:
    """What was done below ``folder``; what was written to the file ``told`` are words to the parent.

    Raises:
        RuntimeError: a call that this reader does not understand was used there.
    """
    at: dict[int, int] = {}
    with log.open(encoding="ascii") as lines:
        for line in lines:
            if "unfinished ..." in line or "resumed>" in line:
                raise RuntimeError("two processes or threads at once cannot be read")
            found = _LINE.match(line)
            if found is None or found[3].startswith("-"):
                continue
            op = _op(found[1], found[2], int(found[3]), found[4] or "", at)
            if op is None or not (op.path == folder or op.path.startswith(folder + "/")):
                continue
            if op.path == told:
                if op.kind == "write":
                    for words in op.content.decode().splitlines():
                        yield Op("told", words)
                continue
            yield op


def _op(call: str, rest: str, result: int, opened: str, at: dict[int, int]) -> Op | None:
    if call == "openat":
        at[result] = 0
        flags = rest.rpartition('"')[2]
        how = ("cut " if "O_TRUNC" in flags else "") + ("make" if "O_CREAT" in flags else "")
        return Op("open", _plain(opened), result, other=how)
    if call in {"rename", "renameat", "renameat2"}:
        old, new = _STRING.findall(rest)
        return Op("rename", _plain(old), other=_plain(new))
    if call in {"unlink", "unlinkat", "mkdir", "rmdir"}:
        kind = "rmdir" if "AT_REMOVEDIR" in rest else call.removesuffix("at")
        return Op(kind, _joined(rest, _plain(_STRING.findall(rest)[0])))
    handle = _HANDLE.match(rest)
    if handle is None:
        return None
    number, path = int(handle[1]), _plain(handle[2])
    return _on_handle(call, rest, result, number, path, at)


def _on_handle(
    call: str, rest: str, result: int, number: int, path: str, at: dict[int, int]
) -> Op | None:
    match call:
        case "close":
            return Op("close", path, number)
        case "lseek":
            at[number] = result
            return None
        case "write":
            start = at.get(number, 0)
            at[number] = start + result
            return Op("write", path, number, start, _bytes(rest)[:result])
        case "pwrite64":
            offset = int(rest.rpartition(",")[2])
            return Op("write", path, number, offset, _bytes(rest)[:result])
        case "fsync" | "fdatasync":
            return Op("sync", path, number)
        case "ftruncate":
            return Op("cut", path, number, int(rest.rpartition(",")[2]))
        case _:  # not understood, and told as such where it matters
            return Op(call, path, number)


def _joined(rest: str, name: str) -> str:
    """The whole name for calls that take a folder and a name in it."""
    handle = _HANDLE.match(rest)
    return name if handle is None or name.startswith("/") else f"{_plain(handle[2])}/{name}"


def _plain(text: str) -> str:
    return bytes.fromhex(text.replace("\\x", "")).decode() if text.startswith("\\x") else text


def _bytes(rest: str) -> bytes:
    found = _STRING.search(rest)
    return bytes.fromhex(found[1].replace("\\x", "")) if found else b""
