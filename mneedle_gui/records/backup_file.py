"""The file of a backup: a plain container, read without trusting anything in it.

It is a zip archive without compression, so that it can be rescued with other tools, and holds only
encrypted things besides the key file and a list of contents: the database, the keys, and the photos.
Members are read by exact names, and no size in the file is believed before it was compared.
"""

from __future__ import annotations

import hashlib
import json
import re
import struct
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, BinaryIO

from mneedle_gui.records.backup_troubles import (
    BackupCut,
    BackupDamaged,
    BackupNewer,
    NotABackup,
    PlainDatabase,
)
from mneedle_gui.records.database import trouble_of
from mneedle_gui.records.errors import RecordsTrouble
from mneedle_gui.records.key_table import KeyTable, table_from
from mneedle_gui.records.keys import derived, stamp, stamps_match

FORMAT = 1
SUFFIX = ".npbackup"
LIST, DATABASE, KEYS, PHOTOS = "contents.json", "records.db", "keys.json", "photos/"
PORTION = 1 << 20

_PHOTO = re.compile(r"photos/[0-9a-f]{32}\.bin")
_PLAIN_HEADER = b"SQLite format 3\x00"
_ZIP_HEADER = b"PK\x03\x04"
_MOST_LIST = 64 * PORTION
_MOST_KEYS = 1_000_000
_MOST_MEMBERS = 400_000
_MOST_DIRECTORY = 64 * PORTION
_TOLD_BEFORE = (0xFFFF, 0xFFFFFFFF)
"""In place of numbers that are too large for their field; they stand in a longer record before."""
_UNREADABLE = (
    zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, KeyError, EOFError, struct.error,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """One member: its name, its size in bytes and the SHA-256 of its content."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Contents:
    """What a backup says about itself; numbers only, nothing about any client.

    ``made_at`` is UTC in ISO form, ``offset_minutes`` how far the desk was ahead of it, ``version``
    that of the tables. ``lost_photos`` could not be read any more when the backup was made.
    """

    vault: str
    made_at: str
    offset_minutes: int
    version: int
    clients: int
    consultations: int
    photos: int
    lost_photos: int
    audit_head: str
    parts: tuple[Part, ...] = ()

    def written(self, data_key: bytes) -> bytes:
        """The bytes of the list, with a code that only somebody with the data key can make."""
        plain = {"format": FORMAT, **asdict(self)}
        mac = stamp(derived(data_key, "backup"), _signed(plain)).hex()
        return json.dumps({**plain, "mac": mac}, indent=1).encode()


class BackupFile:
    """A backup that is open for reading."""

    def __init__(
        self, archive: zipfile.ZipFile, contents: Contents, signed: bytes, mac: str
    ) -> None:
        self._archive = archive
        self._signed = signed
        self._mac = mac
        self.contents = contents

    def belongs_to(self, data_key: bytes) -> bool:
        """Whether the list was written with this data key and is as it was."""
        made = stamp(derived(data_key, "backup"), self._signed).hex()
        return stamps_match(self._mac.encode(), made.encode())

    def keys(self) -> KeyTable:
        """Who may open the backup.

        Raises:
            KeysUnreadable: the key file in it cannot be used.
            RecordsTrouble: the file cannot be read.
        """
        with _told():
            return table_from(self._archive.read(KEYS))

    def unpack(self, part: Part, into: BinaryIO | None, each: Callable[[int], None]) -> None:
        """Write a member into an open file, or only read it; ``each`` is told the bytes read.

        Raises:
            BackupDamaged: it is not what was put into the backup.
            RecordsTrouble: the file cannot be read, or the other not written.
        """
        digest = hashlib.sha256()
        with _told(), self._archive.open(part.name) as member:
            while portion := member.read(PORTION):
                digest.update(portion)
                if into is not None:
                    into.write(portion)
                each(len(portion))
        if digest.hexdigest() != part.sha256:
            raise BackupDamaged

    def check(self, each: Callable[[int], None] = lambda _: None) -> None:
        """Read everything and compare it with the list.

        Raises:
            BackupDamaged: something in it has changed.
            RecordsTrouble: the file cannot be read.
        """
        for part in self.contents.parts:
            self.unpack(part, None, each)


@contextmanager
def opened_backup(path: Path, newest: int) -> Iterator[BackupFile]:
    """The backup at ``path``. ``newest`` is the version of the tables that this program knows.

    Raises:
        NotABackup, PlainDatabase, BackupCut, BackupDamaged, BackupNewer: as they say.
        RecordsTrouble: the file cannot be read.
    """
    with _told():
        file = path.open("rb")
    with file:
        with _told():
            _look_at(file)
            archive = zipfile.ZipFile(file)
        with archive:
            with _told():
                plain = _listed(archive)
            if _number(plain, "format") > FORMAT or _number(plain, "version") > newest:
                raise BackupNewer
            with _told():
                mac = str(plain.pop("mac"))
                signed = _signed(plain)
                contents = _contents(plain)
                _compare(archive, contents)
            yield BackupFile(archive, contents, signed, mac)


def look_into(path: Path, newest: int) -> Contents:
    """What a backup says about itself, without any key and without changing anything.

    Raises:
        RecordsTrouble: as `opened_backup`.
    """
    with opened_backup(path, newest) as backup:
        return backup.contents


def _look_at(file: BinaryIO) -> None:
    """Tell other files from backups, and find one that was cut or has far too many members."""
    head = file.read(len(_PLAIN_HEADER))
    if head == _PLAIN_HEADER:
        raise PlainDatabase
    if not head:
        raise BackupCut
    if not head.startswith(_ZIP_HEADER):
        raise NotABackup
    size = file.seek(0, 2)
    file.seek(max(size - 22, 0))
    end = file.read(22)
    if end[:4] != b"PK\x05\x06":
        raise BackupCut
    members, length = struct.unpack("<10xHI", end[:16])
    if members == _TOLD_BEFORE[0] or length == _TOLD_BEFORE[1]:
        file.seek(max(size - 42, 0))
        at = struct.unpack("<8xQ4x", file.read(20))[0]
        file.seek(at)
        members, length = struct.unpack("<32xQQ8x", file.read(56))
    if members > _MOST_MEMBERS or length > _MOST_DIRECTORY:
        raise NotABackup
    file.seek(0)


def _listed(archive: zipfile.ZipFile) -> dict[str, Any]:
    try:
        info = archive.getinfo(LIST)
    except KeyError:
        raise NotABackup from None
    if info.compress_type != zipfile.ZIP_STORED or info.file_size > _MOST_LIST:
        raise NotABackup
    plain = json.loads(archive.read(info))
    if not isinstance(plain, dict):
        raise NotABackup
    return plain


def _contents(plain: Mapping[str, Any]) -> Contents:
    parts = plain.get("parts")
    if not isinstance(parts, list):
        raise BackupDamaged
    return Contents(
        vault=_text(plain, "vault"),
        made_at=_moment(_text(plain, "made_at")),
        offset_minutes=_offset(_number(plain, "offset_minutes")),
        version=_number(plain, "version"),
        clients=_number(plain, "clients"),
        consultations=_number(plain, "consultations"),
        photos=_number(plain, "photos"),
        lost_photos=_number(plain, "lost_photos"),
        audit_head=_text(plain, "audit_head"),
        parts=tuple(
            Part(_text(one, "name"), _number(one, "size"), _text(one, "sha256")) for one in parts
        ),
    )


def _compare(archive: zipfile.ZipFile, contents: Contents) -> None:
    """The members are those of the list and no others, in the sizes told, not compressed."""
    there = archive.infolist()
    told = {part.name: part.size for part in contents.parts}
    names = {info.filename for info in there} - {LIST}
    if names != set(told) or len(there) != len(told) + 1 or len(told) != len(contents.parts):
        raise BackupDamaged
    if not {DATABASE, KEYS} <= names or told[KEYS] > _MOST_KEYS:
        raise BackupDamaged
    for info in there:
        name = info.filename
        known = name in {LIST, DATABASE, KEYS} or _PHOTO.fullmatch(name)
        stored = info.compress_type == zipfile.ZIP_STORED and info.compress_size == info.file_size
        if not known or not stored or info.file_size != told.get(name, info.file_size):
            raise BackupDamaged


def _signed(plain: Mapping[str, Any]) -> bytes:
    return json.dumps(plain, ensure_ascii=True, sort_keys=True).encode()


def _moment(text: str) -> str:
    if datetime.fromisoformat(text).tzinfo is None:
        raise BackupDamaged
    return text


def _offset(minutes: int) -> int:
    timezone(timedelta(minutes=minutes))  # refuses a day and more
    return minutes


def _number(plain: object, name: str) -> int:
    value = plain.get(name) if isinstance(plain, dict) else None
    if type(value) is not int:
        raise BackupDamaged
    return value


def _text(plain: object, name: str) -> str:
    value = plain.get(name) if isinstance(plain, dict) else None
    if not isinstance(value, str):
        raise BackupDamaged
    return value


@contextmanager
def _told() -> Iterator[None]:
    """Faults of the file and of the machine as troubles, without the names in them."""
    trouble: RecordsTrouble | None = None
    try:
        yield
    except RecordsTrouble:
        raise
    except OSError as error:
        trouble = trouble_of(error)
    except (*_UNREADABLE, RecursionError) as error:
        behind = error.__context__  # the reader of archives calls a failing disk a bad archive
        trouble = trouble_of(behind) if isinstance(behind, OSError) else BackupDamaged()
    if trouble is not None:
        raise trouble from None
