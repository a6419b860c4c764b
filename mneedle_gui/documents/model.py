"""A document as a list of blocks: finished sentences in one language, without coordinates.

``rank`` says what may be left out when a page would overflow: 0 is always printed; the others are
printed as long as there is room, the lowest rank first. For ranks under ``SPARE`` the type is made a
little smaller before they are left out. Nothing else ever leaves a document.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from mneedle_gui.documents.places import Places

SPARE = 10
"""From this rank on, a row is printed only where there is room at the usual size."""


class Role(Enum):
    """What a paragraph is for; the paper gives each its own type."""

    BODY = "body"
    STRONG = "strong"
    NOTE = "note"
    CAPTION = "caption"


class Tone(Enum):
    """How serious a box is. The words say it too; colour is never alone."""

    CALM = "calm"
    WARN = "warn"
    STOP = "stop"
    GOOD = "good"
    INFO = "info"


class Scale(Enum):
    """Type sizes: the client's large type, the dense type of the record, the type of a long book."""

    CLIENT = "client"
    DENSE = "dense"
    BOOK = "book"


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list; ``lead`` stands before the text in bold."""

    text: str
    lead: str = ""
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: level 1 is the title of the document, 2 a section, 3 a part of a section.

    ``aside`` follows in lighter type. ``anchor`` makes it a place that a list of places can name;
    headings of level 1 and 2 with an anchor are also the running titles and bookmarks of a book.
    """

    text: str
    level: int = 2
    aside: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; ``lead`` stands before it in bold; ``held`` keeps it with what follows."""

    text: str
    role: Role = Role.BODY
    lead: str = ""
    rank: int = 0
    held: bool = False


@dataclass(frozen=True, slots=True)
class KeyBox:
    """The one message to remember, in a tinted box; each of ``lines`` begins a new line."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """A bordered box with a short title and text."""

    title: str
    text: str
    tone: Tone = Tone.WARN


@dataclass(frozen=True, slots=True)
class Ticks:
    """Things to do, each with a box to tick, in one column or two."""

    items: tuple[Item, ...]
    columns: int = 1
    title: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A plain list, in one column or two."""

    items: tuple[Item, ...]
    columns: int = 1
    title: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table; ``rank`` as everywhere, ``anchor`` as in a heading."""

    cells: tuple[str, ...]
    rank: int = 0
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table. ``widths`` are fractions that sum to 1.

    ``emphasis`` are the columns in bold; ``ticks`` a column of boxes to tick; ``lines`` a column of
    lines to write on. ``traded`` are two columns that may give each other width to save lines.
    """

    head: tuple[str, ...]
    rows: tuple[Row, ...]
    widths: tuple[float, ...]
    emphasis: tuple[int, ...] = (0,)
    ticks: tuple[int, ...] = ()
    lines: tuple[int, ...] = ()
    traded: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class CallCard:
    """When to call. ``emergency`` is its last, bold line; ``qr`` the payload of a square code."""

    title: str
    items: tuple[str, ...]
    columns: int = 2
    emergency: str = ""
    qr: str = ""
    qr_label: str = ""


class StopKind(Enum):
    """What a point on the time line is."""

    SESSION = "session"
    TEST_SPOT = "test_spot"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class Stop:
    """One point on the time line; ``mark`` is what stands inside its circle."""

    kind: StopKind
    mark: str
    label: str
    day: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The dated course as a line. ``band`` is said between the last session and the check after it."""

    stops: tuple[Stop, ...]
    band: str
    caption: str


@dataclass(frozen=True, slots=True)
class Area:
    """One part of the body to shade: the id of its shapes on the maps, its letter, main or lighter."""

    part: str
    letter: str
    main: bool


@dataclass(frozen=True, slots=True)
class FaceMap:
    """Maps of face and body with lettered areas. ``alt`` says the picture in words."""

    views: tuple[str, ...]
    areas: tuple[Area, ...]
    legend: tuple[Item, ...]
    caption: str
    alt: str


@dataclass(frozen=True, slots=True)
class Rules:
    """Lines to write on."""

    count: int


@dataclass(frozen=True, slots=True)
class SignatureBox:
    """Boxes to sign in, each with what belongs in it."""

    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins a new page."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Two stacks side by side; ``ratio`` is the share of the width that the left one takes."""

    left: tuple[Block, ...]
    right: tuple[Block, ...]
    ratio: float = 0.5


@dataclass(frozen=True, slots=True)
class Balanced:
    """Blocks dealt onto two columns of about the same height, in reading order down each."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Blocks that stay together on one page; ``rank`` holds for the whole group."""

    blocks: tuple[Block, ...]
    rank: int = 0


Block: TypeAlias = (
    "Heading | Paragraph | KeyBox | Notice | Ticks | Bullets | Table | CallCard | Timeline"
    " | FaceMap | Rules | SignatureBox | Places | PageBreak | Columns | Balanced | Group"
)


@dataclass(frozen=True, slots=True)
class Header:
    """What stands at the top: on the first page, and (shorter, for privacy) on the others."""

    clinic: str
    first: str
    later: str
    logo: bytes = b""


@dataclass(frozen=True, slots=True)
class Footer:
    """What stands at the foot. ``page`` holds ``{page}`` and ``{pages}`` for the numbers."""

    left: str
    middle: str
    page: str


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. ``fixed_pages``: each page between breaks is made to fit one sheet."""

    title: str
    subject: str
    author: str
    language: str
    right_to_left: bool
    header: Header
    footer: Footer
    blocks: tuple[Block, ...]
    scale: Scale = Scale.CLIENT
    fixed_pages: bool = False


def pages_of(document: Document) -> tuple[tuple[Block, ...], ...]:
    """The blocks of each page that the composer asked for."""
    pages: list[list[Block]] = [[]]
    for block in document.blocks:
        if isinstance(block, PageBreak):
            pages.append([])
        else:
            pages[-1].append(block)
    return tuple(tuple(page) for page in pages)
