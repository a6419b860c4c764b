"""The two-minute check: each result, the edges of its dates, and that it is never stricter than all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mneedle_gui.domain.answers import Answers
from mneedle_gui.domain.consultation import consult
from mneedle_gui.domain.dates import add
from mneedle_gui.domain.outcome import Outcome
from mneedle_gui.domain.prescreen import PreScreen, Result, prescreen, result_of, short_form
from mneedle_gui.domain.rule import Span, Window
from tests.builders import DAY, circumstances, consultation, content, first_answers, letter
from tests.domain.test_properties import changed_answers, held, many

ASKED = frozenset(question.id for question in content().questionnaire if question.prescreen)
ONLY_THEN = {
    Result.CAN_BOOK: Outcome.PROCEED,
    Result.OPEN: Outcome.ASK,
    Result.NOT_BEFORE: Outcome.DEFER,
    Result.LETTER: Outcome.REFER,
    Result.CANNOT: Outcome.DO_NOT_TREAT,
}


def checked(
    changes: Mapping[str, object] | None = None, *, on: date = DAY, device: str = "pen"
) -> PreScreen:
    return prescreen(consult(circumstances(on, device), first_answers(changes)))


def rules_of(found: PreScreen) -> list[str]:
    return [finding.rule.id for finding in found.findings]


def test_nothing_in_the_way_can_book_without_a_name_or_a_wish() -> None:
    assert checked() == PreScreen(Result.CAN_BOOK, (), (), None, (), place_open=True)


def test_what_rules_treatment_out_cannot_and_says_what_would_change_it() -> None:
    found = checked({"pregnancy": ["pregnant"]})
    assert (found.result, rules_of(found)) == (Result.CANNOT, ["pregnancy"])
    assert found.findings[0].rule.recheck


def test_a_letter_is_asked_of_the_professional_the_rule_names() -> None:
    found = checked({"blood": ["anticoagulant"]})
    assert found.result is Result.LETTER
    assert [f.rule.professional.text for f in found.letters] == ["prescriber of the blood thinner"]
    assert found.letters[0].rule.inr_at_most is not None


def test_a_dated_wait_says_from_which_day_on() -> None:
    found = checked({"isotretinoin": "past", "isotretinoin-last": "2026-08-24"})
    assert (found.result, found.not_before) == (Result.NOT_BEFORE, date(2027, 2, 24))


@pytest.mark.parametrize(
    ("last", "result"),
    [("2026-05-24", Result.CAN_BOOK), ("2026-05-25", Result.NOT_BEFORE)],
)
def test_a_wait_ends_on_its_own_last_day(last: str, result: Result) -> None:
    assert checked({"isotretinoin": "past", "isotretinoin-last": last}).result is result


def test_the_latest_of_several_waits_counts_and_every_one_is_kept() -> None:
    found = checked(
        {
            "isotretinoin": "past",
            "isotretinoin-last": "2026-11-01",
            "recent-procedures": ["toxin", "peel_medium"],
            "toxin-date": "2026-11-20",
            "toxin-where": ["forehead"],
            "peel-medium-date": "2026-11-01",
            "peel-medium-where": ["cheek"],
        }
    )
    assert found.not_before == date(2027, 5, 1)
    assert set(rules_of(found)) == {"isotretinoin_recent", "toxin_recent", "peel_medium"}


def test_a_wait_without_a_known_end_has_no_day() -> None:
    found = checked({"isotretinoin": "past", "isotretinoin-last": "unknown"})
    assert (found.result, found.not_before) == (Result.NOT_BEFORE, None)
    assert found.waits_without_date


def test_the_strictest_result_holds_and_milder_findings_stay() -> None:
    changes: dict[str, object] = {
        "keloid-personal": "yes",
        "blood": ["anticoagulant"],
        "isotretinoin": "past",
        "isotretinoin-last": "2026-08-24",
        "immunity": ["not_sure"],
        "lesion-suspicious": None,
    }
    found = checked(changes)
    assert found.result is Result.CANNOT
    assert [f.rule.id for f in found.of(Result.CANNOT)] == ["keloid_personal"]
    assert [f.rule.id for f in found.of(Result.LETTER)] == ["anticoagulant"]
    assert [f.rule.id for f in found.of(Result.NOT_BEFORE)] == ["isotretinoin_recent"]
    assert found.not_before == date(2027, 2, 24)
    assert found.open_questions == ("lesion-suspicious", "immunity")
    steps = [checked({**changes, **without}).result for without in _LESS]
    assert steps == [Result.LETTER, Result.NOT_BEFORE, Result.OPEN, Result.CAN_BOOK]


_LESS: tuple[dict[str, object], ...] = (
    {"keloid-personal": "no"},
    {"keloid-personal": "no", "blood": ["none"]},
    {"keloid-personal": "no", "blood": ["none"], "isotretinoin": "never"},
    {
        "keloid-personal": "no",
        "blood": ["none"],
        "isotretinoin": "never",
        "immunity": ["none"],
        "lesion-suspicious": "no",
    },
)


@pytest.mark.parametrize("question", sorted(ASKED & set(first_answers())))
def test_a_blank_question_keeps_the_check_open(question: str) -> None:
    found = checked({question: None})
    assert (found.result, found.unanswered) == (Result.OPEN, (question,))


def test_nothing_answered_is_open_and_lists_every_question() -> None:
    found = prescreen(consult(circumstances(), Answers()))
    assert found.result is Result.OPEN
    assert set(found.unanswered) == ASKED & set(first_answers())


def test_not_sure_does_what_the_rule_says() -> None:
    assert checked({"pregnancy": ["not_sure"]}).result is Result.NOT_BEFORE  # a test on the day
    unsure = checked({"immunity": ["not_sure"]})
    assert (unsure.result, unsure.unanswered) == (Result.OPEN, ())
    assert unsure.open_questions == ("immunity",)


def test_a_finding_counts_wherever_it_is_while_the_place_is_unknown() -> None:
    sore = {"skin-now": ["infection"], "infection-where": ["hands"], "infection-now": "yes"}
    alone = checked(sore)
    assert (alone.result, alone.place_open) == (Result.NOT_BEFORE, True)
    whole = prescreen(consultation(sore))  # the cheeks are planned, far from the hands
    assert (whole.result, whole.place_open) == (Result.CAN_BOOK, False)


def test_a_longer_wait_counts_until_the_skin_type_is_known() -> None:
    sun: dict[str, object] = {
        "strong-sun": "recent",
        "strong-sun-date": "2026-11-20",
        "strong-sun-where": ["cheek"],
    }
    assert checked(sun).not_before == date(2026, 12, 18)
    assert prescreen(consultation(sun)).not_before == date(2026, 12, 4)


def test_what_only_a_later_question_settles_is_open_once_it_is_brought_up() -> None:
    scar: dict[str, object] = {
        "recent-procedures": ["surgery"],
        "surgery-scar-target": "yes",
        "surgery-date": "2026-07-01",
        "surgery-where": ["chin"],
    }
    found = checked(scar)
    assert found.result is Result.OPEN
    assert found.open_questions == (content().protocol.roles.concerns,)
    assert checked({**scar, "surgery-scar-target": "no"}).not_before == date(2027, 7, 1)


def test_findings_of_later_sections_do_not_count() -> None:
    found = prescreen(consultation({"healing": ["slow"], "diabetes": "uncontrolled"}))
    assert found.result is Result.CAN_BOOK


def test_a_letter_on_file_opens_the_way() -> None:
    thinner = {"blood": ["anticoagulant"]}
    found = prescreen(consultation(thinner, clearances=letter("anticoagulant")))
    assert (found.result, found.letters) == (Result.CAN_BOOK, ())


def test_a_stricter_device_counts() -> None:
    assert checked({"blood": ["anticoagulant"]}, device="exceed").result is Result.CANNOT
    sore = {"skin-now": ["warts"], "warts-where": ["hands"], "warts-now": "yes"}
    warts = checked(sore, device="dermapen4")
    assert warts.findings[0].verdict is Outcome.REFER
    assert warts.result is Result.NOT_BEFORE, "no letter ends this wait"
    assert warts.letters == ()


def test_an_urgent_finding_is_told() -> None:
    assert checked({"lesion-suspicious": "yes"}).is_urgent
    assert not checked({"blood": ["anticoagulant"]}).is_urgent


def test_what_begins_when_a_wait_ends_is_told_beforehand() -> None:
    held_ = circumstances()
    rules = tuple(
        replace(rule, window=Window(rule.window.after, span=Span(months=12), start=Span(days=28)))
        if rule.id == "chemo_recent_12m" and rule.window is not None
        else rule
        for rule in held_.protocol.rules
    )
    changed = replace(held_, protocol=replace(held_.protocol, rules=rules))
    given_ = first_answers(
        {
            "immunity": ["chemo_or_radiotherapy"],
            "chemo-status": "finished",
            "chemo-end": "2026-11-20",
        }
    )
    found = prescreen(consult(changed, given_))
    assert (found.result, found.not_before) == (Result.NOT_BEFORE, date(2026, 12, 18))
    assert [f.rule.id for f in found.later] == ["chemo_recent_12m"]
    assert [f.until for f in found.letters] == [date(2027, 11, 20)]


def test_the_short_form_is_two_pages_of_the_first_safety_questions() -> None:
    form = short_form(content().questionnaire)
    assert [section.id for section in form.sections] == ["stoppers", "stoppers-skin"]
    assert next(iter(form)).id == content().protocol.roles.birth_date
    assert frozenset(question.id for question in form) == ASKED
    cards = [{question.card for question in section.questions} for section in form.sections]
    assert max(map(len, cards)) <= 8


def test_a_part_of_a_section_without_a_page_after_it_keeps_its_own() -> None:
    whole = content().questionnaire
    first = replace(whole, sections=whole.sections[:1])
    assert [(s.id, len(s.questions)) for s in short_form(first).sections] == [("client", 1)]


@many
@given(changed_answers(), st.sampled_from([d.id for d in content().protocol.devices]))
def test_a_full_consultation_is_never_softer_than_its_check(given_: Answers, device: str) -> None:
    whole = held(given_, device)
    found = prescreen(whole)
    assert whole.screening.outcome >= ONLY_THEN[found.result]
    assert set(found.findings) <= set(whole.screening.findings)
    for finding in found.findings:
        assert found.result >= result_of(finding)
    if found.not_before is not None:
        assert found.not_before > whole.facts.judged_on


@many
@given(changed_answers())
def test_answering_on_never_takes_back_what_was_found_wherever_it_is(given_: Answers) -> None:
    """Only a finding of a place, or one that waits longer for some, may still become milder."""
    first = Answers({name: value for name, value in given_.items() if name in ASKED})
    alone, whole = prescreen(consult(circumstances(), first)), held(given_)
    firm = [f for f in alone.findings if f.rule.area is None and not f.is_open]
    verdicts = {finding.rule.id: finding.verdict for finding in whole.screening.findings}
    for finding in firm:
        if whole.facts.judged_on == DAY:
            assert verdicts.get(finding.rule.id, Outcome.PROCEED) >= finding.verdict


@many
@given(st.integers(0, 400), st.sampled_from(["pen", "exceed"]))
def test_on_the_day_it_names_the_wait_is_over(days_ago: int, device: str) -> None:
    last = DAY - timedelta(days=days_ago)
    changes: dict[str, object] = {
        "immunity": ["steroid_course"],
        "steroid-course-ended": "yes",
        "steroid-course-end": last.isoformat(),
    }
    found = checked(changes, device=device)
    ends = add(last, Span(days=28))
    assert found.not_before == (ends if ends > DAY else None)
    if found.not_before is not None:
        assert checked(changes, on=found.not_before, device=device).result is Result.CAN_BOOK
        day_before = found.not_before - timedelta(days=1)
        assert checked(changes, on=day_before, device=device).result is Result.NOT_BEFORE
