"""Answers files: what is written is read again, and bad input is told line by line."""

from __future__ import annotations

import contextlib
import json
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mneedle_gui.domain.plan import CourseEdit, DepthEdit
from mneedle_gui.domain.propose import Edits
from mneedle_gui.exchange import answers_file
from mneedle_gui.exchange.answers_file import AnswersFileError
from tests.builders import DAY, baseline, consultation, content, letter


def read(text: str) -> answers_file.AnswersFile:
    return answers_file.read(text, content().questionnaire, content().protocol, DAY)


def faults(changes: dict[str, object]) -> tuple[str, ...]:
    with pytest.raises(AnswersFileError) as caught:
        read(json.dumps({"answers": {**baseline(), **changes}}))
    return caught.value.lines


def test_what_is_written_is_read_again() -> None:
    held = consultation(
        {
            "isotretinoin": "past",
            "isotretinoin-last": "2026-03",
            "client-name": "<b>O'Brien & Søn</b>",
            "goal": "سطر أول\nsecond line",
        },
        clearances=letter("isotretinoin_recent"),
    ).edited(
        Edits(
            {"cheek": DepthEdit("cheek", Decimal("1.75"), "Own device allows it")},
            CourseEdit(5, 6, DAY, "Client travels"),
        )
    )
    again = read(answers_file.write(held))
    assert again.answers == held.answers
    assert again.clearances == held.clearances
    assert again.edits == held.edits
    assert again.on == DAY
    assert again.device == "pen"
    assert again.reference == "NP-TEST-1"


def test_a_bare_answers_object_is_enough() -> None:
    assert "keloid-personal" in read(json.dumps({"answers": baseline()})).answers


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"keloid-personal": "maybe"}, "keloid-personal: give one of yes, no, not_sure"),
        ({"birth-date": "14.3.1990"}, "birth-date: give a date as YYYY-MM-DD, or unknown"),
        ({"birth-date": "1990-02-31"}, "birth-date: give a date that is in the calendar"),
        ({"birth-date": "1990-03"}, "birth-date: Enter the day, month and year"),
        ({"birth-date": "2027-01-01"}, "birth-date: Enter a date that has already passed"),
        ({"pregnancy": ["none", "pregnant"]}, "pregnancy: Choose either this answer alone"),
        ({"pregnancy": ["perhaps"]}, "pregnancy: give a list of pregnant"),
        ({"client-name": 5}, "client-name: give a text in quotation marks"),
        ({"client-name": "x" * 300}, "client-name: Shorten this to 120 characters"),
        ({"no-such-question": 1}, "no-such-question: there is no such question"),
    ],
)
def test_a_fault_names_the_question_and_what_is_accepted(
    changes: dict[str, object], line: str
) -> None:
    (told,) = faults(changes)
    assert told.startswith(line)


def test_every_fault_is_told_at_once() -> None:
    assert len(faults({"keloid-personal": "maybe", "diabetes": 4, "blood": "x"})) == 3


def test_no_fault_repeats_what_was_typed() -> None:
    secret = "Zanzibar-4711"
    changes: dict[str, object] = dict.fromkeys(("diabetes", "birth-date", "heart"), secret)
    assert secret not in "\n".join(faults(changes))


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", '{"answers": []}', '{"answers": {}, "format": "other/9"}', "[" * 99999],
)
def test_what_is_no_answers_file_is_refused(text: str) -> None:
    with pytest.raises(AnswersFileError):
        read(text)


def test_an_absolute_rule_cannot_be_cleared_by_a_file() -> None:
    row = {"rule": "pregnancy", "professional": "x", "dated": "2026-01-01", "document": "y"}
    with pytest.raises(AnswersFileError) as caught:
        read(json.dumps({"answers": {}, "clearances": [row]}))
    assert "cannot be cleared" in caught.value.lines[0]


_json = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text()),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(), inner)),
    max_leaves=6,
)


@settings(max_examples=300)
@given(
    st.dictionaries(st.sampled_from(sorted(baseline())), _json, max_size=6),
    st.dictionaries(
        st.sampled_from(["clearances", "depths", "course", "on", "device", "format"]), _json
    ),
)
def test_any_json_is_read_or_refused_and_never_crashes(
    values: dict[str, object], rest: dict[str, object]
) -> None:
    with contextlib.suppress(AnswersFileError):
        read(json.dumps({**rest, "answers": values}))


def test_a_letter_in_a_file_says_who_recorded_it() -> None:
    row = {"rule": "vitiligo", "professional": "x", "dated": "2026-01-01", "document": "y"}
    with pytest.raises(AnswersFileError) as caught:
        read(json.dumps({"answers": {}, "clearances": [row]}))
    assert "recorded_by" in caught.value.lines[0]
    again = read(json.dumps({"answers": {}, "clearances": [{**row, "recorded_by": "z"}]}))
    assert set(again.clearances) == {"vitiligo"}
