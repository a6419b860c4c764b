"""Breaking text into lines. Widths are in ems, so that a result holds for every type size."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from mneedle_gui.documents.pdf.fonts import Piece, Typeface, Weight
from mneedle_gui.documents.pdf.text import bound, clean

Span: TypeAlias = tuple[Weight, str]
"""Text of one weight."""

Word: TypeAlias = tuple[tuple[Piece, ...], float]
"""The pieces of a word and their width."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text, ready to be drawn."""

    pieces: tuple[Piece, ...]
    width: float


@dataclass(slots=True)
class Breaker:
    """Breaks text for one typeface, and remembers what it has done."""

    typeface: Typeface
    _known: dict[tuple[tuple[Span, ...], int], tuple[Line, ...]] = field(default_factory=dict)
    _words: dict[Span, Word] = field(default_factory=dict)

    def lines(self, spans: tuple[Span, ...], width: float, size: float) -> tuple[Line, ...]:
        """``spans`` one after another, in lines not wider than ``width`` points at ``size``."""
        ems = width / size
        key = (spans, round(ems * 1000))
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = tuple(self._broken(spans, ems))
        return found

    def width(self, text: str, weight: Weight, size: float) -> float:
        """How wide ``text`` is on one line, in points."""
        return sum(piece.width for piece in self.typeface.pieces(clean(text), weight)) * size

    def _broken(self, spans: tuple[Span, ...], ems: float) -> Iterator[Line]:
        for paragraph in _paragraphs(spans):
            words = [
                word
                for weight, text in paragraph
                for token in text.split(" ")
                if token
                for word in self._fitting(token, weight, ems)
            ]
            yield from self._filled(words, ems)

    def _filled(self, words: list[Word], ems: float) -> Iterator[Line]:
        line: list[Word] = []
        used = 0.0
        for word in words:
            gap = self._space(line[-1]).width if line else 0.0
            if line and used + gap + word[1] > ems:
                yield self._line(line)
                line, used, gap = [], 0.0, 0.0
            line.append(word)
            used += gap + word[1]
        yield self._line(line)

    def _fitting(self, token: str, weight: Weight, ems: float) -> Iterator[Word]:
        """A word, in several parts when it is wider than a line."""
        word = self._word(token, weight)
        if word[1] <= ems:
            yield word
            return
        start, used = 0, 0.0
        for place, char in enumerate(token):
            wide = self._word(char, weight)[1]
            if place > start and used + wide > ems:
                yield self._word(token[start:place], weight)
                start, used = place, 0.0
            used += wide
        yield self._word(token[start:], weight)

    def _word(self, token: str, weight: Weight) -> Word:
        known = self._words.get((weight, token))
        if known is None:
            pieces = self.typeface.pieces(token, weight)
            known = self._words[weight, token] = (pieces, sum(piece.width for piece in pieces))
        return known

    def _space(self, word: Word) -> Piece:
        return Piece(word[0][-1].font, " ", self.typeface.main(Weight.REGULAR).widths[" "])

    def _line(self, words: list[Word]) -> Line:
        pieces: list[Piece] = []
        for number, word in enumerate(words):
            if number:
                pieces.append(self._space(words[number - 1]))
            pieces.extend(word[0])
        merged = tuple(_merged(pieces))
        return Line(merged, sum(piece.width for piece in merged))


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
