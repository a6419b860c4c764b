from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from mneedle_gui.records.backup_troubles import (
    BackupDamaged,
)
from mneedle_gui.records.drill import drill
from mneedle_gui.records.schema import open_records
from tests.records.backup_stage import (
    Clinic,
    made,
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


def test_a_rehearsal_compares_and_leaves_nothing(here: Clinic, places: Path) -> None:
    path = made(here, places).path
    found = drill(path, here.folder, here.database, KEY, here.means.random)
    assert (found.compared, found.different, found.passed) == (6, 0, True)
    assert not list(here.folder.glob("backup-*"))


def test_a_rehearsal_finds_records_that_are_not_as_they_should_be(
    here: Clinic, places: Path
) -> None:
    path = made(here, places).path
    with here.database.writing() as writer:
        writer.run("UPDATE client SET note = 'x', row_version = row_version + 1 WHERE rowid = 1")
    assert drill(path, here.folder, here.database, KEY, here.means.random).passed
    with here.database.writing() as writer:
        writer.run("UPDATE client SET note = 'changed without a new number' WHERE rowid = 2")
    found = drill(path, here.folder, here.database, KEY, here.means.random)
    assert (found.different, found.passed) == (1, False)


def test_a_rehearsal_notices_older_records_put_back_by_hand(here: Clinic, places: Path) -> None:
    here.database.tidy()
    older = (here.folder / "records.db").read_bytes()
    here.client("Later")
    path = made(here, places).path
    here.database.close()
    (here.folder / "records.db").write_bytes(older)
    here.database = open_records(here.folder / "records.db", KEY)[0]
    found = drill(path, here.folder, here.database, KEY, here.means.random)
    assert not found.history_agrees
    assert not found.passed


def test_a_rehearsal_of_a_damaged_backup_says_so(here: Clinic, places: Path) -> None:
    path = made(here, places).path
    whole = bytearray(path.read_bytes())
    whole[len(whole) // 3] ^= 1
    path.write_bytes(whole)
    with pytest.raises(BackupDamaged):
        drill(path, here.folder, here.database, KEY, here.means.random)
    assert not list(here.folder.glob("backup-*"))
