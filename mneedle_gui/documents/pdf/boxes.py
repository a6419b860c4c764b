"""Laid-out pieces of a page: each knows its height, how to draw itself, and where it may be cut."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeAlias

from mneedle_gui.documents.pdf.pen import Pen

Draw: TypeAlias = Callable[[Pen, float, float], None]
"""Draws with the left edge at x and the upper edge at top."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place that can be named: its anchor, and for a heading its words and level (0: none)."""

    anchor: str
    title: str = ""
    level: int = 0


@dataclass(frozen=True, slots=True)
class Box:
    """Something with a height.

    ``above`` and ``below`` are the distances it wants; between two boxes the larger one holds.
    ``held`` keeps it on one page with the next box. ``cut`` makes the smaller boxes that it can be
    cut into when it does not fit, and ``head`` is drawn again above the part on the next page.
    ``section`` marks the place where a page may breathe. ``fresh`` begins a new page. ``marks`` are
    the places that stand in it.
    """

    height: float
    draw: Draw
    above: float = 0.0
    below: float = 0.0
    held: bool = False
    section: bool = False
    cut: Callable[[], tuple[Box, ...]] | None = None
    head: Box | None = None
    fresh: bool = False
    marks: tuple[Mark, ...] = ()

    @property
    def parts(self) -> tuple[Box, ...]:
        """The smaller boxes; none for a box that cannot be cut."""
        return self.cut() if self.cut is not None else ()


def gap_between(upper: Box, lower: Box) -> float:
    """The distance between two boxes that follow each other."""
    return max(upper.below, lower.above)


def height_of(boxes: Sequence[Box]) -> float:
    """The height of boxes under each other, without the distance above the first."""
    gaps = sum(gap_between(upper, lower) for upper, lower in pairwise(boxes))
    return gaps + sum(box.height for box in boxes)


def draw_stack(boxes: Sequence[Box], pen: Pen, x: float, top: float, extra: float = 0.0) -> None:
    """Draw boxes under each other; ``extra`` is added above each section."""
    for number, box in enumerate(boxes):
        if number:
            top -= gap_between(boxes[number - 1], box) + (extra if box.section else 0.0)
        box.draw(pen, x, top)
        top -= box.height


def stack(
    boxes: Sequence[Box], above: float = 0.0, below: float = 0.0, *, held: bool = False
) -> Box:
    """Boxes under each other as one box that is best not cut, but may be."""
    kept = tuple(boxes)
    return Box(
        height_of(kept),
        lambda pen, x, top: draw_stack(kept, pen, x, top),
        above=max(above, kept[0].above if kept else 0.0),
        below=max(below, kept[-1].below if kept else 0.0),
        held=held,
        section=bool(kept) and kept[0].section,
        cut=lambda: kept,
        marks=tuple(mark for box in kept for mark in box.marks),
    )


def side_by_side(left: Box, right: Box, offset: float, above: float, below: float) -> Box:
    """Two boxes beside each other; the right one begins at ``offset``."""

    def draw(pen: Pen, x: float, top: float) -> None:
        left.draw(pen, x, top)
        right.draw(pen, x + offset, top)

    return Box(
        max(left.height, right.height),
        draw,
        above,
        below,
        section=left.section,
        cut=lambda: (left, right),
        marks=left.marks + right.marks,
    )


def paginate(boxes: Sequence[Box], room: float) -> list[list[Box]]:
    """Boxes dealt onto pages of height ``room``. Only a box with parts is ever cut."""
    pages: list[list[Box]] = [[]]
    waiting = list(boxes)
    while waiting:
        page, first = pages[-1], waiting[0]
        if first.fresh:
            waiting.pop(0)
            pages.append([])
            continue
        if height_of([*page, *_held_run(waiting)]) <= room:
            page.append(waiting.pop(0))
            continue
        free = room - height_of([*page, first]) + first.height
        fitting = _fitting_parts(first, free)
        begun = any(not box.held for box in page)  # more than a heading stands on the page
        if 0 < fitting < len(first.parts) and (not begun or _worth(fitting, first)):
            waiting[0:1] = _cut(first, fitting)
            page.append(waiting.pop(0))
            pages.append([])
        elif page:
            pages.append(_taken_along(page))
        elif first.height > room and first.parts:
            waiting[0:1] = first.parts
        else:
            page.append(waiting.pop(0))
    return [page for page in pages if page]


def _held_run(waiting: list[Box]) -> list[Box]:
    """The first box with those that must stand on the same page."""
    run = [waiting[0]]
    while run[-1].held and len(run) < len(waiting):
        following = waiting[len(run)]
        if following.parts and not following.held:
            run.append(replace(following, height=following.parts[0].height))
        else:
            run.append(following)
    return run


def _fitting_parts(box: Box, room: float) -> int:
    if box.head is not None:
        room -= box.head.height
    count = 0
    while count < len(box.parts) and height_of(box.parts[: count + 1]) <= room:
        count += 1
    return count


def _worth(fitting: int, box: Box) -> bool:
    """A cut leaves at least two parts on either side."""
    return fitting > 1 and len(box.parts) - fitting > 1


def _cut(box: Box, count: int) -> list[Box]:
    return [_rebuilt(box, box.parts[:count]), _rebuilt(box, box.parts[count:])]


def _rebuilt(box: Box, parts: tuple[Box, ...]) -> Box:
    shown = (box.head, *parts) if box.head is not None else parts
    whole = stack(shown, box.above, box.below)
    return replace(whole, cut=lambda: parts, head=box.head)


def _taken_along(page: list[Box]) -> list[Box]:
    """Boxes at the foot of a page that are held to what comes next move with it."""
    count = 0
    while count < len(page) - 1 and page[-1 - count].held:
        count += 1
    moved = page[len(page) - count :]
    del page[len(page) - count :]
    return moved
