"""Cross checks of the grading scales: their words are those of the questions, their numbers add up."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from mneedle_gui.content.check_conditions import check_question
from mneedle_gui.content.inspection import Inspection
from mneedle_gui.domain.answers import DECLINED, NONE_OF_THESE, NOT_SURE
from mneedle_gui.domain.protocol import FactKind, FactSource
from mneedle_gui.domain.questionnaire import Kind, Option
from mneedle_gui.domain.scale import Scale, ScaleLevel, ScalePart

_KINDS = frozenset({Kind.CHOICE, Kind.YES_NO})
_NO_LEVEL = frozenset({NOT_SURE, NONE_OF_THESE, DECLINED})


def check_scales(inspection: Inspection) -> None:
    """Every scale in use."""
    facts = {fact.id: fact for fact in inspection.content.protocol.facts}
    for scale in inspection.content.protocol.scales:
        for part in scale.parts:
            _part(inspection, scale, part)
        for key in ("fact", "own_fact", "used_fact"):
            if name := getattr(scale, key):
                place = ("scale", scale.id, key)
                inspection.known(place, "numeric fact", name, inspection.numbers & set(facts))
        if scale.fact in facts:
            _range(inspection, scale, facts[scale.fact])
        _results(inspection, scale, tuple(facts.values()))


def _part(inspection: Inspection, scale: Scale, part: ScalePart) -> None:
    for name in part.questions:
        place = ("scale", scale.id, f"{part.id}.questions")
        if not check_question(inspection, place, name):
            continue
        question = inspection.content.questionnaire.question(name)
        if question.kind not in _KINDS:
            cause = f"question '{name}' is a {question.kind.value}"
            inspection.add(*place, cause, "Name a question with one answer out of several")
            continue
        for cause, remedy in _words(part.levels, question.options, name):
            inspection.add("scale", scale.id, f"{part.id}.levels", cause, remedy)


def _words(
    levels: tuple[ScaleLevel, ...], options: tuple[Option, ...], question: str
) -> Iterator[tuple[str, str]]:
    """Cause and remedy wherever levels and answers do not say the same."""
    by_code = {level.option: level for level in levels}
    for option in options:
        level = by_code.pop(option.code, None)
        if level is None:
            if option.code not in _NO_LEVEL:
                yield f"no level means the answer '{option.code}' of '{question}'", "Add its level"
            continue
        said = ". ".join(text.text for text in (option.text, option.hint) if text)
        label, description = level.label.text, level.description.text
        if said not in {label, description, f"{label}: {description}"}:
            cause = f"'{option.code}' of '{question}' is worded otherwise: {said}"
            yield cause, "Write the same words in both"
        if option.score != level.score and option.score is not None:
            cause = f"'{option.code}' of '{question}' scores {option.score}, not {level.score}"
            yield cause, "Write the same score in both"
    for code in by_code:
        yield f"'{question}' has no answer '{code}'", "Write the code of one of its answers"


def _range(inspection: Inspection, scale: Scale, fact: FactSource) -> None:
    """The fact rests on this scale's questions, and its ends are what their scores can come to."""
    place = ("scale", scale.id)
    if strange := set(fact.questions) - set(scale.questions):
        cause = f"fact '{fact.id}' rests on another question: {', '.join(sorted(strange))}"
        inspection.add(*place, "fact", cause, "Name it in an item of the scale")
        return
    ends = {name: _scores(scale, name) for name in fact.questions}
    if not all(ends.values()):
        inspection.add(*place, "fact", "an item that is summed has no scores", "Write them")
        return
    highest = [Decimal(max(ends[name])) for name in fact.questions]
    lowest = [Decimal(min(ends[name])) for name in fact.questions]
    if fact.kind is FactKind.SUM:
        wanted = (sum(lowest), sum(highest))
    else:
        pairs = zip(fact.weights, highest[0::2], highest[1::2], strict=False)
        wanted = (Decimal(0), sum((w * a * b for w, a, b in pairs), Decimal(0)))
    if (scale.least, scale.most) != wanted:
        cause = f"its items come to {wanted[0]} to {wanted[1]}, not {scale.least} to {scale.most}"
        inspection.add(*place, "most", cause, "Write least and most as they come out")


def _scores(scale: Scale, question: str) -> list[int]:
    part = next(part for part in scale.parts if question in part.questions)
    return [level.score for level in part.levels if level.score is not None]


def _results(inspection: Inspection, scale: Scale, facts: tuple[FactSource, ...]) -> None:
    place = ("scale", scale.id, "results")
    for result in scale.results:
        if result.rule:
            inspection.known(place, "rule", result.rule, inspection.rules)
    if scale.results and all(result.rule for result in scale.results):
        cause = "nothing is said for when no rule is in force"
        inspection.add(*place, cause, "Add a result without a rule at the end")
    scored = [
        (result.from_score, result.to_score)
        for result in scale.results
        if result.from_score is not None and result.to_score is not None
    ]
    if not scored:
        return
    joined = all(upper + 1 == lower for (_, upper), (lower, _) in pairwise(scored))
    if (scored[0][0], scored[-1][1]) != (scale.least, scale.most) or not joined:
        cause = "the results do not cover the range without a gap"
        inspection.add(
            *place, cause, "Let each begin where the one before ended, from least to most"
        )
    ends = tuple(upper for _, upper in scored[:-1])
    for fact in facts:
        own = bool(fact.questions) and set(fact.questions) <= set(scale.questions)
        if fact.kind is FactKind.BANDS and own and fact.bands != ends:
            cause = f"fact '{fact.id}' has other bands: {', '.join(map(str, fact.bands))}"
            inspection.add(*place, cause, "Write the same upper ends in both")
