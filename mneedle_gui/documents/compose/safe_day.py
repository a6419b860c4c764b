"""The earliest safe day for the practitioner: the chain of waits, and what would change it."""

from __future__ import annotations

from mneedle_gui.documents.compose.case import Case
from mneedle_gui.documents.model import Block, Bullets, Heading, Item, Paragraph
from mneedle_gui.domain.wait_words import JUDGED, change_words, link_words
from mneedle_gui.domain.waits import earliest_safe


def safe_day(case: Case) -> tuple[Block, ...]:
    """The day, or why none can be named, and every wait behind it; nothing where nothing waits."""
    safe = earliest_safe(case.consultation)
    if not safe.waits:
        return ()
    said = [case.text(safe.because)]
    if safe.on is None and safe.not_before is not None:
        said.append(case.say("Whatever else changes, not before {day}.", day=safe.not_before))
    said.append(case.text(JUDGED))
    lead = case.say("Earliest safe day")
    if safe.on is not None:
        lead = case.say("Earliest safe day: {day}", day=safe.on)
    items = tuple(
        Item(case.text(link_words(link, safe)), lead=f"{case.text(link.rule.title)}:")
        for link in (*safe.undated, *safe.chain)
    )
    made: list[Block] = [Heading(lead), Paragraph(" ".join(said)), Bullets(items)]
    changes = [f"{case.text(change_words(one, safe)).rstrip('.')}." for one in safe.changes]
    if changes:
        made.append(Paragraph(" ".join(changes), lead=case.say("What would change it:")))
    return tuple(made)
