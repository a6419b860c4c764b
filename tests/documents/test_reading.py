"""Papers for clients can be read by nearly everyone, and promise nothing."""

from __future__ import annotations

import re

import pytest

from mneedle_gui.domain.wording import Message
from tests import builders
from tests.documents import papers, reading

LONGEST = 20
CASES = (*papers.client_papers(), *papers.slips())
BANNED = builders.content().protocol.guidance.banned_words


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_grade_of_reading_is_six_at_most(case: papers.Case) -> None:
    assert reading.grade(list(papers.prose(case.document.blocks))) <= 6.0


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_no_sentence_has_more_than_twenty_words(case: papers.Case) -> None:
    said = [s for text in papers.prose(case.document.blocks) for s in reading.sentences(text)]
    assert [s for s in said if len(s.split()) > LONGEST] == []
    assert sum(len(s.split()) for s in said) / len(said) <= 12


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_no_banned_word_is_printed(case: papers.Case) -> None:
    allowed = ("Is it permanent?", builders.words().say(_permanence()))
    text = " ".join(papers.texts(case.document.blocks))
    for part in allowed:
        text = text.replace(part, "")
    found = [word for word in BANNED if re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE)]
    assert found == []
    assert "refused" not in text.lower()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_no_millimetre_is_printed_for_a_client(case: papers.Case) -> None:
    text = " ".join(papers.texts(case.document.blocks))
    assert re.search(r"\d\s*mm\b|millimet", text) is None


@pytest.mark.parametrize("case", papers.plans(), ids=lambda case: case.name)
def test_permanence_is_answered_with_no(case: papers.Case) -> None:
    found = list(papers.texts(case.document.blocks))
    answer = found[found.index("Is it permanent?") + 1 :]
    assert next(text for text in answer if text).startswith("No.")


def test_syllables_are_counted_as_spoken() -> None:
    known = {
        "cake": 1,
        "needles": 2,
        "little": 2,
        "treated": 2,
        "washed": 1,
        "skin's": 1,
        "area": 2,
    }
    assert {word: reading.syllables(word) for word in known} == known


def _permanence() -> Message:
    return builders.content().protocol.guidance.permanence
