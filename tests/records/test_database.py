"""One encrypted file: what is wrong with it is told apart, and nothing acknowledged is lost."""

from __future__ import annotations

import errno
import traceback
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2 as engine

from mneedle_gui.records import database as room
from mneedle_gui.records.database import (
    Database,
    Writer,
    make_database,
    open_database,
    put_in_place,
    told_apart,
    trouble_of,
)
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
from tests.records.vault_stage import failing

KEY = bytes(range(32))
CANARY = "Zubaida Marker"


def tables(writer: Writer) -> None:
    writer.run("CREATE TABLE client (id INTEGER PRIMARY KEY, name TEXT UNIQUE)")
    writer.run_many(
        "INSERT INTO client (name) VALUES (?)", [(f"{CANARY} {n}",) for n in range(2000)]
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "records.db"
    make_database(made, KEY, tables, 3)
    return made


@pytest.fixture
def database(path: Path) -> Database:
    return opened(path)


def opened(path: Path, key: bytes = KEY, newest: int = 3) -> Database:
    return open_database(path, key, newest, sleep=lambda _: None)[0]


def count(database: Database) -> int:
    return int(database.rows("SELECT count(*) FROM client")[0][0])


def test_what_is_written_is_there_at_the_next_start(path: Path) -> None:
    first = opened(path)
    with first.writing() as writer:
        assert writer.run("UPDATE client SET name = 'x' WHERE id = 1") == 1
        assert writer.rows("SELECT name FROM client WHERE id = 1") == [("x",)]
    first.close()
    first.close()
    assert {one.name for one in path.parent.iterdir()} == {"records.db"}
    again, version = open_database(path, KEY, 5)
    assert (version, count(again)) == (3, 2000)
    again.check_thoroughly()
    again.close()


def test_the_file_is_opened_as_it_was_measured_to_be_safe(database: Database) -> None:
    wanted = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "temp_store": 2,
        "secure_delete": 1,
        "busy_timeout": 5000,
    }
    for name, value in wanted.items():
        assert database.rows(f"PRAGMA {name}")[0][0] in {value, str(value)}, name
    database.close()


def test_nothing_of_a_client_can_be_read_in_the_files(path: Path, database: Database) -> None:
    with database.writing() as writer:
        writer.run("INSERT INTO client (name) VALUES (?)", (f"{CANARY} new",))
    for one in path.parent.iterdir():
        content = one.read_bytes()
        assert CANARY.encode() not in content
        assert CANARY.encode("utf-16-le") not in content
        assert KEY not in content
        assert b"SQLite format 3" not in content
    database.close()


def test_a_transaction_is_whole_or_not_there(database: Database) -> None:
    def broken_off() -> None:
        with database.writing() as writer:
            writer.run("DELETE FROM client")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        broken_off()
    assert count(database) == 2000
    with pytest.raises(engine.IntegrityError), database.writing() as writer:
        writer.run("UPDATE client SET name = ? WHERE id = 1", (f"{CANARY} 5",))
    assert not database.engine.in_transaction
    database.close()


def test_a_commit_that_is_refused_is_told_and_taken_back(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Refusing:
        def __init__(self, real: Any) -> None:
            self._real = real

        def execute(self, sql: str, *values: Any) -> Any:
            if sql == "COMMIT":
                raise _error(13)
            return self._real.execute(sql, *values)

        def __getattr__(self, name: str) -> Any:
            return getattr(self._real, name)

    with monkeypatch.context() as patch:
        patch.setattr(database, "_connection", Refusing(database.engine))
        with pytest.raises(DiskFull), database.writing() as writer:
            writer.run("DELETE FROM client")
    assert count(database) == 2000
    database.close()


def _error(code: int | None, text: str = CANARY) -> Exception:
    error: Exception = engine.OperationalError(text)
    if code is not None:
        error.sqlite_errorcode = code  # type: ignore[attr-defined]
    return error


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (5, InUse),
        (6, InUse),
        (8, ReadOnly),
        (10, DiskFailed),
        (10 | 3 << 8, DiskFailed),
        (11, Damaged),
        (13, DiskFull),
        (14, ReadOnly),
        (26, Damaged),
    ],
)
def test_D04_each_error_of_the_engine_has_its_kind_and_no_words_of_a_client(
    code: int, kind: type[RecordsTrouble]
) -> None:
    with pytest.raises(kind) as caught, told_apart():
        raise _error(code)
    assert CANARY not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize("code", [1, None])
def test_an_error_that_is_a_fault_of_ours_is_not_calmed_down(code: int | None) -> None:
    with pytest.raises(engine.OperationalError), told_apart():
        raise _error(code)


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EDQUOT, DiskFull),
        (errno.EACCES, ReadOnly),
        (errno.EPERM, ReadOnly),
        (errno.EROFS, ReadOnly),
        (errno.EIO, DiskFailed),
    ],
)
def test_D05_each_error_of_the_system_has_its_kind(number: int, kind: type[RecordsTrouble]) -> None:
    assert type(trouble_of(OSError(number, CANARY))) is kind


def test_D06_a_missing_file_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(NoVault):
        opened(tmp_path / "records.db")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("size", [0, 1, 4095, 4096, 8191, 4096 * 3, 4096 * 10 + 1])
def test_D06_a_file_that_was_cut_is_told_as_damaged(path: Path, size: int) -> None:
    content = path.read_bytes()
    path.write_bytes(content[:size])
    with pytest.raises(Damaged):
        opened(path)
    assert path.read_bytes() == content[:size]


def test_D06_every_page_is_looked_at(path: Path) -> None:
    whole = path.read_bytes()
    for at in range(1, len(whole) // 4096):
        spoilt = bytearray(whole)
        spoilt[at * 4096 + 2000] ^= 1
        path.write_bytes(spoilt)
        found: list[type[Exception]] = []
        try:
            here = opened(path)
            try:
                here.check_thoroughly()
            finally:
                here.close()
        except Damaged as trouble:
            found.append(type(trouble))
        assert found == [Damaged], at


def test_D06_a_file_of_another_program_is_told(tmp_path: Path) -> None:
    plain = tmp_path / "plain.db"
    plain.write_bytes(b"SQLite format 3\0" + bytes(8176))
    with pytest.raises(Foreign):
        opened(plain)
    other = tmp_path / "other.db"
    make_database(other, KEY, tables, 3)
    connection = room.connected(other, KEY, "rw")
    connection.execute("PRAGMA application_id = 7")
    connection.close()
    with pytest.raises(Foreign):
        opened(other)


def test_D06_another_key_is_never_told_as_a_wrong_passphrase(path: Path) -> None:
    with pytest.raises(Damaged):
        opened(path, bytes(32))
    opened(path).close()


def test_D13_a_newer_file_is_told_before_anything_else(path: Path) -> None:
    with pytest.raises(Newer):
        opened(path, newest=2)


@pytest.mark.parametrize("length", [0, 16, 31, 33])
def test_a_short_key_is_never_taken_as_a_passphrase(path: Path, length: int) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        opened(path, bytes(length))


def test_an_engine_without_the_repair_is_refused(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "sqlite_version_info", (3, 51, 2))
    with pytest.raises(EngineTooOld):
        opened(path)


def test_D04_one_failed_read_is_no_damage(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    failed = iter([Damaged, DiskFailed, Damaged])
    real = room._opened

    def flaky(*arguments: Any) -> Any:
        if (kind := next(failed, None)) is not None:
            raise kind
        return real(*arguments)

    monkeypatch.setattr(room, "_opened", flaky)
    database, _ = open_database(path, KEY, 3, sleep=waited.append)
    assert waited == [0.2, 1.0, 3.0]
    database.close()


def test_D10_a_file_that_was_moved_away_is_noticed_before_the_next_write(
    path: Path, database: Database
) -> None:
    path.rename(path.with_name("elsewhere.db"))
    with pytest.raises(Moved), database.writing():
        raise AssertionError("let through")
    path.write_bytes(b"another file")
    with pytest.raises(Moved):
        database.check_place()
    path.unlink()
    path.with_name("elsewhere.db").rename(path)
    with database.writing() as writer:
        writer.run("DELETE FROM client WHERE id = 1")
    assert count(database) == 1999
    database.close()


def test_D07_a_writer_waits_for_another_and_then_says_so(path: Path) -> None:
    one, two = opened(path), opened(path)
    two.engine.execute("PRAGMA busy_timeout = 1")
    with one.writing() as writer:
        writer.run("DELETE FROM client WHERE id = 1")
        with pytest.raises(InUse), two.writing():
            raise AssertionError("let through")
        assert count(two) == 2000
    assert count(two) == 1999
    two.engine.execute("BEGIN")
    count(two)
    one.engine.execute("PRAGMA busy_timeout = 1")
    with one.writing() as writer:
        writer.run("DELETE FROM client WHERE id = 2")
    with pytest.raises(InUse):
        one.tidy()
    two.engine.execute("COMMIT")
    one.close()
    two.close()


@pytest.mark.parametrize(
    "check", ["cipher_integrity_check", "integrity_check", "foreign_key_check"]
)
def test_D06_each_of_the_thorough_checks_counts(
    database: Database, monkeypatch: pytest.MonkeyPatch, check: str
) -> None:
    real = database.engine

    class Finding:
        def execute(self, sql: str, *values: Any) -> Any:
            if sql == f"PRAGMA {check}":
                return iter([("something does not fit",)])
            return real.execute(sql, *values)

        def close(self) -> None:
            """Nothing of its own."""

    with monkeypatch.context() as patch:
        patch.setattr(database, "_connection", Finding())
        patch.setattr(database, "_again", Finding)
        with pytest.raises(Damaged):
            database.check_thoroughly()
    with monkeypatch.context() as patch:
        patch.setattr(database, "_connection", Finding())
        database.check_thoroughly()  # a reading that failed once is no damage
    database.check_thoroughly()
    database.close()


def test_D03_a_new_file_that_cannot_be_finished_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for step in (1, 2):
        with failing(monkeypatch, step), pytest.raises(DiskFull):
            make_database(tmp_path / "records.db", KEY, tables, 3)
        assert list(tmp_path.iterdir()) == []

    def broken(writer: Writer) -> None:
        writer.run("nonsense")

    with pytest.raises(engine.OperationalError):
        make_database(tmp_path / "records.db", KEY, broken, 3)
    assert list(tmp_path.iterdir()) == []


def test_D05_a_file_that_cannot_be_reached_is_told_calmly(tmp_path: Path) -> None:
    (tmp_path / "folder.db").mkdir()
    with pytest.raises(DiskFailed):
        opened(tmp_path / "folder.db")
    with pytest.raises(RecordsTrouble):
        put_in_place(tmp_path / "gone.part", tmp_path / "gone.db")
    with pytest.raises(ReadOnly):
        make_database(tmp_path / "no" / "folder.db", KEY, tables, 3)
