"""The clients of the clinic, as the window works with them: find, put in, change, join, hide.

To be used by one thread at a time; every verb but `details_of` and `answers_of` goes to the disk.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mneedle_gui.domain.answers import Answer, Answers, Choice, Text
from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.protocol import Roles
from mneedle_gui.domain.questionnaire import Questionnaire
from mneedle_gui.domain.wording import PartialDate
from mneedle_gui.records import clients, consultations, duplicates, finding
from mneedle_gui.records.audit import Action, Changed
from mneedle_gui.records.clients import Client, ClientConflict, ClientGone, Details, NameMissing
from mneedle_gui.records.consultations import Summary
from mneedle_gui.records.desk import OpenRecords
from mneedle_gui.records.duplicates import Alike, Likeness
from mneedle_gui.records.finding import By, Hit
from mneedle_gui.records.people import Right

__all__ = [
    "Alike",
    "By",
    "Client",
    "ClientConflict",
    "ClientFile",
    "ClientGone",
    "Clients",
    "Details",
    "Hit",
    "Likeness",
    "NameMissing",
    "Summary",
    "answers_of",
    "details_of",
]


@dataclass(frozen=True, slots=True)
class ClientFile:
    """A client with all consultations, newest first."""

    client: Client
    consultations: tuple[Summary, ...]


class Clients:
    """The clients in open records. Every change is told to the audit in its own transaction."""

    def __init__(self, records: OpenRecords) -> None:
        self._records = records

    def new_id(self) -> str:
        """An id for a client to be put in; the same id again never makes a second client."""
        return self._records.desk.new_id()

    def find(self, typed: str, limit: int = 20) -> tuple[Hit, ...]:
        """Who fits what was typed so far, best first; see `records.finding.find`."""
        return finding.find(self._records.database, typed, limit)

    def recent(self, limit: int = 20) -> tuple[Client, ...]:
        """Who something was last done for, newest first."""
        return finding.recent(self._records.database, limit)

    def likely_same(self, details: Details, besides: str = "") -> tuple[Likeness, ...]:
        """Who may be this person already; a warning to be shown before `create` and after `edit`."""
        return duplicates.likely_same(self._records.database, details, besides=besides)

    def create(self, client_id: str, details: Details) -> Client:
        """Put in a client under an id of `new_id`.

        Raises:
            NotAllowed, NameMissing, RecordsTrouble: nothing was changed.
        """
        self._records.need(Right.EDIT_CLIENTS)
        return clients.create(self._records.database, self._records.desk, client_id, details)

    def edit(self, client: Client, details: Details) -> Client:
        """Change a client as it was read.

        Raises:
            ClientConflict: somebody else changed it meanwhile; holds both, nothing was written.
            NotAllowed, NameMissing, ClientGone, RecordsTrouble: nothing was changed.
        """
        self._records.need(Right.EDIT_CLIENTS)
        return clients.edit(self._records.database, self._records.desk, client, details)

    def open(self, client_id: str) -> ClientFile:
        """A client with all consultations. That it was looked at is told to the audit.

        Raises:
            ClientGone: it is not there, merged, or marked as erased.
            RecordsTrouble: any other kind.
        """
        database, desk = self._records.database, self._records.desk
        with database.writing() as writer:
            client = clients.in_use(writer, client_id)
            desk.audit(writer, Action.VIEW, "client", client_id, ())
        return ClientFile(client, consultations.of_client(database, client_id))

    def merge(self, kept: Client, gone: Client) -> Client:
        """Make one client a part of another, because they are one person.

        Raises:
            ClientConflict, ClientGone, NotAllowed, RecordsTrouble: nothing was changed.
        """
        self._records.need(Right.EDIT_CLIENTS)
        return duplicates.merge(self._records.database, self._records.desk, kept, gone)

    def separate(self, gone_id: str, moved: Iterable[Changed]) -> tuple[Client, Client]:
        """Undo a merge by the changes that its row in the audit tells.

        Raises:
            ClientGone, NotAllowed, RecordsTrouble: nothing was changed.
        """
        self._records.need(Right.MANAGE_PEOPLE)
        return duplicates.separate(self._records.database, self._records.desk, gone_id, moved)

    def mark_erased(self, client: Client) -> Client:
        """Hide a client from every list; `bring_back` undoes it.

        Raises:
            ClientConflict, ClientGone, NotAllowed, RecordsTrouble: nothing was changed.
        """
        self._records.need(Right.ERASE)
        return clients.mark_erased(self._records.database, self._records.desk, client)

    def bring_back(self, client_id: str) -> Client:
        """Show a client again that was marked as erased.

        Raises:
            ClientGone, NotAllowed, RecordsTrouble: nothing was changed.
        """
        self._records.need(Right.ERASE)
        return clients.bring_back(self._records.database, self._records.desk, client_id)


def details_of(consultation: Consultation) -> Details:
    """What the answers of a consultation say of the client, to put in somebody who walked in."""
    roles = consultation.circumstances.protocol.roles
    given = consultation.answers
    birth, language = given.get(roles.birth_date), given.get(roles.language)
    return Details(
        name=_words(given.get(roles.name)),
        birth_date=birth if isinstance(birth, PartialDate) else None,
        phone=_words(given.get(roles.phone)),
        language=language.code if isinstance(language, Choice) else "",
    )


def answers_of(details: Details, questionnaire: Questionnaire, roles: Roles) -> Answers:
    """The answers that are known from the client's own row: name, birth date, telephone, language.

    A birth date that is partly known and a language that is not offered stay blank.
    """
    known: dict[str, Answer] = {}
    for question, words in ((roles.name, details.name), (roles.phone, details.phone)):
        if words:
            known[question] = Text(words)
    if details.birth_date is not None and details.birth_date.is_full:
        known[roles.birth_date] = details.birth_date
    if questionnaire.question(roles.language).option(details.language) is not None:
        known[roles.language] = Choice(details.language)
    return Answers(known)


def _words(answer: Answer | None) -> str:
    return answer.words if isinstance(answer, Text) else ""
