"""Header and footer that papers share."""

from __future__ import annotations

from mneedle_gui.documents.compose.case import Case
from mneedle_gui.documents.model import Footer, Header


def header(case: Case) -> Header:
    """Clinic, client, day and practitioner; later pages only carry initials and the reference."""
    circumstances = case.consultation.circumstances
    name = case.consultation.client_name
    practitioner = circumstances.practitioner
    held_with = case.say("with {practitioner}", practitioner=practitioner) if practitioner else ""
    first = " · ".join(part for part in (name, case.words.day(case.on), held_with) if part)
    later = " · ".join(part for part in (initials(name), circumstances.reference) if part)
    return Header(case.clinic.name, first, later, case.clinic.logo)


def footer(case: Case, kind: str) -> Footer:
    """Clinic and telephone, what paper this is, and the page."""
    reference = case.consultation.circumstances.reference
    left = " · ".join(part for part in (case.clinic.name, case.clinic.phone) if part)
    middle = " · ".join(part for part in (kind, reference, case.words.day(case.on)) if part)
    return Footer(left, middle, case.say("Page {page} of {pages}", page="{page}", pages="{pages}"))


def initials(name: str) -> str:
    """The first letters of the first and the last name."""
    letters = [part[0].upper() for part in name.split() if part[0].isalpha()]
    if not letters:
        return ""
    return f"{letters[0]}." if len(letters) == 1 else f"{letters[0]}. {letters[-1]}."


def version_line(case: Case) -> str:
    """What this paper was made with: reference, content and program."""
    circumstances, protocol = case.consultation.circumstances, case.protocol
    return case.say(
        "Plan {reference} of {day}. Content version {content} ({fingerprint}). Program version {program}.",
        reference=circumstances.reference or "–",
        day=case.on,
        content=protocol.version,
        fingerprint=protocol.fingerprint[:12],
        program=circumstances.program_version or "–",
    )
