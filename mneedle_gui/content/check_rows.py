"""Cross checks that hold for rows of every kind: origin, concerns named, words, fixed vocabularies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from mneedle_gui.content.content import Content
from mneedle_gui.content.inspection import Inspection
from mneedle_gui.content.walk import Placed, rows_in
from mneedle_gui.domain.guidance import (
    Anaesthetic,
    CallSign,
    Hazard,
    Influence,
    Longevity,
    Parameter,
    Restart,
    Step,
)
from mneedle_gui.domain.outcome import Basis
from mneedle_gui.domain.protocol import Disagreement, Source
from mneedle_gui.domain.wording import Message

_TAGS = frozenset("VSMP")
_MOST_WORDS = 20
_SENTENCE_END = re.compile(r"(?<=[.!?])\s")
_SOURCED = frozenset("VS")
_DIRECTIONS = frozenset({"up", "down", "same", "unknown"})
_BANDS = frozenset({"common", "uncommon", "rare", ""})
_URGENCIES = frozenset({"clinic", "emergency"})
_GROUPS = frozenset(
    {
        "recheck", "preparation", "anaesthetic", "no_anaesthetic", "needling", "endpoint", "topicals",
        "after", "record", "course",
    }
)  # fmt: skip
_MIRRORS = (
    "academia.edu",
    "archive.is",
    "archive.org",
    "archive.ph",
    "docplayer.net",
    "googleusercontent.com",
    "researchgate.net",
    "sci-hub",
    "scribd.com",
    "studylib.net",
    "vdoc.pub",
    "yumpu.com",
)
_CLIENT_KEYS = {
    "rule": ("reason", "recheck"),
    "zone": ("client_name",),
    "concern": ("client_name", "first_visible", "best_assessed", "elsewhere", "expected"),
    "step": ("text", "group"),
    "period": ("when_text", "normal", "do"),
    "call_sign": ("text", "action"),
    "sign": ("when_text", "text", "how"),
    "longevity": (
        "visible_from",
        "assess_at",
        "observed_to",
        "at_the_end",
        "upkeep",
        "upkeep_basis",
    ),
    "influence": ("client",),
    "not_known": ("client",),
    "hazard": ("client",),
    "topic": ("title", "text"),
    "alternative": ("text",),
    "badge": ("name", "meaning"),
    "restart": ("product",),
    "explained": ("",),
}
"""The sentences that a client reads, by kind of row."""


def check_row(inspection: Inspection, placed: Placed, banned: re.Pattern[str] | None) -> None:
    """One row of any kind. ``banned`` finds the words that no client text may hold."""
    for key, basis in placed.parts.bases:
        _basis(inspection, placed, key, basis)
    _names(inspection, placed)
    _vocabulary(inspection, placed)
    client_keys = _CLIENT_KEYS.get(placed.kind, ())
    for key, text in placed.parts.sentences:
        if key not in client_keys:
            continue
        place = (placed.kind, placed.id, key)
        if banned and (found := banned.search(text.text)):
            cause = f"a text for clients says '{found.group()}'"
            inspection.add(*place, cause, "Say it without promise")
        longest = max(len(sentence.split()) for sentence in _SENTENCE_END.split(text.text))
        if longest > _MOST_WORDS:
            cause = f"a text for clients has a sentence of {longest} words"
            inspection.add(*place, cause, f"Say it in {_MOST_WORDS} words at most")


def client_texts(content: Content) -> Iterator[tuple[str, Message]]:
    """Every sentence of the content that a client reads, with its place: ``rule.sunburn.reason``."""
    for placed in rows_in(content):
        for key, text in placed.parts.sentences:
            if key in _CLIENT_KEYS.get(placed.kind, ()):
                yield ".".join(part for part in (placed.kind, placed.id, key) if part), text


def banned_pattern(words: tuple[str, ...]) -> re.Pattern[str] | None:
    """Finds any of these words or phrases, as whole words in any case."""
    if not words:
        return None
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)


def _basis(inspection: Inspection, placed: Placed, key: str, basis: Basis) -> None:
    def add(name: str, cause: str, remedy: str) -> None:
        inner = f"{key.removesuffix('basis')}{name}"
        inspection.add(placed.kind, placed.id, inner, cause, remedy)

    if not basis.tags:
        add("basis", "no basis is given", "Write the letters V, S, M or P")
    for tag in basis.tags:
        if tag not in _TAGS:
            add("basis", f"there is no basis '{tag}'", "Write the letters V, S, M or P")
    if _SOURCED & set(basis.tags) and not basis.sources:
        add("sources", "basis V or S needs a source", "Name it, or change the basis to M or P")
    for source in basis.sources:
        place = (placed.kind, placed.id, f"{key.removesuffix('basis')}sources")
        inspection.known(place, "source", source, inspection.sources)


def _names(inspection: Inspection, placed: Placed) -> None:
    """The concerns and rules that a row names."""
    if isinstance(placed.row, Longevity):
        place = (placed.kind, placed.id, "concern")
        inspection.known(place, "concern", placed.row.concern, inspection.concerns)
    for concern in getattr(placed.row, "concerns", ()):
        place = (placed.kind, placed.id, "concerns")
        inspection.known(place, "concern", concern, inspection.concerns)
    if isinstance(placed.row, Disagreement):
        for rule in placed.row.rules:
            place = (placed.kind, placed.id, "rules")
            inspection.known(place, "rule", rule, inspection.rules)


def _vocabulary(inspection: Inspection, placed: Placed) -> None:
    place = (placed.kind, placed.id)
    match placed.row:
        case CallSign(urgency=urgency):
            inspection.known((*place, "urgency"), "urgency", urgency, _URGENCIES)
        case Influence() as row:
            for key in ("result", "duration", "risk"):
                inspection.known((*place, key), "direction", getattr(row, key), _DIRECTIONS)
        case Longevity(observed_to=observed, basis=basis) if basis.sources and not observed:
            cause = "studies are named but not how long people were followed"
            inspection.add(*place, "observed_to", cause, "Write observed_to, or name no sources")
        case Parameter(group=group):
            inspection.known((*place, "group"), "group", group, _GROUPS)
        case Anaesthetic(minutes_min=least, minutes_max=most) if least and least > most:
            cause = "minutes_min is more than minutes_max"
            inspection.add(*place, "minutes_min", cause, "Exchange them")
        case Hazard(band=band):
            inspection.known((*place, "band"), "band", band, _BANDS)
        case Step(from_day=first, to_day=last) if first > last:
            inspection.add(*place, "from_day", "from_day is after to_day", "Exchange them")
        case Restart(after_days=days, pigment_prone_days=longer) if not 0 <= days <= longer:
            cause = "pigment-prone skin waits at least as long"
            inspection.add(*place, "pigment_prone_days", cause, "Write the longer time there")
        case Source() as source:
            _source(inspection, source)
        case _:
            pass


def _source(inspection: Inspection, source: Source) -> None:
    if not source.address:
        return
    place = ("source", source.key, "address")
    parts = urlsplit(source.address)
    host = parts.hostname or ""
    if parts.scheme != "https" or "." not in host:
        inspection.add(*place, "the address is not https", "Give the official https page")
    if any(mirror in host for mirror in _MIRRORS):
        cause = f"'{host}' keeps copies of other people's pages"
        inspection.add(*place, cause, "Give the official page, or a DOI alone")
