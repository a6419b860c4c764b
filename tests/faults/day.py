"""A day at the desk as a child process lives it: opened by the recipe, saved through the program's own
doors, each save told as soon as it came back."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import TypeAlias
from unittest import mock

from PIL import Image

from mneedle_gui.domain.answers import Answers, Text
from mneedle_gui.records.audit import Trail
from mneedle_gui.records.backup import make_backup
from mneedle_gui.records.clients import Details, create
from mneedle_gui.records.desk import Desk
from mneedle_gui.records.drafts import Draft, autosave, start
from mneedle_gui.records.instance import Instance
from mneedle_gui.records.key_table import KeyTable
from mneedle_gui.records.keys import LEAST
from mneedle_gui.records.means import Means
from mneedle_gui.records.people import Person, Role
from mneedle_gui.records.photos import Photo, Photos, View
from mneedle_gui.records.pictures import Picture, picture_from
from mneedle_gui.records.restore import restore, settle
from mneedle_gui.records.schema import make_records, open_records
from mneedle_gui.records.slots import write_table

KEY = bytes(range(32))
VAULT = "vault-1"
MANAGER = Person("staff-1", "Dr Sara Amin", Role.MANAGER)
MARKER = "Zubaida Markerova"
TODAY = date(2026, 11, 24)
VERSIONS = 3

Tell: TypeAlias = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Plants:
    """Mistakes put into the program on purpose, to see that the harness finds them."""

    synchronous_off: bool = False
    no_fsync: bool = False
    leak: bool = False
    half: bool = False


SOUND = Plants()


class Clinic:
    """An open vault and the person at work."""

    def __init__(self, vault: Path, plants: Plants) -> None:
        self.vault = vault
        self.plants = plants
        self.means = means()
        settle(vault, TODAY)
        self._instance = Instance(vault)
        self._instance.take()
        try:
            self.database, _ = open_records(vault / "records.db", KEY)
        except BaseException:
            self._instance.give_back()
            raise
        if plants.synchronous_off:
            self.database.engine.execute("PRAGMA synchronous = OFF")
        self.desk = Desk(MANAGER, self.means, Trail(KEY, self.means, MANAGER.id).append)
        self.photos = Photos(vault / "photos", KEY, os.urandom)

    def save(self, number: int, tell: Tell) -> None:
        """One client, a draft saved again and again, and for every third a photo."""
        client, draft = f"client-{number}", _draft(number, 0)
        create(self.database, self.desk, client, Details(f"{MARKER} {number}"))
        tell(client)
        draft = start(self.database, self.desk, replace(draft, client_id=client))
        tell(f"{draft.id} 0")
        for version in range(1, VERSIONS + 1):
            later = _draft(number, version)
            draft = autosave(
                self.database,
                self.desk,
                replace(
                    draft,
                    save_id=later.save_id,
                    reference=later.reference,
                    answers=later.answers,
                ),
            )
            tell(f"{draft.id} {version}")
            self._mistake(number, version)
        if number % 3 == 0:
            tell(f"photo {self.photo(client).id}")

    def photo(self, client: str) -> Photo:
        """Keep a photo."""
        return self.photos.add(
            self.database,
            self.desk,
            _picture(),
            client_id=client,
            consultation_id="",
            view=View.FRONT,
            taken_on=TODAY,
        )

    def close(self) -> None:
        """End the session."""
        self.database.close()
        self._instance.give_back()

    def _mistake(self, number: int, version: int) -> None:
        if self.plants.leak:
            (self.vault / f"draft-{number}.tmp").write_text(f"{MARKER} {version}", "utf-8")
        if self.plants.half and version == VERSIONS:
            with self.database.writing() as writer:
                writer.run("DELETE FROM client_word WHERE client_id = ?", (f"client-{number}",))


def means() -> Means:
    """The machine's own clock and chance."""
    return Means(lambda: datetime.now(UTC), lambda: 0, time.monotonic, os.urandom, LEAST)


def warm_up() -> None:
    """Load what is loaded at first use, so that children need not read the program's own files."""
    _picture()
    for code in ("utf-16-le", "cp437"):
        MARKER.encode(code)


def _picture() -> Picture:
    file = BytesIO()
    Image.new("RGB", (64, 48), (200, 150, 140)).save(file, "PNG")
    return picture_from(file.getvalue())


def _draft(number: int, version: int) -> Draft:
    return Draft(
        id=f"draft-{number}",
        save_id=f"save-{number}-{version}",
        held_on=TODAY,
        answers=Answers({"note": Text(f"NP-{number}-{version}")}),
        reference=f"NP-{number}-{version}",
        practitioner=MANAGER.name,
    )


@contextmanager
def planted(plants: Plants) -> Iterator[None]:
    """The program with a mistake in it: what it forces to the disk itself is not forced."""
    if not plants.no_fsync:
        yield
        return
    with mock.patch("os.fsync", return_value=None):
        yield


def without_pauses() -> AbstractContextManager[object]:
    """Try again at once where the program would wait for a disk to come round."""
    return mock.patch("mneedle_gui.records.database._PAUSES", (0.0, 0.0, 0.0))


def set_up(vault: Path) -> None:
    """A new vault with one person in it."""
    vault.mkdir(parents=True)
    make_records(vault / "records.db", KEY)
    write_table(vault, KeyTable(VAULT, 0, (MANAGER,), ()).sealed(KEY))
    database, _ = open_records(vault / "records.db", KEY)
    with database.writing() as writer:
        values = (MANAGER.id, MANAGER.name, MANAGER.role.value, "2026-11-24T08:00:00.000+00:00")
        writer.run("INSERT INTO staff VALUES (?, ?, ?, 1, ?, 1)", values)
    database.close()


def lasting(vault: Path) -> None:
    """Force the names of new folders to the disk, from the vault up to where others made the folder."""
    for folder in (vault.parent, vault.parent.parent):
        handle = os.open(folder, os.O_RDONLY)
        os.fsync(handle)
        os.close(handle)


def work(vault: Path, first: int, rounds: int, tell: Tell, plants: Plants = SOUND) -> None:
    """Open, save round after round, close."""
    with planted(plants):
        clinic = Clinic(vault, plants)
        for number in range(first, first + rounds):
            clinic.save(number, tell)
        clinic.close()


def back_up(vault: Path, into: Path, plants: Plants = SOUND) -> Path:
    """Make a backup, as the program does beside the window."""
    with planted(plants):
        return make_backup(vault, KEY, into, means()).path


def bring_back(backup: Path, vault: Path, plants: Plants = SOUND) -> None:
    """Restore a backup."""
    with planted(plants):
        restore(backup, vault, KEY, TODAY)
