"""Values as the text of a column and back: JSON in one canonical form, nothing lost on the way.

Keys are sorted, numbers are kept as texts digit for digit, and every value names its kind. The first
key of each text is its shape; a text of a shape that is not known here, or with anything missing, is
told as damaged and never guessed at.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from mneedle_gui.domain.answers import (
    Answer,
    Answers,
    Choice,
    Choices,
    DoNotKnow,
    Number,
    Text,
)
from mneedle_gui.domain.plan import CourseEdit, DepthEdit
from mneedle_gui.domain.propose import Edits
from mneedle_gui.domain.rule import Clearance
from mneedle_gui.domain.wording import Message, PartialDate, Value
from mneedle_gui.records.errors import Damaged
from mneedle_gui.records.plain import (
    Json,
    day_in,
    day_json,
    decimal_in,
    decimal_json,
    optional,
    partial_in,
    partial_json,
    reading,
    shaped,
    unshaped,
    whole_in,
    words_in,
)

ANSWERS = "answers/1"
CLEARANCES = "clearances/1"
EDITS = "edits/1"


def answers_text(answers: Answers) -> str:
    """The text of answers."""
    return shaped(ANSWERS, {question: answer_json(one) for question, one in answers.given.items()})


def read_answers(text: str) -> Answers:
    """The answers in a text.

    Raises:
        Damaged: it is no such text.
    """
    with reading():
        held = _held(ANSWERS, text)
        return Answers({question: read_answer(one) for question, one in held.items()})


def clearances_text(clearances: Mapping[str, Clearance]) -> str:
    """The text of the opinions on file."""
    return shaped(CLEARANCES, {rule: clearance_json(one) for rule, one in clearances.items()})


def read_clearances(text: str) -> dict[str, Clearance]:
    """The opinions in a text, by rule.

    Raises:
        Damaged: it is no such text.
    """
    with reading():
        held = _held(CLEARANCES, text)
        return {rule: read_clearance(one) for rule, one in held.items()}


def edits_text(edits: Edits) -> str:
    """The text of what the practitioner changed."""
    return shaped(EDITS, edits_json(edits))


def read_edits(text: str) -> Edits:
    """The changes in a text.

    Raises:
        Damaged: it is no such text.
    """
    with reading():
        return edits_of(_held(EDITS, text))


def answer_json(answer: Answer) -> Json:
    """One answer, with its kind as key."""
    match answer:
        case Choice(code):
            return {"choice": code}
        case Choices(codes):
            return {"choices": list(codes)}
        case Number(amount):
            return {"number": decimal_json(amount)}
        case Text(words):
            return {"text": words}
        case DoNotKnow():
            return {"unknown": "date"}
        case PartialDate():
            return {"date": partial_json(answer)}


def read_answer(held: Any) -> Answer:
    """The answer of `answer_json`. To be called while `reading`."""
    [(kind, value)] = held.items()
    match kind:
        case "choice":
            return Choice(words_in(value))
        case "choices":
            return Choices(tuple(words_in(code) for code in value))
        case "number":
            return Number(decimal_in(value))
        case "text":
            return Text(words_in(value))
        case "date":
            return partial_in(value)
        case "unknown" if value == "date":
            return DoNotKnow()
        case _:
            raise Damaged


def clearance_json(one: Clearance) -> Json:
    """One opinion on file."""
    return {name: getattr(one, name) for name in Clearance.__dataclass_fields__}


def read_clearance(held: Any) -> Clearance:
    """The opinion of `clearance_json`. To be called while `reading`."""
    return Clearance(**{name: words_in(held[name]) for name in Clearance.__dataclass_fields__})


def edits_json(edits: Edits) -> dict[str, Json]:
    """The changes of depths by zone, and of the course."""
    course = edits.course
    return {
        "depths": {
            zone: {"zone": one.zone, "max_mm": decimal_json(one.max_mm), "reason": one.reason}
            for zone, one in edits.depths.items()
        },
        "course": {
            "sessions": course.sessions,
            "interval_weeks": course.interval_weeks,
            "first_on": day_json(course.first_on),
            "reason": course.reason,
        },
    }


def edits_of(held: Any) -> Edits:
    """The changes of `edits_json`. To be called while `reading`."""
    depths = {
        words_in(zone): DepthEdit(
            words_in(one["zone"]), decimal_in(one["max_mm"]), words_in(one["reason"])
        )
        for zone, one in held["depths"].items()
    }
    course = held["course"]
    return Edits(
        depths,
        CourseEdit(
            optional(whole_in, course["sessions"]),
            optional(whole_in, course["interval_weeks"]),
            optional(day_in, course["first_on"]),
            words_in(course["reason"]),
        ),
    )


def message_json(said: Message) -> Json:
    """A sentence as its English source text with its values: it can be said in any language later."""
    held: dict[str, Json] = {"text": said.text}
    if said.values:
        held["values"] = {name: _value_json(value) for name, value in said.values}
        held["order"] = [name for name, _ in said.values]
    if said.context:
        held["context"] = said.context
    if said.plural:
        held["plural"] = said.plural
    if said.count is not None:
        held["count"] = said.count
    return held


def read_message(held: Any) -> Message:
    """The sentence of `message_json`. To be called while `reading`."""
    values = held.get("values", {})
    return Message(
        words_in(held["text"]),
        tuple((words_in(name), _read_value(values[name])) for name in held.get("order", [])),
        words_in(held.get("context", "")),
        words_in(held.get("plural", "")),
        optional(whole_in, held.get("count")),
    )


def _held(shape: str, text: str) -> dict[str, Any]:
    held = unshaped(shape, text)
    if not isinstance(held, dict):
        raise TypeError("no object")
    return held


def _value_json(value: Value) -> Json:
    match value:
        case bool() | int():
            return value
        case str():
            return value
        case Decimal():
            return {"number": decimal_json(value)}
        case date():
            return {"day": value.isoformat()}
        case PartialDate():
            return {"date": partial_json(value)}
        case Message():
            return {"message": message_json(value)}
        case tuple():
            return {"messages": [message_json(one) for one in value]}


def _read_value(held: Any) -> Value:
    if isinstance(held, str | int):
        return held
    [(kind, value)] = held.items()
    match kind:
        case "number":
            return decimal_in(value)
        case "day":
            return day_in(value)
        case "date":
            return partial_in(value)
        case "message":
            return read_message(value)
        case "messages":
            return tuple(read_message(one) for one in value)
        case _:
            raise Damaged
