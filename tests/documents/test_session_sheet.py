"""The sheet of a visit: asked again, shallow enough, numbed within limits, written down."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest

from mneedle_gui.documents.compose import session_sheet
from mneedle_gui.documents.compose.session_zones import most_today_mm
from mneedle_gui.documents.model import Block, Heading, Notice, Table, Ticks, pages_of
from mneedle_gui.documents.pdf.thin import inner_blocks
from mneedle_gui.domain.clinic import Paper
from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.guidance import Anaesthetic
from mneedle_gui.domain.plan import Plan, VisitKind
from tests import builders
from tests.documents import papers

WORDS = builders.words()
GUIDANCE = builders.content().protocol.guidance


def _pages(held: Consultation) -> tuple[tuple[Block, ...], ...]:
    return pages_of(session_sheet(held, papers.CLINIC, WORDS))


def _all(blocks: tuple[Block, ...]) -> list[Block]:
    return [b for block in blocks for b in (block, *_all(inner_blocks(block)))]


def _table(page: tuple[Block, ...], first_head: str) -> Table:
    return next(b for b in _all(page) if isinstance(b, Table) and b.head[0] == first_head)


def _plan(held: Consultation) -> Plan:
    assert isinstance(held.plan, Plan)
    return held.plan


def _text(page: tuple[Block, ...]) -> str:
    return "\n".join(papers.texts(page))


def test_each_dated_visit_has_a_sheet_that_names_client_and_day() -> None:
    held = papers.sample("03_melasma_test_spot")
    plan = _plan(held)
    pages = _pages(held)
    assert len(pages) == len(plan.visits) == 4
    titles = [next(b.text for b in page if isinstance(b, Heading)) for page in pages]
    assert titles[0] == "Session sheet: test spot"
    assert titles[1:] == [f"Session sheet: session {n} of 3 to 4" for n in (1, 2, 3)]
    for visit, page in zip(plan.visits, pages, strict=True):
        assert held.client_name in _text(page)
        assert WORDS.day(visit.on) in _text(page)


def test_what_must_be_asked_on_the_day_is_to_be_ticked() -> None:
    (first, *_) = _pages(builders.consultation({"smoking": "now"}))
    ticks = [b for b in _all(first) if isinstance(b, Ticks)]
    asked = " ".join(item.text for item in ticks[0].items).lower()
    for matter in ("cold sore", "infection", "sunburn or tan", "pregnant", "medicine", "procedure"):
        assert matter in asked
    own = " ".join(item.text for item in ticks[1].items)
    assert WORDS.say(builders.content().protocol.rule("smoking").title) in own


def test_without_cautions_there_is_no_list_of_them() -> None:
    (first, *_) = _pages(builders.consultation())
    assert "Cautions of this client" not in _text(first)


@pytest.mark.parametrize("name", ["01_cheek_scars", "02_lines_darker_skin", "03_melasma_test_spot"])
def test_no_visit_goes_deeper_than_its_own_limit(name: str) -> None:
    held = papers.sample(name)
    plan = _plan(held)
    for visit, page in zip(plan.visits, _pages(held), strict=True):
        rows = _table(page, "Zone").rows
        for zone, row in zip(plan.zones, rows, strict=True):
            most = most_today_mm(visit, zone)
            assert row.cells[3] == WORDS.number(most)
            assert Decimal(row.cells[1]) <= most <= zone.depth_max_mm
            if visit.kind is VisitKind.TEST_SPOT:
                assert most == zone.test_spot_max_mm
            elif visit.number == 1:
                assert most == zone.first_session_max_mm
            elif visit.number == 2:
                assert most == zone.early_max_mm


def test_only_endpoints_of_the_planned_depths_are_told() -> None:
    (first, *_) = _pages(papers.sample("01_cheek_scars"))
    assert "Endpoint 1.0 mm and over" in _text(first)
    assert "Endpoint up to 0.5 mm" not in _text(first)
    (spot, *_) = _pages(papers.sample("03_melasma_test_spot"))
    assert "Endpoint up to 0.5 mm" in _text(spot)
    assert "Endpoint 1.0 mm and over" not in _text(spot)


@pytest.mark.parametrize(
    ("least", "most", "fitting"),
    [
        ("0.25", "0.5", {"endpoint_shallow"}),
        ("0.25", "0.75", {"endpoint_shallow", "endpoint_middle"}),
        ("0.75", "0.75", {"endpoint_middle"}),
        ("0.75", "1.0", {"endpoint_middle", "endpoint_deep"}),
        ("1.0", "1.5", {"endpoint_deep"}),
        ("0.25", "1.5", {"endpoint_shallow", "endpoint_middle", "endpoint_deep"}),
    ],
)
def test_every_depth_has_its_endpoint(least: str, most: str, fitting: set[str]) -> None:
    found = {
        row.id
        for row in GUIDANCE.parameters
        if row.group == "endpoint" and row.fits(Decimal(least), Decimal(most))
    }
    assert found == fitting


def test_what_was_done_has_room_to_be_written() -> None:
    (first, *_) = _pages(builders.consultation())
    zones = _table(first, "Zone")
    assert zones.head[zones.lines[0]] == "Used"
    assert zones.head[zones.lines[1]] == "Done"
    assert zones.head[zones.ticks[0]] == "Met"
    numbing = _table(first, "Product")
    assert [numbing.head[n] for n in numbing.lines] == ["g", "cm²", "On", "Off"]
    used = _table(first, "Used")
    assert [used.head[n] for n in used.lines] == ["Product", "Lot or serial", "Expiry"]
    assert "Session 1 held on, at" in _text(first)


@pytest.mark.parametrize(
    ("changes", "device"),
    [({"medicines": ["heart_rhythm"]}, "pen"), ({"reactions": ["anaesthetic_mild"]}, "pen")],
)
def test_no_numbing_cream_is_offered_where_it_is_ruled_out(
    changes: Mapping[str, object], device: str
) -> None:
    held = builders.consultation(changes, device=device)
    assert not _plan(held).anaesthetic
    (first, *_) = _pages(held)
    notices = [b for b in _all(first) if isinstance(b, Notice)]
    assert [notice.title for notice in notices] == ["No topical anaesthetic"]
    text = _text(first)
    assert "EMLA" not in text
    assert "LMX4" not in text


def test_a_provisional_sheet_says_so_on_the_first_visit_only() -> None:
    pages = _pages(papers.sample("05_isotretinoin_wait"))
    assert "Ask every safety question again first." in _text(pages[0])
    assert "Ask every safety question again first." not in _text(pages[1])


def test_a_consultation_without_a_plan_has_no_sheet() -> None:
    held = builders.consultation({"pregnancy": ["pregnant"]})
    with pytest.raises(TypeError, match="no plan"):
        session_sheet(held, papers.CLINIC, WORDS)


@pytest.mark.parametrize("name", ["01_cheek_scars", "04_stretch_marks", "05_isotretinoin_wait"])
@pytest.mark.parametrize("paper", list(Paper))
def test_a_simple_visit_is_one_page(name: str, paper: Paper) -> None:
    case = next(c for c in papers.sheets() if c.name == f"{name}_sheet")
    assert len(papers.read(papers.pdf(case.document, paper)).pages) == len(pages_of(case.document))


@pytest.mark.parametrize("case", papers.sheets(), ids=lambda case: case.name)
def test_a_visit_never_takes_more_than_two_pages(case: papers.Case) -> None:
    for paper in Paper:
        made = len(papers.read(papers.pdf(case.document, paper)).pages)
        assert made <= 2 * len(pages_of(case.document))


# Section 4 and decision 15: product, grams, cm2, g per 10 cm2, minutes.
CREAMS = {
    "emla": ("60", 400, "2", 60, 60),
    "lmx4": ("60", 400, "2", 30, 60),
    "other_licensed": (None, 400, None, None, 60),
}


def test_limits_of_numbing_creams() -> None:
    found = {
        row.id: (
            None if row.max_grams is None else str(row.max_grams),
            row.max_area_cm2,
            None if row.grams_per_10_cm2 is None else str(row.grams_per_10_cm2),
            row.minutes_min,
            row.minutes_max,
        )
        for row in GUIDANCE.anaesthetics
    }
    assert found == CREAMS


@pytest.mark.parametrize(
    ("area", "grams"), [(0, "0"), (100, "20"), (300, "60"), (400, "60"), (900, "60")]
)
def test_grams_follow_the_area_up_to_the_most(area: int, grams: str) -> None:
    assert _cream("lmx4").grams_at_most(area) == Decimal(grams)


def test_grams_of_another_product_are_not_guessed() -> None:
    assert _cream("other_licensed").grams_at_most(100) is None


def _cream(row_id: str) -> Anaesthetic:
    return next(row for row in GUIDANCE.anaesthetics if row.id == row_id)
