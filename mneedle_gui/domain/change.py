"""What is different between two versions of the clinical content, row by row."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class ChangeKind(Enum):
    """What happened to a row."""

    NEW = "new"
    GONE = "gone"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a row as plain text, before and after; "" where it was not there."""

    name: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Change:
    """One row that is new, gone or different. ``row`` is its kind and id: ``rule/melasma``.

    ``fields`` are those that differ; of a row that is new or gone, all of them.
    """

    row: str
    kind: ChangeKind
    fields: tuple[FieldChange, ...]
