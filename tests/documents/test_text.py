"""Whatever a person types is printed as typed, never read as an instruction, never lost."""

from __future__ import annotations

import socket
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mneedle_gui.documents.compose import for_client, practitioner_record
from mneedle_gui.documents.model import Document, Footer, Header, Paragraph
from mneedle_gui.documents.pdf.arabic import as_seen
from mneedle_gui.documents.pdf.fonts import REPLACEMENT, Typeface, Weight
from mneedle_gui.documents.pdf.lines import Breaker
from mneedle_gui.documents.pdf.render import render
from mneedle_gui.documents.pdf.text import bound, clean
from mneedle_gui.domain.clinic import Paper
from tests import builders
from tests.documents import papers

HOSTILE = {
    "markup": "<b>O'Brien & Søn</b>",
    "picture": '<img src="http://192.0.2.1/x.png"/>',
    "file": '<img src="/etc/passwd"/><link href="file:///etc/passwd">x</link>',
    "entity": "&lt;none known&gt; &amp; <none known>",
    "colour": '<font color="[[].append(1)]">x</font>',
    "script": "\\b1 (a) %s {page} {0} ${HOME}",
    "latin": "Şükrü Çağlar, Jiří Dvořák, Łukasz Żółć, Őry Ğ İ ř ť ů",
    "greek": "Ελένη Παπαδοπούλου",
    "cyrillic": "Дмитрий Щербаков",
    "combined": "Ame\u0301lie A\u030angstro\u0308m",
}


def _sheet(text: str) -> Document:
    """A document that holds nothing but ``text``."""
    bare = Header("", "", "")
    return Document("T", "S", "A", "en", False, bare, Footer("", "", ""), (Paragraph(text),))


def _printed(text: str) -> str:
    return papers.text_of(render(_sheet(text), Paper.A4, papers.FONTS, {}))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_text_is_printed_as_typed(text: str) -> None:
    assert _printed(text) == " ".join(clean(text).split())


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_client_with_any_name_gets_a_whole_plan(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing_is_fetched(*_: object) -> None:
        raise AssertionError("a paper reached for the network")

    monkeypatch.setattr(socket, "socket", nothing_is_fetched)
    held = builders.consultation({"client-name": text})
    clinic = replace(papers.CLINIC, name=text, price_note=text, address=text)
    maps, words = builders.content().maps, builders.words()
    for document in (
        for_client(held, clinic, words, maps),
        practitioner_record(held, clinic, words),
    ):
        data = render(document, Paper.A4, papers.FONTS, maps)
        assert "".join(clean(text).split()) in "".join(papers.text_of(data).split())
        assert b"/URI" not in data
        assert b"/Annots" not in data


def test_ten_thousand_characters_without_a_space_are_all_printed() -> None:
    text = "Wx" * 5000
    data = render(_sheet(text), Paper.LETTER, papers.FONTS, {})
    assert "".join(papers.text_of(data).split()).count("Wx") >= 4900
    assert "".join(papers.text_of(data).split()) == text


def test_a_note_longer_than_a_page_runs_over_and_is_not_cut() -> None:
    note = " ".join(f"word{number}" for number in range(4000))
    clinic = replace(papers.CLINIC, price_note=note)
    maps = builders.content().maps
    document = for_client(builders.consultation(), clinic, builders.words(), maps)
    text = papers.text_of(render(document, Paper.A4, papers.FONTS, maps))
    assert [word for word in note.split() if word not in text] == []


@pytest.mark.parametrize(
    "text", ["\u202egnp.exe\u202c", "a\u2066b\u2069c", "x\u200by\ufeffz", "a\x00b\x07c\x1bd"]
)
def test_marks_that_turn_or_hide_text_are_gone(text: str) -> None:
    assert all(char.isprintable() for char in clean(text))
    assert _printed(text) == clean(text)


def test_a_character_without_a_glyph_is_shown_as_one() -> None:
    assert _printed("Ana 😀 漢") == f"Ana {REPLACEMENT} {REPLACEMENT}"


def test_an_arabic_name_is_joined_and_runs_from_right_to_left() -> None:
    assert as_seen("ليلى") == "\ufef0\ufee0\ufef4\ufedf"
    assert as_seen("(سلام)") == "(\ufee1\ufefc\ufeb3)"
    breaker = Breaker(Typeface(papers.FONTS))
    (line,) = breaker.lines(((Weight.REGULAR, "Ms ليلى حداد 7"),), 400, 12)
    drawn = "".join(piece.text for piece in line.pieces)
    assert drawn == f"Ms {as_seen('حداد')} {as_seen('ليلى')} 7"


def test_line_ends_are_kept() -> None:
    assert clean("a\r\nb\rc\u2028d\x0be") == "a\nb\nc\nd\ne"
    assert clean("a\t b") == "a b"


def test_a_number_stays_with_its_unit_and_a_range_together() -> None:
    assert bound("Weeks 1 to 2") == "Weeks 1\xa0to\xa02"
    assert bound("3 months") == "3\xa0months"
    assert bound("the mark, A. Then") == "the mark,\xa0A. Then"


def test_fallback_fonts_are_used_only_where_needed() -> None:
    typeface = Typeface(papers.FONTS)
    assert [piece.font for piece in typeface.pieces("Ana", Weight.REGULAR)] == [
        "IBMPlexSansArabic-Regular"
    ]
    assert [piece.text for piece in typeface.pieces("Ana Čapek", Weight.BOLD)] == [
        "Ana ",
        "Č",
        "apek",
    ]


def test_every_weight_has_its_fallback_and_licence() -> None:
    folder = papers.FONTS / "fallback"
    for weight in Weight:
        assert (folder / f"IBMPlexSans-{weight.value}.ttf").is_file()
    licence = Path(folder / "OFL.txt").read_text(encoding="utf-8")
    assert 'Reserved Font Name "Plex"' in licence


@settings(max_examples=200)
@given(st.text(max_size=300), st.integers(20, 500))
@example("لآ", 20)
def test_no_text_breaks_and_no_letter_is_lost(text: str, width: int) -> None:
    breaker = Breaker(Typeface(papers.FONTS))
    lines = breaker.lines(((Weight.REGULAR, text),), width, 12)
    drawn = "".join(piece.text for line in lines for piece in line.pieces)
    ligatures = sum(
        "\ufef5" <= sign <= "\ufefc" for sign in drawn
    )  # lam and alef, one sign for two
    letters = len("".join(drawn.split())) + ligatures
    assert letters == len("".join(clean(text).replace("\xa0", " ").split()))
    assert all(line.width * 12 <= width + 12.1 for line in lines)
