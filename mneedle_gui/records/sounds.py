"""How a name sounds and how it looks, across scripts; for finding and for warning, never for deciding.

*Sound* is a skeleton of consonants. Vowels, doubled letters and what different transliterations write
differently fall away: محمد, Mohammed, Muhammad and Mohamed are all ``mhmd``. Sounds that Latin
spellings mix up share a letter: k is ق ك خ q c k kh, s is س ص ث, t is ت ط th, d is د ض ذ dh, g is ج غ
g j gh, x is ش sh ch. A word that begins with a vowel (or with ع) begins with ``a``, and a silent h at
the end falls away. So different names may sound the same (Hasan and Husain): matches by sound come
last and are shown as such.

*Looks* replaces the letters that Cyrillic and Greek share with Latin in shape, so that a name typed
on a wrong keyboard can be told to look like another.
"""

from __future__ import annotations

import re

_DIGRAPHS = (
    ("tsch", "x"), ("sch", "x"), ("tch", "x"), ("sh", "x"), ("ch", "x"), ("kh", "k"), ("gh", "g"),
    ("th", "t"), ("dh", "d"), ("ph", "f"), ("zh", "z"), ("ck", "k"), ("dj", "g"), ("ts", "s"),
    ("qu", "k"),
)  # fmt: skip
_SOFT_C = re.compile(r"c(?=[eiy])")
_LATIN = {
    "b": "b", "c": "k", "d": "d", "f": "f", "g": "g", "h": "h", "j": "g", "k": "k", "l": "l", "m": "m",
    "n": "n", "p": "b", "q": "k", "r": "r", "s": "s", "t": "t", "v": "f", "x": "x", "z": "z",
}  # fmt: skip
_ARABIC = {
    "ب": "b", "پ": "b", "ت": "t", "ط": "t", "ث": "s", "ج": "g", "چ": "x", "ح": "h", "ه": "h",
    "خ": "k", "د": "d", "ذ": "d", "ض": "d", "ر": "r", "ز": "z", "ظ": "z", "ژ": "z", "س": "s",
    "ص": "s", "ش": "x", "غ": "g", "گ": "g", "ف": "f", "ڤ": "f", "ق": "k", "ك": "k", "ل": "l",
    "م": "m", "ن": "n",
}  # fmt: skip
_CYRILLIC = {
    "б": "b", "п": "b", "в": "f", "г": "g", "ґ": "g", "д": "d", "ж": "z", "з": "z", "к": "k",
    "л": "l", "м": "m", "н": "n", "р": "r", "с": "s", "т": "t", "ф": "f", "х": "k", "ц": "s",
    "ч": "x", "ш": "x", "щ": "x",
}  # fmt: skip
_CONSONANTS = {**_LATIN, **_ARABIC, **_CYRILLIC}
_VOWELS = frozenset("aeiouاعےаеиоуыэюяіє")
_GLIDES = {"y": "y", "w": "w", "و": "w", "ي": "y", "й": "y"}
_SILENT = frozenset("hه")
_DOUBLED = re.compile(r"([^\W\d_])\1+")
_LOOKS = str.maketrans("асеорхуіјѕһԁԛԝкмтнвεοραινκτυχ", "aceopxyijshdqwkmthbeopaivktux")


def sound(word: str) -> str:
    """The consonant skeleton of a folded word; empty when it has no letter that is known here."""
    single = _DOUBLED.sub(r"\1", word)
    for signs, one in _DIGRAPHS:
        single = single.replace(signs, one)
    single = _SOFT_C.sub("s", single)
    if len(single) > 2 and single[-1] in _SILENT:  # noqa: PLR2004 - Noura and Noorah
        single = single[:-1]
    heard: list[str] = []
    for place, sign in enumerate(single):
        if sign in _CONSONANTS:
            heard.append(_CONSONANTS[sign])
        elif not place and sign in _VOWELS:
            heard.append("a")
        elif not place and sign in _GLIDES:
            heard.append(_GLIDES[sign])
    return "".join(heard)


def looks(word: str) -> str:
    """The word in Latin letters, when every letter is one or only looks like one; else the word."""
    alike = word.translate(_LOOKS)
    return alike if alike.isascii() else word
