"""The door for what people typed: what can neither be seen nor kept is taken out, long text is cut.

Whatever way a text came (typed, pasted, from a file), it is the same afterwards: composed letters,
no control signs, no marks that change the direction of writing, not more than eight marks on one
letter, no space at either end.
"""

from __future__ import annotations

import re
import unicodedata

LINE = 200
"""The most letters of a line: a name, a number, an address."""
NOTE = 4000
"""The most letters of a note of several lines."""

_MARKS = 8
_JOINERS = "\u200c\u200d"
_SPACES = re.compile(r"[^\S\n]+")
_BREAKS = re.compile(r"\r\n?|[\u2028\u2029\v\f\x85]")
_MARK = r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]"
_STACK = re.compile(f"({_MARK}{{{_MARKS}}}){_MARK}+")


def line(text: str, at_most: int = LINE) -> str:
    """A text of one line, as it is kept. Empty when there was nothing to see in it."""
    return _SPACES.sub(" ", _visible(text, "").replace("\n", " ")).strip()[:at_most].strip()


def note(text: str, at_most: int = NOTE) -> str:
    """A text of several lines, as it is kept; joiners that scripts need stay in it."""
    return _SPACES.sub(" ", _visible(text, _JOINERS)).strip()[:at_most].strip()


def _visible(text: str, kept: str) -> str:
    whole = _STACK.sub(r"\1", unicodedata.normalize("NFC", _BREAKS.sub("\n", text)))
    return "".join(_shown(sign, kept) for sign in whole)


def _shown(sign: str, kept: str) -> str:
    if sign == "\n" or sign in kept:
        return sign
    match unicodedata.category(sign):
        case "Zs" | "Zl" | "Zp":
            return " "
        case "Cs":
            return "\ufffd"
        case "Cc":
            return " " if sign == "\t" else ""
        case "Cf":
            return ""
        case _:
            return sign
