"""The door of the room: everything in the resources folder, or everything wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from mneedle_gui.content.content import Content
from mneedle_gui.content.errors import ContentError, Fault, Faults
from mneedle_gui.content.protocol import read_protocol
from mneedle_gui.content.questionnaire import read_questionnaire, without_switched_off
from mneedle_gui.content.rules import switched_on
from mneedle_gui.content.zone_map import ZoneMapError, read_zone_map
from mneedle_gui.domain.zone_map import ZoneMap


def load(
    root: Path,
    switches: frozenset[str] = frozenset(),
    *,
    cross_check: bool = True,
    clinic_rules: Path | None = None,
) -> Content:
    """The content of the resources folder ``root``, ready to be used.

    Everything is read and checked, whatever the clinic switched on; then questions and rules of
    settings that are not in ``switches`` are left out. Without ``cross_check`` the files are read, but
    not compared with each other: the window does that once it is open. The clinic's own stricter
    rules in the folder ``clinic_rules`` are laid over sound content, and always checked in full.

    Raises:
        ContentError: something is wrong; holds all faults, so that none waits for the next run.
    """
    content, faults = read(root)
    if cross_check:
        from mneedle_gui.content.check import check

        told = {(fault.file, fault.key) for fault in faults}
        between = (fault for fault in check(content) if (fault.file, fault.key) not in told)
        faults = (*faults, *between)
    if faults:
        raise ContentError(faults)
    if clinic_rules is not None:
        content = _with_clinic_rules(content, clinic_rules)
    return with_switches(content, switches)


def _with_clinic_rules(content: Content, folder: Path) -> Content:
    from mneedle_gui.content.overlay import lay_over

    laid, faults = lay_over(content, folder)
    if faults:
        raise ContentError(
            faults,
            "The program does not start without this clinic's own rules. Mend the files named in"
            f" {folder}, or move them to another folder, and start again.",
        )
    return laid


def read(root: Path) -> tuple[Content, tuple[Fault, ...]]:
    """All content of ``root`` with every setting switched on, and what is wrong in its files.

    What could not be read is replaced by harmless stand-ins; content with faults is only good for
    finding more faults.
    """
    faults = Faults()
    protocol = read_protocol(root / "protocol", faults)
    questionnaire = read_questionnaire(root / "questionnaire", faults, protocol.zones)
    content = Content(
        replace(questionnaire, version=protocol.version),
        protocol,
        _maps(root / "face", faults),
        faults.where,
        faults.switch_of,
    )
    return content, tuple(faults.found)


def with_switches(content: Content, switches: frozenset[str]) -> Content:
    """The content without questions and rules of clinic settings that are not in ``switches``."""
    protocol = content.protocol
    rules = tuple(rule for rule in protocol.rules if switched_on(rule.switch, switches))
    return replace(
        content,
        questionnaire=without_switched_off(content.questionnaire, content.switch_of, switches),
        protocol=replace(protocol, rules=rules),
    )


def _maps(folder: Path, faults: Faults) -> Mapping[str, ZoneMap]:
    files = sorted(folder.glob("*.json"))
    if not files:
        faults.add(folder.name, "", "no maps are there", "Put the face and body maps back")
    maps: dict[str, ZoneMap] = {}
    for path in files:
        try:
            zone_map = read_zone_map(path)
        except ZoneMapError as error:
            for fault in error.faults:
                faults.add(f"{folder.name}/{fault.file}", fault.key, fault.cause, fault.remedy)
        else:
            maps[zone_map.view] = zone_map
    return maps
