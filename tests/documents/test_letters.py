"""The letter for the client and the record for the practitioner."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from mneedle_gui.documents.compose import for_client, practitioner_record
from mneedle_gui.domain.clinic import Paper
from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.outcome import Outcome
from mneedle_gui.domain.plan import CourseEdit, DepthEdit, Plan
from mneedle_gui.domain.propose import Edits
from tests import builders
from tests.documents import papers

WORDS = builders.words()
WITHHELD = [name for name in papers.SAMPLES if not isinstance(papers.sample(name).plan, Plan)]


def _letter(held: Consultation) -> str:
    document = for_client(held, papers.CLINIC, WORDS, {})
    return "\n".join(papers.texts(document.blocks))


def _record(held: Consultation) -> str:
    document = practitioner_record(held, papers.CLINIC, WORDS)
    return "\n".join(papers.texts(document.blocks))


@pytest.mark.parametrize("name", WITHHELD)
def test_the_letter_gives_every_reason(name: str) -> None:
    held = papers.sample(name)
    text = _letter(held)
    for finding in held.screening.findings:
        if finding.verdict in {Outcome.DEFER, Outcome.REFER, Outcome.DO_NOT_TREAT}:
            assert WORDS.say(finding.rule.reason) in text


@pytest.mark.parametrize("name", WITHHELD)
def test_the_letter_says_how_to_reach_the_clinic(name: str) -> None:
    text = _letter(papers.sample(name))
    assert papers.CLINIC.phone in text
    assert papers.CLINIC.hours in text


def test_a_date_to_come_back_is_named() -> None:
    held = builders.consultation(
        {
            "isotretinoin": "past",
            "isotretinoin-last": "2026-10-05",
            "blood": ["anticoagulant"],
        }
    )
    assert not isinstance(held.plan, Plan)
    assert held.screening.not_before is not None
    said = _letter(held)
    assert f"With the letter, you can come back on or after {WORDS.day(date(2027, 4, 5))}." in said
    assert "We count 6 months from 5 October 2026." in said


def test_without_a_letter_the_day_that_makes_it_needless_is_named() -> None:
    said = _letter(papers.sample("15_surgical_scar"))
    assert "Without a letter, come back on or after 20 March 2027." in said
    assert "We count 12 months from 20 March 2026." in said


def test_the_letter_tells_what_would_change_the_day() -> None:
    held = builders.consultation(
        {
            "recent-procedures": ["filler_ha"],
            "filler-ha-where": ["cheek"],
            "filler-ha-date": "unknown",
            "acne-scar-rolling-zones": ["cheek", "jaw"],
        }
    )
    said = _letter(held)
    assert "Or we leave this skin out: cheeks." in said
    assert "Find this out and tell us: Hyaluronic filler: date." in said
    assert "come back on or after" not in said


def test_nothing_that_rules_treatment_out_gets_a_day() -> None:
    held = builders.consultation(
        {"keloid-personal": "yes", "isotretinoin": "past", "isotretinoin-last": "2026-07-20"}
    )
    said = _letter(held)
    assert "come back on or after" not in said
    assert "It will not be before" not in said


def test_open_questions_are_listed_with_their_reason() -> None:
    held = papers.sample("13_open_questions")
    text = _letter(held)
    questionnaire = held.circumstances.questionnaire
    asked = [q for finding in held.screening.findings for q in finding.ask]
    for name in (*asked, *held.screening.unanswered):
        question = questionnaire.question(name)
        assert WORDS.say(question.text) in text
        assert WORDS.say(question.why) in text
    assert "We need a few more answers" in text


def test_an_urgent_finding_sends_to_a_doctor_first() -> None:
    held = builders.consultation({"lesion-suspicious": "yes"})
    assert any(finding.rule.urgent for finding in held.screening.findings)
    assert "See a doctor soon" in _letter(held)


@pytest.mark.parametrize("name", papers.SAMPLES)
def test_the_record_names_every_finding_with_its_sources(name: str) -> None:
    held = papers.sample(name)
    text = _record(held)
    for finding in held.screening.findings:
        assert WORDS.say(finding.rule.title) in text
        assert WORDS.say(finding.rule.action) in text
        assert all(key in text for key in finding.rule.basis.sources)
        if finding.rule.basis.note:
            assert WORDS.say(finding.rule.basis.note) in text


@pytest.mark.parametrize("name", papers.SAMPLES)
def test_the_record_holds_millimetres_and_their_why(name: str) -> None:
    held = papers.sample(name)
    if not isinstance(held.plan, Plan):
        return
    text = _record(held)
    for zone in held.plan.zones:
        assert f"{WORDS.number(zone.depth_min_mm)}–{WORDS.number(zone.depth_max_mm)}" in text
        assert all(WORDS.say(why.text) in text for why in zone.why)


def test_the_record_shows_how_a_date_was_worked_out() -> None:
    held = papers.sample("05_isotretinoin_wait")
    finding = next(f for f in held.screening.findings if f.reckoning is not None)
    assert finding.reckoning is not None
    assert finding.until is not None
    start, until = WORDS.day(finding.reckoning.counted_from), WORDS.day(finding.until)
    assert f"{start} + 6 months = {until}." in _record(held)


def test_the_record_tells_what_was_changed_and_why() -> None:
    held = builders.consultation()
    assert isinstance(held.plan, Plan)
    zone = held.plan.zones[0]
    deeper = zone.depth_max_mm + Decimal("0.25")
    edits = Edits(
        {zone.zone: DepthEdit(zone.zone, deeper, "Thick scars")},
        CourseEdit(sessions=7, reason="Agreed with her doctor"),
    )
    text = _record(held.edited(edits))
    assert "Thick scars" in text
    assert "Agreed with her doctor" in text


def test_the_record_names_the_letter_on_file() -> None:
    text = _record(papers.sample("09_blood_thinner_cleared"))
    assert "Cleared by Dr N. Rahman, cardiologist" in text
    assert "Shallow needling of the cheeks only" in text
    assert "INR 2.4" in text


def test_a_record_of_a_simple_plan_is_one_page() -> None:
    record = practitioner_record(builders.consultation(), papers.CLINIC, WORDS)
    for paper in Paper:
        assert len(papers.read(papers.pdf(record, paper)).pages) == 1


def test_papers_can_be_made_for_a_clinic_without_a_name() -> None:
    bare = replace(papers.BARE)
    assert for_client(builders.consultation(), bare, WORDS, {}).author == "Clinic"


def test_the_record_shows_the_chain_to_the_earliest_safe_day() -> None:
    held = builders.consultation(
        {"isotretinoin": "past", "isotretinoin-last": "2026-07-20", "first-session": "2026-12-08"}
    )
    said = _record(held)
    assert "Earliest safe day: 20 January 2027" in said
    assert "Last isotretinoin capsule 20 July 2026 + 6 months = 20 January 2027" in said
    assert "A written agreement from the dermatologist." in said
    assert "Judged on the answers given" in said
    assert "Earliest safe day" not in _record(builders.consultation())


def test_the_record_prints_all_of_a_letter() -> None:
    file = builders.letter("anticoagulant")["anticoagulant"]
    full = replace(file, limits="Cheeks only", inr="2.4")
    changes: dict[str, object] = {"blood": ["anticoagulant"]}
    said = _record(builders.consultation(changes, clearances={"anticoagulant": full}))
    for part in (
        "Cleared by Dr N. Rahman, 20 November 2026: Letter of 20 November 2026.",
        "Limits: Cheeks only.",
        "INR 2.4.",
        "Recorded by Dr Sara Amin.",
    ):
        assert part in said
    other = replace(full, limits="", inr="not_warfarin")
    said = _record(builders.consultation(changes, clearances={"anticoagulant": other}))
    assert "Limits: none stated." in said
    assert "Not warfarin." in said


def test_the_record_tells_of_a_letter_that_clears_nothing() -> None:
    held = builders.consultation(
        {"keloid-personal": "yes"}, clearances=builders.letter("keloid_personal")
    )
    said = _record(held)
    assert "It does not clear this finding." in said
    assert "Letter on file of Dr N. Rahman, 20 November 2026" in said


def test_the_banner_of_the_record_names_the_last_wait_and_nothing_that_is_ruled_out() -> None:
    changes: dict[str, object] = {
        "concerns": ["scar_surgical_trauma"],
        "scar-surgical-trauma-zones": ["cheek"],
        "scar-date": "2026-07-01",
        "vss-pigment": "lighter",
        "vss-vascularity": "normal",
        "vss-pliability": "supple",
        "vss-height": "flat",
        "test-spot": "not_done",
    }
    assert "Without a letter not before 1 July 2027." in _record(builders.consultation(changes))
    stopped: dict[str, object] = {
        "keloid-personal": "yes",
        "isotretinoin": "past",
        "isotretinoin-last": "2026-07-20",
    }
    assert "Not before" not in _record(builders.consultation(stopped))
