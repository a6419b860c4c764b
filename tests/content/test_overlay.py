"""A clinic's own rules: what they add and tighten, and how they show themselves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from mneedle_gui.content import ContentError, load
from mneedle_gui.content.overlay import lay_over
from mneedle_gui.domain.consultation import Consultation, consult
from mneedle_gui.domain.outcome import Outcome
from mneedle_gui.domain.plan import Plan
from tests.builders import ROOT, answers, letter, words
from tests.content.own_rules import LONGER, MANY, held_with, laid, shipped, with_own

EIGHT_MONTHS_AGO = {"isotretinoin": "past", "isotretinoin-last": "2026-03-20"}
FILLER_IN_CHEEK = {
    "recent-procedures": ["filler_ha"],
    "filler-ha-date": "2026-11-20",
    "filler-ha-where": ["cheek"],
    "acne-scar-rolling-zones": ["cheek", "forehead"],
}


def held(text: str, changes: Mapping[str, object] | None = None, cleared: str = "") -> Consultation:
    """The baseline with changes, in a clinic with these own rules."""
    return consult(
        held_with(with_own(text)), answers(changes), letter(cleared) if cleared else None
    )


def the_plan(consultation: Consultation) -> Plan:
    assert isinstance(consultation.plan, Plan)
    return consultation.plan


def test_a_longer_window_waits_where_the_shipped_one_is_over() -> None:
    before = consult(held_with(with_own("")), answers(EIGHT_MONTHS_AGO)).screening
    after = held(LONGER, EIGHT_MONTHS_AGO).screening
    assert (before.outcome, before.not_before) == (Outcome.PROCEED, None)
    assert (after.outcome, after.not_before) == (Outcome.DEFER, date(2027, 3, 20))


def test_a_stricter_category_counts_and_the_letter_still_clears_it() -> None:
    rows = '[[stricter]]\nrule = "isotretinoin_recent"\ncategory = "refer"\nreason = "Own audit"'
    given = {"isotretinoin": "past", "isotretinoin-last": "2026-10-20"}
    assert held(rows, given).screening.outcome is Outcome.REFER
    cleared = held(rows, given, cleared="isotretinoin_recent").screening
    assert cleared.outcome is Outcome.PROCEED_WITH_MODIFICATIONS


def test_a_letter_need_not_be_accepted() -> None:
    rows = '[[stricter]]\nrule = "anticoagulant"\nclearable = false\nreason = "No laboratory near"'
    given = {"blood": ["anticoagulant"]}
    assert held("", given, cleared="anticoagulant").screening.outcome < Outcome.REFER
    assert held(rows, given, cleared="anticoagulant").screening.outcome is Outcome.REFER


def test_a_caution_may_become_a_referral_that_a_letter_clears() -> None:
    rows = (
        '[[stricter]]\nrule = "smoking"\ncategory = "refer"\nclearable = true\n'
        'professional = "GP"\nreason = "Own audit"'
    )
    assert held(rows, {"smoking": "now"}).screening.outcome is Outcome.REFER
    cleared = held(rows, {"smoking": "now"}, cleared="smoking").screening
    assert cleared.outcome is Outcome.PROCEED_WITH_MODIFICATIONS


def test_a_caution_that_stops_no_longer_says_that_nobody_need_wait() -> None:
    rows = '[[stricter]]\nrule = "smoking"\ncategory = "defer"\nreason = "Own audit"'
    rule = with_own(rows).protocol.rule("smoking")
    assert "need to wait" in words().say(shipped().protocol.rule("smoking").recheck)
    assert words().say(rule.recheck) == "Our clinic waits in this case."
    assert words().say(rule.reason).endswith("may help. Our clinic waits in this case.")


def test_not_sure_may_count_as_yes_where_that_stops_treatment() -> None:
    rows = '[[stricter]]\nrule = "lesion_suspicious"\nclearable = false\nunsure_applies = true\n'
    rows += 'reason = "Own audit"'
    assert held("", {"lesion-suspicious": "not_sure"}).screening.outcome is Outcome.ASK
    assert held(rows, {"lesion-suspicious": "not_sure"}).screening.outcome is Outcome.REFER


def test_an_own_rule_is_judged_like_any_other() -> None:
    (finding,) = (
        f for f in held(MANY, {"smoking": "now"}).screening.findings if f.rule.id == "own_smoker"
    )
    assert finding.verdict is Outcome.PROCEED_WITH_MODIFICATIONS
    assert held(MANY, {"smoking": None}).screening.outcome is Outcome.ASK
    assert not [f for f in held(MANY).screening.findings if f.rule.basis.own]


def test_a_lower_limit_of_a_zone_wins_and_says_whose_it_is() -> None:
    (zone,) = the_plan(held(MANY)).zones
    assert zone.depth_max_mm == Decimal("1.0")
    why = next(why for why in zone.why if why.quantity == "depth_max")
    assert words().say(why.text).startswith("This clinic's own limit: at most 1.0 mm")
    assert (why.basis.tags, why.basis.sources, why.basis.own) == (("P",), (), True)
    assert "(as shipped: 1.5 mm)" in words().say(why.basis.clinic)


@pytest.mark.parametrize(
    ("row", "changes", "most"),
    [
        ('device = "pen"\nmax_mm = "0.75"', {}, "0.75"),
        ('cap = "fst_4_6_first_two"\nmax_mm = 0.5', {"fst-reading": "type_5"}, "0.5"),
    ],
)
def test_devices_and_caps_go_lower(row: str, changes: Mapping[str, object], most: str) -> None:
    rows = f'[[limit]]\n{row}\nreason = "Own audit"'
    (zone,) = the_plan(held(rows, changes)).zones
    assert zone.early_max_mm == Decimal(most)


def test_a_zone_with_the_limit_0_is_left_out() -> None:
    rows = '[[limit]]\nzone = "cheek"\nmax_mm = 0\nreason = "Nobody is trained"'
    only = held(rows).screening
    assert only.outcome is Outcome.DO_NOT_TREAT
    both = held(rows, {"acne-scar-rolling-zones": ["cheek", "forehead"]})
    assert [zone.zone for zone in the_plan(both).zones] == ["forehead"]
    (finding,) = both.screening.findings
    said = words().say(finding.rule.basis.clinic)
    assert said == (
        "This clinic is stricter: Cheeks left out (as shipped: at most 1.5 mm; reason: Nobody is"
        " trained)."
    )
    assert "Our clinic also leaves out: cheeks." in words().say(finding.rule.reason)


def test_a_zone_left_out_does_not_take_a_wait_away() -> None:
    rows = '[[limit]]\nzone = "cheek"\nmax_mm = 0\nreason = "Nobody is trained"'
    before, after = held("", FILLER_IN_CHEEK).screening, held(rows, FILLER_IN_CHEEK).screening
    assert before.outcome is after.outcome is Outcome.DEFER
    assert after.not_before == before.not_before


def test_a_longer_gap_counts_for_everybody() -> None:
    before, after = the_plan(held("")).interval, the_plan(held(MANY)).interval
    assert (before.typical_weeks, after.typical_weeks) == (4, 6)
    assert after.min_weeks == 5


def test_what_is_stricter_says_what_is_shipped_and_why() -> None:
    rule = with_own(LONGER).protocol.rule("isotretinoin_recent")
    say = words().say
    assert say(rule.title) == "Isotretinoin in the last 6 months (this clinic: 12 months)"
    assert say(rule.basis.clinic) == (
        "This clinic is stricter: 12 months (as shipped: 6 months). Reason: This clinic follows its"
        " own audit."
    )
    assert say(rule.action).startswith("This clinic's own policy: 12 months. As shipped: Wait")
    assert say(rule.reason).endswith("Our clinic goes by a longer time: 12 months.")
    assert say(rule.recheck).endswith(". Our clinic goes by a longer time: 12 months.")
    assert rule.basis.own
    assert "P" in rule.basis.tags
    untouched = with_own(LONGER).protocol.rule("anticoagulant")
    assert untouched == shipped().protocol.rule("anticoagulant")


def test_where_sources_differ_the_clinics_choice_stands_beside_the_shipped_one() -> None:
    (topic,) = (
        one for one in with_own(LONGER).protocol.disagreements if "isotretinoin_recent" in one.rules
    )
    assert words().say(topic.chosen).endswith(" (as shipped; this clinic: 12 months)")
    others = [one for one in with_own(LONGER).protocol.disagreements if one != topic]
    assert set(others) < set(shipped().protocol.disagreements)


def test_an_own_rule_is_clinic_policy_whatever_it_says() -> None:
    rule = with_own(MANY).protocol.rule("own_smoker")
    assert (rule.basis.tags, rule.basis.sources, rule.basis.own) == (("P",), (), True)
    assert words().say(rule.title) == "Smokes now (this clinic's own policy)"


def test_version_and_fingerprint_show_the_clinics_rules() -> None:
    plain, own, other = with_own(""), with_own(LONGER), with_own(MANY)
    assert plain.protocol.version == shipped().protocol.version
    assert plain.protocol.fingerprint == shipped().protocol.fingerprint
    assert own.protocol.version.startswith(f"{plain.protocol.version} + clinic rules ")
    assert own.questionnaire.version == own.protocol.version
    found = {content.protocol.fingerprint for content in (plain, own, other)}
    assert len(found) == 3
    assert {len(fingerprint) for fingerprint in found} == {12}
    assert own.protocol.version != other.protocol.version
    assert with_own(LONGER).protocol.fingerprint == own.protocol.fingerprint


def test_the_rows_are_counted() -> None:
    counted = with_own(MANY).clinic_rules
    assert (counted.files, counted.rules, counted.stricter) == (1, 1, 1)
    assert (counted.limits, counted.intervals, counted.rows) == (1, 1, 4)


def test_the_order_of_several_files_does_not_matter_to_what_holds(tmp_path: Path) -> None:
    (tmp_path / "b.toml").write_text(LONGER, encoding="utf-8")
    (tmp_path / "a.toml").write_text(MANY.removeprefix(LONGER), encoding="utf-8-sig")
    (tmp_path / ".b.toml.swp").write_bytes(b"\x00")
    content, faults = lay_over(shipped(), tmp_path)
    assert not faults
    assert content.clinic_rules.files == 2
    assert content.protocol.rules == laid(MANY)[0].protocol.rules


def test_without_a_folder_all_is_as_shipped(tmp_path: Path) -> None:
    content, faults = lay_over(shipped(), tmp_path / "clinic-rules")
    assert not faults
    assert content.protocol is shipped().protocol


def test_load_lays_them_over_and_stops_at_a_fault(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(LONGER, encoding="utf-8")
    for cross_check in (True, False):
        content = load(ROOT, cross_check=cross_check, clinic_rules=tmp_path)
        assert content.protocol.rule("isotretinoin_recent").basis.own
    (tmp_path / "own.toml").write_text(LONGER.replace("12", "3"), encoding="utf-8")
    for cross_check in (True, False):
        with pytest.raises(ContentError) as caught:
            load(ROOT, cross_check=cross_check, clinic_rules=tmp_path)
        text = str(caught.value)
        assert "clinic-rules/own.toml, stricter.isotretinoin_recent.months: " in text
        assert text.splitlines()[-1] == (
            "The program does not start without this clinic's own rules. Mend the files named in"
            f" {tmp_path}, or move them to another folder, and start again."
        )


def test_no_shipped_id_can_meet_an_own_one() -> None:
    protocol = shipped().protocol
    ids = {name for kind, name in shipped().where if kind in {"rule", "cap", "interval", "zone"}}
    assert {rule.id for rule in protocol.rules} <= ids
    assert not [name for name in ids if name.startswith("own_")]
