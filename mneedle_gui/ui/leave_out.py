"""Leaving zones out: taking them out of every answer that says where a concern is treated."""

from __future__ import annotations

from collections.abc import Collection

from mneedle_gui.domain.answers import Choices
from mneedle_gui.ui.session import Session


def leave_out(session: Session, zones: Collection[str]) -> None:
    """Deselect ``zones`` in the zones question of each concern; an emptied answer becomes blank."""
    for concern in session.consultation.circumstances.protocol.concerns:
        question = concern.zones_question
        answer = session.consultation.answers.get(question)
        if not isinstance(answer, Choices) or not set(answer.codes) & set(zones):
            continue
        kept = tuple(code for code in answer.codes if code not in zones)
        session.answer(question, Choices(kept) if kept else None)
