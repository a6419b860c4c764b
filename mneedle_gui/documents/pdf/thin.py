"""Leaving spare rows out. A block in which nothing changes stays the very same object."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import TypeVar

from mneedle_gui.documents.model import (
    Balanced,
    Block,
    Bullets,
    Columns,
    Group,
    Item,
    Paragraph,
    Row,
    Table,
    Ticks,
)

_Entry = TypeVar("_Entry", Item, Row)


def inner_blocks(block: Block) -> tuple[Block, ...]:
    """The blocks inside a block."""
    match block:
        case Group(inner, _) | Balanced(inner):
            return inner
        case Columns(left, right, _):
            return (*left, *right)
        case _:
            return ()


def ranks_of(blocks: tuple[Block, ...]) -> frozenset[int]:
    """Every rank in ``blocks``, without 0."""
    found: set[int] = set()
    for block in blocks:
        match block:
            case Paragraph() | Group():
                found.add(block.rank)
            case Ticks(items) | Bullets(items):
                found |= {item.rank for item in items}
            case Table():
                found |= {row.rank for row in block.rows}
            case _:
                pass
        found |= ranks_of(inner_blocks(block))
    return frozenset(found - {0})


def without(blocks: tuple[Block, ...], ranks: AbstractSet[int]) -> tuple[Block, ...]:
    """The blocks without everything of these ranks, and without lists that are empty then."""
    kept = tuple(thin for block in blocks if (thin := _thinned(block, ranks)) is not None)
    same = len(kept) == len(blocks) and all(a is b for a, b in zip(kept, blocks, strict=True))
    return blocks if same else kept


def _thinned(block: Block, ranks: AbstractSet[int]) -> Block | None:
    match block:
        case Paragraph():
            return None if block.rank in ranks else block
        case Group(inner, rank):
            return None if rank in ranks else _with_blocks(block, without(inner, ranks))
        case Balanced(inner):
            return _with_blocks(block, without(inner, ranks))
        case Columns(left, right, _):
            sides = without(left, ranks), without(right, ranks)
            if sides[0] is left and sides[1] is right:
                return block
            return replace(block, left=sides[0], right=sides[1])
        case Ticks(items) | Bullets(items):
            kept = _entries(items, ranks)
            if not kept:
                return None
            return block if kept is items else replace(block, items=kept)
        case Table():
            rows = _entries(block.rows, ranks)
            return block if rows is block.rows else replace(block, rows=rows)
        case _:
            return block


def _with_blocks(block: Group | Balanced, inner: tuple[Block, ...]) -> Block:
    return block if inner is block.blocks else replace(block, blocks=inner)


def _entries(entries: tuple[_Entry, ...], ranks: AbstractSet[int]) -> tuple[_Entry, ...]:
    kept = tuple(entry for entry in entries if entry.rank not in ranks)
    return entries if len(kept) == len(entries) else kept
