"""Telephone numbers however they are written: +971 50 123 4567, 00971 50…, or 050-123 4567, in any digits."""

from __future__ import annotations

import unicodedata

LAST_DIGITS = 7
"""So many digits at the end tell lines apart well enough to warn."""

_WORLD_CODES = {"1", "7"}
_TWO_DIGIT_CODES = {
    "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46",
    "47", "48", "49", "51", "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63",
    "64", "65", "66", "81", "82", "84", "86", "90", "91", "92", "93", "94", "95", "98",
}  # fmt: skip
"""Country codes of two digits by ITU-T E.164; 1 and 7 have one digit, all others three."""


def ascii_digits(text: str) -> str:
    """The text with the digits of every script as 0 to 9."""
    return "".join(_plain(sign) for sign in text)


def digits_of(phone: str) -> tuple[str, str]:
    """The digits of a number without its way out (+, 00, 0), and those without the country."""
    text = ascii_digits(unicodedata.normalize("NFKC", phone))
    digits = "".join(sign for sign in text if sign in "0123456789")
    abroad = text.lstrip(" (").startswith("+") or digits.startswith("00")
    whole = digits.lstrip("0")
    if not abroad:
        return whole, whole
    country = 1 if whole[:1] in _WORLD_CODES else 2 if whole[:2] in _TWO_DIGIT_CODES else 3
    national = whole[country:].lstrip("0")
    return whole, national or whole


def phone_tail(phone: str) -> str:
    """The last seven digits; empty when there are fewer."""
    whole, _ = digits_of(phone)
    return whole[-LAST_DIGITS:] if len(whole) >= LAST_DIGITS else ""


def same_phone(one: str, other: str) -> bool:
    """Whether two ways of writing a number can mean the same line."""
    if not phone_tail(one) or not phone_tail(other):
        return False
    first, second = digits_of(one), digits_of(other)
    return first[1] == second[1] or first[0].endswith(second[0]) or second[0].endswith(first[0])


def _plain(sign: str) -> str:
    number = unicodedata.decimal(sign, None)
    return sign if number is None else str(number)
