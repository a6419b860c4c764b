"""What stands around the needling on a session sheet: clean work, numbing cream, products, aftercare."""

from __future__ import annotations

from mneedle_gui.documents.compose.case import PlanCase
from mneedle_gui.documents.compose.session_zones import rows_of
from mneedle_gui.documents.compose.settings import ANAESTHETIC
from mneedle_gui.documents.model import (
    SPARE,
    Block,
    Bullets,
    Columns,
    Group,
    Heading,
    Item,
    Notice,
    Row,
    Rules,
    Table,
    Ticks,
    Tone,
)
from mneedle_gui.domain.guidance import Anaesthetic, Parameter
from mneedle_gui.domain.wording import Message

_NO_ANAESTHETIC = "no_anaesthetic"
_AREAS_CM2 = (50, 100, 200, 300)  # examples
_NOTES = 2  # lines to write on
_SHOWN = (
    "anaesthetic_app_cap",
    "anaesthetic_toxicity",
    "glide",
    "forbidden_products",
)  # never left out


def before(case: PlanCase) -> tuple[Block, ...]:
    """Clean work and photos before the first pass, to tick."""
    items = tuple(_item(case, row) for row in rows_of(case, "preparation"))
    return (Heading(case.say("Before the first pass")), Ticks(items, 2))


def numbing(case: PlanCase) -> tuple[Block, ...]:
    """Numbing cream with its limits and room for what was used; or that there is none."""
    if not case.plan.anaesthetic:
        texts = [case.text(row.text) for row in rows_of(case, _NO_ANAESTHETIC)]
        why = " ".join(texts) or case.say("The instructions of the device rule it out.")
        return (Notice(case.say("No topical anaesthetic"), why, Tone.WARN),)
    head = (
        case.say("Product"),
        case.say("At most"),
        case.say("g"),
        case.say("cm²"),
        case.say("On"),
        case.say("Off"),
    )
    rows = tuple(
        Row((_product(case, row), _limits(case, row), "", "", "", ""))
        for row in case.guidance.anaesthetics
    )
    rules = tuple(
        _item(case, row, 0 if row.id in _SHOWN else SPARE + 20 + number)
        for number, row in enumerate(rows_of(case, ANAESTHETIC))
    )
    return (
        Heading(case.say("Topical anaesthetic: one product, or none")),
        Table(head, rows, (0.36, 0.34, 0.07, 0.07, 0.08, 0.08), lines=(2, 3, 4, 5)),
        Bullets((*rules, *_grams(case)), 2),
    )


def _grams(case: PlanCase) -> tuple[Item, ...]:
    """The most grams for some areas, told once where products agree."""
    products: dict[str, list[Message]] = {}
    for row in case.guidance.anaesthetics:
        most = [(area, row.grams_at_most(area)) for area in _AREAS_CM2]
        told = ", ".join(
            case.say("{area} cm² {grams} g", area=area, grams=grams)
            for area, grams in most
            if grams is not None
        )
        if told:
            products.setdefault(told, []).append(row.product)
    return tuple(
        Item(f"{told}.", case.say("Most of {products}:", products=tuple(names)), SPARE + 19)
        for told, names in products.items()
    )


def _product(case: PlanCase, row: Anaesthetic) -> str:
    return case.say("{product}: {contents}", product=row.product, contents=row.contents)


def _limits(case: PlanCase, row: Anaesthetic) -> str:
    """Grams, area, layer and time. Where no grams are known the product's label holds."""
    parts = [
        case.say("{grams} g", grams=row.max_grams) if row.max_grams else case.say("grams: label"),
        case.say("{area} cm²", area=row.max_area_cm2),
    ]
    if row.grams_per_10_cm2 is not None:
        parts.append(case.say("{grams} g/10 cm²", grams=row.grams_per_10_cm2))
    if row.minutes_min in {None, row.minutes_max}:
        parts.append(case.say("{most} min", most=row.minutes_max))
    else:
        parts.append(
            case.say("{least}–{most} min", least=row.minutes_min or 0, most=row.minutes_max)
        )
    return ", ".join(parts)


def topicals(case: PlanCase) -> tuple[Block, ...]:
    """Every product used with its lot, beside what may and what must not touch the skin."""
    items = (
        case.say("Device, serial"),
        case.say("Cartridge, needles"),
        case.say("Antiseptic"),
        case.say("Glide"),
        case.say("After product"),
    )
    head = (case.say("Used"), case.say("Product"), case.say("Lot or serial"), case.say("Expiry"))
    table = Table(
        head,
        tuple(Row((item, "", "", "")) for item in items),
        (0.32, 0.28, 0.22, 0.18),
        lines=(1, 2, 3),
    )
    allowed = tuple(
        _item(case, row, 0 if row.id in _SHOWN else 1) for row in rows_of(case, "topicals")
    )
    return (
        Heading(case.say("Products")),
        Columns((table,), (Bullets(allowed),), 0.62),
    )


def after(case: PlanCase) -> tuple[Block, ...]:
    """Care right after, what the client was told, reactions and photos."""
    told = (
        Item(case.say("After-care and when to call: given on paper.")),
        Item(case.say("Photos after the session, if agreed.")),
        Item(case.say("Reaction: none, or as below.")),
    )
    ticks = (*(_item(case, row) for row in rows_of(case, "after")), *told)
    record = tuple(_item(case, row, SPARE + 30) for row in rows_of(case, "record"))
    return (
        Heading(case.say("After the last pass")),
        Ticks(ticks, 2),
        Bullets(record),
        Group((Rules(_NOTES),), rank=SPARE - 1),
    )


def _item(case: PlanCase, row: Parameter, rank: int = 0) -> Item:
    return Item(case.text(row.short or row.text), f"{case.text(row.name)}:", rank)
