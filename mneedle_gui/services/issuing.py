"""Issuing paper: the client's document, the practitioner's record and session sheets, as PDF bytes."""

from __future__ import annotations

from mneedle_gui.documents.compose import for_client, practitioner_record, session_sheet
from mneedle_gui.documents.model import Document
from mneedle_gui.documents.pdf.render import render
from mneedle_gui.domain.clinic import Paper
from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.plan import Plan
from mneedle_gui.services.workbench import Workbench

CLIENT, RECORD, SESSION_SHEET = "plan", "record", "session_sheet"


def client_document(consultation: Consultation, bench: Workbench) -> Document:
    """The plan, or the letter that says why there is none today."""
    return for_client(consultation, bench.settings.clinic, bench.words, bench.content.maps)


def record_document(consultation: Consultation, bench: Workbench) -> Document:
    """The practitioner's sheet with millimetres, reasons and sources."""
    return practitioner_record(consultation, bench.settings.clinic, bench.words)


def session_document(consultation: Consultation, bench: Workbench) -> Document:
    """The sheets of all dated visits; ``TypeError`` for a consultation without a plan."""
    return session_sheet(consultation, bench.settings.clinic, bench.words)


def as_pdf(document: Document, bench: Workbench, paper: Paper | None = None) -> bytes:
    """A document drawn on paper (the clinic's own size unless another is given)."""
    return render(document, paper or bench.settings.paper, bench.root / "fonts", bench.content.maps)


def paper(consultation: Consultation, bench: Workbench, kind: str, size: Paper) -> bytes:
    """The PDF of one kind: ``plan`` (or letter), ``record`` or ``session_sheet`` (needs a plan)."""
    makers = {RECORD: record_document, SESSION_SHEET: session_document}
    make = makers.get(kind, client_document)
    return as_pdf(make(consultation, bench), bench, size)


def file_name(consultation: Consultation, kind: str) -> str:
    """A name for a saved PDF that holds no client words: plan number, day and kind."""
    held = consultation.circumstances
    what = kind if isinstance(consultation.plan, Plan) or kind == RECORD else "letter"
    return f"{held.reference or 'NP'}-{held.on.isoformat()}-{what}.pdf"
