"""What may be said about the result: per concern what was seen, when, how long, and what is unknown."""

from __future__ import annotations

from dataclasses import dataclass

from mneedle_gui.domain.condition import Truth, judge
from mneedle_gui.domain.facts import Aim
from mneedle_gui.domain.guidance import (
    Alternative,
    Badge,
    Influence,
    Longevity,
    NotKnown,
    Study,
)
from mneedle_gui.domain.protocol import Concern, Grade, Protocol
from mneedle_gui.domain.world import AnswersWorld


@dataclass(frozen=True, slots=True)
class Forecast:
    """The honest outlook for one concern. Directions only, never a personal probability."""

    concern: Concern
    grade: Grade
    badge: Badge | None
    longevity: Longevity | None
    studies: tuple[Study, ...]
    influences: tuple[Influence, ...]
    not_known: tuple[NotKnown, ...]
    alternatives: tuple[Alternative, ...]


def forecast(aim: Aim, world: AnswersWorld, protocol: Protocol) -> Forecast:
    """The outlook for an aim that is to be treated (its grade is known)."""
    guidance, concern = protocol.guidance, aim.concern
    longevity = next((row for row in guidance.longevity if row.concern == concern.id), None)
    return Forecast(
        concern=concern,
        grade=aim.row,
        badge=next((badge for badge in guidance.badges if badge.id == concern.badge), None),
        longevity=longevity,
        studies=tuple(row for row in guidance.studies if concern.id in row.concerns),
        influences=tuple(
            row
            for row in guidance.influences
            if _about(row.concerns, concern) and judge(row.when, world).truth is Truth.TRUE
        ),
        not_known=tuple(row for row in guidance.not_known if _about(row.concerns, concern)),
        alternatives=tuple(row for row in guidance.alternatives if _about(row.concerns, concern)),
    )


def _about(concerns: tuple[str, ...], concern: Concern) -> bool:
    return not concerns or concern.id in concerns
