"""Power cuts: a session is recorded once, and the disk is built again as a cut could have left it.

A write counts as on the disk once its file was forced there; before that it is kept, lost or torn by
sector, each by itself. A name (made, renamed, deleted) counts once its folder was forced; before that
any number of the first ones may be there, in order. Forcing a file does not make its name last.
"""

from __future__ import annotations

import dataclasses
import json
import random
import shutil
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.faults import day
from tests.faults.day import SOUND, Plants
from tests.faults.figures import Fault, Figures, Kind
from tests.faults.promises import backup_faults, faults_in
from tests.faults.strace import Op, ops_below, recorded, why_not

_SECTORS = (512, 4096)
_ROOT = Path(__file__).resolve().parents[2]
_TOLD = "told"


def cuts(base: Path, states: int, chance: random.Random, plants: Plants = SOUND) -> Figures:
    """Record a session and try so many states of the disk."""
    figures = Figures("power cut")
    figures.not_run = why_not()
    if figures.not_run:
        return figures
    shutil.rmtree(base, ignore_errors=True)
    base = base.resolve()
    live, rebuilt = base / "live", base / "cut"
    live.mkdir(parents=True)
    words = json.dumps(dataclasses.asdict(plants))
    recorded([sys.executable, "-m", "tests.faults.power", str(live), words], base / "log", _ROOT)
    ops = list(ops_below(base / "log", str(live), str(live / _TOLD)))
    moments = sorted(chance.choices(range(1, len(ops) + 1), k=states))
    for number, (disk, told) in enumerate(_at_each(ops, moments, live)):
        shutil.rmtree(rebuilt, ignore_errors=True)
        disk.after_a_cut(chance, str(live), rebuilt)
        where = f"state {number}, after step {moments[number]} of {len(ops)}"
        figures.add(_found(rebuilt, told, where), len(told.saves))
    return figures


@dataclasses.dataclass
class Told:
    """What the session had told until then."""

    made: bool = False
    saves: list[str] = dataclasses.field(default_factory=list)
    backups: list[str] = dataclasses.field(default_factory=list)
    in_backup: list[str] = dataclasses.field(default_factory=list)
    restoring: bool = False

    def hear(self, words: str) -> None:
        """Take one line in."""
        match words.partition(" "):
            case "made", _, _:
                self.made = True
            case "backup", _, name:
                self.backups.append(name)
                self.in_backup = list(self.saves)
            case "restoring", _, _:
                self.restoring = True
            case "restored", _, _:
                self.restoring = False
                self.saves = list(self.in_backup)
            case _:
                self.saves.append(words)


class Disk:
    """What is on the disk for certain, and what is still on its way."""

    def __init__(self, root: str) -> None:
        self._contents: dict[int, bytearray] = {}
        self._waiting: dict[int, list[Op]] = defaultdict(list)
        self._names: dict[str, int] = {root: -1}
        self._lasting: dict[str, int] = {root: -1}
        self._moves: list[tuple[Op, int]] = []
        self._open: dict[int, int] = {}

    def do(self, op: Op) -> None:
        """Carry out one step.

        Raises:
            RuntimeError: it is not one of those known.
        """
        match op.kind:
            case "open":
                self._opened(op)
            case "close":
                self._open.pop(op.handle, None)
            case "write" | "cut":
                self._waiting[self._open[op.handle]].append(op)
            case "sync":
                self._forced(op)
            case "rename" | "unlink" | "mkdir" | "rmdir":
                self._move(op, -1)
            case _:
                raise RuntimeError(f"a step that is not understood: {op.kind}")

    def after_a_cut(self, chance: random.Random, root: str, into: Path) -> None:
        """Write one of the states that a power cut now could leave into a folder."""
        everything = chance.random() < 0.08
        sector = chance.choice(_SECTORS)
        names = dict(self._lasting)
        count = len(self._moves) if everything else chance.randint(0, len(self._moves))
        for op, inode in self._moves[:count]:
            _moved(names, op, inode)
        for name in sorted(names):
            path = into / name.removeprefix(root).lstrip("/")
            if names[name] < 0:
                path.mkdir(parents=True, exist_ok=True)
            elif not name.endswith("-shm"):
                content = bytearray(self._contents[names[name]])
                for op in self._waiting.get(names[name], ()):
                    _written(content, op, chance, sector, whole=everything)
                path.write_bytes(content)

    def _opened(self, op: Op) -> None:
        inode = self._names.get(op.path)
        if inode is None:
            inode = len(self._contents)
            self._contents[inode] = bytearray()
            self._move(op, inode)
        elif inode >= 0 and "cut" in op.other:
            self._waiting[inode].append(Op("cut"))
        self._open[op.handle] = inode

    def _forced(self, op: Op) -> None:
        inode = self._open[op.handle]
        if inode < 0:
            for move, of in self._moves:
                _moved(self._lasting, move, of)
            self._moves.clear()
        else:
            for waiting in self._waiting.pop(inode, ()):
                _written(self._contents[inode], waiting, None, 0, whole=True)

    def _move(self, op: Op, inode: int) -> None:
        _moved(self._names, op, inode)
        self._moves.append((op, inode))


def _moved(names: dict[str, int], op: Op, inode: int) -> None:
    match op.kind:
        case "open":
            names[op.path] = inode
        case "mkdir":
            names[op.path] = -1
        case "unlink" | "rmdir":
            names.pop(op.path, None)
        case "rename":
            inside = [name for name in names if name == op.path or name.startswith(op.path + "/")]
            for name in inside:
                names[op.other + name.removeprefix(op.path)] = names.pop(name)


def _written(
    content: bytearray, op: Op, chance: random.Random | None, sector: int, *, whole: bool
) -> None:
    """One write on its way: there, lost, or torn by sector."""
    drawn = 0.5 if whole or chance is None else chance.random()
    if drawn < 0.35:
        return
    if op.kind == "cut":
        if len(content) > op.at:
            del content[op.at :]
        else:
            content.extend(bytes(op.at - len(content)))
        return
    size = len(op.content) if drawn < 0.6 else sector
    for start in range(0, len(op.content), max(size, 1)):
        if drawn >= 0.6 and chance is not None and chance.random() < 0.5:
            continue
        part = op.content[start : start + size]
        end = op.at + start
        content.extend(bytes(max(end - len(content), 0)))
        content[end : end + len(part)] = part


def _at_each(ops: list[Op], moments: list[int], root: Path) -> Iterator[tuple[Disk, Told]]:
    disk, told, done = Disk(str(root)), Told(), 0
    for moment in moments:
        for op in ops[done:moment]:
            if op.kind == "told":
                told.hear(op.path)
            else:
                disk.do(op)
        done = moment
        yield disk, told


def _found(base: Path, told: Told, where: str) -> list[Fault]:
    vault = base / "data" / "vault"
    found: list[Fault] = []
    if (base / "backups").is_dir():
        found += backup_faults(base / "backups", told.backups, where)
    elif told.backups:
        found.append(Fault(Kind.LOST, f"{where}: all backups"))
    if not told.made:
        return found
    after = faults_in(vault, told.saves, where, thorough=True)
    if told.restoring and any(fault.kind is Kind.LOST for fault in after):
        after = faults_in(vault, told.in_backup, where, thorough=True)
    return [*found, *after]


def session(base: Path, plants: Plants) -> None:
    """What is recorded: a vault is made, used, closed, used again, backed up and restored."""
    vault, backups = base / "data" / "vault", base / "backups"
    with (base / _TOLD).open("w", encoding="utf-8", buffering=1) as file:

        def tell(words: str) -> None:
            file.write(words + "\n")

        with day.planted(plants):
            (base / "data").mkdir()
            backups.mkdir()
            day.set_up(vault)
            day.lasting(vault)
        tell("made")
        _used(vault, backups, tell, plants)


def _used(vault: Path, backups: Path, tell: Callable[[str], None], plants: Plants) -> None:
    day.work(vault, 0, 4, tell, plants)
    day.work(vault, 4, 4, tell, plants)
    backup = day.back_up(vault, backups, plants)
    tell(f"backup {backup.name}")
    day.work(vault, 8, 3, tell, plants)
    tell("restoring")
    day.bring_back(backup, vault, plants)
    tell("restored")
    day.work(vault, 11, 3, tell, plants)


if __name__ == "__main__":
    session(Path(sys.argv[1]), Plants(**json.loads(sys.argv[2])))
