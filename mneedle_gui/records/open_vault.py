"""The vault: one folder with the encrypted database, its keys and photos, and whoever has it open.

Everything that is done with an open vault is done in the name of one person. Whether a passphrase is
right is decided by the keys alone; what the database says afterwards is never told as a wrong one.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from mneedle_gui.records import audit
from mneedle_gui.records.audit import Action, Changed, Trail
from mneedle_gui.records.database import Database
from mneedle_gui.records.desk import Desk
from mneedle_gui.records.errors import DiskFull, NotAllowed, RecordsTrouble
from mneedle_gui.records.instance import Instance
from mneedle_gui.records.keys import derived
from mneedle_gui.records.means import Means
from mneedle_gui.records.people import Person, Right
from mneedle_gui.records.settings import CONFIRMED, put_setting, setting
from mneedle_gui.records.slots import RECOVERY, KeyTable, write_table
from mneedle_gui.system.files import FileTrouble, read_bytes, write_bytes

DATABASE, PHOTOS, MARKER = "records.db", "photos", "open.marker"
_OPEN, _TIDY = b"open\n", b"tidy\n"


class Vault:
    """An open vault. To be used by one thread at a time, and closed by `close`.

    ``notes`` are what was found while it was opened. ``table`` and ``database`` change when people or
    the lock do, so they are asked for each time and not kept.
    """

    def __init__(
        self,
        folder: Path,
        database: Database,
        data_key: bytes,
        table: KeyTable,
        person: Person,
        means: Means,
        instance: Instance,
    ) -> None:
        self.folder = folder
        self.database = database
        self.data_key = data_key
        self.table = table
        self.person = person
        self.means = means
        self.was_left_open = False
        """The last session did not end cleanly; the database is to be checked thoroughly."""
        self.log_was_lost = False
        """It did not, and its log of the latest changes is gone: something may be missing."""
        self.keys_were_mended = False
        """One copy of the key file was missing or another; both are the same again."""
        self.keys_were_older = False
        """The key file lacked changes that the database knows of, so an older one was put back."""
        self.audit_was_cut = False
        """The end of the audit is missing, so an older database was put back or rows were removed."""
        self.sign_in_not_kept = False
        """The disk is full: reading works, and this sign-in stands in no audit."""
        self._instance = instance

    @property
    def photos(self) -> Path:
        """The folder of the photo files."""
        return self.folder / PHOTOS

    @property
    def trail(self) -> Trail:
        """What writes the audit in the name of the person at work."""
        return Trail(self.data_key, self.means, self.person.id)

    @property
    def desk(self) -> Desk:
        """The person at work with clock, ids and audit, as changes of rows ask for it."""
        return Desk(self.person, self.means, self.trail.append)

    @property
    def must_change_passphrase(self) -> bool:
        """Whether the person's passphrase was chosen by somebody else, for the first use only."""
        slot = self.table.slot_of(self.person.id)
        return slot is not None and slot.once

    @property
    def recovery_confirmed(self) -> bool:
        """Whether somebody has shown to have the present recovery code on paper."""
        slot = self.table.slot_of(RECOVERY)
        return slot is not None and setting(self.database, CONFIRMED) == slot.id

    def key_for(self, purpose: str) -> bytes:
        """A key of 32 bytes for one purpose, such as ``photos``."""
        return derived(self.data_key, purpose)

    def need(self, right: Right) -> None:
        """See that the person at work has a right.

        Raises:
            NotAllowed: the role does not allow it.
        """
        if not self.person.may(right):
            raise NotAllowed

    def audit(
        self,
        action: Action,
        subject_kind: str = "",
        subject_id: str = "",
        changes: tuple[Changed, ...] = (),
    ) -> None:
        """Note something that changes no other row, such as that a client was looked at.

        Raises:
            RecordsTrouble: it could not be noted.
        """
        with self.database.writing() as writer:
            self.trail.append(writer, action, subject_kind, subject_id, changes)

    def confirm_recovery(self) -> None:
        """Keep that the present recovery code was typed back.

        Raises:
            RecordsTrouble: it could not be kept.
        """
        slot = self.table.slot_of(RECOVERY)
        if slot is not None:
            with self.database.writing() as writer:
                put_setting(writer, CONFIRMED, slot.id)
                self.trail.append(writer, Action.SETTINGS, "recovery", slot.id)

    def seal_head(self) -> str:
        """Copy the end of the audit into the key file, and give it; for a backup to hold as well.

        Raises:
            RecordsTrouble: the database could not be read.
            FileTrouble: the key file could not be written; the one before goes on to count.
        """
        head = audit.head_of(self.database)
        table = replace(self.table, audit_head=head).sealed(self.data_key)
        write_table(self.folder, table)
        self.table = table
        return head

    def check_audit(self) -> int | None:
        """The first row of the audit that was tampered with; ``None`` when all of it is sound.

        Raises:
            RecordsTrouble: the database could not be read.
        """
        return audit.verify(audit.rows_of(self.database), self.data_key)

    def close(self) -> None:
        """End the session. Whatever the disk says, the vault is closed and free for others."""
        with suppress(RecordsTrouble):
            self.audit(Action.SIGN_OUT, "staff", self.person.id)
        with suppress(RecordsTrouble, FileTrouble):
            self.seal_head()
        with suppress(RecordsTrouble, FileTrouble):
            self.database.tidy()
            write_bytes(self.folder / MARKER, _TIDY)
        self.let_go()

    def let_go(self) -> None:
        """Close the database and give the folder back, without a last word in the audit."""
        self.database.close()
        if not log_of(self.folder).exists():  # all of it is in the database
            with suppress(OSError):
                (self.folder / MARKER).unlink(missing_ok=True)
        self._instance.give_back()


def log_of(folder: Path) -> Path:
    """The file with the latest changes, which is there as long as a database is open."""
    return folder / f"{DATABASE}-wal"


def look_at_marker(folder: Path) -> tuple[bool, bool]:
    """Whether the last session did not end cleanly, and whether its log is gone.

    To be asked before the database is opened, because opening makes a new log.
    """
    marker = folder / MARKER
    if not marker.exists():
        return False, False
    try:
        tidy = read_bytes(marker, at_most=100) == _TIDY
    except FileTrouble:
        tidy = False
    return True, not tidy and not log_of(folder).exists()


def begin_session(vault: Vault, wrong_tries: int) -> None:
    """Note the sign-in, and mark the vault as open. A full disk keeps nobody from reading.

    Raises:
        RecordsTrouble: anything but a full disk.
    """
    head = vault.table.audit_head
    vault.audit_was_cut = not audit.holds(vault.database, head)
    try:
        with vault.database.writing() as writer:
            trail, person = vault.trail, vault.person.id
            if wrong_tries:
                tries = (Changed("tries", "", str(wrong_tries)),)
                trail.append(writer, Action.FAILED_SIGN_IN, "staff", person, tries)
            if vault.audit_was_cut:
                found = (Changed("audit_head", head, audit.head_of(vault.database)),)
                trail.append(writer, Action.CHECK, "audit", "", found)
            if vault.log_was_lost:
                trail.append(writer, Action.CHECK, "log")
            if vault.keys_were_older or vault.keys_were_mended:
                cause = "older" if vault.keys_were_older else "one copy"
                trail.append(writer, Action.KEYS_MENDED, "keys", cause)
            trail.append(writer, Action.SIGN_IN, "staff", person)
    except DiskFull:
        vault.sign_in_not_kept = True
    with suppress(FileTrouble):
        write_bytes(vault.folder / MARKER, _OPEN)
    with suppress(FileTrouble):
        vault.seal_head()
