"""The earliest safe day for the practitioner: the chain of waits, and what would change it."""

from __future__ import annotations

from mneedle_gui.documents.compose.case import Case
from mneedle_gui.documents.model import Block, Bullets, Heading, Item, Paragraph
from mneedle_gui.domain.outcome import Outcome
from mneedle_gui.domain.waits import Change, ChangeKind, Link, earliest_safe


def safe_day(case: Case) -> tuple[Block, ...]:
    """The day, or why none can be named, and every wait behind it; nothing where nothing waits."""
    safe = earliest_safe(case.consultation)
    if not safe.waits:
        return ()
    said = [case.text(safe.because)]
    if safe.on is None and safe.not_before is not None:
        said.append(case.say("Whatever else changes, not before {day}.", day=safe.not_before))
    said.append(case.say("Judged on the answers given; what rules treatment out has no date."))
    lead = case.say("Earliest safe day")
    if safe.on is not None:
        lead = case.say("Earliest safe day: {day}", day=safe.on)
    named = safe.on is not None
    items = tuple(_item(case, link, named=named) for link in (*safe.undated, *safe.chain))
    made: list[Block] = [Heading(lead), Paragraph(" ".join(said)), Bullets(items)]
    changes = [_change(case, change) for change in safe.changes]
    if changes:
        title = case.say("What would change it:")
        made.append(Paragraph(" ".join(changes), lead=title))
    return tuple(made)


def _item(case: Case, link: Link, *, named: bool) -> Item:
    parts = [case.text(link.text)] if link.text else [_without_date(case, link)]
    if link.begins_on is not None:
        parts.append(case.say("begins only on {day}, when another ends", day=link.begins_on))
    if link.needs_letter and link.text:
        parts.append(case.say("until then only with a letter"))
    if link.device is not None:
        parts.append(case.say("stricter by the device {name}", name=link.device.name))
    if link.decides:
        parts.append(case.say("this one decides") if named else case.say("ends last"))
    return Item("; ".join(parts) + ".", lead=f"{case.text(link.rule.title)}:")


def _without_date(case: Case, link: Link) -> str:
    if link.finding.verdict is Outcome.DO_NOT_TREAT:
        return case.say("rules treatment out, no date")
    if link.needs_letter and link.rule.clearable:
        return case.say("a letter first: {who}", who=link.rule.professional)
    if link.needs_letter:
        return case.say("care elsewhere first")
    return case.say("when it ends is not known")


def _change(case: Case, change: Change) -> str:
    """One change as a sentence, with its rule where the words are the rule's own."""
    said = f"{case.text(change.text).rstrip('.')}."
    if change.kind is ChangeKind.WAIT:
        title = case.protocol.rule(change.rule).title
        return case.say("{title}: {text}", title=title, text=said)
    return said
