"""Work that is slower than a blink: one worker, results home in order.

This is the only place that starts a thread.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class _Finished:
    """A job that has come to its end, on its way home."""

    future: Future[Any]
    owner: QObject
    on_done: Callable[[Any], None]
    on_error: Callable[[Exception], None]


class Jobs(QObject):
    """Runs calls one after the other on a worker and brings their results to the window's thread.

    A call takes and gives immutable values and touches no widget.
    """

    _came_home = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._came_home.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._open = 0

    @property
    def is_busy(self) -> bool:
        """Whether a result is still awaited."""
        return self._open > 0

    def run(
        self,
        call: Callable[[], _Result],
        on_done: Callable[[_Result], None],
        on_error: Callable[[Exception], None],
        owner: QObject,
    ) -> None:
        """Run ``call`` on the worker; one of the two others is told in the window's thread.

        Nothing is told when ``owner`` is gone by then.
        """
        self._open += 1

        def bring_home(future: Future[_Result]) -> None:
            if shiboken6.isValid(self):
                self._came_home.emit(_Finished(future, owner, on_done, on_error))

        self._worker.submit(call).add_done_callback(bring_home)

    def close(self) -> None:
        """Wait for the job that runs now; later ones are dropped."""
        self._worker.shutdown(wait=True, cancel_futures=True)

    @cached_property
    def _worker(self) -> ThreadPoolExecutor:
        from concurrent.futures import ThreadPoolExecutor

        return ThreadPoolExecutor(max_workers=1, thread_name_prefix="worker")

    def _deliver(self, finished: _Finished) -> None:
        self._open -= 1
        if finished.future.cancelled() or not shiboken6.isValid(finished.owner):
            return
        error = finished.future.exception()
        if error is None:
            finished.on_done(finished.future.result())
        elif isinstance(error, Exception):
            finished.on_error(error)
        else:
            raise error
