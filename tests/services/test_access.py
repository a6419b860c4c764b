"""The way in without a window: set up, confirm, unlock, lock, people, recovery, another lock."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pypdf
import pytest

from mneedle_gui.records.errors import (
    InUse,
    KeysUnreadable,
    MistypedRecoveryCode,
    NoName,
    NotAllowed,
    NoVault,
    VaultThere,
    WeakPassphrase,
    WrongPassphrase,
    WrongRecoveryCode,
)
from mneedle_gui.records.recovery import group_of
from mneedle_gui.services import access
from mneedle_gui.services.access import Access, NewCode, Role, State, Vault
from mneedle_gui.services.settings import Settings
from mneedle_gui.services.workbench import Workbench
from mneedle_gui.system.paths import find_places
from tests import builders
from tests.documents.papers import CLINIC
from tests.records.vault_stage import BOBS, NEW, PHRASE, Machine, made_cheap

MACHINE = Machine()


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    made_cheap(monkeypatch)


@pytest.fixture
def door(tmp_path: Path) -> Access:
    places = find_places({"MNEEDLE_HOME": str(tmp_path)})
    return Access(places, builders.ROOT, MACHINE.means)


@pytest.fixture
def opened(door: Access) -> Vault:
    made, new = door.set_up("  Mia\u202e   Mansour ", PHRASE)
    door.confirm_recovery(made, new, group_of(new.code, new.group))
    return made


def right(new: NewCode) -> str:
    return group_of(new.code, new.group)


def test_from_nothing_to_locked_and_open_again(door: Access) -> None:
    assert door.state() is State.NOTHING
    made, new = door.set_up("Mia", PHRASE)
    assert 1 <= new.group <= 6
    door.lock(made)
    assert door.state() is State.LOCKED
    [mia] = door.people()
    again = door.unlock(mia.id, PHRASE)
    assert again.person == mia
    assert not again.recovery_confirmed
    door.lock(again)


def test_setting_up_is_finished_when_a_group_is_typed_back(door: Access) -> None:
    made, new = door.set_up("Mia", PHRASE)
    wrong = group_of(new.code, new.group % 6 + 1)
    with pytest.raises(MistypedRecoveryCode) as caught:
        door.confirm_recovery(made, new, wrong)
    assert caught.value.group == new.group
    assert not made.recovery_confirmed
    door.confirm_recovery(made, new, f" {right(new).lower()} ")
    assert made.recovery_confirmed
    door.lock(made)


def test_a_setting_up_that_was_not_confirmed_goes_on_with_a_new_code(door: Access) -> None:
    made, first = door.set_up("Mia", PHRASE)
    door.lock(made)
    again = door.unlock(door.people()[0].id, PHRASE)
    assert not again.recovery_confirmed
    second = door.new_code(again)
    door.confirm_recovery(again, second, right(second))
    door.lock(again)
    with pytest.raises(WrongRecoveryCode):
        door.recover(first.code, door.people()[0].id, NEW)


def test_names_are_cleaned_and_needed(door: Access, opened: Vault) -> None:
    assert opened.person.name == "Mia Mansour"
    for name in ("", "  ", "\u200b\u00a0"):
        with pytest.raises(NoName):
            door.add_person(opened, name, Role.RECEPTION, BOBS)
        with pytest.raises(NoName):
            door.change_person(opened, opened.person.id, name, Role.MANAGER)
    door.lock(opened)
    with pytest.raises(VaultThere):
        door.set_up("Zoe", PHRASE)


def test_no_weak_passphrase_gets_in_by_any_verb(door: Access) -> None:
    with pytest.raises(WeakPassphrase):
        door.set_up("Mia", "123456789012")
    assert door.state() is State.NOTHING
    made, new = door.set_up("Mia", PHRASE)
    me = made.person.id
    with pytest.raises(WeakPassphrase):
        door.add_person(made, "Bob", Role.RECEPTION, "short")
    with pytest.raises(WeakPassphrase):
        door.change_passphrase(made, PHRASE, "passwordpassword")
    door.lock(made)
    with pytest.raises(WeakPassphrase):
        door.recover(new.code, me, "short")
    door.lock(door.unlock(me, PHRASE))


def test_an_offered_passphrase_says_how_much_chance_is_in_it(door: Access) -> None:
    offer = door.offer()
    assert offer.bits == 44
    assert len(offer.passphrase.split()) == 4
    assert door.offer().passphrase != offer.passphrase
    door.check_passphrase(offer.passphrase)


def test_a_colleague_from_the_first_day_to_the_last(door: Access, opened: Vault) -> None:
    bob = door.add_person(opened, "Bob", Role.PRACTITIONER, BOBS)
    door.change_person(opened, bob.id, "Robert", Role.PRACTITIONER)
    door.lock(opened)
    his = door.unlock(bob.id, BOBS)
    assert his.must_change_passphrase
    door.change_passphrase(his, BOBS, NEW)
    with pytest.raises(NotAllowed):
        door.audit_lines(his)
    door.lock(his)
    mine = door.unlock(opened.person.id, PHRASE)
    given = door.give_passphrase(mine, bob.id)
    door.lock(mine)
    with pytest.raises(WrongPassphrase):
        door.unlock(bob.id, NEW)
    door.lock(door.unlock(bob.id, given))
    mine = door.unlock(opened.person.id, PHRASE)
    door.remove_person(mine, bob.id)
    head, *rows = door.audit_lines(mine)
    assert head[5] == "action"
    assert {row[4] for row in rows} == {"Mia Mansour", "Robert"}
    assert rows[-1][5] == "remove_person"
    door.lock(mine)
    with pytest.raises(WrongPassphrase):
        door.unlock(bob.id, given)


def test_a_lost_passphrase_is_helped_by_the_sheet(door: Access) -> None:
    made, new = door.set_up("Mia", PHRASE)
    door.lock(made)
    again, other = door.recover(new.code, made.person.id, NEW)
    assert not again.recovery_confirmed
    door.confirm_recovery(again, other, right(other))
    door.lock(again)
    door.lock(door.unlock(made.person.id, NEW))


def test_another_lock_gives_everybody_else_a_first_passphrase(door: Access, opened: Vault) -> None:
    bob = door.add_person(opened, "Bob", Role.PRACTITIONER, BOBS)
    changed = door.change_the_lock(opened, PHRASE)
    [(who, phrase)] = changed.phrases
    assert who == bob
    door.confirm_recovery(opened, changed.code, right(changed.code))
    door.lock(opened)
    with pytest.raises(WrongPassphrase):
        door.unlock(bob.id, BOBS)
    his = door.unlock(bob.id, phrase)
    assert his.must_change_passphrase
    door.lock(his)


def test_each_state_of_the_folder_is_told(door: Access, opened: Vault) -> None:
    with pytest.raises(InUse):
        door.unlock(opened.person.id, PHRASE)
    door.lock(opened)
    records = door.folder / "records.db"
    records.rename(records.with_name("aside"))
    assert door.state() is State.BACKUP_WANTED
    for name in ("keys.json", "keys.copy.json"):
        (door.folder / name).write_bytes(b"")
    records.with_name("aside").rename(records)
    assert door.state() is State.KEYS_UNREADABLE
    with pytest.raises(KeysUnreadable):
        door.people()


def test_nothing_is_made_by_asking(door: Access) -> None:
    assert door.state() is State.NOTHING
    with pytest.raises(NoVault):
        door.unlock("anybody", PHRASE)
    assert not door.folder.exists()


def test_a_restore_that_was_cut_off_is_ended_before_anything_is_asked(
    door: Access, opened: Vault
) -> None:
    door.lock(opened)
    door.folder.rename(door.folder.with_name("vault-restored"))
    assert door.state() is State.LOCKED


def test_the_sheet_is_made_in_memory_for_the_clinic(
    door: Access, opened: Vault, tmp_path: Path
) -> None:
    before = sorted(path.name for path in tmp_path.rglob("*"))
    new = door.new_code(opened)
    bench = Workbench(builders.ROOT, builders.content(), builders.words(), Settings(CLINIC))
    [page] = pypdf.PdfReader(io.BytesIO(access.recovery_sheet(opened, new.code, bench))).pages
    text = page.extract_text()
    assert all(group in text for group in new.code.split("-"))
    assert opened.table.vault in text
    assert CLINIC.name in text
    assert builders.words().day(date(2026, 11, 24)) in text
    assert sorted(path.name for path in tmp_path.rglob("*")) == before
    door.lock(opened)


def test_the_machine_gives_time_that_is_aware_and_chance_that_is_not_foreseen() -> None:
    means = access.machine()
    assert means.now().utcoffset() is not None
    assert -14 * 60 <= means.offset_minutes() <= 14 * 60
    assert means.monotonic() <= means.monotonic()
    assert len({means.random(16) for _ in range(100)}) == 100
    assert means.cost.is_enough
