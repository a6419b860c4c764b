"""How one value of the content is changed: a number by a step, a time by a day, a code left out.

Each change takes a value and gives every changed one, with words for what was done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from mneedle_gui.domain.condition import (
    AllOf,
    AnyOf,
    Condition,
    FactIs,
    FactWithin,
    Fired,
    Measured,
    Negated,
    Picked,
)
from mneedle_gui.domain.outcome import Category
from mneedle_gui.domain.protocol import FactKind, FactSource, Route
from mneedle_gui.domain.rule import Span

Variants = Iterator[tuple[str, Any]]
Change = Callable[[Any], Variants]


SOFTER = {
    Category.ABSOLUTE: Category.REFER,
    Category.REFER: Category.DEFER,
    Category.DEFER: Category.ZONE_EXCLUDE,
    Category.ZONE_EXCLUDE: Category.CAUTION,
}
OTHER_ROUTE = {
    Route.TREAT: (Route.ELSEWHERE, Route.NOTHING),
    Route.COMBINE: (Route.ELSEWHERE, Route.NOTHING),
    Route.ELSEWHERE: (Route.TREAT, Route.NOTHING),
    Route.NOTHING: (Route.TREAT, Route.ELSEWHERE),
}


def by(step: str) -> Change:
    """A number one step up and one step down; nothing where there is none."""

    def change(value: Any) -> Variants:
        if value is not None:
            for moved in (value + type(value)(step), value - type(value)(step)):
                yield f"{value} → {moved}", moved

    return change


def flipped(value: bool) -> Variants:
    """Yes for no, and no for yes."""
    yield f"{value} → {not value}", not value


def dropped(value: Any) -> Variants:
    """What is there is taken away: text, place, condition or number."""
    if value:
        yield "removed", "" if isinstance(value, str) else None


def one_fewer(value: tuple[Any, ...]) -> Variants:
    """One entry left out at a time."""
    for place, entry in enumerate(value):
        words = entry if isinstance(entry, str) else getattr(entry, "id", f"entry {place + 1}")
        yield f"without {words}", value[:place] + value[place + 1 :]


def softer(value: Category | None) -> Variants:
    """One step towards a caution."""
    if value in SOFTER:
        yield f"{value.value} → {SOFTER[value].value}", SOFTER[value]


def other_route(value: Route) -> Variants:
    """Treated what goes elsewhere, sent elsewhere what is treated, or nothing to treat."""
    for route in OTHER_ROUTE[value]:
        yield f"{value.value} → {route.value}", route


def other_of(value: Any) -> Variants:
    """Every other member of an enumeration."""
    for other in type(value):
        if other is not value:
            yield f"{value.value} → {other.value}", other


def span(value: Span | None) -> Variants:
    """A day and, where it is counted in months or years, one of these more and less.

    Calendar months are followed by days, so a day less than six months is the day before.
    """
    if value is None or value == Span():
        return
    for field in ("days", "months", "years"):
        if field == "days" or getattr(value, field):
            for by_one in (1, -1):
                yield (
                    f"{by_one:+d} {field}",
                    replace(value, **{field: getattr(value, field) + by_one}),
                )


def each(change: Change) -> Change:
    """One entry of a tuple changed at a time."""

    def changed(value: tuple[Any, ...]) -> Variants:
        for place, entry in enumerate(value):
            for words, other in change(entry):
                yield (
                    f"{_called(entry, place)} {words}",
                    (*value[:place], other, *value[place + 1 :]),
                )

    return changed


def all_of(*changes: Change) -> Change:
    """Several kinds of change, one after the other."""

    def changed(value: Any) -> Variants:
        for change in changes:
            yield from change(value)

    return changed


def within(fields: Mapping[str, Change]) -> Change:
    """One field of a row changed at a time; nothing where there is no row."""

    def changed(row: Any) -> Variants:
        if row is not None:
            for name, change in fields.items():
                for words, value in change(getattr(row, name)):
                    yield f"{name} {words}", replace(row, **{name: value})

    return changed


def condition(value: Condition | None) -> Variants:
    """A condition with one bound moved, one code or rule left out, or one part left out."""
    match value:
        case Picked():
            yield from within({"codes": one_fewer})(value)
        case Measured():
            yield from within({"at_least": by("1"), "at_most": by("1")})(value)
        case FactIs():
            yield from within({"value": flipped})(value)
        case FactWithin():
            yield from within({"at_least": by("1"), "at_most": by("1"), "below": by("1")})(value)
        case Fired():
            yield from within({"rules": one_fewer})(value)
        case AllOf() | AnyOf():
            yield from within({"parts": all_of(each(condition), one_fewer)})(value)
        case Negated():
            yield "no longer negated", value.part
            yield from within({"part": condition})(value)


def longer(value: tuple[Condition, Span]) -> Variants:
    """A longer wait for some clients: its condition or its time changed."""
    when, time = value
    for words, other in condition(when):
        yield words, (other, time)
    for words, changed in span(time):
        yield words, (when, changed)


def deeper_zone(value: tuple[str, Decimal]) -> Variants:
    """The limit of a device for one zone."""
    zone, most = value
    for words, other in by("0.25")(most):
        yield words, (zone, other)


def source(value: FactSource) -> Variants:
    """A derived fact with another band or weight, or with one input left out."""
    fields: dict[str, Change] = {"bands": each(by("1")), "weights": each(by("0.1"))}
    if value.kind in {FactKind.SUM, FactKind.BANDS}:
        fields["questions"] = one_fewer
    if value.kind is FactKind.HIGHEST:
        fields["facts"] = one_fewer
    yield from within(fields)(value)


def _called(entry: Any, place: int) -> str:
    for field in ("id", "key", "rule", "code", "question", "fact"):
        if isinstance(name := getattr(entry, field, None), str):
            return name
    return entry[0] if isinstance(entry, tuple) and isinstance(entry[0], str) else f"{place + 1}"
