"""How the backups stand, for the home page: how old the last ones are, here and in the second place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from enum import IntEnum
from pathlib import Path

from mneedle_gui.domain.wording import Message, counted, message
from mneedle_gui.records.backup import is_backup_name
from mneedle_gui.records.backup_file import Contents, look_into
from mneedle_gui.records.errors import RecordsTrouble
from mneedle_gui.records.schema import VERSION


class Light(IntEnum):
    """How well it stands; a higher one is worse."""

    GREEN = 0
    AMBER = 1
    RED = 2


@dataclass(frozen=True, slots=True)
class Places:
    """Where backups are kept; ``second`` may be unknown, or not plugged in."""

    here: Path
    second: Path | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How one place stands: the moment of its last checked backup in the desk's time, if any."""

    light: Light
    sentence: Message
    last: datetime | None = None


@dataclass(frozen=True, slots=True)
class State:
    """How both places stand. ``same_disk``: the second place would be lost with the first."""

    here: Standing
    second: Standing
    same_disk: bool

    @property
    def light(self) -> Light:
        """The worse of the two; a second place on the same disk is never green."""
        return max(
            self.here.light, self.second.light, Light.AMBER if self.same_disk else Light.GREEN
        )


def state(places: Places, vault: str, now: datetime) -> State:
    """How the backups of a vault stand at the moment ``now``."""
    here = _standing(_HERE, places.here, vault, now)
    second = _NO_SECOND
    if places.second is not None:
        second = _standing(_SECOND, places.second, vault, now)
        if not places.second.is_dir():
            second = _NOT_PLUGGED_IN
    return State(here, second, _same_disk(places))


def backups_in(folder: Path, vault: str) -> tuple[tuple[Path, Contents], ...]:
    """The backups of one vault in a folder, newest first. What cannot be read is left out."""
    return tuple(sorted(_found(folder, vault), key=lambda one: one[1].made_at, reverse=True))


def made_at(contents: Contents) -> datetime:
    """When a backup was made, in the time of the desk that made it."""
    zone = timezone(timedelta(minutes=contents.offset_minutes))
    return datetime.fromisoformat(contents.made_at).astimezone(zone)


@dataclass(frozen=True, slots=True)
class _Place:
    """The words for a place, and after how many days it is no longer green, and is red."""

    none: Message
    today: str
    days: tuple[str, str]
    amber: int
    red: int


_HERE = _Place(
    message("There is no backup on this computer yet."),
    "Last checked backup on this computer: today, {time}.",
    (
        "Last checked backup on this computer: yesterday.",
        "Last checked backup on this computer: {count} days ago.",
    ),
    amber=2,
    red=8,
)
_SECOND = _Place(
    message("There is no backup in the second place yet."),
    "Last checked backup in the second place: today, {time}.",
    (
        "Last checked backup in the second place: yesterday.",
        "Last checked backup in the second place: {count} days ago.",
    ),
    amber=8,
    red=31,
)
_NO_SECOND = Standing(
    Light.RED,
    message(
        "Backups are on this computer only. Choose a second place, such as a stick that is kept elsewhere."
    ),
)
_NOT_PLUGGED_IN = Standing(
    Light.AMBER,
    message("The second place for backups is not there. Plug it in from time to time."),
)
_LATER_THAN_NOW = message(
    "The last backup is from a later time than now. Check the date and time of this computer."
)


def _standing(place: _Place, folder: Path, vault: str, now: datetime) -> Standing:
    found = backups_in(folder, vault)
    if not found:
        return Standing(Light.RED, place.none)
    last = made_at(found[0][1])
    if last > now:
        return Standing(Light.AMBER, _LATER_THAN_NOW, last)
    days = (now.astimezone(last.tzinfo).date() - last.date()).days
    light = Light.RED if days >= place.red else Light.AMBER if days >= place.amber else Light.GREEN
    told = counted(*place.days, days) if days else message(place.today, time=f"{last:%H:%M}")
    return Standing(light, told, last)


def _found(folder: Path, vault: str) -> Iterator[tuple[Path, Contents]]:
    try:
        paths = [path for path in folder.iterdir() if is_backup_name(path.name)]
    except OSError:
        return
    for path in paths:
        with suppress(RecordsTrouble):
            contents = look_into(path, VERSION)
            if contents.vault == vault:
                yield path, contents


def _same_disk(places: Places) -> bool:
    """Whether both places are on one volume. Two volumes of one disk cannot be told apart."""
    if places.second is None:
        return False
    try:
        return places.second.stat().st_dev == places.here.stat().st_dev
    except OSError:
        return False
