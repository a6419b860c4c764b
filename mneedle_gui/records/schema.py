"""The tables of the records, version by version, and how an older file becomes a newer one.

Only types that other database servers have too: texts, whole numbers and bytes; ids are UUIDs in time
order; every row that can be changed carries ``row_version``; times are UTC in ISO form, with the
desk's offset in minutes beside them where it matters. Words for searching are a table of their own
and no extension of one engine; birth dates and phone numbers stand in it beside the names.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from mneedle_gui.records.database import (
    Database,
    Writer,
    make_database,
    open_database,
    put_in_place,
    trouble_of,
)
from mneedle_gui.records.errors import RecordsTrouble

Migration = Callable[[Writer], None]

_FIRST = (
    """CREATE TABLE staff (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, active INTEGER NOT NULL,
        created_at TEXT NOT NULL, row_version INTEGER NOT NULL)""",
    """CREATE TABLE client (
        id TEXT PRIMARY KEY, reference TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
        birth_date TEXT NOT NULL, phone TEXT NOT NULL, email TEXT NOT NULL, language TEXT NOT NULL,
        note TEXT NOT NULL, created_at TEXT NOT NULL,
        created_by TEXT NOT NULL REFERENCES staff (id), changed_at TEXT NOT NULL,
        seen_at TEXT NOT NULL, row_version INTEGER NOT NULL,
        merged_into TEXT REFERENCES client (id), erased_at TEXT)""",
    """CREATE TABLE client_word (
        word TEXT NOT NULL, client_id TEXT NOT NULL REFERENCES client (id),
        PRIMARY KEY (word, client_id))""",
    "CREATE INDEX client_word_of ON client_word (client_id, word)",
    "CREATE INDEX client_by_seen ON client (seen_at)",
    "CREATE INDEX client_by_merged ON client (merged_into)",
    """CREATE TABLE consultation (
        id TEXT PRIMARY KEY, client_id TEXT REFERENCES client (id), reference TEXT NOT NULL,
        state TEXT NOT NULL, held_on TEXT NOT NULL, device TEXT NOT NULL, level TEXT NOT NULL,
        language TEXT NOT NULL, answers TEXT NOT NULL, carried TEXT NOT NULL,
        clearances TEXT NOT NULL, edits TEXT NOT NULL, content_version TEXT NOT NULL,
        content_fingerprint TEXT NOT NULL, program_version TEXT NOT NULL, outcome TEXT NOT NULL,
        result TEXT NOT NULL, practitioner TEXT NOT NULL,
        practitioner_id TEXT NOT NULL REFERENCES staff (id), started_at TEXT NOT NULL,
        changed_at TEXT NOT NULL, concluded_at TEXT, concluded_by TEXT REFERENCES staff (id),
        corrects TEXT REFERENCES consultation (id), reason TEXT NOT NULL,
        without_treatment TEXT NOT NULL,
        save_id TEXT NOT NULL, row_version INTEGER NOT NULL)""",
    "CREATE INDEX consultation_of ON consultation (client_id, started_at)",
    "CREATE INDEX consultation_by_state ON consultation (state)",
    "CREATE INDEX consultation_by_corrects ON consultation (corrects)",
    """CREATE TRIGGER consultation_is_kept BEFORE UPDATE ON consultation
        WHEN OLD.state <> 'draft' AND (NEW.state = 'draft' OR NEW.corrects IS NOT OLD.corrects
            OR NEW.reference <> OLD.reference OR NEW.held_on <> OLD.held_on
            OR NEW.device <> OLD.device OR NEW.level <> OLD.level OR NEW.language <> OLD.language
            OR NEW.answers <> OLD.answers OR NEW.carried <> OLD.carried
            OR NEW.clearances <> OLD.clearances OR NEW.edits <> OLD.edits
            OR NEW.content_version <> OLD.content_version
            OR NEW.content_fingerprint <> OLD.content_fingerprint
            OR NEW.program_version <> OLD.program_version OR NEW.outcome <> OLD.outcome
            OR NEW.result <> OLD.result OR NEW.practitioner <> OLD.practitioner
            OR NEW.practitioner_id <> OLD.practitioner_id OR NEW.started_at <> OLD.started_at
            OR NEW.concluded_at IS NOT OLD.concluded_at
            OR NEW.concluded_by IS NOT OLD.concluded_by
            OR NEW.reason <> OLD.reason OR NEW.without_treatment <> OLD.without_treatment)
        BEGIN SELECT RAISE (ABORT, 'a concluded consultation is not changed'); END""",
    """CREATE TABLE consent (
        id TEXT PRIMARY KEY, consultation_id TEXT NOT NULL REFERENCES consultation (id),
        kind TEXT NOT NULL, decision TEXT NOT NULL, words TEXT NOT NULL, words_hash TEXT NOT NULL,
        plan_hash TEXT NOT NULL, language TEXT NOT NULL, signed_how TEXT NOT NULL,
        strokes TEXT NOT NULL, signed_at TEXT NOT NULL, signed_by TEXT NOT NULL,
        expires_on TEXT, present TEXT NOT NULL, understanding TEXT NOT NULL,
        leaflet_version TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff (id))""",
    "CREATE INDEX consent_of ON consent (consultation_id, signed_at)",
    """CREATE TRIGGER consent_is_kept BEFORE UPDATE ON consent
        BEGIN SELECT RAISE (ABORT, 'what was signed is not changed'); END""",
    """CREATE TABLE issued (
        id TEXT PRIMARY KEY, consultation_id TEXT NOT NULL REFERENCES consultation (id),
        kind TEXT NOT NULL, language TEXT NOT NULL, paper TEXT NOT NULL, sha256 TEXT NOT NULL,
        made_at TEXT NOT NULL, made_by TEXT NOT NULL REFERENCES staff (id))""",
    "CREATE INDEX issued_of ON issued (consultation_id, made_at)",
    """CREATE TRIGGER issued_is_kept BEFORE UPDATE ON issued
        BEGIN SELECT RAISE (ABORT, 'what was issued is not changed'); END""",
    """CREATE TABLE photo (
        id TEXT PRIMARY KEY, client_id TEXT NOT NULL REFERENCES client (id),
        consultation_id TEXT REFERENCES consultation (id), file TEXT NOT NULL UNIQUE,
        sha256 TEXT NOT NULL, width INTEGER NOT NULL, height INTEGER NOT NULL, view TEXT NOT NULL,
        taken_on TEXT NOT NULL, thumbnail BLOB NOT NULL, created_at TEXT NOT NULL,
        created_by TEXT NOT NULL REFERENCES staff (id), erased_at TEXT)""",
    "CREATE INDEX photo_of ON photo (client_id, taken_on)",
    """CREATE TABLE audit (
        seq INTEGER PRIMARY KEY, at TEXT NOT NULL, offset_minutes INTEGER NOT NULL,
        staff_id TEXT NOT NULL, action TEXT NOT NULL, subject_kind TEXT NOT NULL,
        subject_id TEXT NOT NULL, detail TEXT NOT NULL, mac TEXT NOT NULL)""",
    "CREATE INDEX audit_of ON audit (subject_id, seq)",
    """CREATE TRIGGER audit_is_kept BEFORE UPDATE ON audit
        BEGIN SELECT RAISE (ABORT, 'the audit is only added to'); END""",
    """CREATE TRIGGER audit_is_whole BEFORE DELETE ON audit
        BEGIN SELECT RAISE (ABORT, 'the audit is only added to'); END""",
    """CREATE TABLE setting (
        name TEXT PRIMARY KEY, value TEXT NOT NULL, row_version INTEGER NOT NULL)""",
)


def _first(writer: Writer) -> None:
    for statement in _FIRST:
        writer.run(statement)


MIGRATIONS: tuple[Migration, ...] = (_first,)
"""Each makes the next version of the one before; the first makes version 1 of nothing. Never changed
once released, only added to."""

VERSION = len(MIGRATIONS)
"""The version that this program writes."""


def make_records(path: Path, key: bytes) -> None:
    """A new, empty database with the newest tables.

    Raises:
        RecordsTrouble: one of its kinds; nothing stays behind.
    """
    make_database(path, key, lambda writer: _carried_out(MIGRATIONS, writer), VERSION)


def open_records(
    path: Path, key: bytes, *, migrations: Sequence[Migration] = MIGRATIONS
) -> tuple[Database, int]:
    """The database, with the newest tables; and the version it had.

    An older file is copied, the copy brought forward and checked, and only then put in the place of
    the old one, which stays beside it under its version. Whatever happens, one of them is whole.

    Raises:
        RecordsTrouble: one of its kinds.
    """
    newest = len(migrations)
    database, version = open_database(path, key, newest)
    if version == newest:
        return database, version
    database.tidy()
    database.close()
    part = path.with_name(f"{path.name}.new")
    _clear(part)
    try:
        shutil.copyfile(path, part)
        copy, _ = open_database(part, key, newest)
        try:
            with copy.writing() as writer:
                _carried_out(migrations[version:], writer)
                writer.run(f"PRAGMA user_version = {newest}")
            copy.check_thoroughly()
        finally:
            copy.close()
        kept = path.with_name(f"{path.stem}-version-{version}{path.suffix}")
        shutil.copyfile(path, kept)
        put_in_place(part, path)
    except OSError as error:
        trouble: RecordsTrouble | None = trouble_of(error)
    else:
        trouble = None
    finally:
        _clear(part)
    if trouble is not None:
        raise trouble
    return open_database(path, key, newest)[0], version


def _carried_out(migrations: Sequence[Migration], writer: Writer) -> None:
    for migration in migrations:
        migration(writer)


def _clear(part: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        with suppress(OSError):
            part.with_name(part.name + suffix).unlink(missing_ok=True)
