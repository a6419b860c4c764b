from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mneedle_gui.domain.wording import PartialDate
from mneedle_gui.ui.questions.date_text import (
    DAY,
    MONTH,
    YEAR,
    Boxes,
    month_number,
    read_boxes,
    tidied,
)
from tests import builders

DATE = PartialDate(2026, 3, 27)


@pytest.mark.parametrize(
    ("boxes", "when"),
    [
        (("27", "3", "2026"), DATE),
        ((" 27 ", "03", " 2026 "), DATE),
        (("27", "March", "2026"), DATE),
        (("27", "mar", "2026"), DATE),
        (("٢٧", "٣", "٢٠٢٦"), DATE),
        (("٢٧", "مارس", "٢٠٢٦"), DATE),
        (("۲۷", "۳", "۲۰۲۶"), DATE),
        (("27 3 2026", "", ""), DATE),
        (("27-3-2026", "", ""), DATE),
        (("27/3/2026", "", ""), DATE),
        (("27. March 2026", "", ""), DATE),
        (("March 27, 2026", "", ""), DATE),
        (("2026-03-27", "", ""), DATE),
        (("", "March 2026", ""), PartialDate(2026, 3)),
        (("", "", "3/2026"), PartialDate(2026, 3)),
        (("", "3", "2026"), PartialDate(2026, 3)),
        (("", "", "2026"), PartialDate(2026)),
        (("29", "2", "2024"), PartialDate(2024, 2, 29)),
    ],
)
def test_dates_are_read_as_people_write_them(boxes: Boxes, when: PartialDate) -> None:
    read = read_boxes(boxes)
    assert read.when == when
    assert read.remedy is None


@pytest.mark.parametrize(
    ("boxes", "remedy", "box"),
    [
        (("31", "2", "2026"), "Enter a day from 1 to 28 for February 2026", DAY),
        (("0", "5", "2026"), "Enter a day from 1 to 31 for May 2026", DAY),
        (("x", "5", "2026"), "Enter the day as a number", DAY),
        (("1", "13", "2026"), "Enter the month as a number from 1 to 12 or as a name", MONTH),
        (("1", "Smarch", "2026"), "Enter the month as a number from 1 to 12 or as a name", MONTH),
        (("1", "", "2026"), "Enter the month too", MONTH),
        (("1", "5", ""), "Enter the year with 4 digits", YEAR),
        (("1", "5", "26"), "Enter the year with 4 digits", YEAR),
        (("1", "5", "0000"), "Enter the year with 4 digits", YEAR),
    ],
)
def test_what_is_no_date_says_what_to_do_and_where(boxes: Boxes, remedy: str, box: int) -> None:
    read = read_boxes(boxes)
    assert read.when is None
    assert read.remedy is not None
    assert builders.words().say(read.remedy) == remedy
    assert read.wrong == {box}


def test_empty_boxes_are_blank_and_no_problem() -> None:
    assert read_boxes(("", " ", "")) == read_boxes(("", "", ""))
    assert read_boxes(("", "", "")).remedy is None


@pytest.mark.parametrize("name", ["Ma", "", "x", "13", "0", "-1"])
def test_an_unclear_month_is_none(name: str) -> None:
    assert month_number(name) is None


@given(st.tuples(st.text(max_size=12), st.text(max_size=12), st.text(max_size=12)))
def test_any_typing_is_read_without_a_fault_of_ours(boxes: Boxes) -> None:
    read = read_boxes(boxes)
    assert read.when is None or read.remedy is None
    assert read_boxes(tidied(boxes)).when == read.when


@given(st.dates())
def test_every_day_written_into_one_box_is_that_day(day: object) -> None:
    assert read_boxes((str(day), "", "")).when is not None
