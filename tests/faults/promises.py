"""What must be true of a vault whose program was ended somehow: nothing told as saved is missing, nothing
is there by half, a sound file is called sound, and nothing can be read without the key."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from mneedle_gui.domain.answers import Text
from mneedle_gui.records.audit import rows_of, verify
from mneedle_gui.records.backup import is_backup_name, sweep
from mneedle_gui.records.backup_file import opened_backup
from mneedle_gui.records.database import Database
from mneedle_gui.records.drafts import resume
from mneedle_gui.records.errors import RecordsTrouble
from mneedle_gui.records.photos import Photo, photos_of
from mneedle_gui.records.schema import VERSION
from mneedle_gui.records.slots import read_table
from mneedle_gui.system.files import FileTrouble
from tests.faults.day import KEY, MARKER, SOUND, TODAY, VAULT, Clinic, without_pauses
from tests.faults.figures import Fault, Kind

_KNOWN = {"records.db", "keys.json", "keys.copy.json", "photos", "in-use.lock", "open.marker"}
_IN_CLEAR = [MARKER.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")]
_HALVES = {
    "client without words": """
        SELECT id FROM client WHERE id NOT IN (SELECT client_id FROM client_word)""",
    "row without audit": """
        SELECT id FROM client UNION SELECT id FROM consultation UNION SELECT id FROM photo
        EXCEPT SELECT subject_id FROM audit WHERE action = 'create'""",
    "audit without row": """
        SELECT subject_id FROM audit WHERE action = 'create' EXCEPT SELECT id FROM client
        EXCEPT SELECT id FROM consultation EXCEPT SELECT id FROM photo""",
}


def faults_in(
    vault: Path, told: Sequence[str], where: str, *, thorough: bool = False
) -> list[Fault]:
    """What is not as it was promised in a vault whose program was ended somehow."""
    try:
        with without_pauses():
            clinic = Clinic(vault, SOUND)
    except (RecordsTrouble, FileTrouble) as trouble:
        name = type(trouble).__name__
        return [Fault(Kind.WRONG, f"{where}: {name}"), Fault(Kind.LOST, f"{where}: all, {name}")]
    try:
        if thorough:
            clinic.database.check_thoroughly()
        clinic.photos.sweep(clinic.database, TODAY, TODAY)
        sweep(vault, (), VAULT)
        found = [*_lost(clinic, told, where), *_half(clinic.database, where)]
        found += [Fault(Kind.HALF, f"{where}: photo") for _ in _photos_without_file(clinic)]
        if not read_table(vault).is_genuine(KEY):
            found.append(Fault(Kind.WRONG, f"{where}: keys"))
        return [*found, *_readable(vault, where)]
    except (RecordsTrouble, FileTrouble) as trouble:
        return [Fault(Kind.WRONG, f"{where}: {type(trouble).__name__} after opening")]
    finally:
        clinic.close()


def backup_faults(folder: Path, told: Sequence[str], where: str) -> list[Fault]:
    """What is wrong with backups: one that was told is missing, or one has the name and is not whole."""
    there = {path.name for path in folder.iterdir() if is_backup_name(path.name)}
    found = [Fault(Kind.LOST, f"{where}: {name}") for name in set(told) - there]
    for name in sorted(there):
        try:
            with opened_backup(folder / name, VERSION) as file:
                file.check()
                if not file.belongs_to(KEY):
                    found.append(Fault(Kind.HALF, f"{where}: {name} is signed by nobody"))
        except RecordsTrouble as trouble:
            found.append(Fault(Kind.HALF, f"{where}: {name}, {type(trouble).__name__}"))
    return [*found, *_words_in(folder, where)]


def _lost(clinic: Clinic, told: Sequence[str], where: str) -> Iterator[Fault]:
    clients = {str(row[0]) for row in clinic.database.rows("SELECT id FROM client")}
    photos = {str(row[0]) for row in clinic.database.rows("SELECT id FROM photo")}
    drafts = {
        str(key): int(str(save).rpartition("-")[2])
        for key, save in clinic.database.rows("SELECT id, save_id FROM consultation")
    }
    for one in told:
        key, _, rest = one.partition(" ")
        if key == "photo":
            there = rest in photos
        elif key.startswith("draft"):
            there = drafts.get(key, -1) >= int(rest)
        else:
            there = key in clients
        if not there:
            yield Fault(Kind.LOST, f"{where}: {one}")


def _half(database: Database, where: str) -> Iterator[Fault]:
    """A save of several rows of which only some are there, or a row whose parts disagree."""
    for name, sql in _HALVES.items():
        for _ in database.rows(sql):
            yield Fault(Kind.HALF, f"{where}: {name}")
    for key, save in database.rows("SELECT id, save_id FROM consultation"):
        draft = resume(database, str(key))
        number = str(save).removeprefix("save-")
        if draft.reference != f"NP-{number}" or draft.answers["note"] != Text(f"NP-{number}"):
            yield Fault(Kind.HALF, f"{where}: {key}")
    if verify(rows_of(database), KEY) is not None:
        yield Fault(Kind.HALF, f"{where}: audit")


def _photos_without_file(clinic: Clinic) -> Iterator[Photo]:
    for row in clinic.database.rows("SELECT DISTINCT client_id FROM photo"):
        for photo in photos_of(clinic.database, str(row[0])):
            try:
                clinic.photos.content(photo)
            except RecordsTrouble:
                yield photo


def _readable(vault: Path, where: str) -> Iterator[Fault]:
    for path in vault.iterdir():
        if path.name.removesuffix("-wal").removesuffix("-shm") not in _KNOWN:
            yield Fault(Kind.READABLE, f"{where}: an unknown file")
    yield from _words_in(vault, where)


def _words_in(folder: Path, where: str) -> Iterator[Fault]:
    for path in folder.rglob("*"):
        if path.is_file() and any(words in path.read_bytes() for words in _IN_CLEAR):
            yield Fault(Kind.READABLE, f"{where}: a client's name in the clear")
