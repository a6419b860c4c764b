"""What a client agreed to, refused, or wants to think about: the exact words, tied to one plan.

Treatment, photos for care and photos for publicity are separate decisions. A row is never changed; a
client who decides otherwise gets a new one, and the newest of a kind counts.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from mneedle_gui.domain.wording import message
from mneedle_gui.records.audit import Action, Changed
from mneedle_gui.records.database import Database, Row, Writer
from mneedle_gui.records.desk import Desk
from mneedle_gui.records.errors import RecordsTrouble
from mneedle_gui.records.plain import day_in, optional, reading, shaped, unshaped
from mneedle_gui.records.results import Result, plan_hash
from mneedle_gui.records.shapes import json_of, value_of
from mneedle_gui.records.text import line

_STROKES, _PRESENT, _UNDERSTANDING = "strokes/1", "present/1", "understanding/1"
_INSERT = """INSERT INTO consent (id, consultation_id, kind, decision, words, words_hash, plan_hash,
    language, signed_how, strokes, signed_at, signed_by, expires_on, present, understanding,
    leaflet_version, recorded_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_SELECT = """SELECT id, consultation_id, kind, decision, words, words_hash, plan_hash, language,
    signed_how, strokes, signed_at, signed_by, expires_on, present, understanding, leaflet_version,
    recorded_by FROM consent """
_OF = _SELECT + "WHERE consultation_id = ? ORDER BY signed_at, id"
_STATE = "SELECT state FROM consultation WHERE id = ?"


class ConsentKind(Enum):
    """What is decided; each on its own."""

    TREATMENT = "treatment"
    CARE_PHOTOS = "care_photos"
    PUBLICITY_PHOTOS = "publicity_photos"


class Decision(Enum):
    """What the client decided."""

    AGREED = "agreed"
    REFUSED = "refused"
    NEEDS_TIME = "needs_time"


class SignedHow(Enum):
    """How it was signed. A refusal and a wish for time need no signature."""

    STROKES = "strokes"
    PAPER = "paper"
    UNSIGNED = "unsigned"


@dataclass(frozen=True, slots=True)
class Point:
    """Where the pen was: hundredths of a millimetre from the upper left, and milliseconds after the start."""

    x: int
    y: int
    ms: int


Stroke = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Present:
    """Who else was there, by name; empty for nobody."""

    guardian: str = ""
    interpreter: str = ""
    witness: str = ""


@dataclass(frozen=True, slots=True)
class Understood:
    """One question that shows whether the client understood, the answer, and whether it was right."""

    question: str
    answer: str
    right: bool


@dataclass(frozen=True, slots=True)
class Consent:
    """One decision. ``words`` is the exact text that was read, in ``language``.

    ``plan_hash`` is that of the plan the words are about (empty for photos). ``expires_on`` is the
    last day on which an agreement counts, ``None`` for no end. ``signed_at`` is when it was kept.
    """

    id: str
    consultation_id: str
    kind: ConsentKind
    decision: Decision
    words: str
    language: str
    plan_hash: str = ""
    signed_how: SignedHow = SignedHow.UNSIGNED
    strokes: tuple[Stroke, ...] = ()
    signed_by: str = ""
    expires_on: date | None = None
    present: Present = Present()
    understanding: tuple[Understood, ...] = ()
    leaflet_version: str = ""
    words_hash: str = ""
    signed_at: str = ""
    recorded_by: str = ""

    @property
    def is_intact(self) -> bool:
        """Whether the words are the ones that were decided on."""
        return self.words_hash == hash_of(self.words)

    @property
    def is_signed(self) -> bool:
        """Whether somebody signed, on paper or with a stroke of more than one point, with a name."""
        drawn = any(len(set(stroke)) > 1 for stroke in self.strokes)
        by_hand = self.signed_how is SignedHow.STROKES and drawn
        return bool(self.signed_by) and (by_hand or self.signed_how is SignedHow.PAPER)

    def is_expired(self, on: date) -> bool:
        """Whether it no longer counts on a day."""
        return self.expires_on is not None and on > self.expires_on


class NotSigned(RecordsTrouble):
    """An agreement without signature, without words, or to no plan."""

    sentence = message("This agreement is not complete. It needs the text, a name and a signature.")


class NotDecided(RecordsTrouble):
    """A consultation with a plan is to be concluded, and nothing counts that the client decided on it."""

    sentence = message(
        "The client has not decided on this plan yet. Record the decision, or write down why the"
        " consultation ends without treatment."
    )


class NoLongerSignable(RecordsTrouble):
    """The consultation is gone or was replaced by a correction."""

    sentence = message("This consultation was replaced by a correction. Sign the newest one.")


def hash_of(words: str) -> str:
    """SHA-256 of a text, as hexadecimal digits."""
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def is_void(consent: Consent, current_plan_hash: str) -> bool:
    """Whether the plan is no longer the one that was decided on, or the words were changed."""
    changed = consent.kind is ConsentKind.TREATMENT and consent.plan_hash != current_plan_hash
    return changed or not consent.is_intact


def newest(consents: Iterable[Consent], kind: ConsentKind) -> Consent | None:
    """The decision of a kind that counts: the last one."""
    of_kind = [one for one in consents if one.kind is kind]
    return max(of_kind, key=lambda one: (one.signed_at, one.id), default=None)


def record(database: Database, desk: Desk, consent: Consent) -> Consent:
    """Keep a decision. The same id again gives the one that is there.

    Hash, moment and who recorded it are set here, whatever was given.

    Raises:
        NotSigned: an agreement that is not signed, has no words, or is to a treatment without plan.
        NoLongerSignable: the consultation was replaced.
        RecordsTrouble: any other kind; nothing was changed.
    """
    whole = replace(
        consent,
        words_hash=hash_of(consent.words),
        signed_by=line(consent.signed_by),
        signed_at=desk.moment(),
        recorded_by=desk.person.id,
    )
    treatment = whole.kind is ConsentKind.TREATMENT
    agreed = whole.decision is Decision.AGREED
    if not whole.words.strip() or (treatment and not whole.plan_hash):
        raise NotSigned
    if agreed and not whole.is_signed:
        raise NotSigned
    with database.writing() as writer:
        there = writer.rows(_SELECT + "WHERE id = ?", (whole.id,))
        if there:
            return _consent(there[0])
        if writer.rows(_STATE, (whole.consultation_id,)) not in ([("draft",)], [("concluded",)]):
            raise NoLongerSignable
        writer.run(_INSERT, _values(whole))
        changes = [Changed(whole.kind.value, "", whole.decision.value)]
        desk.audit(writer, Action.CONSENT, "consultation", whole.consultation_id, changes)
    return whole


def consents_of(database: Database, consultation_id: str) -> tuple[Consent, ...]:
    """Every decision on a consultation, oldest first.

    Raises:
        Damaged: a row cannot be read.
        RecordsTrouble: any other kind.
    """
    return tuple(_consent(row) for row in database.rows(_OF, (consultation_id,)))


def see_decided(
    writer: Writer, consultation_id: str, result: Result, without_treatment: str
) -> None:
    """Let a consultation be concluded: there is no plan, or the client decided on this plan.

    A decision is an agreement that is signed and has not ended, a refusal, or a wish for time.
    ``without_treatment`` is the reason why it ends without treatment, in place of a decision.

    Raises:
        NotDecided: nothing of that.
    """
    if result.plan is None or without_treatment:
        return
    rows: Sequence[Row] = writer.rows(_OF, (consultation_id,))
    decided = newest((_consent(row) for row in rows), ConsentKind.TREATMENT)
    if decided is None or is_void(decided, plan_hash(result)):
        raise NotDecided
    if decided.decision is Decision.AGREED and (
        not decided.is_signed or decided.is_expired(result.on)
    ):
        raise NotDecided


def _values(one: Consent) -> tuple[object, ...]:
    return (
        one.id, one.consultation_id, one.kind.value, one.decision.value, one.words, one.words_hash,
        one.plan_hash, one.language, one.signed_how.value, shaped(_STROKES, json_of(one.strokes)),
        one.signed_at, one.signed_by, one.expires_on.isoformat() if one.expires_on else None,
        shaped(_PRESENT, json_of(one.present)), shaped(_UNDERSTANDING, json_of(one.understanding)),
        one.leaflet_version, one.recorded_by,
    )  # fmt: skip


def _consent(row: Row) -> Consent:
    with reading():
        return Consent(
            id=row[0],
            consultation_id=row[1],
            kind=ConsentKind(row[2]),
            decision=Decision(row[3]),
            words=row[4],
            words_hash=row[5],
            plan_hash=row[6],
            language=row[7],
            signed_how=SignedHow(row[8]),
            strokes=value_of(tuple[Stroke, ...], unshaped(_STROKES, row[9])),
            signed_at=row[10],
            signed_by=row[11],
            expires_on=optional(day_in, row[12]),
            present=value_of(Present, unshaped(_PRESENT, row[13])),
            understanding=value_of(tuple[Understood, ...], unshaped(_UNDERSTANDING, row[14])),
            leaflet_version=row[15],
            recorded_by=row[16],
        )
