"""The scales in use on this client: what each comes to, its range, and how far it can be trusted."""

from __future__ import annotations

from mneedle_gui.documents.compose.case import Case
from mneedle_gui.domain.scale import Scale
from mneedle_gui.domain.scale_reading import ScaleReading, read_scales


def scales(case: Case) -> tuple[str, ...]:
    """A sentence for each scale of which something was asked; an unknown value is said to be one."""
    readings: dict[str, list[ScaleReading]] = {}
    for reading in read_scales(case.consultation):
        readings.setdefault(reading.scale.id, []).append(reading)
    return tuple(_told(case, found) for found in readings.values())


def _told(case: Case, readings: list[ScaleReading]) -> str:
    """``Vancouver Scar Scale (0 to 13): 3 of 13 [observer guide]``, as a sentence."""
    scale = readings[0].scale
    lines = (line for reading in readings for line in reading.lines)
    return case.say(
        "{scale}: {value} [{standing}].",
        scale=_named(case, scale),
        value="; ".join(case.text(line) for line in lines),
        standing=case.text(scale.standing),
    )


def _named(case: Case, scale: Scale) -> str:
    if scale.least is None or scale.most is None:
        return case.text(scale.name)
    return case.say(
        "{scale} ({least} to {most})", scale=scale.name, least=scale.least, most=scale.most
    )
