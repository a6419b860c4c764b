"""One person put in twice: told before it happens, and put right when it has.

What is alike is a warning and never a decision. Merging hides one of the two and moves what belongs
to it; what was moved stands in the audit, and `separate` puts it back.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from mneedle_gui.records.audit import Action, Changed
from mneedle_gui.records.clients import (
    Client,
    ClientConflict,
    ClientGone,
    Details,
    day_text,
    in_use,
    index,
)
from mneedle_gui.records.database import Database, Writer
from mneedle_gui.records.desk import Desk
from mneedle_gui.records.finding import fitting_all
from mneedle_gui.records.phones import phone_tail, same_phone
from mneedle_gui.records.search import (
    BIRTH,
    PHONE_END,
    core_words,
    sounds_of,
    span_of,
    span_of_prefix,
    words_of,
)
from mneedle_gui.records.sounds import looks

_AT_MOST = 200
_OWNED = {
    "consultation": "SELECT id FROM consultation WHERE client_id = ?",
    "photo": "SELECT id FROM photo WHERE client_id = ?",
    "client": "SELECT id FROM client WHERE merged_into = ?",
}
_MOVE = {
    "consultation": "UPDATE consultation SET client_id = ? WHERE id = ?",
    "photo": "UPDATE photo SET client_id = ? WHERE id = ?",
    "client": "UPDATE client SET merged_into = ? WHERE id = ?",
}
_INTO = """UPDATE client SET merged_into = ?, row_version = row_version + 1, changed_at = ?
    WHERE id = ?"""


class Alike(Enum):
    """Why two clients may be one."""

    NAME_AND_BIRTH = "name_and_birth"
    PHONE = "phone"
    SOUND_AND_BIRTH = "sound_and_birth"
    LOOKS = "looks"


@dataclass(frozen=True, slots=True)
class Likeness:
    """A client who may be the same person, and why."""

    client: Client
    why: tuple[Alike, ...]


def likely_same(database: Database, details: Details, *, besides: str = "") -> tuple[Likeness, ...]:
    """Clients in use who may be the person with these details; ``besides`` is the id of that one.

    Raises:
        RecordsTrouble: one of its kinds.
    """
    tidy = details.tidied()
    candidates: dict[str, Client] = {}
    for client in _candidates(database, tidy):
        candidates.setdefault(client.id, client)
    told = (
        Likeness(client, _why(tidy, client.details))
        for client in candidates.values()
        if client.id != besides
    )
    alike = [one for one in told if one.why]
    return tuple(sorted(alike, key=lambda one: (-len(one.why), one.client.reference)))


def merge(database: Database, desk: Desk, kept: Client, gone: Client) -> Client:
    """Make ``gone`` a part of ``kept``: consultations and photos move, and its words lead there.

    Raises:
        ClientConflict: one of them was changed since it was read; holds it as it is now.
        ClientGone: one of them is not in use, or both are the same.
        RecordsTrouble: any other kind; nothing was changed.
    """
    if kept.id == gone.id:
        raise ClientGone
    moment = desk.moment()
    with database.writing() as writer:
        for one in (kept, gone):
            now = in_use(writer, one.id)
            if now.row_version != one.row_version:
                raise ClientConflict(one.details, now)
        moved = [
            Changed(table, gone.id, row)
            for table, sql in _OWNED.items()
            for (row,) in writer.rows(sql, (gone.id,))
        ]
        _move(writer, moved, kept.id)
        writer.run(_INTO, (kept.id, moment, gone.id))
        _version(writer, kept.id, moment)
        index(writer, kept.id)
        writer.run("DELETE FROM client_word WHERE client_id = ?", (gone.id,))
        desk.audit(writer, Action.MERGE, "client", gone.id, [Changed("into", "", kept.id), *moved])
        return in_use(writer, kept.id)


def separate(
    database: Database, desk: Desk, gone_id: str, moved: Iterable[Changed]
) -> tuple[Client, Client]:
    """Undo a merge. ``moved`` are the changes of its row in the audit; gives both clients.

    Raises:
        ClientGone: the one is not merged, or the other not in use.
        RecordsTrouble: any other kind; nothing was changed.
    """
    back = list(moved)
    moment = desk.moment()
    with database.writing() as writer:
        rows = writer.rows("SELECT merged_into FROM client WHERE id = ?", (gone_id,))
        kept_id = rows[0][0] if rows else None
        if kept_id is None:
            raise ClientGone
        writer.run("UPDATE client SET merged_into = NULL WHERE id = ?", (gone_id,))
        _move(writer, back, gone_id)
        for client in (kept_id, gone_id):
            _version(writer, client, moment)
            index(writer, client)
        change = Changed("into", kept_id)
        desk.audit(writer, Action.CHANGE, "client", gone_id, (change,))
        return in_use(writer, kept_id), in_use(writer, gone_id)


def _candidates(database: Database, details: Details) -> Iterable[Client]:
    birth, tail = day_text(details.birth_date), phone_tail(details.phone)
    if birth:
        yield from fitting_all(database, [(span_of(BIRTH + birth),)], _AT_MOST)
    if tail:
        yield from fitting_all(database, [(span_of_prefix(PHONE_END + tail[::-1]),)], _AT_MOST)
    words = words_of(details.name)
    shapes = [(span_of(word), span_of(looks(word))) for word in core_words(details.name)]
    if words and shapes:
        yield from fitting_all(database, shapes, _AT_MOST)


def _why(one: Details, other: Details) -> tuple[Alike, ...]:
    """Everything that is alike, the surest first."""
    same_birth = one.birth_date is not None and one.birth_date == other.birth_date
    contrary = None not in (one.birth_date, other.birth_date) and not same_birth
    names = core_words(one.name), core_words(other.name)
    heard = sounds_of(one.name), sounds_of(other.name)
    seen = tuple(frozenset(looks(word) for word in words) for words in names)
    why = []
    if names[0] == names[1] and same_birth:
        why.append(Alike.NAME_AND_BIRTH)
    if same_phone(one.phone, other.phone):
        why.append(Alike.PHONE)
    if names[0] != names[1]:
        if same_birth and heard[0] and heard[0] == heard[1]:
            why.append(Alike.SOUND_AND_BIRTH)
        if seen[0] == seen[1] and not contrary:
            why.append(Alike.LOOKS)
    return tuple(why)


def _move(writer: Writer, moved: Iterable[Changed], client_id: str) -> None:
    for one in moved:
        if one.field in _MOVE:
            writer.run(_MOVE[one.field], (client_id, one.new))


def _version(writer: Writer, client_id: str, moment: str) -> None:
    sql = "UPDATE client SET row_version = row_version + 1, changed_at = ? WHERE id = ?"
    writer.run(sql, (moment, client_id))
