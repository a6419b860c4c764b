"""The two-minute check without a window: its slip on paper, and its result for other programs."""

from __future__ import annotations

from mneedle_gui.documents.compose import prescreen_slip
from mneedle_gui.documents.model import Document
from mneedle_gui.domain.clinic import Paper
from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.services import issuing
from mneedle_gui.services.workbench import Workbench


def slip_document(consultation: Consultation, bench: Workbench) -> Document:
    """The client's slip."""
    return prescreen_slip(consultation, bench.settings.clinic, bench.words)


def slip_pdf(consultation: Consultation, bench: Workbench, paper: Paper | None = None) -> bytes:
    """The slip on paper (the clinic's own size unless another is given)."""
    return issuing.as_pdf(slip_document(consultation, bench), bench, paper)


def slip_name(consultation: Consultation) -> str:
    """A name for a saved slip that holds no client words: number, day and kind."""
    held = consultation.circumstances
    return f"{held.reference or 'NP'}-{held.on.isoformat()}-first-check.pdf"
