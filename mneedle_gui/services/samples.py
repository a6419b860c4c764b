"""The sample consultations that come with the program: invented people, every outcome."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Sample:
    """One sample. ``on`` is the day it is made for; ``expect`` the outcome it shows."""

    name: str
    title: str
    on: date
    expect: str
    text: str


def samples(root: Path) -> tuple[Sample, ...]:
    """All samples in the resources folder, in order of their file names."""
    return tuple(_sample(path) for path in sorted((root / "samples").glob("*.json")))


def sample(root: Path, name: str) -> Sample:
    """The sample with this name.

    Raises:
        KeyError: there is none.
    """
    path = root / "samples" / f"{name}.json"
    if not path.is_file():
        raise KeyError(name)
    return _sample(path)


def _sample(path: Path) -> Sample:
    text = path.read_text(encoding="utf-8")
    content = json.loads(text)
    day = date.fromisoformat(content["on"])
    return Sample(path.stem, content["title"], day, content["expect"], text)
