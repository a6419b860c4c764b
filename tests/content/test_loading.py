"""The whole door: good content loads, all that is wrong is told at once."""

from __future__ import annotations

import time
from decimal import Decimal
from pathlib import Path

import pytest

from mneedle_gui.content import ContentError, load
from mneedle_gui.content.__main__ import main
from mneedle_gui.content.loading import read
from mneedle_gui.domain.answers import DECLINED
from mneedle_gui.domain.condition import AllOf, Fired, Picked
from mneedle_gui.domain.outcome import Category
from mneedle_gui.domain.protocol import CapSessions
from mneedle_gui.domain.questionnaire import Kind, Need
from mneedle_gui.domain.rule import Span
from tests.content.tiny import Tiny


@pytest.fixture
def tiny(tmp_path: Path) -> Tiny:
    return Tiny(tmp_path)


def test_small_content_is_without_fault(tiny: Tiny) -> None:
    assert tiny.reading_faults() == ()
    assert tiny.crossing_faults() == ()


def test_questions_come_in_file_order_with_their_usual_need(tiny: Tiny) -> None:
    questionnaire = load(tiny.root).questionnaire
    assert [section.id for section in questionnaire.sections] == ["client", "health", "concerns"]
    assert questionnaire.question("name").need is Need.RECORD
    assert questionnaire.question("pregnant").need is Need.SAFETY
    assert questionnaire.question("retinoid-last").card == "retinoid"
    assert questionnaire.question("pregnant").card == "pregnant"
    assert questionnaire.version == "1.2.3"


def test_yes_no_offers_not_sure_and_declined_only_where_voluntary(tiny: Tiny) -> None:
    questionnaire = load(tiny.root, frozenset({"bloodborne_virus"})).questionnaire
    plain = [option.code for option in questionnaire.question("pregnant").options]
    voluntary = [option.code for option in questionnaire.question("virus").options]
    assert plain == ["yes", "no", "not_sure"]
    assert voluntary == ["yes", "no", "not_sure", DECLINED]


def test_none_and_not_sure_stand_alone_in_a_check_list(tiny: Tiny) -> None:
    options = load(tiny.root).questionnaire.question("skin").options
    assert {option.code: option.exclusive for option in options} == {
        "wound": False,
        "none": True,
        "not_sure": True,
    }


def test_zones_questions_offer_every_zone_and_nothing_else(tiny: Tiny) -> None:
    question = load(tiny.root).questionnaire.question("wound-where")
    assert question.kind is Kind.ZONES
    assert [option.code for option in question.options] == ["cheek", "eyelid"]
    assert question.options[0].text.context == "cheek"


def test_sentences_know_their_row_and_shared_answers_are_shared(tiny: Tiny) -> None:
    questionnaire = load(tiny.root).questionnaire
    question = questionnaire.question("retinoid")
    assert question.text.context == question.why.context == "retinoid"
    assert question.options[0].text.context == "retinoid"
    assert question.options[-1].text.context == "answer"
    assert questionnaire.question("pregnant").options[0].text.context == "answer"


def test_rules_are_read_with_window_area_and_conditions(tiny: Tiny) -> None:
    protocol = load(tiny.root).protocol
    rule = protocol.rule("retinoid_recent")
    assert rule.group == "A"
    assert rule.category is Category.DEFER
    assert rule.when == Picked("retinoid", ("past", "now"))
    assert rule.window is not None
    assert rule.window.span == Span(months=6)
    assert rule.window.ongoing == Picked("retinoid", ("now",))
    assert rule.basis.sources == ("LABEL",)
    area = protocol.rule("wound").area
    assert area is not None
    assert area.face_as_one
    assert protocol.rule("alcohol").unsure_applies
    assert isinstance(protocol.rule("alcohol").when, AllOf)


def test_a_row_without_review_day_has_that_of_the_content(tiny: Tiny) -> None:
    tiny.change("protocol/caps.toml", 'basis = ["P"]', 'basis = ["P"]\nreviewed = 2025-05-06')
    caps = load(tiny.root).protocol.caps
    assert [cap.basis.reviewed for cap in caps] == ["2025-05-06", "2026-01-02"]


def test_tables_are_read_as_exact_numbers(tiny: Tiny) -> None:
    protocol = load(tiny.root).protocol
    assert protocol.zone("cheek").max_mm == Decimal("1.5")
    assert protocol.caps[0].sessions is CapSessions.FIRST_TWO
    assert protocol.caps[1].when == Fired(("wound",))
    assert protocol.caps[1].minus_mm == Decimal("0.25")
    assert protocol.device("pen").zone_max_mm == (("cheek", Decimal("1.25")),)
    assert protocol.device("pen").overrides[0].span == Span(months=12)
    assert protocol.concern("scar").grades[0].depth_hi_mm == Decimal("1.5")
    assert protocol.limits.depth_step_mm == Decimal("0.25")
    assert protocol.facts[-1].weights == (Decimal("0.3"),)


def test_guidance_is_read_from_every_file(tiny: Tiny) -> None:
    guidance = load(tiny.root).protocol.guidance
    for name in guidance.__slots__:
        assert getattr(guidance, name), name


def test_what_the_clinic_has_not_switched_on_is_left_out(tiny: Tiny) -> None:
    off, on = load(tiny.root), load(tiny.root, frozenset({"bloodborne_virus"}))
    assert "virus" not in off.questionnaire
    assert "virus" not in {rule.id for rule in off.protocol.rules}
    assert "virus" in on.questionnaire
    assert on.protocol.rule("virus").switch == "bloodborne_virus"
    assert read(tiny.root)[0].switches == ("bloodborne_virus",)


def test_fingerprint_follows_every_byte_of_questions_and_protocol(tiny: Tiny) -> None:
    before = load(tiny.root).protocol.fingerprint
    assert len(before) == 12
    assert load(tiny.root).protocol.fingerprint == before
    tiny.append("questionnaire/20_health.toml", "# a remark\n")
    after = load(tiny.root).protocol.fingerprint
    assert after != before
    tiny.append("protocol/guidance/badges.toml", "# a remark\n")
    assert load(tiny.root).protocol.fingerprint != after


def test_where_tells_the_file_of_a_row(tiny: Tiny) -> None:
    where = load(tiny.root).where
    assert where["rule", "wound"] == "protocol/rules/a_all.toml"
    assert where["question", "skin"] == "questionnaire/20_health.toml"


def test_all_faults_are_told_at_once_each_with_place_cause_and_remedy(tiny: Tiny) -> None:
    tiny.change("protocol/zones.toml", "client_name", "clientname")
    tiny.change("protocol/caps.toml", 'rule = "wound"', 'rule = "wond"')
    tiny.write("face/face_front.json", "{")
    with pytest.raises(ContentError) as caught:
        load(tiny.root)
    files = {fault.file for fault in caught.value.faults}
    assert {"protocol/zones.toml", "protocol/caps.toml", "face/face_front.json"} <= files
    text = str(caught.value)
    assert text.startswith(f"{len(caught.value.faults)} faults in the content files:\n")
    assert (
        "protocol/caps.toml, cap.wound.when: there is no rule 'wond'. Perhaps you mean 'wound'."
        in text
    )
    assert all(fault.cause and fault.remedy for fault in caught.value.faults)


def test_one_fault_is_not_told_twice(tiny: Tiny) -> None:
    tiny.change("protocol/rules/a_all.toml", 'reason = "A wound', '# reason = "A wound')
    with pytest.raises(ContentError) as caught:
        load(tiny.root)
    assert [fault.key for fault in caught.value.faults] == ["rule.wound.reason"]


def test_an_empty_folder_is_told_and_does_not_crash(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        load(tmp_path)
    files = {fault.file for fault in caught.value.faults}
    assert {"questionnaire", "protocol/rules", "face", "protocol/roles.toml"} <= files


def test_the_content_of_the_program_is_without_fault(repository: Path) -> None:
    content = load(repository / "resources")
    assert content.protocol.rules
    assert content.maps


def test_the_faults_of_the_checkout_can_be_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main() == 0
    assert capsys.readouterr().out == ""


def test_the_content_of_the_program_loads_in_a_quarter_of_a_second(repository: Path) -> None:
    times = []
    for _ in range(3):
        begin = time.perf_counter()
        load(repository / "resources")
        times.append(time.perf_counter() - begin)
    assert min(times) < 0.25
