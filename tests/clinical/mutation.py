"""Does a single changed threshold go unnoticed? ``python3 dev.py mutate`` tries every one.

Each mutant is held against the expectations of the tests until one of them is broken: first the
sentences and hand-worked rows about the changed row, then the plain tables of the specification,
the other hand-worked rows, and every other sentence. A mutant that breaks none has survived. One
that cannot make a difference is named in ``equivalent.toml`` with the reason, and must still
survive.
"""

from __future__ import annotations

import functools
import multiprocessing
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from tests.clinical.bench import Bench, real
from tests.clinical.expectations import Expectation, broken, consultations, expectations
from tests.clinical.mutants import Mutant, mutants

EQUIVALENT = Path(__file__).parent / "equivalent.toml"
WORKERS = 2
_FEW = 64  # so few are tried at once in this process
# Nothing that is planned depends on them, so their tables of the specification come first.
_ON_PAPER_ONLY = {"step", "restart"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one mutant. ``by`` names the broken expectation, nothing for a survivor."""

    mutant: str
    by: str
    table: bool

    @property
    def survived(self) -> bool:
        """Whether no expectation was broken."""
        return not self.by


def main(arguments: Sequence[str], out: TextIO = sys.stdout) -> int:
    """Try every mutant whose name holds all of the words given; 1 if one survives unexpectedly."""
    wanted = [
        number
        for number, mutant in enumerate(_all())
        if all(word in mutant.name for word in arguments)
    ]
    began = time.monotonic()
    if unmet := broken():
        print("The shipped content breaks expectations; run the tests first:", file=out)
        print(*(f"  {expectation.name}" for expectation in unmet), sep="\n", file=out)
        return 1
    verdicts = list(_tried(wanted, out))
    excused = equivalents()
    survivors = {verdict.mutant for verdict in verdicts if verdict.survived}
    names = {_all()[number].name for number in wanted}
    stale = sorted((set(excused) & names) - survivors)
    gone = sorted(set(excused) - {mutant.name for mutant in _all()})
    _tell(verdicts, excused, out)
    for name in stale:
        print(f"listed as equivalent, but noticed: {name}", file=out)
    for name in gone:
        print(f"listed as equivalent, but there is no such mutant: {name}", file=out)
    print(f"{time.monotonic() - began:.0f} s", file=out)
    return 1 if survivors - set(excused) or stale or gone or not verdicts else 0


@functools.cache
def _all() -> tuple[Mutant, ...]:
    return tuple(mutants(real().whole))


def equivalents() -> dict[str, str]:
    """Mutants that can make no difference, by name, with the reason."""
    rows = tomllib.loads(EQUIVALENT.read_text(encoding="utf-8")).get("mutant", [])
    return {name: row["reason"] for row in rows for name in row["names"]}


def try_one(number: int) -> Verdict:
    """Hold one mutant against the expectations until one is broken."""
    mutant = _all()[number]
    bench = Bench(mutant.make())
    for expectation in _in_order(mutant.row, mutant.kind in _ON_PAPER_ONLY):
        if expectation.broken_by(bench):
            return Verdict(mutant.name, expectation.name, _is_table(expectation))
    return Verdict(mutant.name, "", table=False)


@functools.lru_cache(maxsize=8)
def _in_order(row: str, tables_first: bool) -> tuple[Expectation, ...]:
    """Every expectation, those about the row first, then the plain tables, which cost nothing."""

    def place(expectation: Expectation) -> int:
        case, table = expectation.case, _is_table(expectation)
        if table and tables_first:
            return 0
        if case and case["rule"] == row:
            return 1
        if row in expectation.said and not table:
            return 2
        return 5 if case else 3 if table else 4

    return tuple(sorted(expectations(), key=place))


def _is_table(expectation: Expectation) -> bool:
    return not consultations()[expectation]


def _tried(numbers: Sequence[int], out: TextIO) -> Iterator[Verdict]:
    if len(numbers) <= _FEW:
        yield from map(try_one, numbers)
        return
    consultations()  # before the processes part, so that it is worked out once
    told = 0
    with multiprocessing.Pool(WORKERS) as pool:
        for done, verdict in enumerate(pool.imap(try_one, numbers, chunksize=16), start=1):
            yield verdict
            if done * 10 // len(numbers) > told:
                told = done * 10 // len(numbers)
                print(f"  {done} of {len(numbers)} mutants tried", file=out, flush=True)


def _tell(verdicts: Sequence[Verdict], excused: dict[str, str], out: TextIO) -> None:
    survivors = [verdict.mutant for verdict in verdicts if verdict.survived]
    killed = [verdict for verdict in verdicts if not verdict.survived]
    listed = [name for name in survivors if name in excused]
    by_table = sum(verdict.table for verdict in killed)
    kinds = Counter(verdict.mutant.split(" ", 1)[0] for verdict in verdicts)
    print("  " + ", ".join(f"{count} {kind}" for kind, count in kinds.items()), file=out)
    for name in survivors:
        print(f"  {'equivalent' if name in excused else 'survived'}: {name}", file=out)
    could = len(verdicts) - len(listed)
    share = 100 * len(killed) / could if could else 100.0
    print(
        f"{len(verdicts)} mutants: {len(killed)} noticed ({by_table} of them first by a plain table of"
        f" the specification), {len(survivors) - len(listed)} survived, {len(listed)} equivalent;"
        f" {share:.1f} % of those that can make a difference",
        file=out,
    )
    if listed:
        print(f"why {len(listed)} make no difference is written in {EQUIVALENT.name}", file=out)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
