"""One version of the content as plain text, row by row, and what changed between two versions.

A snapshot is kept as a JSON file for every released version, so that a clinician can be shown what
is new since the version they signed last.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from mneedle_gui.content.content import Content
from mneedle_gui.content.flat import flat_fields
from mneedle_gui.content.walk import rows_in
from mneedle_gui.domain.change import Change, ChangeKind, FieldChange

FORMAT = "needling-plan-history/1"
FOLDER = "history"
AT_MOST_BYTES = 20_000_000
"""No snapshot comes near this size."""

_VERSION = re.compile(r"\d+(?:\.\d+)*(?= |$)")  # a clinic's own rules are named after it


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All rows of one content version: ``rule/melasma`` to the name and text of each field."""

    version: str
    rows: Mapping[str, Mapping[str, str]]


class SnapshotError(Exception):
    """The file is no snapshot; ``sentence`` says what is wrong and what to do."""

    def __init__(self, cause: str) -> None:
        self.sentence = (
            f"The file to compare with cannot be used: {cause}."
            " Give a file that was written with handbook --snapshot."
        )
        super().__init__(self.sentence)


def snapshot_of(content: Content) -> Snapshot:
    """Every row of ``content``, sorted. Fields that stand at their usual value are left out."""
    rows = dict(sorted(_rows(content)))
    return Snapshot(content.protocol.version, rows)


def write_snapshot(snapshot: Snapshot) -> str:
    """The file for a snapshot: the same text for the same content."""
    whole = {"format": FORMAT, "version": snapshot.version, "rows": snapshot.rows}
    return json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def read_snapshot(text: str) -> Snapshot:
    """The snapshot in a file's text.

    Raises:
        SnapshotError: it is no snapshot, or one of another format.
    """
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        raise SnapshotError("it is not JSON") from None
    if not isinstance(whole, dict) or whole.get("format") != FORMAT:
        raise SnapshotError(f"it does not begin with the format '{FORMAT}'")
    version, rows = whole.get("version"), whole.get("rows")
    if not isinstance(version, str) or not _VERSION.match(version):
        raise SnapshotError("its version is not written like 1.2.0")
    if not isinstance(rows, dict) or not all(map(_is_row, rows.values())):
        raise SnapshotError("its rows are not fields with text")
    return Snapshot(version, rows)


def earlier_snapshot(root: Path, version: str) -> Snapshot | None:
    """The newest shipped snapshot of a version older than ``version``; ``None`` when there is none.

    Raises:
        SnapshotError: a shipped file is damaged.
    """
    here = version_key(version)
    older = [
        path
        for path in (root / FOLDER).glob("*.json")
        if _VERSION.fullmatch(path.stem) and version_key(path.stem) < here
    ]
    if not older:
        return None
    newest = max(older, key=lambda path: version_key(path.stem))
    return read_snapshot(newest.read_text(encoding="utf-8"))


def version_key(version: str) -> tuple[int, ...]:
    """What versions are ordered by: 1.10.0 comes after 1.9.2; a clinic's own rules do not count."""
    found = _VERSION.match(version)
    return tuple(int(part) for part in found.group().split(".")) if found else ()


def changes_between(old: Snapshot, new: Snapshot) -> tuple[Change, ...]:
    """Every row that is new, gone or different, in order of the rows' names."""
    changes: list[Change] = []
    for row in sorted(old.rows.keys() | new.rows.keys()):
        before, after = old.rows.get(row), new.rows.get(row)
        if before == after:
            continue
        kind = ChangeKind.DIFFERENT
        if before is None:
            kind = ChangeKind.NEW
        elif after is None:
            kind = ChangeKind.GONE
        changes.append(Change(row, kind, _differing(before or {}, after or {})))
    return tuple(changes)


def _differing(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[FieldChange, ...]:
    names = dict.fromkeys((*before, *after))
    pairs = ((name, before.get(name, ""), after.get(name, "")) for name in names)
    return tuple(FieldChange(name, old, new) for name, old, new in pairs if old != new)


def _rows(content: Content) -> Iterator[tuple[str, dict[str, str]]]:
    for placed in rows_in(content):
        key = f"{placed.kind}/{placed.id}" if placed.id else placed.kind
        yield key, dict(flat_fields(placed.row))
    protocol = content.protocol
    yield "roles", dict(flat_fields(protocol.roles))
    guidance = protocol.guidance
    words = ((f"banned.{word}", "yes") for word in guidance.banned_words)
    yield "wording", {**dict(words), "permanence": guidance.permanence.text}
    for question, switch in content.switch_of.items():
        yield f"switch/{question}", {"switch": switch}


def _is_row(row: object) -> bool:
    return isinstance(row, dict) and all(isinstance(text, str) for text in row.values())
