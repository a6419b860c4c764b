"""JSON in one canonical form, and the plain values in it: texts, numbers, days.

Reading is strict: a value of another kind than expected is an error, and `reading` tells every such
error as damage without repeating the text.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, TypeAlias

from mneedle_gui.domain.wording import PartialDate
from mneedle_gui.records.errors import Damaged

Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json] | None"

_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
_LONE = re.compile("[\ud800-\udfff]")
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def canonical(held: Json) -> str:
    """The one text of a JSON value: keys sorted, no spaces; half letters of UTF-16 as escapes."""
    text = _ENCODER.encode(held)
    return _LONE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def fingerprint_of(held: Json) -> str:
    """SHA-256 of the canonical text, as hexadecimal digits."""
    return hashlib.sha256(canonical(held).encode()).hexdigest()


def shaped(shape: str, held: Json) -> str:
    """The text of a value under the name of its shape."""
    return canonical({"shape": shape, "value": held})


def unshaped(shape: str, text: str) -> Any:
    """The value in a text of this shape. To be called while `reading`."""
    whole = json.loads(text)
    if whole["shape"] != shape:
        raise Damaged
    return whole["value"]


@contextmanager
def reading() -> Iterator[None]:
    """Tell whatever is wrong with a text as damage, without the text.

    Raises:
        Damaged: the text is not what was written.
    """
    try:
        yield
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError,
            InvalidOperation):  # fmt: skip
        raise Damaged from None


def words_in(value: Any) -> str:
    """A text; ``TypeError`` for anything else."""
    if not isinstance(value, str):
        raise TypeError("no text")
    return value


def whole_in(value: Any) -> int:
    """A whole number; ``TypeError`` for anything else."""
    if type(value) is not int:
        raise TypeError("no whole number")
    return value


def true_in(value: Any) -> bool:
    """True or false; ``TypeError`` for anything else."""
    if not isinstance(value, bool):
        raise TypeError("neither true nor false")
    return value


def optional(read: Callable[[Any], Any], value: Any) -> Any:
    """``read`` of a value, or ``None`` for null."""
    return None if value is None else read(value)


def decimal_json(amount: Decimal) -> str:
    """A number digit for digit; ``ValueError`` for one that is none or endless."""
    if not amount.is_finite():
        raise ValueError("no finite number")
    return str(amount)


def decimal_in(value: Any) -> Decimal:
    """The number of `decimal_json`."""
    amount = Decimal(words_in(value))
    if not amount.is_finite():
        raise ValueError("no finite number")
    return amount


def day_json(day: date | None) -> str | None:
    """A day in ISO form."""
    return None if day is None else day.isoformat()


def day_in(value: Any) -> date:
    """A day in ISO form; ``ValueError`` for another text."""
    return date.fromisoformat(words_in(value))


def partial_json(when: PartialDate) -> str:
    """``1990-03-14``, ``1990-03`` or ``1990``."""
    parts = [f"{part:02}" for part in (when.month, when.day) if part is not None]
    return "-".join([f"{when.year:04}", *parts])


def partial_in(value: Any) -> PartialDate:
    """The date of `partial_json`; ``ValueError`` for another text."""
    found = _DATE.fullmatch(words_in(value))
    if found is None:
        raise ValueError("no date")
    year, month, day = (int(part) if part else None for part in found.groups())
    return PartialDate(year or 0, month, day)
