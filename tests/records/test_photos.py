from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from mneedle_gui.records import photos as photo_files
from mneedle_gui.records.database import put_in_place
from mneedle_gui.records.errors import DiskFull
from mneedle_gui.records.photos import PhotoGone, photos_of
from tests.records.backup_stage import MANAGER, Clinic, clinic
from tests.records.rows_stage import KEY

TODAY = date(2026, 11, 24)


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Clinic]:
    made = clinic(tmp_path / "vault")
    yield made
    made.database.close()


def test_a_photo_is_kept_encrypted_and_comes_back(here: Clinic) -> None:
    client = here.client()
    photo = here.photo(client)
    kept = (here.folder / "photos" / photo.file).read_bytes()
    assert b"JFIF" not in kept
    assert photos_of(here.database, client.id) == (photo,)
    assert Image.open(BytesIO(here.photos.content(photo))).size == (60, 40)
    assert len(photo.file) == 36
    assert client.id not in photo.file


def test_a_photo_file_under_another_photos_name_does_not_open(here: Clinic) -> None:
    client = here.client()
    one, two = here.photo(client), here.photo(client)
    swapped = replace(one, file=two.file, sha256=two.sha256)
    with pytest.raises(PhotoGone):
        here.photos.content(swapped)


@pytest.mark.parametrize("damage", ["missing", "cut", "flipped", "empty"])
def test_a_damaged_photo_file_is_told(here: Clinic, damage: str) -> None:
    photo = here.photo(here.client())
    path = here.folder / "photos" / photo.file
    whole = path.read_bytes()
    path.unlink()
    if damage != "missing":
        flipped = bytes([whole[0] ^ 1]) + whole[1:]
        path.write_bytes({"cut": whole[:-1], "flipped": flipped, "empty": b""}[damage])
    with pytest.raises(PhotoGone):
        here.photos.content(photo)


def test_the_file_is_in_its_place_before_the_row(
    here: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = here.client()
    seen_rows: list[int] = []
    put = put_in_place

    def looked_at(part: Path, path: Path) -> None:
        put(part, path)
        seen_rows.append(len(here.database.rows("SELECT id FROM photo")))

    monkeypatch.setattr(photo_files, "put_in_place", looked_at)
    here.photo(client)
    assert seen_rows == [0]


def test_a_photo_that_cannot_be_written_leaves_no_row_and_no_file(
    here: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = here.client()

    def no_room(*_: object) -> None:
        raise DiskFull

    monkeypatch.setattr(photo_files, "put_in_place", no_room)
    with pytest.raises(DiskFull):
        here.photo(client)
    assert photos_of(here.database, client.id) == ()
    assert list((here.folder / "photos").iterdir()) == []


def test_an_erased_photo_is_gone_with_its_small_picture(here: Clinic) -> None:
    client = here.client()
    photo = here.photo(client)
    here.photos.erase(here.database, here.desk, photo)
    assert photos_of(here.database, client.id) == ()
    assert list((here.folder / "photos").iterdir()) == []
    row = "SELECT thumbnail, erased_at IS NULL FROM photo"
    assert here.database.rows(row) == [(b"", 0)]
    assert [
        (action, who)
        for action, who in here.database.rows(
            "SELECT action, staff_id FROM audit WHERE subject_kind = 'photo' ORDER BY seq"
        )
    ] == [("create", MANAGER.id), ("erase", MANAGER.id)]


def test_files_without_a_row_are_put_aside_and_go_after_30_days(here: Clinic) -> None:
    photo = here.photo(here.client())
    folder = here.folder / "photos"
    (folder / ("0" * 32 + ".bin")).write_bytes(b"an orphan")
    (folder / ("1" * 32 + ".bin.part")).write_bytes(b"half")
    (folder / "notes.txt").write_bytes(b"somebody's own")

    def names() -> set[str]:
        return {path.name for path in folder.iterdir()}

    here.photos.sweep(here.database, TODAY, TODAY)
    aside = "0" * 32 + ".bin.aside-2026-11-24"
    assert names() == {photo.file, "notes.txt", aside}
    here.photos.sweep(here.database, date(2036, 1, 1), TODAY)
    here.photos.sweep(here.database, date(2026, 12, 24), date(2026, 12, 24))
    assert aside in names()
    here.photos.sweep(here.database, date(2026, 12, 25), date(2026, 12, 25))
    assert names() == {photo.file, "notes.txt"}


def test_photos_of_newer_records_come_back_with_them(here: Clinic) -> None:
    older = clinic(here.folder.parent / "older")
    client = here.client()
    photo = here.photo(client)
    here.photos.sweep(older.database, TODAY, TODAY)  # as if the older file was put back by hand
    with pytest.raises(PhotoGone):
        here.photos.content(photo)
    here.photos.sweep(here.database, TODAY, TODAY)
    assert here.photos.content(photo).startswith(b"\xff\xd8\xff")
    older.database.close()


def test_what_an_erasing_that_was_killed_left_is_swept(here: Clinic) -> None:
    photo = here.photo(here.client())
    path = here.folder / "photos" / photo.file
    whole = path.read_bytes()
    here.photos.erase(here.database, here.desk, photo)
    path.write_bytes(whole)
    here.photos.sweep(here.database, TODAY, TODAY)
    assert not path.exists()


def test_photos_under_another_key_do_not_open(here: Clinic) -> None:
    photo = here.photo(here.client())
    other = photo_files.Photos(here.folder / "photos", KEY[::-1], here.means.random)
    with pytest.raises(PhotoGone):
        other.content(photo)
