"""Consultations that are still being held: saved whole at every pause, and taken up again.

Whoever saves gives the whole draft, an id made for this save, and the version that was read. The same
save again (its answer was lost when the program was ended) changes nothing; a save on an older
version gives both drafts and writes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum

from mneedle_gui.domain.answers import Answers
from mneedle_gui.domain.propose import NO_EDITS, Edits
from mneedle_gui.domain.rule import Clearance
from mneedle_gui.domain.wording import message
from mneedle_gui.records.audit import Action, Changed
from mneedle_gui.records.clients import in_use, seen
from mneedle_gui.records.codec import (
    answers_text,
    clearances_text,
    edits_text,
    read_answers,
    read_clearances,
    read_edits,
)
from mneedle_gui.records.database import Database, Row, Writer
from mneedle_gui.records.desk import Desk
from mneedle_gui.records.errors import Concluded, Conflict, RecordsTrouble
from mneedle_gui.records.plain import day_in, reading

SELECT = """SELECT id, client_id, reference, held_on, device, level, language, answers, carried,
    clearances, edits, content_version, content_fingerprint, program_version, practitioner,
    practitioner_id, started_at, changed_at, corrects, reason, save_id, row_version, state,
    outcome, result, concluded_at, concluded_by, without_treatment FROM consultation """
_BY_ID = SELECT + "WHERE id = ?"
_INSERT = """INSERT INTO consultation (id, client_id, corrects, reason, practitioner_id, started_at,
    state, outcome, result, without_treatment, row_version, reference, held_on, device, level,
    language, answers, carried, clearances, edits, content_version, content_fingerprint,
    program_version, practitioner, save_id, changed_at)
    VALUES (?, ?, ?, ?, ?, ?, 'draft', '', '', '', 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_UPDATE = """UPDATE consultation SET reference = ?, held_on = ?, device = ?, level = ?,
    language = ?, answers = ?, carried = ?, clearances = ?, edits = ?, content_version = ?,
    content_fingerprint = ?, program_version = ?, practitioner = ?, save_id = ?, changed_at = ?,
    row_version = row_version + 1
    WHERE id = ? AND row_version = ? AND state = 'draft' AND save_id <> ?"""

_ATTACH = """UPDATE consultation SET client_id = ?, changed_at = ?, row_version = row_version + 1
    WHERE id = ? AND row_version = ? AND state = 'draft'"""


class State(Enum):
    """How far a consultation is. Only a draft is ever changed."""

    DRAFT = "draft"
    CONCLUDED = "concluded"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class Draft:
    """A consultation with everything that was put in, as of one save.

    ``carried`` are answers from the time before that are offered and do not count until somebody
    confirms them. ``practitioner`` is the name on paper; ``practitioner_id`` who began the draft.
    ``corrects`` is the id of the consultation that this one puts right, and ``reason`` why.
    ``save_id`` is new for every save; ``row_version`` is the one that was read, 0 before the first
    save. ``client_id`` may be empty. Moments are UTC in ISO form.
    """

    id: str
    save_id: str
    held_on: date
    answers: Answers = field(default_factory=Answers)
    carried: Answers = field(default_factory=Answers)
    clearances: Mapping[str, Clearance] = field(default_factory=dict)
    edits: Edits = NO_EDITS
    client_id: str = ""
    reference: str = ""
    device: str = ""
    level: str = ""
    language: str = ""
    content_version: str = ""
    content_fingerprint: str = ""
    program_version: str = ""
    practitioner: str = ""
    practitioner_id: str = ""
    started_at: str = ""
    changed_at: str = ""
    corrects: str = ""
    reason: str = ""
    row_version: int = 0

    @property
    def to_confirm(self) -> tuple[str, ...]:
        """The questions that were answered the time before and are to be asked again."""
        return tuple(question for question in self.carried if question not in self.answers)


class DraftConflict(Conflict):
    """The draft was saved from elsewhere since it was read; both are here, nothing was written."""

    def __init__(self, yours: Draft, theirs: Draft) -> None:
        super().__init__()
        self.yours = yours
        self.theirs = theirs


class NoSuchConsultation(RecordsTrouble):
    """There is no consultation with this id."""

    sentence = message("This consultation is not in the records any more. Look at the list again.")


def start(database: Database, desk: Desk, draft: Draft) -> Draft:
    """Put in a new draft. The same one again changes nothing.

    Raises:
        ClientGone: its client is not in use.
        RecordsTrouble: any other kind; nothing was changed.
    """
    with database.writing() as writer:
        return insert(writer, desk, draft)


def autosave(database: Database, desk: Desk, draft: Draft) -> Draft:
    """Save the whole draft in one transaction; gives it with the version it now has.

    Raises:
        DraftConflict: it was saved from elsewhere since it was read.
        Concluded: it is concluded already.
        NoSuchConsultation: it is not there.
        RecordsTrouble: any other kind; nothing was changed.
    """
    moment = desk.moment()
    with database.writing() as writer:
        if written(writer, draft, moment):
            return replace(draft, row_version=draft.row_version + 1, changed_at=moment)
        return _as_saved(writer, draft)


def attach(database: Database, desk: Desk, draft: Draft, client_id: str) -> Draft:
    """Say whose consultation the draft is, when it was begun without a client or with a wrong one.

    Raises:
        ClientGone: the client is not in use.
        DraftConflict, Concluded, NoSuchConsultation: as for `autosave`.
        RecordsTrouble: any other kind; nothing was changed.
    """
    moment = desk.moment()
    with database.writing() as writer:
        in_use(writer, client_id)
        if not writer.run(_ATTACH, (client_id, moment, draft.id, draft.row_version)):
            refuse(draft, row_of(writer, draft.id))
        seen(writer, client_id, moment)
        change = Changed("client", draft.client_id, client_id)
        desk.audit(writer, Action.CHANGE, "consultation", draft.id, (change,))
    version = draft.row_version + 1
    return replace(draft, client_id=client_id, row_version=version, changed_at=moment)


def insert(writer: Writer, desk: Desk, draft: Draft) -> Draft:
    """`start` within a transaction."""
    if writer.rows(_BY_ID, (draft.id,)):
        return _as_saved(writer, draft)
    moment = desk.moment()
    if draft.client_id:
        in_use(writer, draft.client_id)
        seen(writer, draft.client_id, moment)
    first = (draft.id, draft.client_id or None, draft.corrects or None, draft.reason)
    writer.run(_INSERT, (*first, desk.person.id, moment, *_content(draft), moment))
    action = Action.CORRECT if draft.corrects else Action.CREATE
    desk.audit(writer, action, "consultation", draft.id, ())
    begun = replace(draft, practitioner_id=desk.person.id, started_at=moment)
    return replace(begun, changed_at=moment, row_version=1)


def resume(database: Database, consultation_id: str) -> Draft:
    """The draft as it was last saved.

    Raises:
        Concluded: it is concluded already.
        NoSuchConsultation: it is not there.
        Damaged: its row cannot be read.
        RecordsTrouble: any other kind.
    """
    row = row_of(database, consultation_id)
    if state_of(row) is not State.DRAFT:
        raise Concluded
    return draft_of(row)


def row_of(source: Database | Writer, consultation_id: str) -> Row:
    """The row of a consultation, in the order of ``SELECT``.

    Raises:
        NoSuchConsultation: there is none.
    """
    rows = source.rows(_BY_ID, (consultation_id,))
    if not rows:
        raise NoSuchConsultation
    return rows[0]


def state_of(row: Row) -> State:
    """How far the consultation in a row is.

    Raises:
        Damaged: the row cannot be read.
    """
    with reading():
        return State(row[22])


def draft_of(row: Row) -> Draft:
    """What was put in, of a row in the order of ``SELECT``.

    Raises:
        Damaged: the row cannot be read.
    """
    with reading():
        held_on = day_in(row[3])
    return Draft(
        id=row[0],
        client_id=row[1] or "",
        reference=row[2],
        held_on=held_on,
        device=row[4],
        level=row[5],
        language=row[6],
        answers=read_answers(row[7]),
        carried=read_answers(row[8]),
        clearances=read_clearances(row[9]),
        edits=read_edits(row[10]),
        content_version=row[11],
        content_fingerprint=row[12],
        program_version=row[13],
        practitioner=row[14],
        practitioner_id=row[15],
        started_at=row[16],
        changed_at=row[17],
        corrects=row[18] or "",
        reason=row[19],
        save_id=row[20],
        row_version=row[21],
    )


def written(writer: Writer, draft: Draft, moment: str) -> bool:
    """Write the draft where its version is still the one in the row; whether it was."""
    values = (*_content(draft), moment, draft.id, draft.row_version, draft.save_id)
    return bool(writer.run(_UPDATE, values))


def refuse(draft: Draft, row: Row) -> None:
    """Tell why a draft was not written.

    Raises:
        Concluded: it is concluded.
        DraftConflict: it was saved from elsewhere.
    """
    if state_of(row) is not State.DRAFT:
        raise Concluded
    raise DraftConflict(draft, draft_of(row))


def _as_saved(writer: Writer, draft: Draft) -> Draft:
    """The draft with the version of its row, when this very save was written before."""
    row = row_of(writer, draft.id)
    kept_save, version, changed_at = row[20], row[21], row[17]
    if kept_save != draft.save_id:
        refuse(draft, row)
    begun = replace(draft, practitioner_id=row[15], started_at=row[16])
    return replace(begun, changed_at=changed_at, row_version=version)


def _content(draft: Draft) -> tuple[str, ...]:
    return (
        draft.reference,
        draft.held_on.isoformat(),
        draft.device,
        draft.level,
        draft.language,
        answers_text(draft.answers),
        answers_text(draft.carried),
        clearances_text(draft.clearances),
        edits_text(draft.edits),
        draft.content_version,
        draft.content_fingerprint,
        draft.program_version,
        draft.practitioner,
        draft.save_id,
    )
