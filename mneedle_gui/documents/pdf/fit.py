"""Making the pages of a document fit: how airy each may be, and what has to go.

A page that is asked to stand on one sheet takes what must be printed, then spare rows as long as
there is room, the lowest rank first. If the first or the wanted ones (rank under ``SPARE``) do not
fit, the type gets half a point smaller; if that is not enough (only for absurdly long answers) the page runs over to a further
sheet. What must be printed is never lost.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from mneedle_gui.documents.model import SPARE, Block, Document, PageBreak, Scale, pages_of
from mneedle_gui.documents.pdf.blocks import Layout
from mneedle_gui.documents.pdf.boxes import Box, Mark, height_of, paginate
from mneedle_gui.documents.pdf.lines import Breaker
from mneedle_gui.documents.pdf.page import Sheet
from mneedle_gui.documents.pdf.styles import Look
from mneedle_gui.documents.pdf.thin import ranks_of, without
from mneedle_gui.domain.zone_map import ZoneMap

_TRIES = 6  # spare rows tried one by one after the first that does not fit
_STEPS = 6  # tries to find the airiest look
_EASES = {Scale.BOOK: (1.0,)}  # how airy flowing pages may be; a book has one measure
_SPARE_EASE = 0.06  # how airy a page must stay for its spare rows to be printed


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

    @property
    def marks(self) -> tuple[tuple[int, Mark], ...]:
        """Every named place with its page, counted from 1."""
        return tuple(
            (number, mark)
            for number, fitted in enumerate(self.sheets, start=1)
            for box in fitted.boxes
            for mark in box.marks
        )


def fit(document: Document, sheet: Sheet, breaker: Breaker, maps: Mapping[str, ZoneMap]) -> Fitting:
    """Lay the whole document out."""
    bench = _Bench(document, sheet, breaker, maps)
    if not document.fixed_pages:
        fitting = bench.flowing()
        bench.pages.update((mark.anchor, page) for page, mark in reversed(fitting.marks))
        return fitting
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
    pages: dict[str, int] = field(default_factory=dict)
    _known: dict[tuple[int, float, Look], tuple[Block, Box]] = field(default_factory=dict)

    def flowing(self) -> Fitting:
        """Pages cut where they are full; a little tighter when that saves a nearly empty one."""
        blocks = self.document.blocks
        pages: list[list[Box]] = []
        for ease in _EASES.get(self.document.scale, (1.0, 0.5, 0.0)):
            boxes = self._boxes(blocks, ease)
            tried = paginate(boxes, self.sheet.room)
            if not pages or len(tried) < len(pages):
                pages = tried
        return Fitting(tuple(Fitted(tuple(page)) for page in pages), self.document)

    def one_page(self, blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], list[Fitted]]:
        """The blocks printed, and the sheet they stand on (more than one only in need)."""
        spare = frozenset(rank for rank in ranks_of(blocks) if rank >= SPARE)
        if self._fits(without(blocks, spare), _SPARE_EASE):
            kept = self._filled(blocks)
            return kept, [self._eased(kept)]
        kept = self._filled(blocks, small=True)
        boxes = self._boxes(kept, 0.0, small=True)
        if height_of(boxes) <= self.sheet.room:
            return kept, [self._spread(boxes)]
        return kept, [Fitted(tuple(page)) for page in paginate(boxes, self.sheet.room)]

    def _filled(self, blocks: tuple[Block, ...], *, small: bool = False) -> tuple[Block, ...]:
        """What must be printed, and every spare row that there is room for."""
        ranks = sorted(ranks_of(blocks))
        if not ranks or self._fits(blocks, _SPARE_EASE, small=small):
            return blocks
        low, high = 0, len(ranks)
        while high - low > 1:
            middle = (low + high) // 2
            thin = without(blocks, frozenset(ranks[middle:]))
            fits = self._fits(thin, _SPARE_EASE, small=small)
            low, high = (middle, high) if fits else (low, middle)
        out = set(ranks[low:])
        for rank in ranks[low + 1 : low + 1 + _TRIES]:
            if self._fits(without(blocks, out - {rank}), _SPARE_EASE, small=small):
                out.remove(rank)
        return without(blocks, frozenset(out))

    def _eased(self, blocks: tuple[Block, ...]) -> Fitted:
        """The airiest look that fits."""
        room = self.sheet.room
        roomy = self._boxes(blocks, 1.0)
        most = height_of(roomy)
        if most <= room:
            return self._spread(roomy)
        least = height_of(self._boxes(blocks, 0.0))
        ease = (room - least) / (most - least)
        for _ in range(_STEPS):
            boxes = self._boxes(blocks, ease)
            if height_of(boxes) <= room:
                return self._spread(boxes)
            ease *= 0.85
        return self._spread(self._boxes(blocks, 0.0))

    def _spread(self, boxes: list[Box]) -> Fitted:
        """The rest of the page shared out above its sections."""
        sections = sum(1 for box in boxes[1:] if box.section) or 1
        spare = self.sheet.room - height_of(boxes)
        return Fitted(tuple(boxes), min(spare / sections, self.sheet.room * 0.03))

    def _fits(self, blocks: tuple[Block, ...], ease: float, *, small: bool = False) -> bool:
        return height_of(self._boxes(blocks, ease, small=small)) <= self.sheet.room

    def _boxes(self, blocks: tuple[Block, ...], ease: float, *, small: bool = False) -> list[Box]:
        look = Look(self.document.scale, ease, small)
        layout = Layout(self.breaker, look, self.maps, self._known, self.pages)
        return layout.boxes(blocks, self.sheet.text_width)
