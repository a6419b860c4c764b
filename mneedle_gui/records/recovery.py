"""The recovery code: 128 random bits as 6 groups of 6 signs, each with a sign that checks it.

Crockford's base 32 without letters that look like digits: I and L are read as 1, O as 0, and U is
never used. Capitals, spaces and hyphens do not matter. The last sign of a group finds every single
mistake in it and every two neighbours that changed places; 22 further bits check the whole.
"""

from __future__ import annotations

import hashlib
import unicodedata
from functools import reduce

from mneedle_gui.records.errors import MistypedRecoveryCode

SECRET_BYTES = 16
GROUPS, IN_GROUP = 6, 6
_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans({"I": "1", "L": "1", "O": "0"})
_BETWEEN = frozenset({"Cc", "Cf", "Pd", "Zl", "Zp", "Zs"})
"""Kinds of signs that only set groups apart: spaces, every kind of hyphen, invisible ones."""
_BITS = 5
_CHECK_BITS = GROUPS * (IN_GROUP - 1) * _BITS - SECRET_BYTES * 8


def code_of(secret: bytes) -> str:
    """The code to print for 16 secret bytes, such as ``B29RKV-KKYMJ8-…``, six groups in all."""
    if len(secret) != SECRET_BYTES:
        raise ValueError("a recovery secret has 16 bytes")
    number = (int.from_bytes(secret) << _CHECK_BITS) | _check(secret)
    groups = []
    for group in reversed(range(GROUPS)):
        values = [
            (number >> ((group * (IN_GROUP - 1) + place) * _BITS)) & 31
            for place in reversed(range(IN_GROUP - 1))
        ]
        groups.append("".join(_SIGNS[value] for value in (*values, _group_check(values))))
    return "-".join(groups)


def secret_of(typed: str) -> bytes:
    """The secret in a typed code.

    Raises:
        MistypedRecoveryCode: it cannot be a code; names the group of the first mistake where that is known.
    """
    signs = signs_of(typed)
    for at, sign in enumerate(signs[: GROUPS * IN_GROUP]):
        if sign not in _SIGNS:
            raise MistypedRecoveryCode(at // IN_GROUP + 1)
    if len(signs) != GROUPS * IN_GROUP:
        raise MistypedRecoveryCode(0)
    number = 0
    for group in range(GROUPS):
        *values, check = (_SIGNS.index(s) for s in signs[group * IN_GROUP : (group + 1) * IN_GROUP])
        if check != _group_check(values):
            raise MistypedRecoveryCode(group + 1)
        number = reduce(lambda whole, value: (whole << _BITS) | value, values, number)
    secret = (number >> _CHECK_BITS).to_bytes(SECRET_BYTES)
    if number & ((1 << _CHECK_BITS) - 1) != _check(secret):
        raise MistypedRecoveryCode(0)
    return secret


def signs_of(typed: str) -> str:
    """What was typed, as it is read: capitals, look-alikes told apart, nothing in between."""
    plain = unicodedata.normalize("NFKC", typed).upper().translate(_READ_AS)
    return "".join(sign for sign in plain if unicodedata.category(sign) not in _BETWEEN)


def group_of(code: str, group: int) -> str:
    """One of the six groups of a code, counted from 1."""
    return code.split("-")[group - 1]


def _group_check(values: list[int]) -> int:
    """The sign that makes a group whole: a remainder in the field of 32 elements."""
    total = 0
    for value in values:
        total = _doubled(total) ^ value
    return _doubled(total)


def _doubled(value: int) -> int:
    twice = value << 1
    return twice ^ 0b100101 if twice & 32 else twice


def _check(secret: bytes) -> int:
    return int.from_bytes(hashlib.sha256(b"recovery" + secret).digest()[:4]) >> (32 - _CHECK_BITS)
