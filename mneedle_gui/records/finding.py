"""Finding clients while a person types, and the ones seen last.

Every wish of a query is a few ranges of one index. The rarest pair of words, or else the rarest wish,
is read, and each client in it is tried for the others through a second index, so the work follows
what is rare and hardly the number of clients.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import TypeAlias

from mneedle_gui.records.clients import SELECT, Client, client_of, reference_of
from mneedle_gui.records.database import Database
from mneedle_gui.records.search import Query, Span, read_query, words_of

Spans: TypeAlias = tuple[Span, ...]

_AT_MOST = 500
"""So many marks of the rarest wish are looked at. Pairs of words need no such end, so whoever types
all words but one out to the end misses nobody."""
_PAIRED = 100_000
_ALIKE = 200
_PER_CLIENT = 4
_COUNT = """SELECT count(*) FROM (SELECT 1 FROM client_word WHERE word >= ? AND word < ? LIMIT ?)"""
_SAME = "SELECT client_id FROM client_word WHERE word = ? ORDER BY client_id DESC LIMIT ?"
_LONGER = """SELECT client_id FROM client_word WHERE word > ? AND word < ?
    ORDER BY word, client_id LIMIT ?"""
_RARE = """SELECT client_id FROM (SELECT client_id FROM client_word WHERE word >= ? AND word < ?
    ORDER BY word LIMIT ?) AS rare"""
_HAS = """EXISTS (SELECT 1 FROM client_word AS mark WHERE mark.client_id = rare.client_id
    AND mark.word >= ? AND mark.word < ?)"""
_IN_USE = "merged_into IS NULL AND erased_at IS NULL"
_RECENT = f"{SELECT} WHERE {_IN_USE} ORDER BY seen_at DESC LIMIT ?"
_NUMBERED = f"{SELECT} WHERE reference = ? AND {_IN_USE}"


class By(IntEnum):
    """What a client was found by, best first."""

    REFERENCE = 0
    WORDS = 1
    SOUND = 2


@dataclass(frozen=True, slots=True)
class Hit:
    """A client that was found, and by what."""

    client: Client
    by: By


def find(database: Database, typed: str, limit: int = 20) -> tuple[Hit, ...]:
    """The clients that fit what was typed so far, best first; nothing for nothing.

    First the one with the number, then those who have every word (whole words before beginnings),
    then those whose name sounds like it.

    Raises:
        RecordsTrouble: one of its kinds.
    """
    query = read_query(typed)
    found: dict[str, By] = {}
    if query.wishes:
        exact = [wish.spans for wish in query.wishes]
        found.update(dict.fromkeys(_paired(database, query, limit), By.WORDS))
        if len(found) < limit:
            found.update(dict.fromkeys(_fitting(database, exact, limit), By.WORDS))
        alike = [(*wish.spans, *wish.sounds) for wish in query.wishes]
        if len(found) < limit and alike != exact:
            for client in _fitting(database, alike, 2 * limit, _ALIKE):
                found.setdefault(client, By.SOUND)
    hits = [Hit(client, found[client.id]) for client in _clients(database, list(found))]
    return (*_numbered(database, query), *_ordered(hits, typed))[:limit]


def recent(database: Database, limit: int = 20) -> tuple[Client, ...]:
    """The clients something was last done for, newest first.

    Raises:
        RecordsTrouble: one of its kinds.
    """
    return tuple(client_of(row) for row in database.rows(_RECENT, (limit,)))


def fitting_all(database: Database, wishes: Sequence[Spans], limit: int) -> tuple[Client, ...]:
    """The clients that have a mark in one of the spans of every wish."""
    return _clients(database, _fitting(database, wishes, limit))


def _numbered(database: Database, query: Query) -> list[Hit]:
    if query.reference is None:
        return []
    rows = database.rows(_NUMBERED, (reference_of(query.reference),))
    return [Hit(client_of(row), By.REFERENCE) for row in rows]


def _ordered(hits: list[Hit], typed: str) -> list[Hit]:
    wanted = set(words_of(typed))

    def place(hit: Hit) -> tuple[int, int, str]:
        return (hit.by, -len(wanted & set(words_of(hit.client.name))), hit.client.name.casefold())

    return sorted(hits, key=place)


def _paired(database: Database, query: Query, limit: int) -> list[str]:
    """The clients who have all words but the last whole, through the rarest pair of words."""
    sizes = [(_size(database, span, _AT_MOST), place) for place, span in enumerate(query.pairs)]
    if not sizes or not min(sizes)[0]:
        return []
    rarest = query.pairs[min(sizes)[1]]
    return _read(database, (rarest,), [wish.spans for wish in query.wishes], limit, _PAIRED)


def _fitting(
    database: Database, wishes: Sequence[Spans], limit: int, at_most: int = _AT_MOST
) -> list[str]:
    if len(wishes) == 1:
        return _having(database, wishes[0], limit)
    sizes = [sum(_size(database, span, at_most) for span in spans) for spans in wishes]
    rarest = sizes.index(min(sizes))
    others = [spans for place, spans in enumerate(wishes) if place != rarest]
    return _read(database, wishes[rarest], others, limit, at_most)


def _read(
    database: Database, spans: Spans, others: Sequence[Spans], limit: int, at_most: int
) -> list[str]:
    """Clients with a mark in one of the spans, who have one in each of the others too."""
    tests = " AND ".join(f"({' OR '.join([_HAS] * len(each))})" for each in others)
    bounds = [bound for each in others for span in each for bound in (span.low, span.high)]
    found: dict[str, None] = {}
    for span in spans:
        left = _PER_CLIENT * (limit - len(found))
        values = (span.low, span.high, at_most, *bounds, left)
        rows = database.rows(f"{_RARE} WHERE {tests} LIMIT ?", values)
        found.update((client, None) for (client,) in rows)
        if len(found) >= limit:
            break
    return list(found)[:limit]


def _having(database: Database, spans: Spans, limit: int) -> list[str]:
    """Whole marks first, the newest clients of them first; then marks that begin so."""
    found: dict[str, None] = {}
    for span in spans:
        rows = database.rows(_SAME, (span.low, limit))
        found.update((client, None) for (client,) in rows)
    for span in spans:
        if len(found) >= limit:
            break
        rows = database.rows(_LONGER, (span.low, span.high, _PER_CLIENT * limit))
        found.update((client, None) for (client,) in rows)
    return list(found)[:limit]


def _size(database: Database, span: Span, at_most: int) -> int:
    [(count,)] = database.rows(_COUNT, (span.low, span.high, at_most))
    return int(count)


def _clients(database: Database, ids: Sequence[str]) -> tuple[Client, ...]:
    if not ids:
        return ()
    places = ", ".join("?" * len(ids))
    rows = database.rows(f"{SELECT} WHERE id IN ({places})", ids)
    return tuple(client_of(row) for row in rows)
