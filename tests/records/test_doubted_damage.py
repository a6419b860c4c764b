"""A single read that failed sounds like damage; it is looked at again before anything is told."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlcipher3 import dbapi2 as engine

from mneedle_gui.records.database import Database, Writer, make_database, open_database
from mneedle_gui.records.errors import Damaged, DiskFailed, DiskFull

KEY = bytes(range(32))


def tables(writer: Writer) -> None:
    writer.run("CREATE TABLE client (id INTEGER PRIMARY KEY, name TEXT)")
    writer.run("INSERT INTO client (name) VALUES ('x')")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    path = tmp_path / "records.db"
    make_database(path, KEY, tables, 1)
    found, _ = open_database(path, KEY, 1, sleep=lambda _: None)
    yield found
    found.close()


class Failing:
    """A connection whose one read failed, and which says so ever after."""

    in_transaction = False

    def execute(self, *_: object) -> Any:
        raise engine.DatabaseError("file is not a database")

    def close(self) -> None:
        """Noclient of its own."""


def test_D04_what_looks_like_damage_is_looked_at_again_before_it_is_told(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = [(1,)]
    for use in (
        lambda: database.rows("SELECT count(*) FROM client"),
        database.tidy,
        database.check_thoroughly,
    ):
        monkeypatch.setattr(database, "_connection", Failing())
        assert use() in (None, expected)
    monkeypatch.setattr(database, "_connection", Failing())
    with pytest.raises(DiskFailed), database.writing() as writer:
        writer.run("DELETE FROM client")
    assert database.rows("SELECT count(*) FROM client") == expected


def test_D04_what_is_damaged_there_too_is_told(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_connection", Failing())
    monkeypatch.setattr(database, "_again", Failing)
    for use in (
        lambda: database.rows("SELECT 1"),
        database.tidy,
        database.check_thoroughly,
    ):
        with pytest.raises(Damaged):
            use()


def test_D04_a_disk_that_cannot_be_read_at_all_is_not_told_as_damage(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = database.path
    database.close()
    damaged = bytearray(path.read_bytes())
    damaged[100] ^= 1
    path.write_bytes(damaged)
    with pytest.raises(Damaged):
        open_database(path, KEY, 1, sleep=lambda _: None)

    def no_answer(*_: object) -> bytes:
        raise OSError(5, "no answer")

    monkeypatch.setattr(os, "pread", no_answer)
    with pytest.raises(DiskFailed):
        open_database(path, KEY, 1, sleep=lambda _: None)


def test_D04_a_place_that_cannot_be_looked_at_is_not_told_as_moved(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_answer(_: object) -> tuple[int, int]:
        raise OSError(5, "no answer")

    with monkeypatch.context() as patch:
        patch.setattr("mneedle_gui.records.database._identity", no_answer)
        with pytest.raises(DiskFailed):
            database.check_place()
    database.check_place()


def test_D03_a_disk_so_full_that_nothing_can_be_opened_is_told_as_full(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = database.path
    for free, trouble in ((0, DiskFull), (1 << 30, DiskFailed)):

        def fails(*_: object) -> None:
            raise DiskFailed

        with monkeypatch.context() as patch:
            patch.setattr("mneedle_gui.records.database._opened", fails)
            usage = SimpleNamespace(free=free)
            patch.setattr(shutil, "disk_usage", lambda _, usage=usage: usage)
            with pytest.raises(trouble):
                open_database(path, KEY, 1, sleep=lambda _: None)
