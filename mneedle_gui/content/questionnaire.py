"""The questions from the files of ``questionnaire/``, one section a file, in file-name order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from mneedle_gui.content.errors import Faults
from mneedle_gui.content.ids import QUESTION_ID, ROW_ID
from mneedle_gui.content.rules import switched_on
from mneedle_gui.content.table import Table
from mneedle_gui.content.toml_reader import read_toml
from mneedle_gui.domain.answers import DECLINED, NO, NONE_OF_THESE, NOT_SURE, YES
from mneedle_gui.domain.protocol import Zone
from mneedle_gui.domain.questionnaire import (
    Asker,
    Kind,
    Need,
    Option,
    Question,
    Questionnaire,
    Section,
    Tense,
    When,
)
from mneedle_gui.domain.wording import Message

STANDARD_CONTEXT = "answer"
"""Context of answers that many questions share, so that they are translated once."""

_STANDARD = {
    YES: "Yes",
    NO: "No",
    NOT_SURE: "Not sure",
    DECLINED: "Prefer not to say",
    NONE_OF_THESE: "None of these",
}
_EXCLUSIVE = frozenset({NONE_OF_THESE, NOT_SURE, DECLINED})
_CHOSEN = frozenset({Kind.CHOICE, Kind.CHOICES})
_MEASURED = frozenset({Kind.INTEGER, Kind.DECIMAL})
_MAX_LENGTH = {Kind.TEXT: 200, Kind.LONG_TEXT: 2000}
_CONDITION_KEYS = ("code", "exists", "at_least", "at_most")


def read_questionnaire(
    folder: Path,
    faults: Faults,
    zones: tuple[Zone, ...],
    switches: frozenset[str] | None = None,
) -> Questionnaire:
    """Every section in ``folder``, which stands in the resources folder.

    ``zones`` are the options of zones questions. Questions of a clinic setting that is not in
    ``switches`` are left out; ``None`` keeps all.
    """
    files = sorted(folder.glob("*.toml"))
    if not files:
        faults.add(folder.name, "", "no sections are there", "Put the questionnaire files back")
    sections = []
    for path in files:
        root = read_toml(path, folder.parent, faults)
        sections.append(_section(root, zones))
        root.finish()
    return without_switched_off(Questionnaire(tuple(sections)), faults.switch_of, switches)


def without_switched_off(
    questionnaire: Questionnaire, switch_of: Mapping[str, str], switches: frozenset[str] | None
) -> Questionnaire:
    """The questionnaire without questions of clinic settings that are off, and empty sections.

    ``switch_of`` maps question ids to their setting.
    """
    if switches is None:
        return questionnaire
    sections = (
        Section(
            section.id,
            section.title,
            section.intro,
            section.asker,
            tuple(q for q in section.questions if switched_on(switch_of.get(q.id, ""), switches)),
        )
        for section in questionnaire.sections
    )
    kept = tuple(section for section in sections if section.questions)
    return Questionnaire(kept, questionnaire.version)


def _section(root: Table, zones: tuple[Zone, ...]) -> Section:
    head = root.table("section")
    if head is None:
        root.fault("section", "the section has no head", "Begin the file with [section]")
        head = Table(root.file, "section", {"id": "x", "title": "x", "asker": "client"}, Faults())
    section_id = head.identifier("id", QUESTION_ID)
    head.place("section", section_id)
    asker = head.choice("asker", Asker)
    rows = root.tables("question")
    if not rows:
        root.fault("question", "the section has no question", "Add [[question]] rows")
    whole = head.boolean("prescreen")
    return Section(
        id=section_id,
        title=head.message("title", section_id),
        intro=head.optional_message("intro", section_id),
        asker=asker,
        questions=_prescreened([_question(row, section_id, asker, zones) for row in rows], whole),
    )


def _prescreened(questions: list[Question], whole: bool) -> tuple[Question, ...]:
    """The questions with those of the two-minute check marked: the ``whole`` section, or whole cards."""
    cards = {q.card for q in questions if whole or (q.prescreen and q.card == q.id)}
    return tuple(replace(q, prescreen=True) if q.card in cards else q for q in questions)


def _question(table: Table, section: str, asker: Asker, zones: tuple[Zone, ...]) -> Question:
    question_id = table.identifier("id", QUESTION_ID)
    table.place("question", question_id)
    if switch := table.optional_text("switch"):
        table.switch(question_id, switch)
    kind = table.choice("kind", Kind)
    voluntary = table.boolean("voluntary")
    informational = table.boolean("informational")
    dated = kind is Kind.DATE
    lengthy = kind in _MAX_LENGTH
    numeric = kind in _MEASURED
    return Question(
        id=question_id,
        section=section,
        text=table.message("text", question_id),
        kind=kind,
        need=table.choice("need", Need, _usual_need(asker, informational=informational)),
        card=table.optional_text("card", question_id),
        hint=table.optional_message("hint", question_id),
        why=table.optional_message("why", question_id),
        short=table.optional_message("short", question_id),
        options=_options(table, question_id, kind, zones, voluntary=voluntary),
        unit=table.optional_text("unit") if numeric else "",
        minimum=table.optional_decimal("minimum") if numeric else None,
        maximum=table.optional_decimal("maximum") if numeric else None,
        max_length=table.optional_integer("max_length", _MAX_LENGTH[kind]) if lengthy else 200,
        voluntary=voluntary,
        full_date=table.boolean("full_date") if dated else False,
        tense=table.choice("tense", Tense, Tense.PAST) if dated else Tense.PAST,
        when=tuple(_when(row) for row in table.tables("when")),
        any_of=table.boolean("any_of"),
        informational=informational,
        prescreen=table.boolean("prescreen"),
    )


def _usual_need(asker: Asker, *, informational: bool) -> Need:
    """What a blank means where the row does not say."""
    return Need.RECORD if informational or asker is Asker.RECEPTION else Need.SAFETY


def _options(
    table: Table, question: str, kind: Kind, zones: tuple[Zone, ...], *, voluntary: bool
) -> tuple[Option, ...]:
    if kind is Kind.YES_NO:
        codes = [YES, NO, NOT_SURE, *([DECLINED] if voluntary else [])]
        return tuple(Option(code, _standard(code), exclusive=True) for code in codes)
    if kind is Kind.ZONES:
        return tuple(Option(zone.id, zone.name) for zone in zones)
    if kind not in _CHOSEN:
        return ()
    options = [_option(row, question, kind) for row in table.tables("options")]
    if not options:
        table.fault("options", "the question has no options", "List what may be chosen")
    if voluntary and all(option.code != DECLINED for option in options):
        options.append(Option(DECLINED, _standard(DECLINED), exclusive=True))
    return tuple(options)


def _option(table: Table, question: str, kind: Kind) -> Option:
    code = table.identifier("code", ROW_ID)
    text = table.message("text", question)
    return Option(
        code=code,
        text=_standard(code) if text.text == _STANDARD.get(code) else text,
        hint=table.optional_message("hint", question),
        exclusive=table.boolean("exclusive") or kind is Kind.CHOICE or code in _EXCLUSIVE,
        score=table.integer_or_none("score"),
    )


def _standard(code: str) -> Message:
    return Message(_STANDARD[code], context=STANDARD_CONTEXT)


def _when(table: Table) -> When:
    question = table.text("question")
    given = [key for key in _CONDITION_KEYS if key in table]
    if len(given) != 1:
        wanted = ", ".join(_CONDITION_KEYS)
        table.fault(
            "", f"a condition has exactly one of {wanted}", "Split it, or add what is asked"
        )
        table.excuse()
        return When(question, exists=True)
    return When(
        question,
        code=table.text("code") if "code" in table else None,
        exists=table.required_boolean("exists") if "exists" in table else None,
        at_least=table.optional_decimal("at_least"),
        at_most=table.optional_decimal("at_most"),
    )
