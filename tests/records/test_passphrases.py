"""Passphrases: offered ones are pure chance, and own ones are refused for a reason."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

from mneedle_gui.records.errors import WeakPassphrase
from mneedle_gui.records.passphrases import WORDS, PassphraseLists, read_lists
from mneedle_gui.system.files import FileMissing
from tests.builders import ROOT

LISTS = read_lists(ROOT)


def test_the_words_are_short_plain_and_each_there_once() -> None:
    words = LISTS.words
    assert len(words) == len(set(words)) == 2048
    assert list(words) == sorted(words)
    assert all(word.isascii() and word.isalpha() and word.islower() for word in words)
    assert {len(word) for word in words} <= {3, 4, 5, 6, 7}


def test_the_common_ones_are_written_as_they_are_compared() -> None:
    assert len(LISTS.common) >= 150
    for one in LISTS.common:
        assert one == "".join(sign for sign in one.casefold() if sign.isalnum())
        with pytest.raises(WeakPassphrase):
            LISTS.check(" ".join((one[:4], one[4:])))


def test_four_words_hold_44_bits_and_five_hold_55() -> None:
    assert LISTS.bits() == 44.0
    assert LISTS.bits(5) == 55.0


def test_what_is_offered_is_good_enough_and_ever_another() -> None:
    offered = [LISTS.offered(os.urandom) for _ in range(300)]
    assert len(set(offered)) == 300
    for one in offered:
        assert len(one.split(" ")) == WORDS
        assert set(one.split(" ")) <= set(LISTS.words)
        LISTS.check(one)


def test_every_word_is_as_likely_as_any_other() -> None:
    lists = PassphraseLists(("a", "b", "c"), frozenset())
    numbers = iter(number.to_bytes(2) for number in range(1 << 16))
    seen = Counter(lists._word(lambda _: next(numbers)) for _ in range((1 << 16) - 1))
    assert seen == {"a": 21845, "b": 21845, "c": 21845}
    with pytest.raises(StopIteration):  # the number that would favour one is thrown away
        lists._word(lambda _: next(numbers))


@pytest.mark.parametrize(
    "passphrase",
    [
        "blue kettle rain tin",
        "Mia's dog eats 3 figs",
        "ثلاثة أطباق من التين",
        "x7#Kq9!vLp2w",
        "   twelve signs   ",
    ],
)
def test_an_own_passphrase_that_is_long_and_not_common_is_taken(passphrase: str) -> None:
    LISTS.check(passphrase)


@pytest.mark.parametrize(
    ("passphrase", "why"),
    [
        ("", "longer"),
        ("            ", "longer"),
        ("short 11 ch", "longer"),
        ("e\u0301" * 11, "longer"),
        ("aaaaaaaaaaaaaaaa", "first a guesser"),
        ("abababababababab", "first a guesser"),
        ("passwordpassword", "first a guesser"),
        ("Password-1234", "first a guesser"),
        ("123456789012", "first a guesser"),
        ("0987654321 0987654321", "first a guesser"),
        ("qwertyuiopasdfghjkl", "first a guesser"),
        ("Correct Horse Battery Staple", "first a guesser"),
        ("x" * 257, "too long"),
    ],
)
def test_a_weak_one_is_refused_and_the_reason_said(passphrase: str, why: str) -> None:
    with pytest.raises(WeakPassphrase) as caught:
        LISTS.check(passphrase)
    assert why in caught.value.sentence.text
    assert not passphrase or passphrase not in str(caught.value)


def test_half_of_a_pattern_is_fine_when_enough_is_left() -> None:
    LISTS.check("123456 green figs")


def test_lists_that_are_missing_are_told(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        read_lists(tmp_path)
