"""Languages: sentences by gettext catalogues, dates, numbers, money and lists by Babel.

English dates are written here, so that a window in English opens without Babel and its tables.

Catalogues are objects that are passed in, never installed globally, so that a paper can be in the
client's language while the screen stays in the practitioner's. A sentence without translation is
said in English.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from mneedle_gui.domain.wording import Message, PartialDate, Value

if TYPE_CHECKING:
    from gettext import NullTranslations

    from babel import Locale

SOURCE_LANGUAGE = "en"
"""The language that sentences are written in."""

CATALOGUES = ("program", "clinical")
"""The two catalogues of a language: program text, and clinical text reviewed by a clinician."""

_LOCALES = {"en": "en_GB"}
_RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ps", "ur", "yi"})
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SHORT_MONTHS = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec",
)  # fmt: skip
_PLAIN_BELOW = 1000  # smaller whole numbers have no separators in any language
_ISOLATE, _END_ISOLATE = "\u2068", "\u2069"
_NO_BREAK_SPACE = "\u00a0"
_PLACE = re.compile(r"\{\{|\}\}|\{(\w+)\}")
_CODE_BEFORE_DIGIT = re.compile(r"(?<=[A-Za-z])(?=\d)")


class Digits(Enum):
    """Which ten signs numbers are written with; the value is the CLDR numbering system."""

    WESTERN = "latn"
    ARABIC = "arab"
    PERSIAN = "arabext"


_TEN = {
    Digits.WESTERN: str.maketrans({}),
    Digits.ARABIC: str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"),
    Digits.PERSIAN: str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"),
}


class EnglishWords:
    """The source language: sentences as written, British dates.

    Also the ground that other languages stand on; they differ in `_wording` and in their locale.
    """

    def __init__(self, language: str = SOURCE_LANGUAGE, digits: Digits = Digits.WESTERN) -> None:
        self._language = language
        self._digits = digits

    @property
    def language(self) -> str:
        """Two-letter code of the language, such as ``en`` or ``ar``."""
        return self._language

    @property
    def right_to_left(self) -> bool:
        """True for languages written from right to left."""
        return self._language.partition("_")[0] in _RIGHT_TO_LEFT

    def say(self, what: Message) -> str:
        """The finished text of ``what``, "" for the empty message.

        A place that ``what`` has no value for is a mistake in our English text and raises
        ``KeyError``; in a translation it falls back to the English text.
        """
        if not what.text:
            return ""
        values = {name: self._isolated(self._spoken(value)) for name, value in what.values}
        if what.count is not None:
            values["count"] = self._isolated(self.number(what.count))
        wording = self._wording(what)
        if any(name and name not in values for name in _PLACE.findall(wording)):
            wording = _english(what)
        return _PLACE.sub(lambda place: _filled(place, values), wording)

    def day(self, when: date | PartialDate) -> str:
        """A date with the month spelled out: ``6 August 2026``, ``August 2026`` or ``2026``."""
        if isinstance(when, PartialDate):
            if when.month is None:
                return self._skeleton("y", date(when.year, 1, 1))
            if when.day is None:
                return self._skeleton("yMMMM", date(when.year, when.month, 1))
            when = date(when.year, when.month, when.day)
        return self._skeleton("yMMMMd", when)

    def short_day(self, when: date) -> str:
        """A short date for tight places, never ambiguous: ``6 Aug``."""
        return self._skeleton("MMMd", when)

    def weekday(self, when: date) -> str:
        """The name of the weekday, ``Thursday``."""
        from babel.dates import format_date

        return format_date(when, "EEEE", locale=self._locale)

    def number(self, value: int | Decimal) -> str:
        """A number in the language's digits and separators; trailing zeros as given."""
        if isinstance(value, int) and 0 <= value < _PLAIN_BELOW:
            return self._in_digits(str(value))
        from babel.numbers import format_decimal

        exponent = value.as_tuple().exponent if isinstance(value, Decimal) else 0
        places = max(0, -exponent) if isinstance(exponent, int) else 0
        whole = self._locale.decimal_formats[None].pattern.partition(".")[0]
        pattern = f"{whole}.{'0' * places}" if places else whole
        written = format_decimal(
            value, pattern, locale=self._locale, numbering_system=self._digits.value
        )
        return self._in_digits(written)

    def money(self, amount: Decimal, currency: str) -> str:
        """An amount of money; ``currency`` is an ISO 4217 code."""
        from babel.numbers import format_currency

        written = format_currency(
            amount, currency, locale=self._locale, numbering_system=self._digits.value
        )
        # Babel leaves out the space that CLDR asks for between a code of letters and a number.
        return self._in_digits(_CODE_BEFORE_DIGIT.sub(_NO_BREAK_SPACE, written))

    def joined(self, parts: Iterable[str]) -> str:
        """A list in words: ``a, b and c``; "" for no parts."""
        from babel.lists import format_list

        return format_list([self._isolated(part) for part in parts], locale=self._locale)

    @cached_property
    def _locale(self) -> Locale:
        from babel import Locale

        return Locale.parse(_LOCALES.get(self._language, self._language))

    def _wording(self, what: Message) -> str:
        """The text of ``what`` in this language, its places still open."""
        return _english(what)

    def _spoken(self, value: Value) -> str:
        match value:
            case str():
                return value
            case Message():
                return self.say(value)
            case int() | Decimal():
                return self.number(value)
            case tuple():
                return self.joined(self.say(part) for part in value)
            case _:
                return self.day(value)

    def _isolated(self, text: str) -> str:
        """``text`` kept apart, so that its direction and that of the sentence do not mix."""
        return f"{_ISOLATE}{text}{_END_ISOLATE}" if text and self.right_to_left else text

    def _skeleton(self, skeleton: str, when: date) -> str:
        if self._language == SOURCE_LANGUAGE:
            return self._in_digits(_english_date(skeleton, when))
        from babel.dates import format_date, format_skeleton

        if skeleton == "yMMMMd":
            return self._in_digits(format_date(when, "long", locale=self._locale))
        return self._in_digits(format_skeleton(skeleton, when, locale=self._locale))

    def _in_digits(self, text: str) -> str:
        return text.translate(_TEN[self._digits])


class GettextWords(EnglishWords):
    """A language with catalogues; the first that knows a sentence translates it.

    Args:
        language: two-letter code, such as ``ar``.
        catalogues: of this language, program text before clinical text.
        digits: how numbers are written.
    """

    def __init__(
        self,
        language: str,
        catalogues: Sequence[NullTranslations],
        digits: Digits = Digits.WESTERN,
    ) -> None:
        super().__init__(language, digits)
        self._catalogues = tuple(catalogues)

    def _wording(self, what: Message) -> str:
        source = _english(what)
        for catalogue in self._catalogues:
            found = _looked_up(catalogue, what)
            if found != source:
                return found
        return source


def words_for(language: str, root: Path, digits: Digits = Digits.WESTERN) -> EnglishWords:
    """The words of ``language`` with the catalogues in the resources folder ``root``.

    English when the language is English or has no catalogue there.
    """
    folder = root / "words" / language / "LC_MESSAGES"
    files = [folder / f"{name}.mo" for name in CATALOGUES]
    catalogues = [_catalogue(file) for file in files if file.is_file()]
    if language == SOURCE_LANGUAGE or not catalogues:
        return EnglishWords()
    return GettextWords(language, catalogues, digits)


def languages(root: Path) -> tuple[str, ...]:
    """The languages that can be chosen: English, and those with a catalogue in ``root``."""
    found = {file.parts[-3] for file in (root / "words").glob("*/LC_MESSAGES/*.mo")}
    return (SOURCE_LANGUAGE, *sorted(found - {SOURCE_LANGUAGE}))


def _catalogue(file: Path) -> NullTranslations:
    from gettext import GNUTranslations

    with file.open("rb") as opened:
        return GNUTranslations(opened)


def _english(what: Message) -> str:
    return what.plural if what.plural and what.count != 1 else what.text


def _english_date(skeleton: str, when: date) -> str:
    """A British date of year, month (``MMM`` is the short one) and day, as the skeleton names them."""
    names = _MONTHS if "MMMM" in skeleton else _SHORT_MONTHS
    parts = (
        str(when.day) if "d" in skeleton else "",
        names[when.month - 1] if "MMM" in skeleton else "",
        str(when.year) if "y" in skeleton else "",
    )
    return " ".join(part for part in parts if part)


def _looked_up(catalogue: NullTranslations, what: Message) -> str:
    if what.plural and what.count is not None:
        if what.context:
            return catalogue.npgettext(what.context, what.text, what.plural, what.count)
        return catalogue.ngettext(what.text, what.plural, what.count)
    if what.context:
        return catalogue.pgettext(what.context, what.text)
    return catalogue.gettext(what.text)


def _filled(place: re.Match[str], values: dict[str, str]) -> str:
    """What stands in one place of a sentence; a doubled brace stands for itself."""
    name = place.group(1)
    return values[name] if name else place.group()[0]
