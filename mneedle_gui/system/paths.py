"""Where this machine keeps a program's files; the only room that knows appdirs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import appdirs

HOME_VARIABLE = "MNEEDLE_HOME"
"""The environment variable that puts all of the program's files into one folder."""

_PROGRAM = "mneedle-gui"


@dataclass(frozen=True, slots=True)
class Places:
    """The program's own folders, as absolute paths; none of them need exist yet."""

    data: Path
    """What must not be lost."""
    config: Path
    """Settings."""
    cache: Path
    """What can be made again."""
    logs: Path
    """The local log."""

    @property
    def clinic_rules(self) -> Path:
        """Where a clinic keeps its own stricter rules. The program reads it and never writes there."""
        return self.data / "clinic-rules"

    def create(self) -> None:
        """Make the folders that are missing, readable by this user alone.

        Raises:
            OSError: the machine refused; the caller decides what to say.
        """
        for folder in (self.data, self.config, self.cache, self.logs):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def find_places(environment: Mapping[str, str]) -> Places:
    """The program's folders for this user.

    ``MNEEDLE_HOME`` in the environment puts all of them into that one folder, for portable use and
    for tests; a relative path there counts from the current folder. Otherwise they are where this
    system's programs keep theirs. Nothing is written.
    """
    home = environment.get(HOME_VARIABLE, "").strip()
    if home:
        base = Path(home).absolute()
        return Places(base / "data", base / "config", base / "cache", base / "logs")
    return Places(
        data=Path(appdirs.user_data_dir(_PROGRAM, appauthor=False)),
        config=Path(appdirs.user_config_dir(_PROGRAM, appauthor=False)),
        cache=Path(appdirs.user_cache_dir(_PROGRAM, appauthor=False)),
        logs=Path(appdirs.user_log_dir(_PROGRAM, appauthor=False)),
    )
