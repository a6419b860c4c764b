from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as engine

from mneedle_gui.domain.plan import DepthEdit
from mneedle_gui.domain.propose import Edits
from mneedle_gui.records.consents import (
    Consent,
    ConsentKind,
    Decision,
    NoLongerSignable,
    NotDecided,
    NotSigned,
    Point,
    Present,
    SignedHow,
    Understood,
    consents_of,
    hash_of,
    is_void,
    newest,
    record,
)
from mneedle_gui.records.consultations import Kept, conclude, correct
from mneedle_gui.records.drafts import Draft, resume, start
from mneedle_gui.records.results import Result, plan_hash
from mneedle_gui.records.snapshot import result_of
from tests.builders import DAY, answers, consultation
from tests.records.rows_stage import NOOR, SARA, Stage, stage

TEXT = "I have read the leaflet. “Needling” can leave marks.\nI agree to sessions on both cheeks."
NAME = (
    (Point(0, 0, 0), Point(120, -40, 16), Point(300, 20, 33)),
    (Point(5, 5, 400), Point(6, 9, 420)),
)


@pytest.fixture
def here(tmp_path: Path) -> Stage:
    return stage(tmp_path)


def draft_in(here: Stage) -> Draft:
    desk = here.desk()
    fresh = Draft(id=desk.new_id(), save_id=desk.new_id(), held_on=DAY, answers=answers())
    return start(here.database, desk, fresh)


def result() -> Result:
    return result_of(consultation())


def other_result() -> Result:
    shallower = Edits({"cheek": DepthEdit("cheek", Decimal("1.25"))})
    return result_of(consultation().edited(shallower))


def consent(here: Stage, draft: Draft, **changes: object) -> Consent:
    agreed = Consent(
        id=here.desk().new_id(),
        consultation_id=draft.id,
        kind=ConsentKind.TREATMENT,
        decision=Decision.AGREED,
        words=TEXT,
        language="en",
        plan_hash=plan_hash(result()),
        signed_how=SignedHow.STROKES,
        strokes=NAME,
        signed_by="Layla Haddad",
        expires_on=date(2027, 5, 24),
        present=Present(interpreter="Mr Aziz", witness="Noor"),
        understanding=(Understood("How long is the skin red?", "A few days", True),),
        leaflet_version="3",
    )
    return replace(agreed, **changes)  # type: ignore[arg-type]


def ended(here: Stage, draft: Draft, came_to: Result | None = None, why: str = "") -> Kept:
    last = replace(draft, save_id=here.desk().new_id())
    return conclude(here.database, here.desk(), last, came_to or result(), why)


def test_a_consent_comes_back_stroke_for_stroke(here: Stage) -> None:
    draft = draft_in(here)
    kept = record(here.database, here.desk(NOOR), consent(here, draft))
    assert consents_of(here.database, draft.id) == (kept,)
    assert (kept.words, kept.strokes, kept.recorded_by) == (TEXT, NAME, NOOR.id)
    assert kept.words_hash == hash_of(TEXT)
    assert kept.is_intact
    assert kept.is_signed
    assert here.told[-1][:3] == ("consent", "consultation", draft.id)


def test_the_same_consent_again_is_the_one_that_is_there(here: Stage) -> None:
    draft = draft_in(here)
    given = consent(here, draft)
    kept = record(here.database, here.desk(), given)
    assert record(here.database, here.desk(), replace(given, words="other")) == kept
    assert len(consents_of(here.database, draft.id)) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"strokes": ()},
        {"strokes": ((Point(1, 1, 0),),)},
        {"strokes": ((Point(1, 1, 0), Point(1, 1, 0)),)},
        {"signed_how": SignedHow.UNSIGNED},
        {"signed_by": " \u200b"},
        {"words": "  "},
        {"plan_hash": ""},
    ],
)
def test_an_agreement_that_is_not_whole_is_not_kept(
    here: Stage, changes: dict[str, object]
) -> None:
    draft = draft_in(here)
    with pytest.raises(NotSigned):
        record(here.database, here.desk(), consent(here, draft, **changes))
    assert consents_of(here.database, draft.id) == ()


def test_paper_needs_no_strokes(here: Stage) -> None:
    draft = draft_in(here)
    paper = consent(here, draft, signed_how=SignedHow.PAPER, strokes=())
    assert record(here.database, here.desk(), paper).is_signed
    assert ended(here, draft).draft.id == draft.id


@pytest.mark.parametrize("decision", [Decision.REFUSED, Decision.NEEDS_TIME])
def test_a_refusal_and_a_wish_for_time_need_no_signature_and_are_decisions(
    here: Stage, decision: Decision
) -> None:
    draft = draft_in(here)
    unsigned = consent(
        here, draft, decision=decision, signed_how=SignedHow.UNSIGNED, strokes=(), signed_by=""
    )
    record(here.database, here.desk(), unsigned)
    assert ended(here, draft).without_treatment == ""


def test_a_signed_agreement_to_this_plan_lets_it_be_concluded(here: Stage) -> None:
    draft = draft_in(here)
    record(here.database, here.desk(), consent(here, draft))
    assert ended(here, draft).result == result()


def test_an_agreement_to_another_plan_is_void(here: Stage) -> None:
    draft = draft_in(here)
    kept = record(here.database, here.desk(), consent(here, draft))
    assert not is_void(kept, plan_hash(result()))
    assert is_void(kept, plan_hash(other_result()))
    assert is_void(kept, "")
    with pytest.raises(NotDecided):
        ended(here, draft, other_result())
    assert resume(here.database, draft.id) == draft
    assert ended(here, draft, other_result(), "Deferred by the client").without_treatment


def test_words_that_were_changed_make_it_void() -> None:
    kept = Consent(
        "id", "k", ConsentKind.TREATMENT, Decision.AGREED, TEXT, "en", "h", words_hash=hash_of(TEXT)
    )
    assert not is_void(kept, "h")
    assert is_void(replace(kept, words=TEXT + " "), "h")


def test_an_agreement_that_has_ended_does_not_count(here: Stage) -> None:
    draft = draft_in(here)
    last_day = record(here.database, here.desk(), consent(here, draft, expires_on=DAY))
    assert not last_day.is_expired(DAY)
    assert last_day.is_expired(DAY + timedelta(days=1))
    record(here.database, here.desk(), consent(here, draft, expires_on=DAY - timedelta(days=1)))
    with pytest.raises(NotDecided):
        ended(here, draft)
    record(here.database, here.desk(), consent(here, draft, expires_on=None))
    assert ended(here, draft).without_treatment == ""


def test_photos_are_decided_apart_and_are_no_agreement_to_treatment(here: Stage) -> None:
    draft = draft_in(here)
    care = consent(here, draft, kind=ConsentKind.CARE_PHOTOS, plan_hash="")
    public = consent(
        here, draft, kind=ConsentKind.PUBLICITY_PHOTOS, plan_hash="", decision=Decision.REFUSED
    )
    for one in (care, public):
        kept = record(here.database, here.desk(), one)
        assert not is_void(kept, "any plan")
    with pytest.raises(NotDecided):
        ended(here, draft)
    held = consents_of(here.database, draft.id)
    assert newest(held, ConsentKind.TREATMENT) is None
    for kind, decision in (
        (ConsentKind.CARE_PHOTOS, Decision.AGREED),
        (ConsentKind.PUBLICITY_PHOTOS, Decision.REFUSED),
    ):
        found = newest(held, kind)
        assert found is not None
        assert found.decision is decision


def test_p13_who_decides_otherwise_gets_a_new_row_and_the_newest_counts(here: Stage) -> None:
    draft = draft_in(here)
    for decision in (Decision.AGREED, Decision.REFUSED):
        given = consent(here, draft, kind=ConsentKind.CARE_PHOTOS, plan_hash="", decision=decision)
        record(here.database, here.desk(), given)
    held = consents_of(here.database, draft.id)
    assert [one.decision for one in held] == [Decision.AGREED, Decision.REFUSED]
    found = newest(held, ConsentKind.CARE_PHOTOS)
    assert found is not None
    assert found.decision is Decision.REFUSED


def test_a_client_who_wanted_time_can_sign_later_but_not_what_was_replaced(here: Stage) -> None:
    draft = draft_in(here)
    old = ended(here, draft, why="Thinks about it")
    record(here.database, here.desk(), consent(here, draft))
    correction = correct(here.database, here.desk(), old.draft.id, "wrong date", ("c", "s"))
    ended(here, correction, why="as before")
    for where in (draft, replace(draft, id="nowhere")):
        with pytest.raises(NoLongerSignable):
            record(here.database, here.desk(), consent(here, where))


def test_what_was_signed_is_never_changed(here: Stage) -> None:
    draft = draft_in(here)
    kept = record(here.database, here.desk(SARA), consent(here, draft))
    with pytest.raises(engine.IntegrityError), here.database.writing() as writer:
        writer.run("UPDATE consent SET decision = 'refused'")
    assert consents_of(here.database, draft.id) == (kept,)
