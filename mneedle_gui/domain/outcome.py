"""The ordered outcomes of a screening, and where a statement comes from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, IntEnum

from mneedle_gui.domain.wording import NOTHING, Message


class Outcome(IntEnum):
    """From mildest to strictest; the outcome of a screening is the highest of its findings."""

    PROCEED = 0
    PROCEED_WITH_MODIFICATIONS = 1
    ASK = 2
    DEFER = 3
    REFER = 4
    DO_NOT_TREAT = 5

    @property
    def code(self) -> str:
        """The word used in files: ``proceed_with_modifications``."""
        return self.name.lower()


class Category(Enum):
    """What a rule does when it fires."""

    ABSOLUTE = "absolute"
    REFER = "refer"
    DEFER = "defer"
    CAUTION = "caution"
    ZONE_EXCLUDE = "zone_exclude"

    @property
    def outcome(self) -> Outcome:
        """The outcome this category leads to while it stands alone."""
        return _OUTCOMES[self]


_OUTCOMES = {
    Category.ABSOLUTE: Outcome.DO_NOT_TREAT,
    Category.REFER: Outcome.REFER,
    Category.DEFER: Outcome.DEFER,
    Category.CAUTION: Outcome.PROCEED_WITH_MODIFICATIONS,
    Category.ZONE_EXCLUDE: Outcome.PROCEED_WITH_MODIFICATIONS,
}


@dataclass(frozen=True, slots=True)
class Basis:
    """Where a statement or number comes from.

    ``tags`` are letters: V text seen, S secondary copy, M general practice, P clinic policy.
    ``strength`` is one of the words of the clinical specification (label, guideline, review, trial,
    expert, regulator). ``sources`` are keys of the reference list. ``note`` tells where sources
    disagree. ``reviewed`` is the day the row was last looked at (ISO date).

    ``own`` tells that the row, or the value in it that counts, comes from this clinic's own rules and
    not from the program's content; then "P" among the tags means this clinic's own policy. ``clinic``
    says what this clinic made stricter, how it is shipped, and why; it is empty for a row that the
    clinic added.
    """

    tags: tuple[str, ...]
    sources: tuple[str, ...] = ()
    strength: str = ""
    note: Message = NOTHING
    reviewed: str = ""
    own: bool = False
    clinic: Message = NOTHING
