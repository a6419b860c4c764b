"""The program's own save paths against every fault that can be made here: ``python3 dev.py faults``.

Without arguments everything is tried in full, which takes about ten minutes; ``--short`` tries a part
of it in half a minute; words choose the parts that have them in their name. ``--cases`` lists what
became of the cases of the threat study. The exit code is 1 when anything was found.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from tests.faults import calls, cases, kills, places, power
from tests.faults.figures import Figures, table


@dataclass(frozen=True, slots=True)
class Amount:
    """How much is tried: kills, states after a power cut, the share of calls, damaged files."""

    kills: int
    others: int
    states: int
    share: float
    files: int


FULL = Amount(kills=2_000, others=500, states=5_000, share=1.0, files=5_000)
SHORT = Amount(kills=60, others=20, states=150, share=0.02, files=100)


def main(arguments: Sequence[str], out: TextIO = sys.stdout) -> int:
    """Try the parts that were asked for; 1 if one of them found anything."""
    if "--cases" in arguments:
        return cases.tell(out)
    amount = SHORT if "--short" in arguments else FULL
    wanted = [word for word in arguments if not word.startswith("--")]
    found: list[Figures] = []
    with _folder() as base:
        for name, part in _parts(amount, base).items():
            if all(word in name for word in wanted):
                began = time.monotonic()
                found.append(part())
                print(f"{name}: {time.monotonic() - began:.0f} s", file=out, flush=True)
    if not found:
        print("No part has these words in its name.", file=out)
        return 2
    print(table(found), file=out)
    return 1 if any(part.faults for part in found) else 0


def _parts(amount: Amount, base: Path) -> dict[str, Callable[[], Figures]]:
    chance = random.Random(20_261_124)  # noqa: S311 - the same each time
    return {
        "kills while saving": lambda: kills.saving(base / "a", amount.kills, chance),
        "kills while backing up": lambda: kills.backing_up(base / "b", amount.others, chance),
        "kills while restoring": lambda: kills.restoring(base / "c", amount.others, chance),
        "power cuts": lambda: power.cuts(base / "d", amount.states, chance),
        "failing calls": lambda: calls.failing(base / "e", amount.share, chance),
        "full disk": lambda: places.full_disk(base / "f"),
        "read-only disk": lambda: places.read_only(base / "g"),
        "second window": lambda: places.second_window(base / "h"),
        "clock set back": lambda: places.clock_set_back(base / "i"),
        "damaged files": lambda: places.damaged_files(base / "j", amount.files, chance),
    }


@contextmanager
def _folder() -> Iterator[Path]:
    """A folder in memory where there is one: faults are made here, not waited for."""
    memory = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
    base = Path(tempfile.mkdtemp(dir=memory if memory.is_dir() else None))
    try:
        yield base
    finally:
        shutil.rmtree(base, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
