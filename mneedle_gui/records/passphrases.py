"""Passphrases: four words by chance to offer, and which ones of a person's own are too weak.

Nobody is asked to change a passphrase that is good. Length is what counts, so signs of every kind are
welcome and none is demanded.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mneedle_gui.domain.wording import message
from mneedle_gui.records.errors import WeakPassphrase
from mneedle_gui.system.files import read_bytes

FOLDER = "passphrases"
"""Where the lists are, within the resources."""
WORDS = 4
SHORTEST, LONGEST = 12, 256
"""Letters of an own passphrase, counted in its NFKC form and without spaces at its ends."""

_AT_MOST = 1_000_000
_FEWEST_KINDS = 5
_IN_A_ROW = 6
_ROWS = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_TWO_BYTES = 1 << 16


@dataclass(frozen=True, slots=True)
class PassphraseLists:
    """Words to make passphrases of, and passphrases that are guessed first."""

    words: tuple[str, ...]
    common: frozenset[str]

    def offered(self, random: Callable[[int], bytes], count: int = WORDS) -> str:
        """``count`` words by chance, each with the same likelihood, a space between."""
        return " ".join(self._word(random) for _ in range(count))

    def bits(self, count: int = WORDS) -> float:
        """How much chance is in an offered passphrase.

        A guesser who has the list needs half of two to the power of this many tries on average.
        """
        return count * math.log2(len(self.words))

    def check(self, passphrase: str) -> None:
        """See that a passphrase of a person's own is good enough.

        Raises:
            WeakPassphrase: it is not; its sentence says why.
        """
        plain = unicodedata.normalize("NFKC", passphrase).strip()
        folded = "".join(sign for sign in plain.casefold() if sign.isalnum())
        if len(plain) > LONGEST:
            raise WeakPassphrase(
                message("That is too long to be typed. {most} signs are enough.", most=LONGEST)
            )
        if len(plain) < SHORTEST:
            raise WeakPassphrase
        if folded in self.common or _is_a_pattern(plain.casefold()):
            raise WeakPassphrase(
                message("That is among the first a guesser would try. Choose another passphrase.")
            )

    def _word(self, random: Callable[[int], bytes]) -> str:
        fair = _TWO_BYTES - _TWO_BYTES % len(self.words)
        while (number := int.from_bytes(random(2))) >= fair:
            pass
        return self.words[number % len(self.words)]


def read_lists(resources: Path) -> PassphraseLists:
    """The lists that come with the program.

    Raises:
        FileTrouble: one of them cannot be read.
    """
    folder = resources / FOLDER
    return PassphraseLists(
        words=_lines(folder / "words.txt"), common=frozenset(_lines(folder / "common.txt"))
    )


def _lines(path: Path) -> tuple[str, ...]:
    lines = read_bytes(path, at_most=_AT_MOST).decode("utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


def _is_a_pattern(text: str) -> bool:
    """Few different signs, the same again and again, or mostly neighbours of a row."""
    if len(set(text)) < _FEWEST_KINDS:
        return True
    if text in (text + text)[1:-1]:
        return True
    rows = (*_ROWS, *(row[::-1] for row in _ROWS))
    covered = set[int]()
    for at in range(len(text) - _IN_A_ROW + 1):
        if any(text[at : at + _IN_A_ROW] in row for row in rows):
            covered.update(range(at, at + _IN_A_ROW))
    return len(text) - len(covered) < SHORTEST // 2
