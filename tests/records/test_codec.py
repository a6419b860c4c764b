from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mneedle_gui.domain.answers import Answer, Answers, Choice, Choices, DoNotKnow, Number, Text
from mneedle_gui.domain.plan import CourseEdit, DepthEdit
from mneedle_gui.domain.propose import Edits
from mneedle_gui.domain.rule import Clearance
from mneedle_gui.domain.wording import Message, PartialDate, Value, counted, message
from mneedle_gui.records.codec import (
    answers_text,
    clearances_text,
    edits_text,
    message_json,
    read_answers,
    read_clearances,
    read_edits,
    read_message,
)
from mneedle_gui.records.errors import Damaged
from mneedle_gui.records.results import plan_hash, read_result, result_text
from mneedle_gui.records.snapshot import result_of
from tests.builders import consultation, letter, words

WORDS = st.text(st.characters(codec="utf-8"), max_size=40)
CODES = st.text("abc_0", min_size=1, max_size=8)
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False)
DAYS = st.dates()
PARTIAL = DAYS.flatmap(
    lambda day: st.sampled_from(
        [PartialDate.of(day), PartialDate(day.year, day.month), PartialDate(day.year)]
    )
)
ANSWER: st.SearchStrategy[Answer] = st.one_of(
    CODES.map(Choice),
    st.lists(CODES, min_size=1, max_size=4).map(lambda codes: Choices(tuple(codes))),
    NUMBERS.map(Number),
    WORDS.map(Text),
    PARTIAL,
    st.just(DoNotKnow()),
)
ANSWERS = st.dictionaries(WORDS, ANSWER, max_size=8).map(Answers)
CLEARANCES = st.dictionaries(CODES, st.builds(Clearance, *[WORDS] * 7), max_size=4)
EDITS = st.builds(
    Edits,
    st.dictionaries(CODES, st.builds(DepthEdit, CODES, NUMBERS, WORDS), max_size=4),
    st.builds(
        CourseEdit, st.none() | st.integers(), st.none() | st.integers(), st.none() | DAYS, WORDS
    ),
)
VALUE: st.SearchStrategy[Value] = st.recursive(
    st.one_of(WORDS, st.integers(), NUMBERS, DAYS, PARTIAL),
    lambda inner: st.builds(
        Message, WORDS, st.dictionaries(CODES, inner, max_size=3).map(lambda d: tuple(d.items()))
    ),
    max_leaves=6,
)


def digits(answers: Answers) -> list[str]:
    return [str(one.amount) for one in answers.values() if isinstance(one, Number)]


@given(ANSWERS)
def test_answers_come_back_exactly(answers: Answers) -> None:
    text = answers_text(answers)
    back = read_answers(text)
    assert back == answers
    assert sorted(digits(back)) == sorted(digits(answers))
    assert answers_text(back) == text
    text.encode()


@given(ANSWERS)
def test_the_same_answers_in_another_order_are_the_same_text(answers: Answers) -> None:
    turned = Answers(dict(reversed(list(answers.items()))))
    assert answers_text(turned) == answers_text(answers)


@given(CLEARANCES)
def test_letters_on_file_come_back_exactly(held: dict[str, Clearance]) -> None:
    assert read_clearances(clearances_text(held)) == held


@given(EDITS)
def test_changes_of_the_plan_come_back_exactly(edits: Edits) -> None:
    back = read_edits(edits_text(edits))
    assert back == edits
    assert [str(one.max_mm) for one in back.depths.values()] == [
        str(edits.depths[zone].max_mm) for zone in back.depths
    ]


@given(VALUE, st.none() | st.integers())
def test_sentences_come_back_exactly(value: Value, count: int | None) -> None:
    said = Message("{it}", (("it", value),), "row", "{it}s", count)
    assert read_message(json.loads(json.dumps(message_json(said)))) == said


def test_a_half_letter_that_got_in_is_no_reason_to_lose_a_save() -> None:
    answers = Answers({"notes": Text("a\ud800b")})
    assert read_answers(answers_text(answers)) == answers
    answers_text(answers).encode()


@pytest.mark.parametrize("digits", ["1.50", "1.5", "0.0", "-0", "1E+5", "1E-7"])
def test_numbers_keep_their_digits(digits: str) -> None:
    answers = Answers({"n": Number(Decimal(digits))})
    kept = read_answers(answers_text(answers))["n"]
    assert isinstance(kept, Number)
    assert str(kept.amount) == digits


@pytest.mark.parametrize("digits", ["NaN", "Infinity"])
def test_what_is_no_number_is_not_kept(digits: str) -> None:
    with pytest.raises(ValueError, match="no finite number"):
        answers_text(Answers({"n": Number(Decimal(digits))}))


BROKEN_ANSWERS = [
    "", "{", "null", "[]", "7", '"x"', "{}", "[" * 100_000,
    '{"shape":"answers/0","value":{}}', '{"shape":"answers/2","value":{}}', '{"shape":"answers/1"}',
    '{"shape":"edits/1","value":{}}', '{"shape":"answers/1","value":[]}',
    '{"shape":"answers/1","value":{"q":null}}', '{"shape":"answers/1","value":{"q":"yes"}}',
    '{"shape":"answers/1","value":{"q":{}}}', '{"shape":"answers/1","value":{"q":{"code":"yes"}}}',
    '{"shape":"answers/1","value":{"q":{"choice":7}}}',
    '{"shape":"answers/1","value":{"q":{"choice":"a","text":"b"}}}',
    '{"shape":"answers/1","value":{"q":{"choices":[]}}}',
    '{"shape":"answers/1","value":{"q":{"number":"x"}}}',
    '{"shape":"answers/1","value":{"q":{"number":1.5}}}',
    '{"shape":"answers/1","value":{"q":{"number":"NaN"}}}',
    '{"shape":"answers/1","value":{"q":{"date":"2026-02-31"}}}',
    '{"shape":"answers/1","value":{"q":{"date":"26-2-1"}}}',
    '{"shape":"answers/1","value":{"q":{"unknown":"number"}}}',
]  # fmt: skip


@pytest.mark.parametrize("text", BROKEN_ANSWERS)
@pytest.mark.parametrize("read", [read_answers, read_clearances, read_edits, read_result])
def test_another_shape_is_told_as_damage_without_its_text(
    text: str, read: Callable[[str], object]
) -> None:
    with pytest.raises(Damaged) as trouble:
        read(text)
    assert str(trouble.value) == "Damaged"


def test_a_letter_or_a_change_with_a_part_missing_is_damage() -> None:
    with pytest.raises(Damaged):
        read_clearances('{"shape":"clearances/1","value":{"r":{"rule":"r"}}}')
    with pytest.raises(Damaged):
        read_edits('{"shape":"edits/1","value":{"depths":{}}}')


@pytest.mark.parametrize(
    "changes",
    [
        None,
        {"medicines": None},
        {"isotretinoin": "now"},
        {"concerns": None},
        {"concerns": ["acne_scar_rolling", "melasma"]},
        {"skin-now": ["not_sure"]},
    ],
)
def test_n14_a_result_is_read_back_as_it_was(changes: dict[str, object] | None) -> None:
    result = result_of(consultation(changes))
    text = result_text(result)
    assert read_result(text) == result
    assert result_text(read_result(text)) == text


def test_n14_a_result_needs_no_engine_to_say_what_was_shown() -> None:
    held = consultation(clearances=letter("anticoagulant"))
    result = read_result(result_text(result_of(held)))
    assert result.plan is not None
    [zone] = result.plan.zones
    assert words().say(zone.name) == words().say(held.circumstances.protocol.zone("cheek").name)
    assert (zone.depth_min_mm, zone.depth_max_mm) == (Decimal("1.0"), Decimal("1.5"))
    assert [visit.on for visit in result.plan.visits]
    assert all(words().say(why.text) for why in (*result.plan.why, *zone.why))
    said = {one.question: [words().say(text) for text in one.said] for one in result.asked}
    assert said["pregnancy"] == ["None of these"]
    assert {key for key, _ in result.citations} == {
        key for why in (*result.plan.why, *zone.why) for key in why.basis.sources
    } | {key for one in result.findings for key in one.basis.sources}
    assert result.content_fingerprint == held.circumstances.protocol.fingerprint


def test_every_finding_keeps_its_verdict_reason_and_sources() -> None:
    held = consultation({"isotretinoin": "now"})
    kept = read_result(result_text(result_of(held)))
    assert [(one.rule, one.verdict, one.until) for one in kept.findings] == [
        (one.rule.id, one.verdict, one.until) for one in held.screening.findings
    ]
    assert all(one.title and one.action and one.reason and one.basis.tags for one in kept.findings)
    assert kept.plan is None
    assert plan_hash(kept) == ""


@pytest.mark.parametrize("cut", [1, 10, 500, 5000, -1])
def test_a_result_that_was_cut_is_damage(cut: int) -> None:
    with pytest.raises(Damaged):
        read_result(result_text(result_of(consultation()))[:cut])


def test_a_result_with_a_field_more_or_less_is_damage() -> None:
    whole = json.loads(result_text(result_of(consultation())))
    changes: tuple[dict[str, object], ...] = (
        {"outcome": "unheard_of"},
        {"more": 1},
        {"on": "x"},
        {"plan": 7},
        {"asked": {}},
    )
    for change in changes:
        with pytest.raises(Damaged):
            read_result(json.dumps({**whole, "value": {**whole["value"], **change}}))
    whole["value"].pop("outcome")
    with pytest.raises(Damaged):
        read_result(json.dumps(whole))


def test_the_hash_of_a_plan_changes_with_the_treatment_and_with_nothing_else() -> None:
    held = consultation()
    before = plan_hash(result_of(held))
    assert before == plan_hash(result_of(consultation({"client-name": "Somebody Else"})))
    changes = [
        held.edited(Edits({"cheek": DepthEdit("cheek", Decimal("1.25"))})),
        held.edited(Edits({}, CourseEdit(first_on=date(2026, 12, 24)))),
        held.edited(Edits({}, CourseEdit(sessions=5))),
        consultation({"acne-scar-rolling-grade": "gb_2"}),
        consultation(device="dermapen4"),
    ]
    hashes = [plan_hash(result_of(one)) for one in changes]
    assert before not in hashes
    assert len(set(hashes)) == len(hashes)


def test_counted_sentences_are_kept() -> None:
    said = counted("{count} day", "{count} days", 3, who=message("x"))
    assert read_message(message_json(said)) == said
