"""The one door for text: whatever was typed becomes plain, drawable characters.

Line ends stay; other control characters, marks that turn the direction of text, and invisible
format characters go. Characters are composed (NFC). Nothing is parsed.
"""

from __future__ import annotations

import re
import unicodedata

NARROW = "\N{NO-BREAK SPACE}"
_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n\xa0]+")
_AFTER_NUMBER = re.compile(r"(?<=\d) (?=(?!to\b)[^\W\d_]{1,9}\b)")
_LAST_LETTER = re.compile(r" (?=\w[.!?](?:\s|$))")
_RANGE = re.compile(r"(?<=\d) (to|–) (?=\d)")
_INVISIBLE = {"Cc", "Cf", "Cs", "Cn"}


def clean(text: str) -> str:
    """``text`` as it may be drawn: composed, without control and format characters."""
    text = _LINE_ENDS.sub("\n", text)
    text = _SPACES.sub(" ", text)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if text.isprintable():
        return text
    return "".join(c for c in text if c == "\n" or unicodedata.category(c) not in _INVISIBLE)


def bound(text: str) -> str:
    """``text`` with a number held to its unit and the two ends of a range held together."""
    text = _LAST_LETTER.sub(NARROW, text)
    text = _RANGE.sub(rf"{NARROW}\1{NARROW}", text)
    return _AFTER_NUMBER.sub(NARROW, text)
