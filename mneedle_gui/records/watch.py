"""How long pieces of work are followed and stopped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mneedle_gui.records.backup_troubles import Stopped


@dataclass(frozen=True, slots=True)
class Watch:
    """How somebody follows a long piece of work, and stops it between two portions.

    ``progress`` is told how much is done of how much; the unit changes with the step.
    """

    cancelled: Callable[[], bool] = lambda: False
    progress: Callable[[int, int], None] = lambda _done, _of: None

    def step(self, done: int, of: int) -> None:
        """Tell how far it is.

        Raises:
            Stopped: it is not wanted any more.
        """
        if self.cancelled():
            raise Stopped
        self.progress(done, of)
