"""Changing the lock: a new data key for everything, so that copies of old keys open nothing new.

The database is copied under the new key, checked, and only then does the new key file count; the copy
takes the place of the old database as the last step. A program that is killed before the new key file
is there leaves the old lock in force, and after it the next start carries the change to its end.

Nobody's passphrase is known but that of the person at work, so everybody else gets one for the first
use. What stays open: copies and backups from before are still opened by the old passphrases and the
old recovery code, and have to be destroyed.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from mneedle_gui.records import audit
from mneedle_gui.records.audit import Action, Trail
from mneedle_gui.records.database import (
    Database,
    connected,
    open_database,
    put_in_place,
    told_apart,
)
from mneedle_gui.records.errors import Damaged, InUse, RecordsTrouble
from mneedle_gui.records.keys import KEY_BYTES
from mneedle_gui.records.open_vault import DATABASE, Vault, log_of
from mneedle_gui.records.people import Right
from mneedle_gui.records.photos import Photos
from mneedle_gui.records.recovery import code_of, secret_of
from mneedle_gui.records.schema import VERSION
from mneedle_gui.records.settings import KEYS_SERIAL, put_setting
from mneedle_gui.records.slots import (
    RECOVERY,
    KeyTable,
    Opened,
    new_slot,
    opened,
    with_slot,
    write_table,
)
from mneedle_gui.records.staff import SECRET_BYTES, told_as_records
from mneedle_gui.records.throttle import Throttle
from mneedle_gui.system.files import FileTrouble

NEXT = "records.next.db"
"""The copy under the new key, until it takes the place of the database."""


def change_the_lock(
    vault: Vault,
    throttle: Throttle,
    passphrase: str,
    first_phrases: tuple[tuple[str, str], ...],
) -> str:
    """Put a new data key in force; gives the new recovery code, which is not confirmed yet.

    ``passphrase`` is that of the person at work. ``first_phrases`` are ids of all other people, each
    with a passphrase to be changed at the first use. Photos are written anew, too; a change that was
    cut off leaves files without a row to `Photos.sweep`.

    Raises:
        NotAllowed, WrongPassphrase, TooSoon: as they say.
        RecordsTrouble: it could not be done; the old lock is in force, and the vault is open.
    """
    vault.need(Right.MANAGE_PEOPLE)
    me = vault.person.id
    others = {person.id for person in vault.table.people} - {me}
    if {who for who, _ in first_phrases} != others or len(first_phrases) != len(others):
        raise ValueError("each of the others needs one passphrase")
    with throttle.trying(me):
        opened(vault.table, me, passphrase)
    data_key = vault.means.random(KEY_BYTES)
    table, code = _new_table(vault, data_key, passphrase, first_phrases)
    forget_change(vault.folder)
    try:
        old_photos = _copy(vault, table, data_key)
    except BaseException:
        forget_change(vault.folder)
        raise
    _swap(vault, table, data_key)
    _photos(vault, data_key).forget(old_photos)
    return code


def finish_change(folder: Path, found: Opened) -> None:
    """Carry a change of the lock to its end that was cut off after its key file counted.

    Raises:
        RecordsTrouble: the disk would not; the next start tries again.
    """
    copy = folder / NEXT
    if not copy.exists():
        return
    try:
        database, _ = open_database(copy, found.data_key, VERSION, sleep=lambda _: None)
    except RecordsTrouble:
        return  # not of this key: the change was never in force
    database.close()
    with told_as_records():
        write_table(folder, found.table)
    _take_place(folder)


def forget_change(folder: Path) -> None:
    """Take away the copy of a change that is not in force."""
    for suffix in ("", "-wal", "-shm", ".part"):
        with suppress(OSError):
            (folder / f"{NEXT}{suffix}").unlink(missing_ok=True)


def _new_table(
    vault: Vault, data_key: bytes, passphrase: str, first_phrases: tuple[tuple[str, str], ...]
) -> tuple[KeyTable, str]:
    means, me = vault.means, vault.person.id
    code = code_of(means.random(SECRET_BYTES))
    table = replace(vault.table, slots=(), audit_head="")
    secrets = ((me, passphrase), (RECOVERY, secret_of(code).hex()), *first_phrases)
    for owner, secret in secrets:
        slot = new_slot(
            table.vault, means.new_id(), owner, secret, data_key, means.random, means.cost
        )
        table = with_slot(table, replace(slot, once=owner not in {me, RECOVERY}))
    return table.sealed(data_key), code


def _photos(vault: Vault, data_key: bytes) -> Photos:
    return Photos(vault.photos, data_key, vault.means.random)


def _copy(vault: Vault, table: KeyTable, data_key: bytes) -> tuple[str, ...]:
    """The database under the new key, checked in every page; gives the photo files of the old one."""
    path = vault.folder / NEXT
    vault.database.tidy()
    with told_apart():
        target = connected(path, data_key, "rwc")
        try:
            vault.database.engine.backup(target)
        finally:
            target.close()
    copy, _ = open_database(path, data_key, VERSION)
    try:
        with copy.writing() as writer:
            audit.sealed_anew(writer, data_key)
            put_setting(writer, KEYS_SERIAL, str(table.serial))
            Trail(data_key, vault.means, vault.person.id).append(writer, Action.CHANGE_LOCK, "keys")
            old = _photos(vault, data_key).take_over(writer, _photos(vault, vault.data_key))
        copy.check_thoroughly()
        if audit.verify(audit.rows_of(copy), data_key) is not None:
            raise Damaged
    finally:
        copy.close()
    return old


def _swap(vault: Vault, table: KeyTable, data_key: bytes) -> None:
    """The key file first, then the database; undone when the disk refuses either."""
    folder, before = vault.folder, vault.table
    vault.database.close()
    try:
        if log_of(folder).exists():  # somebody else reads, or the log could not be emptied
            raise InUse
        with told_as_records():
            write_table(folder, table)
        _take_place(folder)
    except RecordsTrouble:
        if (folder / NEXT).exists():  # else it took its place, and only the folder was not settled
            with suppress(FileTrouble):
                write_table(folder, before)
            vault.database = _reopened(folder, vault.data_key)
            forget_change(folder)
            raise
    vault.database = _reopened(folder, data_key)
    vault.data_key, vault.table = data_key, table
    with suppress(FileTrouble):
        vault.seal_head()


def _take_place(folder: Path) -> None:
    """The copy in the place of the database. A log there would belong to the one before."""
    for suffix in ("-wal", "-shm"):
        with suppress(OSError):
            (folder / f"{DATABASE}{suffix}").unlink(missing_ok=True)
    put_in_place(folder / NEXT, folder / DATABASE)


def _reopened(folder: Path, data_key: bytes) -> Database:
    return open_database(folder / DATABASE, data_key, VERSION)[0]
