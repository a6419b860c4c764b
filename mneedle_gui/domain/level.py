"""A practitioner's own depth limits: clinic policy, never evidence, and never a reason to go deeper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from mneedle_gui.domain.outcome import Basis
from mneedle_gui.domain.wording import Message, Value, message


@dataclass(frozen=True, slots=True)
class Level:
    """The most that a practitioner of this level may set, in millimetres of needle setting.

    ``face_max_mm`` holds for the face and for the neck, ``body_max_mm`` for the rest. ``note`` says
    where limits like these are in use; the row itself is always clinic policy.
    """

    id: str
    name: Message
    face_max_mm: Decimal
    body_max_mm: Decimal
    note: Message
    basis: Basis

    def most_mm(self, *, on_body: bool) -> Decimal:
        """The limit on the body, or on face and neck."""
        return self.body_max_mm if on_body else self.face_max_mm

    def said_of(self, practitioner: str) -> Message:
        """For whom the depths are limited and how, as one sentence; without a name, the level alone."""
        limits: dict[str, Value] = {
            "level": self.name,
            "face": self.face_max_mm,
            "body": self.body_max_mm,
        }
        if practitioner.strip():
            return message(
                "Depths for {who} at the level “{level}”: at most {face} mm on face and neck,"
                " {body} mm on the body (clinic policy).",
                who=practitioner.strip(),
                **limits,
            )
        return message(
            "Depths at the practitioner's level “{level}”: at most {face} mm on face and neck,"
            " {body} mm on the body (clinic policy).",
            **limits,
        )


def level_called(levels: Sequence[Level], level_id: str) -> Level | None:
    """The level with this id; ``None`` for no id, which means no own limit.

    An id that is not among the ``levels`` (a setting from other content) gives the strictest of
    them, because a limit that somebody chose never falls away by itself.
    """
    if not level_id or not levels:
        return None
    strictest = min(levels, key=lambda level: (level.face_max_mm, level.body_max_mm))
    return next((level for level in levels if level.id == level_id), strictest)
