"""Every expectation of the clinical engine, gathered from its tests: what must hold of given content.

An expectation is one set of arguments of a test that takes a ``bench``: a sentence of ``tests/cases``,
or a row of a table worked out by hand from the clinical specification. The tests hold them against
the content as it is shipped, the mutation run against content with one number changed.
"""

from __future__ import annotations

import functools
import importlib
import inspect
import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from mneedle_gui.domain.consultation import Consultation
from tests.clinical.bench import Bench, real
from tests.domain.cases import Case

MODULES = (
    "tests.domain.test_cases",
    "tests.domain.test_depth",
    "tests.domain.test_schedule",
    "tests.domain.test_clearance",
    "tests.domain.test_tables",
    "tests.domain.test_points",
    "tests.domain.test_decisions",
    "tests.domain.test_days",
    "tests.domain.test_rows",
    "tests.domain.test_combinations",
)


@dataclass(frozen=True, slots=True, eq=False)
class Expectation:
    """One promise about the engine.

    ``name`` can be read by a clinician, ``said`` is all its words for finding what it is about.
    ``case`` is the sentence it was read from, if it was. ``decisions`` are numbers of section 0.3b,
    ``scales`` ids of section 9 that it shows.
    """

    name: str
    said: str
    test: Callable[..., None]
    values: Mapping[str, Any]
    case: Case | None = None
    decisions: tuple[int, ...] = ()
    scales: tuple[str, ...] = ()

    def hold(self, bench: Bench) -> None:
        """Hold it against content; ``AssertionError`` where it is broken."""
        self.test(bench=bench, **self.values)

    def broken_by(self, bench: Bench) -> bool:
        """Whether it fails, or the engine breaks down over the content."""
        try:
            self.hold(bench)
        except Exception:  # noqa: BLE001 whatever goes wrong is noticed
            return True
        return False


@functools.cache
def expectations() -> tuple[Expectation, ...]:
    """All of them, in the order of their files."""
    found: list[Expectation] = []
    for name in MODULES:
        found.extend(_of(importlib.import_module(name)))
    return tuple(found)


def consultations() -> Mapping[Expectation, tuple[Consultation, ...]]:
    """The consultations that each expectation holds over the real content; none for a plain table."""
    return _held()[0]


def broken() -> tuple[Expectation, ...]:
    """Expectations that the content as it is shipped does not meet; none, when all is well."""
    return _held()[1]


@functools.cache
def _held() -> tuple[Mapping[Expectation, tuple[Consultation, ...]], tuple[Expectation, ...]]:
    found: dict[Expectation, tuple[Consultation, ...]] = {}
    unmet: list[Expectation] = []
    for expectation in expectations():
        record: list[Consultation] = []
        if expectation.broken_by(Bench(real().whole, record)):
            unmet.append(expectation)
        found[expectation] = tuple(record)
    return found, tuple(unmet)


def _of(module: ModuleType) -> Iterator[Expectation]:
    for name, test in vars(module).items():
        if name.startswith("test_") and "bench" in inspect.signature(test).parameters:
            yield from _rows(name, test)


def _rows(name: str, test: Callable[..., None]) -> Iterator[Expectation]:
    """One expectation for each combination of what the test is parametrised with."""
    marks = list(getattr(test, "pytestmark", ()))
    tables = [_table(mark) for mark in marks if mark.name == "parametrize"]
    for rows in itertools.product(*tables):
        values: dict[str, Any] = {}
        more = list(marks)
        for row_values, row_marks in rows:
            values.update(row_values)
            more.extend(row_marks)
        case = values.get("case")
        words = name.removeprefix("test_").replace("_", " ")
        shown = ", ".join(_short(value) for value in values.values())
        yield Expectation(
            name=case["says"] if case else f"{words}: {shown}" if shown else words,
            said=f"{words} {values!r}",
            test=test,
            values=values,
            case=case,
            decisions=tuple(mark.args[0] for mark in more if mark.name == "decision"),
            scales=tuple(mark.args[0] for mark in more if mark.name == "scale"),
        )


def _table(mark: Any) -> list[tuple[dict[str, Any], tuple[Any, ...]]]:
    """The rows of one ``parametrize``: the arguments by name, and the marks of the row."""
    names, rows = mark.args
    names = [name.strip() for name in names.split(",")] if isinstance(names, str) else list(names)
    found = []
    for row in rows:
        marks = tuple(getattr(row, "marks", ()))
        values = row.values if hasattr(row, "marks") else (row,) if len(names) == 1 else row
        found.append((dict(zip(names, values, strict=True)), marks))
    return found


def _short(value: object) -> str:
    text = value if isinstance(value, str) else repr(value)
    return text if len(text) <= 60 else f"{text[:57]}…"
