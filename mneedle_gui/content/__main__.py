"""``python -m mneedle_gui.content``: every fault in the content of this checkout, one a line."""

from __future__ import annotations

import sys

from mneedle_gui.content.errors import ContentError
from mneedle_gui.content.loading import load
from mneedle_gui.system.resources import resources_root


def main() -> int:
    """Print the faults; 1 if there are any."""
    try:
        load(resources_root())
    except ContentError as error:
        sys.stdout.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
