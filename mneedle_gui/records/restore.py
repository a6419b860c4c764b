"""Bringing a backup back: unpacked beside, read to its end, and only then put in the place of the old.

What it replaces stays under a name with the day. Two renames make the change; a restore that was
killed between them is brought to its end by `settle`, which is therefore asked before a vault is
opened. Whatever happens, the old records or the new ones are there, whole.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from mneedle_gui.records.audit import head_of
from mneedle_gui.records.backup import PHOTO_FILES, counts_of
from mneedle_gui.records.backup_file import (
    DATABASE,
    KEYS,
    PHOTOS,
    BackupFile,
    Contents,
    Part,
    opened_backup,
)
from mneedle_gui.records.backup_troubles import NotRestored, OtherRecords
from mneedle_gui.records.database import open_database, trouble_of
from mneedle_gui.records.errors import KeysUnreadable, Newer, RecordsTrouble
from mneedle_gui.records.instance import Instance
from mneedle_gui.records.key_table import KeyTable
from mneedle_gui.records.schema import VERSION
from mneedle_gui.records.slots import FILES, read_table
from mneedle_gui.records.watch import Watch

KEPT_DAYS = 30
"""How long replaced records are kept."""

_UNPACKING, _READY, _REPLACED = "vault-restoring", "vault-restored", "vault-replaced-"
_DAY = re.compile(re.escape(_REPLACED) + r"(\d{4}-\d{2}-\d{2})(-\d+)?")


@dataclass(frozen=True, slots=True)
class Restored:
    """Records that came out of a backup; ``replaced`` is the folder with those from before, if any.

    ``lost_photos`` are neither in the backup nor among the records from before.
    """

    contents: Contents
    replaced: Path | None
    lost_photos: int = 0


def keys_in(backup: Path) -> KeyTable:
    """Who may open a backup, so that a passphrase or the recovery code can be asked for.

    Raises:
        KeysUnreadable: its key file cannot be used.
        RecordsTrouble: as `opened_backup`.
    """
    with opened_backup(backup, VERSION) as file:
        return file.keys()


def restore(
    backup: Path,
    vault: Path,
    data_key: bytes,
    today: date,
    *,
    other_records: bool = False,
    watch: Watch | None = None,
) -> Restored:
    """Put the records of a backup in the place of those in the folder ``vault``, which must be closed.

    ``data_key`` comes out of the backup's own keys. ``other_records`` allows a backup of other
    records than those in the folder. The folder above is made where it is missing.

    Raises:
        OtherRecords: the backup is of other records, and that is not allowed.
        NotRestored: what came out does not agree with what the backup says.
        InUse: the records are open.
        Stopped: somebody stopped it.
        RecordsTrouble: one of its kinds. The records from before are then in their place.
    """
    watch = watch or Watch()
    with opened_backup(backup, VERSION) as file:
        if not file.belongs_to(data_key):
            raise NotRestored
        try:
            _refuse_others(file.contents, vault, allowed=other_records)
            vault.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            settle(vault, today)
            unpacking = vault.with_name(_UNPACKING)
            try:
                _unpack(file, unpacking, watch)
                photos = _check(unpacking, data_key, file.contents)
                lost = sum(not _carried(vault, unpacking, *photo) for photo in photos)
                _settled(unpacking, deep=True)
                _free(vault)
                unpacking.rename(vault.with_name(_READY))
                _settled(vault.parent)
            except BaseException:
                with suppress(OSError):
                    shutil.rmtree(unpacking)
                raise
            return Restored(file.contents, _swapped(vault, today), lost)
        except OSError as error:
            trouble = trouble_of(error)
    raise trouble


def settle(vault: Path, today: date) -> Path | None:
    """End what a killed restore left: a half unpacked one goes, a whole one takes its place.

    To be asked before a vault is opened. Gives the folder of replaced records, if any were now.

    Raises:
        RecordsTrouble: the machine would not; to be asked again.
    """
    replaced = None
    try:
        shutil.rmtree(vault.with_name(_UNPACKING), ignore_errors=True)
        ready = vault.with_name(_READY)
        if not ready.is_dir():
            return None
        if vault.exists():
            replaced = _free_name(vault, today)
            vault.rename(replaced)
            _settled(vault.parent)
        ready.rename(vault)
        _settled(vault.parent)
    except OSError as error:
        trouble = trouble_of(error)
    else:
        return replaced
    raise trouble


def forget_replaced(vault: Path, today: date, last_used: date) -> int:
    """Delete records replaced more than 30 days ago; gives how many were.

    ``last_used`` is the day of the last entry before this session. Both days must say so: a clock
    that is wrong for one session deletes nothing.
    """
    gone = 0
    for folder in vault.parent.glob(f"{_REPLACED}*"):
        found = _DAY.fullmatch(folder.name)
        if found is None:
            continue
        with suppress(ValueError, OSError):
            until = date.fromisoformat(found[1]) + timedelta(days=KEPT_DAYS)
            if min(today, last_used) > until:
                shutil.rmtree(folder)
                gone += 1
    return gone


def _swapped(vault: Path, today: date) -> Path | None:
    """Put the unpacked records in place; where the old ones cannot be moved, they stay."""
    try:
        return settle(vault, today)
    except RecordsTrouble:
        if vault.exists():
            with suppress(OSError):
                vault.with_name(_READY).rename(vault.with_name(_UNPACKING))
                shutil.rmtree(vault.with_name(_UNPACKING), ignore_errors=True)
        raise


def _refuse_others(contents: Contents, vault: Path, *, allowed: bool) -> None:
    if allowed or not vault.is_dir():
        return
    with suppress(KeysUnreadable, Newer):
        if read_table(vault).vault != contents.vault:
            raise OtherRecords


def _unpack(file: BackupFile, into: Path, watch: Watch) -> None:
    shutil.rmtree(into, ignore_errors=True)
    into.mkdir(mode=0o700)
    (into / PHOTOS).mkdir(mode=0o700)
    parts = file.contents.parts
    of, done = sum(part.size for part in parts), 0

    def read(size: int) -> None:
        nonlocal done
        done += size
        watch.step(done, of)

    for part in parts:
        _written(file, part, into / part.name, read)
        if part.name == KEYS:  # a vault has two copies
            _written(file, part, into / FILES[1], lambda _: None)


def _written(file: BackupFile, part: Part, path: Path, each: Callable[[int], None]) -> None:
    with path.open("xb") as written:
        file.unpack(part, written, each)
        written.flush()
        os.fsync(written.fileno())


def _check(folder: Path, data_key: bytes, contents: Contents) -> list[tuple[str, str]]:
    """Open what came out with the key, read all of it, and compare it with the list.

    Gives the files of its photos with their codes.
    """
    database, version = open_database(folder / DATABASE, data_key, VERSION)
    try:
        database.check_thoroughly()
        clients, consultations, photos = counts_of(database)
        found = (version, clients, consultations, photos, head_of(database))
        files = [(str(file), str(code)) for file, code in database.rows(PHOTO_FILES)]
    finally:
        database.close()
    told = (
        contents.version,
        contents.clients,
        contents.consultations,
        contents.photos + contents.lost_photos,
        contents.audit_head,
    )
    if found != told or not read_table(folder).is_genuine(data_key):
        raise NotRestored
    return files


def _carried(vault: Path, unpacking: Path, name: str, code: str) -> bool:
    """See that a photo is there; one that is not in the backup may be among the records from before."""
    target = unpacking / PHOTOS / name
    if target.exists():
        return True
    try:
        content = (vault / PHOTOS / name).read_bytes()
    except OSError:
        return False
    if hashlib.sha256(content).hexdigest() != code:
        return False
    with target.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return True


def _free(vault: Path) -> None:
    """See that nobody has the records open.

    Raises:
        InUse: somebody has.
    """
    if vault.is_dir():
        instance = Instance(vault)
        instance.take()
        instance.give_back()  # a folder with a lock that is held cannot be renamed everywhere


def _free_name(vault: Path, today: date) -> Path:
    name, number = f"{_REPLACED}{today.isoformat()}", 1
    path = vault.with_name(name)
    while path.exists():
        number += 1
        path = vault.with_name(f"{name}-{number}")
    return path


def _settled(folder: Path, *, deep: bool = False) -> None:
    """Force the names in a folder to the disk, where a system lets a folder be opened for that."""
    if os.name == "nt":
        return
    if deep:
        _settled(folder / PHOTOS)
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
