"""The audit: whatever is done to its rows is found, and by its head also what is cut off."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as engine

from mneedle_gui.records import audit
from mneedle_gui.records.audit import Action, AuditRow, Changed, Trail
from mneedle_gui.records.database import Database
from mneedle_gui.records.schema import make_records, open_records
from tests.records.vault_stage import Machine

KEY = bytes(range(32))
OTHER = bytes(32)


@pytest.fixture
def database(tmp_path: Path) -> Database:
    make_records(tmp_path / "records.db", KEY)
    opened, _ = open_records(tmp_path / "records.db", KEY)
    trail = Trail(KEY, Machine().means, "p-1")
    with opened.writing() as writer:
        writer.run("INSERT INTO staff VALUES ('p-1', 'Mia', 'manager', 1, '', 1)")
        for number in range(30):
            changes = (Changed("phone", f"05{number}", "050 ☎"),) if number % 3 else ()
            trail.append(writer, Action.CHANGE, "client", f"c-{number % 4}", changes)
    return opened


def rows(database: Database) -> list[AuditRow]:
    return list(audit.rows_of(database))


def test_K12_a_chain_that_nobody_touched_is_sound(database: Database) -> None:
    found = rows(database)
    assert [row.seq for row in found] == list(range(1, 31))
    assert audit.verify(found, KEY) is None
    assert audit.verify([], KEY) is None
    assert found[1].changes == (Changed("phone", "051", "050 ☎"),)
    assert (found[1].at, found[1].offset_minutes) == ("2026-11-24T09:00:02.000+00:00", 240)


def test_K12_every_field_of_every_row_is_sealed(database: Database) -> None:
    found = rows(database)
    for at, row in enumerate(found):
        for field, value in (
            ("at", "2020-01-01T00:00:00.000+00:00"),
            ("offset_minutes", 0),
            ("staff_id", "p-2"),
            ("action", "view"),
            ("subject_kind", "photo"),
            ("subject_id", "c-9"),
            ("detail", "[ ]"),
            ("mac", "00" * 32),
            ("mac", "é"),
        ):
            spoilt = [*found[:at], replace(row, **{field: value}), *found[at + 1 :]]  # type: ignore[arg-type]
            assert audit.verify(spoilt, KEY) == row.seq


def test_K12_rows_that_are_taken_out_moved_or_doubled_are_named(database: Database) -> None:
    found = rows(database)
    for at in range(len(found) - 1):
        assert audit.verify(found[:at] + found[at + 1 :], KEY) == found[at + 1].seq
        renumbered = [replace(row, seq=n) for n, row in enumerate(found[:at] + found[at + 1 :], 1)]
        assert audit.verify(renumbered, KEY) == at + 1
        swapped = [*found[:at], found[at + 1], found[at], *found[at + 2 :]]
        assert audit.verify(swapped, KEY) == found[at + 1].seq
        assert audit.verify([*found[: at + 1], found[at], *found[at + 1 :]], KEY) == found[at].seq


def test_S09_a_thousand_mutations_are_all_found(database: Database) -> None:
    found, chance = rows(database), random.Random(9)  # noqa: S311 - the same each time
    fields = list(AuditRow.__slots__)
    for _ in range(1000):
        at, field = chance.randrange(len(found)), chance.choice(fields)
        row = found[at]
        value = getattr(row, field)
        other = value + 1 if isinstance(value, int) else value + chance.choice("abc 0[")
        spoilt = list(found)
        spoilt[at] = replace(row, **{field: other})  # type: ignore[arg-type]
        assert audit.verify(spoilt, KEY) is not None


def test_K12_another_key_seals_otherwise(database: Database) -> None:
    assert audit.verify(rows(database), OTHER) == 1


def test_K12_rows_cut_off_the_end_are_seen_by_the_head(database: Database) -> None:
    head = audit.head_of(database)
    assert head.startswith("30:")
    assert audit.holds(database, head)
    with database.writing() as writer:
        Trail(KEY, Machine().means, "p-1").append(writer, Action.VIEW)
    assert audit.holds(database, head)
    with database.writing() as writer:
        writer.run("DROP TRIGGER audit_is_whole")
        writer.run("DELETE FROM audit WHERE seq >= 30")
    assert audit.verify(audit.rows_of(database), KEY) is None
    assert not audit.holds(database, head)


@pytest.mark.parametrize(("head", "held"), [("", True), ("31:aa", False), ("x", False)])
def test_a_head_that_never_was_is_not_held(database: Database, head: str, *, held: bool) -> None:
    assert audit.holds(database, head) is held


def test_an_empty_audit_has_no_head(tmp_path: Path) -> None:
    make_records(tmp_path / "empty.db", KEY)
    opened, _ = open_records(tmp_path / "empty.db", KEY)
    assert audit.head_of(opened) == ""
    assert audit.holds(opened, "")
    opened.close()


@pytest.mark.parametrize("statement", ["UPDATE audit SET staff_id = 'x'", "DELETE FROM audit"])
def test_K12_the_database_itself_refuses_changes(database: Database, statement: str) -> None:
    with pytest.raises(engine.IntegrityError), database.writing() as writer:
        writer.run(statement)
    assert audit.verify(audit.rows_of(database), KEY) is None


def test_a_row_is_kept_with_what_it_is_about_or_not_at_all(database: Database) -> None:
    head = audit.head_of(database)

    def cut_short() -> None:
        with database.writing() as writer:
            Trail(KEY, Machine().means, "p-1").append(writer, Action.VIEW)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        cut_short()
    assert audit.head_of(database) == head


def test_all_rows_are_read_however_many(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = rows(database)
    for portion in (1, 7, 30, 31):
        monkeypatch.setattr(audit, "_AT_ONCE", portion)
        assert rows(database) == whole
        about = list(audit.rows_of(database, subject_id="c-2"))
        assert about == [row for row in whole if row.subject_id == "c-2"]


def test_another_data_key_seals_all_rows_anew_and_guards_them_again(database: Database) -> None:
    before = rows(database)
    with database.writing() as writer:
        audit.sealed_anew(writer, OTHER)
    after = rows(database)
    assert audit.verify(after, OTHER) is None
    assert audit.verify(after, KEY) == 1
    assert [replace(row, mac="") for row in after] == [replace(row, mac="") for row in before]
    with pytest.raises(engine.IntegrityError), database.writing() as writer:
        writer.run("DELETE FROM audit")


def test_the_audit_can_be_read_as_a_table_with_names(database: Database) -> None:
    with database.writing() as writer:
        Trail(KEY, Machine().means, "recovery").append(writer, Action.RECOVER)
    head, first, *_, last = audit.lines_of(database)
    assert head == audit.HEAD
    assert first[:8] == (
        "1", "2026-11-24T09:00:01.000+00:00", "240", "p-1", "Mia", "change", "client", "c-0",
    )  # fmt: skip
    assert last[3:6] == ("recovery", "", "recover")
    assert {len(line) for line in audit.lines_of(database)} == {len(head)}
