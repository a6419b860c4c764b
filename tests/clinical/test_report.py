"""Nothing clinical goes without a case, and the report says so when something does."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest

from mneedle_gui.domain.consultation import Consultation
from tests.clinical import report
from tests.clinical.expectations import Expectation, broken, consultations, expectations
from tests.clinical.rows import FROZEN, HEADINGS, Row, rows


def test_every_row_of_the_specification_and_the_content_is_proven() -> None:
    assert not broken()
    lines = report.report(rows(), consultations())
    assert not {f"{line.row.kind} {line.row.id}": line.lacks for line in lines if line.lacks}
    assert {line.row.kind for line in lines} == set(HEADINGS)


def test_there_are_nineteen_decisions() -> None:
    assert [int(number) for number in FROZEN["decisions"]] == list(range(1, 20))


def test_the_report_names_every_row_and_the_cases_of_a_rule() -> None:
    out = io.StringIO()
    assert report.main([], out) == 0
    told = out.getvalue()
    assert all(row.id in told for row in rows())
    assert "met      Last isotretinoin capsule on 31 August 2026: still in force" in told
    assert told.splitlines()[-1].startswith(f"{len(rows())} of {len(rows())} rows proven")


def test_a_word_narrows_the_report() -> None:
    out = io.StringIO()
    assert report.main(["vitiligo"], out) == 0
    assert out.getvalue().splitlines()[-1].startswith("1 of 1 rows proven")
    assert report.main(["no-such-row"], io.StringIO()) == 1


def _without(
    drop: Callable[[Expectation], bool],
) -> dict[Expectation, tuple[Consultation, ...]]:
    return {each: held for each, held in consultations().items() if not drop(each)}


@pytest.mark.parametrize(
    ("kind", "row", "drop", "lacks"),
    [
        (
            "rule",
            "vitiligo",
            lambda each: each.case and each.case["rule"] == "vitiligo",
            "no case: met, not met, unknown",
        ),
        ("decision", "15", lambda each: 15 in each.decisions, "no case: other"),
        ("scale", "mmasi", lambda each: "mmasi" in each.scales, "no case: other"),
        ("zone", "hands", lambda each: "hands" in each.said, "no case: met"),
        ("cap", "ctd_stable", lambda each: "autoimmune" in each.said, "no case: met"),
        ("override", "exceed/raised_mole", lambda each: "exceed" in each.said, "no case: met"),
    ],
)
def test_a_row_without_a_case_is_not_proven(
    kind: str, row: str, drop: Callable[[Expectation], bool], lacks: str
) -> None:
    wanted = [each for each in rows() if (each.kind, each.id) == (kind, row)]
    [line] = report.report(wanted, _without(drop))
    assert line.lacks == lacks


def test_an_id_that_is_not_in_the_content_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    gone = Row("rule", "a_rule_that_went_away", "", ("met",), in_content=False)
    monkeypatch.setattr(report, "rows", lambda: (*rows(), gone))
    out = io.StringIO()
    assert report.main([], out) == 1
    assert "not proven: rule a_rule_that_went_away: not in the content" in out.getvalue()


def test_expectations_have_names_of_their_own() -> None:
    names = [(each.name, each.said) for each in expectations()]
    assert len(names) == len(set(names))
