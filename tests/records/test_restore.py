from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mneedle_gui.records import restore
from mneedle_gui.records.backup import make_backup
from mneedle_gui.records.backup_troubles import (
    NotRestored,
    OtherRecords,
    Stopped,
)
from mneedle_gui.records.errors import (
    InUse,
    WrongPassphrase,
)
from mneedle_gui.records.instance import Instance
from mneedle_gui.records.photos import photos_of
from mneedle_gui.records.schema import open_records
from mneedle_gui.records.slots import RECOVERY, opened, read_table
from mneedle_gui.records.watch import Watch
from tests.records.backup_stage import (
    MANAGER,
    PASSPHRASE,
    RECOVERY_SECRET,
    Clinic,
    clinic,
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


def test_a_clean_computer_needs_only_the_backup_and_a_passphrase_or_the_recovery_code(
    tmp_path: Path,
) -> None:
    there = clinic(tmp_path / "old" / "vault", locked=True)
    client = there.client()
    photo = there.photo(client)
    path = make_backup(there.folder, KEY, tmp_path, there.means).path
    there.database.close()
    shutil.rmtree(tmp_path / "old")
    for number, (owner, secret) in enumerate(
        ((MANAGER.id, PASSPHRASE), (RECOVERY, RECOVERY_SECRET))
    ):
        vault = tmp_path / f"new-{number}" / "vault"
        key = opened(restore.keys_in(path), owner, secret)
        restore.restore(path, vault, key, TODAY)
        assert opened(read_table(vault), MANAGER.id, PASSPHRASE) == KEY
        database, _ = open_records(vault / "records.db", key)
        assert photos_of(database, client.id) == (photo,)
        moved = replace(there, folder=vault)
        assert moved.photos.content(photo).startswith(b"\xff\xd8\xff")
        database.close()
    with pytest.raises(WrongPassphrase):
        opened(restore.keys_in(path), MANAGER.id, "another four word phrase")


def test_a_restore_keeps_what_it_replaces(here: Clinic, places: Path) -> None:
    path = made(here, places).path
    here.client("After the backup")
    here.database.close()
    found = restore.restore(path, here.folder, KEY, TODAY)
    assert found.replaced == here.folder.parent / "vault-replaced-2026-11-24"
    assert names(here.folder.parent) == ["vault", "vault-replaced-2026-11-24"]
    now, _ = open_records(here.folder / "records.db", KEY)
    before, _ = open_records(found.replaced / "records.db", KEY)
    assert now.rows("SELECT count(*) FROM client") == [(3,)]
    assert before.rows("SELECT count(*) FROM client") == [(4,)]
    now.close()
    before.close()
    again = restore.restore(path, here.folder, KEY, TODAY)
    assert again.replaced is not None
    assert again.replaced.name == "vault-replaced-2026-11-24-2"


def test_replaced_records_go_after_30_days_when_two_days_say_so(here: Clinic, places: Path) -> None:
    path = made(here, places).path
    here.database.close()
    kept = restore.restore(path, here.folder, KEY, TODAY).replaced
    assert kept is not None
    on_time, late = date(2026, 12, 24), date(2026, 12, 25)
    assert restore.forget_replaced(here.folder, on_time, on_time) == 0
    assert restore.forget_replaced(here.folder, date(2036, 1, 1), TODAY) == 0
    assert restore.forget_replaced(here.folder, date(1970, 1, 1), date(1970, 1, 1)) == 0
    assert kept.exists()
    assert restore.forget_replaced(here.folder, late, late) == 1
    assert not kept.exists()


def test_open_records_are_not_replaced(here: Clinic, places: Path) -> None:
    path = made(here, places).path
    other = Instance(here.folder)
    other.take()
    with pytest.raises(InUse):
        restore.restore(path, here.folder, KEY, TODAY)
    other.give_back()
    assert names(here.folder.parent) == ["vault"]


def test_a_backup_of_other_records_replaces_nothing_unless_wanted(
    here: Clinic, places: Path, tmp_path: Path
) -> None:
    other = clinic(tmp_path / "other" / "vault", vault="vault-2")
    path = make_backup(other.folder, KEY, places, other.means).path
    other.database.close()
    here.database.close()
    with pytest.raises(OtherRecords):
        restore.restore(path, here.folder, KEY, TODAY)
    assert names(here.folder.parent) == ["vault"]
    restore.restore(path, here.folder, KEY, TODAY, other_records=True)
    assert read_table(here.folder).vault == "vault-2"


def test_a_photo_that_a_backup_lacks_is_taken_from_the_records_before(
    here: Clinic, places: Path
) -> None:
    client = here.client()
    moved, changed, gone = (here.photo(client) for _ in range(3))
    folder = here.folder / "photos"
    wholes = {photo: (folder / photo.file).read_bytes() for photo in (moved, changed, gone)}
    for photo in wholes:
        (folder / photo.file).unlink()
    path = made(here, places).path
    (folder / moved.file).write_bytes(wholes[moved])
    (folder / changed.file).write_bytes(wholes[changed] + b"x")
    here.database.close()
    assert restore.restore(path, here.folder, KEY, TODAY).lost_photos == 2
    assert here.photos.content(moved).startswith(b"\xff\xd8\xff")


@pytest.mark.parametrize("left", ["vault-restoring", "vault-restored"])
def test_a_killed_restore_is_undone_or_ended(here: Clinic, places: Path, left: str) -> None:
    path = made(here, places).path
    here.client("After the backup")
    here.database.close()
    elsewhere = here.folder.parent.parent / "elsewhere" / "vault"
    restore.restore(path, elsewhere, KEY, TODAY)
    elsewhere.rename(here.folder.with_name(left))
    restore.settle(here.folder, TODAY)
    database, _ = open_records(here.folder / "records.db", KEY)
    clients = database.rows("SELECT count(*) FROM client")
    database.close()
    assert clients == ([(4,)] if left == "vault-restoring" else [(3,)])
    assert not here.folder.with_name(left).exists()
    assert restore.settle(here.folder, TODAY) is None


def test_a_restore_stopped_at_any_portion_changes_nothing(here: Clinic, places: Path) -> None:
    path = made(here, places).path
    here.database.close()
    with pytest.raises(Stopped):
        restore.restore(path, here.folder, KEY, TODAY, watch=Watch(cancelled=lambda: True))
    assert names(here.folder.parent) == ["vault"]


def test_the_wrong_key_restores_nothing(here: Clinic, places: Path) -> None:
    path = made(here, places).path
    with pytest.raises(NotRestored):
        restore.restore(path, here.folder.parent / "new", bytes(32), TODAY)
    assert names(here.folder.parent) == ["vault"]
