"""The earliest safe day: named only when it is one, and then the very first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mneedle_gui.domain.answers import Answers
from mneedle_gui.domain.consultation import Consultation, consult, days_ahead
from mneedle_gui.domain.facts import derive
from mneedle_gui.domain.outcome import Outcome
from mneedle_gui.domain.plan import Plan
from mneedle_gui.domain.screening import screen
from mneedle_gui.domain.waits import ChangeKind, SafeDay, earliest_safe
from tests.builders import DAY, circumstances, consultation, content, letter, words
from tests.domain.test_depth import wanting
from tests.domain.test_properties import changed_answers, held, many

DEVICES = [device.id for device in content().protocol.devices]
ISOTRETINOIN: dict[str, object] = {"isotretinoin": "past", "isotretinoin-last": "2026-07-20"}
YOUNG_SCAR = {**wanting("scar_surgical_trauma//cheek"), "scar-date": "2026-07-01"}


def safe(changes: Mapping[str, object] | None = None, device: str = "pen") -> SafeDay:
    return earliest_safe(consultation(changes, device=device))


def kinds(day: SafeDay) -> set[ChangeKind]:
    return {change.kind for change in day.changes}


def outcome_on(here: Consultation, day: date) -> Outcome:
    held_with, form = here.circumstances, here.form
    facts = derive(
        held_with.questionnaire, form, held_with.protocol, held_with.device, held_with.on, day
    )
    found = screen(form, facts, held_with.protocol, held_with.device, here.clearances)
    return found.outcome


def test_without_a_wait_it_is_the_day_judged_on() -> None:
    assert safe().on == DAY
    later = safe({"first-session": "2027-03-01"})
    assert (later.on, later.chain, later.waits) == (date(2027, 3, 1), (), False)


def test_the_chain_counts_in_words() -> None:
    found = safe(ISOTRETINOIN)
    assert found.on == date(2027, 1, 20)
    (link,) = found.chain
    said = words().say(link.text)
    assert said == "Last isotretinoin capsule 20 July 2026 + 6 months = 20 January 2027"
    assert link.decides
    assert "A written agreement from the dermatologist" in [
        words().say(c.text) for c in found.changes
    ]


def test_the_latest_of_several_waits_decides() -> None:
    found = safe(
        {
            **ISOTRETINOIN,
            "strong-sun": "recent",
            "strong-sun-date": "2026-11-20",
            "strong-sun-where": ["cheek"],
        }
    )
    assert [link.decides for link in found.chain] == [False, True]
    assert found.chain[-1].rule.id == "isotretinoin_recent"
    assert found.changes[0].rule == "isotretinoin_recent"


def test_a_rule_that_begins_when_another_ends_is_in_the_chain() -> None:
    found = safe(YOUNG_SCAR)
    first, second = found.chain
    assert (first.rule.id, first.begins_on, first.until) == (
        "scar_under_6m", None, date(2027, 1, 1),
    )  # fmt: skip
    assert (second.rule.id, second.begins_on, second.until) == (
        "scar_6_to_12m", date(2027, 1, 1), date(2027, 7, 1),
    )  # fmt: skip
    assert second.decides
    assert second.needs_letter
    assert found.ends_with_letter
    assert found.on == date(2027, 7, 1)


def test_a_letter_that_time_makes_needless_leaves_a_day() -> None:
    found = safe({**YOUNG_SCAR, "scar-date": "2026-03-20"})
    assert found.on == date(2027, 3, 20)
    assert ChangeKind.AGREEMENT in kinds(found)


@pytest.mark.parametrize(
    ("changes", "because"),
    [
        ({"pregnancy": ["pregnant"]}, "rules treatment out"),
        ({**ISOTRETINOIN, "keloid-personal": "yes"}, "rules treatment out"),
        ({"blood": ["anticoagulant"]}, "a letter"),
        ({**ISOTRETINOIN, "isotretinoin-last": "unknown"}, "not known when"),
        ({"blood": None}, "safety questions are open"),
        ({**ISOTRETINOIN, "heart": None}, "safety questions are open"),
    ],
)
def test_no_day_is_named_where_none_is_known(changes: dict[str, object], because: str) -> None:
    found = safe(changes)
    assert found.on is None
    assert because in words().say(found.because)


def test_not_before_is_told_also_where_no_day_can_be_named() -> None:
    for changes in ({"keloid-personal": "yes"}, {"blood": ["anticoagulant"]}, {"heart": None}):
        found = safe({**ISOTRETINOIN, **changes})
        assert (found.on, found.not_before) == (None, date(2027, 1, 20))
    assert "heart" in safe({**ISOTRETINOIN, "heart": None}).open_questions


def test_an_unknown_date_is_settled_by_an_answer() -> None:
    found = safe({**ISOTRETINOIN, "isotretinoin-last": "unknown"})
    assert [c.questions for c in found.changes if c.kind is ChangeKind.ANSWER] == [
        ("isotretinoin-last",)
    ]
    rough = safe({**ISOTRETINOIN, "isotretinoin-last": "2026-07"})
    assert rough.on == date(2027, 1, 31)
    assert [c.questions for c in rough.changes if c.kind is ChangeKind.ANSWER] == [
        ("isotretinoin-last",)
    ]


FILLER: dict[str, object] = {
    "recent-procedures": ["filler_ha"],
    "filler-ha-where": ["cheek"],
    "filler-ha-date": "2026-11-10",
    "acne-scar-rolling-zones": ["cheek", "jaw"],
}


def test_zones_can_be_left_out_unless_they_are_all() -> None:
    found = safe(FILLER)
    assert [c.zones for c in found.changes if c.kind is ChangeKind.LEAVE_OUT] == [("cheek",)]
    assert ChangeKind.LEAVE_OUT not in kinds(safe({**FILLER, "acne-scar-rolling-zones": ["cheek"]}))


def test_a_stricter_device_is_named() -> None:
    found = safe(FILLER, device="exceed")
    assert found.on == date(2027, 5, 10)
    assert [c.kind for c in found.changes if c.kind is ChangeKind.DEVICE] == [ChangeKind.DEVICE]
    (link,) = found.chain
    assert link.device is not None
    assert ChangeKind.DEVICE not in kinds(safe(FILLER))


def test_a_letter_does_not_shorten_what_the_device_asks_for() -> None:
    surgery: dict[str, object] = {
        "recent-procedures": ["surgery"],
        "surgery-where": ["cheek"],
        "surgery-date": "2026-08-01",
        "surgery-scar-target": "no",
    }
    assert ChangeKind.AGREEMENT in kinds(safe(surgery))
    assert ChangeKind.AGREEMENT not in kinds(safe(surgery, device="exceed"))


def test_what_a_letter_clears_no_longer_waits() -> None:
    cleared = consultation(ISOTRETINOIN, clearances=letter("isotretinoin_recent"))
    assert earliest_safe(cleared).on == DAY


@many
@given(changed_answers(), st.sampled_from(DEVICES))
def test_the_day_is_safe_and_the_day_before_is_not(given_: Answers, device: str) -> None:
    here = held(given_, device)
    found = earliest_safe(here)
    assert found.because
    if here.screening.not_before and here.screening.outcome is not Outcome.DO_NOT_TREAT:
        assert found.not_before is not None
        assert found.not_before >= here.screening.not_before
    if found.on is None:
        assert here.screening.outcome > Outcome.PROCEED_WITH_MODIFICATIONS
        assert not isinstance(here.plan, Plan)
        return
    assert not found.open_questions
    assert outcome_on(here, found.on) <= Outcome.PROCEED_WITH_MODIFICATIONS
    if found.waits:
        assert outcome_on(here, found.on - timedelta(days=1)) >= Outcome.DEFER
    if isinstance(here.plan, Plan):
        assert here.plan.visits[0].on >= found.on
    ends = [link.until for link in found.chain]
    assert all(ends)
    assert ends == sorted(end for end in ends if end)
    assert any(link.decides for link in found.chain) == bool(found.chain)


@many
@given(changed_answers())
def test_what_was_looked_ahead_to_for_a_plan_is_kept(given_: Answers) -> None:
    here = held(given_)
    if here.ahead:
        again = days_ahead(here.circumstances, here.screening, here.form, here.clearances)
        assert here.ahead == again
    fresh = earliest_safe(replace(here, ahead=()))
    assert fresh == earliest_safe(here)


def test_it_is_judged_for_the_device_in_hand() -> None:
    for device in DEVICES:
        here = consult(circumstances(device=device), consultation(FILLER).answers)
        assert earliest_safe(here).chain[-1].until == here.screening.not_before
