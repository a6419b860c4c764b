"""Who did what and when: rows that are only added to, each sealed together with the one before it.

The seal of a row is an HMAC over the seal before it and all of the row, with a key derived from the
data key. A row that is changed, taken out or moved breaks the chain at that place. Rows taken off
the end, and a whole older file, are found by the *head*: number and seal of the last row, which is
copied to where the database is not (the key file, and each backup).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from enum import Enum

from mneedle_gui.records.database import Database, Row, Writer
from mneedle_gui.records.keys import derived, stamp, stamps_match
from mneedle_gui.records.means import Means

HEAD = (
    "number", "at_utc", "minutes_ahead_of_utc", "person_id", "person", "action", "about", "about_id",
    "changes", "seal",
)  # fmt: skip
"""What the columns of `lines_of` hold."""

_ADD = """INSERT INTO audit
    (seq, at, offset_minutes, staff_id, action, subject_kind, subject_id, detail, mac)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_READ = """SELECT seq, at, offset_minutes, staff_id, action, subject_kind, subject_id, detail, mac
    FROM audit WHERE seq > ? AND (? = '' OR subject_id = ?) ORDER BY seq LIMIT ?"""
_LAST = "SELECT seq, mac FROM audit ORDER BY seq DESC LIMIT 1"
_START = b"the first row follows nothing"
_AT_ONCE = 1000


class Action(Enum):
    """Everything that may stand in the audit."""

    FOUND = "found"
    SIGN_IN = "sign_in"
    FAILED_SIGN_IN = "failed_sign_in"
    SIGN_OUT = "sign_out"
    RECOVER = "recover"
    VIEW = "view"
    CREATE = "create"
    CHANGE = "change"
    CONCLUDE = "conclude"
    CORRECT = "correct"
    CONSENT = "consent"
    PRINT = "print"
    EXPORT = "export"
    IMPORT = "import"
    MERGE = "merge"
    ERASE = "erase"
    BACKUP = "backup"
    RESTORE = "restore"
    DRILL = "drill"
    CHECK = "check"
    SETTINGS = "settings"
    ADD_PERSON = "add_person"
    CHANGE_PERSON = "change_person"
    REMOVE_PERSON = "remove_person"
    CHANGE_PASSPHRASE = "change_passphrase"  # noqa: S105 - the name of an action
    NEW_RECOVERY_CODE = "new_recovery_code"
    CHANGE_LOCK = "change_lock"
    KEYS_MENDED = "keys_mended"


@dataclass(frozen=True, slots=True)
class Changed:
    """One field that got another value, or a number or word that belongs to the action."""

    field: str
    old: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True)
class AuditRow:
    """A row as it is kept. ``at`` is UTC, ``offset_minutes`` how far the desk was ahead of it."""

    seq: int
    at: str
    offset_minutes: int
    staff_id: str
    action: str
    subject_kind: str
    subject_id: str
    detail: str
    mac: str

    @property
    def changes(self) -> tuple[Changed, ...]:
        """The fields with their old and new values."""
        return tuple(Changed(*each) for each in json.loads(self.detail))


class Trail:
    """The pen of one session: it writes rows in the name of one person."""

    def __init__(self, data_key: bytes, means: Means, staff_id: str) -> None:
        self._key = _key(data_key)
        self._means = means
        self._staff_id = staff_id

    def append(
        self,
        writer: Writer,
        action: Action,
        subject_kind: str = "",
        subject_id: str = "",
        changes: Iterable[Changed] = (),
    ) -> None:
        """Add a row within the transaction of what it tells about: both are kept, or neither."""
        last = writer.rows(_LAST)
        number, before = last[0] if last else (0, "")
        row = AuditRow(
            number + 1,
            self._means.moment(),
            self._means.offset_minutes(),
            self._staff_id,
            action.value,
            subject_kind,
            subject_id,
            _detail(changes),
            "",
        )
        values = (*astuple(row)[:-1], _seal(self._key, before, row))
        writer.run(_ADD, values)


def rows_of(database: Database, *, subject_id: str = "") -> Iterator[AuditRow]:
    """All rows in order, or those about one subject; read in portions, so that they may be many.

    Raises:
        RecordsTrouble: one of its kinds.
    """
    after = 0
    while True:
        found = database.rows(_READ, (after, subject_id, subject_id, _AT_ONCE))
        yield from (AuditRow(*row) for row in found)
        if len(found) < _AT_ONCE:
            return
        after = found[-1][0]


def verify(rows: Iterable[AuditRow], data_key: bytes) -> int | None:
    """The number of the first row that does not fit, or ``None`` when the whole chain is sound.

    A row that is missing is told as the one that follows the gap. Rows missing at the end are not
    seen here, but by `holds`.
    """
    key, before = _key(data_key), ""
    for number, row in enumerate(rows, 1):
        if row.seq != number or not _fits(key, before, row):
            return row.seq
        before = row.mac
    return None


def head_of(database: Database) -> str:
    """Number and seal of the last row, to be kept elsewhere; empty where there is no row."""
    return _head(database.rows(_LAST))


def holds(database: Database, head: str) -> bool:
    """Whether the row that was once the last is still there. If not, an older file was put back.

    An empty ``head`` (nothing was kept elsewhere yet) is held by every audit.
    """
    number, _, _ = head.partition(":")
    if not number.isdecimal():
        return not head
    return _head(database.rows("SELECT seq, mac FROM audit WHERE seq = ?", (int(number),))) == head


def sealed_anew(writer: Writer, data_key: bytes) -> None:
    """Seal every row again under another data key; for the copy that a change of the lock makes.

    The guards against changes are taken off and put back within the same transaction.
    """
    guards = writer.rows(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit'"
    )
    for name, _ in guards:
        writer.run(f"DROP TRIGGER {name}")
    key, before = _key(data_key), ""
    for values in writer.rows(_READ, (0, "", "", -1)):
        row = AuditRow(*values)
        before = _seal(key, before, row)
        writer.run("UPDATE audit SET mac = ? WHERE seq = ?", (before, row.seq))
    for _, sql in guards:
        writer.run(sql)


def lines_of(database: Database) -> Iterator[tuple[str, ...]]:
    """The audit as the rows of a table, the first one its head, with the names of people.

    Raises:
        RecordsTrouble: one of its kinds.
    """
    names = {str(one): str(name) for one, name in database.rows("SELECT id, name FROM staff")}
    yield HEAD
    for row in rows_of(database):
        seq, at, offset, staff_id, *rest = astuple(row)
        yield (str(seq), at, str(offset), staff_id, names.get(staff_id, ""), *rest)


def _key(data_key: bytes) -> bytes:
    return derived(data_key, "audit")


def _detail(changes: Iterable[Changed]) -> str:
    return json.dumps([[c.field, c.old, c.new] for c in changes], ensure_ascii=False)


def _seal(key: bytes, before: str, row: AuditRow) -> str:
    content = json.dumps(astuple(row)[:-1], ensure_ascii=True, separators=(",", ":"))
    return stamp(key, (bytes.fromhex(before) or _START) + content.encode()).hex()


def _fits(key: bytes, before: str, row: AuditRow) -> bool:
    return stamps_match(row.mac.encode(), _seal(key, before, row).encode())


def _head(found: list[Row]) -> str:
    return f"{found[0][0]}:{found[0][1]}" if found else ""
