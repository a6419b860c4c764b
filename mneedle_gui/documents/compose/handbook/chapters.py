"""The parts of the handbook before they are numbered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mneedle_gui.documents.model import Block, Heading, PageBreak
from mneedle_gui.documents.places import PlaceLine, Places


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a chapter. ``anchor`` is its place; made from the chapter's when not given."""

    title: str
    blocks: tuple[Block, ...]
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: ``blocks`` stand before its sections. ``fresh``: it begins a new page."""

    title: str
    anchor: str
    sections: tuple[Section, ...] = ()
    blocks: tuple[Block, ...] = ()
    fresh: bool = True


def set_out(chapters: Sequence[Chapter]) -> tuple[Block, ...]:
    """All chapters with numbered headings."""
    return tuple(block for n, chapter in enumerate(chapters, 1) for block in _blocks(n, chapter))


def contents(chapters: Sequence[Chapter]) -> Places:
    """The list of chapters and their sections."""
    return Places(tuple(_lines(chapters)), columns=2)


def _blocks(number: int, chapter: Chapter) -> Iterable[Block]:
    if chapter.fresh:
        yield PageBreak()
    yield Heading(f"{number}  {chapter.title}", 1, anchor=f"chapter/{chapter.anchor}")
    yield from chapter.blocks
    for part, section in enumerate(chapter.sections, 1):
        yield Heading(f"{number}.{part}  {section.title}", 2, anchor=_anchor(chapter, part))
        yield from section.blocks


def _lines(chapters: Sequence[Chapter]) -> Iterable[PlaceLine]:
    for number, chapter in enumerate(chapters, 1):
        yield PlaceLine(f"{number}  {chapter.title}", f"chapter/{chapter.anchor}")
        for part, section in enumerate(chapter.sections, 1):
            yield PlaceLine(f"{number}.{part}  {section.title}", _anchor(chapter, part), 2)


def _anchor(chapter: Chapter, part: int) -> str:
    return chapter.sections[part - 1].anchor or f"chapter/{chapter.anchor}/{part}"
