"""How ids are written, and which known one a misspelt one may mean."""

from __future__ import annotations

import re
from collections.abc import Iterable

QUESTION_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
"""The id of a question or section."""

ROW_ID = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*")
"""The id of any other row."""

SOURCE_KEY = re.compile(r"[A-Z0-9]+(_[A-Z0-9]+)*")
"""The key of a reference."""

_FEW = 12


def suggestion(wanted: str, known: Iterable[str]) -> str:
    """A remedy for a word that is not among the ``known`` ones: the nearest, or what there is."""
    import difflib

    choices = sorted(known)
    near = difflib.get_close_matches(wanted, choices, n=1)
    if near:
        return f"Perhaps you mean '{near[0]}'"
    if len(choices) <= _FEW:
        return f"Use one of: {', '.join(choices)}"
    return "Write one that exists, or add the row"
