"""The vault: made whole or not at all, opened by the right people only, and honest about trouble."""

from __future__ import annotations

import os
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from mneedle_gui.records import audit, new_lock, slots, staff, vault
from mneedle_gui.records.audit import Action
from mneedle_gui.records.database import open_database
from mneedle_gui.records.errors import (
    Damaged,
    DiskFailed,
    DiskFull,
    Foreign,
    InUse,
    KeysChanged,
    KeysUnreadable,
    LastManager,
    MistypedRecoveryCode,
    Newer,
    NotAllowed,
    NoVault,
    ReadOnly,
    RecordsGone,
    RecordsTrouble,
    TooSoon,
    VaultThere,
    WrongPassphrase,
    WrongRecoveryCode,
)
from mneedle_gui.records.instance import Instance
from mneedle_gui.records.open_vault import log_of
from mneedle_gui.records.people import Person, Right, Role
from mneedle_gui.records.photos import Photos, photos_of
from mneedle_gui.records.slots import read_table
from mneedle_gui.records.vault import State, Vault, state
from mneedle_gui.system import files
from tests.records.vault_stage import (
    BOBS,
    NEW,
    PHRASE,
    House,
    cuts,
    failing,
    house_with_two,
    made_cheap,
)

forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a child of the same memory")


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    made_cheap(monkeypatch)
    monkeypatch.setattr("mneedle_gui.records.database._PAUSES", (0.0,) * 3)
    monkeypatch.setattr(os, "fsync", lambda _: None)  # no power is cut here, and it takes long


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path / "data" / "vault")


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed vault with Mia and Bob, to be copied."""
    with pytest.MonkeyPatch.context() as patch:
        made_cheap(patch)
        folder = tmp_path_factory.mktemp("kept") / "vault"
        made, _, _ = house_with_two(folder)
        (folder.parent / "code").write_text(made.code, "utf-8")
    return folder


@pytest.fixture
def two(kept: Path, tmp_path: Path) -> House:
    """A copy of the vault with Mia and Bob."""
    return copied(kept, tmp_path / "two")


def copied(kept: Path, folder: Path) -> House:
    shutil.copytree(kept, folder)
    made = House(folder)
    made.machine.drawn = 1000
    made.code = (kept.parent / "code").read_text("utf-8")
    return made


def actions(opened: Vault) -> list[str]:
    return [row.action for row in audit.rows_of(opened.database)]


def files_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


# Made


def test_a_new_vault_is_open_for_its_manager_and_known_again(house: House) -> None:
    assert state(house.folder) is State.NOTHING
    made = house.make()
    assert made.person.name == "Mia Mansour"
    assert made.person.role is Role.MANAGER
    assert (made.was_left_open, made.log_was_lost, made.audit_was_cut) == (False, False, False)
    assert not made.must_change_passphrase
    assert actions(made) == ["found", "sign_in"]
    assert files_in(house.folder) >= {"records.db", "keys.json", "keys.copy.json", "open.marker"}
    made.close()
    assert files_in(house.folder) == {
        "records.db", "keys.json", "keys.copy.json", "in-use.lock",
    }  # fmt: skip
    assert state(house.folder) is State.LOCKED
    again = house.unlock(made.person)
    assert actions(again)[2:] == ["sign_out", "sign_in"]
    assert again.check_audit() is None
    assert again.key_for("photos") == made.key_for("photos") != again.key_for("backup")
    again.close()


@pytest.mark.skipif(os.name == "nt", reason="permissions of another kind")
def test_the_folder_is_for_this_user_alone(house: House) -> None:
    house.make().close()
    assert stat.S_IMODE(house.folder.stat().st_mode) == 0o700
    for name in slots.FILES:
        assert stat.S_IMODE((house.folder / name).stat().st_mode) == 0o600


def test_A_nothing_readable_lies_in_the_folder(house: House) -> None:
    made = house.make()
    made.audit(Action.VIEW, "client", "Zubaida Marker")
    for ended in (False, True):
        if ended:
            made.close()
        for path in house.folder.iterdir():
            content = path.read_bytes()
            assert b"Zubaida" not in content
            assert made.data_key not in content
            assert made.data_key.hex().encode() not in content


def test_records_that_are_there_are_never_made_over(two: House) -> None:
    before = {path.name: path.read_bytes() for path in two.folder.iterdir()}
    with pytest.raises(VaultThere):
        two.make()
    (two.folder / "records.db").rename(two.folder / "aside.db")
    assert state(two.folder) is State.BACKUP_WANTED
    with pytest.raises(RecordsGone):
        two.make()
    with pytest.raises(RecordsGone):
        two.unlock("anybody")
    (two.folder / "aside.db").rename(two.folder / "records.db")
    for name in slots.FILES:
        (two.folder / name).unlink()
    with pytest.raises(VaultThere):
        two.make()
    assert (two.folder / "records.db").read_bytes() == before["records.db"]


def test_no_vault_is_told_and_nothing_is_made(house: House) -> None:
    with pytest.raises(NoVault):
        house.unlock("anybody")
    assert not house.folder.exists()
    house.folder.mkdir(parents=True)
    with pytest.raises(NoVault):
        house.unlock("anybody")
    assert files_in(house.folder) == {"in-use.lock"}


@forks
def test_D14_making_is_cut_off_at_every_step_and_done_again(tmp_path: Path) -> None:
    seen = []
    for here in cuts(
        lambda step: House(tmp_path / str(step)),
        lambda _: None,
        lambda here, _: here.make(),
        statements=False,
    ):
        found = state(here.folder)
        seen.append(found)
        if found is State.NOTHING:
            here.make().close()
            left = files_in(here.folder)
            assert left == {"records.db", "keys.json", "keys.copy.json", "in-use.lock"}
        assert here.opens(read_table(here.folder).people[0], PHRASE)
    assert set(seen) == {State.NOTHING, State.LOCKED}
    assert len(seen) > 15


def test_D03_making_fails_at_every_step_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed = 0
    for step in range(1, 30):
        here = House(tmp_path / str(step))
        try:
            with failing(monkeypatch, step):
                here.make().close()
        except DiskFull:
            failed += 1
            assert files_in(here.folder) <= {"in-use.lock"}
            here.make().close()
    assert failed >= 5


def test_D05_a_place_where_no_folder_can_be_made_is_told(house: House) -> None:
    house.folder.parent.mkdir()
    house.folder.write_text("a file", "utf-8")
    with pytest.raises(RecordsTrouble):
        house.make()


# Opened


def test_two_people_open_the_same_records(two: House) -> None:
    bob, mia = two.person("Bob"), two.person("Mia Mansour")
    opened = two.unlock(bob, BOBS)
    assert opened.person == bob
    assert opened.desk.person == bob
    opened.close()
    assert two.opens(mia, PHRASE)
    for who, phrase in ((bob, PHRASE), (mia, BOBS), ("nobody", PHRASE), ("recovery", PHRASE)):
        assert not two.opens(who, phrase)


def test_K01_wrong_tries_are_counted_and_told_to_whom_they_concern(two: House) -> None:
    bob = two.person("Bob")
    for _ in range(3):
        with pytest.raises(WrongPassphrase):
            two.unlock(bob, "wrong")
    with pytest.raises(TooSoon):
        two.unlock(bob, BOBS)
    two.machine.seconds += 2
    opened = two.unlock(bob, BOBS)
    last = list(audit.rows_of(opened.database))[-2:]
    assert [row.action for row in last] == ["failed_sign_in", "sign_in"]
    assert last[0].changes == (audit.Changed("tries", "", "3"),)
    assert last[0].subject_id == bob.id
    opened.close()


def test_K01_names_that_are_not_there_share_one_count(two: House) -> None:
    for number in range(3):
        with pytest.raises(WrongPassphrase):
            two.unlock(f"nobody-{number}", "wrong")
    with pytest.raises(TooSoon):
        two.unlock("nobody-3", "wrong")


def test_D07_a_second_window_is_told_that_it_is_in_use(two: House) -> None:
    bob = two.person("Bob")
    opened = two.unlock(bob, BOBS)
    with pytest.raises(InUse):
        two.unlock(bob, BOBS)
    with pytest.raises(InUse):
        two.make()
    opened.close()
    assert two.opens(bob, BOBS)


HOLD = """
import sys, time
from pathlib import Path
from mneedle_gui.records.instance import Instance
held = Instance(Path(sys.argv[1]))
held.take()
print("taken", flush=True)
time.sleep(30)
"""


def test_D07_another_process_holds_it_and_a_lock_left_by_a_kill_is_taken_over(
    two: House, repository: Path
) -> None:
    bob = two.person("Bob")
    command = [sys.executable, "-c", HOLD, str(two.folder)]
    with subprocess.Popen(command, cwd=repository, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"taken"
        with pytest.raises(InUse):
            two.unlock(bob, BOBS)
        other.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
        other.wait()
    assert (two.folder / "in-use.lock").exists()
    assert two.opens(bob, BOBS)


def test_D05_a_disk_without_locks_or_rights_is_told(
    two: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "a name that must not be told")

    monkeypatch.setattr("filelock.FileLock.acquire", refuse)
    with pytest.raises(ReadOnly) as caught:
        Instance(two.folder).take()
    assert caught.value.__context__ is None


def test_a_session_that_did_not_end_is_known_and_its_log_is_missed(
    two: House, tmp_path: Path
) -> None:
    bob = two.person("Bob")
    opened = two.unlock(bob, BOBS)
    opened.audit(Action.VIEW, "client", "c-1")
    with_log = tmp_path / "with log"
    shutil.copytree(two.folder, with_log)
    without = tmp_path / "without log"
    shutil.copytree(two.folder, without)
    log_of(without).unlink()
    opened.close()

    whole = House(with_log).unlock(bob, BOBS)
    assert (whole.was_left_open, whole.log_was_lost) == (True, False)
    assert actions(whole)[-2:] == ["view", "sign_in"]
    whole.close()
    short = House(without).unlock(bob, BOBS)
    assert (short.was_left_open, short.log_was_lost) == (True, True)
    assert "view" not in actions(short)
    assert actions(short)[-1] == "sign_in"
    assert "check" in actions(short)
    short.close()
    again = House(without).unlock(bob, BOBS)
    assert (again.was_left_open, again.log_was_lost) == (False, False)
    again.close()


@forks
def test_D01_a_session_killed_at_any_step_of_its_end_raises_no_false_alarm(
    kept: Path, tmp_path: Path
) -> None:
    for here in cuts(
        lambda step: copied(kept, tmp_path / str(step)),
        lambda here: here.person("Bob"),
        lambda here, bob: here.unlock(bob, BOBS).close(),
        statements=False,
    ):
        bob = here.person("Bob")
        opened = here.unlock(bob, BOBS)
        assert not opened.log_was_lost
        assert not opened.audit_was_cut
        assert opened.check_audit() is None
        opened.close()


def test_an_unreadable_marker_counts_as_left_open(two: House) -> None:
    (two.folder / "open.marker").mkdir()
    opened = two.unlock(two.person("Bob"), BOBS)
    assert (opened.was_left_open, opened.log_was_lost) == (True, True)
    opened.close()


def test_D03_a_full_disk_keeps_nobody_from_reading(
    two: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full:
        def append(self, *_: object) -> None:
            raise DiskFull

    monkeypatch.setattr(Vault, "trail", Full())
    opened = two.unlock(two.person("Bob"), BOBS)
    assert opened.sign_in_not_kept
    assert opened.check_audit() is None
    opened.close()


# Keys and database that do not agree


@pytest.mark.parametrize("name", slots.FILES)
def test_K02_one_copy_of_the_keys_is_enough_and_is_mended(two: House, name: str) -> None:
    bob = two.person("Bob")
    for spoil in (Path.unlink, lambda path: path.write_bytes(b"{}")):
        spoil(two.folder / name)
        opened = two.unlock(bob, BOBS)
        assert opened.keys_were_mended
        assert "keys_mended" in actions(opened)
        assert slots.copies_are_equal(two.folder)
        opened.close()
    last = two.unlock(bob, BOBS)
    assert not last.keys_were_mended
    last.close()


def test_K02_no_copy_of_the_keys_is_told_as_such(two: House) -> None:
    bob = two.person("Bob")
    for name in slots.FILES:
        (two.folder / name).write_bytes(b"spoilt")
    assert state(two.folder) is State.KEYS_UNREADABLE
    with pytest.raises(KeysUnreadable):
        two.unlock(bob, BOBS)


def test_K02_keys_changed_from_outside_are_told_as_such(two: House) -> None:
    bob = two.person("Bob")
    for name in slots.FILES:
        path = two.folder / name
        path.write_bytes(path.read_bytes().replace(b'"practitioner"', b'"manager"'))
    with pytest.raises(KeysChanged):
        two.unlock(bob, BOBS)
    assert two.throttle.tries(bob.id) == 0


def test_K02_keys_of_another_clinic_are_not_told_as_a_wrong_passphrase(
    two: House, tmp_path: Path
) -> None:
    other = House(tmp_path / "other")
    other.machine.drawn = 50_000
    stranger = other.make("Zoe")
    stranger.close()
    for name in slots.FILES:
        shutil.copy(other.folder / name, two.folder / name)
    with pytest.raises(Damaged) as caught:
        two.unlock(stranger.person)
    assert "keys beside it" in caught.value.sentence.text
    assert files_in(two.folder) >= {"records.db"}


def test_K02_an_older_key_file_lets_nobody_in_again_who_left(two: House) -> None:
    bob, mia = two.person("Bob"), two.person("Mia Mansour")
    older = {name: (two.folder / name).read_bytes() for name in slots.FILES}
    opened = two.unlock(mia)
    ann = staff.add_person(opened, "Ann", Role.RECEPTION, "anns own few words")
    staff.change_person(opened, mia.id, "Mia Haddad", Role.MANAGER)
    staff.remove_person(opened, bob.id)
    opened.close()
    for name, content in older.items():
        (two.folder / name).write_bytes(content)
    assert not two.opens(bob, BOBS)
    back = two.unlock(mia)
    assert back.keys_were_older
    assert {one.id for one in back.table.people} == {mia.id, ann.id}
    assert back.person.name == "Mia Haddad"
    assert back.table.slot_of(bob.id) is None
    assert "keys_mended" in actions(back)
    back.close()
    again = two.unlock(mia)
    assert not again.keys_were_older
    again.close()


def test_K12_an_older_database_put_back_is_told_once_and_kept_in_the_audit(two: House) -> None:
    bob = two.person("Bob")
    older = (two.folder / "records.db").read_bytes()
    two.unlock(bob, BOBS).close()
    (two.folder / "records.db").write_bytes(older)
    opened = two.unlock(bob, BOBS)
    assert opened.audit_was_cut
    assert actions(opened)[-2:] == ["check", "sign_in"]
    assert opened.check_audit() is None
    opened.close()
    again = two.unlock(bob, BOBS)
    assert not again.audit_was_cut
    again.close()


def test_K12_an_edited_row_is_named(two: House) -> None:
    opened = two.unlock(two.person("Bob"), BOBS)
    with opened.database.writing() as writer:
        writer.run("DROP TRIGGER audit_is_kept")
        writer.run("UPDATE audit SET staff_id = 'x' WHERE seq = 3")
    assert opened.check_audit() == 3
    opened.close()


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: 4096 * 5])


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096 * 3 + 77] ^= 4
    path.write_bytes(content)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def one_byte(path: Path) -> None:
    path.write_bytes(b"\0")


def zeroed(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


def plain(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0" + bytes(8176))


@pytest.mark.parametrize(
    ("spoil", "kind"),
    [
        (cut_short, Damaged),
        (flip, Damaged),
        (empty, Damaged),
        (one_byte, Damaged),
        (zeroed, Damaged),
        (plain, Foreign),
    ],
)
def test_D06_damage_is_told_as_damage_and_never_as_a_wrong_passphrase(
    two: House, spoil: Callable[[Path], None], kind: type[RecordsTrouble]
) -> None:
    bob = two.person("Bob")
    spoil(two.folder / "records.db")
    with pytest.raises(kind):
        two.unlock(bob, BOBS)
    assert two.throttle.tries(bob.id) == 0
    assert not two.opens(bob, "wrong")


def test_D13_records_of_a_newer_program_are_told_and_not_touched(two: House) -> None:
    mia = two.person("Mia Mansour")
    opened = two.unlock(mia)
    with opened.database.writing() as writer:
        writer.run("PRAGMA user_version = 99")
    opened.close()
    before = (two.folder / "records.db").read_bytes()
    with pytest.raises(Newer):
        two.unlock(mia)
    assert (two.folder / "records.db").read_bytes() == before


# People


def test_a_colleague_gets_in_and_is_asked_for_an_own_passphrase(two: House) -> None:
    mia = two.unlock(two.person("Mia Mansour"))
    ann = staff.add_person(mia, "Ann", Role.RECEPTION, "first words for ann")
    mia.close()
    opened = two.unlock(ann, "first words for ann")
    assert opened.must_change_passphrase
    staff.change_passphrase(opened, two.throttle, "first words for ann", NEW)
    assert not opened.must_change_passphrase
    opened.close()
    assert two.opens(ann, NEW)
    assert not two.opens(ann, "first words for ann")


def test_who_is_no_manager_changes_nothing_about_people(two: House) -> None:
    bob, mia = two.person("Bob"), two.person("Mia Mansour")
    opened = two.unlock(bob, BOBS)
    for verb in (
        lambda: staff.add_person(opened, "X", Role.MANAGER, NEW),
        lambda: staff.change_person(opened, bob.id, "Bob", Role.MANAGER),
        lambda: staff.remove_person(opened, mia.id),
        lambda: staff.give_passphrase(opened, mia.id, NEW),
        lambda: staff.new_recovery_code(opened),
        lambda: new_lock.change_the_lock(opened, two.throttle, BOBS, ((mia.id, NEW),)),
        lambda: opened.need(Right.SEE_AUDIT),
    ):
        with pytest.raises(NotAllowed):
            verb()
    opened.close()
    assert two.opens(mia, PHRASE)


def test_K06_the_last_manager_can_neither_leave_nor_step_down(two: House) -> None:
    mia, bob = two.person("Mia Mansour"), two.person("Bob")
    opened = two.unlock(mia)
    with pytest.raises(LastManager):
        staff.remove_person(opened, mia.id)
    with pytest.raises(LastManager):
        staff.change_person(opened, mia.id, mia.name, Role.PRACTITIONER)
    staff.change_person(opened, bob.id, "Bob", Role.MANAGER)
    staff.change_person(opened, mia.id, mia.name, Role.PRACTITIONER)
    assert opened.person.role is Role.PRACTITIONER
    with pytest.raises(NotAllowed):
        staff.remove_person(opened, bob.id)
    opened.close()


def test_K09_ids_and_never_names_tell_people_apart(two: House) -> None:
    bob = two.person("Bob")
    opened = two.unlock(two.person("Mia Mansour"))
    other = staff.add_person(opened, "Bob", Role.RECEPTION, NEW)
    staff.change_person(opened, bob.id, "Robert", Role.PRACTITIONER)
    staff.remove_person(opened, bob.id)
    back = staff.add_person(opened, "Robert", Role.PRACTITIONER, "robert is here again")
    assert len({bob.id, other.id, back.id}) == 3
    rows = opened.database.rows("SELECT id, name, active FROM staff ORDER BY id")
    assert (bob.id, "Robert", 0) in rows
    assert {(other.id, "Bob", 1), (back.id, "Robert", 1)} <= set(rows)
    with pytest.raises(ValueError, match="nobody"):
        staff.change_person(opened, bob.id, "Bob", Role.RECEPTION)
    told = [row for row in audit.rows_of(opened.database) if row.action == "change_person"]
    assert told[0].changes == (audit.Changed("name", "Bob", "Robert"),)
    opened.close()
    assert not two.opens(bob, BOBS)
    assert two.opens(back, "robert is here again")


def test_a_manager_gives_a_forgotten_passphrase_anew(two: House) -> None:
    bob = two.person("Bob")
    opened = two.unlock(two.person("Mia Mansour"))
    staff.give_passphrase(opened, bob.id, NEW)
    opened.close()
    assert not two.opens(bob, BOBS)
    again = two.unlock(bob, NEW)
    assert again.must_change_passphrase
    again.close()


def test_a_passphrase_is_changed_only_by_who_knows_the_old_one(two: House) -> None:
    bob = two.person("Bob")
    opened = two.unlock(bob, BOBS)
    for _ in range(3):
        with pytest.raises(WrongPassphrase):
            staff.change_passphrase(opened, two.throttle, "wrong", NEW)
    with pytest.raises(TooSoon):
        staff.change_passphrase(opened, two.throttle, BOBS, NEW)
    opened.close()
    assert two.opens(bob, BOBS)


@forks
def test_K04_a_passphrase_change_is_killed_at_every_step(kept: Path, tmp_path: Path) -> None:
    seen = set()
    for here in cuts(
        lambda step: copied(kept, tmp_path / str(step)),
        lambda here: here.unlock(here.person("Bob"), BOBS),
        lambda here, opened: staff.change_passphrase(opened, here.throttle, BOBS, NEW),
    ):
        bob = here.person("Bob")
        right = [phrase for phrase in (BOBS, NEW) if here.opens(bob, phrase)]
        assert len(right) == 1
        seen.add(right[0])
        opened = here.unlock(bob, right[0])
        assert opened.check_audit() is None
        opened.close()
    assert seen == {BOBS, NEW}


def test_K04_a_passphrase_change_fails_at_every_write(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed = 0
    for step in range(1, 12):
        here = copied(kept, tmp_path / str(step))
        bob = here.person("Bob")
        opened = here.unlock(bob, BOBS)
        right = NEW
        try:
            with failing(monkeypatch, step):
                staff.change_passphrase(opened, here.throttle, BOBS, NEW)
        except DiskFull:
            failed += 1
            right = BOBS
        assert opened.table == read_table(here.folder)
        opened.close()
        assert [phrase for phrase in (BOBS, NEW) if here.opens(bob, phrase)] == [right]
    assert failed >= 4


@forks
def test_people_are_added_and_let_go_whole_or_not_at_all(kept: Path, tmp_path: Path) -> None:
    def change(here: House, opened: Vault) -> None:
        staff.add_person(opened, "Ann", Role.RECEPTION, NEW)
        staff.remove_person(opened, here.person("Bob").id)

    bob = House(kept).person("Bob")
    for here in cuts(
        lambda step: copied(kept, tmp_path / str(step)),
        lambda here: here.unlock(here.person("Mia Mansour")),
        change,
    ):
        mia = here.person("Mia Mansour")
        opened = here.unlock(mia)
        assert opened.check_audit() is None
        active = opened.database.rows("SELECT id, name FROM staff WHERE active = 1 ORDER BY id")
        assert active == sorted((one.id, one.name) for one in opened.table.people)
        opened.close()
        for one in read_table(here.folder).people:
            assert here.opens(one, {"Mia Mansour": PHRASE, "Bob": BOBS, "Ann": NEW}[one.name])
        if bob.id not in {one.id for one in read_table(here.folder).people}:
            assert not here.opens(bob, BOBS)


# Recovery


def test_the_recovery_code_opens_once_and_gives_way_to_a_new_one(two: House) -> None:
    mia = two.person("Mia Mansour")
    opened, new = two.recover(two.code.lower().replace("-", " "), mia)
    assert opened.person == mia
    assert actions(opened)[-2:] == ["sign_in", "recover"]
    assert not opened.recovery_confirmed
    opened.close()
    assert new != two.code
    assert two.opens(mia, NEW)
    assert not two.opens(mia, PHRASE)
    with pytest.raises(WrongRecoveryCode):
        two.recover(two.code, mia)
    two.recover(new, mia)[0].close()


def test_K05_a_mistyped_code_is_no_try(two: House) -> None:
    mia = two.person("Mia Mansour")
    with pytest.raises(MistypedRecoveryCode):
        two.recover(two.code[:-1] + ("0" if two.code[-1] != "0" else "1"), mia)
    assert two.throttle.tries("recovery") == 0
    assert two.opens(mia, PHRASE)


def test_a_recovery_that_cannot_be_kept_leaves_code_and_passphrase(
    two: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    mia = two.person("Mia Mansour")

    def refuse(*_: object) -> str:
        raise DiskFull

    with monkeypatch.context() as patch:
        patch.setattr(vault, "recover", refuse)
        with pytest.raises(DiskFull):
            two.recover(two.code, mia)
    assert two.opens(mia, PHRASE)
    two.recover(two.code, mia)[0].close()


def test_recovery_is_for_somebody_who_is_there(two: House) -> None:
    stranger = Person("nobody", "X", Role.MANAGER)
    with pytest.raises(WrongPassphrase):
        two.recover(two.code, stranger)
    assert two.opens(two.person("Mia Mansour"), PHRASE)


def test_a_new_code_voids_the_one_before_and_wants_to_be_confirmed(two: House) -> None:
    mia = two.person("Mia Mansour")
    opened = two.unlock(mia)
    assert not opened.recovery_confirmed
    opened.confirm_recovery()
    assert opened.recovery_confirmed
    code = staff.new_recovery_code(opened)
    assert not opened.recovery_confirmed
    opened.confirm_recovery()
    opened.close()
    with pytest.raises(WrongRecoveryCode):
        two.recover(two.code, mia)
    again, _ = two.recover(code, mia)
    again.close()


# Another lock


def test_another_lock_opens_with_new_secrets_only(two: House, tmp_path: Path) -> None:
    mia, bob = two.person("Mia Mansour"), two.person("Bob")
    copy = tmp_path / "a copy that Bob kept"
    shutil.copytree(two.folder, copy)
    opened = two.unlock(mia)
    old_key = opened.data_key
    code = new_lock.change_the_lock(opened, two.throttle, PHRASE, ((bob.id, NEW),))
    assert opened.data_key != old_key
    assert not opened.recovery_confirmed
    assert opened.check_audit() is None
    opened.audit(Action.VIEW, "client", "c-1")
    opened.close()
    assert files_in(two.folder) <= {
        "records.db", "keys.json", "keys.copy.json", "in-use.lock", "tries.json",
    }  # fmt: skip
    assert not two.opens(bob, BOBS)
    with pytest.raises(WrongRecoveryCode):
        two.recover(two.code, mia)
    bobs = two.unlock(bob, NEW)
    assert bobs.must_change_passphrase
    assert "change_lock" in actions(bobs)
    bobs.close()
    assert two.opens(mia, PHRASE)
    two.recover(code, mia)[0].close()
    assert House(copy).opens(bob, BOBS)  # what stays open, as the manual says
    shutil.copy(copy / "keys.json", two.folder)
    shutil.copy(copy / "keys.copy.json", two.folder)
    with pytest.raises(Damaged):  # and the old keys do not open the new records
        two.unlock(bob, BOBS)


def test_another_lock_brings_the_photos_along(two: House) -> None:
    mia, bob = two.person("Mia Mansour"), two.person("Bob")
    opened = two.unlock(mia)
    photos = Photos(opened.photos, opened.data_key, two.machine.random)
    name, code = photos._written("ph-1", b"a picture")
    with opened.database.writing() as writer:
        values = (mia.id, mia.id)
        writer.run(
            "INSERT INTO client VALUES ('c-1','1','Z','','','','','','',?,'','',1,NULL,NULL)",
            values[:1],
        )
        for photo, file in (("ph-1", name), ("ph-2", "00" * 16 + ".bin")):
            writer.run(
                "INSERT INTO photo VALUES (?,'c-1',NULL,?,?,1,1,'front','2026-11-24',x'','',?,NULL)",
                (photo, file, code, mia.id),
            )
    new_lock.change_the_lock(opened, two.throttle, PHRASE, ((bob.id, NEW),))
    rows: dict[str, str] = dict(opened.database.rows("SELECT id, file FROM photo"))
    assert rows["ph-2"] == "00" * 16 + ".bin"  # it was lost before
    assert files_in(opened.photos) == {rows["ph-1"]} != {name}
    now = Photos(opened.photos, opened.data_key, two.machine.random)
    assert now.content(photos_of(opened.database, "c-1")[0]) == b"a picture"
    opened.close()


def test_another_lock_wants_a_passphrase_for_each_of_the_others(two: House) -> None:
    mia, bob = two.person("Mia Mansour"), two.person("Bob")
    opened = two.unlock(mia)
    for phrases in ((), ((mia.id, NEW),), ((bob.id, NEW), (bob.id, NEW))):
        with pytest.raises(ValueError, match="each of the others"):
            new_lock.change_the_lock(opened, two.throttle, PHRASE, phrases)
    with pytest.raises(WrongPassphrase):
        new_lock.change_the_lock(opened, two.throttle, "wrong", ((bob.id, NEW),))
    opened.close()
    assert two.opens(bob, BOBS)


@forks
@pytest.mark.parametrize("first", ["Mia Mansour", "Bob"])
def test_S05_a_change_of_the_lock_is_killed_at_every_step(
    kept: Path, tmp_path: Path, first: str
) -> None:
    def change(here: House, opened: Vault) -> None:
        phrases = ((here.person("Bob").id, NEW),)
        new_lock.change_the_lock(opened, here.throttle, PHRASE, phrases)

    seen = set()
    for here in cuts(
        lambda step: copied(kept, tmp_path / str(step)),
        lambda here: here.unlock(here.person("Mia Mansour")),
        change,
        statements=False,
    ):
        mia, bob = here.person("Mia Mansour"), here.person("Bob")
        if first == "Mia Mansour":
            assert here.opens(mia, PHRASE)
        right = [phrase for phrase in (BOBS, NEW) if here.opens(bob, phrase)]
        assert len(right) == 1
        seen.add(right[0])
        opened = here.unlock(mia)
        assert opened.check_audit() is None
        assert ("change_lock" in actions(opened)) is (right == [NEW])
        opened.close()
        assert not [name for name in files_in(here.folder) if "next" in name]
    assert seen == {BOBS, NEW}


def test_S05_a_change_of_the_lock_fails_at_every_write(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed = 0
    for step in range(1, 16):
        here = copied(kept, tmp_path / str(step))
        mia, bob = here.person("Mia Mansour"), here.person("Bob")
        opened = here.unlock(mia)
        right = NEW
        try:
            with failing(monkeypatch, step):
                new_lock.change_the_lock(opened, here.throttle, PHRASE, ((bob.id, NEW),))
        except DiskFull:
            failed += 1
            right = BOBS
        opened.audit(Action.VIEW)
        assert opened.check_audit() is None
        opened.close()
        assert [phrase for phrase in (BOBS, NEW) if here.opens(bob, phrase)] == [right]
        assert here.opens(mia, PHRASE)
    assert failed >= 4


def test_another_lock_is_refused_while_somebody_reads(two: House) -> None:
    mia, bob = two.person("Mia Mansour"), two.person("Bob")
    opened = two.unlock(mia)
    reader, _ = open_database(two.folder / "records.db", opened.data_key, 99)
    reader.engine.execute("BEGIN")
    reader.rows("SELECT * FROM staff")
    reader.engine.execute("PRAGMA busy_timeout = 0")
    opened.database.engine.execute("PRAGMA busy_timeout = 0")
    with pytest.raises(InUse):
        new_lock.change_the_lock(opened, two.throttle, PHRASE, ((bob.id, NEW),))
    reader.engine.execute("COMMIT")
    reader.close()
    opened.close()
    assert two.opens(bob, BOBS)


@pytest.mark.parametrize(
    ("where", "found", "kind"),
    [
        ("verify", lambda *_: 1, Damaged),
        ("log_of", lambda folder: folder / "keys.json", InUse),
    ],
)
def test_another_lock_is_not_put_in_force_when_the_copy_is_not_sound(
    two: House,
    monkeypatch: pytest.MonkeyPatch,
    where: str,
    found: Callable[..., object],
    kind: type[RecordsTrouble],
) -> None:
    mia, bob = two.person("Mia Mansour"), two.person("Bob")
    opened = two.unlock(mia)
    with monkeypatch.context() as patch:
        patch.setattr(audit if where == "verify" else new_lock, where, found)
        with pytest.raises(kind):
            new_lock.change_the_lock(opened, two.throttle, PHRASE, ((bob.id, NEW),))
    opened.audit(Action.VIEW)
    assert opened.check_audit() is None
    opened.close()
    assert two.opens(bob, BOBS)
    assert not [name for name in files_in(two.folder) if "next" in name]


def test_a_log_that_stays_at_the_end_leaves_the_session_marked_as_open(two: House) -> None:
    bob = two.person("Bob")
    opened = two.unlock(bob, BOBS)
    reader, _ = open_database(two.folder / "records.db", opened.data_key, 99)
    opened.close()
    assert {"open.marker", "records.db-wal"} <= files_in(two.folder)
    reader.close()
    again = two.unlock(bob, BOBS)
    assert (again.was_left_open, again.log_was_lost) == (True, False)
    again.close()


def test_a_table_without_recovery_is_never_confirmed(two: House) -> None:
    opened = two.unlock(two.person("Bob"), BOBS)
    kept = tuple(one for one in opened.table.slots if one.owner != slots.RECOVERY)
    opened.table = replace(opened.table, slots=kept)
    opened.confirm_recovery()
    assert not opened.recovery_confirmed
    opened.close()


@pytest.mark.parametrize(
    ("trouble", "kind"),
    [
        (files.DiskFull, DiskFull),
        (files.FileRefused, ReadOnly),
        (files.FileMissing, DiskFailed),
        (files.DiskFailed, DiskFailed),
    ],
)
def test_troubles_with_files_are_told_in_the_words_of_the_records(
    trouble: type[files.FileTrouble], kind: type[RecordsTrouble]
) -> None:
    with pytest.raises(kind), staff.told_as_records():
        raise trouble
