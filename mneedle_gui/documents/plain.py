"""A document as plain text, to be read in a review or by a machine."""

from __future__ import annotations

from collections.abc import Iterator

from mneedle_gui.documents.model import (
    Balanced,
    Block,
    Bullets,
    CallCard,
    Columns,
    Document,
    FaceMap,
    Group,
    Heading,
    Item,
    KeyBox,
    Notice,
    PageBreak,
    Paragraph,
    Rules,
    SignatureBox,
    Table,
    Ticks,
    Timeline,
)
from mneedle_gui.documents.places import Places


def plain_text(document: Document) -> str:
    """The document in reading order, one line for each line of thought."""
    header, footer = document.header, document.footer
    lines = [f"{header.clinic} | {header.first}", f"(later pages: {header.later})", ""]
    for block in document.blocks:
        lines.extend(block_lines(block))
    lines += ["", f"{footer.left} | {footer.middle} | {footer.page}"]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def block_lines(block: Block) -> Iterator[str]:
    """The lines of one block."""
    match block:
        case Heading(text, level, aside):
            yield from ("", f"{'#' * level} {text} {aside}")
        case Paragraph(text, _, lead, rank, _):
            yield f"{_led(lead, text)}{_mark(rank)}"
        case KeyBox(title, lines):
            yield from ("", f"[ {title} ]", *lines)
        case Notice(title, text, tone):
            yield from ("", f"[ {tone.value}: {title} ]", text)
        case Ticks(items, _, title):
            yield from _listed("[ ]", items, title)
        case Bullets(items, _, title):
            yield from _listed("-", items, title)
        case PageBreak():
            yield from ("", "=" * 40)
        case Balanced() | Columns() | Group():
            yield from _inner_lines(block)
        case _:
            yield from _figure_lines(block)


def _inner_lines(block: Balanced | Columns | Group) -> Iterator[str]:
    match block:
        case Columns(left, right, _):
            yield "<< left"
            for inner in left:
                yield from block_lines(inner)
            yield ">> right"
            for inner in right:
                yield from block_lines(inner)
            yield "<<>>"
        case Balanced(blocks):
            for inner in blocks:
                yield from block_lines(inner)
        case Group(blocks, rank):
            if rank:
                yield f"({rank}:"
            for inner in blocks:
                yield from block_lines(inner)
            if rank:
                yield ")"


def _figure_lines(block: Block) -> Iterator[str]:
    match block:
        case Table():
            yield from ("", " | ".join(block.head))
            for row in block.rows:
                yield " | ".join(row.cells) + _mark(row.rank)
        case CallCard(title, items, _, emergency, qr, label):
            yield from ("", f"[ call: {title} ]", *(f"- {item}" for item in items))
            yield from (line for line in (emergency, f"(square code {qr}: {label})") if line)
        case Timeline(stops, band, caption):
            yield from ("", *(f"o {stop.mark} {stop.label}: {stop.day}" for stop in stops))
            yield f"({band}) {caption}"
        case FaceMap():
            yield f"(picture: {block.alt})"
            yield from (_led(item.lead, item.text) for item in block.legend)
            yield block.caption
        case Rules(count):
            yield from ["_" * 40] * count
        case SignatureBox(labels):
            yield from (f"[{label}: ________]" for label in labels)
        case Places(lines):
            yield from ("  " * (line.level - 1) + line.text for line in lines)
        case _:
            return


def _listed(sign: str, items: tuple[Item, ...], title: str) -> Iterator[str]:
    if title:
        yield f"* {title}"
    for item in items:
        yield f"{sign} {_led(item.lead, item.text)}{_mark(item.rank)}"


def _led(lead: str, text: str) -> str:
    return f"{lead} {text}" if lead else text


def _mark(rank: int) -> str:
    return f"  ({rank})" if rank else ""
