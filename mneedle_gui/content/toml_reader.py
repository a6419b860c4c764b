"""TOML files as tables; a file that cannot be read is a fault among the others."""

from __future__ import annotations

from pathlib import Path

import tomli

from mneedle_gui.content.errors import Faults
from mneedle_gui.content.table import Table


def read_toml(path: Path, root: Path, faults: Faults, reviewed: str = "") -> Table:
    """The file as a table; an unreadable one becomes a fault and an empty table.

    ``root`` is the resources folder, below which files are named in faults. ``reviewed`` is the
    review day of rows that state none.
    """
    file = path.relative_to(root).as_posix()
    try:
        entries = tomli.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        faults.add(file, "", "the file is missing", "Put it back")
    except UnicodeDecodeError as error:
        faults.add(file, "", f"byte {error.start} is not UTF-8", "Save the file as UTF-8")
    except tomli.TOMLDecodeError as error:
        faults.add(file, "", f"this is not TOML: {error}", "Mend the line named")
    else:
        return Table(file, "", entries, faults, reviewed)
    return Table.unreadable(file)


def only_table(root: Table, key: str) -> Table:
    """The one table that a file consists of; a missing one becomes a fault."""
    table = root.table(key)
    if table is None and root.readable:
        root.fault(key, f"the table [{key}] is missing", "Begin the file with it")
    return table or Table.unreadable(root.file)
