"""Reading a date out of three typed boxes, as people write dates."""

from __future__ import annotations

import calendar
import re
import unicodedata
from dataclasses import dataclass

from mneedle_gui.domain.wording import Message, PartialDate, message

DAY, MONTH, YEAR = 0, 1, 2
"""Positions of the boxes."""

Boxes = tuple[str, str, str]
"""What stands in the boxes: day, month, year."""

_BETWEEN = re.compile(r"[\s\-–/.,،]+")
_SHORTEST_NAME = 3
_YEAR_DIGITS = 4
_ENGLISH = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_ARABIC = (
    ("يناير", "كانون الثاني"),
    ("فبراير", "شباط"),
    ("مارس", "آذار", "اذار"),
    ("أبريل", "ابريل", "إبريل", "نيسان"),
    ("مايو", "أيار", "ايار"),
    ("يونيو", "حزيران"),
    ("يوليو", "تموز"),
    ("أغسطس", "اغسطس", "آب", "اب"),
    ("سبتمبر", "أيلول", "ايلول"),
    ("أكتوبر", "اكتوبر", "تشرين الأول"),
    ("نوفمبر", "تشرين الثاني"),
    ("ديسمبر", "كانون الأول"),
)


@dataclass(frozen=True, slots=True)
class Read:
    """What the boxes mean. With ``remedy`` there is no date, and ``wrong`` names the boxes."""

    when: PartialDate | None = None
    remedy: Message | None = None
    wrong: frozenset[int] = frozenset()


def read_boxes(boxes: Boxes) -> Read:
    """The date in the boxes; nothing and no remedy when all are empty.

    The day, or the day and the month, may be missing. A whole date typed or pasted into one box
    counts as well: day, month, year in the order of the boxes, or year first with four digits.
    """
    texts = tidied(boxes)
    if not any(texts):
        return Read()
    year = _number(texts[YEAR]) if len(texts[YEAR]) == _YEAR_DIGITS else None
    month = month_number(texts[MONTH])
    day = _number(texts[DAY])
    if texts[MONTH] and month is None:
        return _fault("Enter the month as a number from 1 to 12 or as a name", MONTH)
    if texts[DAY] and day is None:
        return _fault("Enter the day as a number", DAY)
    if not year:
        return _fault("Enter the year with 4 digits", YEAR)
    if day is not None and month is None:
        return _fault("Enter the month too", MONTH)
    if day is not None and month is not None:
        last = calendar.monthrange(year, month)[1]
        if not 1 <= day <= last:
            remedy = message(
                "Enter a day from 1 to {last} for {month}",
                last=last,
                month=PartialDate(year, month),
            )
            return Read(None, remedy, frozenset({DAY}))
    return Read(PartialDate(year, month, day))


def tidied(boxes: Boxes) -> Boxes:
    """The boxes with Western digits, without stray spaces, and a date in one box put into three."""
    day, month, year = (western(text).strip(" .,،-/") for text in boxes)
    filled = [text for text in (day, month, year) if text]
    if len(filled) != 1:
        return day, month, year
    parts = [part for part in _BETWEEN.split(filled[0]) if part]
    if month and month_number(month) is not None:
        return day, month, year
    if len(parts) == 3 and len(parts[0]) == _YEAR_DIGITS:
        return parts[2], parts[1], parts[0]
    if len(parts) == 3:
        if month_number(parts[0]) is not None and _number(parts[0]) is None:
            return parts[1], parts[0], parts[2]
        return parts[0], parts[1], parts[2]
    if len(parts) == 2 and len(parts[1]) == _YEAR_DIGITS:
        return "", parts[0], parts[1]
    return day, month, year


def western(text: str) -> str:
    """The text with every decimal digit of any script as 0 to 9."""
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)


def month_number(text: str) -> int | None:
    """1 to 12 for a number, an English name or its beginning, or an Arabic name."""
    number = _number(text)
    if number is not None:
        return number if 1 <= number <= 12 else None
    name = text.casefold()
    if len(name) >= _SHORTEST_NAME:
        for position, month in enumerate(_ENGLISH, start=1):
            if month.startswith(name):
                return position
    for position, names in enumerate(_ARABIC, start=1):
        if name in names:
            return position
    return None


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() else None


def _fault(remedy: str, box: int) -> Read:
    return Read(None, message(remedy), frozenset({box}))
