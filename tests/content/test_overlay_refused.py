"""What a clinic's own rules must not do: each attempt is refused with a message that explains itself."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from mneedle_gui.content.overlay import lay_over
from tests.content.own_rules import LONGER, laid, shipped

ONLY = "A clinic's rule may only be stricter"

STRICTER = {
    "softer category": (
        "isotretinoin_recent",
        'category = "caution"',
        "category",
        "this would soften rule 'isotretinoin_recent': shipped is defer, asked is caution",
        f"{ONLY}: write one of refer, absolute",
    ),
    "nothing above absolute": (
        "pregnancy",
        'category = "refer"',
        "category",
        "shipped is absolute, asked is refer",
        "nothing is stricter than absolute",
    ),
    "a wait in place of a zone left out": (
        "zone_forbidden",
        'category = "defer"',
        "category",
        "shipped is zone_exclude, asked is defer",
        f"{ONLY}: write one of absolute",
    ),
    "the shipped category": (
        "isotretinoin_recent",
        'category = "defer"',
        "category",
        "is shipped with defer already",
        "Take category out",
    ),
    "shorter window": (
        "isotretinoin_recent",
        "months = 3",
        "months",
        "this would soften rule 'isotretinoin_recent': shipped is 6 months, asked is 3 months",
        f"{ONLY}: write a time that is never shorter than 6 months",
    ),
    "days that are sometimes shorter than months": (
        "isotretinoin_recent",
        "days = 183",
        "days",
        "asked is 183 days, which ends sooner when counted from 2024-03-01",
        "never shorter than 6 months",
    ),
    "no time at all": ("isotretinoin_recent", "days = 0", "days", "asked is 0 days", ONLY),
    "the shipped window": (
        "oral_retinoid_other_recent",
        "years = 1",
        "years",
        "is shipped with 12 months already",
        "Take years out",
    ),
    "two units": (
        "isotretinoin_recent",
        "months = 6\ndays = 7",
        "",
        "a time is given in two units",
        "Use only one",
    ),
    "a window where there is none": (
        "pregnancy",
        "months = 6",
        "months",
        "rule 'pregnancy' has no window",
        "Take months out",
    ),
    "a letter that clears": (
        "oral_retinoid_other_recent",
        "clearable = true",
        "clearable",
        "this would soften rule 'oral_retinoid_other_recent': shipped is that no letter clears it",
        ONLY,
    ),
    "a letter for a wait that becomes a referral": (
        "oral_retinoid_other_recent",
        'category = "refer"\nprofessional = "GP"\nclearable = true',
        "clearable",
        "shipped is that no letter clears it, asked is that one may",
        ONLY,
    ),
    "not sure counts no longer": (
        "possibly_pregnant",
        "unsure_applies = false",
        "unsure_applies",
        "this would soften rule 'possibly_pregnant'",
        ONLY,
    ),
    "not sure lets a caution go ahead": (
        "smoking",
        "unsure_applies = true",
        "unsure_applies",
        "this could soften rule 'smoking': shipped is that \"not sure\" withholds the plan",
        ONLY,
    ),
    "not sure and a letter": (
        "anticoagulant",
        "unsure_applies = true",
        "unsure_applies",
        "can be cleared may let it go ahead",
        "clearable = false",
    ),
    "another condition": (
        "pregnancy",
        'when = { question = "smoking", is = "now" }',
        "when",
        "when of rule 'pregnancy' stays as it is shipped",
        ONLY,
    ),
    "another text": (
        "pregnancy",
        'action = "Treat all the same"',
        "action",
        "action of rule 'pregnancy' stays as it is shipped",
        ONLY,
    ),
    "removal": (
        "pregnancy",
        "remove = true",
        "remove",
        "remove of rule 'pregnancy' stays as it is shipped",
        ONLY,
    ),
    "a zone left out that is not asked for": (
        "smoking",
        'category = "zone_exclude"',
        "category",
        "does not ask where the finding is",
        "Write defer, refer or absolute",
    ),
    "nobody to refer to": (
        "smoking",
        'category = "refer"',
        "professional",
        "names nobody to refer to",
        'Write professional = "…"',
    ),
    "nothing": ("pregnancy", "", "", "the row asks for nothing stricter", "Write category"),
    "an unknown rule": (
        "isotretinoin_recnt",
        "months = 12",
        "rule",
        "there is no shipped rule 'isotretinoin_recnt'",
        "Perhaps you mean 'isotretinoin_recent'",
    ),
    "an own rule": ("own_x", "months = 12", "rule", "is this clinic's own rule", "Write it there"),
}

LIMITS = {
    "deeper in a zone": (
        'zone = "cheek"\nmax_mm = "2.0"',
        "max_mm",
        "this would soften zone 'cheek': shipped is at most 1.5 mm, asked is 2.0 mm",
        f"{ONLY}: write less than 1.5 mm",
    ),
    "the shipped depth": (
        'zone = "cheek"\nmax_mm = 1.5',
        "max_mm",
        "zone 'cheek' is shipped with 1.5 mm already",
        "Take max_mm out",
    ),
    "opening a closed zone": (
        'zone = "eyelid_lip_mucosa"\nmax_mm = 0.5',
        "max_mm",
        "this would soften zone 'eyelid_lip_mucosa': shipped is at most 0",
        ONLY,
    ),
    "deeper by device": (
        'device = "pen"\nmax_mm = 2',
        "max_mm",
        "this would soften device 'pen': shipped is at most 1.5 mm, asked is 2 mm",
        ONLY,
    ),
    "deeper by cap": (
        'cap = "no_anaesthetic"\nmax_mm = 1',
        "max_mm",
        "this would soften cap 'no_anaesthetic': shipped is at most 0.5 mm, asked is 1 mm",
        ONLY,
    ),
    "less taken off": (
        'cap = "fst_4_6"\nminus_mm = 0',
        "minus_mm",
        "this would soften cap 'fst_4_6': shipped is 0.25 mm less, asked is 0 mm less",
        ONLY,
    ),
    "more taken off than there is": (
        'cap = "fst_4_6"\nminus_mm = 1.5',
        "minus_mm",
        "nothing is left in some zone",
        "[[limit]] with zone",
    ),
    "under the smallest step": (
        'zone = "cheek"\nmax_mm = 0.1',
        "max_mm",
        "0.1 mm is below the smallest step",
        "Write 0.25 mm, or 0 to leave the zone out",
    ),
    "a device without depth": (
        'device = "pen"\nmax_mm = 0',
        "max_mm",
        "0 mm is below the smallest step",
        "Write 0.25 mm or more",
    ),
    "no depth": ('zone = "cheek"', "max_mm", "the limit of zone 'cheek' has no depth", "Write"),
    "no number": ('zone = "cheek"\nmax_mm = "deep"', "max_mm", "has the wrong form", "Write"),
    "an unknown zone": (
        'zone = "cheeks"\nmax_mm = 1',
        "zone",
        "there is no zone 'cheeks'",
        "Perhaps you mean 'cheek'",
    ),
    "two things at once": (
        'zone = "cheek"\ndevice = "pen"\nmax_mm = 1',
        "",
        "exactly one of zone, cap and device",
        "Name one",
    ),
}

RULE = """
[[rule]]
id = "own_smoker"
title = "Smokes now"
category = "caution"
when = { question = "smoking", is = "now" }
action = "Ask the client to stop."
reason = "Smoking slows healing."
"""

RULES = {
    "a shipped id": (
        'id = "own_smoker"',
        'id = "smoking"',
        "rule.smoking.id",
        "'smoking' is a shipped rule, which a clinic cannot write anew",
        '[[stricter]] with rule = "smoking"',
    ),
    "an id that is not the clinic's": (
        'id = "own_smoker"',
        'id = "smoker"',
        "rule.smoker.id",
        "the id 'smoker' does not begin with own_",
        "Write own_smoker",
    ),
    "a tag that is not policy": (
        "[[rule]]",
        '[[rule]]\nbasis = ["V"]',
        "rule.own_smoker.basis",
        "a clinic's own rule is its own policy and is not sourced",
        "Leave basis out",
    ),
    "a source": (
        "[[rule]]",
        '[[rule]]\nsources = ["ISO_LABEL"]',
        "rule.own_smoker.sources",
        "a clinic's own rule is its own policy and is not sourced",
        "Take sources out",
    ),
    "a strength": (
        "[[rule]]",
        '[[rule]]\nstrength = "label"',
        "rule.own_smoker.strength",
        "a clinic's own rule is its own policy and is not sourced",
        "Take strength out",
    ),
    "an unknown question": (
        'question = "smoking"',
        'question = "smokin"',
        "rule.own_smoker.when",
        "there is no question 'smokin'",
        "Perhaps you mean 'smoking'",
    ),
    "an unknown code": (
        'is = "now"',
        'is = "yes"',
        "rule.own_smoker.when",
        "there is no option of question 'smoking' with code 'yes'",
        "now",
    ),
    "another rule": (
        'question = "smoking", is = "now"',
        'rule = "smoking"',
        "rule.own_smoker.when",
        "a rule may not depend on another rule",
        "Ask about the questions themselves",
    ),
    "a misspelt key": (
        "[[rule]]",
        "[[rule]]\nurgnt = true",
        "rule.own_smoker.urgnt",
        "unknown key 'urgnt'",
        "Perhaps you mean 'urgent'",
    ),
    "no zones to leave out": (
        '"caution"',
        '"zone_exclude"',
        "rule.own_smoker.area",
        "does not say which",
        "Name the zones question",
    ),
    "a setting nobody has": (
        "[[rule]]",
        '[[rule]]\nswitch = "nights"',
        "rule.own_smoker.switch",
        "there is no clinic setting 'nights'",
        "Use one of",
    ),
    "a test spot": (
        "[[rule]]",
        "[[rule]]\ntest_spot = true",
        "rule.own_smoker.test_spot",
        "the result of a test spot is asked only where",
        "in the text of action",
    ),
    "a promise": (
        "slows healing",
        "stops healing, guaranteed",
        "rule.own_smoker.reason",
        "a text for clients says 'guaranteed'",
        "without promise",
    ),
    "curly brackets": (
        "to stop.",
        "to {stop}.",
        "rule.own_smoker.action",
        "a curly bracket",
        "round ones",
    ),
    "no text for the client": (
        'reason = "Smoking slows healing."',
        "",
        "rule.own_smoker.reason",
        "'reason' is missing",
        "Write text",
    ),
}


def the_fault(text: str) -> tuple[str, str, str]:
    """Key, cause and remedy of the one fault."""
    _, faults = laid(text)
    (fault,) = faults
    assert fault.file == "clinic-rules/own.toml"
    return fault.key, fault.cause, fault.remedy


@pytest.mark.parametrize(("rule", "row", "key", "cause", "remedy"), STRICTER.values(), ids=STRICTER)
def test_what_softens_a_rule_is_refused(
    rule: str, row: str, key: str, cause: str, remedy: str
) -> None:
    told = the_fault(f'[[stricter]]\nrule = "{rule}"\nreason = "We like it so"\n{row}')
    assert told[0] == ".".join(part for part in (f"stricter.{rule}", key) if part)
    assert cause in told[1]
    assert remedy in told[2]


@pytest.mark.parametrize(("row", "key", "cause", "remedy"), LIMITS.values(), ids=LIMITS)
def test_what_softens_a_limit_is_refused(row: str, key: str, cause: str, remedy: str) -> None:
    told = the_fault(f'[[limit]]\nreason = "We like it so"\n{row}')
    assert told[0] == ".".join(part for part in ("limit[1]", key) if part)
    assert cause in told[1]
    assert remedy in told[2]


@pytest.mark.parametrize(("old", "new", "key", "cause", "remedy"), RULES.values(), ids=RULES)
def test_an_own_rule_is_safe_by_construction(
    old: str, new: str, key: str, cause: str, remedy: str
) -> None:
    assert old in RULE
    told = the_fault(RULE.replace(old, new))
    assert told[0] == key
    assert cause in told[1]
    assert remedy in told[2]


def test_a_sound_own_rule_has_no_fault() -> None:
    assert laid(RULE)[1] == ()


@pytest.mark.parametrize("table", ["zone", "cap", "question", "remove", "override", "content"])
def test_nothing_else_can_be_written(table: str) -> None:
    key, cause, remedy = the_fault(f'[[{table}]]\nid = "cheek"')
    assert (key, cause) == (table, f"'{table}' is not a row that a clinic can write")
    assert "may only add and be stricter: nothing shipped can be changed or removed" in remedy


def test_the_reason_must_be_given() -> None:
    told = the_fault('[[stricter]]\nrule = "isotretinoin_recent"\nmonths = 12')
    assert told[0] == "stricter.isotretinoin_recent.reason"


def test_a_rule_is_made_stricter_once() -> None:
    told = the_fault(LONGER + LONGER)
    assert told[1] == "rule 'isotretinoin_recent' is made stricter twice"


def test_a_limit_is_lowered_once() -> None:
    row = '[[limit]]\nzone = "cheek"\nmax_mm = 1\nreason = "Own audit"\n'
    assert the_fault(row + row)[1] == "zone 'cheek' has two limits"


def test_a_gap_that_lengthens_nothing_is_refused() -> None:
    row = '[[interval]]\nid = "own_gap"\nname = "Gap"\ntypical_weeks = 2\nmin_weeks = 2\n'
    key, cause, remedy = the_fault(row + "max_weeks = 2")
    assert key == "interval.own_gap.typical_weeks"
    assert cause.startswith("this would soften the gap between sessions: shipped is at least 4")
    assert ONLY in remedy


def test_a_gap_needs_an_own_id_and_rising_weeks() -> None:
    row = '[[interval]]\nid = "fst_4_6"\nname = "Gap"\ntypical_weeks = 6\nmin_weeks = 9\n'
    _, faults = laid(row + "max_weeks = 8")
    assert [fault.cause for fault in faults] == [
        "'fst_4_6' is a shipped interval, which a clinic cannot write anew",
        "the weeks 9, 6, 8 do not rise",
    ]


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (b"[[stricter]\n", "this is not TOML"),
        (b"# caf\xe9\n", "byte 5 is not UTF-8"),
        (b"a = " + b"[" * 5000, "too many brackets"),
    ],
)
def test_a_file_that_cannot_be_read_is_a_fault(tmp_path: Path, content: bytes, cause: str) -> None:
    (tmp_path / "own.toml").write_bytes(content)
    (fault,) = lay_over(shipped(), tmp_path)[1]
    assert fault.file == "clinic-rules/own.toml"
    assert cause in fault.cause


def test_a_folder_in_place_of_a_file_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "own.toml").mkdir()
    (fault,) = lay_over(shipped(), tmp_path)[1]
    assert "the file cannot be read" in fault.cause


def test_a_file_in_place_of_the_folder_is_a_fault(tmp_path: Path) -> None:
    place = tmp_path / "clinic-rules"
    place.write_text(LONGER, encoding="utf-8")
    (fault,) = lay_over(shipped(), place)[1]
    assert "the folder cannot be read" in fault.cause


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_a_link_that_leads_nowhere_is_a_fault(tmp_path: Path) -> None:
    place = tmp_path / "clinic-rules"
    place.symlink_to(tmp_path / "gone")
    (fault,) = lay_over(shipped(), place)[1]
    assert fault.cause == "the link to this folder leads nowhere"


def test_a_file_that_would_be_passed_over_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "own.toml.txt").write_text(LONGER, encoding="utf-8")
    (fault,) = lay_over(shipped(), tmp_path)[1]
    assert fault.remedy == "Let the name end in .toml"


def test_all_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(LONGER.replace("12", "3"), encoding="utf-8")
    (tmp_path / "b.toml").write_text(RULE.replace("smoking", "smokin"), encoding="utf-8")
    (tmp_path / "c.toml").write_text("[", encoding="utf-8")
    _, faults = lay_over(shipped(), tmp_path)
    assert [fault.file.removeprefix("clinic-rules/") for fault in faults] == [
        "c.toml",
        "a.toml",
        "b.toml",
    ]
