"""What holds for every plan, on clients who can have one: several concerns, cares, waits and letters.

The clients are put together from the sentences of ``tests/cases`` that end in a plan, so that caps, waits,
test spots and excluded zones meet each other; clients drawn at random seldom get a plan at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from mneedle_gui.domain.condition import Truth, judge
from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.facts import derive
from mneedle_gui.domain.outcome import Outcome
from mneedle_gui.domain.plan import Plan
from mneedle_gui.domain.protocol import Cap, CapSessions, Region, Zone
from mneedle_gui.domain.screening import screen
from mneedle_gui.domain.world import AnswersWorld
from tests.builders import letter
from tests.clinical.bench import real
from tests.domain.cases import all_cases
from tests.domain.test_depth import wanting
from tests.domain.test_properties import many

PROTOCOL = real().protocol
_ALONE = {"none", "not_sure"}
_WISHED = {concern.zones_question for concern in PROTOCOL.concerns}
# What a client of a case has beside the wish: cares and waits with a date, and letters.
_MATTERS = [
    (case.get("given", {}), tuple(case.get("cleared", ())))
    for case in all_cases()
    if case["kind"] == "met"
    and case.get("expect", {}).get("plan") in {"proposed", "provisional"}
    and not {"switches", "letter", "on", "device"} & set(case)
    and "concerns" not in case.get("given", {})
]
# Every finding that a client of a case has; without what moves the day, and without the wish itself.
_FINDINGS = [
    case["given"]
    for case in all_cases()
    if case["kind"] == "met"
    and not {"switches", "on", "device", "cleared"} & set(case)
    and not {"first-session", "treatment-today", "returning", "concerns"} & set(case["given"])
    and not _WISHED & set(case["given"])
]
_SCAR_DATES = ["2024-01", "2025-11-24", "2025-12-20", "2026-05-24", "2026-05-30", "2026-10-01"]
_AIMS = [
    f"{concern.id}/{option}"
    for concern in PROTOCOL.concerns
    for grade in concern.grades
    for option in (grade.options or ("",))
]
_ZONES = st.lists(
    st.sampled_from([z.id for z in PROTOCOL.zones]), min_size=1, max_size=3, unique=True
)


def _joined(one: Mapping[str, object], other: Mapping[str, object]) -> dict[str, object]:
    """The answers of two clients in one; check lists are put together."""
    both = dict(one)
    for question, value in other.items():
        kept = both.get(question)
        if isinstance(kept, list) and isinstance(value, list):
            some = dict.fromkeys(code for code in (*kept, *value) if code not in _ALONE)
            both[question] = list(some) or value
        else:
            both[question] = value
    return both


@st.composite
def clients(draw: st.DrawFn) -> Consultation:
    """A client with one to three concerns, up to four matters, and the letters that go with them."""
    aims = draw(st.lists(st.sampled_from(_AIMS), min_size=1, max_size=3, unique=True))
    by_concern = {aim.split("/")[0]: aim for aim in aims}
    given_ = wanting(*(f"{aim}/{'+'.join(draw(_ZONES))}" for aim in by_concern.values()))
    matters = draw(st.lists(st.sampled_from(_MATTERS), max_size=4))
    clearances = {}
    for answers, letters in matters:
        given_ = _joined(given_, answers)
        for rule in letters:
            clearances.update(letter(rule))
    if "scar-date" in given_:  # of 6 months and of 12 months ago, a little more and a little less
        given_["scar-date"] = draw(st.sampled_from(_SCAR_DATES))
    given_["test-spot"] = draw(st.sampled_from(["not_done", "calm"]))
    given_["returning"] = draw(st.sampled_from(["first_visit", "course_had"]))
    device = draw(st.sampled_from([device.id for device in PROTOCOL.devices]))
    return real().consultation(given_, device=device, clearances=clearances)


plans = clients().filter(lambda held: isinstance(held.plan, Plan))


def _plan(held: Consultation) -> Plan:
    assert isinstance(held.plan, Plan)
    return held.plan


def _applies(cap: Cap, zone: Zone, concerns: tuple[str, ...]) -> bool:
    here = not cap.zones or zone.id in cap.zones
    these = not cap.concerns or bool(set(cap.concerns) & set(concerns))
    return here and these and (zone.scar_prone or not cap.scar_prone_only)


@many
@given(plans)
def test_no_depth_exceeds_any_cap(held: Consultation) -> None:
    plan = _plan(held)
    facts = held.ahead[-1].facts if held.ahead else held.facts
    world = AnswersWorld.of(held.form, facts, frozenset(plan.cautions))
    caps = [cap for cap in PROTOCOL.caps if judge(cap.when, world).truth is not Truth.FALSE]
    for planned in plan.zones:
        zone = PROTOCOL.zone(planned.zone)
        limited = {
            CapSessions.ALL: planned.depth_max_mm,
            CapSessions.FIRST_TWO: planned.early_max_mm,
            CapSessions.TEST_SPOT: planned.test_spot_max_mm,
        }
        for cap in caps:
            if _applies(cap, zone, planned.concerns):
                most = cap.max_mm if cap.max_mm is not None else zone.max_mm
                assert limited[cap.sessions] <= most - (cap.minus_mm or Decimal(0))


@many
@given(plans)
def test_no_depth_exceeds_zone_concern_or_device(held: Consultation) -> None:
    device = held.circumstances.device
    for planned in _plan(held).zones:
        zone = PROTOCOL.zone(planned.zone)
        most = [zone.max_mm, dict(device.zone_max_mm).get(zone.id, device.max_mm)]
        for aim in held.facts.aims:
            if aim.treatable and zone.id in aim.zones:
                on_body = aim.row.body_depth_hi_mm if zone.region is Region.BODY else None
                most.append(on_body or aim.row.depth_hi_mm)
        assert Decimal(0) < planned.depth_min_mm <= planned.depth_max_mm <= min(most)
        assert planned.start_mm <= planned.first_session_max_mm <= planned.early_max_mm
        assert planned.test_spot_max_mm <= planned.first_session_max_mm
        assert planned.early_max_mm <= planned.depth_max_mm
        assert zone.id not in device.forbidden_zones


@many
@given(plans)
def test_no_date_comes_before_not_before(held: Consultation) -> None:
    plan, screening = _plan(held), held.screening
    border = max(screening.not_before or screening.judged_on, screening.judged_on)
    days = [visit.on for visit in plan.visits]
    assert min(days) >= border
    assert plan.provisional is (screening.outcome is Outcome.DEFER)
    gap = timedelta(weeks=plan.interval.min_weeks)
    sessions = [visit.on for visit in plan.sessions]
    assert all(later - earlier >= gap for earlier, later in pairwise(sessions))
    assert all(check.on > sessions[0] for check in plan.checks)
    assert plan.review_on > sessions[plan.review_after - 1]


@many
@given(plans)
def test_nothing_stands_in_the_way_on_the_first_day_of_a_plan(held: Consultation) -> None:
    here, day = held.circumstances, _plan(held).visits[0].on
    facts = derive(here.questionnaire, held.form, here.protocol, here.device, here.on, day)
    then = screen(held.form, facts, here.protocol, here.device, held.clearances)
    assert then.outcome <= Outcome.PROCEED_WITH_MODIFICATIONS
    assert then.not_before is None


@many
@given(clients())
def test_a_letter_taken_off_never_softens(held: Consultation) -> None:
    for rule in held.clearances:
        without = held.cleared(rule, None)
        assert without.screening.outcome >= held.screening.outcome


@many
@given(clients())
def test_the_outcome_is_the_highest_verdict_and_the_day_the_latest(held: Consultation) -> None:
    screening = held.screening
    verdicts = [finding.verdict for finding in screening.findings]
    asked = [Outcome.ASK] if screening.unanswered else []
    assert screening.outcome == max([*verdicts, *asked], default=Outcome.PROCEED)
    ends = [finding.until for finding in screening.findings if finding.is_wait and finding.until]
    assert screening.not_before == max(ends, default=None)


@many
@given(st.sampled_from(_FINDINGS), st.sampled_from(_FINDINGS))
def test_two_matters_are_at_least_as_strict_as_each(
    one: Mapping[str, object], other: Mapping[str, object]
) -> None:
    shared = {name for name in set(one) & set(other) if not isinstance(one[name], list)}
    if any(one[name] != other[name] for name in shared):
        return  # one person cannot answer both
    both = real().consultation(_joined(one, other)).screening
    alone = [real().consultation(given_).screening for given_ in (one, other)]
    assert both.outcome >= max(screening.outcome for screening in alone)
    ends = [screening.not_before for screening in alone if screening.not_before]
    if ends:  # darker skin makes a wait longer, nothing makes it shorter
        assert both.not_before is not None
        assert both.not_before >= max(ends)
