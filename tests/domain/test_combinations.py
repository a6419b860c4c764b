"""Several things at once that a sentence of the cases cannot say: devices that are softer, and what begins later."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.outcome import Category, Outcome
from mneedle_gui.domain.plan import CourseEdit, DepthEdit, Plan
from mneedle_gui.domain.propose import Edits
from mneedle_gui.domain.protocol import Device
from mneedle_gui.domain.rule import Override, Span
from tests.builders import letter
from tests.clinical.bench import Bench
from tests.domain.test_depth import wanting

_ISOTRETINOIN = {"isotretinoin": "past", "isotretinoin-last": "2026-06-30"}


def _with_override(held: Consultation, override: Override) -> Consultation:
    device = replace(held.circumstances.device, overrides=(override,))
    return held.held_with(replace(held.circumstances, device=device))


def _plan(held: Consultation) -> Plan:
    assert isinstance(held.plan, Plan), held.screening.findings
    return held.plan


@pytest.mark.decision(19)
@pytest.mark.parametrize("category", [Category.CAUTION, Category.DEFER, Category.REFER])
def test_a_device_never_softens_a_verdict(bench: Bench, category: Category) -> None:
    held = bench.consultation({"pregnancy": ["pregnant"]})
    softer = _with_override(held, Override("pregnancy", category=category))
    [finding] = softer.screening.findings
    assert finding.verdict is Outcome.DO_NOT_TREAT
    assert finding.device is None


@pytest.mark.decision(19)
@pytest.mark.parametrize("span", [Span(days=28), Span(months=5), Span(days=1)])
def test_a_device_never_shortens_a_wait(bench: Bench, span: Span) -> None:
    softer = _with_override(
        bench.consultation(_ISOTRETINOIN), Override("isotretinoin_recent", span=span)
    )
    [finding] = softer.screening.findings
    assert finding.until == date(2026, 12, 30)
    assert finding.device is None


@pytest.mark.decision(19)
def test_a_device_that_is_stricter_always_wins(bench: Bench) -> None:
    held = bench.consultation(_ISOTRETINOIN)
    longer = _with_override(held, Override("isotretinoin_recent", span=Span(months=7)))
    [finding] = longer.screening.findings
    # 30 June + 7 months
    assert finding.until == date(2027, 1, 30)
    assert finding.device is not None
    never = _with_override(held, Override("isotretinoin_recent", category=Category.ABSOLUTE))
    assert never.screening.outcome is Outcome.DO_NOT_TREAT


@pytest.mark.decision(19)
@pytest.mark.parametrize("most", ["0.25", "0.75", "1.5", "3.0"])
def test_a_device_only_ever_lowers_a_depth(bench: Bench, most: str) -> None:
    # Rolling scars of grade 3 on the cheeks: 1.5 without the device.
    held = bench.consultation()
    device: Device = replace(held.circumstances.device, max_mm=Decimal(most))
    [zone] = _plan(held.held_with(replace(held.circumstances, device=device))).zones
    assert zone.depth_max_mm == min(Decimal(most), Decimal("1.5"))


@pytest.mark.decision(4)
def test_what_begins_when_a_wait_ends_is_a_care_of_the_provisional_plan(bench: Bench) -> None:
    # Vitamin A cream on 23 November: no session before the 25th, a care until the 28th.
    given = {
        "creams": ["retinoid"],
        "retinoid-cream-last": "2026-11-23",
        "retinoid-cream-zones": ["cheek"],
    }
    plan = _plan(bench.consultation(given))
    assert plan.visits[0].on == date(2026, 11, 25)
    assert set(plan.cautions) == {"topical_retinoid_24h", "topical_retinoid_5d"}


@pytest.mark.decision(4)
def test_a_letter_for_the_months_after_a_wait_brings_its_day_forward(bench: Bench) -> None:
    # A scar of 24 June: 6 months on 24 December, with the letter for the months after no longer.
    given = {**wanting("scar_surgical_trauma//cheek"), "scar-date": "2026-06-24"}
    assert _plan(bench.consultation(given)).visits[0].on == date(2027, 6, 24)
    cleared = bench.consultation(given, clearances=letter("scar_6_to_12m"))
    assert _plan(cleared).visits[0].on == date(2026, 12, 24)


@pytest.mark.parametrize(
    ("given", "least"),
    [
        # section 3.3: types IV to VI 6 weeks, never under 4
        ({"fst-reading": "type_4"}, 4),
        # section 1.1: tendency to dark marks, 6-week interval
        ({"pih-tendency": "yes", "test-spot": "calm"}, 6),
    ],
    ids=["type IV", "dark marks"],
)
def test_no_reason_defends_a_shorter_gap(
    bench: Bench, given: dict[str, object], least: int
) -> None:
    held = bench.consultation(given)
    under = CourseEdit(interval_weeks=least - 1, reason="The client travels")
    refused = _plan(held.edited(Edits({}, under)))
    assert refused.interval.typical_weeks == 6
    assert len(refused.edit_problems) == 1
    taken = _plan(held.edited(Edits({}, replace(under, interval_weeks=least))))
    assert taken.interval.typical_weeks == least
    assert not taken.edit_problems


@pytest.mark.parametrize(("most", "taken"), [("3.0", True), ("3.25", False)])
def test_no_reason_defends_more_than_a_pen_can_do(bench: Bench, most: str, taken: bool) -> None:
    edit = DepthEdit("cheek", Decimal(most), "Own instructions allow it")
    plan = _plan(bench.consultation().edited(Edits({"cheek": edit})))
    assert plan.zones[0].depth_max_mm == (Decimal("3.0") if taken else Decimal("1.5"))
    assert bool(plan.edit_problems) is not taken


def test_a_test_spot_on_the_body_is_shallow_too(bench: Bench) -> None:
    # A scar on the abdomen, 1.0 to 1.5, and keloids in the family: at most 0.5 for the spot.
    given = {**wanting("scar_surgical_trauma//abdomen"), "healing": ["raised_scars"]}
    held = bench.consultation(given, clearances=letter("hypertrophic_tendency"))
    assert held.screening.test_spot
    [zone] = _plan(held).zones
    assert zone.test_spot_max_mm == Decimal("0.5")
    assert zone.first_session_max_mm == Decimal("1.25")


@pytest.mark.parametrize("region", ["forehead", "right-cheek", "left-cheek", "chin"])
def test_the_darkest_region_of_melasma_shades_the_map_wherever_it_is(
    bench: Bench, region: str
) -> None:
    given = wanting("melasma//cheek")
    for each in ("forehead", "right-cheek", "left-cheek", "chin"):
        given[f"mmasi-{each}-dark"] = "d_4" if each == region else "d_1"
    [zone] = _plan(bench.consultation(given)).zones
    assert zone.shade == 3
