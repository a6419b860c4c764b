"""The key file: two copies, one truth; what is tampered with opens nothing or is mended."""

from __future__ import annotations

import base64
import errno
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from mneedle_gui.records import slots
from mneedle_gui.records.errors import (
    DiskFailed,
    KeysChanged,
    KeysUnreadable,
    LastManager,
    Newer,
    WrongPassphrase,
    WrongRecoveryCode,
)
from mneedle_gui.records.key_table import KeyTable, content_of, table_from
from mneedle_gui.records.keys import LEAST, USUAL, Cost
from mneedle_gui.records.people import Person, Role
from mneedle_gui.system import files
from tests.records.vault_stage import Machine, failing, made_cheap

KEY = bytes(range(32))
MIA = Person("p-1", "Mia", Role.MANAGER)
BOB = Person("p-2", "Bob", Role.PRACTITIONER)
MACHINE = Machine()


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    made_cheap(monkeypatch)


def slot(owner: str, secret: str, *, vault: str = "v-1", cost: Cost = LEAST) -> slots.Slot:
    return slots.new_slot(vault, f"s-{owner}", owner, secret, KEY, MACHINE.random, cost)


@pytest.fixture
def table(cheap: None) -> KeyTable:  # noqa: ARG001 - stretches the same way as the tests
    made = KeyTable("v-1", 0, (), (), "7:ab")
    made = slots.with_slot(made, slot(MIA.id, "mias"), MIA)
    made = slots.with_slot(made, slot(BOB.id, "bobs"), BOB)
    return slots.with_slot(made, slot(slots.RECOVERY, "code")).sealed(KEY)


def changed(table: KeyTable, change: Callable[[dict[str, Any]], object]) -> KeyTable:
    """The table after somebody edited its file."""
    whole = json.loads(content_of(table))
    change(whole)
    return table_from(json.dumps(whole).encode())


def slot_in(whole: dict[str, Any], owner: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in whole["slots"] if one["owner"] == owner)
    return found


def test_each_slot_opens_with_its_own_secret_only(table: KeyTable) -> None:
    for owner, secret in ((MIA.id, "mias"), (BOB.id, "bobs"), (slots.RECOVERY, "code")):
        assert slots.opened(table, owner, secret) == KEY
    for owner, secret in ((MIA.id, "bobs"), (BOB.id, "mias"), ("p-3", "mias"), (MIA.id, "")):
        with pytest.raises(WrongPassphrase):
            slots.opened(table, owner, secret)
    with pytest.raises(WrongRecoveryCode):
        slots.opened(table, slots.RECOVERY, "mias")
    with pytest.raises(WrongRecoveryCode):
        slots.opened(replace(table, slots=()), slots.RECOVERY, "code")


def test_K01_an_unknown_name_costs_and_says_the_same_as_a_wrong_passphrase(
    table: KeyTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    costs: list[Cost] = []

    def stretched(_: str, __: bytes, cost: Cost) -> bytes:
        costs.append(cost)
        return bytes(32)

    monkeypatch.setattr(slots, "stretched", stretched)
    said = []
    for owner in (MIA.id, "nobody"):
        with pytest.raises(WrongPassphrase) as caught:
            slots.opened(table, owner, "wrong")
        said.append((caught.value.sentence, str(caught.value)))
    assert costs == [LEAST, LEAST]
    assert said[0] == said[1]


def test_the_dearest_slot_sets_what_a_try_at_nobody_costs(table: KeyTable) -> None:
    assert slots.with_slot(table, slot("p-3", "x", cost=USUAL)).dearest == USUAL
    assert KeyTable("v", 0, (), ()).dearest == USUAL


def test_K03_a_slot_moved_to_another_person_opens_nothing(table: KeyTable) -> None:
    def move(whole: dict[str, Any]) -> None:
        mine = slot_in(whole, BOB.id)
        mine["owner"] = MIA.id
        whole["slots"] = [one for one in whole["slots"] if one is mine]

    with pytest.raises(WrongPassphrase):
        slots.opened(changed(table, move), MIA.id, "bobs")


def test_K03_a_slot_of_another_vault_opens_nothing(table: KeyTable) -> None:
    foreign = slots.with_slot(table, slot(BOB.id, "bobs", vault="v-2"))
    with pytest.raises(WrongPassphrase):
        slots.opened(foreign, BOB.id, "bobs")


def test_K07_a_slot_whose_cost_was_lowered_opens_nothing(table: KeyTable) -> None:
    def lower(whole: dict[str, Any]) -> None:
        slot_in(whole, MIA.id).update(memory_kib=64, passes=1)

    lowered = changed(table, lower)
    assert lowered.slots != table.slots
    with pytest.raises(WrongPassphrase):
        slots.opened(lowered, MIA.id, "mias")
    made_weak = slots.with_slot(table, slot(MIA.id, "mias", cost=Cost(64, 1, 1))).sealed(KEY)
    with pytest.raises(WrongPassphrase):
        slots.opened(made_weak, MIA.id, "mias")


def promote(whole: dict[str, Any]) -> None:
    whole["people"][1]["role"] = "manager"


def rename(whole: dict[str, Any]) -> None:
    whole["people"][0]["name"] = "Mallory"


def drop_person(whole: dict[str, Any]) -> None:
    whole["people"].pop()


def drop_slot(whole: dict[str, Any]) -> None:
    whole["slots"].pop()


def new_head(whole: dict[str, Any]) -> None:
    whole["audit_head"] = "1:cd"


def raise_serial(whole: dict[str, Any]) -> None:
    whole["serial"] += 9


def spoil_mac(whole: dict[str, Any]) -> None:
    whole["mac"] = base64.b64encode(bytes(32)).decode()


def let_stay(whole: dict[str, Any]) -> None:
    slot_in(whole, MIA.id)["once"] = True


EDITS = [promote, rename, drop_person, drop_slot, new_head, raise_serial, spoil_mac, let_stay]


@pytest.mark.parametrize("edit", EDITS)
def test_K02_a_table_changed_from_outside_is_told(
    table: KeyTable, edit: Callable[[dict[str, Any]], object]
) -> None:
    with pytest.raises(KeysChanged):
        slots.opened(changed(table, edit), MIA.id, "mias")


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("spoilt", slots.FILES)
def test_K02_the_sound_copy_counts_when_the_other_was_changed(
    table: KeyTable, spoilt: str, edit: Callable[[dict[str, Any]], object], tmp_path: Path
) -> None:
    slots.write_table(tmp_path, table)
    (tmp_path / spoilt).write_bytes(content_of(changed(table, edit)))
    found = slots.opened_by_any(slots.read_tables(tmp_path), MIA.id, "mias")
    assert found == slots.Opened(KEY, table)
    assert not slots.copies_are_equal(tmp_path)


@pytest.mark.parametrize("spoilt", slots.FILES)
def test_K02_any_byte_may_be_changed_in_one_copy(
    table: KeyTable, spoilt: str, tmp_path: Path
) -> None:
    slots.write_table(tmp_path, table)
    content = content_of(table)
    for at in range(0, len(content), 7):
        other = bytearray(content)
        other[at] ^= 1
        (tmp_path / spoilt).write_bytes(other)
        found = slots.opened_by_any(slots.read_tables(tmp_path), MIA.id, "mias")
        assert found == slots.Opened(KEY, table)


def test_K02_both_changed_is_told_and_opens_nothing(table: KeyTable, tmp_path: Path) -> None:
    slots.write_table(tmp_path, changed(table, promote))
    with pytest.raises(KeysChanged):
        slots.opened_by_any(slots.read_tables(tmp_path), MIA.id, "mias")
    (tmp_path / slots.FILES[0]).write_bytes(content_of(changed(table, rename)))
    with pytest.raises(KeysChanged):
        slots.opened_by_any(slots.read_tables(tmp_path), MIA.id, "mias")
    with pytest.raises(WrongPassphrase):
        slots.opened_by_any(slots.read_tables(tmp_path), MIA.id, "wrong")


def test_K02_who_was_taken_out_of_the_newer_copy_is_out(table: KeyTable, tmp_path: Path) -> None:
    slots.write_table(tmp_path, table)
    newer = slots.without_person(table, BOB.id).sealed(KEY)
    (tmp_path / slots.FILES[0]).write_bytes(content_of(newer))
    tables = slots.read_tables(tmp_path)
    assert tables == (newer, table)
    with pytest.raises(WrongPassphrase):
        slots.opened_by_any(tables, BOB.id, "bobs")
    assert slots.opened_by_any(tables, MIA.id, "mias").table == newer


@pytest.mark.parametrize("step", range(1, 7))
def test_K04_a_write_that_fails_leaves_the_old_or_the_new_table(
    table: KeyTable, step: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slots.write_table(tmp_path, table)
    other = slots.with_slot(table, slot(MIA.id, "new")).sealed(KEY)
    with failing(monkeypatch, step):
        try:
            slots.write_table(tmp_path, other)
            written = True
        except files.DiskFull:
            written = False
    tables = slots.read_tables(tmp_path)
    right = []
    for secret in ("mias", "new"):
        try:
            slots.opened_by_any(tables, MIA.id, secret)
            right.append(secret)
        except WrongPassphrase:
            pass
    assert len(right) == 1
    assert not written or right == ["new"]


def test_a_missing_copy_is_no_trouble_and_is_seen(table: KeyTable, tmp_path: Path) -> None:
    assert not slots.any_copy(tmp_path)
    slots.write_table(tmp_path, table)
    assert slots.copies_are_equal(tmp_path)
    (tmp_path / slots.FILES[0]).unlink()
    assert slots.any_copy(tmp_path)
    assert not slots.copies_are_equal(tmp_path)
    assert slots.read_table(tmp_path) == table


def test_K02_no_copy_at_all_is_told(tmp_path: Path) -> None:
    with pytest.raises(KeysUnreadable):
        slots.read_table(tmp_path)


def spoilt_files() -> list[bytes]:
    return [
        b"",
        b"{",
        b"[]",
        b"null",
        b"[" * 100_000,
        b'{"product": "another", "version": 1}',
        b'{"product": "needling-plan", "version": 1}',
        b'{"product": "needling-plan", "version": "1"}',
        b"\xff\xfe\x00",
        b'{"product": "needling-plan", "version": 1' + b"0" * 5000 + b"}",
    ]


@pytest.mark.parametrize("content", spoilt_files())
def test_K02_what_is_no_key_file_is_refused(content: bytes) -> None:
    with pytest.raises(KeysUnreadable):
        table_from(content)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("vault", 1),
        ("vault", "\ud800"),
        ("serial", "1"),
        ("serial", True),
        ("serial", -1),
        ("serial", 1 << 60),
        ("serial", 1.5),
        ("people", [{"id": "p", "name": "x", "role": "owner"}]),
        ("people", 7),
        ("people", ["p"]),
        ("slots", [{}]),
        ("mac", "no base 64!"),
        ("mac", None),
        ("audit_head", None),
    ],
)
def test_K02_every_part_of_the_file_is_checked(table: KeyTable, field: str, value: object) -> None:
    whole = json.loads(content_of(table))
    whole[field] = value
    with pytest.raises(KeysUnreadable):
        table_from(json.dumps(whole).encode())
    del whole[field]
    with pytest.raises(KeysUnreadable):
        table_from(json.dumps(whole).encode())


@pytest.mark.parametrize(
    ("field", "value"),
    [("salt", "AAAA"), ("nonce", ""), ("locked", "AA=="), ("once", 1), ("passes", None)],
)
def test_K02_every_part_of_a_slot_is_checked(table: KeyTable, field: str, value: object) -> None:
    with pytest.raises(KeysUnreadable):
        changed(table, lambda whole: whole["slots"][0].update({field: value}))


def test_D13_a_newer_key_file_is_told_as_newer(table: KeyTable, tmp_path: Path) -> None:
    newer = content_of(table).replace(b'"version": 1', b'"version": 2')
    with pytest.raises(Newer):
        table_from(newer)
    for name in slots.FILES:
        (tmp_path / name).write_bytes(newer)
    with pytest.raises(Newer):
        slots.read_tables(tmp_path)
    (tmp_path / slots.FILES[1]).write_bytes(content_of(table))
    assert slots.read_tables(tmp_path) == (table,)


def test_a_table_is_read_as_it_was_written(table: KeyTable, tmp_path: Path) -> None:
    named = slots.with_person(table, Person(MIA.id, 'Mía "ام" <b>', Role.MANAGER)).sealed(KEY)
    slots.write_table(tmp_path, named)
    assert slots.read_table(tmp_path) == named
    assert named.is_genuine(KEY)
    assert not named.is_genuine(bytes(32))
    assert named.person(BOB.id) == BOB
    assert named.person("p-9") is None
    assert named.slot_of("p-9") is None


def test_K06_the_last_manager_stays(table: KeyTable) -> None:
    with pytest.raises(LastManager):
        slots.without_person(table, MIA.id)
    with pytest.raises(LastManager):
        slots.with_person(table, replace(MIA, role=Role.PRACTITIONER))
    with pytest.raises(LastManager):
        slots.with_slot(table, slot(MIA.id, "x"), replace(MIA, role=Role.RECEPTION))
    two = slots.with_person(table, replace(BOB, role=Role.MANAGER))
    assert slots.without_person(two, MIA.id).people == (replace(BOB, role=Role.MANAGER),)
    assert slots.without_person(two, MIA.id).slot_of(MIA.id) is None


def test_D05_a_folder_that_refuses_is_told(
    table: KeyTable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with failing(monkeypatch, 1, errno.EROFS), pytest.raises(files.FileRefused):
        slots.write_table(tmp_path, table)


def test_D04_a_disk_that_does_not_answer_is_no_damaged_key_file(
    table: KeyTable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slots.write_table(tmp_path, table)

    def refuse(*_: object, **__: object) -> bytes:
        raise files.DiskFailed

    monkeypatch.setattr(slots, "read_bytes", refuse)
    with pytest.raises(DiskFailed):
        slots.read_tables(tmp_path)
    assert not slots.copies_are_equal(tmp_path)
