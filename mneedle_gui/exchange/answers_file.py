"""The answers file: what was answered, who cleared what, what the practitioner changed.

It is plain JSON and **not encrypted**; whoever can read the file can read the answers.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation

from mneedle_gui.domain.answers import Answer, Answers
from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.form import problem_with
from mneedle_gui.domain.plan import CourseEdit, DepthEdit
from mneedle_gui.domain.propose import NO_EDITS, Edits
from mneedle_gui.domain.protocol import Protocol
from mneedle_gui.domain.questionnaire import Questionnaire
from mneedle_gui.domain.rule import NOT_WARFARIN, Clearance, Rule
from mneedle_gui.exchange.values import NotUsable, from_json, to_json

FORMAT = "needling-plan-answers/1"
_CLEARANCE_FIELDS = ("professional", "dated", "document", "limits", "inr", "recorded_by")


@dataclass(frozen=True, slots=True)
class AnswersFile:
    """What an answers file holds. ``on`` and ``device`` are what it was last worked out with."""

    answers: Answers
    clearances: Mapping[str, Clearance] = field(default_factory=dict)
    edits: Edits = NO_EDITS
    on: date | None = None
    device: str = ""
    reference: str = ""
    practitioner: str = ""


class AnswersFileError(Exception):
    """The file cannot be used. ``lines``: one clear line per fault; nothing a person typed is in it."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = tuple(lines)


def write(consultation: Consultation) -> str:
    """The file for a consultation: every answer as given, also those not asked at present."""
    held = consultation.circumstances
    edits = consultation.edits
    content = {
        "format": FORMAT,
        "content": held.protocol.version,
        "on": held.on.isoformat(),
        "device": held.device.id,
        "reference": held.reference,
        "practitioner": held.practitioner,
        "answers": {question: to_json(answer) for question, answer in consultation.answers.items()},
        "clearances": [
            {"rule": rule, **{name: getattr(one, name) for name in _CLEARANCE_FIELDS}}
            for rule, one in consultation.clearances.items()
        ],
        "depths": [
            {"zone": zone, "max_mm": str(one.max_mm), "reason": one.reason}
            for zone, one in edits.depths.items()
        ],
        "course": {
            "sessions": edits.course.sessions,
            "interval_weeks": edits.course.interval_weeks,
            "first_on": edits.course.first_on.isoformat() if edits.course.first_on else None,
            "reason": edits.course.reason,
        },
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def read(text: str, questionnaire: Questionnaire, protocol: Protocol, today: date) -> AnswersFile:
    """What a file holds.

    ``today`` is the day answers are judged on when the file names none (for past and future dates).

    Raises:
        AnswersFileError: it is not such a file, or answers in it cannot be used.
    """
    try:
        content = json.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError):
        raise AnswersFileError(["The file is not JSON. Choose an answers file."]) from None
    if not isinstance(content, dict) or not isinstance(content.get("answers"), dict):
        lines = ['The file holds no answers. It should read {"answers": {question: value, …}}.']
        raise AnswersFileError(lines)
    form = content.get("format", FORMAT)
    if form != FORMAT:
        raise AnswersFileError(["The file was written by another version of the program."])
    faults: list[str] = []
    on = _day(content.get("on"), "on", faults)
    answers = _answers(content["answers"], questionnaire, on or today, faults)
    clearances = _clearances(content.get("clearances"), protocol, on or today, faults)
    edits = _edits(content, protocol, faults)
    if faults:
        raise AnswersFileError(faults)
    texts = {name: content.get(name) for name in ("device", "reference", "practitioner")}
    named = {name: text if isinstance(text, str) else "" for name, text in texts.items()}
    return AnswersFile(Answers(answers), clearances, edits, on, **named)


def _answers(
    given: dict[str, object], questionnaire: Questionnaire, on: date, faults: list[str]
) -> dict[str, Answer]:
    answers: dict[str, Answer] = {}
    for name, value in given.items():
        if name not in questionnaire:
            faults.append(f"{_safe(name)}: there is no such question; see 'mneedle-gui questions'")
            continue
        question = questionnaire.question(name)
        try:
            answer = from_json(question, value)
        except NotUsable as error:
            faults.append(f"{name}: give {error}")
            continue
        if answer is None:
            continue
        problem = problem_with(question, answer, on)
        if problem is None:
            answers[name] = answer
        else:
            faults.append(f"{name}: {problem.text.format(**dict(problem.values))}")
    return answers


def _safe(name: str) -> str:
    """A key for an error line: cut short, and only plain characters, as it comes from outside."""
    plain = "".join(sign if sign.isascii() and sign.isprintable() else "?" for sign in name)
    return plain[:60]


def _day(value: object, name: str, faults: list[str]) -> date | None:
    if value in (None, ""):
        return None
    try:
        return date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        faults.append(f"{name}: give a date as YYYY-MM-DD")
        return None


def _clearances(
    value: object, protocol: Protocol, on: date, faults: list[str]
) -> dict[str, Clearance]:
    found: dict[str, Clearance] = {}
    known = {rule.id: rule for rule in protocol.rules}
    for row in _rows(value, "clearances", faults):
        rule = row.get("rule")
        if not isinstance(rule, str) or rule not in known:
            faults.append("clearances: give the id of a rule")
            continue
        if not known[rule].clearable:
            remedy = "take it out of the file; the finding stands"
            faults.append(f"clearances: {rule} cannot be cleared by a letter: {remedy}")
            continue
        texts = {name: row.get(name) for name in _CLEARANCE_FIELDS}
        clearance = Clearance(
            rule, **{n: t if isinstance(t, str) else "" for n, t in texts.items()}
        )
        if clearance.clears(known[rule], on):
            found[rule] = clearance
        else:
            faults.append(f"clearances: {rule}: {_wanted(known[rule])}")
    return found


def _wanted(rule: Rule) -> str:
    """What a clearance of this rule must hold."""
    wanted = "give professional, dated as YYYY-MM-DD, document, and recorded_by"
    if rule.inr_at_most is None:
        return wanted
    return f"{wanted}; and inr up to {rule.inr_at_most}, or {NOT_WARFARIN}"


def _edits(content: dict[str, object], protocol: Protocol, faults: list[str]) -> Edits:
    depths: dict[str, DepthEdit] = {}
    zones = {zone.id for zone in protocol.zones}
    for row in _rows(content.get("depths"), "depths", faults):
        zone, reason = row.get("zone"), row.get("reason")
        try:
            most = Decimal(str(row.get("max_mm")))
        except InvalidOperation:
            most = Decimal("NaN")
        if not isinstance(zone, str) or zone not in zones or not most.is_finite():
            faults.append("depths: give zone and max_mm")
            continue
        depths[zone] = DepthEdit(zone, most, reason if isinstance(reason, str) else "")
    course = content.get("course")
    if not isinstance(course, dict):
        return Edits(depths)
    sessions, weeks = course.get("sessions"), course.get("interval_weeks")
    reason = course.get("reason")
    return Edits(
        depths,
        CourseEdit(
            sessions if isinstance(sessions, int) else None,
            weeks if isinstance(weeks, int) else None,
            _day(course.get("first_on"), "course: first_on", faults),
            reason if isinstance(reason, str) else "",
        ),
    )


def _rows(value: object, name: str, faults: list[str]) -> list[dict[str, object]]:
    if value is None:
        return []
    if not isinstance(value, list) or any(not isinstance(row, dict) for row in value):
        faults.append(f"{name}: give a list of objects")
        return []
    return value
