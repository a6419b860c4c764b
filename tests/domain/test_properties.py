"""What holds for every set of answers a person can give, on generated consultations."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mneedle_gui.domain.answers import (
    NONE_OF_THESE,
    NOT_SURE,
    Answer,
    Answers,
    Choice,
    Choices,
    DoNotKnow,
    Number,
    Text,
    codes_of,
)
from mneedle_gui.domain.condition import Condition, Picked
from mneedle_gui.domain.consultation import Consultation, consult
from mneedle_gui.domain.form import lay_out
from mneedle_gui.domain.outcome import Outcome
from mneedle_gui.domain.plan import Plan
from mneedle_gui.domain.questionnaire import Kind, Question
from mneedle_gui.domain.wording import PartialDate
from tests.builders import DAY, answers, circumstances, content

EXAMPLES = int(os.environ.get("MNEEDLE_EXAMPLES", "200"))
many = settings(
    max_examples=EXAMPLES,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
# Answered otherwise, they move the day that windows are judged on, and a scar that is younger then
# waits instead of wanting a letter.
_MOVES_THE_DAY = {"treatment-today", "returning"}
QUESTIONS = {question.id: question for question in content().questionnaire}


def _dates() -> st.SearchStrategy[Answer]:
    days = st.dates(DAY - timedelta(days=800), DAY + timedelta(days=300))
    full = days.map(PartialDate.of)
    month = days.map(lambda day: PartialDate(day.year, day.month))
    return st.one_of(full, month, st.just(DoNotKnow()))


def _answer(question: Question) -> st.SearchStrategy[Answer]:
    codes = [option.code for option in question.options]
    match question.kind:
        case Kind.YES_NO | Kind.CHOICE:
            return st.sampled_from(codes).map(Choice)
        case Kind.CHOICES | Kind.ZONES:
            single = [code for code in codes if code in (NONE_OF_THESE, NOT_SURE)]
            free = [code for code in codes if code not in single]
            some = st.sets(st.sampled_from(free), min_size=1, max_size=4)
            several = some.map(lambda chosen: Choices(tuple(c for c in free if c in chosen)))
            if not single:
                return several
            return st.one_of(st.sampled_from(single).map(lambda c: Choices((c,))), several)
        case Kind.DATE:
            return _dates()
        case Kind.INTEGER | Kind.DECIMAL:
            return st.integers(0, 300).map(lambda n: Number(Decimal(n)))
        case Kind.TEXT | Kind.LONG_TEXT:
            return st.text(min_size=1, max_size=30).map(Text)


_ANSWERS = {name: _answer(question) for name, question in QUESTIONS.items()}
_OR_BLANK = {name: st.one_of(st.none(), answer) for name, answer in _ANSWERS.items()}
_SOME = st.lists(st.sampled_from(sorted(QUESTIONS)), max_size=12, unique=True)
_IN_TEN = st.integers(0, 9)


@st.composite
def changed_answers(draw: st.DrawFn) -> Answers:
    """The healthy client with a handful of answers changed or left blank."""
    given_ = answers()
    for name in draw(_SOME):
        given_ = given_.with_answer(name, draw(_OR_BLANK[name]))
    for _ in range(3):  # answer most of what the changes brought up
        form = lay_out(content().questionnaire, given_, DAY)
        if not form.missing:
            break
        for name in form.missing:
            if draw(_IN_TEN):
                given_ = given_.with_answer(name, draw(_ANSWERS[name]))
    return given_


def _positive_codes() -> dict[str, set[str]]:
    """For each question with one answer: the codes of it that fire a rule, and are not taken back by one."""
    found: dict[str, set[str]] = {}

    def gather(condition: Condition) -> None:
        for part in getattr(condition, "parts", ()):
            gather(part)
        if not isinstance(condition, Picked) or condition.question in _MOVES_THE_DAY:
            return
        if QUESTIONS[condition.question].kind in {Kind.YES_NO, Kind.CHOICE}:
            found.setdefault(condition.question, set()).update(condition.codes)

    for rule in content().protocol.rules:
        gather(rule.when)
    return found


def held(given_: Answers, device: str = "pen") -> Consultation:
    return consult(circumstances(device=device), given_)


@many
@given(changed_answers(), st.sampled_from([d.id for d in content().protocol.devices]))
def test_unknown_never_gets_a_plan(given_: Answers, device: str) -> None:
    consultation = held(given_, device)
    if isinstance(consultation.plan, Plan):
        assert not consultation.screening.unanswered
        assert not any(finding.is_open for finding in consultation.screening.findings)
        assert consultation.screening.outcome <= Outcome.DEFER
    if consultation.screening.test_spot:
        assert content().protocol.roles.test_spot in consultation.form.shown
    if consultation.screening.outcome <= Outcome.PROCEED_WITH_MODIFICATIONS:
        assert isinstance(consultation.plan, Plan)


@many
@given(changed_answers(), st.sampled_from([d.id for d in content().protocol.devices]))
def test_no_depth_exceeds_a_cap_and_no_date_comes_too_early(given_: Answers, device: str) -> None:
    consultation = held(given_, device)
    plan, protocol = consultation.plan, content().protocol
    if not isinstance(plan, Plan):
        return
    one = protocol.device(device)
    by_zone = dict(one.zone_max_mm)
    for zone in plan.zones:
        row = protocol.zone(zone.zone)
        most = min(row.max_mm, by_zone.get(zone.zone, one.max_mm))
        assert Decimal(0) < zone.depth_min_mm <= zone.depth_max_mm <= most
        assert zone.start_mm <= zone.first_session_max_mm <= zone.depth_max_mm
        assert zone.first_session_max_mm <= zone.early_max_mm
        assert zone.zone not in one.forbidden_zones
    border = max(consultation.screening.not_before or DAY, consultation.facts.judged_on)
    days = [visit.on for visit in plan.visits]
    assert min(days) >= border
    assert days == sorted(set(days))
    sessions = [visit.on for visit in plan.sessions]
    least = timedelta(weeks=plan.interval.min_weeks)
    assert all(later - earlier >= least for earlier, later in pairwise(sessions))
    if consultation.screening.test_spot:
        wait = timedelta(days=protocol.limits.test_spot_wait_days)
        assert sessions[0] - days[0] >= wait
    assert plan.sessions_min <= plan.sessions_max <= protocol.limits.course_cap_sessions
    assert all(why.text for zone in plan.zones for why in zone.why)


@many
@given(changed_answers(), st.data())
def test_one_more_contraindication_never_softens(given_: Answers, data: st.DataObject) -> None:
    before = held(given_)
    counted = before.form.counted
    names = [
        name
        for name in before.form.shown
        if QUESTIONS[name].kind is Kind.CHOICES
        and name in counted
        and name != content().protocol.roles.concerns
    ]
    name = data.draw(st.sampled_from(names))
    codes = [o.code for o in QUESTIONS[name].options if o.code not in (NONE_OF_THESE, NOT_SURE)]
    held_codes = counted[name]
    assert isinstance(held_codes, Choices)
    more = data.draw(st.sampled_from(codes))
    kept = tuple(code for code in held_codes.codes if code not in (NONE_OF_THESE, NOT_SURE))
    if NOT_SURE in held_codes.codes:
        return  # "not sure" turned into one certain thing is not one more contraindication
    both = tuple(code for code in codes if code in {*kept, more})
    after = held(given_.with_answer(name, Choices(both)))
    assert after.screening.outcome >= before.screening.outcome


_POSITIVE = _positive_codes()


@many
@given(changed_answers(), st.data())
def test_a_positive_answer_never_softens(given_: Answers, data: st.DataObject) -> None:
    before = held(given_)
    negative = [
        name
        for name in before.form.shown
        if name in _POSITIVE
        and isinstance(before.form.counted.get(name), Choice)
        and not {NOT_SURE, *_POSITIVE[name]} & set(codes_of(before.form.counted[name]))
    ]
    name = data.draw(st.sampled_from(negative))
    positive = data.draw(st.sampled_from(sorted(_POSITIVE[name])))
    after = held(given_.with_answer(name, Choice(positive)))
    assert after.screening.outcome >= before.screening.outcome


@many
@given(changed_answers(), st.data())
def test_one_more_place_never_softens(given_: Answers, data: st.DataObject) -> None:
    before = held(given_)
    where = {rule.area.question for rule in content().protocol.rules if rule.area is not None}
    where -= {concern.zones_question for concern in content().protocol.concerns}
    answered = [name for name in before.form.shown if name in where and name in before.form.counted]
    if not answered:
        return
    name = data.draw(st.sampled_from(answered))
    zones = [option.code for option in QUESTIONS[name].options]
    more = data.draw(st.sampled_from([z for z in zones if z not in (NONE_OF_THESE, NOT_SURE)]))
    both = {*codes_of(before.form.counted[name]), more}
    after = held(given_.with_answer(name, Choices(tuple(z for z in zones if z in both))))
    assert after.screening.outcome >= before.screening.outcome


@many
@given(changed_answers(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_never_matters(given_: Answers, random: Random) -> None:
    before = held(given_)
    protocol = before.circumstances.protocol
    rules, caps = list(protocol.rules), list(protocol.caps)
    random.shuffle(rules)
    random.shuffle(caps)
    other = replace(protocol, rules=tuple(rules), caps=tuple(caps))
    after = before.held_with(replace(before.circumstances, protocol=other))
    assert after.screening.outcome is before.screening.outcome
    assert after.screening.not_before == before.screening.not_before
    assert set(after.screening.findings) == set(before.screening.findings)
    one, two = before.plan, after.plan
    assert isinstance(one, Plan) is isinstance(two, Plan)
    if isinstance(one, Plan) and isinstance(two, Plan):
        assert one.visits == two.visits
        assert [replace(z, why=()) for z in one.zones] == [replace(z, why=()) for z in two.zones]


@many
@given(changed_answers())
def test_laying_out_the_counted_answers_again_changes_nothing(given_: Answers) -> None:
    form = lay_out(content().questionnaire, given_, DAY)
    again = lay_out(content().questionnaire, form.counted, DAY)
    assert (again.shown, dict(again.counted)) == (form.shown, dict(form.counted))
    assert again.missing == form.missing


@many
@given(changed_answers(), st.data())
def test_answers_to_hidden_questions_never_matter(given_: Answers, data: st.DataObject) -> None:
    before = held(given_)
    hidden = [name for name in QUESTIONS if name not in before.form.shown]
    name = data.draw(st.sampled_from(sorted(hidden)))
    after = held(given_.with_answer(name, data.draw(_ANSWERS[name])))
    assert after.screening == before.screening
    assert after.plan == before.plan


@many
@given(changed_answers(), st.randoms(use_true_random=False))
def test_the_order_of_answering_never_matters(given_: Answers, random: Random) -> None:
    names = list(given_)
    random.shuffle(names)
    shuffled = Answers()
    for name in names:
        shuffled = shuffled.with_answer(name, given_[name])
    assert held(shuffled).screening == held(given_).screening
    assert held(shuffled).plan == held(given_).plan


@many
@given(changed_answers())
def test_the_outcome_is_the_highest_finding_and_waits_end_at_the_latest(given_: Answers) -> None:
    screening = held(given_).screening
    verdicts = [finding.verdict for finding in screening.findings]
    asked = [Outcome.ASK] if screening.unanswered else []
    assert screening.outcome == max([*verdicts, *asked], default=Outcome.PROCEED)
    ends = [f.until for f in screening.findings if f.verdict is Outcome.DEFER and f.until]
    assert screening.not_before == max(ends, default=None)
    assert all(finding.answers or finding.ask or finding.rule.id for finding in screening.findings)


def test_a_day_later_never_brings_a_wait_back() -> None:
    # Windows end once: a month of days after the last capsule, one flip from defer to proceed.
    last = date(2026, 5, 31)
    given_ = answers({"isotretinoin": "past", "isotretinoin-last": last.isoformat()})
    outcomes = [
        consult(circumstances(on=DAY + timedelta(days=shift)), given_).screening.outcome
        for shift in range(30)
    ]
    assert outcomes == sorted(outcomes, reverse=True)
    assert outcomes.index(Outcome.PROCEED) == (date(2026, 11, 30) - DAY).days
