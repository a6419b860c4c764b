from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from mneedle_gui.domain.answers import Choice
from mneedle_gui.domain.clinic import Paper
from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.wording import PartialDate
from mneedle_gui.records import drafts
from mneedle_gui.records.clients import Details
from mneedle_gui.records.consents import (
    ConsentKind,
    Decision,
    NotDecided,
    Point,
    SignedHow,
    is_void,
)
from mneedle_gui.records.consultations import of_client
from mneedle_gui.records.drafts import DraftConflict
from mneedle_gui.records.errors import Concluded, DiskFailed, NotAllowed
from mneedle_gui.records.people import Person
from mneedle_gui.records.results import plan_hash
from mneedle_gui.services.consultations import hold
from mneedle_gui.services.keeping import Keeper, Resumed
from mneedle_gui.services.settings import Settings
from mneedle_gui.services.workbench import Workbench, open_workbench
from tests.builders import DAY, ROOT, answers, letter
from tests.records.rows_stage import NOOR, SARA, Stage, stage
from tests.services.test_clients import Unlocked

WHY = "Only advice was wanted."


@pytest.fixture(scope="module")
def bench() -> Workbench:
    return open_workbench(ROOT, Settings(practitioner="Dr Sara Amin"))


@pytest.fixture
def here(tmp_path: Path) -> Stage:
    return stage(tmp_path)


def keeper(here: Stage, bench: Workbench, person: Person = SARA) -> Keeper:
    return Keeper(Unlocked(here, person), bench)


def window(bench: Workbench, resumed: Resumed) -> Consultation:
    return hold(bench, resumed.held, DAY, level=resumed.level)


def filled(bench: Workbench, resumed: Resumed) -> Consultation:
    return hold(bench, replace(resumed.held, answers=answers()), DAY)


def versions(here: Stage) -> list[int]:
    return [version for (version,) in here.database.rows("SELECT row_version FROM consultation")]


def test_d01_what_was_in_the_window_is_there_again(here: Stage, bench: Workbench) -> None:
    keep = keeper(here, bench)
    held = filled(bench, keep.begin(DAY)).cleared(
        "anticoagulant", letter("anticoagulant")["anticoagulant"]
    )
    keep.save(held)
    assert keep.draft is not None
    again = keeper(here, bench).resume(keep.draft.id)
    back = window(bench, again)
    assert (back.answers, back.clearances, back.edits) == (
        held.answers,
        held.clearances,
        held.edits,
    )
    assert back.plan == held.plan
    assert again.draft.content_fingerprint == bench.content.protocol.fingerprint


def test_a_save_without_a_change_writes_nothing(here: Stage, bench: Workbench) -> None:
    keep = keeper(here, bench)
    held = filled(bench, keep.begin(DAY))
    for _ in range(3):
        keep.save(held)
    assert versions(here) == [2]
    keep.save(held.answer("smoking", Choice("now")))
    assert versions(here) == [3]


def test_d04_a_save_whose_answer_was_lost_is_no_conflict(
    here: Stage, bench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep = keeper(here, bench)
    held = filled(bench, keep.begin(DAY))
    real: Callable[..., object] = drafts.autosave

    def lost(*given: object) -> None:
        real(*given)
        raise DiskFailed

    for after in (held, held.answer("smoking", Choice("now"))):
        monkeypatch.setattr(drafts, "autosave", lost)
        with pytest.raises(DiskFailed):
            keep.save(held.answer("notes", None).answer("alcohol-high", Choice("yes")))
        monkeypatch.setattr(drafts, "autosave", real)
        keep.save(after)
        assert keep.draft is not None
        assert drafts.resume(here.database, keep.draft.id).answers == after.answers


def test_d08_two_windows_on_one_draft_are_told_and_settled(here: Stage, bench: Workbench) -> None:
    mine, theirs = keeper(here, bench), keeper(here, bench, NOOR)
    held = filled(bench, mine.begin(DAY))
    assert mine.draft is not None
    theirs.resume(mine.draft.id)
    theirs.save(held.answer("smoking", Choice("now")))
    with pytest.raises(DraftConflict) as conflict:
        mine.save(held)
    mine.keep_mine(conflict.value)
    mine.save(held)
    assert drafts.resume(here.database, mine.draft.id).answers == held.answers


def test_a_plan_is_concluded_with_a_signed_consent_and_opened_as_it_was(
    here: Stage, bench: Workbench
) -> None:
    keep = keeper(here, bench)
    held = filled(bench, keep.begin(DAY))
    keep.save(held)
    with pytest.raises(NotDecided):
        keep.conclude(held)
    blank = keep.consent(held, ConsentKind.TREATMENT, Decision.AGREED, "I agree to this plan.")
    strokes = ((Point(0, 0, 0), Point(9, 9, 20)),)
    signed = replace(blank, signed_how=SignedHow.STROKES, strokes=strokes, signed_by="Layla Haddad")
    consent = keep.keep_consent(signed)
    kept = keep.conclude(held)
    assert keep.draft is None
    assert keep.open(kept.draft.id) == kept
    assert keep.consents(kept.draft.id) == (consent,)
    assert not is_void(consent, plan_hash(kept.result))
    assert keep.issue(kept.draft.id, "client", "en", Paper.A4, b"%PDF").is_of(b"%PDF")
    with pytest.raises(Concluded):
        keep.resume(kept.draft.id)
    assert [told[0] for told in here.told] == ["create", "consent", "conclude", "view", "print"]


def test_a_client_who_takes_time_signs_the_concluded_plan(here: Stage, bench: Workbench) -> None:
    keep = keeper(here, bench)
    held = filled(bench, keep.begin(DAY))
    keep.keep_consent(keep.consent(held, ConsentKind.TREATMENT, Decision.NEEDS_TIME, "Words"))
    kept = keep.conclude(held)
    later = keep.consent(kept, ConsentKind.TREATMENT, Decision.AGREED, "Words")
    assert later.plan_hash == plan_hash(kept.result)
    keep.keep_consent(replace(later, signed_how=SignedHow.PAPER, signed_by="Layla Haddad"))
    assert len(keep.consents(kept.draft.id)) == 2


def test_the_front_desk_begins_and_does_not_conclude(here: Stage, bench: Workbench) -> None:
    keep = keeper(here, bench, NOOR)
    held = filled(bench, keep.begin(DAY))
    keep.save(held)
    assert keep.draft is not None
    with pytest.raises(NotAllowed):
        keep.conclude(held, WHY)
    with pytest.raises(NotAllowed):
        keep.correct(keep.draft.id, "why")
    assert [one.id for one in keep.drafts(mine=True)] == [keep.draft.id]
    assert keeper(here, bench, SARA).drafts(mine=True) == ()
    doctor = keeper(here, bench, SARA)
    doctor.resume(keep.draft.id)
    kept = doctor.conclude(held, WHY)
    assert (kept.draft.practitioner_id, kept.concluded_by) == (NOOR.id, SARA.id)


def test_a_correction_goes_through_the_window(here: Stage, bench: Workbench) -> None:
    keep = keeper(here, bench)
    held = filled(bench, keep.begin(DAY))
    old = keep.conclude(held, WHY)
    resumed = keep.correct(old.draft.id, "Smokes after all")
    right = window(bench, resumed).answer("smoking", Choice("now"))
    keep.save(right)
    new = keep.conclude(right, WHY)
    assert keep.open(old.draft.id).superseded_by == new.draft.id
    assert new.draft.reason == "Smokes after all"


def test_beginning_again_offers_the_last_answers_without_counting_them(
    here: Stage, bench: Workbench
) -> None:
    client = here.client(Details("Layla Haddad", PartialDate(1990, 3, 14), "050", language="en"))
    keep = keeper(here, bench)
    keep.conclude(filled(bench, keep.begin(DAY, client)), WHY)
    resumed = keep.begin(DAY, client, from_last=True)
    held = window(bench, resumed)
    assert held.client_name == "Layla Haddad"
    assert "isotretinoin" in held.screening.unanswered
    assert resumed.offered["isotretinoin"] == Choice("never")
    assert "birth-date" in held.answers
    assert "birth-date" not in resumed.offered

    keep.save(held.answer("isotretinoin", resumed.offered["isotretinoin"]))
    assert keep.draft is not None
    assert "isotretinoin" not in keep.draft.to_confirm
    assert "medicines" in keep.draft.to_confirm
    assert len(of_client(here.database, client.id)) == 2


def test_a_walk_in_is_attached_to_a_client(here: Stage, bench: Workbench) -> None:
    client = here.client(Details("Layla Haddad"))
    keep = keeper(here, bench)
    held = filled(bench, keep.begin(DAY))
    keep.attach(client)
    keep.save(held)
    [one] = of_client(here.database, client.id)
    assert one.client_name == "Layla Haddad"


def test_without_a_draft_there_is_nothing_to_save(here: Stage, bench: Workbench) -> None:
    keep = keeper(here, bench)
    held = filled(bench, keep.begin(DAY))
    keep.let_go()
    with pytest.raises(ValueError, match="no draft is held"):
        keep.save(held)
