"""Each kind of fault within a file, made in an otherwise whole content folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.content.tiny import Tiny

_RULES = "protocol/rules/a_all.toml"
_HEALTH = "questionnaire/20_health.toml"
_CAPS = "protocol/caps.toml"
_ZONES = "protocol/zones.toml"
_DEVICES = "protocol/devices.toml"

_CASES = {
    "misspelt key": (_ZONES, "client_name", "client_nam", "zone.cheek.client_nam", "Perhaps you mean 'client_name'"),
    "misspelt key deep inside": (_RULES, "months = 6", "month = 6", "rule.retinoid_recent.window.month", "Perhaps you mean 'months'"),
    "missing key": (_ZONES, 'name = "Cheeks"\n', "", "zone.cheek.name", "'name' is missing"),
    "empty text": (_ZONES, '"Cheeks"', '""', "zone.cheek.name", "the text is empty"),
    "space at the end": (_ZONES, '"Cheeks"', '"Cheeks "', "zone.cheek.name", "with a space"),
    "number as text": (_ZONES, '"Cheeks"', "7", "zone.cheek.name", "7 has the wrong form"),
    "decimal without quotes": (_ZONES, '"1.5"', "1.5", "zone.cheek.max_mm", 'Write a number in quotes, such as "0.5"'),
    "decimal that is none": (_ZONES, '"1.5"', '"much"', "zone.cheek.max_mm", "'much' has the wrong form"),
    "decimal without end": (_ZONES, '"1.5"', '"Infinity"', "zone.cheek.max_mm", "wrong form"),
    "decimal missing": (_ZONES, 'max_mm = "1.5"\n', "", "zone.cheek.max_mm", "'max_mm' is missing"),
    "text as number": ("protocol/numbers.toml", "= 6", '= "6"', "limits.course_cap_sessions", "a whole number without quotes"),
    "number missing": ("protocol/numbers.toml", "course_cap_sessions = 6\n", "", "limits.course_cap_sessions", "is missing"),
    "true in quotes": (_DEVICES, "forbidden_zones", 'anaesthetic = "yes"\nforbidden_zones', "device.pen.anaesthetic", "Write true or false"),
    "true or false missing": ("protocol/guidance/signs.toml", "proof = true\n", "", "sign.even.proof", "'proof' is missing"),
    "list missing": ("protocol/disagreements.toml", 'rules = ["retinoid_recent"]', "", "disagreement.retinoid.rules", "'rules' is missing"),
    "list of the wrong things": (_ZONES, '["cheek"]', "[1]", "zone.cheek.parts", "a list of texts in quotes"),
    "list that is none": (_ZONES, '["cheek"]', '"cheek"', "zone.cheek.parts", "a list of texts in quotes"),
    "numbers in a list": ("protocol/facts.toml", "[1, 2]", '["a"]', "fact.skin_type_score.bands", "a list of whole numbers"),
    "decimals in a list": ("protocol/facts.toml", '["0.3"]', '"0.3"', "fact.area.weights", "a list of numbers in quotes"),
    "unknown choice": (_RULES, '"absolute"', '"absolut"', "rule.pregnant.category", "Perhaps you mean 'absolute'"),
    "choice missing": (_RULES, 'category = "absolute"\n', "", "rule.pregnant.category", "is missing"),
    "wrong id": (_RULES, 'id = "pregnant"', 'id = "Pregnant"', "rule.Pregnant.id", "not written as ids are"),
    "question id with underscore": (_HEALTH, 'id = "pregnant"', 'id = "preg_nant"', "question.preg_nant.id", "not written as ids are"),
    "wrong source key": ("protocol/sources.toml", '"LABEL"', '"label"', "source.label.key", "not written as ids are"),
    "wrong badge": ("protocol/guidance/badges.toml", '"B"', '"moderate"', "badge.moderate.id", "not written as ids are"),
    "same id twice": (_CAPS, 'id = "wound"', 'id = "dark_skin"', "cap.dark_skin", "another cap in protocol/caps.toml has this id"),
    "same question twice": (_HEALTH, 'id = "units"', 'id = "name"', "question.name", "another question in questionnaire/10_client.toml"),
    "same step in two files": ("protocol/guidance/aftercare.toml", "water_after", "water_before", "step.water_before", "another step"),
    "basis missing": (_CAPS, 'basis = ["P"]', "", "cap.dark_skin.basis", "'basis' is missing"),
    "review day": (_CAPS, 'basis = ["P"]', 'basis = ["P"]\nreviewed = "May"', "cap.dark_skin.reviewed", "a day such as"),
    "condition missing": (_CAPS, 'when = { rule = "wound" }\n', "", "cap.wound.when", "'when' is missing"),
    "condition of two forms": (_CAPS, 'rule = "wound"', 'rule = "wound", fact = "age"', "cap.wound.when", "exactly one of"),
    "condition that asks nothing": (_CAPS, '"skin_type", at_least = 4', '"skin_type"', "cap.dark_skin.when", "nothing is asked of fact 'skin_type'"),
    "question condition that asks nothing": (_RULES, '"units", at_least = 14', '"units"', "rule.alcohol.when.all[1]", "nothing is asked"),
    "condition with an empty list": (_RULES, 'is = ["past", "now"]', "is = []", "rule.retinoid_recent.when.is", "the list is empty"),
    "condition that is text": (_CAPS, '{ rule = "wound" }', '"wound"', "cap.wound.when", "Write a table such as"),
    "empty all": (_RULES, '{ fact = "treats_face", is = false }', "{ any = [] }", "rule.alcohol.when.all[2].not.any", "no condition is listed"),
    "unsure": (_RULES, '"applies"', '"fires"', "rule.alcohol.unsure", "Use one of: applies, ask"),
    "window without date": (_RULES, 'after = "retinoid-last", ', "", "rule.retinoid_recent.window", "exactly one of after and before"),
    "window in two units": (_RULES, "months = 6", "months = 6, days = 3", "rule.retinoid_recent.window", "in two units"),
    "window below zero": (_RULES, "months = 6", "months = -6", "rule.retinoid_recent.window", "below zero"),
    "override of nothing": (_DEVICES, "months = 12", "", "device.pen.override.retinoid_recent", "changes nothing"),
    "number of a device zone": (_DEVICES, '"1.25"', "true", "device.pen.zone_max_mm.cheek", "a number in quotes"),
    "concern without grade": ("protocol/concerns.toml", "[[concern.grade]]", "[[concern.grad]]", "concern.scar.grad", "Perhaps you mean 'grade'"),
    "no version": ("protocol/content.toml", 'version = "1.2.3"\n', "", "content.version", "is missing"),
    "no head of the content": ("protocol/content.toml", "[content]", "[contents]", "content", "the table [content] is missing"),
    "choice without options": (_HEALTH, 'options = [\n  { code = "now"', 'opts = [\n  { code = "now"', "question.retinoid.options", "no options"),
    "options on yes or no": (_HEALTH, 'kind = "yes_no"', 'kind = "yes_no"\noptions = []', "question.pregnant.options", "unknown key 'options'"),
    "unit of a choice": (_HEALTH, 'kind = "yes_no"', 'kind = "yes_no"\nunit = "mm"', "question.pregnant.unit", "unknown key 'unit'"),
    "gate of two forms": (_HEALTH, 'code = "past" }]', 'code = "past", exists = true }]', "question.retinoid-last.when[1]", "exactly one of"),
    "nobody is pigment-prone": ("protocol/guidance/restarts.toml", 'pigment_prone = { fact = "skin_type", at_least = 4 }\n', "", "pigment_prone", "'pigment_prone' is missing"),
    "wording row": ("protocol/guidance/wording.toml", 'word = "collagen"', 'wort = "collagen"', "explained[1].wort", "Perhaps you mean 'word'"),
}  # fmt: skip


@pytest.fixture
def tiny(tmp_path: Path) -> Tiny:
    return Tiny(tmp_path)


@pytest.mark.parametrize("case", _CASES)
def test_fault_within_a_file_is_told_with_its_place(tiny: Tiny, case: str) -> None:
    file, old, new, key, says = _CASES[case]
    tiny.change(file, old, new)
    faults = tiny.reading_faults()
    assert any(
        fault.file == file and fault.key == key and says in f"{fault.cause}. {fault.remedy}"
        for fault in faults
    ), "\n".join(map(str, faults))


def test_broken_toml_is_told_with_its_line(tiny: Tiny) -> None:
    tiny.write("protocol/caps.toml", "[[cap]]\nid = \n")
    (fault,) = tiny.reading_faults()
    assert fault.file == "protocol/caps.toml"
    assert "line 2" in fault.cause


def test_a_file_that_is_not_utf8_is_told(tiny: Tiny) -> None:
    (tiny.root / "protocol/caps.toml").write_bytes(b'note = "\xff"')
    (fault,) = tiny.reading_faults()
    assert "not UTF-8" in fault.cause


@pytest.mark.parametrize(
    "file", ["protocol/roles.toml", "protocol/guidance/studies.toml", "protocol/numbers.toml"]
)
def test_a_missing_file_is_one_fault(tiny: Tiny, file: str) -> None:
    (tiny.root / file).unlink()
    (fault,) = tiny.reading_faults()
    assert (fault.file, fault.cause) == (file, "the file is missing")


def test_a_section_without_head_or_questions_is_told(tiny: Tiny) -> None:
    tiny.write("questionnaire/99_empty.toml", "")
    causes = [fault.cause for fault in tiny.reading_faults()]
    assert causes == ["the section has no head", "the section has no question"]


def test_a_concern_without_grade_is_told(tiny: Tiny) -> None:
    text = (tiny.root / "protocol/concerns.toml").read_text(encoding="utf-8")
    tiny.write("protocol/concerns.toml", text[: text.index("[[concern.grade]]")])
    (fault,) = tiny.reading_faults()
    assert (fault.key, fault.cause) == ("concern.scar.grade", "the concern has no grade")


def test_a_broken_map_is_told_with_its_file(tiny: Tiny) -> None:
    tiny.write("face/face_front.json", "[]")
    assert {fault.file for fault in tiny.reading_faults()} == {"face/face_front.json"}
