"""What a person is found by: words of the name in any script, telephone numbers, dates, numbers.

A client has *marks*, each a short text with its kind in front, so that one table holds them all:
plain words of the name, ``~`` how a word sounds, ``@`` the birth date, ``#`` a telephone number from
its front, ``<`` the same from its end, ``+`` two words of the name in either order. What is typed becomes *wishes*: ranges of marks, one of which
a client must have. Nothing here asks for another range than letters and digits, so whatever is typed
(quotation marks, ``%``, ``*``) is only text.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from mneedle_gui.records.phones import LAST_DIGITS, ascii_digits, digits_of
from mneedle_gui.records.sounds import looks, sound

SOUND = "~"
BIRTH = "@"
PHONE = "#"
PHONE_END = "<"
PAIR = "+"

_LEAST_DIGITS = 4
_LEAST_SOUND = 2
_MOST_WORDS = 12
_MOST_PAIRED = 5
_LONGEST_WORD = 40
_LONGEST_QUERY = 300
_OLDEST_YEAR = 1900
_ABOVE = "\U0010ffff"

_SPECIAL = str.maketrans(
    {
        "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ı": "i",
        "ħ": "h", "ŋ": "n", "ŧ": "t", "ĸ": "k", "ə": "e", "ß": "ss",
        "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ة": "ه", "ۀ": "ه", "ە": "ه", "ہ": "ه", "ھ": "ه",
        "ک": "ك", "ؤ": "و", "ئ": "ي", "ء": "", "ـ": "",
        "'": "", "’": "", "‘": "", "ʼ": "", "ʻ": "", "`": "", "´": "", "ʾ": "", "ʿ": "", "＇": "",
    }
)  # fmt: skip
_PARTICLES = {
    "al", "el", "ul", "bin", "ibn", "ben", "bint", "binti", "abu", "umm", "de", "del", "della",
    "der", "den", "des", "di", "da", "do", "dos", "du", "la", "le", "van", "von", "zu", "ter",
    "ten", "af", "y", "e", "بن", "ابن", "بنت", "ابو", "ام", "ال",
}  # fmt: skip
_ARABIC_THE = "ال"
_LATIN_THE = re.compile(r"(?:al|el|ul|as|ash|ad|ar|an|at|az)[-‐‑–](?=\w)")
_SLAVE_OF = ("abd", "abdul", "abdel", "عبد")
_DATE = re.compile(r"(?<!\d)(\d{1,4})\s?([./\-])\s?(\d{1,2})\s?\2\s?(\d{1,4})(?!\d)")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WORDY = re.compile(r"(?<!\w)(\d{1,2})\.?[\s\-]*([a-z]{3})[a-z]*\.?,?[\s\-]*(\d{4})(?!\d)")
_REFERENCE = re.compile(r"(?<!\w)c\s?-?\s?0*(\d{1,9})(?!\w)")
_NUMBER = re.compile(r"(?<![\w])\+?\(?\d[\d\s().\-/]*\d(?!\w)|(?<!\w)\d(?!\w)")


@dataclass(frozen=True, slots=True)
class Span:
    """All marks from ``low`` up to but not including ``high``."""

    low: str
    high: str

    def holds(self, mark: str) -> bool:
        """Whether the mark is among them."""
        return self.low <= mark < self.high


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing that was typed: a client has a mark in one of the spans, or does not fit.

    ``sounds`` are spans that fit less well, to be tried when the others give too little.
    """

    spans: tuple[Span, ...]
    sounds: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """What was typed. ``reference`` is a client's number: named as one, or a short number alone.

    A client who has all words but the last one whole has a mark in each of the ``pairs``.
    """

    wishes: tuple[Wish, ...] = ()
    reference: int | None = None
    pairs: tuple[Span, ...] = ()


def folded(text: str) -> str:
    """Letters and digits as they are compared: without case, accents, harakat and variants of a letter.

    Digits of every script become 0 to 9. Apostrophes go, all other signs stay.
    """
    plain = ascii_digits(unicodedata.normalize("NFKD", text)).casefold().translate(_SPECIAL)
    plain = unicodedata.normalize("NFKD", plain)
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def words_of(name: str) -> tuple[str, ...]:
    """The plain words by which a name is found, each once.

    A word that begins with the article is there with and without it ("Al-Hashimi": alhashimi,
    hashimi), particles stay words of their own, and "Abd Allah" is there as one word too. A name of
    particles or signs alone still has its words, where it has any letter.
    """
    found: dict[str, None] = {}
    words = _split(name)
    for place, word in enumerate(words):
        found[word] = None
        bare = _without_article(word)
        if bare != word:
            found[bare] = None
        following = words[place + 1] if place + 1 < len(words) else ""
        if following and (word in _PARTICLES or word in _SLAVE_OF):
            found[(word + following)[:_LONGEST_WORD]] = None
    for word in tuple(found):
        found.setdefault(looks(word), None)
    return tuple(found)


def core_words(name: str) -> frozenset[str]:
    """The words that tell people apart: without particles and articles, unless nothing else is left."""
    words = _split(name)
    cores = frozenset(_without_article(word) for word in words if word not in _PARTICLES)
    return cores or frozenset(words)


def sounds_of(name: str) -> frozenset[str]:
    """How the words of a name sound, whatever script they are written in."""
    heard = (sound(_without_article(word)) for word in _split(name) if word not in _PARTICLES)
    return frozenset(one for one in heard if len(one) >= _LEAST_SOUND)


def marks_of(name: str, birth_date: str, phone: str) -> frozenset[str]:
    """All marks of a client. ``birth_date`` is ISO text or empty."""
    marks = set(words_of(name)) | {SOUND + one for one in sounds_of(name)}
    marks.update(_pairs(name))
    if birth_date:
        marks.add(BIRTH + birth_date)
    whole, national = digits_of(phone)
    marks.update(PHONE + digits for digits in (whole, national) if digits)
    if national:
        marks.add(PHONE_END + whole[::-1])
    return frozenset(marks)


def span_of_prefix(mark: str) -> Span:
    """All marks that begin with ``mark``."""
    return Span(mark, mark + _ABOVE)


def span_of(mark: str) -> Span:
    """The mark alone."""
    return Span(mark, mark + "\x00")


def read_query(typed: str) -> Query:
    """What was typed, in any order: words, a birth date, a telephone number, a client's number."""
    text = folded(typed[:_LONGEST_QUERY])
    wishes: list[Wish] = []
    text = _WORDY.sub(lambda found: _take_wordy(found, wishes), text)
    text = _DATE.sub(lambda found: _take_date(found, wishes), text)
    named = _REFERENCE.search(text)
    reference = int(named[1]) if named else None
    text = _REFERENCE.sub(" ", text)
    for found in _NUMBER.finditer(text):
        number, wish = _number(found.group())
        if number is not None and reference is None and found.group() == text.strip():
            reference = number
        wishes.append(wish)
    words = _split(_NUMBER.sub(" ", text), most=_MOST_WORDS)
    wishes += [_worded(word) for word in dict.fromkeys(words)]
    telling = [word for word in words if word not in _PARTICLES]
    paired = ((one, other) for one in telling[:-1] for other in telling if other != one)
    pairs = [span_of_prefix(f"{PAIR}{one} {other}") for one, other in paired]
    return Query(tuple(wishes), reference, tuple(pairs[:_MOST_WORDS]))


def _pairs(name: str) -> set[str]:
    """Every two different words of a name in either order, with and without article."""
    words = [word for word in _split(name) if word not in _PARTICLES][:_MOST_PAIRED]
    forms = [{word, _without_article(word)} for word in words]
    return {
        f"{PAIR}{whole} {other}"
        for first in forms
        for second in forms
        if first is not second
        for whole in first
        for other in second
        if whole != other
    }


def _split(name: str, most: int = 40) -> list[str]:
    """The folded words of a name; an article with a hyphen stays with its word."""
    text = _LATIN_THE.sub(lambda found: found.group()[:-1], folded(name))
    spaced = "".join(sign if sign.isalnum() else _gap(sign) for sign in text)
    return [word[:_LONGEST_WORD] for word in spaced.split()[:most]]


def _gap(sign: str) -> str:
    """Signs that cannot be seen do not part a word; all others do."""
    return "" if unicodedata.category(sign) in {"Cf", "Cc", "Mn"} and not sign.isspace() else " "


def _without_article(word: str) -> str:
    least = 3
    if word.startswith(_ARABIC_THE) and len(word) >= len(_ARABIC_THE) + least:
        return word[len(_ARABIC_THE) :]
    if word.startswith(("al", "el")) and len(word) >= len("al") + least + 1:
        return word[2:]
    return word


def _worded(word: str) -> Wish:
    spans = [span_of_prefix(word)]
    alike = looks(word)
    if alike != word:
        spans.append(span_of_prefix(alike))
    heard = sound(_without_article(word))
    sounds = (span_of_prefix(SOUND + heard),) if len(heard) >= _LEAST_SOUND else ()
    return Wish(tuple(spans), sounds)


def _take_date(found: re.Match[str], wishes: list[Wish]) -> str:
    first, middle, last = found[1], found[3], found[4]
    days = _days(first, middle, last)
    if not days:
        return found.group()
    wishes.append(Wish(tuple(span_of(BIRTH + day) for day in days)))
    return " "


def _take_wordy(found: re.Match[str], wishes: list[Wish]) -> str:
    known = found[2] in _MONTHS
    day = _day(int(found[3]), _MONTHS.index(found[2]) + 1, int(found[1])) if known else None
    if day is None:
        return found.group()
    wishes.append(Wish((span_of(BIRTH + day),)))
    return " "


def _days(first: str, middle: str, last: str) -> tuple[str, ...]:
    """Every day that three numbers can mean: year first, or day and month in either order."""
    year_digits = 4
    if len(first) == year_digits:
        orders = [(first, middle, last)]
    elif len(last) == year_digits:
        orders = [(last, middle, first), (last, first, middle)]
    else:
        return ()
    read = (_day(int(year), int(month), int(day)) for year, month, day in orders)
    return tuple(dict.fromkeys(day for day in read if day is not None))


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat() if year >= _OLDEST_YEAR else None
    except ValueError:
        return None


def _number(typed: str) -> tuple[int | None, Wish]:
    """What a number can be: a client's number when short, and a telephone number, a date, a year."""
    digits = re.sub(r"\D", "", typed)
    plain = digits == typed
    reference = int(digits) if plain and len(digits) <= LAST_DIGITS else None
    spans = [span_of_prefix(digits)]
    if len(digits) < _LEAST_DIGITS:
        return reference, Wish(tuple(spans))
    whole, national = digits_of(typed)
    spans += [span_of_prefix(PHONE + one) for one in dict.fromkeys((whole, national)) if one]
    spans += _from_the_end(digits, whole, national)
    if plain and len(digits) == len("19900314"):
        year_first = _days(digits[:4], digits[4:6], digits[6:])
        year_last = _days(digits[:2], digits[2:4], digits[4:])
        spans += [span_of(BIRTH + day) for day in dict.fromkeys((*year_first, *year_last))]
    if plain and len(digits) == len("1990") and int(digits) >= _OLDEST_YEAR:
        spans.append(span_of_prefix(BIRTH + digits))
    return reference, Wish(tuple(spans))


def _from_the_end(digits: str, whole: str, national: str) -> list[Span]:
    """Numbers that end so; a long one also fits a number kept without its country or area."""
    spans = [span_of_prefix(PHONE_END + digits[::-1])]
    for end in {whole, national}:
        if len(end) >= LAST_DIGITS:
            backwards = PHONE_END + end[::-1]
            spans.append(span_of_prefix(backwards))
            shorter = range(LAST_DIGITS + 1, len(backwards))
            spans += [span_of(backwards[:length]) for length in shorter]
    return list(dict.fromkeys(spans))
