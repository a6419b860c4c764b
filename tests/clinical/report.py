"""What is proven about the clinical engine, row by row: ``python3 dev.py clinical``.

Every rule, zone, concern with its grades, cap, change of the gap, device with its overrides, decision
and scale is listed with its cases: where it was met, where not, and where it stayed unknown. Ids come
from ``tests/domain/frozen_ids.toml``, written down once from the clinical specification, and from the
content itself. Exit code 1 if a row has no case, or if an id is missing from the content.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TextIO

from mneedle_gui.domain.condition import Condition, Truth, judge
from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.plan import Plan
from mneedle_gui.domain.world import AnswersWorld
from tests.clinical.expectations import Expectation, broken, consultations
from tests.clinical.rows import Row, rows

_SHOWN_NAMES = 12


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the report: names of the cases in which it was met, not met, unknown, and of others."""

    row: Row
    cases: Mapping[str, tuple[str, ...]]

    @property
    def lacks(self) -> str:
        """What is missing, in words; nothing when all is there."""
        if not self.row.in_content:
            return "not in the content"
        lacking = [kind for kind in self.row.needs if not self.cases.get(kind)]
        return (
            f"no case: {', '.join(kind.replace('_', ' ') for kind in lacking)}" if lacking else ""
        )


def main(arguments: Sequence[str], out: TextIO = sys.stdout) -> int:
    """Print the report, or only the lines whose id holds one of the words given."""
    lines = [
        line
        for line in report(rows(), consultations())
        if not arguments or any(word in line.row.id for word in arguments)
    ]
    _print_table(lines, out)
    _print_names(lines, out)
    lacking = [line for line in lines if line.lacks]
    for line in lacking:
        print(f"not proven: {line.row.kind} {line.row.id}: {line.lacks}", file=out)
    for expectation in broken():
        print(f"does not hold: {expectation.name}", file=out)
    proven = len(lines) - len(lacking)
    print(f"{proven} of {len(lines)} rows proven by {len(consultations())} expectations", file=out)
    return 1 if lacking or broken() or not lines else 0


def report(
    listed: Sequence[Row], held: Mapping[Expectation, Sequence[Consultation]]
) -> tuple[Line, ...]:
    """A line for every row, from what every expectation is about and what its consultations show."""
    found: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for expectation, consultations_ in held.items():
        for kind, row, column in dict.fromkeys(_shown(expectation, consultations_)):
            found[kind, row][column].append(expectation.name)
    return tuple(
        Line(row, {column: tuple(names) for column, names in found[row.kind, row.id].items()})
        for row in listed
    )


Shown = Iterator[tuple[str, str, str]]


def _shown(expectation: Expectation, held: Sequence[Consultation]) -> Shown:
    """What an expectation shows: kind and id of a row, and the column it counts in."""
    case = expectation.case
    if case is not None:
        yield "rule", case["rule"], case["kind"]
        if "device" in case:
            yield "override", f"{case['device']}/{case['rule']}", case["kind"]
    for number in expectation.decisions:
        yield "decision", str(number), "other"
    for scale in expectation.scales:
        yield "scale", scale, "other"
    for one in held:
        if case is None:
            yield from (("rule", rule, "other") for rule in one.screening.fired)
        yield "device", one.circumstances.device.id, "met"
        yield from _places(one)
        yield from _aims(one)
        yield from _limits(one)


def _places(held: Consultation) -> Shown:
    """Zones that are planned, and zones that are left out."""
    if isinstance(held.plan, Plan):
        yield from (("zone", zone.zone, "met") for zone in held.plan.zones)
    yield from (("zone", zone, "not_met") for zone in held.screening.excluded)


def _aims(held: Consultation) -> Shown:
    """Concerns and grades that are treated, that go elsewhere, and whose grade is open."""
    for aim in held.facts.aims:
        if aim.grade is None:
            yield "concern", aim.chosen.id, "unknown"
            continue
        column = "met" if aim.treatable else "not_met"
        yield "concern", aim.chosen.id, column
        yield "concern", aim.concern.id, column
        yield "grade", f"{aim.concern.id}/{aim.row.key}", column
        for grade in aim.chosen.grades:
            if aim.chosen is not aim.concern and grade.becomes == aim.concern.id:
                yield "grade", f"{aim.chosen.id}/{grade.key}", column


def _limits(held: Consultation) -> Shown:
    """Caps and changes of the gap that hold in a plan, that do not, and that are open but hold."""
    if not isinstance(held.plan, Plan):
        return
    world = AnswersWorld.of(held.form, held.facts, held.screening.fired)
    protocol = held.circumstances.protocol
    conditions: list[tuple[str, str, Condition]] = [
        *(("cap", cap.id, cap.when) for cap in protocol.caps),
        *(("interval", change.id, change.when) for change in protocol.intervals),
    ]
    columns = {Truth.TRUE: "met", Truth.FALSE: "not_met", Truth.UNKNOWN: "unknown"}
    for kind, row, when in conditions:
        yield kind, row, columns[judge(when, world).truth]


def _print_table(lines: Sequence[Line], out: TextIO) -> None:
    print(f"{'':2}{'id':44}{'met':>6}{'not':>6}{'open':>6}{'other':>7}  what it is", file=out)
    kind = ""
    for line in lines:
        if line.row.kind != kind:
            kind = line.row.kind
            print(f"\n{line.row.heading}", file=out)
        counts = [len(line.cases.get(column, ())) for column in ("met", "not_met", "unknown")]
        figures = "".join(f"{count or '–':>6}" for count in counts)
        other = len(line.cases.get("other", ())) or "–"
        mark = "✗ " if line.lacks else "  "
        print(f"{mark}{line.row.id:44}{figures}{other:>7}  {line.row.title}", file=out)


def _print_names(lines: Sequence[Line], out: TextIO) -> None:
    """The cases by name; where nearly every case is one of "not met", only their number."""
    print("\nThe cases by name", file=out)
    for line in lines:
        print(f"\n{line.row.kind} {line.row.id}: {line.row.title}", file=out)
        for column in ("met", "not_met", "unknown", "other"):
            names = line.cases.get(column, ())
            words = column.replace("_", " ")
            shown = names if line.row.kind == "rule" and column != "other" else names[:_SHOWN_NAMES]
            for name in shown:
                print(f"  {words:8} {name}", file=out)
            if len(shown) < len(names):
                print(f"  {words:8} … and {len(names) - len(shown)} more", file=out)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
