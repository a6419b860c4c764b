"""The one place where the current consultation is held while windows are open."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from mneedle_gui.domain.answers import Answer
from mneedle_gui.domain.consultation import Circumstances, Consultation
from mneedle_gui.domain.propose import Edits
from mneedle_gui.domain.rule import Clearance

_KEPT_STEPS = 500


class Session(QObject):
    """Holds one immutable consultation; every change makes the next one and tells everybody.

    Widgets never keep truth: they show what ``changed`` brings and call the verbs below.
    """

    changed = Signal(object)

    def __init__(self, consultation: Consultation, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._now = consultation
        self._before: list[Consultation] = []
        self._exported: Consultation | None = None

    @property
    def consultation(self) -> Consultation:
        """The consultation as it is now."""
        return self._now

    @property
    def has_unexported_changes(self) -> bool:
        """Whether something was answered that no file holds yet."""
        return bool(self._before) and self._now is not self._exported

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._before)

    def answer(self, question: str, value: Answer | None) -> None:
        """Answer one question (``None``: make it blank)."""
        if self._now.answers.get(question) != value:
            self._become(self._now.answer(question, value))

    def clear(self, rule: str, clearance: Clearance | None) -> None:
        """Put a written opinion on file for a rule, or take it off."""
        self._become(self._now.cleared(rule, clearance))

    def edit(self, edits: Edits) -> None:
        """Change the proposed plan."""
        self._become(self._now.edited(edits))

    def hold_with(self, circumstances: Circumstances) -> None:
        """Work everything out again under other circumstances (device, practitioner)."""
        self._become(self._now.held_with(circumstances))

    def undo(self) -> None:
        """Go back one step."""
        if self._before:
            self._now = self._before.pop()
            self.changed.emit(self._now)

    def begin(self, consultation: Consultation) -> None:
        """Start over with another consultation; nothing of the old one is kept."""
        self._now, self._before, self._exported = consultation, [], None
        self.changed.emit(self._now)

    def mark_exported(self) -> None:
        """Remember that a file holds the consultation as it is now."""
        self._exported = self._now

    def _become(self, consultation: Consultation) -> None:
        self._before = [*self._before[-_KEPT_STEPS:], self._now]
        self._now = consultation
        self.changed.emit(consultation)
