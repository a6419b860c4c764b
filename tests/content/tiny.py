"""A whole content folder as small as it can be (`tiny_content/`), to be broken in one place."""

from __future__ import annotations

import shutil
from pathlib import Path

from mneedle_gui.content.check import check
from mneedle_gui.content.errors import Fault
from mneedle_gui.content.loading import read

_WHOLE = Path(__file__).parent / "tiny_content"


class Tiny:
    """The small content folder at ``root``, whole until it is changed."""

    def __init__(self, root: Path) -> None:
        self.root = root
        shutil.copytree(_WHOLE, root, dirs_exist_ok=True)

    def write(self, file: str, text: str) -> None:
        """Write a file of the folder anew."""
        path = self.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def change(self, file: str, old: str, new: str) -> None:
        """Put ``new`` in place of the first ``old`` in a file, which must be there."""
        text = (self.root / file).read_text(encoding="utf-8")
        assert old in text, f"{old} is not in {file}"
        self.write(file, text.replace(old, new, 1))

    def append(self, file: str, text: str) -> None:
        """Add ``text`` to the end of a file."""
        before = (self.root / file).read_text(encoding="utf-8")
        self.write(file, before + text)

    def reading_faults(self) -> tuple[Fault, ...]:
        """What is wrong within files."""
        return read(self.root)[1]

    def crossing_faults(self) -> tuple[Fault, ...]:
        """What is wrong between rows."""
        return check(read(self.root)[0])
