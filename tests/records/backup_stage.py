"""A vault with clients, drafts and photos, made through the same doors as the program's."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path

from PIL import Image

from mneedle_gui.records.audit import Trail
from mneedle_gui.records.backup import Made, make_backup
from mneedle_gui.records.clients import Client, Details, create
from mneedle_gui.records.database import Database
from mneedle_gui.records.desk import Desk
from mneedle_gui.records.key_table import KeyTable
from mneedle_gui.records.keys import LEAST
from mneedle_gui.records.means import Means
from mneedle_gui.records.people import Person, Role
from mneedle_gui.records.photos import Photo, Photos, View
from mneedle_gui.records.pictures import picture_from
from mneedle_gui.records.schema import make_records, open_records
from mneedle_gui.records.slots import RECOVERY, new_slot, with_slot, write_table
from tests.records.rows_stage import KEY, Machine

MANAGER = Person("staff-1", "Dr Sara Amin", Role.MANAGER)
PASSPHRASE = "lantern mango quiet rail"
RECOVERY_SECRET = "00112233445566778899aabbccddeeff"
MARKER = "Zubaida Marker"
_DRAFT = """INSERT INTO consultation (id, client_id, reference, state, held_on, device, level,
    language, answers, carried, clearances, edits, content_version, content_fingerprint,
    program_version, outcome, result, practitioner, practitioner_id, started_at, changed_at,
    reason, without_treatment, save_id, row_version)
    VALUES (?, ?, '', 'draft', '2026-11-24', 'pen', '', 'en', ?, '', '', '', '1', '', '0.1.0', '',
    '', '', 'staff-1', '', '', '', '', ?, 1)"""


@dataclass
class Clinic:
    """A vault that is open."""

    folder: Path
    database: Database
    machine: Machine
    means: Means
    table: KeyTable

    @property
    def desk(self) -> Desk:
        return Desk(MANAGER, self.means, Trail(KEY, self.means, MANAGER.id).append)

    @property
    def photos(self) -> Photos:
        return Photos(self.folder / "photos", KEY, self.means.random)

    def client(self, name: str = MARKER) -> Client:
        return create(self.database, self.desk, self.means.new_id(), Details(name))

    def draft(self, client: Client, answers: str = "{}") -> str:
        key = self.means.new_id()
        with self.database.writing() as writer:
            writer.run(_DRAFT, (key, client.id, answers, self.means.new_id()))
        return key

    def photo(self, client: Client) -> Photo:
        return self.photos.add(
            self.database,
            self.desk,
            picture_from(picture()),
            client_id=client.id,
            consultation_id="",
            view=View.FRONT,
            taken_on=date(2026, 11, 24),
        )


def clinic(folder: Path, *, locked: bool = False, vault: str = "vault-1") -> Clinic:
    """A new, empty vault in ``folder``; ``locked`` gives it slots, each a tenth of a second of work."""
    folder.mkdir(parents=True)
    machine, chance = Machine(), random.Random(1)  # noqa: S311 - the same each time
    means = Means(machine.now, lambda: 240, lambda: 0.0, chance.randbytes, LEAST)
    table = KeyTable(vault, 0, (MANAGER,), ())
    for owner, secret in ((MANAGER.id, PASSPHRASE), (RECOVERY, RECOVERY_SECRET)) * locked:
        slot = new_slot(vault, f"slot-{owner}", owner, secret, KEY, means.random, LEAST)
        table = with_slot(table, slot)
    table = table.sealed(KEY)
    make_records(folder / "records.db", KEY)
    write_table(folder, table)
    database, _ = open_records(folder / "records.db", KEY)
    with database.writing() as writer:
        values = (MANAGER.id, MANAGER.name, MANAGER.role.value, means.moment())
        writer.run("INSERT INTO staff VALUES (?, ?, ?, 1, ?, 1)", values)
    return Clinic(folder, database, machine, means, table)


def with_records(folder: Path) -> Clinic:
    """A vault in ``folder`` with three clients, a draft for each, and a photo."""
    made = clinic(folder)
    clients = [made.client(f"{MARKER} {number}") for number in range(3)]
    for number, client in enumerate(clients):
        made.draft(client, json.dumps({"number": number}))
    made.photo(clients[0])
    return made


def made(here: Clinic, places: Path) -> Made:
    """A backup of a vault."""
    return make_backup(here.folder, KEY, places, here.means)


def names(folder: Path) -> list[str]:
    """What is in a folder."""
    return sorted(path.name for path in folder.iterdir())


def picture(width: int = 60, height: int = 40, kind: str = "PNG") -> bytes:
    """A small picture file."""
    file = BytesIO()
    Image.new("RGB", (width, height), (200, 150, 140)).save(file, kind)
    return file.getvalue()
