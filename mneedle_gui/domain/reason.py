"""One node of a why tree: a value, and below it the rows, answers and sources it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

from mneedle_gui.domain.outcome import Basis
from mneedle_gui.domain.protocol import Protocol
from mneedle_gui.domain.wording import NOTHING, Message, Value, message


class ReasonKind(Enum):
    """What a node is."""

    VALUE = "value"  # something worked out from what stands below it
    ROW = "row"  # a row of the content
    ANSWER = "answer"  # a question and its answer, or that it is blank or not asked
    GIVEN = "given"  # what the practitioner set: the day, the device, a letter, a change
    SOURCE = "source"  # a reference
    BASIS = "basis"  # where a row comes from, in words
    NOTE = "note"  # what a row says about itself
    DISAGREEMENT = "disagreement"  # where sources differ, and what was chosen


@dataclass(frozen=True, slots=True)
class Reason:
    """One node. ``row`` is the id of the row, question or source it is about, "" where it is none.

    ``decides`` marks the one of several that set the value above it, such as the lowest limit.
    """

    kind: ReasonKind
    label: Message
    value: Message = NOTHING
    children: tuple[Reason, ...] = ()
    row: str = ""
    decides: bool = False

    def walk(self) -> Iterator[Reason]:
        """This node and all below it, each before what is below it."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def questions(self) -> frozenset[str]:
        """Ids of every question in the tree, also of those that are blank or not asked."""
        return frozenset(node.row for node in self.walk() if node.kind is ReasonKind.ANSWER)


_TAGS = {
    "V": message("text of the source seen"),
    "S": message("second-hand copy of a source"),
    "M": message("general practice"),
    "P": message("clinic policy"),
}
_OWN = message("this clinic's own policy")


def value(label: Message, said: Message, children: tuple[Reason, ...]) -> Reason:
    """Something worked out from ``children``."""
    return Reason(ReasonKind.VALUE, label, said, children)


def given(label: Message, said: Message = NOTHING, children: tuple[Reason, ...] = ()) -> Reason:
    """Something the practitioner set."""
    return Reason(ReasonKind.GIVEN, label, said, children)


def row(
    label: Message,
    said: Message,
    row_id: str,
    basis: Basis,
    protocol: Protocol,
    children: tuple[Reason, ...] = (),
    *,
    decides: bool = False,
) -> Reason:
    """A row of the content: what it rests on comes after ``children``."""
    below = (*children, *grounds(row_id, basis, protocol))
    return Reason(ReasonKind.ROW, label, said, below, row_id, decides)


def grounds(row_id: str, basis: Basis, protocol: Protocol) -> tuple[Reason, ...]:
    """Basis in words, sources, the row's own note, and where sources differ about it."""
    found = [Reason(ReasonKind.BASIS, message("What it rests on"), basis_text(basis), row=row_id)]
    found += [
        Reason(ReasonKind.SOURCE, message("Source"), _plain(protocol.source(key).citation), row=key)
        for key in basis.sources
    ]
    if basis.note:
        found.append(Reason(ReasonKind.NOTE, message("Note"), basis.note, row=row_id))
    if basis.clinic:
        label = message("What this clinic made stricter")
        found.append(Reason(ReasonKind.NOTE, label, basis.clinic, row=row_id))
    for topic in protocol.disagreements:
        if row_id in topic.rules:
            sides = message(
                "Strictest: {strictest}. Loosest: {loosest}. Chosen here: {chosen}.",
                strictest=topic.strictest,
                loosest=topic.loosest,
                chosen=topic.chosen,
            )
            label = message("Where sources differ: {topic}", topic=topic.topic)
            found.append(Reason(ReasonKind.DISAGREEMENT, label, sides, row=topic.id))
    return tuple(found)


def basis_text(basis: Basis) -> Message:
    """``Clinic policy and general practice; strength: label; reviewed 22 November 2026``."""
    known = {**_TAGS, "P": _OWN} if basis.own else _TAGS
    tags = tuple(known[tag] for tag in basis.tags if tag in known)
    said = message("{tags}", tags=tags or (message("not stated"),))
    if basis.strength:
        strength = basis.strength.replace("+", ", ")
        said = message("{basis}; strength: {strength}", basis=said, strength=strength)
    if basis.reviewed:
        said = message("{basis}; reviewed {day}", basis=said, day=_day(basis.reviewed))
    return said


def _day(written: str) -> Value:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return written


def _plain(text: str) -> Message:
    return message("{text}", text=text)
