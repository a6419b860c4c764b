"""Named values that belong to the records: they travel with every backup."""

from __future__ import annotations

from mneedle_gui.records.database import Database, Writer

VAULT = "vault"
"""The id of the vault, which the key file holds too."""
KEYS_SERIAL = "keys_serial"
"""The serial of the key table when people or slots last changed; an older key file was put back."""
CONFIRMED = "recovery_confirmed"
"""The id of the slot whose recovery code somebody has shown to have on paper."""

_PUT = """INSERT INTO setting (name, value, row_version) VALUES (?, ?, 1)
    ON CONFLICT (name) DO UPDATE
    SET value = excluded.value, row_version = setting.row_version + 1"""


def setting(database: Database, name: str) -> str:
    """The value, empty where there is none.

    Raises:
        RecordsTrouble: one of its kinds.
    """
    found = database.rows("SELECT value FROM setting WHERE name = ?", (name,))
    return str(found[0][0]) if found else ""


def put_setting(writer: Writer, name: str, value: str) -> None:
    """Keep a value, in place of any that is there."""
    writer.run(_PUT, (name, value))
