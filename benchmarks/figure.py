"""One measured figure and the bar it is held against."""

from __future__ import annotations

from dataclasses import dataclass

TOLERANCE = 1.5
"""Beyond this many times a bar, the run fails: less is the noise of a shared machine."""


@dataclass(frozen=True, slots=True)
class Figure:
    """``value`` against ``bar``, both in ``unit``; ``how`` says what was measured beside what."""

    name: str
    value: float
    bar: float
    unit: str
    how: str

    @property
    def holds(self) -> bool:
        """Whether the figure is within its bar."""
        return self.value <= self.bar

    @property
    def fails(self) -> bool:
        """Whether the figure is so far beyond its bar that noise cannot explain it."""
        return self.value > self.bar * TOLERANCE

    def __str__(self) -> str:
        """One line: figure, bar, verdict, and how it was measured."""
        verdict = "ok" if self.holds else "FAILS" if self.fails else "over"
        return (
            f"{self.name:<34} {self.value:8.2f} {self.unit:<5} bar {self.bar:6.2f}  "
            f"{verdict:<5} {self.how}"
        )
