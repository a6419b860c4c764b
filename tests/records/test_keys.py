"""Keys: what a passphrase costs, what opens what, and that a slot opens in its own place only."""

from __future__ import annotations

import time
import unicodedata

import pytest

from mneedle_gui.records import keys
from mneedle_gui.records.errors import NotEnoughMemory
from mneedle_gui.records.keys import LEAST, USUAL, Cost

SALT, NONCE, KEY = b"s" * 16, b"n" * 12, bytes(range(32))


def test_stretching_is_argon2id() -> None:
    # A test vector of the reference implementation (phc-winner-argon2, test.c, version 19).
    known = "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7"
    assert keys.stretched("password", b"somesalt", Cost(64 * 1024, 2, 1)).hex() == known


def test_S06_one_try_costs_a_quarter_of_a_second_of_work() -> None:
    before = time.process_time()
    keys.stretched("seven quiet herons", SALT, USUAL)
    assert time.process_time() - before >= 0.25
    assert USUAL.memory_kib >= 64 * 1024


def test_F13_one_keyboards_letters_equal_anothers() -> None:
    composed = unicodedata.normalize("NFC", "café crème")
    apart = unicodedata.normalize("NFD", "café crème")
    assert composed != apart
    assert keys.stretched(composed, SALT, LEAST) == keys.stretched(apart, SALT, LEAST)


def test_half_a_sign_is_a_passphrase_like_any_other() -> None:
    assert len(keys.stretched("\ud800 and more", SALT, LEAST)) == 32


def test_D21_too_little_memory_is_told_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    class Hungry:
        def __init__(self, **_: object) -> None:
            pass

        def derive(self, _: bytes) -> bytes:
            raise MemoryError

    monkeypatch.setattr(keys, "Argon2id", Hungry)
    with pytest.raises(NotEnoughMemory):
        keys.stretched("seven quiet herons", SALT, LEAST)


@pytest.mark.parametrize(
    ("cost", "enough"),
    [
        (USUAL, True),
        (LEAST, True),
        (Cost(64 * 1024 - 1, 3, 1), False),
        (Cost(64 * 1024, 2, 1), False),
        (Cost(64 * 1024, 3, 0), False),
        (Cost(2 * 1024 * 1024, 64, 16), True),
        (Cost(2 * 1024 * 1024 + 1, 3, 1), False),
        (Cost(64 * 1024, 65, 1), False),
        (Cost(64 * 1024, 3, 17), False),
    ],
)
def test_K07_less_work_than_the_floor_is_not_enough(cost: Cost, *, enough: bool) -> None:
    assert cost.is_enough is enough


def test_what_is_locked_opens_with_the_same_key_and_in_the_same_place_only() -> None:
    locked = keys.wrapped(KEY, b"w" * 32, NONCE, "here")
    assert len(locked) == keys.WRAPPED_BYTES
    assert keys.unwrapped(locked, b"w" * 32, NONCE, "here") == KEY
    assert keys.unwrapped(locked, b"v" * 32, NONCE, "here") is None
    assert keys.unwrapped(locked, b"w" * 32, b"m" * 12, "here") is None
    assert keys.unwrapped(locked, b"w" * 32, NONCE, "there") is None


@pytest.mark.parametrize("at", range(keys.WRAPPED_BYTES))
def test_a_single_changed_bit_opens_nothing(at: int) -> None:
    locked = bytearray(keys.wrapped(KEY, b"w" * 32, NONCE, "here"))
    locked[at] ^= 1
    assert keys.unwrapped(bytes(locked), b"w" * 32, NONCE, "here") is None


def test_keys_for_different_purposes_have_nothing_in_common() -> None:
    made = {keys.derived(KEY, label) for label in ("audit", "photos", "slots", "backup")}
    assert len(made) == 4
    assert KEY not in made


def test_a_stamp_fits_its_key_and_content_only() -> None:
    made = keys.stamp(KEY, b"content")
    assert keys.stamps_match(made, keys.stamp(KEY, b"content"))
    assert not keys.stamps_match(made, keys.stamp(KEY, b"other"))
    assert not keys.stamps_match(made, keys.stamp(b"k" * 32, b"content"))
