"""What can be wrong in the content files, and how it is told: file, key, cause, remedy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a content file, written for the person who edits that file.

    ``file`` is the path below the resources folder ("" where none can be named), ``key`` the place
    in it (``rule.melasma.window``), ``cause`` what is wrong, ``remedy`` what would put it right.
    Cause and remedy are sentences without full stop.
    """

    file: str
    key: str
    cause: str
    remedy: str

    def __str__(self) -> str:
        """The fault as one line."""
        place = ", ".join(part for part in (self.file, self.key) if part)
        return f"{place}: {self.cause}. {self.remedy}."


class ContentError(Exception):
    """The content cannot be used; ``faults`` holds everything found wrong, not just the first.

    ``remark`` is what to do about all of it, when there is something to say.
    """

    def __init__(self, faults: Iterable[Fault], remark: str = "") -> None:
        self.faults = tuple(dict.fromkeys(faults))
        self.remark = remark
        super().__init__(self.faults)

    def __str__(self) -> str:
        """How many faults there are, each on its own line, and the remark."""
        count = len(self.faults)
        head = (
            "1 fault in the content files" if count == 1 else f"{count} faults in the content files"
        )
        lines = [f"{head}:", *(f"  {fault}" for fault in self.faults), self.remark]
        return "\n".join(line for line in lines if line)


class Faults:
    """What one reading has gathered: the faults, and in which file each row stands.

    ``where`` maps (kind of row, id) to its file; ``switch_of`` maps the id of a question to the
    clinic setting it depends on.
    """

    def __init__(self) -> None:
        self.found: list[Fault] = []
        self.where: dict[tuple[str, str], str] = {}
        self.switch_of: dict[str, str] = {}

    def add(self, file: str, key: str, cause: str, remedy: str) -> None:
        """Note one fault."""
        self.found.append(Fault(file, key, cause, remedy))

    def place(self, kind: str, row_id: str, file: str) -> str:
        """Note where a row stands; gives the file of an earlier one with the same id, if any."""
        earlier = self.where.get((kind, row_id), "")
        self.where.setdefault((kind, row_id), file)
        return earlier
