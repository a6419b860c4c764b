"""Breaking text into lines. Widths are in ems, so that a result holds for every type size."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import TypeAlias

from mneedle_gui.documents.pdf.arabic import as_seen, is_arabic
from mneedle_gui.documents.pdf.fonts import Piece, Typeface, Weight
from mneedle_gui.documents.pdf.text import bound, clean

Span: TypeAlias = tuple[Weight, str]
"""Text of one weight."""

_JOINTS = "_-/"  # where the words of machines may be broken
_FINE = 1000  # how finely the width of a line is told apart, in parts of an em

Word: TypeAlias = tuple[tuple[Piece, ...], float]
"""The pieces of a word and their width."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text, ready to be drawn."""

    pieces: tuple[Piece, ...]
    width: float


@dataclass(frozen=True, slots=True)
class Breaker:
    """Breaks text for one typeface. What was broken lately is remembered, as most text recurs."""

    typeface: Typeface

    def lines(self, spans: tuple[Span, ...], width: float, size: float) -> tuple[Line, ...]:
        """``spans`` one after another, in lines not wider than ``width`` points at ``size``."""
        return _broken(self.typeface, spans, round(width / size * _FINE))


@lru_cache(maxsize=8192)
def _broken(typeface: Typeface, spans: tuple[Span, ...], width: int) -> tuple[Line, ...]:
    ems = width / _FINE
    gap = typeface.main(Weight.REGULAR).widths[" "]
    lines: list[Line] = []
    for paragraph in _paragraphs(spans):
        words: list[Word] = []
        for weight, text in paragraph:
            for token in filter(None, text.split(" ")):
                word = _word(typeface, token, weight)
                if word[1] <= ems:
                    words.append(word)
                else:
                    words.extend(_parts(typeface, token, weight, ems))
        lines.extend(_filled(words, ems, gap))
    return tuple(lines)


@lru_cache(maxsize=32768)
def _word(typeface: Typeface, token: str, weight: Weight) -> Word:
    pieces = typeface.pieces(as_seen(token), weight)
    return pieces, sum(piece.width for piece in pieces)


def _parts(typeface: Typeface, token: str, weight: Weight, ems: float) -> Iterator[Word]:
    """A word that is wider than a line, in several parts: after a joint where it has one."""
    start, joint, used, since = 0, 0, 0.0, 0.0
    for place, char in enumerate(token):
        wide = _word(typeface, char, weight)[1]
        if place > start and used + wide > ems:
            end, used = (joint, since) if joint > start else (place, 0.0)
            yield _word(typeface, token[start:end], weight)
            start = end
        used, since = used + wide, since + wide
        if char in _JOINTS:
            joint, since = place + 1, 0.0
    yield _word(typeface, token[start:], weight)


def _filled(words: list[Word], ems: float, gap: float) -> Iterator[Line]:
    line: list[Word] = []
    used = 0.0
    for word in words:
        if line and used + gap + word[1] > ems:
            yield _line(line, gap)
            line, used = [], 0.0
        used += word[1] + (gap if line else 0.0)
        line.append(word)
    yield _line(line, gap)


def _line(words: list[Word], gap: float) -> Line:
    """Words with spaces between them; a space is drawn in the font of the word before it."""
    pieces: list[Piece] = []
    for number, (word, _) in enumerate(_ordered(words)):
        if number:
            pieces.append(Piece(pieces[-1].font, " ", gap))
        pieces.extend(word)
    merged = tuple(_merged(pieces))
    return Line(merged, sum(piece.width for piece in merged))


def _ordered(words: list[Word]) -> list[Word]:
    """Words in the order seen: Arabic ones that follow each other run from right to left."""
    ordered: list[Word] = []
    for arabic, group in groupby(words, key=_is_arabic):
        run = list(group)
        ordered.extend(run[::-1] if arabic else run)
    return ordered


def _is_arabic(word: Word) -> bool:
    return any(is_arabic(piece.text) for piece in word[0])


def _merged(pieces: list[Piece]) -> Iterator[Piece]:
    """Neighbours of one font as one piece."""
    start = 0
    for end in range(1, len(pieces) + 1):
        if end == len(pieces) or pieces[end].font != pieces[start].font:
            run = pieces[start:end]
            text = "".join(piece.text for piece in run)
            yield Piece(run[0].font, text, sum(piece.width for piece in run))
            start = end


def _paragraphs(spans: tuple[Span, ...]) -> list[list[Span]]:
    """The spans cut at line ends; every text has passed the door."""
    paragraphs: list[list[Span]] = [[]]
    for weight, text in spans:
        first, *others = bound(clean(text)).split("\n")
        paragraphs[-1].append((weight, first))
        paragraphs.extend([(weight, other)] for other in others)
    return paragraphs
