from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as engine

from mneedle_gui.domain.answers import Answer, Answers, Choice, Choices, Text
from mneedle_gui.domain.outcome import Outcome
from mneedle_gui.domain.wording import PartialDate
from mneedle_gui.records.again import carried_over, start_from_last
from mneedle_gui.records.clients import ClientGone, Details, mark_erased
from mneedle_gui.records.consents import NotDecided
from mneedle_gui.records.consultations import (
    AlreadyCorrected,
    Kept,
    NotConcluded,
    ReasonMissing,
    conclude,
    correct,
    drafts,
    of_client,
    open_kept,
)
from mneedle_gui.records.drafts import (
    Draft,
    DraftConflict,
    NoSuchConsultation,
    State,
    attach,
    autosave,
    resume,
    start,
)
from mneedle_gui.records.errors import Concluded, Damaged, DiskFull
from mneedle_gui.records.results import Result
from mneedle_gui.records.snapshot import result_of
from tests.builders import DAY, answers, consultation, content, letter
from tests.records.rows_stage import NOOR, SARA, Stage, stage

WHY = "The client only wanted advice."


@pytest.fixture
def here(tmp_path: Path) -> Stage:
    return stage(tmp_path)


def fresh(here: Stage, changes: Mapping[str, object] | None = None, client: str = "") -> Draft:
    desk = here.desk()
    return Draft(
        id=desk.new_id(),
        save_id=desk.new_id(),
        held_on=DAY,
        answers=answers(changes),
        clearances=letter("anticoagulant"),
        client_id=client,
        reference="NP-1",
        device="pen",
        language="en",
        content_version="1.0.0",
        content_fingerprint="475db1a5808c",
        program_version="0.1.0",
        practitioner="Dr Sara Amin",
    )


def resaved(here: Stage, draft: Draft, **changes: object) -> Draft:
    return replace(draft, save_id=here.desk().new_id(), **changes)  # type: ignore[arg-type]


def result(changes: Mapping[str, object] | None = None) -> Result:
    return result_of(consultation(changes))


def concluded(here: Stage, changes: Mapping[str, object] | None = None, client: str = "") -> Kept:
    draft = start(here.database, here.desk(), fresh(here, changes, client))
    return conclude(here.database, here.desk(), resaved(here, draft), result(changes), WHY)


def test_d01_a_draft_comes_back_as_it_was_saved(here: Stage) -> None:
    draft = start(here.database, here.desk(), fresh(here))
    assert draft.row_version == 1
    assert draft.practitioner_id == SARA.id
    assert resume(here.database, draft.id) == draft
    later = resaved(here, draft, answers=answers({"smoking": "now"}), level="beginner")
    saved = autosave(here.database, here.desk(), later)
    assert saved.row_version == 2
    assert resume(here.database, draft.id) == saved
    assert saved.changed_at > draft.changed_at


def test_d01_the_same_save_again_changes_nothing(here: Stage) -> None:
    first = fresh(here)
    draft = start(here.database, here.desk(), first)
    assert start(here.database, here.desk(), first) == draft
    later = resaved(here, draft, answers=answers({"smoking": "now"}))
    saved = autosave(here.database, here.desk(), later)
    assert autosave(here.database, here.desk(), later) == saved
    assert autosave(here.database, here.desk(), later) == saved
    assert resume(here.database, draft.id) == saved
    assert here.database.rows("SELECT count(*) FROM consultation") == [(1,)]
    assert [told[0] for told in here.told] == ["create"]


def test_d08_a_save_on_an_older_version_gives_both_and_writes_nothing(here: Stage) -> None:
    draft = start(here.database, here.desk(), fresh(here))
    theirs = autosave(
        here.database, here.desk(NOOR), resaved(here, draft, answers=answers({"smoking": "now"}))
    )
    mine = resaved(here, draft, answers=answers({"smoking": None}))
    with pytest.raises(DraftConflict) as trouble:
        autosave(here.database, here.desk(), mine)
    assert trouble.value.yours == mine
    assert trouble.value.theirs == theirs
    assert resume(here.database, draft.id) == theirs


def test_a_draft_that_is_not_there_is_told(here: Stage) -> None:
    for act in (
        lambda: autosave(here.database, here.desk(), fresh(here)),
        lambda: resume(here.database, "nothing"),
        lambda: open_kept(here.database, "nothing"),
    ):
        with pytest.raises(NoSuchConsultation):
            act()


def test_d03_a_save_that_fails_leaves_the_one_before(here: Stage) -> None:
    def refuse(*_: object) -> None:
        raise DiskFull

    desk = replace(here.desk(), audit=refuse)
    with pytest.raises(DiskFull):
        start(here.database, desk, fresh(here))
    assert drafts(here.database) == ()
    draft = start(here.database, here.desk(), fresh(here))
    with pytest.raises(DiskFull):
        conclude(here.database, desk, resaved(here, draft), result(), WHY)
    assert resume(here.database, draft.id) == draft


def test_d24_drafts_are_listed_with_who_began_them(here: Stage) -> None:
    client = here.client(Details("Layla Haddad"))
    first = start(here.database, here.desk(SARA), fresh(here, client=client.id))
    second = start(here.database, here.desk(NOOR), fresh(here))
    assert [one.id for one in drafts(here.database)] == [second.id, first.id]
    [mine] = drafts(here.database, begun_by=SARA.id)
    assert (mine.id, mine.client_name, mine.outcome) == (first.id, "Layla Haddad", None)
    autosave(here.database, here.desk(NOOR), resaved(here, first))
    assert drafts(here.database)[0].id == first.id
    assert resume(here.database, first.id).practitioner_id == SARA.id


def test_a_draft_finds_its_client_later(here: Stage) -> None:
    client = here.client(Details("Layla Haddad"))
    draft = start(here.database, here.desk(), fresh(here))
    attached = attach(here.database, here.desk(), draft, client.id)
    assert [one.id for one in of_client(here.database, client.id)] == [draft.id]
    assert autosave(here.database, here.desk(), resaved(here, attached)).client_id == client.id
    with pytest.raises(DraftConflict):
        attach(here.database, here.desk(), draft, client.id)


def test_a_client_who_is_gone_gets_no_consultation(here: Stage) -> None:
    client = here.client(Details("Layla Haddad"))
    mark_erased(here.database, here.desk(), client)
    with pytest.raises(ClientGone):
        start(here.database, here.desk(), fresh(here, client=client.id))
    draft = start(here.database, here.desk(), fresh(here))
    with pytest.raises(ClientGone):
        attach(here.database, here.desk(), draft, client.id)


def test_n14_a_concluded_consultation_shows_what_it_showed_then(here: Stage) -> None:
    kept = concluded(here)
    assert kept.state is State.CONCLUDED
    assert kept.outcome is Outcome.PROCEED
    assert kept.result == result()
    assert (kept.concluded_by, kept.without_treatment) == (SARA.id, WHY)
    assert kept.draft.content_fingerprint == "475db1a5808c"
    assert open_kept(here.database, kept.draft.id) == kept
    assert here.told[-1][0] == "conclude"


def test_concluding_is_once_and_for_all(here: Stage) -> None:
    draft = start(here.database, here.desk(), fresh(here))
    last = resaved(here, draft)
    kept = conclude(here.database, here.desk(), last, result(), WHY)
    assert conclude(here.database, here.desk(), last, result(), WHY) == kept
    for act in (
        lambda: conclude(here.database, here.desk(), resaved(here, kept.draft), result(), WHY),
        lambda: autosave(here.database, here.desk(), resaved(here, kept.draft)),
        lambda: resume(here.database, draft.id),
    ):
        with pytest.raises(Concluded):
            act()
    assert [told[0] for told in here.told].count("conclude") == 1
    assert drafts(here.database) == ()


@pytest.mark.parametrize(
    "column",
    ["answers", "clearances", "edits", "result", "held_on", "outcome", "content_version", "device",
     "practitioner", "concluded_at", "concluded_by", "reason", "without_treatment", "reference"],
)  # fmt: skip
def test_the_database_itself_refuses_to_change_what_is_concluded(here: Stage, column: str) -> None:
    kept = concluded(here)
    value = NOOR.id if column == "concluded_by" else "x"
    with pytest.raises(engine.IntegrityError), here.database.writing() as writer:
        writer.run(f"UPDATE consultation SET {column} = ?", (value,))  # noqa: S608 - names above
    with pytest.raises(engine.IntegrityError), here.database.writing() as writer:
        writer.run("UPDATE consultation SET state = 'draft'")
    assert open_kept(here.database, kept.draft.id) == kept


def test_a_conclusion_on_an_older_version_is_refused(here: Stage) -> None:
    draft = start(here.database, here.desk(), fresh(here))
    theirs = autosave(here.database, here.desk(NOOR), resaved(here, draft))
    with pytest.raises(DraftConflict):
        conclude(here.database, here.desk(), resaved(here, draft), result(), WHY)
    assert resume(here.database, draft.id) == theirs
    with pytest.raises(NotConcluded):
        open_kept(here.database, draft.id)


@pytest.mark.parametrize("reason", ["", "   ", "\u200b"])
def test_a_plan_is_not_concluded_without_a_decision_or_a_reason(here: Stage, reason: str) -> None:
    draft = start(here.database, here.desk(), fresh(here))
    with pytest.raises(NotDecided):
        conclude(here.database, here.desk(), resaved(here, draft), result(), reason)
    assert resume(here.database, draft.id) == draft


def test_without_a_plan_there_is_nothing_to_decide(here: Stage) -> None:
    stopped = {"isotretinoin": "now"}
    draft = start(here.database, here.desk(), fresh(here, stopped))
    kept = conclude(here.database, here.desk(), resaved(here, draft), result(stopped))
    assert kept.result.plan is None
    assert kept.outcome > Outcome.ASK


def test_a_correction_replaces_the_old_one_when_it_is_concluded(here: Stage) -> None:
    client = here.client(Details("Layla Haddad"))
    old = concluded(here, client=client.id)
    ids = ("correction", "its first save")
    draft = correct(here.database, here.desk(), old.draft.id, " Smokes after all. ", ids)
    assert (draft.corrects, draft.reason) == (old.draft.id, "Smokes after all.")
    assert draft.answers == old.draft.answers
    assert open_kept(here.database, old.draft.id).state is State.CONCLUDED
    assert correct(here.database, here.desk(), old.draft.id, "x", ("other", "save")) == draft

    changes = {"smoking": "now"}
    final = resaved(here, draft, answers=answers(changes))
    new = conclude(here.database, here.desk(), final, result(changes), WHY)
    before = open_kept(here.database, old.draft.id)
    assert before == replace(
        old, state=State.SUPERSEDED, superseded_by=new.draft.id, draft=before.draft
    )
    assert before.draft.answers == old.draft.answers
    states = {one.id: one.state for one in of_client(here.database, client.id)}
    assert states == {old.draft.id: State.SUPERSEDED, new.draft.id: State.CONCLUDED}
    with pytest.raises(AlreadyCorrected):
        correct(here.database, here.desk(), old.draft.id, "again", ("a", "b"))


def test_a_correction_says_why_and_is_of_something_concluded(here: Stage) -> None:
    old = concluded(here)
    with pytest.raises(ReasonMissing):
        correct(here.database, here.desk(), old.draft.id, " \u200b", ("a", "b"))
    draft = start(here.database, here.desk(), fresh(here))
    with pytest.raises(NotConcluded):
        correct(here.database, here.desk(), draft.id, "why", ("a", "b"))


def test_of_two_corrections_the_second_is_told(here: Stage) -> None:
    old = concluded(here)
    one = correct(here.database, here.desk(), old.draft.id, "why", ("a", "b"))
    other = start(here.database, here.desk(), replace(fresh(here), corrects=old.draft.id))
    conclude(here.database, here.desk(), resaved(here, one), result(), WHY)
    with pytest.raises(AlreadyCorrected):
        conclude(here.database, here.desk(), resaved(here, other), result(), WHY)
    assert resume(here.database, other.id) == other


def test_beginning_again_asks_every_safety_question_anew(here: Stage) -> None:
    client = here.client(Details("Layla Haddad"))
    concluded(here, {"isotretinoin": "never", "client-phone": "050"}, client=client.id)
    empty = replace(fresh(here, client=client.id), answers=Answers(), clearances={})
    draft = start_from_last(here.database, here.desk(), empty, content().questionnaire)
    assert draft.answers["client-name"] == Text("Layla Haddad")
    assert draft.answers["client-phone"] == Text("050")
    assert draft.carried["isotretinoin"] == Choice("never")
    assert draft.carried["medicines"] == Choices(("none",))
    assert draft.clearances == {}
    asked = {question.id for question in content().questionnaire if question.need.value == "safety"}
    assert asked.isdisjoint(draft.answers)
    assert set(draft.to_confirm) == set(draft.carried)
    assert resume(here.database, draft.id) == draft

    confirmed = resaved(here, draft, answers=draft.answers.with_answer("smoking", Choice("no")))
    saved = autosave(here.database, here.desk(), confirmed)
    assert "smoking" not in saved.to_confirm
    kept = conclude(here.database, here.desk(), resaved(here, saved), result(), WHY)
    assert kept.draft.carried == Answers()


def test_beginning_again_takes_only_what_is_concluded_and_newest(here: Stage) -> None:
    client = here.client(Details("Layla Haddad"))
    concluded(here, {"client-phone": "1"}, client=client.id)
    concluded(here, {"client-phone": "2"}, client=client.id)
    start(here.database, here.desk(), fresh(here, {"client-phone": "3"}, client=client.id))
    empty = replace(fresh(here, client=client.id), answers=Answers({"client-name": Text("New")}))
    draft = start_from_last(here.database, here.desk(), empty, content().questionnaire)
    assert draft.answers["client-phone"] == Text("2")
    assert draft.answers["client-name"] == Text("New")


def test_beginning_again_without_a_last_time_begins_empty(here: Stage) -> None:
    client = here.client(Details("Layla Haddad"))
    empty = replace(fresh(here, client=client.id), answers=Answers())
    draft = start_from_last(here.database, here.desk(), empty, content().questionnaire)
    assert draft.answers == draft.carried == Answers()


def test_n14_answers_that_the_questionnaire_cannot_use_any_more_are_left_out() -> None:
    last: dict[str, Answer] = {
        "gone-question": Choice("yes"),
        "smoking": Choice("gone_code"),
        "first-session": PartialDate(2026, 11, 25),
        "notes": Text("Likes mornings"),
    }
    hold, again = carried_over(last, content().questionnaire, date(2027, 1, 1))
    assert dict(hold) == {"notes": Text("Likes mornings")}
    assert again == Answers()


def test_a_row_that_was_damaged_is_told_without_what_is_in_it(here: Stage) -> None:
    draft = start(here.database, here.desk(), fresh(here))
    for column in ("answers", "edits", "held_on"):
        with here.database.writing() as writer:
            writer.run(f"UPDATE consultation SET {column} = 'Layla'")  # noqa: S608 - names above
        with pytest.raises(Damaged) as trouble:
            resume(here.database, draft.id)
        assert "Layla" not in repr(trouble.value)
