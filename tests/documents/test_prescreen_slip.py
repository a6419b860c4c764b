"""The slip of the two-minute check: one page, the result in its title, and nothing that is not its own."""

from __future__ import annotations

import re

import pytest

from mneedle_gui.documents.compose import prescreen_slip
from mneedle_gui.documents.model import Document
from mneedle_gui.domain.clinic import Paper
from tests import builders
from tests.documents import papers

TITLES = {
    "can_book": "You can book a visit",
    "cautions": "You can book a visit",
    "open": "We need a few more answers",
    "not_before": "No needling before 24 February 2027",
    "not_yet": "Not yet",
    "letter": "Bring a letter first",
    "cannot": "Needling is not right for you now",
}


def slip(name: str) -> Document:
    return next(case.document for case in papers.slips() if case.name == f"slip_{name}")


def said(document: Document) -> str:
    return " ".join(text for text in papers.texts(document.blocks) if text)


@pytest.mark.parametrize(("name", "title"), TITLES.items())
def test_the_title_is_the_result(name: str, title: str) -> None:
    assert slip(name).title == title


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("name", TITLES)
def test_a_slip_is_one_page(name: str, paper: Paper) -> None:
    assert len(papers.read(papers.pdf(slip(name), paper)).pages) == 1


@pytest.mark.parametrize("name", TITLES)
def test_every_slip_says_that_more_follows_and_whom_to_call(name: str) -> None:
    text = said(slip(name))
    assert "This is a first check" in text
    assert "The full consultation still follows." in text
    assert papers.CLINIC.phone in text
    assert builders.content().protocol.fingerprint[:12] in text


@pytest.mark.parametrize("name", TITLES)
def test_no_basis_tag_and_no_source_stands_on_a_clients_slip(name: str) -> None:
    text = said(slip(name))
    keys = [source.key for source in builders.content().protocol.sources]
    assert [key for key in keys if re.search(rf"\b{key}\b", text)] == []
    assert re.search(r"Basis|\b[VSMP]/[VSMP]\b", text) is None


def test_the_day_is_counted_on_the_slip() -> None:
    assert "We count 24 August 2026 + 6 months = 24 February 2027." in said(slip("not_before"))


def test_a_wait_without_a_known_end_names_no_day_in_its_title() -> None:
    text = said(slip("not_yet"))
    assert "We cannot name the day yet." in text
    assert "A pregnancy test on the day" in text


def test_each_letter_says_from_whom_and_what_it_must_say() -> None:
    text = said(slip("letter"))
    assert "Bring a letter from an allergy doctor (allergist)." in text
    assert "What the letter must say:" in text
    assert "last INR result" in text


def test_nothing_is_to_be_brought_where_no_letter_helps() -> None:
    text = said(slip("cannot"))
    assert "What the letter must say" not in text
    assert "Get medical advice soon" in text
    assert "Come back after your pregnancy" in text


def test_open_questions_are_listed_with_their_reason() -> None:
    text = said(slip("open"))
    assert "Is any mole or spot new, changing, bleeding or not healing?" in text
    assert "Does any of these apply to your immunity?" in text


def test_an_area_that_may_not_matter_is_said_to_count_for_now() -> None:
    assert "We do not know yet which skin you want treated." in said(slip("not_before"))
    assert "We do not know yet which skin you want treated." not in said(slip("letter"))


def test_a_walk_in_stays_nameless_and_a_name_is_printed_when_given() -> None:
    assert "Layla" not in slip("can_book").header.first
    named = prescreen_slip(builders.consultation(), papers.CLINIC, builders.words())
    assert named.header.first.startswith("Layla Haddad")
    assert "Layla" not in named.header.later + named.title + named.subject


def test_a_letter_that_is_needed_only_later_says_from_when() -> None:
    later = slip("letter_later")
    assert later.title == "No needling before 18 December 2026"
    assert "This is needed from 18 December 2026 on." in said(later)
