"""Sentences that are not yet in any language.

The domain never builds a finished sentence. It makes a :class:`Message`: English source text with
named places, the values for them, and a context that tells translators which question or rule it
belongs to. A :class:`Words` object (made by the content room) turns it into text of one language.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol, TypeAlias, runtime_checkable


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A calendar date of which the day, or the day and the month, may be missing.

    ``month`` is 1-12 or ``None``; ``day`` is 1-31 or ``None`` and needs a month. The value is
    checked on making: an impossible date (31 February) raises ``ValueError``.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError("a day needs a month")
        date(self.year, self.month or 1, self.day or 1)

    @classmethod
    def of(cls, day: date) -> PartialDate:
        """The full date ``day``."""
        return cls(day.year, day.month, day.day)

    @property
    def is_full(self) -> bool:
        """True when year, month and day are all known."""
        return self.day is not None


Value: TypeAlias = "str | int | Decimal | date | PartialDate | Message | tuple[Message, ...]"


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence in English source form, to be said in some language later.

    ``text`` holds ``{name}`` places filled from ``values``; a doubled brace stands for itself. With
    ``count`` given, ``plural`` is the English plural form and ``{count}`` may stand in both.
    ``context`` is the id of the question, rule or row the sentence belongs to ("" for program text).
    """

    text: str
    values: tuple[tuple[str, Value], ...] = ()
    context: str = ""
    plural: str = ""
    count: int | None = None

    def __bool__(self) -> bool:
        return bool(self.text)


def message(text: str, /, **values: Value) -> Message:
    """A program sentence with its values: ``message("{n} answers", n=4)``."""
    return Message(text, tuple(values.items()))


def counted(one: str, many: str, count: int, /, **values: Value) -> Message:
    """A program sentence that depends on ``count``: ``counted("{count} day", "{count} days", 3)``."""
    return Message(one, tuple(values.items()), plural=many, count=count)


NOTHING = Message("")


@runtime_checkable
class Words(Protocol):
    """One language: says messages, dates and numbers. Implemented by ``content.words``."""

    @property
    def language(self) -> str:
        """Two-letter code of the language, such as ``en`` or ``ar``."""

    @property
    def right_to_left(self) -> bool:
        """True for languages written from right to left."""

    def say(self, what: Message) -> str:
        """The finished text of ``what``; values are put in and isolated as the language needs."""

    def day(self, when: date | PartialDate) -> str:
        """A date with the month spelled out: ``6 August 2026``, ``August 2026`` or ``2026``."""

    def short_day(self, when: date) -> str:
        """A short date for tight places, never ambiguous: ``6 Aug``."""

    def weekday(self, when: date) -> str:
        """The name of the weekday, ``Thursday``."""

    def number(self, value: int | Decimal) -> str:
        """A number in the language's digits and separators; trailing zeros as given."""

    def money(self, amount: Decimal, currency: str) -> str:
        """An amount of money; ``currency`` is an ISO 4217 code."""

    def joined(self, parts: Iterable[str]) -> str:
        """A list in words: ``a, b and c``."""
