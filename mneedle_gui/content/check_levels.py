"""Cross checks of the practitioners' own depth limits."""

from __future__ import annotations

from decimal import Decimal

from mneedle_gui.content.inspection import Inspection

_POLICY = ("P",)


def check_levels(inspection: Inspection) -> None:
    """A level has limits that can be set, and is called what it is: clinic policy."""
    protocol = inspection.content.protocol
    deepest = protocol.limits.deepest_mm
    for level in protocol.levels:
        for key, most in (("face_max_mm", level.face_max_mm), ("body_max_mm", level.body_max_mm)):
            if not Decimal(0) < most <= deepest:
                cause = f"{most} mm is no depth that can be set"
                remedy = f"Write a depth above 0 and up to {deepest}"
                inspection.add("level", level.id, key, cause, remedy)
        if level.basis.tags != _POLICY:
            cause = "a level is clinic policy and nothing else"
            inspection.add("level", level.id, "basis", cause, 'Write basis = ["P"]')
        if level.basis.sources:
            cause = "a level never counts as sourced"
            remedy = "Write sources = [], and in the note where such limits are in use"
            inspection.add("level", level.id, "sources", cause, remedy)
