"""Measure everything and print each figure beside its bar; exit 1 far beyond one."""

from __future__ import annotations

import sys
from itertools import chain

from benchmarks import answering, engine, paper, starting
from mneedle_gui.system.resources import resources_root


def main() -> int:
    """Print one line a figure; 1 when a figure is far beyond its bar."""
    root = resources_root()
    failed = False
    measured = chain(
        engine.figures(root), paper.figures(root), answering.figures(root), starting.figures()
    )
    for figure in measured:
        print(figure, flush=True)
        failed = failed or figure.fails
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
