"""Photos of clients: each an encrypted file of its own, with a row in the database that knows it.

The file is on the disk before its row is, so a row never points to nothing. A file without a row is
put aside at the start and deleted 30 days later, because it may belong to newer records than those
that were just put back by hand.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from mneedle_gui.domain.wording import message
from mneedle_gui.records.audit import Action
from mneedle_gui.records.database import Database, Row, Writer, put_in_place, trouble_of
from mneedle_gui.records.desk import Desk
from mneedle_gui.records.errors import RecordsTrouble
from mneedle_gui.records.keys import NONCE_BYTES, derived
from mneedle_gui.records.pictures import Picture

ASIDE_DAYS = 30
"""How long a file without a row is kept aside."""

_NAME_BYTES = 16
_FILE = re.compile(r"[0-9a-f]{32}\.bin")
_ASIDE = re.compile(r"([0-9a-f]{32}\.bin)\.aside-(\d{4}-\d{2}-\d{2})")
_COLUMNS = """id, client_id, consultation_id, file, sha256, width, height, view, taken_on,
    thumbnail, erased_at"""
_INSERT = """INSERT INTO photo (id, client_id, consultation_id, file, sha256, width, height, view,
    taken_on, thumbnail, created_at, created_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""


class View(Enum):
    """From where a photo was taken, seen from the client."""

    FRONT = "front"
    LEFT = "left"
    RIGHT = "right"
    HALF_LEFT = "half_left"
    HALF_RIGHT = "half_right"
    CLOSE = "close"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo as kept. ``thumbnail`` is a small JPEG; ``taken_on`` the day as entered."""

    id: str
    client_id: str
    consultation_id: str
    file: str
    sha256: str
    width: int
    height: int
    view: View
    taken_on: date
    thumbnail: bytes
    erased: bool = False


class PhotoGone(RecordsTrouble):
    """The file of a photo is missing, or not what was written."""

    sentence = message(
        "This photo's file is missing or damaged. The newest checked backup may still have it."
    )


class Photos:
    """The photo files of one vault."""

    def __init__(self, folder: Path, data_key: bytes, random: Callable[[int], bytes]) -> None:
        self._folder = folder
        self._cipher = AESGCM(derived(data_key, "photos"))
        self._random = random

    def add(
        self,
        database: Database,
        desk: Desk,
        picture: Picture,
        *,
        client_id: str,
        consultation_id: str,
        view: View,
        taken_on: date,
    ) -> Photo:
        """Keep a picture for a client; ``consultation_id`` may be empty.

        Raises:
            RecordsTrouble: one of its kinds; there is then no row, and at most a file for `sweep`. It
                is not deleted at once, because a disk that fails may yet have kept the row.
        """
        photo_id = desk.new_id()
        file, code = self._written(photo_id, picture.content)
        values = (
            photo_id, client_id, consultation_id or None, file, code, picture.width, picture.height,
            view.value, taken_on.isoformat(), picture.thumbnail, desk.moment(), desk.person.id,
        )  # fmt: skip
        with database.writing() as writer:
            writer.run(_INSERT, values)
            desk.audit(writer, Action.CREATE, "photo", photo_id, ())
        return Photo(
            photo_id, client_id, consultation_id, file, code, picture.width, picture.height, view,
            taken_on, picture.thumbnail,
        )  # fmt: skip

    def content(self, photo: Photo) -> bytes:
        """The picture itself, as JPEG.

        Raises:
            PhotoGone: its file is missing, changed, or belongs to another photo.
            RecordsTrouble: the machine would not read it.
        """
        trouble: RecordsTrouble | None = None
        try:
            locked = (self._folder / photo.file).read_bytes()
            if hashlib.sha256(locked).hexdigest() != photo.sha256:
                raise PhotoGone
            nonce, rest = locked[:NONCE_BYTES], locked[NONCE_BYTES:]
            return self._cipher.decrypt(nonce, rest, photo.id.encode())
        except (FileNotFoundError, InvalidTag):
            trouble = PhotoGone()
        except OSError as error:
            trouble = trouble_of(error)
        raise trouble

    def erase(self, database: Database, desk: Desk, photo: Photo) -> None:
        """Delete a photo; the row stays, marked, without the small picture.

        Raises:
            RecordsTrouble: one of its kinds; nothing was changed.
        """
        with database.writing() as writer:
            writer.run(
                "UPDATE photo SET erased_at = ?, thumbnail = x'' WHERE id = ? AND erased_at IS NULL",
                (desk.moment(), photo.id),
            )
            desk.audit(writer, Action.ERASE, "photo", photo.id, ())
        self._unlink(photo.file)

    def take_over(self, writer: Writer, before: Photos) -> tuple[str, ...]:
        """Write every photo anew under this key, as a change of the lock does; gives the old files.

        A photo whose file is lost or changed stays as it is: it could not be shown before either.

        Raises:
            RecordsTrouble: the machine would not read or write one.
        """
        old = []
        rows = writer.rows(f"SELECT {_COLUMNS} FROM photo WHERE erased_at IS NULL")  # noqa: S608
        for photo in map(_photo, rows):
            try:
                content = before.content(photo)
            except PhotoGone:
                continue
            values = (*self._written(photo.id, content), photo.id)
            writer.run("UPDATE photo SET file = ?, sha256 = ? WHERE id = ?", values)
            old.append(photo.file)
        return tuple(old)

    def forget(self, files: tuple[str, ...]) -> None:
        """Delete files that no row asks for any more; what cannot be deleted is left to `sweep`."""
        for name in files:
            self._unlink(name)

    def sweep(self, database: Database, today: date, last_used: date) -> None:
        """Bring files and rows together again. To be asked at the start, before photos are added.

        Files of erased photos go, files without a row are put aside, and one that was put aside comes
        back when a row asks for it. What lies aside is deleted after 30 days, when today and the
        day of the last entry before this session both say so.

        Raises:
            RecordsTrouble: the rows could not be read.
        """
        rows = database.rows("SELECT file, erased_at FROM photo")
        erased = {str(file) for file, at in rows if at is not None}
        wanted = {str(file) for file, at in rows if at is None}
        with suppress(OSError):
            for path in sorted(self._folder.iterdir()):
                self._put_right(path, wanted, erased, today, last_used)

    def _put_right(
        self, path: Path, wanted: set[str], erased: set[str], today: date, last_used: date
    ) -> None:
        name = path.name
        with suppress(OSError, ValueError):
            if found := _ASIDE.fullmatch(name):
                until = date.fromisoformat(found[2]) + timedelta(days=ASIDE_DAYS)
                if found[1] in wanted and not path.with_name(found[1]).exists():
                    path.rename(path.with_name(found[1]))
                elif found[1] in erased or min(today, last_used) > until:
                    path.unlink()
            elif name in erased or name.endswith(".part"):
                path.unlink()
            elif _FILE.fullmatch(name) and name not in wanted:
                path.rename(path.with_name(f"{name}.aside-{today.isoformat()}"))

    def _written(self, photo_id: str, content: bytes) -> tuple[str, str]:
        name = f"{self._random(_NAME_BYTES).hex()}.bin"
        nonce = self._random(NONCE_BYTES)
        locked = nonce + self._cipher.encrypt(nonce, content, photo_id.encode())
        part = self._folder / f"{name}.part"
        trouble: RecordsTrouble | None = None
        try:
            self._folder.mkdir(mode=0o700, exist_ok=True)
            part.write_bytes(locked)
            put_in_place(part, self._folder / name)
        except OSError as error:
            trouble = trouble_of(error)
        finally:
            self._unlink(part.name)
        if trouble is not None:
            raise trouble
        return name, hashlib.sha256(locked).hexdigest()

    def _unlink(self, name: str) -> None:
        with suppress(OSError):
            (self._folder / name).unlink(missing_ok=True)


def photos_of(database: Database, client_id: str) -> tuple[Photo, ...]:
    """The photos of a client that are not erased, oldest first.

    Raises:
        RecordsTrouble: one of its kinds.
    """
    rows = database.rows(
        f"SELECT {_COLUMNS} FROM photo WHERE client_id = ? AND erased_at IS NULL"  # noqa: S608
        " ORDER BY taken_on, id",
        (client_id,),
    )
    return tuple(_photo(row) for row in rows)


def _photo(row: Row) -> Photo:
    key, client, consultation, file, code, width, height, view, taken_on, small, erased = row
    return Photo(
        key, client, consultation or "", file, code, width, height, View(view),
        date.fromisoformat(taken_on), small, erased is not None,
    )  # fmt: skip
