"""The consultation in the window and its row in the records: saved at every pause, concluded, reopened.

A `Keeper` holds which draft the window works on. It starts no thread; the window runs its verbs one
after the other on its worker.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from mneedle_gui.domain.answers import Answer, Answers, Choice
from mneedle_gui.domain.clinic import Paper
from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.exchange.answers_file import AnswersFile
from mneedle_gui.records import again, consents, consultations, drafts, issued
from mneedle_gui.records.audit import Action
from mneedle_gui.records.clients import Client
from mneedle_gui.records.consents import Consent, ConsentKind, Decision
from mneedle_gui.records.consultations import Kept, Summary
from mneedle_gui.records.desk import OpenRecords
from mneedle_gui.records.drafts import Draft, DraftConflict
from mneedle_gui.records.issued import Issued
from mneedle_gui.records.people import Right
from mneedle_gui.records.results import plan_hash
from mneedle_gui.records.snapshot import result_of
from mneedle_gui.services.clients import answers_of
from mneedle_gui.services.workbench import Workbench


@dataclass(frozen=True, slots=True)
class Resumed:
    """A draft for the window: ``held`` and ``level`` are what `services.consultations.hold` wants.

    ``offered`` are the answers of the time before that wait for a yes; they do not count till then.
    """

    draft: Draft
    held: AnswersFile
    level: str
    offered: Answers


class Keeper:
    """One consultation at a time, in open records."""

    def __init__(self, records: OpenRecords, bench: Workbench) -> None:
        self._records = records
        self._bench = bench
        self._draft: Draft | None = None
        self._tried: Draft | None = None
        self._own: set[str] = set()

    @property
    def draft(self) -> Draft | None:
        """The draft that is held, as it was last saved."""
        return self._draft

    def begin(self, on: date, client: Client | None = None, *, from_last: bool = False) -> Resumed:
        """A new draft, for a client or for somebody not put in yet.

        With ``from_last`` the answers of the client's last consultation are there too; those on
        which safety depends are only offered. Name, birth date, telephone and language are those of
        the client's row.

        Raises:
            NotAllowed, ClientGone, RecordsTrouble: nothing was changed.
        """
        self._records.need(Right.HOLD_CONSULTATIONS)
        desk, content = self._records.desk, self._bench.content
        draft = Draft(
            id=desk.new_id(),
            save_id=desk.new_id(),
            held_on=on,
            client_id=client.id if client else "",
            reference=f"NP-{on:%Y%m%d}",
            device=self._bench.device.id,
            level=self._bench.level.id if self._bench.level else "",
            practitioner=self._bench.settings.practitioner,
            content_version=content.protocol.version,
            content_fingerprint=content.protocol.fingerprint,
        )
        if client is not None:
            known = answers_of(client.details, content.questionnaire, content.protocol.roles)
            draft = replace(draft, answers=known, language=client.details.language)
        database = self._records.database
        if from_last and client is not None:
            begun = again.start_from_last(database, desk, draft, content.questionnaire)
        else:
            begun = drafts.start(database, desk, draft)
        return self._hold(begun)

    def save(self, consultation: Consultation) -> None:
        """Save the whole consultation; nothing is written where nothing changed since the last save.

        When a save fails, the next one with the same content is the same save and writes once.

        Raises:
            DraftConflict: it was saved from elsewhere; `keep_mine` or `resume` settles it.
            RecordsTrouble: any other kind; what is in the window is still to be saved.
        """
        draft = self._with(consultation)
        if self._draft is not None and _same_content(draft, self._draft):
            return
        database, desk = self._records.database, self._records.desk
        try:
            saved = drafts.autosave(database, desk, self._try(draft))
        except DraftConflict as conflict:
            saved = drafts.autosave(database, desk, self._after_own(conflict, consultation))
        self._draft, self._tried = saved, None

    def keep_mine(self, conflict: DraftConflict) -> None:
        """Let the next save of the window replace what was saved from elsewhere."""
        self._draft, self._tried = conflict.theirs, None

    def resume(self, consultation_id: str) -> Resumed:
        """Take up a draft as it was last saved.

        Raises:
            NotAllowed, Concluded, NoSuchConsultation, Damaged, RecordsTrouble: as they say.
        """
        self._records.need(Right.HOLD_CONSULTATIONS)
        return self._hold(drafts.resume(self._records.database, consultation_id))

    def attach(self, client: Client) -> None:
        """Say whose consultation the held draft is.

        Raises:
            ClientGone, DraftConflict, RecordsTrouble: nothing was changed.
        """
        database, desk = self._records.database, self._records.desk
        self._draft = drafts.attach(database, desk, self._held(), client.id)

    def conclude(self, consultation: Consultation, without_treatment: str = "") -> Kept:
        """Keep the consultation with its result for good; no draft is held afterwards.

        Raises:
            NotDecided: there is a plan, and neither a decision of the client nor a reason.
            NotAllowed, AlreadyCorrected, DraftConflict, RecordsTrouble: nothing was changed.
        """
        self._records.need(Right.CONCLUDE)
        database, desk = self._records.database, self._records.desk
        result = result_of(consultation)
        final = self._try(self._with(consultation))
        try:
            kept = consultations.conclude(database, desk, final, result, without_treatment)
        except DraftConflict as own:
            final = self._after_own(own, consultation)
            kept = consultations.conclude(database, desk, final, result, without_treatment)
        self.let_go()
        return kept

    def correct(self, consultation_id: str, reason: str) -> Resumed:
        """A draft that puts a concluded consultation right.

        Raises:
            ReasonMissing, AlreadyCorrected, NotConcluded, NotAllowed, RecordsTrouble: as they say.
        """
        self._records.need(Right.CONCLUDE)
        database, desk = self._records.database, self._records.desk
        ids = (desk.new_id(), desk.new_id())
        return self._hold(consultations.correct(database, desk, consultation_id, reason, ids))

    def open(self, consultation_id: str) -> Kept:
        """A concluded consultation as it was shown then. That it was looked at is told to the audit.

        Raises:
            NotConcluded, NoSuchConsultation, Damaged, RecordsTrouble: as they say.
        """
        database, desk = self._records.database, self._records.desk
        kept = consultations.open_kept(database, consultation_id)
        with database.writing() as writer:
            desk.audit(writer, Action.VIEW, "consultation", consultation_id, ())
        return kept

    def drafts(self, *, mine: bool = False) -> tuple[Summary, ...]:
        """The drafts that wait, last changed first; with ``mine`` those the person at work began."""
        begun_by = self._records.desk.person.id if mine else ""
        return consultations.drafts(self._records.database, begun_by=begun_by)

    def let_go(self) -> None:
        """Hold no draft any more; its row stays as it was last saved."""
        self._draft = self._tried = None
        self._own.clear()

    def consent(
        self, of: Consultation | Kept, kind: ConsentKind, decision: Decision, words: str
    ) -> Consent:
        """A decision to be filled in and kept by `keep_consent`.

        ``of`` is what is in the window, or a concluded consultation whose client took time.
        """
        result = of.result if isinstance(of, Kept) else result_of(of)
        return Consent(
            id=self._records.desk.new_id(),
            consultation_id=of.draft.id if isinstance(of, Kept) else self._held().id,
            kind=kind,
            decision=decision,
            words=words,
            language=self._bench.words.language,
            plan_hash=plan_hash(result) if kind is ConsentKind.TREATMENT else "",
        )

    def keep_consent(self, consent: Consent) -> Consent:
        """Keep a decision; it is never changed afterwards.

        Raises:
            NotSigned, NoLongerSignable, NotAllowed, RecordsTrouble: nothing was kept.
        """
        self._records.need(Right.HOLD_CONSULTATIONS)
        return consents.record(self._records.database, self._records.desk, consent)

    def consents(self, consultation_id: str) -> tuple[Consent, ...]:
        """Every decision on a consultation, oldest first."""
        return consents.consents_of(self._records.database, consultation_id)

    def issue(
        self, consultation_id: str, kind: str, language: str, paper: Paper, content: bytes
    ) -> Issued:
        """Note that a paper was made of a consultation."""
        return issued.issue(
            self._records.database,
            self._records.desk,
            consultation_id,
            kind=kind,
            language=language,
            paper=paper,
            content=content,
        )

    def _hold(self, draft: Draft) -> Resumed:
        self.let_go()
        self._draft = draft
        held = AnswersFile(
            answers=draft.answers,
            clearances=draft.clearances,
            edits=draft.edits,
            on=draft.held_on,
            device=draft.device,
            reference=draft.reference,
            practitioner=draft.practitioner,
        )
        return Resumed(draft, held, draft.level, draft.carried)

    def _held(self) -> Draft:
        if self._draft is None:
            raise ValueError("no draft is held: begin, resume or correct one first")
        return self._draft

    def _with(self, consultation: Consultation) -> Draft:
        """The held draft with what is in the window."""
        draft, held = self._held(), consultation.circumstances
        language = consultation.answers.get(held.protocol.roles.language)
        waiting = {q: one for q, one in draft.carried.items() if q not in consultation.answers}
        return replace(
            draft,
            held_on=held.on,
            answers=consultation.answers,
            carried=Answers(waiting),
            clearances=dict(consultation.clearances),
            edits=consultation.edits,
            reference=held.reference,
            device=held.device.id,
            level=held.level.id if held.level else "",
            language=_code(language) or draft.language,
            content_version=held.protocol.version,
            content_fingerprint=held.protocol.fingerprint,
            program_version=held.program_version,
            practitioner=held.practitioner,
        )

    def _try(self, draft: Draft) -> Draft:
        """The draft under the id of its save: a new one, or that of the same save that failed."""
        tried = self._tried
        if tried is None or not _same_content(draft, tried):
            tried = replace(draft, save_id=self._records.desk.new_id())
        self._tried = tried
        self._own.add(tried.save_id)
        return tried

    def _after_own(self, conflict: DraftConflict, consultation: Consultation) -> Draft:
        """What to save after all, when it was this window's own save whose answer was lost.

        Raises:
            DraftConflict: it was not; the one that was given.
        """
        if conflict.theirs.save_id not in self._own:
            raise conflict
        self._draft = conflict.theirs
        return self._try(self._with(consultation))


def _same_content(one: Draft, other: Draft) -> bool:
    return replace(one, save_id="") == replace(other, save_id="")


def _code(answer: Answer | None) -> str:
    return answer.code if isinstance(answer, Choice) else ""
