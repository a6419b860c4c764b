"""Content with one threshold changed: every number, category and code of the tables, one at a time.

What is a threshold stands in the tables below, field by field; a test sees to it that a field is
either here or among the words. ``dataclasses.replace`` makes each mutant; no file is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from mneedle_gui.content import Content
from mneedle_gui.domain.questionnaire import Question, Questionnaire
from mneedle_gui.domain.rule import Span
from tests.clinical.changes import (
    Change,
    all_of,
    by,
    condition,
    deeper_zone,
    dropped,
    each,
    flipped,
    longer,
    one_fewer,
    other_of,
    other_route,
    softer,
    source,
    span,
    within,
)


@dataclass(frozen=True, slots=True)
class Mutant:
    """Content with one threshold changed. ``row`` is the row's id, ``what`` says the change."""

    kind: str
    row: str
    what: str
    make: Callable[[], Content]

    @property
    def name(self) -> str:
        """How it is called in reports and in the list of equivalent ones."""
        return f"{self.kind} {self.row}: {self.what}"


WINDOW: dict[str, Change] = {
    "span": span,
    "start": all_of(span, lambda value: iter([("removed", Span())] if value != Span() else [])),
    "longer": all_of(each(longer), one_fewer),
    "ongoing": all_of(condition, dropped),
}
AREA: dict[str, Change] = {"face_as_one": flipped}
RULE: dict[str, Change] = {
    "category": softer,
    "when": condition,
    "window": all_of(within(WINDOW), dropped),
    "area": all_of(within(AREA), dropped),
    "unsure_applies": flipped,
    "clearable": flipped,
    "inr_at_most": all_of(by("0.1"), dropped),
    "test_spot": flipped,
    "urgent": flipped,
    "applies": condition,
}
ZONE: dict[str, Change] = {
    "region": other_of,
    "min_mm": by("0.25"),
    "typical_mm": by("0.25"),
    "max_mm": by("0.25"),
    "scar_prone": flipped,
    "concerns": one_fewer,
}
GRADE: dict[str, Change] = {
    "route": other_route,
    "options": one_fewer,
    "from_score": by("1"),
    "to_score": by("1"),
    **dict.fromkeys(
        ("depth_lo_mm", "depth_hi_mm", "body_depth_lo_mm", "body_depth_hi_mm"), by("0.25")
    ),
    "sessions_min": by("1"),
    "sessions_max": by("1"),
    **dict.fromkeys(
        ("interval_min_weeks", "interval_typical_weeks", "interval_max_weeks"), by("1")
    ),
    "becomes": dropped,
    "shade": by("1"),
}
CONCERN: dict[str, Change] = {
    "grades": each(within(GRADE)),
    "checks_weeks": all_of(each(by("1")), one_fewer),
    "checks_from_first": flipped,
}
CAP: dict[str, Change] = {
    "when": condition,
    "max_mm": by("0.25"),
    "minus_mm": by("0.25"),
    "sessions": other_of,
    "zones": one_fewer,
    "concerns": one_fewer,
    "scar_prone_only": flipped,
}
INTERVAL: dict[str, Change] = {
    "when": condition,
    "typical_weeks": by("1"),
    "min_weeks": by("1"),
    "max_weeks": by("1"),
}
OVERRIDE: dict[str, Change] = {"category": all_of(softer, dropped), "span": all_of(span, dropped)}
DEVICE: dict[str, Change] = {
    "max_mm": by("0.25"),
    "forbidden_zones": one_fewer,
    "overrides": all_of(each(within(OVERRIDE)), one_fewer),
    "zone_max_mm": all_of(each(deeper_zone), one_fewer),
    "anaesthetic": flipped,
}
LIMITS: dict[str, Change] = {
    **dict.fromkeys(
        (
            "course_cap_sessions", "review_after_sessions", "stop_after_sessions", "passes_min",
            "passes_max", "test_spot_wait_days", "event_gap_days",
        ),
        by("1"),
    ),
    "depth_step_mm": by("0.25"),
    "deepest_mm": by("0.25"),
    "shallow_to_mm": by("0.25"),
}  # fmt: skip
LEVEL: dict[str, Change] = {"face_max_mm": by("0.25"), "body_max_mm": by("0.25")}
STEP: dict[str, Change] = {"from_day": by("1"), "to_day": by("1")}
RESTART: dict[str, Change] = {"after_days": by("1"), "pigment_prone_days": by("1")}
OPTION: dict[str, Change] = {"score": by("1")}


_TABLES: tuple[tuple[str, str, Change], ...] = (
    ("rule", "rules", within(RULE)),
    ("zone", "zones", within(ZONE)),
    ("concern", "concerns", within(CONCERN)),
    ("cap", "caps", within(CAP)),
    ("interval", "intervals", within(INTERVAL)),
    ("device", "devices", within(DEVICE)),
    ("level", "levels", within(LEVEL)),
    ("fact", "facts", source),
)
# Rows that can be left out without the rest falling apart.
_REMOVABLE = {"rules", "caps", "intervals"}
_GUIDANCE: tuple[tuple[str, str, Change], ...] = (
    ("step", "preparation", within(STEP)),
    ("step", "aftercare", within(STEP)),
    ("restart", "restarts", within(RESTART)),
)


def mutants(content: Content) -> Iterator[Mutant]:
    """Every mutant of content that has every clinic setting on, in the order of its tables."""
    protocol = content.protocol
    for kind, table, change in _TABLES:
        yield from _of_table(content, kind, table, change)
    for words, limits in within(LIMITS)(protocol.limits):
        yield Mutant("limits", "limits", words, _with(content, "limits", limits))
    guidance = protocol.guidance
    for kind, table, change in _GUIDANCE:
        for row, words, rows in _rows(getattr(guidance, table), change):
            fields: dict[str, Any] = {table: rows}
            made = replace(guidance, **fields)
            yield Mutant(kind, row, words, _with(content, "guidance", made))
    for words, prone in condition(guidance.pigment_prone):
        made = replace(guidance, pigment_prone=prone)
        yield Mutant("restart", "pigment_prone", words, _with(content, "guidance", made))
    yield from _of_scores(content)


def _of_table(content: Content, kind: str, table: str, change: Change) -> Iterator[Mutant]:
    rows = getattr(content.protocol, table)
    for row, words, changed in _rows(rows, change):
        yield Mutant(kind, row, words, _with(content, table, changed))
    if table in _REMOVABLE:
        for place, one in enumerate(rows):
            left = rows[:place] + rows[place + 1 :]
            yield Mutant(kind, one.id, "row removed", _with(content, table, left))


def _rows(rows: tuple[Any, ...], change: Change) -> Iterator[tuple[str, str, tuple[Any, ...]]]:
    for place, row in enumerate(rows):
        for words, changed in change(row):
            yield row.id, words, (*rows[:place], changed, *rows[place + 1 :])


def _with(content: Content, table: str, rows: object) -> Callable[[], Content]:
    fields: dict[str, Any] = {table: rows}
    return lambda: replace(content, protocol=replace(content.protocol, **fields))


def _of_scores(content: Content) -> Iterator[Mutant]:
    """The points of every option that has some."""
    for question in content.questionnaire:
        for words, options in each(within(OPTION))(question.options):
            made = replace(question, options=options)
            yield Mutant("score", question.id, words, _asking(content, question.id, made))


def _asking(content: Content, question: str, made: Question) -> Callable[[], Content]:
    def make() -> Content:
        sections = tuple(
            replace(
                section,
                questions=tuple(made if q.id == question else q for q in section.questions),
            )
            for section in content.questionnaire.sections
        )
        asked = Questionnaire(sections, content.questionnaire.version)
        return replace(content, questionnaire=asked)

    return make
