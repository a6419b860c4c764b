"""A rehearsal: a backup is opened in a scratch folder, counted and compared, and thrown away again."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from mneedle_gui.records.audit import head_of, holds
from mneedle_gui.records.backup import SCRATCH, counts_of
from mneedle_gui.records.backup_file import DATABASE, BackupFile, Contents, opened_backup
from mneedle_gui.records.backup_troubles import NotRestored
from mneedle_gui.records.database import Database, open_database, trouble_of
from mneedle_gui.records.errors import RecordsTrouble
from mneedle_gui.records.schema import VERSION
from mneedle_gui.records.watch import Watch

COMPARED = 20
_TABLES = ("client", "consultation")


@dataclass(frozen=True, slots=True)
class Drill:
    """What a rehearsal found. ``different`` should be 0: records that are not as they should be.

    ``history_agrees`` says whether the records in use still hold the last audit row of the backup.
    """

    contents: Contents
    compared: int
    different: int
    history_agrees: bool

    @property
    def passed(self) -> bool:
        """Whether the backup would do."""
        return not self.different and self.history_agrees


def drill(
    backup: Path,
    vault: Path,
    records: Database,
    data_key: bytes,
    random: Callable[[int], bytes],
    watch: Watch | None = None,
) -> Drill:
    """Rehearse a restore of ``backup`` beside ``records``, which are in use.

    Every byte of the backup is read. Up to 20 clients and consultations chosen at random are
    compared: one that was not changed since must be the same to the letter, and none may be older.

    Raises:
        RecordsTrouble: the backup cannot be used, or the machine would not.
    """
    try:
        scratch = Path(tempfile.mkdtemp(prefix=SCRATCH, dir=vault))
    except OSError as error:
        trouble = trouble_of(error)
    else:
        try:
            with opened_backup(backup, VERSION) as file:
                _unpack(file, scratch, data_key, watch or Watch())
                return _compared(scratch / DATABASE, file.contents, records, data_key, random)
        finally:
            with suppress(OSError):
                shutil.rmtree(scratch)
    raise trouble


def _unpack(file: BackupFile, scratch: Path, data_key: bytes, watch: Watch) -> None:
    if not file.belongs_to(data_key) or not file.keys().is_genuine(data_key):
        raise NotRestored
    parts, done = file.contents.parts, 0
    of = sum(part.size for part in parts)

    def read(size: int) -> None:
        nonlocal done
        done += size
        watch.step(done, of)

    trouble: RecordsTrouble | None = None
    for part in parts:
        if part.name != DATABASE:
            file.unpack(part, None, read)
            continue
        try:
            with (scratch / DATABASE).open("xb") as database:
                file.unpack(part, database, read)
        except OSError as error:
            trouble = trouble_of(error)
    if trouble is not None:
        raise trouble


def _compared(
    path: Path,
    contents: Contents,
    records: Database,
    data_key: bytes,
    random: Callable[[int], bytes],
) -> Drill:
    copy, _ = open_database(path, data_key, VERSION)
    try:
        copy.check_thoroughly()
        clients, consultations, _ = counts_of(copy)
        if (clients, consultations, head_of(copy)) != (
            contents.clients,
            contents.consultations,
            contents.audit_head,
        ):
            raise NotRestored
        chosen = _chosen(copy, random)
        different = sum(not _agrees(copy, records, table, row_id) for table, row_id in chosen)
        return Drill(contents, len(chosen), different, holds(records, contents.audit_head))
    finally:
        copy.close()


def _chosen(copy: Database, random: Callable[[int], bytes]) -> list[tuple[str, str]]:
    """Up to 20 records of the backup, each as likely as any other."""
    there = [
        (table, str(row[0]))
        for table in _TABLES
        for row in copy.rows(f"SELECT id FROM {table} ORDER BY id")  # noqa: S608 - two fixed names
    ]
    chosen: list[tuple[str, str]] = []
    while there and len(chosen) < COMPARED:
        chosen.append(there.pop(int.from_bytes(random(8)) % len(there)))
    return chosen


def _agrees(copy: Database, records: Database, table: str, row_id: str) -> bool:
    """Whether a record in use is the same as in the backup, or was changed since."""
    read = f"SELECT row_version, * FROM {table} WHERE id = ?"  # noqa: S608 - two fixed names
    then, now = copy.rows(read, (row_id,)), records.rows(read, (row_id,))
    if not now:
        return False
    return bool(now[0] == then[0] or now[0][0] > then[0][0])
