"""Making a backup: one file with everything that is needed on another computer.

The database is copied page by page while others go on saving, the copy is opened and read to its last
page, and what was packed is read back and compared, before the file takes its name. A file with the
name of a backup was therefore whole when it got it.
"""

from __future__ import annotations

import errno
import hashlib
import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, timedelta
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from mneedle_gui.records.audit import head_of
from mneedle_gui.records.backup_file import (
    DATABASE,
    KEYS,
    LIST,
    PHOTOS,
    PORTION,
    SUFFIX,
    Contents,
    Part,
    opened_backup,
)
from mneedle_gui.records.backup_troubles import TooLarge
from mneedle_gui.records.database import (
    Database,
    connected,
    open_database,
    put_in_place,
    told_apart,
    trouble_of,
)
from mneedle_gui.records.errors import Damaged, DiskFailed, KeysChanged, RecordsTrouble
from mneedle_gui.records.key_table import content_of
from mneedle_gui.records.means import Means
from mneedle_gui.records.schema import VERSION
from mneedle_gui.records.slots import read_table
from mneedle_gui.records.watch import Watch

PAGES_AT_ONCE = 200
_TRIES = 3
SCRATCH = "backup-"
"""What the names of folders begin with that hold a copy while it is made; left ones are swept."""

_NAME = re.compile(r"NeedlingPlan-\d{4}-\d{2}-\d{2}-\d{4}(-\d+)?" + re.escape(SUFFIX))
_COUNTS = (
    "SELECT count(*) FROM client WHERE erased_at IS NULL AND merged_into IS NULL",
    "SELECT count(*) FROM consultation",
    "SELECT count(*) FROM photo WHERE erased_at IS NULL",
)
PHOTO_FILES = "SELECT file, sha256 FROM photo WHERE erased_at IS NULL ORDER BY file"
"""The files of photos that are not erased, with the codes of their content."""


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that is whole and in its place."""

    path: Path
    contents: Contents


def make_backup(
    vault: Path, data_key: bytes, into: Path, means: Means, watch: Watch | None = None
) -> Made:
    """Back up the vault in the folder ``vault`` into a new file in the folder ``into``.

    The vault may be open, and be written to meanwhile; the backup is as it was at one moment.

    Raises:
        KeysChanged: the key file is not as this program wrote it; a copy of it would be of no use.
        Stopped: somebody stopped it.
        RecordsTrouble: one of its kinds. Earlier backups are untouched and nothing stays behind.
    """
    watch = watch or Watch()
    table = read_table(vault)
    if not table.is_genuine(data_key):
        raise KeysChanged
    with _scratch(vault) as scratch:
        blank = Contents(table.vault, means.moment(), means.offset_minutes(), 0, 0, 0, 0, 0, "")
        copy = _copied(vault / DATABASE, scratch / DATABASE, data_key, blank, watch)
        keys = content_of(replace(table, audit_head=copy.contents.audit_head).sealed(data_key))
        part = into / f".{table.vault}-{scratch.name}.part"
        try:
            contents = _packed(part, vault / PHOTOS, copy, keys, data_key, watch)
            _check(part, data_key, watch)
            path = _free_name(into, means)
            put_in_place(part, path)
            return Made(path, contents)
        except OSError as error:
            trouble = TooLarge() if error.errno == errno.EFBIG else trouble_of(error)
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)
    raise trouble


def is_backup_name(name: str) -> bool:
    """Whether a file of this name was put there as a whole backup."""
    return _NAME.fullmatch(name) is not None


def sweep(vault: Path, into: Sequence[Path], vault_id: str) -> None:
    """Take away what backups and key files that were being written when the program was killed left.

    Only while none is being made.
    """
    with suppress(OSError):
        for left in vault.glob(f"{SCRATCH}*"):
            shutil.rmtree(left, ignore_errors=True)
        for half in vault.glob(".mneedle-*.part"):
            half.unlink(missing_ok=True)
    for folder in into:
        with suppress(OSError):
            for part in folder.glob(f".{vault_id}-*.part"):
                part.unlink(missing_ok=True)


def counts_of(database: Database) -> tuple[int, int, int]:
    """How many clients, consultations and photos there are.

    Raises:
        RecordsTrouble: one of its kinds.
    """
    clients, consultations, photos = (int(database.rows(sql)[0][0]) for sql in _COUNTS)
    return clients, consultations, photos


def copy_pages(source: Database, copy: Path, key: bytes, watch: Watch) -> None:
    """Copy a database page by page into a new file, which is encrypted under ``key``.

    Raises:
        Stopped: somebody stopped it.
        RecordsTrouble: one of its kinds.
    """
    with told_apart():
        target = connected(copy, key, "rwc")
        try:
            source.engine.backup(
                target,
                pages=PAGES_AT_ONCE,
                progress=lambda _status, left, of: watch.step(of - left, of),
            )
        finally:
            target.close()


@dataclass(frozen=True, slots=True)
class _Copy:
    """A whole copy of the database: where it is, what is in it, and its photos' files and codes."""

    path: Path
    contents: Contents
    photos: tuple[tuple[str, str], ...]


def _copied(path: Path, copy: Path, data_key: bytes, blank: Contents, watch: Watch) -> _Copy:
    """Copy the database and read the copy to its end."""
    source, _ = open_database(path, data_key, VERSION)
    try:
        with told_apart():
            source.engine.execute("BEGIN")  # one moment for the whole copy
        told = (counts_of(source), head_of(source))
        copy_pages(source, copy, data_key, watch)
    finally:
        source.close()
    found, version = open_database(copy, data_key, VERSION)
    try:
        found.check_thoroughly()
        if (counts_of(found), head_of(found)) != told:
            raise DiskFailed
        photos = tuple((str(file), str(code)) for file, code in found.rows(PHOTO_FILES))
    finally:
        found.close()
    (clients, consultations, _), head = told
    contents = replace(
        blank, version=version, clients=clients, consultations=consultations, audit_head=head
    )
    return _Copy(copy, contents, photos)


def _packed(
    part: Path, folder: Path, copy: _Copy, keys: bytes, data_key: bytes, watch: Watch
) -> Contents:
    """Write everything into one file; gives the list of what is in it.

    A photo that is gone or changed does not stand in the way of the others; it is counted as lost.
    """
    sound = 0
    with zipfile.ZipFile(part, "w") as archive:
        with copy.path.open("rb") as database:
            parts = [_added(archive, DATABASE, database)]
        parts.append(_added(archive, KEYS, BytesIO(keys)))
        for done, (name, code) in enumerate(copy.photos):
            watch.step(done, len(copy.photos))
            if (photo := _photo(folder / name)) is not None:
                parts.append(_added(archive, PHOTOS + name, BytesIO(photo)))
                sound += parts[-1].sha256 == code
        whole = replace(
            copy.contents,
            photos=sound,
            lost_photos=len(copy.photos) - sound,
            parts=tuple(parts),
        )
        _added(archive, LIST, BytesIO(whole.written(data_key)))
    return whole


def _photo(path: Path) -> bytes | None:
    """The file of a photo, tried again when the disk does not answer; ``None`` when it is lost."""
    for _ in range(_TRIES):
        try:
            return path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError:
            continue
    return None


def _added(archive: zipfile.ZipFile, name: str, file: BinaryIO) -> Part:
    digest, size = hashlib.sha256(), 0
    with archive.open(zipfile.ZipInfo(name), "w", force_zip64=True) as member:
        while portion := file.read(PORTION):
            digest.update(portion)
            member.write(portion)
            size += len(portion)
    return Part(name, size, digest.hexdigest())


def _check(part: Path, data_key: bytes, watch: Watch) -> None:
    """Read the file back, every byte of it."""
    with opened_backup(part, VERSION) as backup:
        of, done = sum(each.size for each in backup.contents.parts), 0

        def read(size: int) -> None:
            nonlocal done
            done += size
            watch.step(done, of)

        backup.check(read)
        if not backup.belongs_to(data_key) or not backup.keys().is_genuine(data_key):
            raise Damaged


def _free_name(into: Path, means: Means) -> Path:
    local = means.now().astimezone(UTC) + timedelta(minutes=means.offset_minutes())
    name, number = f"NeedlingPlan-{local:%Y-%m-%d-%H%M}", 1
    path = into / f"{name}{SUFFIX}"
    while path.exists():
        number += 1
        path = into / f"{name}-{number}{SUFFIX}"
    return path


@contextmanager
def _scratch(vault: Path) -> Iterator[Path]:
    trouble: RecordsTrouble | None = None
    try:
        folder = Path(tempfile.mkdtemp(prefix=SCRATCH, dir=vault))
    except OSError as error:
        trouble = trouble_of(error)
    else:
        try:
            yield folder
        finally:
            with suppress(OSError):
                shutil.rmtree(folder)
    if trouble is not None:
        raise trouble
