from __future__ import annotations

import json
import sqlite3
import struct
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from mneedle_gui.records import backup_file, restore
from mneedle_gui.records.backup_file import look_into
from mneedle_gui.records.backup_troubles import (
    BackupCut,
    BackupDamaged,
    BackupNewer,
    NotABackup,
    NotRestored,
    OtherRecords,
    PlainDatabase,
)
from mneedle_gui.records.errors import (
    RecordsTrouble,
)
from mneedle_gui.records.schema import VERSION
from tests.records.backup_stage import (
    Clinic,
    made,
    names,
    with_records,
)
from tests.records.rows_stage import KEY

TODAY = date(2026, 11, 24)


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Clinic]:
    there = with_records(tmp_path / "data" / "vault")
    yield there
    there.database.close()


@pytest.fixture
def places(tmp_path: Path) -> Path:
    folder = tmp_path / "backups"
    folder.mkdir()
    return folder


def rewritten(path: Path, change: Callable[[dict[str, object]], object]) -> None:
    """Write the backup again with another list of contents, signed with nothing."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    plain = json.loads(members["contents.json"])
    change(plain)
    members["contents.json"] = json.dumps(plain).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)


def spoil(path: Path, change: Callable[[bytes], bytes]) -> None:
    path.write_bytes(change(path.read_bytes()))


def flipped(whole: bytes) -> bytes:
    at = len(whole) // 3
    return whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]


def plain_database(path: Path) -> None:
    path.unlink()
    database = sqlite3.connect(path)
    database.executescript("CREATE TABLE a (b); INSERT INTO a VALUES (1)")
    database.close()


def renamed_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("letter.txt", "hello")


def with_member(path: Path, name: str) -> None:
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(name, "x")


def compressed(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)


def as_link(path: Path) -> None:
    """The database as a link to some other file, as other archives may hold."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    link = zipfile.ZipInfo("records.db")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(*((link, b"/etc/passwd") if name == "records.db" else (name, content)))


WRONG: dict[str, tuple[type[RecordsTrouble], Callable[[Path], object]]] = {
    "empty": (BackupCut, lambda path: spoil(path, lambda _: b"")),
    "text": (NotABackup, lambda path: spoil(path, lambda _: b"not a backup at all")),
    "plain database": (PlainDatabase, plain_database),
    "renamed zip": (NotABackup, renamed_zip),
    "cut": (BackupCut, lambda path: spoil(path, lambda whole: whole[: len(whole) // 2])),
    "cut by a byte": (BackupCut, lambda path: spoil(path, lambda whole: whole[:-1])),
    "cut short": (BackupCut, lambda path: spoil(path, lambda whole: whole[:10])),
    "flipped": (BackupDamaged, lambda path: spoil(path, flipped)),
    "newer form": (BackupNewer, lambda path: rewritten(path, lambda it: it.update(format=2))),
    "newer tables": (
        BackupNewer,
        lambda path: rewritten(path, lambda it: it.update(version=VERSION + 1)),
    ),
    "list changed": (NotRestored, lambda path: rewritten(path, lambda it: it.update(clients=2))),
    "no numbers": (BackupDamaged, lambda path: rewritten(path, lambda it: it.update(clients="3"))),
    "no list": (BackupDamaged, lambda path: rewritten(path, lambda it: it.pop("parts"))),
    "folder above": (BackupDamaged, lambda path: with_member(path, "../../evil.txt")),
    "absolute": (BackupDamaged, lambda path: with_member(path, "/evil.txt")),
    "one more": (BackupDamaged, lambda path: with_member(path, f"photos/{'0' * 32}.bin")),
    "link": (BackupDamaged, as_link),
    "compressed": (NotABackup, compressed),
    "a gigabyte of names": (
        NotABackup,
        lambda path: spoil(
            path, lambda whole: whole[:-10] + struct.pack("<I", 1 << 30) + whole[-6:]
        ),
    ),
    "a thousand damaged bytes": (
        BackupDamaged,
        lambda path: spoil(path, lambda whole: whole[:-600] + bytes(578) + whole[-22:]),
    ),
}


@pytest.mark.parametrize("kind", WRONG)
def test_each_wrong_file_is_told_in_its_own_words_and_nothing_is_touched(
    here: Clinic, places: Path, kind: str
) -> None:
    path = made(here, places).path
    here.database.close()
    before = {path: path.read_bytes() for path in here.folder.rglob("*") if path.is_file()}
    trouble, spoilt = WRONG[kind]
    spoilt(path)
    with pytest.raises(trouble) as told:
        restore.restore(path, here.folder, KEY, TODAY)
    assert told.value.__context__ is None or told.value.__suppress_context__
    assert names(here.folder.parent) == ["vault"]
    after = {path: path.read_bytes() for path in here.folder.rglob("*") if path.is_file()}
    assert after == before


def test_each_wrong_file_has_its_own_sentence() -> None:
    kinds = {trouble for trouble, _ in WRONG.values()} | {OtherRecords}
    assert len({kind.sentence for kind in kinds}) == len(kinds) == 7


def test_a_file_that_is_not_there_is_told_calmly(tmp_path: Path) -> None:
    with pytest.raises(RecordsTrouble) as told:
        look_into(tmp_path / "no.npbackup", VERSION)
    assert "no.npbackup" not in repr(told.value)
    with pytest.raises(RecordsTrouble):
        look_into(tmp_path, VERSION)


def test_backups_with_more_members_than_a_short_record_can_tell_are_read(
    here: Clinic, places: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zipfile, "ZIP_FILECOUNT_LIMIT", 2)
    path = made(here, places).path
    monkeypatch.undo()
    assert b"PK\x06\x06" in path.read_bytes()
    assert look_into(path, VERSION).clients == 3
    monkeypatch.setattr(backup_file, "_MOST_MEMBERS", 2)
    with pytest.raises(NotABackup):
        look_into(path, VERSION)
