from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as engine

from mneedle_gui.domain.clinic import Paper
from mneedle_gui.records.drafts import Draft, start
from mneedle_gui.records.issued import Issued, issue, issued_of
from tests.builders import DAY
from tests.records.rows_stage import SARA, Stage, stage

PDF = b"%PDF-1.7 a plan"


@pytest.fixture
def here(tmp_path: Path) -> Stage:
    return stage(tmp_path)


def draft_in(here: Stage) -> Draft:
    desk = here.desk()
    return start(here.database, desk, Draft(id=desk.new_id(), save_id=desk.new_id(), held_on=DAY))


def issued(here: Stage, draft: Draft, language: str = "en") -> Issued:
    desk = here.desk()
    return issue(
        here.database, desk, draft.id, kind="client", language=language, paper=Paper.A4, content=PDF
    )


def test_a_paper_is_known_by_the_seal_of_its_file(here: Stage) -> None:
    draft = draft_in(here)
    made = issued(here, draft)
    assert issued_of(here.database, draft.id) == (made,)
    assert made.sha256 == hashlib.sha256(PDF).hexdigest()
    assert made.is_of(PDF)
    assert not made.is_of(PDF + b" ")
    assert (made.kind, made.language, made.paper, made.made_by) == (
        "client",
        "en",
        Paper.A4,
        SARA.id,
    )
    assert here.told[-1][:3] == ("print", "consultation", draft.id)


def test_every_printing_is_a_row_in_order(here: Stage) -> None:
    draft = draft_in(here)
    made = tuple(issued(here, draft, language) for language in ("en", "ar", "en"))
    assert issued_of(here.database, draft.id) == made
    assert issued_of(here.database, "another") == ()


def test_what_was_issued_is_never_changed(here: Stage) -> None:
    draft = draft_in(here)
    made = issued(here, draft)
    with pytest.raises(engine.IntegrityError), here.database.writing() as writer:
        writer.run("UPDATE issued SET sha256 = 'x'")
    assert issued_of(here.database, draft.id) == (made,)


def test_no_paper_without_a_consultation(here: Stage) -> None:
    ghost = Draft(id="ghost", save_id="s", held_on=DAY)
    with pytest.raises(engine.IntegrityError):
        issued(here, ghost)
