"""Blocks by which a reader finds a place: lists of lines, each with the page it leads to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """One line of a list of places; ``level`` 2 stands further in than 1.

    The number of the page on which ``anchor`` stands is printed after it; nothing when no block
    carries that anchor.
    """

    text: str
    anchor: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Places:
    """A table of contents or an index, in one column or more, read down each column."""

    lines: tuple[PlaceLine, ...]
    columns: int = 1
