"""Making the pages of a document fit: how airy each may be, and what has to go.

A page that is asked to stand on one sheet is tried as it is; then spare rows are left out, the
highest rank first, and last of all the type gets half a point smaller. If even that is not enough
(only for absurdly long answers) it runs over to a further sheet; what must be printed is never lost.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from mneedle_gui.documents.model import (
    Block,
    Bullets,
    Columns,
    Document,
    Group,
    PageBreak,
    Paragraph,
    Table,
    Ticks,
    pages_of,
)
from mneedle_gui.documents.pdf.blocks import Layout
from mneedle_gui.documents.pdf.boxes import Box, height_of, paginate
from mneedle_gui.documents.pdf.lines import Breaker
from mneedle_gui.documents.pdf.page import Sheet
from mneedle_gui.documents.pdf.styles import Look
from mneedle_gui.domain.zone_map import ZoneMap

_STEPS = 5  # halvings of the range between tight and roomy


@dataclass(frozen=True, slots=True)
class Fitted:
    """One sheet: its boxes, and the distance to add above each section so that it fills well."""

    boxes: tuple[Box, ...]
    extra: float = 0.0


@dataclass(frozen=True, slots=True)
class Fitting:
    """The sheets of a document, and the document with what was left out taken out."""

    sheets: tuple[Fitted, ...]
    document: Document


def fit(document: Document, sheet: Sheet, breaker: Breaker, maps: Mapping[str, ZoneMap]) -> Fitting:
    """Lay the whole document out."""
    bench = _Bench(document, sheet, breaker, maps)
    if not document.fixed_pages:
        return bench.flowing()
    sheets: list[Fitted] = []
    printed: list[Block] = []
    for blocks in pages_of(document):
        kept, fitted = bench.one_page(blocks)
        sheets.extend(fitted)
        printed += [*kept, PageBreak()]
    return Fitting(tuple(sheets), replace(document, blocks=tuple(printed[:-1])))


@dataclass(frozen=True, slots=True)
class _Bench:
    document: Document
    sheet: Sheet
    breaker: Breaker
    maps: Mapping[str, ZoneMap]

    def flowing(self) -> Fitting:
        """Pages cut where they are full; a little tighter when that saves a nearly empty one."""
        blocks = self.document.blocks
        pages: list[list[Box]] = []
        for ease in (1.0, 0.5, 0.0):
            boxes = self._boxes(blocks, ease)
            tried = paginate(boxes, self.sheet.room)
            if not pages or len(tried) < len(pages):
                pages = tried
        return Fitting(tuple(Fitted(tuple(page)) for page in pages), self.document)

    def one_page(self, blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], list[Fitted]]:
        """The blocks printed, and the sheet they stand on (more than one only in need)."""
        kept = blocks
        ranks = sorted(_ranks(blocks), reverse=True)
        while not self._fits(kept, 0.0) and ranks:
            kept = without(kept, ranks.pop(0))
        if self._fits(kept, 0.0):
            return kept, [self._eased(kept)]
        boxes = self._boxes(kept, 0.0, small=True)
        if height_of(boxes) <= self.sheet.room:
            return kept, [Fitted(tuple(boxes))]
        return kept, [Fitted(tuple(page)) for page in paginate(boxes, self.sheet.room)]

    def _eased(self, blocks: tuple[Block, ...]) -> Fitted:
        """The airiest look that fits."""
        low, high = 0.0, 1.0
        if self._fits(blocks, high):
            low = high
        else:
            for _ in range(_STEPS):
                middle = (low + high) / 2
                low, high = (middle, high) if self._fits(blocks, middle) else (low, middle)
        boxes = self._boxes(blocks, low)
        sections = sum(1 for box in boxes[1:] if box.section) or 1
        spare = self.sheet.room - height_of(boxes)
        return Fitted(tuple(boxes), min(spare / sections, self.sheet.room * 0.02))

    def _fits(self, blocks: tuple[Block, ...], ease: float) -> bool:
        return height_of(self._boxes(blocks, ease)) <= self.sheet.room

    def _boxes(self, blocks: tuple[Block, ...], ease: float, *, small: bool = False) -> list[Box]:
        look = Look(self.document.scale, ease, small)
        return Layout(self.breaker, look, self.maps).boxes(blocks, self.sheet.text_width)


def without(blocks: tuple[Block, ...], rank: int) -> tuple[Block, ...]:
    """The blocks without everything of ``rank`` or higher."""
    return tuple(kept for block in blocks if (kept := _thinned(block, rank)) is not None)


def _thinned(block: Block, rank: int) -> Block | None:
    match block:
        case Group(blocks, own):
            return None if own >= rank else replace(block, blocks=without(blocks, rank))
        case Columns(left, right, _):
            return replace(block, left=without(left, rank), right=without(right, rank))
        case Ticks(items) | Bullets(items):
            return replace(block, items=tuple(item for item in items if item.rank < rank))
        case Table():
            return replace(block, rows=tuple(row for row in block.rows if row.rank < rank))
        case Paragraph():
            return None if block.rank >= rank else block
        case _:
            return block


def _ranks(blocks: tuple[Block, ...]) -> set[int]:
    found: set[int] = set()
    for block in blocks:
        match block:
            case Group(inner, rank):
                found |= {rank} | _ranks(inner)
            case Columns(left, right, _):
                found |= _ranks(left) | _ranks(right)
            case Ticks(items) | Bullets(items):
                found |= {item.rank for item in items}
            case Table():
                found |= {row.rank for row in block.rows}
            case Paragraph():
                found.add(block.rank)
            case _:
                pass
    return found - {0}
