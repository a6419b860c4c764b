"""Which papers were handed out: what, in which language, when, by whom, and the seal of the file."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from mneedle_gui.domain.clinic import Paper
from mneedle_gui.records.audit import Action, Changed
from mneedle_gui.records.database import Database, Row
from mneedle_gui.records.desk import Desk
from mneedle_gui.records.plain import reading

_INSERT = """INSERT INTO issued (id, consultation_id, kind, language, paper, sha256, made_at, made_by)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)"""
_SELECT = (
    """SELECT id, consultation_id, kind, language, paper, sha256, made_at, made_by FROM issued """
)


@dataclass(frozen=True, slots=True)
class Issued:
    """A paper that left the program. ``kind`` is the document's own name; ``sha256`` is of its file."""

    id: str
    consultation_id: str
    kind: str
    language: str
    paper: Paper
    sha256: str
    made_at: str
    made_by: str

    def is_of(self, content: bytes) -> bool:
        """Whether a file is this paper, byte for byte."""
        return self.sha256 == hashlib.sha256(content).hexdigest()


def issue(
    database: Database,
    desk: Desk,
    consultation_id: str,
    *,
    kind: str,
    language: str,
    paper: Paper,
    content: bytes,
) -> Issued:
    """Note that a paper was made of a consultation. Every printing is a row of its own.

    Raises:
        RecordsTrouble: one of its kinds; nothing was changed.
    """
    digest = hashlib.sha256(content).hexdigest()
    moment, key = desk.moment(), desk.new_id()
    made = Issued(key, consultation_id, kind, language, paper, digest, moment, desk.person.id)
    values = (key, consultation_id, kind, language, paper.value, digest, moment, desk.person.id)
    with database.writing() as writer:
        writer.run(_INSERT, values)
        changes = [Changed(kind, "", language)]
        desk.audit(writer, Action.PRINT, "consultation", consultation_id, changes)
    return made


def issued_of(database: Database, consultation_id: str) -> tuple[Issued, ...]:
    """Every paper made of a consultation, oldest first.

    Raises:
        Damaged: a row cannot be read.
        RecordsTrouble: any other kind.
    """
    sql = _SELECT + "WHERE consultation_id = ? ORDER BY made_at, id"
    return tuple(_issued(row) for row in database.rows(sql, (consultation_id,)))


def _issued(row: Row) -> Issued:
    key, consultation_id, kind, language, paper, digest, made_at, made_by = row
    with reading():
        sheet = Paper(paper)
    return Issued(key, consultation_id, kind, language, sheet, digest, made_at, made_by)
