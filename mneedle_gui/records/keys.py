"""Keys: random ones, those derived from others, and how a passphrase locks one away.

The *data key* is 32 random bytes and opens everything. It is never stored as it is: each slot holds
it encrypted by AES-256-GCM under a key that Argon2id makes of a passphrase.
"""

from __future__ import annotations

import hmac
import unicodedata
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from mneedle_gui.records.errors import NotEnoughMemory

KEY_BYTES, SALT_BYTES, NONCE_BYTES, TAG_BYTES = 32, 16, 12, 16
WRAPPED_BYTES = KEY_BYTES + TAG_BYTES


@dataclass(frozen=True, slots=True)
class Cost:
    """How much work one try of a passphrase is: memory in KiB, passes, lanes."""

    memory_kib: int = 128 * 1024
    passes: int = 4
    lanes: int = 2

    @property
    def is_enough(self) -> bool:
        """Whether it is not below the floor; a slot with less is not used, as somebody lowered it."""
        return (
            _FLOOR.memory_kib <= self.memory_kib <= _CEILING.memory_kib
            and _FLOOR.passes <= self.passes <= _CEILING.passes
            and _FLOOR.lanes <= self.lanes <= _CEILING.lanes
        )


_FLOOR = Cost(64 * 1024, 3, 1)
_CEILING = Cost(2 * 1024 * 1024, 64, 16)  # more would only keep a clinic out of its own records
USUAL = Cost()
LEAST = _FLOOR


def derived(key: bytes, label: str) -> bytes:
    """Another key of 32 bytes for one purpose; it tells nothing about ``key``."""
    return HKDF(hashes.SHA256(), KEY_BYTES, salt=None, info=label.encode()).derive(key)


def stamp(key: bytes, content: bytes) -> bytes:
    """A code of 32 bytes that only somebody with ``key`` can make for ``content``."""
    return hmac.digest(key, content, "sha256")


def stamps_match(one: bytes, other: bytes) -> bool:
    """Whether two codes are the same, in the same time for every answer."""
    return hmac.compare_digest(one, other)


def stretched(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    """The key that a passphrase makes, about a third of a second for the usual cost.

    The passphrase is taken in its NFKC form, so that one keyboard's letters equal another's.

    Raises:
        NotEnoughMemory: the machine has not that much memory free.
    """
    typed = unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")
    try:
        return Argon2id(
            salt=salt,
            length=KEY_BYTES,
            iterations=cost.passes,
            lanes=cost.lanes,
            memory_cost=cost.memory_kib,
        ).derive(typed)
    except MemoryError:
        raise NotEnoughMemory from None


def wrapped(data_key: bytes, wrapping_key: bytes, nonce: bytes, belongs_to: str) -> bytes:
    """``data_key`` locked away; it opens only with the same key and the same ``belongs_to``."""
    return AESGCM(wrapping_key).encrypt(nonce, data_key, belongs_to.encode())


def unwrapped(locked: bytes, wrapping_key: bytes, nonce: bytes, belongs_to: str) -> bytes | None:
    """The data key, or ``None`` when the key is wrong or the slot was tampered with."""
    try:
        return AESGCM(wrapping_key).decrypt(nonce, locked, belongs_to.encode())
    except InvalidTag:
        return None
