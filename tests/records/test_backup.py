from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mneedle_gui.records import backup as backups
from mneedle_gui.records import restore
from mneedle_gui.records.backup import is_backup_name, make_backup, sweep
from mneedle_gui.records.backup_file import look_into, opened_backup
from mneedle_gui.records.backup_troubles import (
    Stopped,
    TooLarge,
)
from mneedle_gui.records.database import open_database
from mneedle_gui.records.errors import (
    Damaged,
    DiskFull,
    KeysChanged,
)
from mneedle_gui.records.schema import VERSION
from mneedle_gui.records.slots import write_table
from mneedle_gui.records.watch import Watch
from tests.records.backup_stage import (
    MARKER,
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


def test_a_backup_is_one_file_named_by_the_minute_at_the_desk(here: Clinic, places: Path) -> None:
    one, two = made(here, places), made(here, places)
    assert one.path.name == "NeedlingPlan-2026-11-24-1300.npbackup"
    assert two.path.name == "NeedlingPlan-2026-11-24-1300-2.npbackup"
    assert names(places) == sorted([one.path.name, two.path.name])
    assert all(is_backup_name(name) for name in names(places))
    assert not is_backup_name("NeedlingPlan-2026-11-24-1300.npbackup.part")


def test_a_backup_says_what_is_in_it_without_any_key(here: Clinic, places: Path) -> None:
    contents = look_into(made(here, places).path, VERSION)
    assert (contents.clients, contents.consultations, contents.photos) == (3, 3, 1)
    assert contents.made_at.startswith("2026-11-24T09:00")
    assert contents.lost_photos == 0


def test_nothing_in_a_backup_can_be_read_without_the_key(here: Clinic, places: Path) -> None:
    path = made(here, places).path
    whole = path.read_bytes()
    assert MARKER.encode() not in whole
    assert b"SQLite format 3" not in whole
    with zipfile.ZipFile(path) as archive:
        archive.extract("records.db", places)
    with pytest.raises(Damaged):
        open_database(places / "records.db", bytes(32), VERSION, sleep=lambda _: None)
    database, _ = open_database(places / "records.db", KEY, VERSION)
    assert len(database.rows("SELECT id FROM client")) == 3
    database.close()


def test_a_backup_is_of_one_moment_while_others_go_on_saving(
    here: Clinic, places: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "PAGES_AT_ONCE", 2)
    saved = 0

    def save_meanwhile(_done: int, _of: int) -> None:
        nonlocal saved
        here.client("Somebody else")
        saved += 1

    watch = Watch(progress=save_meanwhile)
    found = make_backup(here.folder, KEY, places, here.means, watch).contents
    assert saved > 3
    assert found.clients == 3
    assert here.database.rows("SELECT count(*) FROM client") == [(3 + saved,)]


def test_progress_is_told_to_the_end_and_a_stop_leaves_nothing(here: Clinic, places: Path) -> None:
    told: list[tuple[int, int]] = []
    make_backup(here.folder, KEY, places, here.means, Watch(progress=lambda *at: told.append(at)))
    assert told[-1][0] == told[-1][1] > 0
    there = names(places)
    for after in range(len(told)):
        count = iter(range(1000))
        stop = Watch(cancelled=lambda count=count, after=after: next(count) >= after)  # type: ignore[misc]
        with pytest.raises(Stopped):
            make_backup(here.folder, KEY, places, here.means, stop)
        assert names(places) == there
        assert not list(here.folder.glob("backup-*"))


def test_a_lost_or_changed_photo_does_not_stand_in_the_way(here: Clinic, places: Path) -> None:
    client = here.client()
    lost, changed = here.photo(client), here.photo(client)
    (here.folder / "photos" / lost.file).unlink()
    (here.folder / "photos" / changed.file).write_bytes(b"something else")
    found = made(here, places)
    assert (found.contents.photos, found.contents.lost_photos) == (1, 2)
    elsewhere = here.folder.parent / "elsewhere"
    assert restore.restore(found.path, elsewhere, KEY, TODAY).contents == found.contents


def test_a_photo_whose_file_is_not_read_at_once_is_read_again(
    here: Clinic, places: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, fails = Path.read_bytes, iter((True, True, False))

    def sometimes(path: Path) -> bytes:
        if path.parent.name == "photos" and next(fails):
            raise OSError(5, "no answer")
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", sometimes)
    assert made(here, places).contents.lost_photos == 0
    fails = iter((True, True, True))
    assert made(here, places).contents.lost_photos == 1


def test_a_damaged_database_makes_no_backup(
    here: Clinic, places: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mneedle_gui.records.database._PAUSES", (0.0, 0.0, 0.0))
    here.database.tidy()
    path = here.folder / "records.db"
    content = bytearray(path.read_bytes())
    content[-5000] ^= 1
    path.write_bytes(content)
    with pytest.raises(Damaged):
        made(here, places)
    assert names(places) == []


def test_keys_changed_from_outside_make_no_backup(here: Clinic, places: Path) -> None:
    write_table(here.folder, replace(here.table, people=()))
    with pytest.raises(KeysChanged):
        made(here, places)
    assert names(places) == []


@pytest.mark.parametrize(("code", "kind"), [(28, DiskFull), (27, TooLarge)])
def test_a_stick_without_room_keeps_no_half_backup(
    here: Clinic, places: Path, monkeypatch: pytest.MonkeyPatch, code: int, kind: type[Exception]
) -> None:
    def no_room(*_: object) -> None:
        raise OSError(code, "no")

    monkeypatch.setattr(backups, "_added", no_room)
    with pytest.raises(kind):
        made(here, places)
    assert names(places) == []


def test_what_killed_backups_left_is_swept_and_other_desks_are_left_alone(
    here: Clinic, places: Path
) -> None:
    whole = made(here, places).path
    (places / ".vault-1-backup-abc.part").write_bytes(b"half")
    (places / ".vault-2-backup-abc.part").write_bytes(b"half")
    (here.folder / ".mneedle-abc.part").write_bytes(b"half")
    (here.folder / "backup-abc").mkdir()
    (here.folder / "backup-abc" / "records.db").write_bytes(b"half")
    sweep(here.folder, (places, places / "missing"), "vault-1")
    assert names(places) == [".vault-2-backup-abc.part", whole.name]
    assert not (here.folder / "backup-abc").exists()
    assert not (here.folder / ".mneedle-abc.part").exists()


def test_a_backup_is_signed_with_the_data_key(here: Clinic, places: Path) -> None:
    with opened_backup(made(here, places).path, VERSION) as file:
        assert file.belongs_to(KEY)
        assert not file.belongs_to(bytes(32))
