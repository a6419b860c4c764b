"""A practitioner's own depth limits on the record: who, which level, and what went beyond it."""

from __future__ import annotations

from decimal import Decimal

from mneedle_gui.documents.compose import practitioner_record
from mneedle_gui.documents.plain import plain_text
from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.plan import DepthEdit
from mneedle_gui.domain.propose import Edits
from tests import builders
from tests.documents.papers import CLINIC


def record(held: Consultation) -> str:
    return plain_text(practitioner_record(held, CLINIC, builders.words()))


def test_the_record_names_the_practitioner_the_level_and_its_limits() -> None:
    text = record(builders.consultation(level="award_level_4"))
    assert (
        "Depths for Dr Sara Amin at the level “Level 4 award”: at most 0.5 mm on face and neck,"
        " 1.0 mm on the body (clinic policy)." in text
    )
    assert (
        "Level 4 award: at most 0.5 mm on the face (clinic policy) (the lowest of 4 limits)" in text
    )


def test_going_beyond_the_level_prints_its_reason() -> None:
    edit = DepthEdit("cheek", Decimal("0.75"), "Supervised by Dr Rahman")
    held = builders.consultation(level="award_level_4").edited(Edits({"cheek": edit}))
    assert "0.50 mm changed to 0.75 mm. Reason: Supervised by Dr Rahman" in record(held)


def test_without_a_level_the_record_is_silent_about_one() -> None:
    assert "at the level" not in record(builders.consultation())
