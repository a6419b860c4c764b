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
from mneedle_gui.domain.wording import Message, counted, message
from mneedle_gui.domain.world import AnswersWorld


@dataclass(frozen=True, slots=True)
class Forecast:
    """The honest outlook for one concern. Directions only, never a personal probability.

    ``stop_after`` is the number of sessions after which the course stops if nothing has changed.
    ``influences`` hold what is known to be so for this client; what is unknown is left out.
    """

    concern: Concern
    grade: Grade
    badge: Badge | None
    longevity: Longevity | None
    studies: tuple[Study, ...]
    influences: tuple[Influence, ...]
    not_known: tuple[NotKnown, ...]
    alternatives: tuple[Alternative, ...]
    stop_after: int

    @property
    def visible_from(self) -> Message:
        """When a change may first show; the longevity row is the more careful one and wins."""
        return self.longevity.visible_from if self.longevity else self.concern.first_visible

    @property
    def judged_at(self) -> Message:
        """When the result is best judged."""
        return self.longevity.assess_at if self.longevity else self.concern.best_assessed

    @property
    def followed(self) -> Message:
        """How long people were followed in studies: a limit of knowledge, not how long it lasts."""
        if self.longevity is None or not self.longevity.observed_to:
            return message("No good study has followed people for this.")
        return message(
            "In studies people were followed for up to {observed}. Beyond that we do not know.",
            observed=self.longevity.observed_to,
        )

    @property
    def stop_rule(self) -> Message:
        """What happens when nothing has changed: a stop, and another look."""
        return stop_rule(self.stop_after)


def stop_rule(sessions: int) -> Message:
    """The stop rule in words, for so many sessions without a change."""
    return counted(
        "If nothing has changed after {count} session, we stop and look again.",
        "If nothing has changed after {count} sessions, we stop and look again.",
        sessions,
    )


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
        stop_after=min(protocol.limits.stop_after_sessions, aim.row.sessions_max),
    )


def _about(concerns: tuple[str, ...], concern: Concern) -> bool:
    return not concerns or concern.id in concerns
