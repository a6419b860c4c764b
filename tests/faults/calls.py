"""Every call of a session to the system fails: once, or from then on; with an I/O error or a full disk.

A process that has everything imported waits for orders and makes a child for each session. strace is
attached to it and lets the n-th call of a kind fail in each child; children make so many idle calls
first that each call of the session is the n-th in one of them.
"""

from __future__ import annotations

import ctypes
import json
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from mneedle_gui.records.errors import RecordsTrouble
from mneedle_gui.records.slots import read_table, write_table
from mneedle_gui.system.files import FileTrouble
from tests.faults import day
from tests.faults.day import SOUND, Clinic
from tests.faults.figures import Fault, Figures, Kind
from tests.faults.promises import faults_in
from tests.faults.strace import why_not

_ROOT = Path(__file__).resolve().parents[2]
_READ = ("pread64", "read", "newfstatat", "fstat")
_WRITE = (
    "pwrite64",
    "write",
    "fsync",
    "fdatasync",
    "ftruncate",
    "openat",
    "rename",
    "unlink",
    "mkdir",
)
_MODES = (("EIO", ""), ("EIO", "+"), ("ENOSPC", ""), ("ENOSPC", "+"))
_FULL = {"pwrite64", "write"}
"""Where a full disk must be told as one while saving; the engine gives no such answer elsewhere."""
_CALM = {"DiskFailed", "DiskFull", "ReadOnly", "InUse", "FileRefused"}
_PR_SET_PTRACER = 0x59616D61


@dataclass(frozen=True, slots=True)
class Plan:
    """Which call fails, how, and whether from then on."""

    call: str
    error: str
    on: str

    def told(self, number: int) -> str:
        """Where a finding was made."""
        return f"{self.call} {number}, {self.error}{' from then on' if self.on else ' once'}"


def failing(base: Path, share: float, chance: random.Random) -> Figures:
    """Let a ``share`` of all calls fail, one session for each way."""
    figures = Figures("calls that fail")
    figures.not_run = why_not()
    if figures.not_run:
        return figures
    shutil.rmtree(base, ignore_errors=True)
    seed, vault = base / "seed", base / "live" / "vault"
    day.set_up(seed)
    before: list[str] = []
    day.work(seed, 0, 4, before.append)
    with _waiting_process(vault) as order:
        with _attached(order.pid, f"trace={','.join((*_READ, *_WRITE))}", base / "log"):
            _fresh(seed, vault)
            order.session(0, "", 0)
        counts = _counted(base / "log")
        for call in (*_READ, *_WRITE):
            for error, on in _MODES:
                if error == "ENOSPC" and call in _READ:
                    continue
                plan = Plan(call, error, on)
                every = [n for n in range(1, counts[call] + 1) if chance.random() < share]
                _tried(plan, every, counts[call], order, (seed, vault), before, figures)
    return figures


def _tried(
    plan: Plan,
    numbers: list[int],
    count: int,
    order: Order,
    folders: tuple[Path, Path],
    before: list[str],
    figures: Figures,
) -> None:
    if not numbers:
        return
    seed, vault = folders
    inject = f"inject={plan.call}:error={plan.error}:when={count}{plan.on}"
    with _attached(order.pid, inject, Path(os.devnull)):
        for number in numbers:
            _fresh(seed, vault)
            told, troubles = order.session(number, plan.call, count - number)
            where = plan.told(number)
            found = [
                Fault(Kind.WRONG, f"{where}: {trouble}")
                for trouble in troubles
                if not _is_right(plan, trouble)
            ]
            after = faults_in(vault, [*before, *told], where, thorough=True)
            figures.add([*found, *after], len(told))


def _is_right(plan: Plan, trouble: str) -> bool:
    step, _, kind = trouble.partition(": ")
    if plan.error == "ENOSPC" and plan.call in _FULL and step == "save":
        return kind == "DiskFull"
    return kind in _CALM


@dataclass
class Order:
    """The line to the process that waits."""

    pid: int
    line: socket.socket

    def session(self, number: int, call: str, idle: int) -> tuple[list[str], list[str]]:
        """Have a session held; gives what it told as saved, and the troubles it was told."""
        self.line.sendall(json.dumps([number, call, idle]).encode() + b"\n")
        content = b""
        while not content.endswith(b"]\n"):
            portion = self.line.recv(65536)
            if not portion:
                raise RuntimeError("the process that waits for orders is gone")
            content += portion
        told, troubles = json.loads(content)
        return told, troubles


def _fresh(seed: Path, vault: Path) -> None:
    shutil.rmtree(vault.parent, ignore_errors=True)
    vault.parent.mkdir()
    shutil.copytree(seed, vault)
    (vault.parent / "backups").mkdir()


@contextmanager
def _waiting_process(vault: Path) -> Iterator[Order]:
    here, there = socket.socketpair()
    command = [sys.executable, "-m", "tests.faults.calls", str(vault), str(there.fileno())]
    with subprocess.Popen(command, cwd=_ROOT, pass_fds=[there.fileno()]) as process:
        there.close()
        here.recv(6)
        try:
            yield Order(process.pid, here)
        finally:
            here.close()
            process.wait()


@contextmanager
def _attached(pid: int, what: str, log: Path) -> Iterator[None]:
    command = ["strace", "-f", "-o", str(log), "-p", str(pid), "-e", what]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as strace:
        said = strace.stderr
        first = said.readline() if said else ""
        if "attached" not in first:
            raise RuntimeError(f"strace could not be attached: {first}")
        try:
            yield
        finally:
            strace.send_signal(signal.SIGINT)
            if said:
                said.read()


def _counted(log: Path) -> Mapping[str, int]:
    """How often each call was made by the child of the process that waits."""
    return Counter(re.findall(r"^\d+\s+(\w+)\(", log.read_text("utf-8", "replace"), re.MULTILINE))


def session(vault: Path, say: Callable[[str, str], None]) -> None:
    """What one child does; each step is told as done, or with the trouble it met."""
    clinic: Clinic | None = None
    with _tells("open", say):
        clinic = Clinic(vault, SOUND)
    if clinic is None:
        return
    for number in range(100, 104):
        with _tells("save", say):
            clinic.save(number, lambda words: say("told", words))
    with _tells("keys", say):
        write_table(vault, read_table(vault).sealed(day.KEY))
    with _tells("tidy", say):
        clinic.database.tidy()
    with _tells("back up", say):
        day.back_up(vault, vault.parent / "backups")
    with _tells("save", say):
        clinic.save(105, lambda words: say("told", words))
    clinic.close()
    backup: Path | None = None
    with _tells("back up", say):
        backup = day.back_up(vault, vault.parent / "backups")
    if backup is not None:
        with _tells("restore", say):
            day.bring_back(backup, vault)


@contextmanager
def _tells(step: str, say: Callable[[str, str], None]) -> Iterator[None]:
    try:
        yield
    except (RecordsTrouble, FileTrouble) as trouble:
        say("trouble", f"{step}: {type(trouble).__name__}")
    except Exception as error:  # noqa: BLE001 - a fault that got no calm sentence is what is looked for
        say("trouble", f"{step}: {error!r}"[:200])


def _idle(call: str, times: int) -> None:
    """Make calls that change nothing, so that the next ones are counted on from there."""
    nothing = os.open(os.devnull, os.O_RDWR) if call != "openat" else -1
    made: dict[str, Callable[[], object]] = {
        "pread64": lambda: os.pread(nothing, 1, 0),
        "read": lambda: os.read(nothing, 1),
        "newfstatat": lambda: os.stat("/"),  # noqa: PTH116 - this very call is meant
        "fstat": lambda: os.fstat(nothing),
        "pwrite64": lambda: os.pwrite(nothing, b"x", 0),
        "write": lambda: os.write(nothing, b"x"),
        "fsync": lambda: os.fsync(nothing),
        "fdatasync": lambda: os.fdatasync(nothing),
        "ftruncate": lambda: os.ftruncate(nothing, 0),
        "openat": lambda: os.close(os.open(os.devnull, os.O_RDONLY)),
        "rename": lambda: os.rename("/none/1", "/none/2"),  # noqa: PTH104 - the same
        "unlink": lambda: os.unlink("/none/1"),  # noqa: PTH108 - the same
        "mkdir": lambda: os.mkdir("/none/1"),  # noqa: PTH102 - the same
    }
    for _ in range(times):
        with suppress(OSError):
            made[call]()


def _held(vault: Path, call: str, idle: int) -> tuple[list[str], list[str]]:
    told: list[str] = []
    troubles: list[str] = []

    def say(kind: str, words: str) -> None:
        (told if kind == "told" else troubles).append(words)

    with day.without_pauses():
        if call:
            _idle(call, idle)
        session(vault, say)
    return told, troubles


def _wait_for_orders(vault: Path, line: socket.socket) -> None:
    with suppress(OSError, AttributeError):  # let strace, which is no parent, watch this process
        ctypes.CDLL(None).prctl(_PR_SET_PTRACER, -1, 0, 0, 0)
    day.warm_up()
    line.sendall(b"ready\n")
    while order := line.recv(65536):
        _, call, idle = json.loads(order)
        child = os.fork()
        if child == 0:
            line.sendall(json.dumps(_held(vault, call, idle)).encode() + b"\n")
            os._exit(0)
        os.waitpid(child, 0)


if __name__ == "__main__":
    _wait_for_orders(Path(sys.argv[1]), socket.socket(fileno=int(sys.argv[2])))
