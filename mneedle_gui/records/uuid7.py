"""Ids that sort by the time they were made (UUID version 7, RFC 9562), from a given clock."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime

_RANDOM_BYTES = 10


def new_id(now: datetime, random: Callable[[int], bytes]) -> str:
    """An id for the moment ``now`` (aware; milliseconds count) and 74 random bits."""
    milliseconds = int(now.timestamp() * 1000) & (1 << 48) - 1
    noise = int.from_bytes(random(_RANDOM_BYTES))
    high, low = noise >> 68 & 0xFFF, noise & (1 << 62) - 1
    return str(uuid.UUID(int=milliseconds << 80 | 0x7 << 76 | high << 64 | 0b10 << 62 | low))
