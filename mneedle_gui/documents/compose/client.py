"""Which paper the client gets."""

from __future__ import annotations

from collections.abc import Mapping

from mneedle_gui.documents.compose.client_plan import client_plan
from mneedle_gui.documents.compose.not_today import not_today
from mneedle_gui.documents.model import Document
from mneedle_gui.domain.clinic import Clinic
from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.plan import Plan
from mneedle_gui.domain.wording import Words
from mneedle_gui.domain.zone_map import ZoneMap


def for_client(
    consultation: Consultation, clinic: Clinic, words: Words, maps: Mapping[str, ZoneMap]
) -> Document:
    """The plan where there is one, otherwise the letter that says why not today."""
    if isinstance(consultation.plan, Plan):
        return client_plan(consultation, clinic, words, maps)
    return not_today(consultation, clinic, words)
