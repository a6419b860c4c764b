"""What may be said about a result: sections 2.2, 2.3 and 8.1 to 8.3 of the specification, row by row.

The rows are written out once more, so that none can be lost or sweetened by a slip of the hand.
"""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.forecast import Forecast, stop_rule
from mneedle_gui.domain.plan import Plan
from tests import builders
from tests.domain.forecast_rows import (
    EXPECTED,
    INFLUENCES,
    LONGEVITY,
    NOT_KNOWN,
    REGIMENS,
    STUDIES,
)

GUIDANCE = builders.content().protocol.guidance
SAY = builders.words().say


def _rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


def _missing(wanted: str, text: str) -> list[str]:
    """The parts of ``wanted`` (set apart by semicolons) that ``text`` does not say."""
    parts = [part.strip() for part in wanted.split(";")]
    return [part for part in parts if part.lower() not in text.lower()]


def test_no_study_is_lost_or_added() -> None:
    sourced = [row for row in GUIDANCE.studies if row.basis.sources]
    assert sorted(row.basis.sources[0] for row in sourced) == sorted(r[0] for r in _rows(STUDIES))
    assert [row.id for row in GUIDANCE.studies if not row.basis.sources] == ["pores_none"]


@pytest.mark.parametrize("row", _rows(STUDIES), ids=lambda row: row[0])
def test_a_study_is_told_with_size_figures_follow_up_and_limits(row: list[str]) -> None:
    source, tags, concerns, who, figures, follow_up, limits = row
    study = next(s for s in GUIDANCE.studies if s.basis.sources[:1] == (source,))
    assert "".join(study.basis.tags) == tags
    assert sorted(study.concerns) == sorted(concerns.split())
    assert _missing(who, SAY(study.design)) == []
    assert _missing(figures, SAY(study.result)) == []
    assert _missing(follow_up, SAY(study.follow_up)) == []
    assert _missing(limits, SAY(study.limits)) == []


@pytest.mark.parametrize("row", _rows(REGIMENS), ids=lambda row: row[0])
def test_a_study_is_told_with_what_was_done(row: list[str]) -> None:
    study = next(s for s in GUIDANCE.studies if s.basis.sources[:1] == (row[0],))
    assert _missing(row[1], SAY(study.regimen)) == []


def test_the_two_figures_that_contradict_each_other_are_not_quoted() -> None:
    study = next(s for s in GUIDANCE.studies if s.basis.sources == ("ALSTERLI2020",))
    text = f"{SAY(study.result)} {SAY(study.limits)}"
    assert "80%" not in text
    assert "65%" not in text
    assert "75%" not in text


@pytest.mark.parametrize("concern", EXPECTED)
def test_the_size_of_a_result_is_told_within_its_bounds(concern: str) -> None:
    text = SAY(builders.content().protocol.concern(concern).expected)
    assert _missing(EXPECTED[concern], text) == []


def test_every_concern_has_its_bounds() -> None:
    assert set(EXPECTED) == {concern.id for concern in builders.content().protocol.concerns}


def test_badges_are_those_of_the_summary() -> None:
    badges = {c.id: c.badge for c in builders.content().protocol.concerns}
    b, d = ("acne_scar_rolling", "acne_scar_boxcar"), ("acne_scar_icepick", "acne_marks_red_brown")
    wanted = dict.fromkeys(badges, "C") | dict.fromkeys(b, "B")
    wanted |= dict.fromkeys((*d, "hyperpig_pih", "pores", "laxity_mild"), "D")
    assert badges == wanted
    assert [badge.id for badge in GUIDANCE.badges] == ["B", "C", "D"]


def test_no_row_about_time_is_lost_or_added() -> None:
    assert sorted(row.concern for row in GUIDANCE.longevity) == sorted(
        row[0] for row in _rows(LONGEVITY)
    )


@pytest.mark.parametrize("row", _rows(LONGEVITY), ids=lambda row: row[0])
def test_how_long_people_were_followed(row: list[str]) -> None:
    concern, tags, seen, judged, followed, end, upkeep, upkeep_basis, sources = row
    found = next(f for f in GUIDANCE.longevity if f.concern == concern)
    assert "".join(found.basis.tags) == tags
    assert (SAY(found.visible_from), SAY(found.assess_at)) == (seen, judged)
    assert (SAY(found.observed_to) if found.observed_to else "") == followed
    assert _missing(end, SAY(found.at_the_end)) == []
    assert _missing(upkeep, SAY(found.upkeep)) == []
    assert _missing(upkeep_basis, SAY(found.upkeep_basis)) == []
    assert list(found.basis.sources) == sources.split()


def test_no_open_question_is_lost_or_added() -> None:
    assert [row.id for row in GUIDANCE.not_known] == [row[0] for row in _rows(NOT_KNOWN)]


@pytest.mark.parametrize("row", _rows(NOT_KNOWN), ids=lambda row: row[0])
def test_what_is_not_known(row: list[str]) -> None:
    row_id, tags, state, client, sources = row
    found = next(one for one in GUIDANCE.not_known if one.id == row_id)
    assert "".join(found.basis.tags) == tags
    assert _missing(state, SAY(found.state)) == []
    assert _missing(client, SAY(found.client)) == []
    assert list(found.basis.sources) == sources.split()


def test_arrows_of_what_may_change_a_result() -> None:
    found = {
        row.id: [
            f"{row.result} {row.duration} {row.risk}",
            "".join(row.basis.tags),
            " ".join(row.basis.sources),
        ]
        for row in GUIDANCE.influences
    }
    assert found == {row[0]: row[1:] for row in _rows(INFLUENCES)}


def test_an_arrow_never_comes_with_a_percentage() -> None:
    for row in GUIDANCE.influences:
        assert "%" not in f"{SAY(row.client)}{SAY(row.factor)}{SAY(row.evidence)}"


def _forecast(changes: Mapping[str, object] | None = None) -> Forecast:
    held: Consultation = builders.consultation(changes)
    assert isinstance(held.plan, Plan)
    return held.plan.forecasts[0]


def _pushes(changes: Mapping[str, object]) -> set[str]:
    return {row.id for row in _forecast(changes).influences}


@pytest.mark.parametrize(
    ("question", "on", "off", "influence"),
    [
        ("birth-date", "1970-01-01", "1990-01-01", "age"),
        ("smoking", "now", "no", "smoking"),
        ("sun-exposure", "high", "low", "sun_exposure_other"),
        ("sunscreen-daily", "no", "yes", "sun_exposure_other"),
        ("sunscreen-daily", "yes", "no", "sunscreen_daily_other"),
        ("diet-poor", "yes", "no", "diet_poor"),
        ("alcohol-high", "yes", "no", "alcohol_high"),
        ("fst-reading", "type_5", "type_3", "skin_type_4_6"),
        ("acne-scar-rolling-grade", "gb_3", "gb_2", "severity_acne_scar_rolling"),
    ],
)
def test_an_answer_pushes_the_result(question: str, on: str, off: str, influence: str) -> None:
    assert influence in _pushes({question: on})
    assert influence not in _pushes({question: off})


@pytest.mark.parametrize(
    ("question", "influence"),
    [
        ("sunscreen-daily", "sunscreen_daily_other"),
        ("diet-poor", "diet_poor"),
        ("alcohol-high", "alcohol_high"),
    ],
)
def test_what_is_not_known_of_a_client_pushes_nothing(question: str, influence: str) -> None:
    assert influence not in _pushes({question: None})
    assert influence not in _pushes({question: "not_sure"})


def test_the_time_is_a_limit_of_knowledge_not_a_promise() -> None:
    assert SAY(_forecast().followed) == (
        "In studies people were followed for up to 12 months. Beyond that we do not know."
    )
    pores = {"concerns": ["pores"], "pores-zones": ["cheek"], "pores-grade": "p_2"}
    assert SAY(_forecast(pores).followed) == "No good study has followed people for this."
    assert SAY(_forecast(pores).visible_from) == "not known"


def test_a_course_stops_after_three_sessions_without_a_change() -> None:
    assert builders.content().protocol.limits.stop_after_sessions == 3
    assert builders.content().protocol.limits.basis.tags == ("P",)
    assert SAY(_forecast().stop_rule) == (
        "If nothing has changed after 3 sessions, we stop and look again."
    )
    assert SAY(stop_rule(1)) == "If nothing has changed after 1 session, we stop and look again."
