"""Beginning again from what a client answered the last time, without taking old answers for new ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from mneedle_gui.domain.answers import Answer, Answers
from mneedle_gui.domain.form import problem_with
from mneedle_gui.domain.questionnaire import Asker, Need, Questionnaire
from mneedle_gui.records.database import Database
from mneedle_gui.records.desk import Desk
from mneedle_gui.records.drafts import SELECT, Draft, draft_of, insert

_LAST = (
    SELECT
    + """WHERE client_id = ? AND state = 'concluded'
    ORDER BY held_on DESC, concluded_at DESC LIMIT 1"""
)


def start_from_last(
    database: Database, desk: Desk, draft: Draft, questionnaire: Questionnaire
) -> Draft:
    """Begin ``draft`` with what its client answered the last time; see `carried_over`.

    What the draft holds already wins. Letters on file and changes of the plan are not taken over.

    Raises:
        ClientGone, RecordsTrouble: as for `start`.
    """
    with database.writing() as writer:
        rows = writer.rows(_LAST, (draft.client_id,))
        if not rows:
            return insert(writer, desk, draft)
        last = draft_of(rows[0]).answers
        kept, carried = carried_over(last, questionnaire, draft.held_on)
        answers = Answers({**kept, **draft.answers})
        offered = {name: one for name, one in carried.items() if name not in answers}
        return insert(writer, desk, replace(draft, answers=answers, carried=Answers(offered)))


def carried_over(
    last: Mapping[str, Answer], questionnaire: Questionnaire, on: date
) -> tuple[Answers, Answers]:
    """The answers of the time before that hold on, and those to be asked again.

    To be asked again is everything on which safety or the record depends; only optional answers and
    what the front desk fills in for the record hold on. Answers that the questionnaire of today
    cannot use, and dates that went by, are left out.
    """
    hold: dict[str, Answer] = {}
    again: dict[str, Answer] = {}
    for section in questionnaire.sections:
        for question in section.questions:
            answer = last.get(question.id)
            if answer is None or problem_with(question, answer, on) is not None:
                continue
            at_the_desk = section.asker is Asker.RECEPTION and question.need is Need.RECORD
            holds = question.need is Need.OPTIONAL or at_the_desk
            (hold if holds else again)[question.id] = answer
    return Answers(hold), Answers(again)
