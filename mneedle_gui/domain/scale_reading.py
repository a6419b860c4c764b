"""What the scales in use come to on this client: numbers, grades, and where two readings differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from mneedle_gui.domain.answers import Choice
from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.protocol import Concern
from mneedle_gui.domain.scale import Scale, ScaleResult
from mneedle_gui.domain.wording import Message, message


@dataclass(frozen=True, slots=True)
class ScaleReading:
    """What one scale says now.

    ``question`` is the last of its questions that is asked; a scale of single grades has one reading
    for each. ``lines`` are finished thoughts without a full stop; they say so where something is not
    known, and ``complete`` is false then. ``differs``: two readings of the same thing disagree.
    """

    scale: Scale
    question: str
    lines: tuple[Message, ...]
    complete: bool
    differs: bool = False


def read_scales(consultation: Consultation) -> tuple[ScaleReading, ...]:
    """The reading of every scale of which something is asked now, in the order of the content."""
    return tuple(
        reading
        for scale in consultation.circumstances.protocol.scales
        for reading in _readings(scale, consultation)
    )


def _readings(scale: Scale, held: Consultation) -> Iterator[ScaleReading]:
    asked = tuple(name for name in scale.questions if name in held.form.shown)
    if asked and scale.own_fact:
        yield _two_readings(scale, held, asked)
    elif asked and scale.fact:
        number = held.facts.number(scale.fact)
        line = _number(scale, number) if number is not None else _open(scale, held)
        yield ScaleReading(scale, asked[-1], (line,), complete=number is not None)
    elif asked and scale.results:
        yield _by_rule(scale, held, asked)
    else:
        yield from _grades(scale, held, asked)


def _two_readings(scale: Scale, held: Consultation, asked: tuple[str, ...]) -> ScaleReading:
    """A score and the practitioner's own reading side by side, and which of them rules go by."""
    score, own = held.facts.number(scale.fact), _result(scale, held, scale.own_fact)
    by_score = _scored(scale, score)
    lines = [
        message("score {value}", value=_number(scale, score))
        if score is not None
        else message("score {open}", open=_open(scale, held)),
        message("own reading {type}", type=own.label)
        if own is not None
        else message("own reading not known"),
    ]
    used = _result(scale, held, scale.used_fact)
    differs = by_score is not None and own is not None and by_score is not own
    if used is not None and differs:
        lines.append(message("they differ: the darker one, {type}, counts", type=used.label))
    elif used is not None and by_score is own:
        lines.append(message("they agree: {type} counts", type=used.label))
    elif used is not None:
        lines.append(message("until both are known, {type} counts", type=used.label))
    complete = by_score is not None and own is not None
    return ScaleReading(scale, asked[-1], tuple(lines), complete=complete, differs=differs)


def _number(scale: Scale, value: Decimal) -> Message:
    """``16 of 32, type III``."""
    result = _scored(scale, value)
    if result is None:
        return message("{value} of {most}", value=value, most=scale.most or 0)
    return message(
        "{value} of {most}, {result}", value=value, most=scale.most or 0, result=result.label
    )


def _open(scale: Scale, held: Consultation) -> Message:
    """``not known, 5 of 8 items answered``: "not sure" is not an answer to an item."""
    protocol, answered = held.circumstances.protocol, 0
    items = next(fact.questions for fact in protocol.facts if fact.id == scale.fact)
    for name in items:
        answer = held.form.counted.get(name)
        if isinstance(answer, Choice):
            option = held.circumstances.questionnaire.question(name).option(answer.code)
            answered += option is not None and option.score is not None
    return message("not known, {done} of {all} items answered", done=answered, all=len(items))


def _scored(scale: Scale, score: Decimal | None) -> ScaleResult | None:
    """The result that a score falls in."""
    if score is None:
        return None
    for result in scale.results:
        low, high = result.from_score, result.to_score
        if low is not None and high is not None and low <= score <= high:
            return result
    return None


def _result(scale: Scale, held: Consultation, fact: str) -> ScaleResult | None:
    """The result whose position a fact holds, counted from 1."""
    position = held.facts.number(fact)
    if position is None or not 1 <= position <= len(scale.results):
        return None
    return scale.results[int(position) - 1]


def _by_rule(scale: Scale, held: Consultation, asked: tuple[str, ...]) -> ScaleReading:
    """The first result whose rule is in force; not known while a rule or a question is open."""
    found = {finding.rule.id: finding for finding in held.screening.findings}
    unknown = ScaleReading(scale, asked[-1], (message("not known"),), complete=False)
    for result in scale.results:
        finding = found.get(result.rule)
        if finding is not None and finding.is_open:
            return unknown
        if finding is not None:
            return ScaleReading(scale, asked[-1], (result.label,), complete=True)
    if set(asked) & set(held.screening.unanswered):
        return unknown
    last = next(result for result in scale.results if not result.rule)
    return ScaleReading(scale, asked[-1], (last.label,), complete=True)


def _grades(scale: Scale, held: Consultation, asked: tuple[str, ...]) -> Iterator[ScaleReading]:
    """Each grade in the words of its answer, with what was graded where there can be several."""
    concerns = [aim.chosen for aim in held.facts.aims]
    for name in asked:
        answer = held.form.counted.get(name)
        question = held.circumstances.questionnaire.question(name)
        option = question.option(answer.code) if isinstance(answer, Choice) else None
        known = option is not None and any(
            option.code == level.option for part in scale.parts for level in part.levels
        )
        said = option.text if option is not None and known else message("not known")
        graded = next((one for one in concerns if one.grade_question == name), None)
        yield ScaleReading(scale, name, (_of(scale, graded, said),), complete=known)
    for concern in concerns:
        if concern.id in scale.concerns and not concern.grade_question:
            line = message("type recorded, not graded ({concern})", concern=concern.name)
            yield ScaleReading(scale, concern.zones_question, (line,), complete=True)


def _of(scale: Scale, graded: Concern | None, said: Message) -> Message:
    if graded is None or not scale.concerns:
        return said
    return message("{grade} ({concern})", concern=graded.name, grade=said)
