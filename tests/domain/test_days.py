"""Days of preparation and aftercare, written out once more from sections 5.3, 6 and 7 of the specification.

Day 0 is the day of the session. 24 hours known by date alone are over on day 1 at the same hour,
72 hours on day 4; a month is counted as 28 days where weeks are meant, a year as 365.
"""

from __future__ import annotations

from itertools import chain

import pytest

from mneedle_gui.domain.condition import Truth, judge
from mneedle_gui.domain.world import AnswersWorld
from tests.clinical.bench import Bench
from tests.domain.test_depth import wanting

# Days: what is done or left out on them.
BEFORE = {
    # 6 to 12 months: oral retinoids, the longest wait is 12 months
    "-365 to -1": "oral_vitamin_a_wait",
    # 4 weeks: test spot exactly then, the rest from then on
    "-28 to -28": "test_spot",
    "-28 to -1": (
        "cold_sore_plan cold_sore_talk sunscreen_daily smoking_stop event_gap diary no_tan_4_weeks"
        " no_filler_laser"
    ),
    # never stopped, the day of the session included
    "-28 to 0": "medicine_keep",
    "-14 to -1": "sun_plan sun_plan_6_weeks no_toxin_peel",
    "-7 to -1": "no_hair_removal no_self_tan supplement_pause",
    "-5 to -1": "actives_stop actives_none",
    # 48 hours
    "-2 to -2": "patch_test",
    # 24 hours
    "-1 to 0": "tell_us no_alcohol own_numbing no_numbing",
    "0 to 0": "come_clean eat take_out bring_list rest_time",
}
AFTER = {
    # 0 to 24 hours
    "0 to 1": "rinse cream_sterile shade cool drink sleep",
    # pain and touching: the week in which skin settles
    "0 to 7": "pain no_touch",
    # 24 to 72 hours
    "1 to 3": "cleanse sunscreen_start cream_plain",
    "1 to 1": "check_day_1",
    "2 to 3": "keep_simple check_day_3",
    # the 48-hour call
    "2 to 2": "call_48",
    # nothing tinted, no heat and sweat for 72 hours
    "0 to 3": "no_make_up no_heat_sweat",
    "3 to 7": "flakes",
    "4 to 7": "make_up_clean",
    # antiviral tablets: 10 to 14 days
    "0 to 14": "cold_sore_tablets no_sun_2_weeks",
    # retinoids and acids come back on day 7, for pigment-prone skin on day 14
    "0 to 6": "no_actives no_salon",
    "7 to 14": "actives_day_7",
    "0 to 13": "no_actives_14",
    "14 to 21": "actives_day_14",
    # weeks 2 to 6
    "14 to 42": "melasma_cream",
    "1 to 42": "hat",
    "4 to 42": "sunscreen_tinted sunscreen_on",
    # lumps after 1 week or later
    "8 to 42": "watch_late",
    "0 to 42": "no_sun_6_weeks",
    # 4 weeks to the next session, and without smoking
    "0 to 28": "wait_4_weeks smoke_free",
}
RESTARTS = {
    # 24 hours
    "1 and 1": "cleanser sunscreen_mineral",
    # 72 hours
    "4 and 4": ("sunscreen_tinted make_up scented_oily sport swimming_sauna hair_removal_self_tan"),
    # day 7, pigment-prone 14
    "7 and 14": "retinol acids_scrubs vitamin_c facial_treatments",
}


def _spread(table: dict[str, str]) -> dict[str, str]:
    return dict(
        chain.from_iterable(((row, days) for row in rows.split()) for days, rows in table.items())
    )


@pytest.mark.parametrize("part", ["preparation", "aftercare"])
def test_days_of_each_step(bench: Bench, part: str) -> None:
    steps = getattr(bench.protocol.guidance, part)
    found = {step.id: f"{step.from_day} to {step.to_day}" for step in steps}
    assert found == _spread({"preparation": BEFORE, "aftercare": AFTER}[part])


def test_when_products_come_back(bench: Bench) -> None:
    rows = bench.protocol.guidance.restarts
    found = {row.id: f"{row.after_days} and {row.pigment_prone_days}" for row in rows}
    assert found == _spread(RESTARTS)


@pytest.mark.parametrize(
    ("given", "longer"),
    [
        ({}, Truth.FALSE),
        ({"fst-reading": "type_3"}, Truth.FALSE),
        ({"fst-reading": "type_4"}, Truth.TRUE),
        ({"pih-tendency": "yes", "test-spot": "calm"}, Truth.TRUE),
        (wanting("melasma//cheek"), Truth.TRUE),
        (
            {"marks-seen": ["dark_patches"], "melasma-zones": ["cheek"], "test-spot": "calm"},
            Truth.TRUE,
        ),
        (
            {"medicines": ["hormonal"], "hormonal-pigment": "yes", "test-spot": "calm"},
            Truth.TRUE,
        ),
    ],
    ids=[
        "plain",
        "type III",
        "type IV",
        "dark marks",
        "melasma wanted",
        "melasma seen",
        "hormones",
    ],
)
def test_who_waits_longer(bench: Bench, given: dict[str, object], longer: Truth) -> None:
    held = bench.consultation(given)
    world = AnswersWorld.of(held.form, held.facts, held.screening.fired)
    assert judge(bench.protocol.guidance.pigment_prone, world).truth is longer
