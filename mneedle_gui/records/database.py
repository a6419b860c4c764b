"""One encrypted database file: made, opened, checked, read and written. The only door to the engine.

Durability rests on write-ahead logging with a forced write at every commit. The library never makes
a file by itself when one is opened, because an empty file opens as a valid empty database.
"""

from __future__ import annotations

import errno
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from io import FileIO
from pathlib import Path
from typing import Any, TypeAlias

from sqlcipher3 import dbapi2 as engine

from mneedle_gui.records.errors import (
    Damaged,
    DiskFailed,
    DiskFull,
    EngineTooOld,
    Foreign,
    InUse,
    Moved,
    Newer,
    NoVault,
    ReadOnly,
    RecordsTrouble,
)

Row: TypeAlias = tuple[Any, ...]
APPLICATION_ID = 0x4E504C52  # "NPLR"
OLDEST_ENGINE = (3, 51, 3)
"""Earlier ones can damage a database when two connections write and tidy up at the same moment."""

_PAGE = 4096
_PLAIN_HEADER = b"SQLite format 3\x00"
_PORTION = 1 << 20
_SHARED_BYTES = 1 << 16
_BUSY_MS = 5000
_PAUSES = (0.2, 1.0, 3.0)
_CODES: Mapping[int, type[RecordsTrouble]] = {
    5: InUse,
    6: InUse,
    8: ReadOnly,
    10: DiskFailed,
    11: Damaged,
    13: DiskFull,
    14: ReadOnly,
    26: Damaged,
}
_TEXTS: Mapping[str, type[RecordsTrouble]] = {
    "database is locked": InUse,
    "database table is locked": InUse,
    "attempt to write a readonly database": ReadOnly,
    "disk I/O error": DiskFailed,
    "database disk image is malformed": Damaged,
    "database or disk is full": DiskFull,
    "unable to open database file": ReadOnly,
    "file is not a database": Damaged,
}
"""The engine's fixed words, for errors of copying, which come without a number."""


class Database:
    """An open database. To be used by one thread at a time.

    What looks like damage may be a single read that failed, and the engine then goes on saying so. It
    is therefore opened again with ``again``, and only what is damaged there too is told as damaged.
    """

    def __init__(self, connection: Any, path: Path, again: Callable[[], Any]) -> None:
        self._connection = connection
        self._path = path
        self._again = again
        self._identity = _identity(path)

    @property
    def path(self) -> Path:
        """The file."""
        return self._path

    @property
    def engine(self) -> Any:
        """The connection itself, for copying it page by page."""
        return self._connection

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[Row]:
        """What a reading statement finds.

        Raises:
            RecordsTrouble: one of its kinds.
        """
        try:
            return self._rows(sql, values)
        except Damaged:
            self._open_again()
        return self._rows(sql, values)

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """A transaction: all of what is done in it is on the disk at its end, or none of it.

        Raises:
            Moved: the file is no longer where it was; nothing is written into a file that is lost.
            RecordsTrouble: any other kind; nothing was changed.
        """
        self.check_place()
        try:
            with told_apart():
                self._connection.execute("BEGIN IMMEDIATE")
                try:
                    yield Writer(self._connection)
                    self._connection.execute("COMMIT")
                except BaseException:
                    with suppress(engine.Error):
                        if self._connection.in_transaction:
                            self._connection.execute("ROLLBACK")
                    raise
        except Damaged:
            self._open_again()
            raise DiskFailed from None  # nothing is damaged, and nothing was saved

    def check_place(self) -> None:
        """See that the file is still the one that was opened.

        Raises:
            Moved: it was renamed, moved, deleted or replaced.
            RecordsTrouble: the disk does not answer, so nothing is known about it.
        """
        trouble: RecordsTrouble | None = None
        try:
            if _identity(self._path) != self._identity:
                trouble = Moved()
        except (FileNotFoundError, NotADirectoryError):
            trouble = Moved()
        except OSError as error:
            trouble = trouble_of(error)
        if trouble is not None:
            raise trouble

    def tidy(self) -> None:
        """Bring everything from the log into the file, and empty the log.

        Raises:
            RecordsTrouble: one of its kinds.
        """
        try:
            self._tidied()
        except Damaged:
            self._open_again()
            self._tidied()

    def check_thoroughly(self) -> None:
        """Read every page: seals of the encryption, then the structure. Seconds for large files.

        Raises:
            Damaged: something does not fit, also after opening the file again.
            RecordsTrouble: another kind.
        """
        for _ in _PAUSES:
            with suppress(Damaged):
                self._checked()
                return
            self._open_again()
        self._checked()

    def close(self) -> None:
        """Tidy up where that can be done, and close. Closing again does nothing."""
        with suppress(RecordsTrouble, engine.Error):
            self.tidy()
        with suppress(engine.Error):
            self._connection.close()

    def _rows(self, sql: str, values: Sequence[object]) -> list[Row]:
        with told_apart():
            return list(self._connection.execute(sql, values))

    def _tidied(self) -> None:
        with told_apart():
            blocked, _, _ = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if blocked:
            raise InUse

    def _checked(self) -> None:
        self._tidied()  # pages still in the log would be false alarms
        with told_apart():
            if list(self._connection.execute("PRAGMA cipher_integrity_check")):
                raise Damaged
            for check in ("integrity_check", "foreign_key_check"):
                if [row for row in self._connection.execute(f"PRAGMA {check}") if row[0] != "ok"]:
                    raise Damaged

    def _open_again(self) -> None:
        self.check_place()
        connection = self._again()
        with suppress(engine.Error):
            self._connection.close()
        self._connection = connection


class Writer:
    """What may be done within a transaction."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def run(self, sql: str, values: Sequence[object] = ()) -> int:
        """Carry out a statement; gives the number of rows it changed."""
        return int(self._connection.execute(sql, values).rowcount)

    def run_many(self, sql: str, values: Sequence[Sequence[object]]) -> None:
        """Carry out a statement for each of ``values``."""
        self._connection.executemany(sql, values)

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[Row]:
        """What a reading statement finds, what was just written included."""
        return list(self._connection.execute(sql, values))


def make_database(path: Path, key: bytes, script: Callable[[Writer], None], version: int) -> None:
    """A new database at ``path``, which must not be there. It takes the name when it is whole.

    Raises:
        RecordsTrouble: one of its kinds; nothing stays behind.
    """
    part = path.with_name(path.name + ".part")
    _remove(part)
    try:
        with told_apart():
            connection = connected(part, key, "rwc")
            try:
                _set_up(connection)
                connection.execute("BEGIN IMMEDIATE")
                script(Writer(connection))
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                connection.execute(f"PRAGMA user_version = {version}")
                connection.execute("COMMIT")
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                connection.close()
        put_in_place(part, path)
    except BaseException:
        _remove(part)
        raise


def open_database(
    path: Path,
    key: bytes,
    newest: int,
    *,
    sleep: Callable[[float], None] = time.sleep,
) -> tuple[Database, int]:
    """The database at ``path``, checked, and the version of its tables.

    "Not a database" from the engine is no proof of damage: one failed read says the same. So it is
    opened up to four times before damage is told.

    Raises:
        NoVault, Damaged, Foreign, Newer, EngineTooOld, ReadOnly, InUse, DiskFailed: as they say.
    """
    if engine.sqlite_version_info < OLDEST_ENGINE:
        raise EngineTooOld
    connection, version = _tried(path, key, newest, sleep)
    try:
        found = Database(connection, path, lambda: _tried(path, key, newest, sleep)[0])
    except OSError as error:
        trouble = trouble_of(error)
        connection.close()
    else:
        return found, version
    raise trouble


def put_in_place(part: Path, path: Path) -> None:
    """Force ``part`` to the disk and give it the name ``path``.

    Raises:
        RecordsTrouble: the machine would not.
    """
    try:
        handle = os.open(part, os.O_RDWR)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
        part.replace(path)
        if os.name != "nt":
            folder = os.open(path.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)
    except OSError as error:
        trouble = trouble_of(error)
    else:
        return
    raise trouble


def trouble_of(error: OSError) -> RecordsTrouble:
    """The kind of trouble behind an error of the system, without the names in it."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFull()
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return ReadOnly()
    return DiskFailed()


def _look_at(path: Path) -> None:
    """What can be told from outside: missing, empty, cut short, or not encrypted at all."""
    trouble: RecordsTrouble | None = None
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(len(_PLAIN_HEADER))
        if head == _PLAIN_HEADER:
            trouble = Foreign()
        elif not size or (not _log_of(path).exists() and (size < 2 * _PAGE or size % _PAGE)):
            trouble = Damaged()
    except FileNotFoundError:
        trouble = NoVault()
    except OSError as error:
        trouble = trouble_of(error)
    if trouble is not None:
        raise trouble


def _tried(path: Path, key: bytes, newest: int, sleep: Callable[[float], None]) -> tuple[Any, int]:
    """A checked connection, and the version; tried again before damage is told."""
    _look_at(path)
    for pause in _PAUSES:
        with suppress(Damaged, DiskFailed):
            return _opened(path, key, newest)
        sleep(pause)
    try:
        return _opened(path, key, newest)
    except Damaged:
        _read_through(path)
        raise
    except DiskFailed:
        if _has_room(path):
            raise
    raise DiskFull


def _has_room(path: Path) -> bool:
    """Whether what open windows share fits on the disk; without it nothing can be opened."""
    try:
        return shutil.disk_usage(path.parent).free >= _SHARED_BYTES
    except OSError:
        return True


def _read_through(path: Path) -> None:
    """Read the files as the engine does, to tell a disk that does not answer from damage.

    Raises:
        RecordsTrouble: the disk does not answer.
    """
    trouble: RecordsTrouble | None = None
    try:
        for each in (path, _log_of(path)):
            with suppress(FileNotFoundError), each.open("rb", buffering=0) as file:
                at = 0
                while portion := _portion(file, at):
                    at += len(portion)
    except OSError as error:
        trouble = trouble_of(error)
    if trouble is not None:
        raise trouble


def _portion(file: FileIO, at: int) -> bytes:
    return os.pread(file.fileno(), _PORTION, at) if hasattr(os, "pread") else file.read(_PORTION)


def _log_of(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def _opened(path: Path, key: bytes, newest: int) -> tuple[Any, int]:
    connection = None
    try:
        with told_apart():
            connection = connected(path, key, "rw")
            _set_up(connection)
            return connection, _version_of(connection, newest)
    except BaseException:
        if connection is not None:
            with suppress(engine.Error):
                connection.close()
        raise


def _version_of(connection: Any, newest: int) -> int:
    """The version of the tables of a database that is ours, not newer than known, and whole."""
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise Foreign
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > newest:
        raise Newer
    if [row for row in connection.execute("PRAGMA quick_check") if row[0] != "ok"]:
        raise Damaged
    return version


def connected(path: Path, key: bytes, mode: str) -> Any:
    """A bare connection under ``key``; ``mode`` is ``rw``, or ``rwc`` for a copy that is to be made."""
    if len(key) != 32:  # noqa: PLR2004 - a shorter one would be taken as a passphrase
        raise ValueError("the key of a database has 32 bytes")
    connection = engine.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
    )
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    return connection


def _set_up(connection: Any) -> None:
    for pragma in (
        f"busy_timeout = {_BUSY_MS}",
        "foreign_keys = ON",
        "trusted_schema = OFF",
        "temp_store = MEMORY",
        "cache_size = -65536",
        "synchronous = FULL",
    ):
        connection.execute(f"PRAGMA {pragma}")
    if sys.platform == "darwin":
        connection.execute("PRAGMA fullfsync = ON")
        connection.execute("PRAGMA checkpoint_fullfsync = ON")
    if connection.execute("PRAGMA journal_mode = WAL").fetchone()[0] != "wal":
        raise ReadOnly


@contextmanager
def told_apart() -> Iterator[None]:
    """The engine's errors as troubles; its texts may hold what somebody typed, so they stay here."""
    trouble: RecordsTrouble | None = None
    try:
        yield
    except engine.IntegrityError:
        raise
    except engine.Error as error:
        code = getattr(error, "sqlite_errorcode", None)
        kind = _TEXTS.get(str(error))
        if isinstance(code, int):
            kind = _CODES.get(code & 0xFF)
        if kind is None:
            raise
        trouble = kind()
    if trouble is not None:
        raise trouble from None


def _identity(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        with suppress(OSError):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
