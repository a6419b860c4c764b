"""Each kind of fault between rows, made in an otherwise whole content folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.content.tiny import Tiny

_RULES = "protocol/rules/a_all.toml"
_CLIENT = "questionnaire/10_client.toml"
_HEALTH = "questionnaire/20_health.toml"
_WISHES = "questionnaire/60_concerns.toml"
_CONCERNS = "protocol/concerns.toml"
_CAPS = "protocol/caps.toml"
_ZONES = "protocol/zones.toml"
_DEVICES = "protocol/devices.toml"
_FACTS = "protocol/facts.toml"
_LEVELS = "protocol/levels.toml"
_SCALES = "protocol/scales.toml"
_ROLES = "protocol/roles.toml"
_STEPS = "protocol/guidance/aftercare.toml"

_CASES = {
    # conditions
    "unknown question": (_RULES, '"units", at', '"unit", at', "rule.alcohol.when", "no question 'unit'. Perhaps you mean 'units'"),
    "unknown option": (_RULES, '["past", "now"]', '["passed", "now"]', "rule.retinoid_recent.when", "option of question 'retinoid' with code 'passed'"),
    "option of a number": (_RULES, '"units", at_least = 14', '"units", is = "yes"', "rule.alcohol.when", "question 'units' has no options"),
    "number of a choice": (_RULES, '"units", at_least', '"skin", at_least', "rule.alcohol.when", "question 'skin' is no number"),
    "unknown fact": (_CAPS, '"skin_type"', '"skin_typ"', "cap.dark_skin.when", "no fact 'skin_typ'"),
    "yes or no of a numeric fact": (_RULES, '"treats_face"', '"age"', "rule.alcohol.when", "fact 'age' is a number"),
    "number of a yes or no fact": (_CAPS, '"skin_type"', '"treats_body"', "cap.dark_skin.when", "fact 'treats_body' is true or false"),
    "rule in a rule": (_RULES, '{ fact = "treats_face", is = false }', '{ rule = "wound" }', "rule.alcohol.when", "may not depend on another rule"),
    "unknown rule in a cap": (_CAPS, 'rule = "wound"', 'rule = "wund"', "cap.wound.when", "no rule 'wund'"),
    "unknown question of a step": (_STEPS, '"pregnant"', '"pregnancy"', "step.water_after.when", "no question 'pregnancy'"),
    "question that may be off": (_STEPS, '"pregnant"', '"virus"', "step.water_after.when", "only asked when the clinic switches on 'bloodborne_virus'"),
    "rule without the switch of its question": (_RULES, 'switch = "bloodborne_virus"\n', "", "rule.virus.when", 'Give the row switch = "bloodborne_virus"'),
    # rules
    "unknown date": (_RULES, '"retinoid-last"', '"retinoid-lost"', "rule.retinoid_recent.window", "no question 'retinoid-lost'"),
    "date that is none": (_RULES, '"retinoid-last"', '"retinoid"', "rule.retinoid_recent.window", "is not a date"),
    "window of no length": (_RULES, "months = 6, ", "", "rule.retinoid_recent.window", "no length"),
    "window ends first": (_RULES, "months = 6, ", "months = 6, from_months = 7, ", "rule.retinoid_recent.window", "ends before it begins"),
    "begin of a coming date": (_RULES, 'after = "retinoid-last", ', 'before = "retinoid-last", from_days = 2, ', "rule.retinoid_recent.window", "does not go with before"),
    "area that is no place": (_RULES, '"wound-where"', '"skin"', "rule.wound.area", "does not ask for zones"),
    "zone taken out without area": (_RULES, 'area = { question = "wound-where", face_as_one = true }\n', "", "rule.wound.area", "does not say which"),
    "refer without professional": (_RULES, 'professional = "dermatologist"\nwhen', "when", "rule.route.professional", "nobody is named"),
    "caution that is cleared": (_RULES, 'unsure = "applies"', 'clearable = true\nprofessional = "doctor"', "rule.alcohol.clearable", "cannot be cleared"),
    "no action": (_RULES, 'action = "Advise"', 'action = ""', "rule.alcohol.action", "the rule has no action"),
    "no reason": (_RULES, 'reason = "Alcohol slows healing."', 'reason = ""', "rule.alcohol.reason", "the rule has no reason"),
    # origin and words
    "sourced without source": (_RULES, 'sources = ["LABEL"]', "sources = []", "rule.pregnant.sources", "basis V or S needs a source"),
    "unknown source": (_RULES, '["LABEL"]', '["LABLE"]', "rule.pregnant.sources", "no source 'LABLE'"),
    "unknown basis": (_RULES, '["M"]', '["X"]', "rule.wound.basis", "no basis 'X'"),
    "empty basis": (_RULES, '["M"]', "[]", "rule.wound.basis", "no basis is given"),
    "source of the limits": ("protocol/numbers.toml", 'basis = ["P"]', 'basis = ["V"]', "limits.sources", "needs a source"),
    "source of an override": (_DEVICES, "months = 12", 'months = 12\nbasis = ["V"]', "device.pen.overrides.retinoid_recent.sources", "needs a source"),
    "banned word in a reason": (_RULES, "A wound has to heal first.", "We Cure it.", "rule.wound.reason", "says 'Cure'"),
    "banned phrase in a step": (_STEPS, "Drink water.", "There is no risk.", "step.water_after.text", "says 'no risk'"),
    "long sentence for clients": (_STEPS, "Drink water.", "Drink " + "very " * 20 + "much.", "step.water_after.text", "a sentence of 22 words"),
    "mirror": ("protocol/sources.toml", "www.example.gov", "web.archive.org", "source.LABEL.address", "keeps copies"),
    "no https": ("protocol/sources.toml", "https", "http", "source.LABEL.address", "not https"),
    "unknown concern": ("protocol/guidance/studies.toml", '["scar"]', '["scars"]', "study.trial.concerns", "no concern 'scars'"),
    "unknown concern of longevity": ("protocol/guidance/longevity.toml", '"scar"', '"scars"', "longevity.scars.concern", "no concern 'scars'"),
    "unknown rule of a disagreement": ("protocol/disagreements.toml", '["retinoid_recent"]', '["retinoid"]', "disagreement.retinoid.rules", "no rule 'retinoid'"),
    "unknown urgency": ("protocol/guidance/call_signs.toml", '"clinic"', '"soon"', "call_sign.fever.urgency", "no urgency 'soon'"),
    "unknown direction": ("protocol/guidance/influences.toml", '"down"', '"worse"', "influence.sun.result", "no direction 'worse'"),
    "unknown band": ("protocol/guidance/hazards.toml", '"common"', '"often"', "hazard.redness.band", "no band 'often'"),
    "days of a step": (_STEPS, "from_day = -1", "from_day = 1", "step.water_after.from_day", "from_day is after to_day"),
    "unknown fact of pigment-prone skin": ("protocol/guidance/restarts.toml", '"skin_type"', '"skin_typ"', "pigment_prone", "no fact 'skin_typ'"),
    "days of a restart": ("protocol/guidance/restarts.toml", "= 14", "= 3", "restart.acid.pigment_prone_days", "waits at least as long"),
    # questionnaire
    "unknown gate": (_HEALTH, 'question = "retinoid", code', 'question = "retinol", code', "question.retinoid-last.when", "no question 'retinol'"),
    "gate below": (_HEALTH, 'question = "retinoid", code', 'question = "skin", code', "question.retinoid-last.when", "question 'skin' stands below"),
    "option of a gate": (_HEALTH, 'code = "past" }]', 'code = "passed" }]', "question.retinoid-last.when", "with code 'passed'"),
    "gate that is no number": (_HEALTH, 'code = "past" }]', "at_least = 2 }]", "question.retinoid-last.when", "is not a number"),
    "chain without its gate": (_HEALTH, 'when = [{ question = "skin", code = "wound" }]', 'when = [{ question = "retinoid-last", exists = true }]', "question.wound-where.when", "the gate of 'retinoid-last' is not repeated: 'retinoid'"),
    "gate that may be off": (_HEALTH, 'question = "retinoid", code = "past"', 'question = "virus", code = "yes"', "question.retinoid-last.when", "'bloodborne_virus' is switched on"),
    "gate outside the two-minute check": (_HEALTH, 'card = "retinoid"', 'card = "retinoid"\nprescreen = true', "question.retinoid-last.when", "question 'retinoid' is not asked in the two-minute check"),
    "card apart": (_HEALTH, 'card = "skin"', 'card = "retinoid"', "question.wound-where.card", "stands apart from its card 'retinoid'"),
    "unknown card": (_HEALTH, 'card = "retinoid"', 'card = "name"', "question.retinoid-last.card", "no card in this section 'name'"),
    "long question": (_HEALTH, "Are you pregnant?", "Are " + "you " * 20 + "pregnant?", "question.pregnant.text", "has 22 words"),
    "and/or": (_HEALTH, "Are you pregnant?", "Pregnant and/or nursing?", "question.pregnant.text", "asks two things"),
    "no why": (_HEALTH, 'why = "Alcohol slows healing."\n', "", "question.units.why", "'why' is missing"),
    "no short": (_HEALTH, 'short = "Alcohol"\n', "", "question.units.short", "'short' is missing"),
    "choice without not sure": (_HEALTH, '  { code = "not_sure", text = "Not sure" },\n', "", "question.retinoid.options", "no option 'not_sure'"),
    "check list without none": (_HEALTH, '{ code = "none", text = "None of these" },', "", "question.skin.options", "no option 'none'"),
    "same option twice": (_HEALTH, 'code = "now"', 'code = "past"', "question.retinoid.options", "two options have the code 'past'"),
    "bounds": (_HEALTH, "maximum = 200", "maximum = -1", "question.units.minimum", "above the maximum"),
    "answer that nothing uses": (_RULES, '{ question = "units", at_least = 14 },', "", "question.units.need", "nothing uses it"),
    # zones and maps
    "depths": (_ZONES, '"1.0"', '"2.0"', "zone.cheek.max_mm", "do not rise"),
    "depth where never": (_ZONES, 'min_mm = "0"\n', 'min_mm = "0.1"\n', "zone.eyelid.max_mm", "never treated has depths"),
    "part on no map": (_ZONES, '["eyelid"]', '["eyelids"]', "zone.eyelid.parts", "no map shape 'eyelids'. Perhaps you mean 'eyelid'"),
    "part of two zones": (_ZONES, '["eyelid"]', '["cheek"]', "zone.eyelid.parts", "stands for another zone"),
    "shape without zone": (_ZONES, '["cheek"]', "[]", "zone.parts", "the shape 'cheek' of map face_front belongs to no zone"),
    # concerns
    "unknown option of a concern": (_CONCERNS, 'option = "scar"', 'option = "scars"', "concern.scar.option", "option of concerns 'scars'"),
    "option without concern": (_WISHES, 'text = "Scars" }', 'text = "Scars" }, { code = "line", text = "Lines" }', "question.concerns.options.line", "no concern row"),
    "zones question": (_CONCERNS, '"scar-zones"', '"scar-grade"', "concern.scar.zones_question", "is a choice"),
    "grade question": (_CONCERNS, '"scar-grade"', '"scar-grad"', "concern.scar.grade_question", "no question 'scar-grad'"),
    "grade of nothing": (_CONCERNS, 'grade_question = "scar-grade"', "", "concern.scar.grade_question", "nothing chooses"),
    "grade of two": (_CONCERNS, 'grade_question = "scar-grade"', 'grade_question = "scar-grade"\ngrade_fact = "area"', "concern.scar.grade_fact", "from a question and from a fact"),
    "unknown grade fact": (_CONCERNS, 'grade_question = "scar-grade"', 'grade_fact = "areas"', "concern.scar.grade_fact", "no numeric fact 'areas'"),
    "unknown grade option": (_CONCERNS, '["deep"]', '["deeper"]', "concern.scar.grade", "option of 'scar-grade' 'deeper'"),
    "grade option left out": (_CONCERNS, '["deep"]', "[]", "concern.scar.grade", "no grade has the option 'deep'"),
    "grade option twice": (_CONCERNS, '["deep"]', '["mild", "deep"]', "concern.scar.grade", "two grades have the option 'mild'"),
    "sessions": (_CONCERNS, "sessions_min = 3", "sessions_min = 5", "concern.scar.grade.mild.sessions_min", "the minimum first"),
    "no sessions": (_CONCERNS, "sessions_min = 3", "sessions_min = 0", "concern.scar.grade.mild.sessions_min", "needs sessions"),
    "weeks": (_CONCERNS, "interval_max_weeks = 6", "interval_max_weeks = 2", "concern.scar.grade.mild.interval_min_weeks", "do not rise"),
    "depth of a grade": (_CONCERNS, '"0.5"', '"1.75"', "concern.scar.grade.mild.depth_lo_mm", "the lower first"),
    "one body depth": (_CONCERNS, "sessions_min", 'body_depth_lo_mm = "1.0"\nsessions_min', "concern.scar.grade.mild.body_depth_lo_mm", "only one depth"),
    "body depths": (_CONCERNS, "sessions_min", 'body_depth_lo_mm = "1.0"\nbody_depth_hi_mm = "0.5"\nsessions_min', "concern.scar.grade.mild.body_depth_lo_mm", "do not rise"),
    "scores": (_CONCERNS, "shade = 3", "from_score = 4\nto_score = 2", "concern.scar.grade.deep.from_score", "above to_score"),
    "shade": (_CONCERNS, "shade = 3", "shade = 4", "concern.scar.grade.deep.shade", "shades 1, 2 and 3"),
    "becomes": (_CONCERNS, "shade = 3", 'becomes = "mark"', "concern.scar.grade.deep.becomes", "no concern 'mark'"),
    "elsewhere": (_CONCERNS, 'elsewhere = "A skin doctor can treat deep scars."\n', "", "concern.scar.elsewhere", "does not say where"),
    "badge": (_CONCERNS, 'badge = "B"', 'badge = "A"', "concern.scar.badge", "no badge 'A'"),
    "follow-up of sourced longevity": ("protocol/guidance/longevity.toml", 'observed_to = "12 months"\n', 'sources = ["LABEL"]\n', "longevity.scar.observed_to", "not how long people were followed"),
    "no longevity": ("protocol/guidance/longevity.toml", '"scar"', '"mark"', "concern.scar", "how long results last"),
    "no other choice": ("protocol/guidance/alternatives.toml", '["scar"]', '["mark"]', "concern.scar", "no other choice"),
    # the other tables
    "cap without number": (_CAPS, 'max_mm = "1.0"', "", "cap.dark_skin.max_mm", "exactly one of"),
    "zone of a cap": (_CAPS, '["cheek"]', '["cheeks"]', "cap.wound.zones", "no zone 'cheeks'"),
    "concern of a cap": (_CAPS, '["scar"]', '["scars"]', "cap.wound.concerns", "no concern 'scars'"),
    "interval": ("protocol/intervals.toml", "max_weeks = 8", "max_weeks = 5", "interval.dark_skin.min_weeks", "do not rise"),
    "forbidden zone": (_DEVICES, '["eyelid"]', '["eyelids"]', "device.pen.forbidden_zones", "no zone 'eyelids'"),
    "zone of a device": (_DEVICES, "{ cheek", "{ cheeks", "device.pen.zone_max_mm", "no zone 'cheeks'"),
    "rule of a device": (_DEVICES, '"retinoid_recent"', '"retinoid"', "device.pen.override.retinoid", "no rule 'retinoid'"),
    "depth of a level": (_LEVELS, '"0.5"', '"0"', "level.learner.face_max_mm", "no depth that can be set"),
    "level too deep": (_LEVELS, '"1.0"', '"3.5"', "level.learner.body_max_mm", "no depth that can be set"),
    "level that is no policy": (_LEVELS, '["P"]', '["P", "M"]', "level.learner.basis", "clinic policy and nothing else"),
    "level with a source": (_LEVELS, "basis", 'sources = ["LABEL"]\nbasis', "level.learner.sources", "never counts as sourced"),
    "question of a scale": (_SCALES, '["eye"]', '["eyes"]', "scale.skin.eye.questions", "no question 'eyes'"),
    "scale that is no choice": (_SCALES, '["scar-grade"]', '["skin"]', "scale.wound.grade.questions", "is a choices"),
    "words of a level": (_SCALES, 'description = "Brown"', 'description = "Dark"', "scale.skin.eye.levels", "'brown' of 'eye' is worded otherwise: Brown"),
    "score of a level": (_SCALES, "score = 3, option", "score = 2, option", "scale.skin.eye.levels", "'brown' of 'eye' scores 3, not 2"),
    "answer without level": (_SCALES, 'option = "deep"', 'option = "deeper"', "scale.wound.grade.levels", "no level means the answer 'deep'"),
    "level without answer": (_SCALES, 'description = "Deep" },', 'description = "Deep" },\n    { label = "X", option = "x", description = "x" },', "scale.wound.grade.levels", "has no answer 'x'"),
    "fact of a scale": (_SCALES, 'fact = "eye_sum"', 'fact = "eyes_sum"', "scale.skin.fact", "no numeric fact 'eyes_sum'"),
    "fact of another scale": (_SCALES, 'fact = "eye_sum"', 'fact = "age"', "scale.skin.fact", "rests on another question: birth-date"),
    "range of a scale": (_SCALES, "most = 3", "most = 4", "scale.skin.most", "come to 0 to 3, not 0 to 4"),
    "gap in the results": (_SCALES, "from_score = 2, to", "from_score = 3, to", "scale.skin.results", "without a gap"),
    "bands of a fact": (_SCALES, 'to_score = 1 },\n  { label = "type II", from_score = 2', 'to_score = 0 },\n  { label = "type II", from_score = 1', "scale.skin.results", "other bands: 1, 2"),
    "rule of a scale": (_SCALES, 'rule = "wound"', 'rule = "wounds"', "scale.wound.results", "no rule 'wounds'"),
    "no result without rule": (_SCALES, '  { label = "go on" },\n', "", "scale.wound.results", "no rule is in force"),
    "question of a fact": (_FACTS, '["birth-date"]', '["birthday"]', "fact.age.questions", "no question 'birthday'"),
    "age of no date": (_FACTS, '["birth-date"]', '["name"]', "fact.age.questions", "is not a date"),
    "age of two": (_FACTS, '["birth-date"]', '["birth-date", "event"]', "fact.age.questions", "one question"),
    "rank of no choice": (_FACTS, '["reading"]\n\n', '["units"]\n\n', "fact.skin_type_reading.questions", "is a integer"),
    "bands": (_FACTS, "[1, 2]", "[2, 1]", "fact.skin_type_score.bands", "bands rise"),
    "weights": (_FACTS, '["0.3"]', '["0.3", "0.1"]', "fact.area.weights", "2 weights go with 4 questions, not 2"),
    "facts below": (_FACTS, '["skin_type_score", "skin_type_reading"]', '["skin_type_score", "area"]', "fact.skin_type.facts", "stands below"),
    "unknown fact of a fact": (_FACTS, '["skin_type_score", "skin_type_reading"]', '["skin_score"]', "fact.skin_type.facts", "no numeric fact 'skin_score'"),
    "fact of the wrong things": (_FACTS, 'facts = ["skin_type_score", "skin_type_reading"]', 'questions = ["eye"]', "fact.skin_type.facts", "rests on facts"),
    "option without score": (_WISHES, ", score = 0", "", "question.eye.options", "option 'blue' has no score"),
    "role of an unknown question": (_ROLES, 'event = "event"', 'event = "events"', "roles.event", "no question 'events'"),
    "role of another kind": (_ROLES, 'event = "event"', 'event = "name"', "roles.event", "is a text"),
    "role of an unknown code": (_ROLES, '"calm"', '"quiet"', "roles.test_spot_calm", "with code 'quiet'"),
    "role of an unknown fact": (_ROLES, '"skin_type_score"', '"skin_score"', "roles.skin_type_score_fact", "no numeric fact 'skin_score'"),
    "role of an unknown rule": (_ROLES, '"nothing"', '"none"', "roles.nothing_rule", "no rule 'none'"),
}  # fmt: skip


@pytest.fixture
def tiny(tmp_path: Path) -> Tiny:
    return Tiny(tmp_path)


@pytest.mark.parametrize("case", _CASES)
def test_fault_between_rows_is_told_with_its_place(tiny: Tiny, case: str) -> None:
    file, old, new, key, says = _CASES[case]
    tiny.change(file, old, new)
    faults = tiny.crossing_faults()
    assert any(fault.key == key and says in f"{fault.cause}. {fault.remedy}" for fault in faults), (
        "\n".join(map(str, faults))
    )
    assert all(fault.file for fault in faults)


def test_more_than_seven_cards_are_told(tiny: Tiny) -> None:
    row = '\n[[question]]\nid = "n{n}"\ntext = "Well?"\nkind = "text"\nneed = "optional"\n'
    for n in range(4):
        tiny.append("questionnaire/10_client.toml", row.format(n=n))
    (fault,) = tiny.crossing_faults()
    assert (fault.key, fault.cause) == ("section.client", "the section has 8 cards")


def test_permanence_may_use_a_banned_word(tiny: Tiny) -> None:
    wording = (tiny.root / "protocol/guidance/wording.toml").read_text(encoding="utf-8")
    assert "Nothing is a cure" in wording
    assert tiny.crossing_faults() == ()


def test_a_banned_word_within_another_word_is_fine(tiny: Tiny) -> None:
    tiny.change(_STEPS, "Drink water.", "See a curer.")
    assert tiny.crossing_faults() == ()


def test_a_gate_is_used_if_something_it_opens_is(tiny: Tiny) -> None:
    tiny.change(
        _RULES,
        'when = { question = "skin", is = "wound" }\narea',
        'when = { fact = "treats_face", is = true }\narea',
    )
    assert tiny.crossing_faults() == ()


def test_an_informational_question_needs_no_use(tiny: Tiny) -> None:
    tiny.change(_RULES, '{ question = "units", at_least = 14 },', "")
    tiny.change(_HEALTH, 'kind = "integer"', 'kind = "integer"\ninformational = true')
    assert tiny.crossing_faults() == ()


def test_an_empty_table_is_not_told_by_every_row_that_refers_to_it(tiny: Tiny) -> None:
    tiny.write("protocol/sources.toml", "")
    assert tiny.crossing_faults() == ()
