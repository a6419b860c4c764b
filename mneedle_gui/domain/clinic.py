"""The clinic a document comes from, and the paper it is printed on."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum


class Paper(Enum):
    """Sheet sizes."""

    A4 = "a4"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class Clinic:
    """What documents say about the clinic. Every text may be empty; nothing is invented then.

    ``logo`` is a re-encoded PNG or nothing. ``price_per_session`` is in ``currency`` (ISO 4217);
    ``price_note`` says what is included, about tax, deposits and changes, as the clinic typed it.
    ``emergency_number`` is printed beside "emergency" when given.
    """

    name: str = ""
    phone: str = ""
    address: str = ""
    hours: str = ""
    emergency_number: str = ""
    complaints: str = ""
    logo: bytes = b""
    price_per_session: Decimal | None = None
    currency: str = ""
    price_note: str = ""
