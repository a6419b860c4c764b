"""How hard a text is to read: sentences, syllables, the grade of Flesch and Kincaid."""

from __future__ import annotations

import re

_WORD = re.compile(r"[A-Za-z][A-Za-z'’]*")
_VOWELS = re.compile(r"[aeiouy]+")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9])")
_SILENT_E = re.compile(r"(?:[^aeiouyl]|[aeiouy]l)e$")
_SHORT_ED = re.compile(r"[^aeioutd]ed$")
_PLURAL = re.compile(r"(?<=[^scxzgh]e)s$")


def sentences(text: str) -> list[str]:
    """The full sentences of ``text``; stubs without an end are left out."""
    parts = (part.strip() for part in _SENTENCE.split(text))
    return [part for part in parts if part.endswith((".", "!", "?")) and len(words(part)) > 1]


def words(text: str) -> list[str]:
    """The words of ``text``, numbers left out."""
    return _WORD.findall(text)


def syllables(word: str) -> int:
    """Groups of vowels, without those that are not spoken; at least one."""
    word = _PLURAL.sub("", word.lower().replace("’", "'").removesuffix("'s"))
    count = len(_VOWELS.findall(word))
    if _SILENT_E.search(word) or _SHORT_ED.search(word):
        count -= 1
    return max(1, count)


def grade(texts: list[str]) -> float:
    """The Flesch-Kincaid grade of all full sentences in ``texts``."""
    spoken = [sentence for text in texts for sentence in sentences(text)]
    said = [word for sentence in spoken for word in words(sentence)]
    if not said:
        return 0.0
    per_sentence = len(said) / len(spoken)
    per_word = sum(map(syllables, said)) / len(said)
    return 0.39 * per_sentence + 11.8 * per_word - 15.59
