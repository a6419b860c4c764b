"""What the records take from the machine: the clock and chance. Handed in, so that tests are exact."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from mneedle_gui.records.keys import USUAL, Cost
from mneedle_gui.records.uuid7 import new_id


@dataclass(frozen=True, slots=True)
class Means:
    """Clock, chance, and how much work a new passphrase slot is.

    ``now`` gives an aware time; ``offset_minutes`` is how far the desk's clock is ahead of UTC;
    ``monotonic`` counts seconds and never goes back; ``random(n)`` gives n unforeseeable bytes.
    """

    now: Callable[[], datetime]
    offset_minutes: Callable[[], int]
    monotonic: Callable[[], float]
    random: Callable[[int], bytes]
    cost: Cost = USUAL

    def moment(self) -> str:
        """Now as the records write it: UTC in ISO form, to the millisecond."""
        return self.now().astimezone(UTC).isoformat(timespec="milliseconds")

    def new_id(self) -> str:
        """A new id; ids sort by the time they were made."""
        return new_id(self.now(), self.random)
