"""Backups as the clinic sees them: when one is due, made, copied, and brought back.

There are two places: a folder on this computer, and a second one on something else, such as a stick.
"""

from __future__ import annotations

import json
import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from pathlib import Path

from mneedle_gui.domain.wording import Message
from mneedle_gui.records.backup import Made, make_backup, sweep
from mneedle_gui.records.backup_file import Contents, look_into, opened_backup
from mneedle_gui.records.database import put_in_place, trouble_of
from mneedle_gui.records.errors import NotAllowed, RecordsTrouble
from mneedle_gui.records.means import Means
from mneedle_gui.records.open_vault import Vault
from mneedle_gui.records.people import Right
from mneedle_gui.records.photos import Photos
from mneedle_gui.records.recovery import secret_of
from mneedle_gui.records.restore import Restored, forget_replaced, keys_in, restore, settle
from mneedle_gui.records.rotation import Kept, to_delete
from mneedle_gui.records.schema import VERSION
from mneedle_gui.records.slots import RECOVERY, opened
from mneedle_gui.records.watch import Watch
from mneedle_gui.services.backup_state import Places, backups_in, made_at
from mneedle_gui.system.files import FileTrouble, read_bytes, write_text

FOLDER = "backups"
"""The name of the place on this computer, beside the vault."""
CHANGES_SECONDS = 30 * 60
DRILL_DAYS = 7
_SETTINGS = "backups.json"
_LAST_USED = """SELECT at FROM audit
    WHERE seq < (SELECT max(seq) FROM audit WHERE action = 'sign_in') ORDER BY seq DESC LIMIT 1"""


class Occasion(Enum):
    """What may call for a backup."""

    CHANGES = "changes"
    CLOSING = "closing"
    BEFORE_RESTORE = "before_restore"
    BEFORE_MIGRATION = "before_migration"


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a backup: made here, copied to the second place or not and why, and pruned."""

    made: Made
    copy: Path | None = None
    copy_trouble: Message | None = None
    deleted: int = 0


def is_due(occasion: Occasion, first_change: float | None, now: float) -> bool:
    """Whether a backup is to be made now.

    ``first_change`` is when something was first changed since the last backup, ``None`` for never;
    both are seconds of a clock that never goes back.
    """
    if first_change is None:
        return False
    return occasion is not Occasion.CHANGES or now - first_change >= CHANGES_SECONDS


def drill_is_due(last: date | None, today: date) -> bool:
    """Whether a rehearsal is to be held: none yet, a week ago, or one that lies in the future."""
    return last is None or not timedelta(0) <= today - last < timedelta(days=DRILL_DAYS)


def load_places(data: Path, config: Path) -> Places:
    """The places; a second one that cannot be read from the settings is told as none."""
    second = None
    with suppress(FileTrouble, ValueError, KeyError, TypeError, RecursionError):
        second = Path(json.loads(read_bytes(config / _SETTINGS, at_most=100_000))["second"])
    return Places(data / FOLDER, second)


def save_second_place(config: Path, second: Path | None) -> None:
    """Keep which folder the second place is.

    Raises:
        FileTrouble: it could not be written; the one before goes on to count.
    """
    found = {} if second is None else {"second": str(second)}
    write_text(config / _SETTINGS, json.dumps(found) + "\n")


def back_up(
    vault: Path, data_key: bytes, places: Places, means: Means, watch: Watch | None = None
) -> Report:
    """Make a backup here, copy it to the second place where that is plugged in, and prune both.

    To be run beside the window; the records may be used meanwhile.

    Raises:
        Stopped: somebody stopped it.
        RecordsTrouble: it could not be made. A copy that failed is told in the report instead.
    """
    trouble: RecordsTrouble | None = None
    try:
        places.here.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        trouble = trouble_of(error)
    if trouble is not None:
        raise trouble
    made = make_backup(vault, data_key, places.here, means, watch)
    now, copy, copy_trouble = means.now(), None, None
    deleted = _pruned(places.here, made.contents.vault, now)
    if places.second is not None and places.second.is_dir():
        try:
            copy = _copied(made, places.second)
            deleted += _pruned(places.second, made.contents.vault, now)
        except RecordsTrouble as told:
            copy_trouble = told.sentence
    return Report(made, copy, copy_trouble, deleted)


def before_unlocking(vault: Path, today: date) -> None:
    """End what a killed restore left. To be asked before it is looked whether there are records.

    Raises:
        RecordsTrouble: the machine would not; to be asked again.
    """
    settle(vault, today)


def after_unlocking(vault: Vault, places: Places, today: date) -> None:
    """Take away what killed backups left, photos without a row, and records replaced long ago.

    Raises:
        RecordsTrouble: the database could not be read.
    """
    found = vault.database.rows(_LAST_USED)
    last_used = datetime.fromisoformat(str(found[0][0])).date() if found else date.min
    folders = [place for place in (places.here, places.second) if place is not None]
    sweep(vault.folder, folders, vault.table.vault)
    photos = Photos(vault.photos, vault.data_key, vault.means.random)
    photos.sweep(vault.database, today, last_used)
    forget_replaced(vault.folder, today, last_used)


def look(backup: Path) -> Contents:
    """What is in a backup, to be shown before anything is done.

    Raises:
        RecordsTrouble: it is no backup that this program can restore, told apart.
    """
    return look_into(backup, VERSION)


def key_for(backup: Path, person_id: str, passphrase: str) -> bytes:
    """The data key out of a backup, for somebody who may restore.

    Raises:
        WrongPassphrase, KeysChanged, NotEnoughMemory: the keys in it say no.
        NotAllowed: the person may not restore.
        RecordsTrouble: it is no backup that this program can restore.
    """
    table = keys_in(backup)
    key = opened(table, person_id, passphrase)
    person = table.person(person_id)
    if person is None or not person.may(Right.RESTORE):
        raise NotAllowed
    return key


def key_for_code(backup: Path, code: str) -> bytes:
    """The data key out of a backup, for whoever holds the recovery code.

    Raises:
        MistypedRecoveryCode, WrongRecoveryCode: the code says no.
        RecordsTrouble: it is no backup that this program can restore.
    """
    return opened(keys_in(backup), RECOVERY, secret_of(code).hex())


def bring_back(
    backup: Path,
    vault: Path,
    data_key: bytes,
    today: date,
    *,
    other_records: bool = False,
    watch: Watch | None = None,
) -> Restored:
    """Restore a backup in the place of the records in ``vault``, which must be closed.

    Raises:
        RecordsTrouble: as `records.restore.restore`; the records from before are in their place.
    """
    return restore(backup, vault, data_key, today, other_records=other_records, watch=watch)


def _pruned(folder: Path, vault: str, now: datetime) -> int:
    paths = {path.name: (path, contents) for path, contents in backups_in(folder, vault)}
    kept = [Kept(name, made_at(contents)) for name, (_, contents) in paths.items()]
    gone = to_delete(kept, now)
    for name in gone:
        with suppress(OSError):
            paths[name][0].unlink()
    return len(gone)


def _copied(made: Made, folder: Path) -> Path:
    """A copy in another folder, read back before it takes its name."""
    name = made.path.name
    target, part = _free_name(folder / name), folder / f".{made.contents.vault}-{name}.part"
    try:
        shutil.copyfile(made.path, part)
        with opened_backup(part, VERSION) as copy:
            copy.check()
        put_in_place(part, target)
    except OSError as error:
        trouble = trouble_of(error)
    else:
        return target
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    raise trouble


def _free_name(path: Path) -> Path:
    """The name, or one with a number where another desk has a backup of the same minute."""
    free, number = path, 1
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free
