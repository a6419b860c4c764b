"""What became of the 114 cases of the threat study, read from ``docs/threats.md``."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

FILE = Path(__file__).resolve().parents[2] / "docs" / "threats.md"
GROUPS = {"F": 20, "N": 16, "I": 12, "O": 15, "D": 25, "P": 14, "K": 12}
STATES = ("tested", "partly", "not built", "documented")

_ROW = re.compile(r"^\| ([A-Z]\d\d) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$")


@dataclass(frozen=True, slots=True)
class Case:
    """One case: its id, what happens, how far it is met, and the test or the reason."""

    id: str
    what: str
    state: str
    how: str


def cases() -> tuple[Case, ...]:
    """All rows of the table, in its order."""
    lines = FILE.read_text("utf-8").splitlines()
    found = [_ROW.match(line) for line in lines]
    return tuple(Case(*(part.strip() for part in row.groups())) for row in found if row)


def wanted() -> tuple[str, ...]:
    """The ids of the study, in order."""
    return tuple(f"{group}{n:02}" for group, count in GROUPS.items() for n in range(1, count + 1))


def tell(out: TextIO) -> int:
    """Print how many cases are in which state; 1 if one is missing."""
    found = cases()
    numbers = Counter(case.state for case in found)
    print(f"{len(found)} of {len(wanted())} cases are listed in docs/threats.md", file=out)
    for state in STATES:
        print(f"  {state:<11} {numbers[state]:>4}", file=out)
    missing = [key for key in wanted() if key not in {case.id for case in found}]
    if missing:
        print(f"missing: {', '.join(missing)}", file=out)
    return 1 if missing else 0
