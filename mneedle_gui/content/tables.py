"""The clinical tables: zones, concerns, caps, intervals, devices, levels, scales, facts, limits, roles, sources."""

from __future__ import annotations

from mneedle_gui.content.ids import ROW_ID, SOURCE_KEY
from mneedle_gui.content.rows import read_row, read_rows
from mneedle_gui.content.rules import read_override
from mneedle_gui.content.table import Table
from mneedle_gui.content.toml_reader import only_table
from mneedle_gui.domain.level import Level
from mneedle_gui.domain.protocol import (
    Cap,
    Concern,
    Device,
    Disagreement,
    FactSource,
    Grade,
    IntervalChange,
    Limits,
    Roles,
    Source,
    Zone,
)
from mneedle_gui.domain.scale import Scale, ScaleLevel, ScalePart, ScaleResult, UnusedScale

_ZONE_MAY_BE_EMPTY = ("caution",)
_CONCERN_MAY_BE_EMPTY = (
    "zones_question",
    "first_visible",
    "best_assessed",
    "combine_with",
    "not_first_choice",
    "elsewhere",
    "expected",
)


def read_zones(root: Table) -> tuple[Zone, ...]:
    """The treatment zones with their depth limits in millimetres."""
    return read_rows(root, "zone", Zone, may_be_empty=_ZONE_MAY_BE_EMPTY)


def read_concerns(root: Table) -> tuple[Concern, ...]:
    """The concerns, each with its severity rows."""
    concerns = []
    for table in root.tables("concern"):
        concern_id = table.identifier("id", ROW_ID)
        table.place("concern", concern_id)
        grades = tuple(_grade(grade, concern_id) for grade in table.tables("grade"))
        if not grades:
            table.fault("grade", "the concern has no grade", "Add [[concern.grade]] rows")
        given = {"id": concern_id, "grades": grades}
        concerns.append(
            read_row(table, Concern, concern_id, may_be_empty=_CONCERN_MAY_BE_EMPTY, given=given)
        )
    return tuple(concerns)


def _grade(table: Table, concern: str) -> Grade:
    return read_row(table, Grade, concern, given={"key": table.identifier("key", ROW_ID)})


def read_caps(root: Table) -> tuple[Cap, ...]:
    """The limits on depth in millimetres."""
    return read_rows(root, "cap", Cap)


def read_intervals(root: Table) -> tuple[IntervalChange, ...]:
    """The changes to the gap between sessions, in weeks."""
    return read_rows(root, "interval", IntervalChange)


def read_devices(root: Table) -> tuple[Device, ...]:
    """The needling devices with the limits of their own instructions."""
    devices = []
    for table in root.tables("device"):
        device_id = table.identifier("id", ROW_ID)
        table.place("device", device_id)
        overrides = tuple(read_override(row, device_id) for row in table.tables("override"))
        given = {"id": device_id, "overrides": overrides}
        devices.append(read_row(table, Device, device_id, may_be_empty=("note",), given=given))
    return tuple(devices)


def read_levels(root: Table) -> tuple[Level, ...]:
    """The practitioners' own depth limits in millimetres."""
    return read_rows(root, "level", Level)


def read_scales(root: Table) -> tuple[tuple[Scale, ...], tuple[UnusedScale, ...]]:
    """The grading scales in use with items, levels and results; and those known but not used."""
    scales = []
    for table in root.tables("scale"):
        scale_id = table.identifier("id", ROW_ID)
        table.place("scale", scale_id)
        parts = tuple(_scale_part(part, scale_id) for part in table.tables("part"))
        if not parts:
            table.fault("part", "the scale has no item", "Add [[scale.part]] rows")
        results = tuple(read_row(row, ScaleResult, scale_id) for row in table.tables("results"))
        given = {"id": scale_id, "parts": parts, "results": results}
        scales.append(read_row(table, Scale, scale_id, given=given))
    return tuple(scales), read_rows(root, "unused_scale", UnusedScale)


def _scale_part(table: Table, scale: str) -> ScalePart:
    part_id = table.identifier("id", ROW_ID)
    levels = tuple(read_row(row, ScaleLevel, scale) for row in table.tables("levels"))
    if not levels:
        table.fault("levels", "the item has no level", "List its levels")
    return read_row(table, ScalePart, scale, given={"id": part_id, "levels": levels})


def read_facts(root: Table) -> tuple[FactSource, ...]:
    """How each derived fact is worked out."""
    return read_rows(root, "fact", FactSource)


def read_sources(root: Table) -> tuple[Source, ...]:
    """The references."""
    return read_rows(root, "source", Source, ids=SOURCE_KEY)


def read_disagreements(root: Table) -> tuple[Disagreement, ...]:
    """The topics on which sources differ."""
    return read_rows(root, "disagreement", Disagreement)


def read_roles(root: Table) -> Roles:
    """Which questions, facts and rules play a part that the program must know of."""
    return read_row(only_table(root, "roles"), Roles, "roles")


def read_limits(root: Table) -> Limits:
    """The numbers of the plan that belong to no other table."""
    return read_row(only_table(root, "limits"), Limits, "limits")
