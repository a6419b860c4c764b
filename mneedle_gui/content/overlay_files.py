"""The files of a clinic's own rules: found, read once, and each as a table or a fault."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import tomli

from mneedle_gui.content.errors import Faults
from mneedle_gui.content.table import Table

FOLDER = "clinic-rules"
"""What the folder is called in faults, wherever it lies."""

MAY_STAND = ("rule", "stricter", "limit", "interval")
"""The rows that a clinic may write."""

_MISNAMED = ".txt"


@dataclass(frozen=True, slots=True)
class OwnFile:
    """One file of the clinic, byte for byte."""

    name: str
    content: bytes


def read_files(folder: Path, faults: Faults) -> tuple[OwnFile, ...]:
    """Every ``.toml`` file of the folder by name; a folder that is not there holds none.

    A text file is a fault, because some editors add ``.txt`` to a name without showing it, and rules
    that are not read protect nobody.
    """
    try:
        paths = sorted(folder.iterdir())
    except FileNotFoundError:
        if os.path.lexists(folder):  # a link that leads nowhere
            faults.add(FOLDER, "", "the link to this folder leads nowhere", "Mend the link")
        return ()
    except OSError as error:
        cause = f"the folder cannot be read ({error.strerror})"
        faults.add(FOLDER, "", cause, "Make it a folder that you may open")
        return ()
    found = []
    for path in paths:
        suffix = path.suffix.lower()
        if suffix == _MISNAMED:
            cause = "the name ends in .txt, so it is not read"
            faults.add(f"{FOLDER}/{path.name}", "", cause, "Let the name end in .toml")
        elif suffix == ".toml" and not path.name.startswith("."):
            content = _bytes(path, faults)
            found += [] if content is None else [OwnFile(path.name, content)]
    return tuple(found)


def table_of(file: OwnFile, faults: Faults) -> Table:
    """The file as a table with the four kinds of rows only; whatever else stands there is a fault.

    Numbers may stand with or without quotes; they are taken exactly as they are written.
    """
    name = f"{FOLDER}/{file.name}"
    try:
        entries = tomli.loads(file.content.decode("utf-8-sig"), parse_float=str)
    except UnicodeDecodeError as error:
        faults.add(name, "", f"byte {error.start} is not UTF-8", "Save the file as UTF-8")
    except tomli.TOMLDecodeError as error:
        faults.add(name, "", f"this is not TOML: {error}", "Mend the line named")
    except RecursionError:
        faults.add(name, "", "too many brackets stand within each other", "Take some out")
    else:
        for key in entries:
            if key not in MAY_STAND:
                faults.add(
                    name,
                    key,
                    f"'{key}' is not a row that a clinic can write",
                    "A clinic's rules may only add and be stricter: nothing shipped can be changed"
                    " or removed. Write [[rule]], [[stricter]], [[limit]] or [[interval]]",
                )
        return Table(name, "", {k: v for k, v in entries.items() if k in MAY_STAND}, faults)
    return Table.unreadable(name)


def _bytes(path: Path, faults: Faults) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError as error:
        cause = f"the file cannot be read ({error.strerror})"
        faults.add(f"{FOLDER}/{path.name}", "", cause, "Make it a file that you may open")
    return None
