from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from mneedle_gui.content.words import EnglishWords
from mneedle_gui.records.errors import (
    DiskFull,
    MistypedRecoveryCode,
    NotAllowed,
    WrongPassphrase,
    WrongRecoveryCode,
)
from mneedle_gui.records.key_table import KeyTable
from mneedle_gui.records.keys import LEAST
from mneedle_gui.records.means import Means
from mneedle_gui.records.people import Person, Role
from mneedle_gui.records.recovery import code_of
from mneedle_gui.records.slots import new_slot, with_slot, write_table
from mneedle_gui.services import backup_state, backups
from mneedle_gui.services.backup_state import Light, Places, backups_in, state
from mneedle_gui.services.backups import Occasion, back_up, drill_is_due, is_due
from tests.records.backup_stage import MANAGER, PASSPHRASE, RECOVERY_SECRET, Clinic, clinic, names
from tests.records.rows_stage import KEY
from tests.records.vault_stage import PHRASE, house_with_two, made_cheap

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Clinic]:
    there = clinic(tmp_path / "data" / "vault")
    there.client()
    yield there
    there.database.close()


@pytest.fixture
def places(tmp_path: Path) -> Places:
    (tmp_path / "stick").mkdir()
    return Places(tmp_path / "data" / "backups", tmp_path / "stick")


def at(here: Clinic, moment: datetime) -> Means:
    return replace(here.means, now=lambda: moment)


def test_a_backup_is_due_after_half_an_hour_of_changes_and_at_the_turning_points() -> None:
    assert not is_due(Occasion.CHANGES, None, 9999.0)
    assert not is_due(Occasion.CHANGES, 100.0, 1899.9)
    assert is_due(Occasion.CHANGES, 100.0, 1900.0)
    for occasion in set(Occasion) - {Occasion.CHANGES}:
        assert is_due(occasion, 100.0, 101.0)
        assert not is_due(occasion, None, 101.0)


def test_a_rehearsal_is_due_every_week_and_after_a_clock_was_set_back() -> None:
    today = date(2026, 11, 24)
    assert drill_is_due(None, today)
    assert not drill_is_due(today, today)
    assert not drill_is_due(date(2026, 11, 18), today)
    assert drill_is_due(date(2026, 11, 17), today)
    assert drill_is_due(date(2036, 1, 1), today)


def test_a_backup_is_made_here_and_copied_to_the_second_place(here: Clinic, places: Places) -> None:
    report = back_up(here.folder, KEY, places, here.means)
    assert places.second is not None
    assert report.copy == places.second / report.made.path.name
    assert report.copy.read_bytes() == report.made.path.read_bytes()
    assert (report.copy_trouble, report.deleted) == (None, 0)
    assert backups_in(places.second, "vault-1") == ((report.copy, report.made.contents),)


def test_a_stick_that_is_not_there_does_not_stop_the_backup_here(
    here: Clinic, places: Places, tmp_path: Path
) -> None:
    report = back_up(here.folder, KEY, replace(places, second=tmp_path / "gone"), here.means)
    assert (report.copy, report.copy_trouble) == (None, None)
    assert report.made.path.exists()


def test_a_stick_without_room_is_told_and_keeps_nothing_half(
    here: Clinic, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(_from: Path, to: Path) -> None:
        to.write_bytes(b"half")
        raise OSError(28, "no")

    monkeypatch.setattr(shutil, "copyfile", no_room)
    report = back_up(here.folder, KEY, places, here.means)
    assert report.copy_trouble == DiskFull.sentence
    assert places.second is not None
    assert names(places.second) == []


def test_two_desks_can_share_a_second_place(here: Clinic, places: Places, tmp_path: Path) -> None:
    other = clinic(tmp_path / "other" / "vault", vault="vault-2")
    one = back_up(here.folder, KEY, places, at(here, NOW))
    two = back_up(other.folder, KEY, replace(places, here=tmp_path / "b"), at(other, NOW))
    other.database.close()
    assert places.second is not None
    assert one.copy != two.copy
    assert [path for path, _ in backups_in(places.second, "vault-1")] == [one.copy]
    assert [path for path, _ in backups_in(places.second, "vault-2")] == [two.copy]


def test_old_backups_go_by_their_days_in_both_places(here: Clinic, places: Places) -> None:
    deleted = 0
    for hour in range(6):
        report = back_up(here.folder, KEY, places, at(here, NOW + timedelta(hours=hour)))
        deleted += report.deleted
    assert places.second is not None
    assert len(names(places.here)) == len(names(places.second)) == 3
    assert deleted == 6


def test_a_clock_set_back_deletes_no_backup(here: Clinic, places: Places) -> None:
    for hour in range(3):
        back_up(here.folder, KEY, places, at(here, NOW + timedelta(hours=hour)))
    for hour in range(3):
        report = back_up(here.folder, KEY, places, at(here, NOW - timedelta(days=3650, hours=hour)))
        assert report.deleted == 0
    assert len(names(places.here)) == 6


@pytest.mark.parametrize(
    ("age", "here_light", "second_light"),
    [
        (timedelta(hours=2), Light.GREEN, Light.GREEN),
        (timedelta(days=1), Light.GREEN, Light.GREEN),
        (timedelta(days=2), Light.AMBER, Light.GREEN),
        (timedelta(days=7), Light.AMBER, Light.GREEN),
        (timedelta(days=8), Light.RED, Light.AMBER),
        (timedelta(days=30), Light.RED, Light.AMBER),
        (timedelta(days=31), Light.RED, Light.RED),
        (timedelta(days=-1), Light.AMBER, Light.AMBER),
    ],
)
def test_the_light_turns_with_age(
    here: Clinic, places: Places, age: timedelta, here_light: Light, second_light: Light
) -> None:
    back_up(here.folder, KEY, places, at(here, NOW))
    found = state(places, "vault-1", NOW + age)
    assert (found.here.light, found.second.light) == (here_light, second_light)
    assert found.here.last == NOW


def test_each_place_says_its_age_in_words(here: Clinic, places: Places) -> None:
    back_up(here.folder, KEY, places, at(here, NOW))

    def said(age: timedelta) -> str:
        return EnglishWords().say(state(places, "vault-1", NOW + age).here.sentence)

    assert said(timedelta(hours=1)) == "Last checked backup on this computer: today, 13:00."
    assert said(timedelta(days=1)) == "Last checked backup on this computer: yesterday."
    assert said(timedelta(days=3)) == "Last checked backup on this computer: 3 days ago."


def test_no_backup_and_no_second_place_are_red(tmp_path: Path) -> None:
    found = state(Places(tmp_path / "none"), "vault-1", NOW)
    assert (found.here.light, found.second.light, found.light) == (Light.RED, Light.RED, Light.RED)
    assert found.here.last is None
    away = state(Places(tmp_path / "none", tmp_path / "stick"), "vault-1", NOW)
    assert away.second.light is Light.AMBER


def test_a_second_place_on_the_same_disk_is_told_and_never_green(
    here: Clinic, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    back_up(here.folder, KEY, places, at(here, NOW))
    same = state(places, "vault-1", NOW)
    assert same.same_disk
    assert same.light is Light.AMBER
    monkeypatch.setattr(backup_state, "_same_disk", lambda _: False)
    assert state(places, "vault-1", NOW).light is Light.GREEN


def test_what_lies_in_the_folder_and_cannot_be_read_is_no_backup(
    here: Clinic, places: Places
) -> None:
    report = back_up(here.folder, KEY, places, at(here, NOW))
    whole = report.made.path.read_bytes()
    (places.here / "NeedlingPlan-2026-11-25-0900.npbackup").write_bytes(whole[:-100])
    (places.here / "letter.npbackup").write_bytes(whole)
    assert [path for path, _ in backups_in(places.here, "vault-1")] == [report.made.path]
    assert state(places, "vault-1", NOW).here.last == NOW


def test_the_second_place_is_remembered(tmp_path: Path) -> None:
    assert backups.load_places(tmp_path, tmp_path).second is None
    backups.save_second_place(tmp_path, tmp_path / "stick")
    assert backups.load_places(tmp_path, tmp_path).second == tmp_path / "stick"
    backups.save_second_place(tmp_path, None)
    assert backups.load_places(tmp_path, tmp_path).second is None
    for content in ("", "[]", '{"second": 5}', "{"):
        (tmp_path / "backups.json").write_text(content)
        assert backups.load_places(tmp_path, tmp_path).second is None


def test_who_may_restore_is_decided_by_the_keys_in_the_backup(tmp_path: Path) -> None:
    there = clinic(tmp_path / "vault", locked=True)
    helper = Person("staff-2", "Noor", Role.RECEPTION)
    slot = new_slot(
        "vault-1", "slot-2", helper.id, "another phrase here", KEY, there.means.random, LEAST
    )
    table: KeyTable = with_slot(there.table, slot, helper).sealed(KEY)
    write_table(there.folder, table)
    path = back_up(there.folder, KEY, Places(tmp_path / "b"), there.means).made.path
    there.database.close()
    assert backups.look(path).clients == 0
    assert backups.key_for(path, MANAGER.id, PASSPHRASE) == KEY
    assert backups.key_for_code(path, code_of(bytes.fromhex(RECOVERY_SECRET))) == KEY
    with pytest.raises(NotAllowed):
        backups.key_for(path, helper.id, "another phrase here")
    with pytest.raises(WrongPassphrase):
        backups.key_for(path, MANAGER.id, "no such phrase")
    with pytest.raises(WrongRecoveryCode):
        backups.key_for_code(path, code_of(bytes(16)))
    with pytest.raises(MistypedRecoveryCode):
        backups.key_for_code(path, "123")
    found = backups.bring_back(path, tmp_path / "new" / "vault", KEY, NOW.date())
    assert found.replaced is None


def test_a_whole_vault_is_backed_up_replaced_and_opened_with_its_own_passphrase(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_cheap(monkeypatch)
    house, mia, _ = house_with_two(tmp_path / "data" / "vault")
    vault = house.unlock(mia)
    places = Places(tmp_path / "data" / "backups")
    means = house.machine.means
    path = backups.back_up(vault.folder, vault.data_key, places, means).made.path
    vault.close()
    today = house.machine.at.date()
    key = backups.key_for(path, mia.id, PHRASE)
    replaced = backups.bring_back(path, house.folder, key, today).replaced
    assert replaced is not None
    backups.before_unlocking(house.folder, today)
    again = house.unlock(mia)
    assert not again.audit_was_cut
    assert not again.keys_were_older
    assert not again.was_left_open
    again.close()


def test_what_was_left_behind_goes_once_the_records_are_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_cheap(monkeypatch)
    house, mia, _ = house_with_two(tmp_path / "data" / "vault")
    places = Places(tmp_path / "data" / "backups", tmp_path / "stick")
    vault = house.unlock(mia)
    backups.back_up(vault.folder, vault.data_key, places, house.machine.means)
    (places.here / f".{vault.table.vault}-backup-x.part").write_bytes(b"half")
    (vault.folder / "backup-x").mkdir()
    vault.photos.mkdir(exist_ok=True)
    (vault.photos / ("0" * 32 + ".bin")).write_bytes(b"an orphan")
    old = house.folder.with_name("vault-replaced-2026-11-24")
    old.mkdir()
    backups.after_unlocking(vault, places, date(2026, 12, 30))
    assert len(names(places.here)) == 1
    assert not (vault.folder / "backup-x").exists()
    assert names(vault.photos) == ["0" * 32 + ".bin.aside-2026-12-30"]
    assert old.exists()  # the session before was in November, so this clock may be wrong
    vault.close()
    house.machine.at = datetime(2026, 12, 30, 9, tzinfo=UTC)
    house.unlock(mia).close()
    vault = house.unlock(mia)
    backups.after_unlocking(vault, places, date(2026, 12, 30))
    assert not old.exists()
    vault.close()
