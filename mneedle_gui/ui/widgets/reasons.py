"""Where a row of the content comes from, in words: basis, sources, and where sources differ."""

from __future__ import annotations

from collections.abc import Mapping

from mneedle_gui.domain.outcome import Basis
from mneedle_gui.domain.protocol import Protocol
from mneedle_gui.domain.wording import NOTHING, Message, message

_TAGS: Mapping[str, Message] = {
    "V": message("source text seen"),
    "S": message("second-hand copy of a source"),
    "M": message("general practice"),
    "P": message("clinic policy"),
}
_OWN = message("this clinic's own policy")


def basis_text(basis: Basis) -> Message:
    """``Source text seen and clinic policy; strength: label; reviewed 22 November 2026``."""
    known = {**_TAGS, "P": _OWN} if basis.own else _TAGS
    tags = tuple(known[tag] for tag in basis.tags if tag in known)
    if not tags:
        return NOTHING
    if basis.strength:
        strength = basis.strength.replace("+", ", ")
        return message("Basis: {tags}. Strength: {strength}.", tags=tags, strength=strength)
    return message("Basis: {tags}.", tags=tags)


def source_texts(basis: Basis, protocol: Protocol) -> tuple[Message, ...]:
    """The citations of a row."""
    known = {source.key: source for source in protocol.sources}
    return tuple(
        message("{citation}", citation=known[key].citation) for key in basis.sources if key in known
    )
