"""Consultations that are concluded, and their corrections.

A concluded consultation is never changed and never worked out again. A mistake in it is put right by
a correction: a new draft that names it and says why; when that is concluded, the old one is
superseded and stays readable.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from mneedle_gui.domain.answers import Answers
from mneedle_gui.domain.outcome import Outcome
from mneedle_gui.domain.wording import message
from mneedle_gui.records.audit import Action, Changed
from mneedle_gui.records.clients import seen
from mneedle_gui.records.consents import see_decided
from mneedle_gui.records.database import Database, Row, Writer
from mneedle_gui.records.desk import Desk
from mneedle_gui.records.drafts import (
    SELECT,
    Draft,
    State,
    draft_of,
    insert,
    refuse,
    row_of,
    state_of,
    written,
)
from mneedle_gui.records.errors import RecordsTrouble
from mneedle_gui.records.plain import day_in, reading
from mneedle_gui.records.results import Result, read_result, result_text
from mneedle_gui.records.text import note

_CONCLUDE = """UPDATE consultation SET state = 'concluded', outcome = ?, result = ?,
    concluded_at = ?, concluded_by = ?, without_treatment = ? WHERE id = ?"""
_SUPERSEDE = """UPDATE consultation SET state = 'superseded', row_version = row_version + 1,
    changed_at = ? WHERE id = ? AND state = 'concluded'"""
_SUMMARY = """SELECT one.id, one.client_id, one.reference, one.state, one.held_on, one.outcome,
    one.practitioner_id, one.started_at, one.changed_at, one.concluded_at, one.corrects,
    client.name FROM consultation AS one LEFT JOIN client ON client.id = one.client_id """
_DRAFTS = _SUMMARY + "WHERE one.state = 'draft' ORDER BY one.changed_at DESC, one.id DESC"
_OF_CLIENT = _SUMMARY + "WHERE one.client_id = ? ORDER BY one.held_on DESC, one.started_at DESC"
_SUCCESSOR = "SELECT id FROM consultation WHERE corrects = ? AND state <> 'draft'"
_OPEN_CORRECTION = SELECT + "WHERE corrects = ? AND state = 'draft' ORDER BY started_at LIMIT 1"


@dataclass(frozen=True, slots=True)
class Summary:
    """A line of a list of consultations. ``outcome`` is ``None`` for a draft."""

    id: str
    client_id: str
    client_name: str
    reference: str
    state: State
    held_on: date
    outcome: Outcome | None
    practitioner_id: str
    started_at: str
    changed_at: str
    concluded_at: str
    corrects: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A concluded consultation: what was put in, what it came to, and what became of it.

    ``without_treatment`` says why a consultation with a plan ended without a decision on it.
    ``superseded_by`` is the id of its correction, empty while it stands.
    """

    draft: Draft
    state: State
    outcome: Outcome
    result: Result
    concluded_at: str
    concluded_by: str
    without_treatment: str = ""
    superseded_by: str = ""


class AlreadyCorrected(RecordsTrouble):
    """A consultation that was replaced is to be corrected, or a correction was overtaken by another."""

    sentence = message("This consultation was corrected already. Correct the newest one.")


class NotConcluded(RecordsTrouble):
    """A draft was taken for a concluded consultation."""

    sentence = message("This consultation is still a draft. Open it and go on.")


class ReasonMissing(RecordsTrouble):
    """A correction without a reason."""

    sentence = message("Write down what was wrong. The reason stays with the correction.")


def drafts(database: Database, *, begun_by: str = "") -> tuple[Summary, ...]:
    """All drafts, last changed first; with ``begun_by`` only those of one person.

    Raises:
        Damaged: a row cannot be read.
        RecordsTrouble: any other kind.
    """
    every = (_summary(row) for row in database.rows(_DRAFTS))
    return tuple(one for one in every if begun_by in ("", one.practitioner_id))


def of_client(database: Database, client_id: str) -> tuple[Summary, ...]:
    """All consultations of a client, newest first.

    Raises:
        Damaged: a row cannot be read.
        RecordsTrouble: any other kind.
    """
    return tuple(_summary(row) for row in database.rows(_OF_CLIENT, (client_id,)))


def conclude(
    database: Database, desk: Desk, draft: Draft, result: Result, without_treatment: str = ""
) -> Kept:
    """Keep a draft with its result for good. Its ``save_id`` is new; the same again gives what is kept.

    Answers that were carried over and not confirmed are left out: they never counted.

    Raises:
        NotDecided: there is a plan, and neither a decision on it nor a reason is there.
        AlreadyCorrected: what it corrects was corrected by another consultation meanwhile.
        DraftConflict, Concluded, NoSuchConsultation: as for `autosave`.
        RecordsTrouble: any other kind; nothing was changed.
    """
    reason = note(without_treatment)
    moment = desk.moment()
    final = replace(draft, carried=Answers())
    with database.writing() as writer:
        see_decided(writer, final.id, result, reason)
        if not written(writer, final, moment):
            return _as_concluded(writer, final)
        if final.corrects and not writer.run(_SUPERSEDE, (moment, final.corrects)):
            raise AlreadyCorrected
        values = (result.outcome.code, result_text(result), moment, desk.person.id, reason)
        writer.run(_CONCLUDE, (*values, final.id))
        if final.client_id:
            seen(writer, final.client_id, moment)
        changes = [Changed("outcome", "", result.outcome.code)]
        desk.audit(writer, Action.CONCLUDE, "consultation", final.id, changes)
        return _kept(writer, row_of(writer, final.id))


def open_kept(database: Database, consultation_id: str) -> Kept:
    """A concluded consultation as it was shown then; nothing is worked out again.

    Raises:
        NotConcluded: it is a draft.
        NoSuchConsultation: it is not there.
        Damaged: its row cannot be read.
        RecordsTrouble: any other kind.
    """
    row = row_of(database, consultation_id)
    if state_of(row) is State.DRAFT:
        raise NotConcluded
    return _kept(database, row)


def correct(
    database: Database, desk: Desk, consultation_id: str, reason: str, ids: tuple[str, str]
) -> Draft:
    """A draft with the answers of a concluded consultation, which it replaces once it is concluded.

    ``ids`` are a new id for the draft and one for its first save. A correction that was begun and
    not concluded is taken up again instead.

    Raises:
        ReasonMissing: there is nothing to see in the reason.
        AlreadyCorrected: it was replaced already.
        NotConcluded, NoSuchConsultation: it cannot be corrected.
        RecordsTrouble: any other kind; nothing was changed.
    """
    why = note(reason)
    if not why:
        raise ReasonMissing
    with database.writing() as writer:
        row = row_of(writer, consultation_id)
        if state_of(row) is State.DRAFT:
            raise NotConcluded
        if state_of(row) is State.SUPERSEDED:
            raise AlreadyCorrected
        begun = writer.rows(_OPEN_CORRECTION, (consultation_id,))
        if begun:
            return draft_of(begun[0])
        key, save_id = ids
        fresh = replace(draft_of(row), id=key, save_id=save_id, row_version=0)
        return insert(writer, desk, replace(fresh, corrects=consultation_id, reason=why))


def _as_concluded(writer: Writer, draft: Draft) -> Kept:
    row = row_of(writer, draft.id)
    if state_of(row) is State.DRAFT or row[20] != draft.save_id:
        refuse(draft, row)
    return _kept(writer, row)


def _kept(source: Database | Writer, row: Row) -> Kept:
    draft = draft_of(row)
    state, (outcome, result, concluded_at, concluded_by, without_treatment) = (
        state_of(row),
        row[23:],
    )
    later = source.rows(_SUCCESSOR, (draft.id,))
    return Kept(
        draft=draft,
        state=state,
        outcome=_outcome(outcome),
        result=read_result(result),
        concluded_at=concluded_at,
        concluded_by=concluded_by,
        without_treatment=without_treatment,
        superseded_by=later[0][0] if later else "",
    )


def _summary(row: Row) -> Summary:
    (
        key,
        client_id,
        reference,
        state,
        held_on,
        outcome,
        by,
        begun,
        changed,
        ended,
        corrects,
        name,
    ) = row
    with reading():
        how_far, day = State(state), day_in(held_on)
    return Summary(
        id=key,
        client_id=client_id or "",
        client_name=name or "",
        reference=reference,
        state=how_far,
        held_on=day,
        outcome=_outcome(outcome) if outcome else None,
        practitioner_id=by,
        started_at=begun,
        changed_at=changed,
        concluded_at=ended or "",
        corrects=corrects or "",
    )


def _outcome(code: str) -> Outcome:
    with reading():
        return Outcome[code.upper()]
