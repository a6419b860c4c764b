"""The plan says the right things: what was agreed, on which days, and where to go instead."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from mneedle_gui.documents.compose import client_plan, for_client
from mneedle_gui.documents.compose.case import PlanCase
from mneedle_gui.documents.compose.first_page import AGREED_WORDS
from mneedle_gui.documents.compose.steps import NOW
from mneedle_gui.documents.model import (
    Block,
    CallCard,
    Columns,
    FaceMap,
    Heading,
    KeyBox,
    Notice,
    Table,
    Ticks,
    Timeline,
    pages_of,
)
from mneedle_gui.documents.pdf.thin import inner_blocks
from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.plan import Plan
from tests import builders
from tests.documents import papers

WORDS = builders.words()


def _document(held: Consultation) -> tuple[Block, ...]:
    return for_client(held, papers.CLINIC, WORDS, builders.content().maps).blocks


def _all(blocks: tuple[Block, ...]) -> list[Block]:
    return [b for block in blocks for b in (block, *_all(inner_blocks(block)))]


def _text(held: Consultation) -> str:
    return "\n".join(papers.texts(_document(held)))


@pytest.mark.parametrize("case", papers.plans(), ids=lambda case: case.name)
def test_what_we_agreed_is_short(case: papers.Case) -> None:
    box = next(block for block in case.document.blocks if isinstance(block, KeyBox))
    assert sum(len(line.split()) for line in box.lines) <= AGREED_WORDS


@pytest.mark.parametrize("case", papers.plans(), ids=lambda case: case.name)
def test_at_most_four_things_to_do_now(case: papers.Case) -> None:
    columns = next(block for block in case.document.blocks if isinstance(block, Columns))
    ticks = next(block for block in columns.left if isinstance(block, Ticks))
    assert 1 <= len(ticks.items) <= NOW


@pytest.mark.parametrize("name", ["01_cheek_scars", "03_melasma_test_spot", "05_isotretinoin_wait"])
def test_every_date_of_the_plan_is_printed(name: str) -> None:
    held = papers.sample(name)
    assert isinstance(held.plan, Plan)
    table = next(b for b in _all(_document(held)) if isinstance(b, Table) and b.ticks)
    days = [row.cells[2] for row in table.rows]
    for visit in held.plan.visits:
        assert f"{WORDS.weekday(visit.on)} {WORDS.day(visit.on)}" in days
    line = next(b for b in _all(_document(held)) if isinstance(b, Timeline))
    assert [s.day for s in line.stops][: len(held.plan.visits)] == [
        WORDS.short_day(visit.on) for visit in held.plan.visits
    ]


def test_the_pages_begin_with_what_belongs_there() -> None:
    pages = pages_of(for_client(builders.consultation(), papers.CLINIC, WORDS, {}))
    first = [next(b.text for b in page if isinstance(b, Heading)) for page in pages]
    assert first == [
        "Your microneedling plan",
        "What to expect, week by week",
        "Get ready, after the steps on page 1",
        "Your appointments with Dr Sara Amin",
    ]


def test_a_provisional_plan_says_so_first() -> None:
    held = papers.sample("05_isotretinoin_wait")
    blocks = _document(held)
    notice = next(block for block in blocks if isinstance(block, Notice))
    assert notice.title == "We check you again first"
    assert held.screening.not_before is not None
    assert WORDS.day(held.screening.not_before) in notice.text
    assert blocks.index(notice) < 3


def test_a_plan_without_waits_has_no_such_notice() -> None:
    assert not any(isinstance(block, Notice) for block in _all(_document(builders.consultation())))


def test_a_dropped_concern_says_where_to_go_instead() -> None:
    held = papers.harder("two_concerns_event")
    concern = builders.content().protocol.concern("acne_scar_icepick")
    assert "What we do not treat here" in _text(held)
    assert WORDS.say(concern.elsewhere) in _text(held)


def test_the_map_shows_body_and_face_where_treated() -> None:
    def views(held: Consultation) -> tuple[str, ...]:
        return next(b for b in _all(_document(held)) if isinstance(b, FaceMap)).views

    assert views(builders.consultation()) == ("face_front",)
    assert views(papers.sample("04_stretch_marks"))[0] == "body_front"
    assert views(papers.harder("face_and_body")) == ("face_front", "body_front", "body_back")


def test_a_test_spot_comes_before_the_first_session() -> None:
    held = papers.sample("03_melasma_test_spot")
    line = next(b for b in _all(_document(held)) if isinstance(b, Timeline))
    assert [stop.label for stop in line.stops][:2] == ["Test spot", "Session 1"]


def test_longer_waits_are_printed_for_pigment_prone_skin() -> None:
    def last_restart(held: Consultation) -> tuple[str, date]:
        tables = [b for b in _all(_document(held)) if isinstance(b, Table)]
        table = next(t for t in tables if t.head[0] == "Not before")
        assert isinstance(held.plan, Plan)
        return table.rows[-1].cells[0], held.plan.sessions[0].on

    restarts = builders.content().protocol.guidance.restarts
    usual, session = last_restart(builders.consultation())
    assert usual == WORDS.short_day(session + timedelta(max(r.after_days for r in restarts)))
    longer, session = last_restart(papers.sample("02_lines_darker_skin"))
    assert longer == WORDS.short_day(
        session + timedelta(max(r.pigment_prone_days for r in restarts))
    )


@pytest.mark.parametrize(
    ("changes", "longer"),
    [
        ({}, False),
        ({"fst-reading": "type_4"}, True),
        ({"pih-tendency": "yes", "test-spot": "not_done"}, True),
        ({"medicines": ["hormonal"], "hormonal-pigment": "yes", "test-spot": "not_done"}, True),
    ],
    ids=["usual", "skin-type-4", "dark-marks", "hormones"],
)
def test_who_is_prone_to_pigment(changes: dict[str, object], longer: bool) -> None:
    assert _planned(changes).is_pigment_prone is longer


def test_pigment_prone_when_it_is_not_known() -> None:
    open_type = builders.consultation({"f-eye": "not_sure", "fst-reading": "not_sure"})
    case = replace(_planned({}), consultation=open_type)
    assert not case.applies(case.guidance.pigment_prone)
    assert case.is_pigment_prone


def _planned(changes: dict[str, object]) -> PlanCase:
    held = builders.consultation(changes)
    assert isinstance(held.plan, Plan)
    return PlanCase(held, papers.CLINIC, WORDS, held.plan)


def test_the_call_card_holds_number_and_square_code() -> None:
    card = next(b for b in _all(_document(builders.consultation())) if isinstance(b, CallCard))
    assert papers.CLINIC.phone in card.title
    assert card.qr == "tel:+97145550100"
    assert "998" in card.emergency


def test_every_reason_to_call_is_printed() -> None:
    text = _text(builders.consultation())
    for sign in builders.content().protocol.guidance.call_signs:
        assert WORDS.say(sign.text) in text


def test_the_cost_is_worked_out_for_the_client() -> None:
    text = _text(builders.consultation())
    assert "AED\xa0850.00 for each session." in text
    assert "4 sessions cost AED\xa03,400.00." in text
    assert "6 sessions cost AED\xa05,100.00." in text


def test_without_a_price_a_written_one_is_promised() -> None:
    held = builders.consultation()
    clinic = replace(papers.CLINIC, price_per_session=None)
    document = for_client(held, clinic, WORDS, builders.content().maps)
    assert "We give you a written price before you decide." in papers.texts(document.blocks)


def test_a_withheld_consultation_has_no_plan_to_print() -> None:
    held = builders.consultation({"pregnancy": ["pregnant"]})
    with pytest.raises(TypeError, match="no plan"):
        client_plan(held, papers.CLINIC, WORDS, {})
