"""Arabic words inside lines that run from left to right: letters joined, and in the order seen.

A font file draws one form for each code; the joined forms have codes of their own (the presentation
forms), which the main font holds. Only names and notes that a person typed need this: whole papers
in Arabic are laid out by the language's own rules.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_FIRST, _LAST = 0xFE80, 0xFEFC
_RUN = re.compile(r"[\u0610-\u061a\u0620-\u065f\u066e-\u06d3\u06d5-\u06ef\u06fa-\u06ff]+")
_SHAPED = re.compile(r"[\ufe80-\ufefc]")
_LAM = "\u0644"


def is_arabic(text: str) -> bool:
    """Whether ``text`` is an Arabic word in the order seen."""
    return _SHAPED.search(text) is not None


def as_seen(word: str) -> str:
    """``word`` with each run of Arabic letters joined and turned round; other text as it is."""
    if word.isascii():
        return word
    return _RUN.sub(lambda run: _joined(run.group())[::-1], word)


def _joined(letters: str) -> str:
    forms = _forms()
    made: list[str] = []
    before = False
    place = 0
    while place < len(letters):
        letter = letters[place]
        pair = letters[place : place + 2]
        if unicodedata.combining(letter):
            made.append(letter)
            place += 1
            continue
        unit = pair if letter == _LAM and (pair, "isolated") in forms else letter
        place += len(unit)
        after = _joins_back(letters[place:]) and (unit, "initial") in forms
        made.append(_form(unit, before, after))
        before = after
    return "".join(made)


def _form(unit: str, before: bool, after: bool) -> str:
    kind = {
        (False, False): "isolated",
        (False, True): "initial",
        (True, False): "final",
        (True, True): "medial",
    }[before, after]
    return _forms().get((unit, kind)) or _forms().get((unit, "isolated")) or unit


def _joins_back(rest: str) -> bool:
    """Whether the next letter of ``rest`` can be joined to the one before it."""
    for letter in rest:
        if not unicodedata.combining(letter):
            return (letter, "final") in _forms()
    return False


@cache
def _forms() -> dict[tuple[str, str], str]:
    """Letter (or lam and alef) and kind of joining, to the code of that form."""
    forms: dict[tuple[str, str], str] = {}
    for code in range(_FIRST, _LAST + 1):
        kind, *parts = unicodedata.decomposition(chr(code)).split()
        forms["".join(chr(int(part, 16)) for part in parts), kind.strip("<>")] = chr(code)
    return forms
