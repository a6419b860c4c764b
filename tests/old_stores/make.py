"""Writes the store of the newest version, with one row in every table, and prints its number."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path

from mneedle_gui.records.audit import Action, Changed, Trail
from mneedle_gui.records.database import Database
from mneedle_gui.records.means import Means
from mneedle_gui.records.schema import VERSION, make_records, open_records

HERE = Path(__file__).resolve().parent
KEY = bytes(range(32))
ODD = 'O’Neil "é" e\u0301 ليلى حدّاد <b>&amp; ½ 👩🏽‍⚕️ ;-- 000123'


def content_number(database: Database) -> str:
    """A number for every value of every row of every table, in whatever order tables were made."""
    names = database.rows(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    )
    whole = hashlib.sha256()
    for (name,) in sorted(names):
        columns = sorted(row[1] for row in database.rows(f"PRAGMA table_info ({name})"))
        listed = ", ".join(columns)
        for row in sorted(map(repr, database.rows(f"SELECT {listed} FROM {name}"))):  # noqa: S608
            whole.update(f"{name}|{listed}|{row}\n".encode())
    return whole.hexdigest()


def layout(database: Database) -> list[tuple[str, str]]:
    """Names and statements of all that a database is made of."""
    found = database.rows("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return sorted((str(name), str(sql)) for name, sql in found)


def fill(database: Database) -> None:
    """One row in every table, odd letters in every text that has no meaning of its own."""
    means = Means(
        lambda: datetime(2026, 11, 24, 9, 30, 15, 250000, tzinfo=UTC), lambda: -210, float, bytes
    )
    trail = Trail(KEY, means, "staff-1")
    with database.writing() as writer:
        for table in ("staff", "client", "client_word", "consultation", "consent", "issued"):
            _one_row(database, table)
        _one_row(database, "photo")
        _one_row(database, "setting")
        trail.append(writer, Action.FOUND, "staff", "staff-1")
        trail.append(writer, Action.CHANGE, "client", "client-1", (Changed("name", ODD, ""),))


_MEANT = {
    "id": "{table}-1",
    "client_id": "client-1",
    "consultation_id": "consultation-1",
    "created_by": "staff-1",
    "recorded_by": "staff-1",
    "made_by": "staff-1",
    "practitioner_id": "staff-1",
    "concluded_by": "staff-1",
    "state": "concluded",
    "role": "manager",
}


def _one_row(database: Database, table: str) -> None:
    """The row is made from the table itself, so that no column is left out."""
    values: dict[str, object] = {}
    for _, name, kind, needed, _, key in database.rows(f"PRAGMA table_info ({table})"):
        if name in _MEANT:
            values[name] = _MEANT[name].format(table=table)
        elif kind == "INTEGER":
            values[name] = 1
        elif kind == "BLOB":
            values[name] = json.dumps(ODD).encode()
        elif needed or key:
            values[name] = f"{table}.{name} {ODD}"
    columns, places = ", ".join(values), ", ".join("?" * len(values))
    database.engine.execute(
        f"INSERT INTO {table} ({columns}) VALUES ({places})",  # noqa: S608
        tuple(values.values()),
    )


def main() -> None:
    """Make the file and print the number to be kept beside it."""
    path = HERE / f"version-{VERSION}.db"
    path.unlink(missing_ok=True)
    make_records(path, KEY)
    database, _ = open_records(path, KEY)
    fill(database)
    number = content_number(database)
    database.close()
    (HERE / f"version-{VERSION}.sha256").write_text(f"{number}\n", "utf-8")
    print(number)  # noqa: T201 - a tool speaks on the terminal


if __name__ == "__main__":
    main()
