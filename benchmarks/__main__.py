"""Measure everything, or the parts named, and print each figure beside its bar; exit 1 far beyond one."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from benchmarks.figure import Figure
from mneedle_gui.system.resources import resources_root

_PARTS = ("starting", "engine", "paper", "answering", "records")


def main(names: Sequence[str] = ()) -> int:
    """Print one line a figure of the parts in ``names`` (all when empty); 1 when one is far off."""
    if not set(names) <= set(_PARTS):
        print(f"bench: the parts are {', '.join(_PARTS)}", file=sys.stderr)
        return 2
    failed = False
    for figure in _measured(names or _PARTS):
        print(figure, flush=True)
        failed = failed or figure.fails
    return 1 if failed else 0


def _measured(names: Sequence[str]) -> Iterator[Figure]:
    """The start comes first, while this process is small: a child's peak begins at its parent's."""
    root = resources_root()
    if "starting" in names:
        from benchmarks import starting

        yield from starting.figures()
    if "engine" in names:
        from benchmarks import engine

        yield from engine.figures(root)
    if "paper" in names:
        from benchmarks import paper

        yield from paper.figures(root)
    if "answering" in names:
        from benchmarks import answering

        yield from answering.figures(root)
    if "records" in names:
        from benchmarks import records

        yield from records.figures(root)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
