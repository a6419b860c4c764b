"""The door to the vault: made once, opened with a passphrase or the recovery code.

A vault is made under a name of its own and gets the right one as its last step, after the keys. A
half-made one is known by that name and swept away when the next is made. Nobody can have written
anything into it, because nobody had been let in.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import Enum
from pathlib import Path

from mneedle_gui.domain.wording import message
from mneedle_gui.records.audit import Action, Trail
from mneedle_gui.records.database import put_in_place, trouble_of
from mneedle_gui.records.errors import (
    Damaged,
    KeysUnreadable,
    NoVault,
    RecordsGone,
    RecordsTrouble,
    VaultThere,
    WrongPassphrase,
)
from mneedle_gui.records.instance import Instance
from mneedle_gui.records.key_table import KeyTable
from mneedle_gui.records.keys import KEY_BYTES
from mneedle_gui.records.means import Means
from mneedle_gui.records.new_lock import finish_change, forget_change
from mneedle_gui.records.open_vault import (
    DATABASE,
    MARKER,
    Vault,
    begin_session,
    look_at_marker,
)
from mneedle_gui.records.people import Person, Role
from mneedle_gui.records.recovery import code_of, secret_of
from mneedle_gui.records.schema import make_records, open_records
from mneedle_gui.records.settings import KEYS_SERIAL, VAULT, put_setting
from mneedle_gui.records.slots import (
    FILES,
    RECOVERY,
    Opened,
    any_copy,
    copies_are_equal,
    new_slot,
    opened_by_any,
    read_tables,
    with_slot,
    write_table,
)
from mneedle_gui.records.staff import SECRET_BYTES, recover, set_staff, settled, told_as_records
from mneedle_gui.records.throttle import Throttle
from mneedle_gui.system.files import sweep_leftovers

__all__ = ["State", "Vault", "create", "state", "unlock", "unlock_with_recovery"]

FIRST = "records.first.db"
"""The name of a database whose vault is still being made."""
_NOBODY = "?"
_NOT_WITH_THESE_KEYS = message(
    "The records file cannot be read with the keys beside it. It is damaged, or one of them is from"
    " elsewhere. Restore the newest checked backup."
)


class State(Enum):
    """What is in the folder of a vault, as far as can be seen without a key."""

    NOTHING = "nothing"
    """No vault, or one whose making was cut off: it can be set up."""
    LOCKED = "locked"
    """A database and its keys."""
    KEYS_UNREADABLE = "keys_unreadable"
    """A database, and no copy of the key file that can be read."""
    BACKUP_WANTED = "backup_wanted"
    """Keys, and no database: it is to be put back, or a backup restored."""


def state(folder: Path) -> State:
    """What is in ``folder``, which need not exist.

    Raises:
        Newer: the key file is from a newer version of the program.
    """
    if not (folder / DATABASE).exists():
        return (
            State.BACKUP_WANTED if any_copy(folder) and not _is_half_made(folder) else State.NOTHING
        )
    try:
        read_tables(folder)
    except KeysUnreadable:
        return State.KEYS_UNREADABLE
    return State.LOCKED


def create(folder: Path, manager_name: str, passphrase: str, means: Means) -> tuple[Vault, str]:
    """A new vault, open for its first manager, and its recovery code.

    The code is shown and printed, and confirmed by `Vault.confirm_recovery`; it is kept nowhere.

    Raises:
        VaultThere, RecordsGone: there are records, or keys of records, in the folder.
        InUse: another window is making one.
        RecordsTrouble: it could not be made; nothing stays behind.
    """
    trouble: RecordsTrouble | None = None
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        trouble = trouble_of(error)
    if trouble is not None:
        raise trouble
    with _instance(folder) as instance:
        match state(folder):
            case State.NOTHING:
                _sweep(folder)
            case State.BACKUP_WANTED:
                raise RecordsGone
            case _:
                raise VaultThere
        try:
            found, person, code = _made(folder, manager_name, passphrase, means)
            return _session(folder, found, person, means, instance, 0), code
        except BaseException:
            _unmake(folder)
            raise


def unlock(
    folder: Path, person_id: str, passphrase: str, means: Means, throttle: Throttle
) -> Vault:
    """The vault, open for a person. ``throttle`` is kept from one try to the next.

    Raises:
        NoVault, RecordsGone, KeysUnreadable, InUse: there is nothing that could be opened now.
        TooSoon, WrongPassphrase, KeysChanged, NotEnoughMemory: the keys say no.
        RecordsTrouble: any other kind, from the database; never that the passphrase is wrong.
    """
    with _instance(folder) as instance:
        tables = _tables(folder)
        who = person_id if any(table.person(person_id) for table in tables) else _NOBODY
        wrong = throttle.tries(who)
        with throttle.trying(who):
            found = opened_by_any(tables, who, passphrase)
        return _session(folder, found, found.table.person(person_id), means, instance, wrong)


def unlock_with_recovery(
    folder: Path, code: str, person_id: str, passphrase: str, means: Means, throttle: Throttle
) -> tuple[Vault, str]:
    """The vault, open for a person who gets a new passphrase, and a new recovery code.

    The code that was used opens nothing from then on.

    Raises:
        MistypedRecoveryCode: it cannot be a code; nothing was tried.
        WrongRecoveryCode: it is one of other records, or an old one.
        RecordsTrouble: the kinds of `unlock`.
    """
    secret = secret_of(code).hex()
    with _instance(folder) as instance:
        wrong = throttle.tries(RECOVERY)
        with throttle.trying(RECOVERY):
            found = opened_by_any(_tables(folder), RECOVERY, secret)
        vault = _session(folder, found, found.table.person(person_id), means, instance, wrong)
        try:
            return vault, recover(vault, passphrase)
        except BaseException:
            vault.close()
            raise


@contextmanager
def _instance(folder: Path) -> Iterator[Instance]:
    """The right to the folder; kept by the vault that is given out, given back on any trouble."""
    if not folder.is_dir():
        raise NoVault
    instance = Instance(folder)
    instance.take()
    sweep_leftovers(folder)
    try:
        yield instance
    except BaseException:
        instance.give_back()
        raise


def _tables(folder: Path) -> tuple[KeyTable, ...]:
    match state(folder):
        case State.NOTHING:
            raise NoVault
        case State.BACKUP_WANTED:
            raise RecordsGone
        case _:
            return read_tables(folder)


def _is_half_made(folder: Path) -> bool:
    return (folder / FIRST).exists() and not (folder / DATABASE).exists()


def _unmake(folder: Path) -> None:
    """Undo the last step, by which the vault would count, and then the others."""
    with suppress(OSError):
        (folder / DATABASE).replace(folder / FIRST)
    _sweep(folder)


def _sweep(folder: Path) -> None:
    """Take away what is left of a vault that was not made to its end; what names it, last."""
    names = [MARKER, *FILES] if _is_half_made(folder) else []
    part = f"{FIRST}.part"
    names += [f"{part}-wal", f"{part}-shm", part, f"{FIRST}-wal", f"{FIRST}-shm", FIRST]
    for name in names:
        with suppress(OSError):
            (folder / name).unlink(missing_ok=True)


def _made(
    folder: Path, manager_name: str, passphrase: str, means: Means
) -> tuple[Opened, Person, str]:
    """Database under its first name, then keys, then the right name."""
    data_key, vault = means.random(KEY_BYTES), means.new_id()
    person = Person(means.new_id(), manager_name, Role.MANAGER)
    code = code_of(means.random(SECRET_BYTES))
    table = KeyTable(vault, 0, (person,), ())
    for owner, secret in ((person.id, passphrase), (RECOVERY, secret_of(code).hex())):
        slot = new_slot(vault, means.new_id(), owner, secret, data_key, means.random, means.cost)
        table = with_slot(table, slot)
    table = table.sealed(data_key)
    first = folder / FIRST
    make_records(first, data_key)
    database, _ = open_records(first, data_key)
    try:
        with database.writing() as writer:
            set_staff(writer, table, means.moment())
            put_setting(writer, VAULT, vault)
            put_setting(writer, KEYS_SERIAL, str(table.serial))
            Trail(data_key, means, person.id).append(writer, Action.FOUND, "staff", person.id)
    finally:
        database.close()
    with told_as_records():
        write_table(folder, table)
    put_in_place(first, folder / DATABASE)
    return Opened(data_key, table), person, code


def _session(
    folder: Path,
    found: Opened,
    person: Person | None,
    means: Means,
    instance: Instance,
    wrong_tries: int,
) -> Vault:
    """The database opened with the data key, people settled, the sign-in noted."""
    was_left_open, log_was_lost = look_at_marker(folder)
    finish_change(folder, found)
    try:
        database, _ = open_records(folder / DATABASE, found.data_key)
    except Damaged:
        raise Damaged(_NOT_WITH_THESE_KEYS) from None
    try:
        table, keys_were_older = settled(database, found.table, means.moment())
        here = table.person(person.id) if person is not None else None
        if here is None:
            raise WrongPassphrase  # noqa: TRY301 - taken out since the key file was written
        vault = Vault(folder, database, found.data_key, table, here, means, instance)
        vault.was_left_open, vault.log_was_lost = was_left_open, log_was_lost
        vault.keys_were_older = keys_were_older
        vault.keys_were_mended = not copies_are_equal(folder)
        begin_session(vault, wrong_tries)
        forget_change(folder)
    except BaseException:
        database.close()
        raise
    return vault
