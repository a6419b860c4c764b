"""The clients of the clinic: who they are, put in, changed by one person at a time, and hidden.

A client that is merged into another or marked as erased is found no more, but the row stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, fields

from mneedle_gui.domain.wording import PartialDate, message
from mneedle_gui.records.audit import Action, Changed
from mneedle_gui.records.database import Database, Row, Writer
from mneedle_gui.records.desk import Desk
from mneedle_gui.records.errors import Conflict, RecordsTrouble
from mneedle_gui.records.plain import partial_in, partial_json, reading
from mneedle_gui.records.search import marks_of
from mneedle_gui.records.text import line, note

SELECT = """SELECT id, reference, name, birth_date, phone, email, language, note, row_version,
    seen_at, merged_into, erased_at FROM client """
"""To be followed by a condition; `client_of` reads the rows."""

_BY_ID = SELECT + "WHERE id = ?"
_KIND = "client"
_COUNTER = "client_counter"
_ADD_ONE = """INSERT INTO setting (name, value, row_version) VALUES (?, '1', 1)
    ON CONFLICT (name) DO UPDATE SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT)"""
_INSERT = """INSERT INTO client (id, reference, name, birth_date, phone, email, language, note,
    created_at, created_by, changed_at, seen_at, row_version)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)"""
_UPDATE = """UPDATE client SET name = ?, birth_date = ?, phone = ?, email = ?, language = ?,
    note = ?, changed_at = ?, seen_at = ?, row_version = row_version + 1
    WHERE id = ? AND row_version = ?"""
_FAMILY = "SELECT name, birth_date, phone FROM client WHERE id = ? OR merged_into = ?"
_MARK = "UPDATE client SET erased_at = ?, row_version = row_version + 1 WHERE id = ?"


@dataclass(frozen=True, slots=True)
class Details:
    """What is known of a client. ``birth_date`` may be partly known, or ``None``; texts may be empty."""

    name: str
    birth_date: PartialDate | None = None
    phone: str = ""
    email: str = ""
    language: str = ""
    note: str = ""

    def tidied(self) -> Details:
        """The same as it is kept: nothing that cannot be seen, nothing too long."""
        name, phone, email = line(self.name), line(self.phone), line(self.email)
        return Details(name, self.birth_date, phone, email, line(self.language), note(self.note))


@dataclass(frozen=True, slots=True)
class Client:
    """A client as kept. ``row_version`` grows with every change. Times are UTC in ISO form.

    ``merged_into`` is the id of the client this one turned out to be, and ``erased_at`` the moment it
    was marked as erased; both are empty for a client in use.
    """

    id: str
    reference: str
    details: Details
    row_version: int
    seen_at: str
    merged_into: str = ""
    erased_at: str = ""

    @property
    def name(self) -> str:
        """The name as typed."""
        return self.details.name

    @property
    def in_use(self) -> bool:
        """Whether the client is neither merged nor marked as erased."""
        return not self.merged_into and not self.erased_at


class NameMissing(RecordsTrouble):
    """A client without a name that can be seen."""

    sentence = message("Enter a name.")


class ClientGone(RecordsTrouble):
    """The client was merged into another, or marked as erased, or was never there."""

    sentence = message("This client is no longer in the list. Search again.")


class ClientConflict(Conflict):
    """Somebody else changed the client in the meantime; both are here, nothing was written."""

    def __init__(self, yours: Details, theirs: Client) -> None:
        super().__init__()
        self.yours = yours
        self.theirs = theirs


def create(database: Database, desk: Desk, client_id: str, details: Details) -> Client:
    """Put in a client under a new id. The same id again gives the client that is there.

    Raises:
        NameMissing: there is nothing to see in the name.
        RecordsTrouble: any other kind; nothing was changed.
    """
    tidy = _named(details)
    moment = desk.moment()
    with database.writing() as writer:
        there = _found(writer.rows(_BY_ID, (client_id,)))
        if there is not None:
            return there
        reference = _next_reference(writer)
        values = (*_texts(tidy), moment, desk.person.id, moment, moment)
        writer.run(_INSERT, (client_id, reference, *values))
        index(writer, client_id)
        desk.audit(writer, Action.CREATE, _KIND, client_id, _changes(None, tidy))
    return Client(client_id, reference, tidy, 1, moment)


def edit(database: Database, desk: Desk, client: Client, details: Details) -> Client:
    """Change a client as it was read. Nothing is written where nothing differs.

    Raises:
        NameMissing: there is nothing to see in the name.
        ClientConflict: somebody else changed the client since it was read.
        ClientGone: it was merged or erased meanwhile.
        RecordsTrouble: any other kind; nothing was changed.
    """
    tidy = _named(details)
    moment = desk.moment()
    with database.writing() as writer:
        now = in_use(writer, client.id)
        if now.details == tidy:
            return now
        values = (*_texts(tidy), moment, moment, client.id, client.row_version)
        if not writer.run(_UPDATE, values):
            raise ClientConflict(tidy, now)
        index(writer, client.id)
        desk.audit(writer, Action.CHANGE, _KIND, client.id, _changes(now.details, tidy))
        return in_use(writer, client.id)


def read(database: Database, client_id: str) -> Client | None:
    """The client with this id, merged and erased ones too."""
    return _found(database.rows(_BY_ID, (client_id,)))


def mark_erased(database: Database, desk: Desk, client: Client) -> Client:
    """Hide a client from every list. It is a mark: `bring_back` undoes it.

    Raises:
        ClientConflict, ClientGone, RecordsTrouble: as for `edit`.
    """
    with database.writing() as writer:
        now = in_use(writer, client.id)
        if now.row_version != client.row_version:
            raise ClientConflict(client.details, now)
        writer.run(_MARK, (desk.moment(), client.id))
        writer.run("DELETE FROM client_word WHERE client_id = ?", (client.id,))
        desk.audit(writer, Action.ERASE, _KIND, client.id, ())
        return _surely(writer, client.id)


def bring_back(database: Database, desk: Desk, client_id: str) -> Client:
    """Take the mark of erasing off again; the client is found as before.

    Raises:
        ClientGone: there is no such client.
        RecordsTrouble: any other kind; nothing was changed.
    """
    with database.writing() as writer:
        marked = _surely(writer, client_id)
        if not marked.erased_at:
            return marked
        writer.run(_MARK, (None, client_id))
        index(writer, client_id)
        change = Changed("erased_at", marked.erased_at)
        desk.audit(writer, Action.CHANGE, _KIND, client_id, (change,))
        return _surely(writer, client_id)


def in_use(writer: Writer, client_id: str) -> Client:
    """The client, as it stands within the transaction.

    Raises:
        ClientGone: it is not in use.
    """
    found = _surely(writer, client_id)
    if not found.in_use:
        raise ClientGone
    return found


def seen(writer: Writer, client_id: str, moment: str) -> None:
    """Note that something was done for a client, so that it stands high among the recent ones."""
    writer.run("UPDATE client SET seen_at = ? WHERE id = ?", (moment, client_id))


def index(writer: Writer, client_id: str) -> None:
    """Make anew what a client is found by: its own words and those of clients merged into it."""
    marks: set[str] = set()
    for name, birth_date, phone in writer.rows(_FAMILY, (client_id, client_id)):
        marks |= marks_of(name, birth_date, phone)
    writer.run("DELETE FROM client_word WHERE client_id = ?", (client_id,))
    rows = [(mark, client_id) for mark in sorted(marks)]
    writer.run_many("INSERT INTO client_word (word, client_id) VALUES (?, ?)", rows)


def client_of(row: Row) -> Client:
    """The client in a row of ``SELECT``.

    Raises:
        Damaged: the birth date is none.
    """
    key, reference, name, birth, phone, email, language, words, version, seen_at, into, erased = row
    with reading():
        birth_date = partial_in(birth) if birth else None
    details = Details(name, birth_date, phone, email, language, words)
    return Client(key, reference, details, version, seen_at, into or "", erased or "")


def reference_of(number: int) -> str:
    """The reference with this number: ``C-000123``."""
    return f"C-{number:06}"


def day_text(when: PartialDate | None) -> str:
    """A birth date as kept; empty for ``None``."""
    return "" if when is None else partial_json(when)


def _named(details: Details) -> Details:
    tidy = details.tidied()
    if not tidy.name:
        raise NameMissing
    return tidy


def _next_reference(writer: Writer) -> str:
    writer.run(_ADD_ONE, (_COUNTER,))
    [(value,)] = writer.rows("SELECT value FROM setting WHERE name = ?", (_COUNTER,))
    return reference_of(int(value))


def _texts(details: Details) -> tuple[str, ...]:
    birth = day_text(details.birth_date)
    return (details.name, birth, details.phone, details.email, details.language, details.note)


def _changes(old: Details | None, new: Details) -> Iterable[Changed]:
    names = [field.name for field in fields(Details)]
    before = _texts(old) if old is not None else ("",) * len(astuple(new))
    each = zip(names, before, _texts(new), strict=True)
    return [Changed(name, was, now) for name, was, now in each if was != now]


def _found(rows: Sequence[Row]) -> Client | None:
    return client_of(rows[0]) if rows else None


def _surely(writer: Writer, client_id: str) -> Client:
    found = _found(writer.rows(_BY_ID, (client_id,)))
    if found is None:
        raise ClientGone
    return found
