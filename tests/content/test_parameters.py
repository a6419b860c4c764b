"""Section 4 of the clinical specification, row by row: values, tags and sources of session parameters."""

from __future__ import annotations

import pytest

from tests import builders

ROWS = {row.id: row for row in builders.content().protocol.guidance.parameters}
SAY = builders.words().say

# row | group | tags | sources | what it must say
SECTION_4 = """
photos                | preparation    | P  | | Same light and distance; no make-up; both 45 degrees
recheck_cold_sore     | recheck        | P  | | cold sore
recheck_infection     | recheck        | P  | | infection
recheck_sun           | recheck        | P  | | sunburn; tan
recheck_pregnancy     | recheck        | P  | | pregnant
recheck_medicine      | recheck        | P  | | new medicine
recheck_procedure     | recheck        | P  | | recent procedure
cleanse               | preparation    | M  | | antiseptic; let dry; chlorhexidine away from eyes and ears; eye-safe
anaesthetic_strength  | anaesthetic    | V  | FDA_LIDO2024 | Licensed product only; above 4% lidocaine; large areas; irritated or broken; wraps; arrhythmia
anaesthetic_lmx4      | anaesthetic    | V  | LMX4_SMPC | 1.5 to 2 g per 10 cm²; 30 to 60 min; 900 cm²; 30 to 40 g for 200 cm²
anaesthetic_emla      | anaesthetic    | V  | EMLA_DRUGLIB EMLA_PRILO EMLA_DRUGCENTRAL | 2.5 g over 20 to 25 cm²; at least 1 h; 2 g per 10 cm²; at least 2 h; 60 g on 400 cm² for 3 h; Not near eyes; open wounds
anaesthetic_app_cap   | anaesthetic    | P  | | Intact skin; 400 cm²; 60 min; one product; Remove fully; re-apply; 60 g on 400 cm²; 2 g per 10 cm² and 60 g; grams, area, time on, time off
anaesthetic_none      | no_anaesthetic | VP | DERMAPEN4_MAN EMLA_MIMS SKINPEN_CLINIC | No topical anaesthetic; 0.5 mm
anaesthetic_toxicity  | anaesthetic    | V  | FDA_LIDO2024 EMLA_RECALLGUIDE | ringing ears; numb mouth; dizziness; twitching or fit; slow or irregular pulse; blue-grey lips
glide                 | topicals       | V  | DEN160029 | sterile; single-use; drug-free hydrogel
forbidden_products    | topicals       | VP | SOLTANI2014 FRIEDMANN2024 GRAN_MTX GRAN_DM CFR878 | 72 h; vitamin C; retinoid; acid; perfumed; oily; tinted; broken skin; growth-factor; exosome
blood_products        | topicals       | V  | CDC_HIV2024 | PRP; HIV cluster
passes                | needling       | P  | | 2 to 4 light passes; 3 directions; no dragging; endpoint
pressure              | needling       | V  | SKINCOLOR_CH | Light; almost none over bone
speed                 | needling       | M  | | device instructions; slower on thin skin
endpoint_shallow      | endpoint       | P  | | pinkness; no bleeding
endpoint_middle       | endpoint       | P  | | Even redness; reason to stop
endpoint_deep         | endpoint       | S  | ISSKIN | uniform pinpoint bleeding; easy to control
stop_rules            | needling       | P  | | Blanching; grey; pooling blood; blister; hives; faint; client asks; device fault
needles               | preparation    | V  | DEN160029 CFR878 CDC_HIV2024 | One sterile cartridge; dropped, blunt or contaminated; re-use or share
sheath_cleaning       | after          | V  | DEN160029 CFR878 | disposable sheath; disinfect
sharps                | after          | V  | CFR878 | sharps container
record                | record         | VP | CDC_HIV2024 | make, model, serial; lot and expiry; depth, passes and endpoint; anaesthetic; photos; reactions; operator; consent version
asepsis               | preparation    | S  | SKINPEN_CLINIC | Hand hygiene; gloves; clean field
after_immediate       | after          | P  | | saline; cool clean compress; broken skin
same_day_combination  | preparation    | VP | AAD2024 | peel; laser; radiofrequency; toxin; filler; prescriber
course_cap            | course         | P  | | after 3 sessions; score; photo; 6 sessions; medical review
adverse_report        | record         | VM | FDA_RF2025 | regulator; maker; MedWatch; Yellow Card
"""
LINES = [[cell.strip() for cell in line.split("|")] for line in SECTION_4.strip().splitlines()]


def test_no_parameter_is_lost_or_added() -> None:
    assert sorted(ROWS) == sorted(line[0] for line in LINES)


@pytest.mark.parametrize("line", LINES, ids=lambda line: line[0])
def test_a_parameter_says_what_the_specification_says(line: list[str]) -> None:
    row_id, group, tags, sources, says = line
    row = ROWS[row_id]
    assert row.group == group
    assert "".join(row.basis.tags) == tags
    assert list(row.basis.sources) == sources.split()
    text = SAY(row.text).lower()
    assert [part for part in says.split("; ") if part.lower() not in text] == []


def test_numbers_in_texts_are_those_of_the_plan() -> None:
    limits = builders.content().protocol.limits
    assert f"{limits.passes_min} to {limits.passes_max} light passes" in SAY(ROWS["passes"].text)
    course = SAY(ROWS["course_cap"].text)
    assert f"after {limits.stop_after_sessions} sessions" in course
    assert f"At most {limits.course_cap_sessions} sessions" in course
