"""The fonts of the paper: registered once for each folder, chosen for each character.

The main font holds Latin-1 and Arabic; what it lacks (Latin Extended, Greek, Cyrillic) comes from
the fonts in the folder ``fallback``; a character that no font has is shown as a replacement sign,
never left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import groupby
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from mneedle_gui.documents.pdf.text import NARROW

MAIN = "IBMPlexSansArabic"
FALLBACK = "IBMPlexSans"
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


class Weight(StrEnum):
    """The weights in use. Strings, because they are hashed ten thousand times a document."""

    REGULAR = "Regular"
    MEDIUM = "Medium"
    SEMIBOLD = "SemiBold"
    BOLD = "Bold"


@dataclass(frozen=True, slots=True)
class Font:
    """One registered font: its name for reportlab and the width of each character in ems."""

    name: str
    widths: Mapping[str, float]

    def has_all(self, text: str) -> bool:
        """Whether each character of ``text`` has a glyph."""
        return self.widths.keys() >= set(text)


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of one font that stand together; ``width`` in ems."""

    font: str
    text: str
    width: float


@dataclass(frozen=True, slots=True)
class Typeface:
    """All weights of the paper's fonts, from one folder."""

    folder: Path

    def main(self, weight: Weight) -> Font:
        """The main font of a weight."""
        return _font(self.folder, MAIN, weight)

    def pieces(self, text: str, weight: Weight) -> tuple[Piece, ...]:
        """``text`` cut where the font changes."""
        main = self.main(weight)
        if main.has_all(text):
            return (_piece(main, text),)
        chosen = [self._choice(char, weight) for char in text]
        return tuple(
            _piece(font, "".join(char for _, char in run))
            for font, run in groupby(chosen, key=lambda pair: pair[0])
        )

    def _choice(self, char: str, weight: Weight) -> tuple[_ByIdentity, str]:
        main = self.main(weight)
        if char in main.widths:
            return _ByIdentity(main), char
        other = _font(self.folder / "fallback", FALLBACK, weight)
        return _ByIdentity(other), char if char in other.widths else REPLACEMENT


@dataclass(frozen=True, slots=True)
class _ByIdentity:
    """A font compared by its name, so that runs can be grouped."""

    font: Font

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByIdentity) and other.font.name == self.font.name

    def __hash__(self) -> int:
        return hash(self.font.name)


def _piece(font: Font | _ByIdentity, text: str) -> Piece:
    held = font.font if isinstance(font, _ByIdentity) else font
    return Piece(held.name, text.replace(NARROW, " "), sum(held.widths[char] for char in text))


@cache
def typeface(folder: Path) -> Typeface:
    """The typeface of a folder; the same object for the same folder, so that it is compared fast."""
    return Typeface(folder)


@cache
def _font(folder: Path, family: str, weight: Weight) -> Font:
    """One font file, read and registered on first use."""
    name = f"{family}-{weight.value}"
    loaded = TTFont(name, str(folder / f"{name}.ttf"))
    pdfmetrics.registerFont(loaded)
    face = loaded.face
    missing = face.defaultWidth
    return Font(
        name, {chr(c): face.charWidths.get(c, missing) / 1000 for c in face.charToGlyph if c >= 32}
    )
