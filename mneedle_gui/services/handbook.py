"""The clinical handbook, and the snapshot of the content that a later handbook is compared with."""

from __future__ import annotations

from pathlib import Path

from mneedle_gui import __version__
from mneedle_gui.content import Content, ContentError, history, load
from mneedle_gui.content.history import SnapshotError
from mneedle_gui.content.loading import read
from mneedle_gui.documents.compose.handbook import Edition, handbook
from mneedle_gui.documents.model import Document
from mneedle_gui.domain.clinic import Clinic
from mneedle_gui.domain.wording import Words
from mneedle_gui.system.files import read_bytes

__all__ = ["SnapshotError", "handbook_of", "snapshot_in", "snapshot_of", "whole_content"]


def whole_content(root: Path, clinic_rules: Path | None = None) -> Content:
    """All content, with every clinic setting switched on and the clinic's own rules laid over it.

    Raises:
        ContentError: the content has faults; it lists them all.
    """
    content, faults = read(root)
    if faults:
        raise ContentError(faults)
    return load(root, frozenset(content.switches), clinic_rules=clinic_rules)


def handbook_of(
    root: Path,
    content: Content,
    clinic: Clinic,
    words: Words,
    since: history.Snapshot | None = None,
) -> Document:
    """The handbook of ``content``.

    Its list of changes starts from ``since``; where that is not given, from the newest snapshot
    that is shipped with an earlier version.

    Raises:
        SnapshotError: a shipped snapshot is damaged.
    """
    before = since or history.earlier_snapshot(root, content.protocol.version)
    now = history.snapshot_of(content)
    edition = Edition(
        questionnaire=content.questionnaire,
        protocol=content.protocol,
        program_version=__version__,
        files=content.where,
        switch_of=content.switch_of,
        changes=history.changes_between(before, now) if before is not None else (),
        compared_with=before.version if before is not None else "",
    )
    return handbook(edition, clinic, words)


def snapshot_of(content: Content) -> str:
    """The text of the snapshot file for ``content``."""
    return history.write_snapshot(history.snapshot_of(content))


def snapshot_in(path: Path) -> history.Snapshot:
    """The snapshot in a file.

    Raises:
        SnapshotError: the file is no snapshot.
        FileTrouble: the file could not be read.
    """
    content = read_bytes(path, at_most=history.AT_MOST_BYTES)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        raise SnapshotError("it is not text") from None
    return history.read_snapshot(text)
