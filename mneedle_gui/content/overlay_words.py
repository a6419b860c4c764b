"""How a clinic's stricter row is refused, and how it is told on the screen and on paper."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from mneedle_gui.content.table import Table
from mneedle_gui.domain.outcome import Basis, Category
from mneedle_gui.domain.rule import Span
from mneedle_gui.domain.wording import NOTHING, Message, message

OWN = "own_"
"""How the id of everything that a clinic adds begins, so that it never meets a shipped one."""

CATEGORY_WORDS: dict[Category, Message] = {
    Category.ABSOLUTE: message("do not treat"),
    Category.REFER: message("refer"),
    Category.DEFER: message("wait"),
    Category.CAUTION: message("caution"),
    Category.ZONE_EXCLUDE: message("leave the zone out"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that a clinic made stricter: how it is now, how it is shipped, what a client is told."""

    asked: Message
    shipped: Message
    client: Message = NOTHING


def softens(row: Table, key: str, what: str, shipped: str, asked: str, remedy: str) -> None:
    """Refuse a value that would soften ``what``. ``remedy`` says what may be written instead."""
    row.fault(
        key,
        f"this would soften {what}: shipped is {shipped}, asked is {asked}",
        f"A clinic's rule may only be stricter: {remedy}, or take the row out",
    )


def as_shipped(row: Table, key: str, what: str, shipped: str) -> None:
    """Refuse a value that is the shipped one: it would be shown as the clinic's own and is not."""
    row.fault(
        key, f"{what} is shipped with {shipped} already", f"Take {key} out, or write a stricter one"
    )


def own_basis(row: Table, context: str) -> Basis:
    """Where a row that the clinic added comes from: its own policy. Anything else is refused."""
    why = "a clinic's own rule is its own policy and is not sourced"
    if any(tag != "P" for tag in row.strings("basis")):
        row.fault("basis", why, 'Leave basis out, or write basis = ["P"]')
    if row.strings("sources"):
        row.fault("sources", why, "Take sources out; write in note what the clinic goes by")
    if row.optional_text("strength"):
        row.fault("strength", why, "Take strength out; it grades a source")
    note = row.optional_message("note", context)
    return Basis(("P",), note=note, reviewed=row.reviewed(), own=True)


def stricter_basis(shipped: Basis, changes: Iterable[Change], reason: Message) -> Basis:
    """The basis of a shipped rule that the clinic made stricter: shipped sources, and P for its own."""
    return replace(shipped, tags=_with_own(shipped.tags), own=True, clinic=told(changes, reason))


def closed_basis(shipped: Basis, zones: tuple[Message, ...]) -> Basis:
    """The basis of the rule for zones that are never needled, with those that the clinic leaves out."""
    clinic = message("This clinic is stricter: {changes}.", changes=zones)
    return replace(shipped, tags=_with_own(shipped.tags), own=True, clinic=clinic)


def told(changes: Iterable[Change], reason: Message) -> Message:
    """What the clinic made stricter, how that is shipped, and why."""
    each = tuple(
        message("{asked} (as shipped: {shipped})", asked=one.asked, shipped=one.shipped)
        for one in changes
    )
    return message(
        "This clinic is stricter: {changes}. Reason: {reason}.", changes=each, reason=reason
    )


def _with_own(tags: tuple[str, ...]) -> tuple[str, ...]:
    return tags if "P" in tags else (*tags, "P")


def reason_of(row: Table, context: str) -> Message:
    """Why the clinic is stricter; the row must say so. Without full stop."""
    text = row.text("reason")
    if "{" in text or "}" in text:
        row.fault("reason", "the text has a curly bracket", "Write round ones")
    return Message(text.rstrip("."), context=context)


def span_text(span: Span) -> str:
    """The same for faults, which are English."""
    said = span.words
    text = said.text if said.count == 1 else said.plural
    return text.format(count=said.count)
