"""The clinical tables of one content version, from the files of ``protocol/``."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from mneedle_gui.content import tables
from mneedle_gui.content.errors import Faults
from mneedle_gui.content.guidance import read_guidance
from mneedle_gui.content.rules import read_rules
from mneedle_gui.content.table import Table
from mneedle_gui.content.toml_reader import only_table, read_toml
from mneedle_gui.domain.protocol import Protocol

Value = TypeVar("Value")

_FINGERPRINT_DIGITS = 12


def read_protocol(folder: Path, faults: Faults, switches: frozenset[str] | None = None) -> Protocol:
    """Every table below ``folder``, which stands in the resources folder.

    Rules of a clinic setting that is not in ``switches`` are left out; ``None`` keeps all.
    """
    root = folder.parent
    head = read_toml(folder / "content.toml", root, faults)
    about = only_table(head, "content")
    version, reviewed = about.text("version"), about.reviewed()
    about.optional_text("title")
    head.finish()

    def table(file: str, read: Callable[[Table], Value]) -> Value:
        opened = read_toml(folder / f"{file}.toml", root, faults, reviewed)
        value = read(opened)
        opened.finish()
        return value

    scales, unused_scales = table("scales", tables.read_scales)
    return Protocol(
        version=version,
        fingerprint=fingerprint(root),
        rules=read_rules(folder / "rules", root, faults, switches=switches, reviewed=reviewed),
        zones=table("zones", tables.read_zones),
        concerns=table("concerns", tables.read_concerns),
        caps=table("caps", tables.read_caps),
        intervals=table("intervals", tables.read_intervals),
        devices=table("devices", tables.read_devices),
        levels=table("levels", tables.read_levels),
        scales=scales,
        unused_scales=unused_scales,
        facts=table("facts", tables.read_facts),
        limits=table("numbers", tables.read_limits),
        roles=table("roles", tables.read_roles),
        sources=table("sources", tables.read_sources),
        disagreements=table("disagreements", tables.read_disagreements),
        guidance=read_guidance(folder / "guidance", root, faults, reviewed),
    )


def fingerprint(root: Path) -> str:
    """Twelve hex digits that change with any byte of the questionnaire and protocol files."""
    digest = hashlib.sha256()
    for room in ("protocol", "questionnaire"):
        files = (path for path in (root / room).rglob("*.toml"))
        for path in sorted(files, key=lambda path: path.relative_to(root).as_posix()):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:_FINGERPRINT_DIGITS]
