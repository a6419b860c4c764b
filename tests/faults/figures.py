"""What a part of the harness found, in figures that must all be 0."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum


class Kind(Enum):
    """What may be found."""

    LOST = "lost"
    """Something that was acknowledged is not there."""
    HALF = "half saved"
    """One part of something is there and another is not."""
    WRONG = "wrong diagnosis"
    """A sound file is called damaged or foreign, or a fault got no calm sentence."""
    READABLE = "left readable"
    """A file that nobody knows, or words of a client in the clear."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One finding and where it was made."""

    kind: Kind
    where: str


@dataclass
class Figures:
    """How often a part was tried, and what was found. ``not_run`` says why it could not be tried."""

    name: str
    runs: int = 0
    saves: int = 0
    faults: list[Fault] = field(default_factory=list)
    not_run: str = ""

    def add(self, faults: Iterable[Fault], saves: int = 0) -> None:
        """Count one more run."""
        self.runs += 1
        self.saves += saves
        self.faults += faults

    def number(self, kind: Kind) -> int:
        """How many findings of a kind."""
        return sum(fault.kind is kind for fault in self.faults)


def table(parts: Sequence[Figures]) -> str:
    """The figures as lines of text, with the first findings of each part."""
    heads = ("runs", "saves", *(kind.value for kind in Kind))
    wide = max(len(part.name) for part in parts)
    lines = ["  ".join(("".ljust(wide), *(head.rjust(15) for head in heads)))]
    for part in parts:
        if part.not_run:
            lines.append(f"{part.name.ljust(wide)}  not run: {part.not_run}")
            continue
        numbers = (part.runs, part.saves, *(part.number(kind) for kind in Kind))
        lines.append("  ".join((part.name.ljust(wide), *(str(n).rjust(15) for n in numbers))))
        lines += [f"    {fault.kind.value}: {fault.where}" for fault in part.faults[:5]]
    return "\n".join(lines)
