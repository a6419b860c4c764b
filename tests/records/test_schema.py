"""Tables and how older ones become newer ones: whatever happens, one whole file is there."""

from __future__ import annotations

import os
import re
from functools import partial
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as engine

from mneedle_gui.records.database import Database, Writer
from mneedle_gui.records.errors import DiskFull, Newer
from mneedle_gui.records.schema import MIGRATIONS, VERSION, Migration, make_records, open_records
from tests.old_stores.make import content_number, fill, layout
from tests.records.vault_stage import cut_off, failing

KEY = bytes(range(32))


def second(writer: Writer) -> None:
    writer.run("ALTER TABLE client ADD COLUMN allergies TEXT NOT NULL DEFAULT ''")
    writer.run("UPDATE client SET note = note || '!'")


def third(writer: Writer) -> None:
    writer.run("CREATE TABLE extra (id TEXT PRIMARY KEY)")


LATER: tuple[Migration, ...] = (*MIGRATIONS, second, third)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "records.db"
    make_records(made, KEY)
    database, _ = open_records(made, KEY)
    fill(database)
    database.close()
    return made


def names(folder: Path) -> set[str]:
    return {one.name for one in folder.iterdir()}


def note(database: Database) -> str:
    return str(database.rows("SELECT note FROM client")[0][0])


def test_types_are_those_that_other_servers_have(path: Path) -> None:
    database, version = open_records(path, KEY)
    assert version == VERSION
    for name, sql in layout(database):
        if sql.startswith("CREATE TABLE"):
            words = set(re.findall(r"\b[A-Z]{3,}\b", sql))
            assert words <= {
                "CREATE", "TABLE", "TEXT", "INTEGER", "BLOB", "PRIMARY", "KEY", "NOT", "NULL",
                "REFERENCES", "UNIQUE",
            }, name  # fmt: skip
    database.close()


def test_a_row_cannot_point_to_nobody(path: Path) -> None:
    database, _ = open_records(path, KEY)
    with pytest.raises(engine.IntegrityError), database.writing() as writer:
        writer.run("UPDATE client SET created_by = 'nobody'")
    database.close()


def test_D14_an_older_file_is_brought_forward_and_kept_beside(path: Path) -> None:
    before, _ = open_records(path, KEY)
    number, words = content_number(before), note(before)
    before.close()
    database, version = open_records(path, KEY, migrations=LATER)
    assert version == VERSION
    assert note(database) == f"{words}!"
    assert database.rows("SELECT count(*) FROM extra") == [(0,)]
    database.close()
    assert names(path.parent) == {"records.db", f"records-version-{VERSION}.db"}
    kept, _ = open_records(path.with_name(f"records-version-{VERSION}.db"), KEY)
    assert content_number(kept) == number
    kept.close()
    again, version = open_records(path, KEY, migrations=LATER)
    assert version == len(LATER)
    again.close()


def test_D13_a_file_of_a_newer_program_is_refused_and_not_touched(path: Path) -> None:
    open_records(path, KEY, migrations=LATER)[0].close()
    before = path.read_bytes()
    with pytest.raises(Newer):
        open_records(path, KEY)
    assert path.read_bytes() == before


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a child")
def test_D14_bringing_forward_is_killed_at_every_step(path: Path, tmp_path: Path) -> None:
    content, step, killed, seen = path.read_bytes(), 0, True, set()
    while killed:
        step += 1
        here = tmp_path / str(step) / "records.db"
        here.parent.mkdir()
        here.write_bytes(content)
        killed = cut_off(step, partial(_bring_forward, here), lambda: None)
        plain, version = open_records(here, KEY, migrations=LATER)
        seen.add(version)
        assert note(plain).count("!") == 1
        plain.check_thoroughly()
        plain.close()
        assert not [name for name in names(here.parent) if "new" in name]
    assert seen == {VERSION, len(LATER)}


def _bring_forward(path: Path, _: None) -> None:
    open_records(path, KEY, migrations=LATER)[0].close()


def test_D14_a_full_disk_while_bringing_forward_leaves_the_old_file(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, failed = path.read_bytes(), 0
    for step in range(1, 4):
        path.write_bytes(before)
        try:
            with failing(monkeypatch, step):
                open_records(path, KEY, migrations=LATER)[0].close()
        except DiskFull:
            failed += 1
        open_records(path, KEY, migrations=LATER)[0].close()
    assert failed >= 2


def test_D14_a_copy_that_cannot_be_made_is_told(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "a name that must not be told")

    before = path.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr("shutil.copyfile", full)
        with pytest.raises(DiskFull) as caught:
            open_records(path, KEY, migrations=LATER)
    assert caught.value.__context__ is None
    assert path.read_bytes() == before
    assert names(path.parent) == {"records.db"}


def test_D14_a_step_that_breaks_the_tables_is_not_put_in_place(path: Path) -> None:
    def orphan(writer: Writer) -> None:
        writer.run(
            "CREATE TABLE leaf (tree TEXT REFERENCES client (id) DEFERRABLE INITIALLY DEFERRED)"
        )
        writer.run("INSERT INTO leaf VALUES ('nobody')")

    before = path.read_bytes()
    with pytest.raises(engine.IntegrityError):
        open_records(path, KEY, migrations=(*MIGRATIONS, orphan))
    assert path.read_bytes() == before
    assert names(path.parent) == {"records.db"}
