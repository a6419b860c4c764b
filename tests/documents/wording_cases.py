"""Clients for the wording engine: every concern and grade, each influence on and off, every outcome."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import combinations

from mneedle_gui.documents.compose import for_client
from mneedle_gui.documents.model import Document
from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.protocol import Concern, Grade
from tests import builders
from tests.documents import papers
from tests.domain.cases import Case, all_cases
from tests.domain.cases import held as held_of
from tests.domain.test_depth import wanting

Changes = Mapping[str, object]

ZONES = (
    ("cheek",),
    ("abdomen",),
    ("forehead", "cheek", "upper_lip", "chin", "neck"),
    ("cheek", "abdomen", "thigh_buttock"),
)

_VSS = {
    "vss_0": ("normal", "normal", "normal", "flat"),
    "vss_1_4": ("lighter", "normal", "supple", "flat"),
    "vss_5_8": ("darker", "red", "yielding", "flat"),
    "vss_9_13": ("darker", "purple", "firm", "over_5mm"),
}
_DARK = {"dark_0_1": "d_1", "dark_2": "d_2", "dark_3_4": "d_4"}

INFLUENCES: dict[str, Changes] = {
    "age": {"birth-date": "1965-01-01"},
    "skin_type": {"fst-reading": "type_5"},
    "smoking": {"smoking": "now"},
    "sun": {"sun-exposure": "high"},
    "no_sunscreen": {"sunscreen-daily": "no"},
    "sunscreen_not_known": {"sunscreen-daily": None},
    "diet": {"diet-poor": "yes"},
    "alcohol": {"alcohol-high": "yes"},
    "acne": {"acne-seen": ["comedonal"], "acne-comedonal-where": ["chin"]},
    "hormones": {"medicines": ["hormonal"], "hormonal-pigment": "yes", "test-spot": "not_done"},
    "pigment": {"pih-tendency": "yes", "test-spot": "calm"},
    "returning": {"returning": "course_had"},
    "wait": {"isotretinoin": "past", "isotretinoin-last": "2026-08-31"},
    "event": {"event": "yes", "event-date": "2027-01-10"},
}
"""What may push a result, or move a plan, each as the answers that switch it on."""


def grades() -> Iterator[tuple[Concern, Grade]]:
    """Every severity of every concern, those that go elsewhere or need nothing included."""
    for concern in builders.content().protocol.concerns:
        for grade in concern.grades:
            yield concern, grade


def client(concern: Concern, grade: Grade, number: int, *influences: str) -> Consultation:
    """One client with this concern, in the zones with this number, under these influences."""
    open_to = set(concern_zones(concern))
    zones = [zone for zone in ZONES[number % len(ZONES)] if zone in open_to] or ["cheek"]
    code = grade.options[0] if grade.options and concern.grade_question else ""
    changes = wanting(f"{concern.id}/{code}/{'+'.join(zones)}")
    for question in ("acne-scar-rolling-zones", "acne-scar-rolling-grade"):
        changes.setdefault(question, None)
    if grade.key in _VSS:
        parts = ("vss-pigment", "vss-vascularity", "vss-pliability", "vss-height")
        changes.update(zip(parts, _VSS[grade.key], strict=True))
    if grade.key in _DARK:
        dark = [name for name in changes if name.startswith("mmasi-") and name.endswith("-dark")]
        changes.update(dict.fromkeys(dark, _DARK[grade.key]))
    for influence in influences:
        changes.update(INFLUENCES[influence])
    return builders.consultation(changes)


def concern_zones(concern: Concern) -> tuple[str, ...]:
    """The zones in which a concern may be treated."""
    zones = builders.content().protocol.zones
    return tuple(z.id for z in zones if z.max_mm and (not z.concerns or concern.id in z.concerns))


def paper(held: Consultation) -> Document:
    """What the client gets."""
    return for_client(held, papers.CLINIC, builders.words(), builders.content().maps)


def covering() -> Iterator[tuple[str, Consultation]]:
    """Every grade with no influence, with each one, and with all that go together."""
    number = 0
    for concern, grade in grades():
        for chosen in ((), *((name,) for name in INFLUENCES)):
            number += 1
            yield _name(concern, grade, chosen), client(concern, grade, number, *chosen)


def product() -> tuple[Callable[[], tuple[str, Consultation]], ...]:
    """Every grade in every set of zones with every two and three influences, and every case of a rule.

    Each is made only when it is called: they are many.
    """

    def of_grade(
        concern: Concern, grade: Grade, zones: int, chosen: tuple[str, ...]
    ) -> tuple[str, Consultation]:
        return _name(concern, grade, chosen), client(concern, grade, zones, *chosen)

    def of_case(case: Case) -> tuple[str, Consultation]:
        return f"{case['rule']}: {case['says']}", held_of(case)

    makers = [
        partial(of_grade, concern, grade, zones, chosen)
        for concern, grade in grades()
        for zones in range(len(ZONES))
        for size in (2, 3)
        for chosen in combinations(INFLUENCES, size)
    ]
    return (*makers, *(partial(of_case, case) for case in all_cases()))


def outcomes() -> Iterator[tuple[str, Consultation]]:
    """One case of each kind for every rule, letters and waits included."""
    seen: set[tuple[str, ...]] = set()
    for case in all_cases():
        expect = case.get("expect", {})
        kind = (case["rule"], case["kind"], str(expect.get("outcome")), str(expect.get("plan")))
        if case["kind"] != "not_met" and kind not in seen:
            seen.add(kind)
            yield f"{case['rule']}: {case['says']}", held_of(case)


@functools.cache
def documents() -> tuple[tuple[str, Document], ...]:
    """The papers of the covering design and of every outcome, and the slips of the first check."""
    made = [(name, paper(held)) for name, held in (*covering(), *outcomes())]
    return (*made, *((case.name, case.document) for case in papers.slips()))


def _name(concern: Concern, grade: Grade, influences: tuple[str, ...]) -> str:
    return f"{concern.id}/{grade.key} {' '.join(influences)}"
