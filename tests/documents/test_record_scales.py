"""The scales on the practitioner's record: value, range, standing, and what is not known."""

from __future__ import annotations

import pytest

from mneedle_gui.documents.compose import practitioner_record
from mneedle_gui.documents.plain import plain_text
from tests import builders
from tests.documents.papers import CLINIC
from tests.domain.test_depth import wanting


def record(changes: dict[str, object]) -> str:
    held = builders.consultation(changes)
    return plain_text(practitioner_record(held, CLINIC, builders.words()))


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        (
            {},
            (
                "Fitzpatrick skin type (0 to 32): score 18 of 32, type III; own reading type III;"
                " they agree: type III counts [indicative, confirm by eye]."
            ),
        ),
        (
            {"fst-reading": "type_5"},
            "own reading type V; they differ: the darker one, type V, counts [",
        ),
        ({"f-eye": "not_sure"}, "score not known, 7 of 8 items answered; own reading type III"),
        (
            wanting("acne_scar_boxcar/gb_2/cheek", "acne_scar_icepick//cheek"),
            (
                "Goodman-Baron acne-scar grade (1 to 4): Grade 2: mild (Acne scars, boxcar);"
                " type recorded, not graded (Acne scars, icepick) [judged by the observer]."
            ),
        ),
        (
            wanting("scar_surgical_trauma//cheek"),
            "Vancouver Scar Scale (0 to 13): 2 of 13 [observer guide;",
        ),
        (
            wanting("melasma//cheek"),
            "Modified MASI (0 to 24): 2.0 of 24 [a number without bands].",
        ),
        (
            wanting("pores/p_2/cheek"),
            "Pore grade (0 to 3): 2: seen from 50 cm in one area [in-house, not validated].",
        ),
        ({"b1": None}, "Worry about looks: not known [not validated, never a diagnosis]."),
    ],
)
def test_the_record_prints_each_scale_with_value_range_and_standing(
    changes: dict[str, object], text: str
) -> None:
    assert text in record(changes)


def test_a_scale_of_which_nothing_was_asked_is_not_printed() -> None:
    text = record({})
    for name in ("Modified MASI", "Vancouver", "Glogau photo", "Global improvement", "Pore grade"):
        assert name not in text
