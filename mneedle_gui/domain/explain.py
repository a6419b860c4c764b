"""Why trees: for any finding or number, the rows, answers and sources it comes from.

Trees are made only when somebody asks, from a finished consultation; nothing here takes part in
working a plan out. The numbers of a plan are in ``explain_plan``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from mneedle_gui.domain.condition import Condition, rules_in
from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.facts import Facts
from mneedle_gui.domain.forecast import Forecast
from mneedle_gui.domain.guidance import Influence
from mneedle_gui.domain.outcome import Category, Outcome
from mneedle_gui.domain.protocol import FactKind
from mneedle_gui.domain.reason import Reason, ReasonKind, given, row, value
from mneedle_gui.domain.rule import NOT_WARFARIN, Clearance, Override, Rule
from mneedle_gui.domain.screening import Finding, Screening
from mneedle_gui.domain.trace import Trace
from mneedle_gui.domain.waits import SafeDay, count_text, earliest_safe
from mneedle_gui.domain.wording import NOTHING, Message, message

_VERDICTS = {
    Outcome.PROCEED: message("Proceed"),
    Outcome.PROCEED_WITH_MODIFICATIONS: message("Proceed with changes"),
    Outcome.ASK: message("Answers needed"),
    Outcome.DEFER: message("Defer"),
    Outcome.REFER: message("Refer"),
    Outcome.DO_NOT_TREAT: message("Do not treat"),
}
_CATEGORIES = {
    Category.ABSOLUTE: message("Do not treat"),
    Category.REFER: message("Refer"),
    Category.DEFER: message("Defer"),
    Category.CAUTION: message("Caution"),
    Category.ZONE_EXCLUDE: message("Zone left out"),
}


def finding(held: Consultation, found: Finding, facts: Facts | None = None) -> Reason:
    """The tree of one finding: every answer that could change it is in it.

    ``facts`` are those of the day it was found on; without them, of the planned first session.
    """
    trace = Trace(held, facts or held.facts)
    rule = found.rule
    deciding, further = _looked_at(trace, found)
    parts = [*deciding, *_timing(trace, found), *_given(found), _rule_row(trace, found)]
    parts += [_override_row(trace, found, one) for one in _overrides(held, rule)]
    if further:
        parts.append(value(message("Also looked at"), NOTHING, further))
    planned = trace.planned()
    if planned not in parts:
        parts.append(planned)
    return value(rule.title, _VERDICTS[found.verdict], tuple(parts))


def outcome(held: Consultation) -> Reason:
    """The outcome: the finding or findings that are the highest, then every other and the blanks."""
    screening = held.screening
    trees = tuple(
        _marked(finding(held, found), decides=found.verdict is screening.outcome)
        for found in screening.findings
    )
    blanks = Trace(held, held.facts).answers(screening.unanswered)
    number = message("{count}", count=len(held.circumstances.protocol.rules))
    looked = given(message("Rules looked at"), number)
    return value(message("Outcome"), _VERDICTS[screening.outcome], (*trees, *blanks, looked))


def safe_day(held: Consultation, safe: SafeDay | None = None) -> Reason:
    """The earliest safe day: every wait behind it; the one that ends last decides."""
    safe = safe or earliest_safe(held)
    by_day = {step.on: step.facts for step in held.ahead}
    links = tuple(
        _marked(
            finding(held, link.finding, by_day.get(link.begins_on) if link.begins_on else None),
            decides=link.decides,
        )
        for link in (*safe.undated, *safe.chain)
    )
    trace = Trace(held, held.facts)
    said = message("{day}", day=safe.on) if safe.on is not None else safe.because
    parts = (*links, *trace.answers(safe.open_questions), trace.day())
    return value(message("Earliest safe day"), said, parts)


def skin_type(held: Consultation) -> Reason:
    """The skin type that risks are judged by: score by each item, reading, and whether they differ."""
    trace, roles = Trace(held, held.facts), held.circumstances.protocol.roles
    tree = trace.fact(roles.skin_type_fact)
    pair = {roles.skin_type_score_fact, roles.skin_type_reading_fact}
    differ = [
        given(message("Do the two differ?"), trace.fact_words(source.id))
        for source in held.circumstances.protocol.facts
        if source.kind is FactKind.DIFFERS and set(source.facts) == pair
    ]
    return value(tree.label, tree.value, (*tree.children, *differ))


def scales(held: Consultation) -> tuple[Reason, ...]:
    """The grade of every concern, and every other sum of scores that was asked for."""
    trace = Trace(held, held.facts)
    aims = tuple(
        value(a.concern.name, trace.grade_words(a), trace.graded(a)) for a in held.facts.aims
    )
    in_grades = {aim.chosen.grade_fact for aim in held.facts.aims}
    sums = tuple(
        trace.fact(source.id)
        for source in held.circumstances.protocol.facts
        if source.kind in (FactKind.SUM, FactKind.WEIGHTED)
        and source.id not in in_grades
        and any(held.form.is_shown(question) for question in source.questions)
    )
    return (*aims, *sums)


def influence(held: Consultation, forecast: Forecast, influenced: Influence) -> Reason:
    """One influence on the result of a concern: the answers that make it hold, and its evidence."""
    facts = held.ahead[-1].facts if held.ahead else held.facts
    children = behind(held, facts, influenced.when)
    label = message("{concern}: {factor}", concern=forecast.concern.name, factor=influenced.factor)
    protocol = held.circumstances.protocol
    return row(label, influenced.evidence, influenced.id, influenced.basis, protocol, children)


def behind(held: Consultation, facts: Facts, *conditions: Condition) -> tuple[Reason, ...]:
    """What conditions of rows look at: answers, facts, and rules, fired or not."""
    wanted = dict.fromkeys(rule for condition in conditions for rule in rules_in(condition))
    trees: dict[str, Reason] = {}
    for screening, of_day in _days(held):
        for found in screening.findings:
            if found.rule.id in wanted and not found.is_open:
                trees.setdefault(found.rule.id, finding(held, found, of_day))
    trace = Trace(held, facts)
    quiet = (rule for rule in held.circumstances.protocol.rules if rule.id in wanted)
    for rule in quiet:
        if rule.id not in trees:
            looked = (*_nodes(trace, rule), *_day_if_timed(trace, rule), *_place(trace, rule))
            trees[rule.id] = value(rule.title, message("Not so here"), looked)
    return (*trace.behind(*conditions), *trees.values())


def _days(held: Consultation) -> tuple[tuple[Screening, Facts], ...]:
    return (
        (held.screening, held.facts),
        *((step.screening, step.facts) for step in held.ahead[-1:]),
    )


def _day_if_timed(trace: Trace, rule: Rule) -> tuple[Reason, ...]:
    return (trace.day(),) if rule.window is not None else ()


def _place(trace: Trace, rule: Rule) -> tuple[Reason, ...]:
    return (trace.planned(),) if rule.area is not None else ()


def _nodes(trace: Trace, rule: Rule) -> list[Reason]:
    """Every answer and fact that a rule looks at, each once."""
    window = rule.window
    conditions = [rule.when, rule.applies]
    names: list[str] = []
    if window is not None:
        conditions += [condition for condition, _ in window.longer]
        conditions += [window.ongoing] if window.ongoing is not None else []
        names.append(window.before or window.after)
    if rule.area is not None:
        names.append(rule.area.question)
    return list(dict.fromkeys((*trace.behind(*conditions), *trace.answers(names))))


def _looked_at(trace: Trace, found: Finding) -> tuple[list[Reason], tuple[Reason, ...]]:
    """What decided, and what was looked at besides."""
    nodes = _nodes(trace, found.rule)
    used = {name for name, _ in found.answers} | set(found.ask)
    deciding = [node for node in nodes if used & node.questions]
    covered = {name for node in deciding for name in node.questions}
    deciding += trace.answers(
        name for name in (*(n for n, _ in found.answers), *found.ask) if name not in covered
    )
    further = [node for node in nodes if node not in deciding]
    return deciding, (*further, *_other_exclusions(trace, found))


def _other_exclusions(trace: Trace, found: Finding) -> tuple[Reason, ...]:
    """Other rules that leave zones out: when they leave none, a rule that does so rules it out."""
    if found.category is not Category.ZONE_EXCLUDE:
        return ()
    excluding = {o.rule for o in trace.device.overrides if o.category is Category.ZONE_EXCLUDE}
    return tuple(
        value(
            other.title,
            NOTHING,
            (*trace.behind(other.when, other.applies), *trace.answers((other.area.question,))),
        )
        for other in trace.protocol.rules
        if other is not found.rule
        and other.area is not None
        and (other.category is Category.ZONE_EXCLUDE or other.id in excluding)
    )


def _timing(trace: Trace, found: Finding) -> Iterable[Reason]:
    window = found.rule.window
    if window is None:
        return
    day = trace.day()
    if found.until is None:
        yield day
        return
    until = message("{day}", day=found.until)
    counted = given(message("Counted"), count_text(found, trace.held))
    yield value(message("Until"), until, (counted, day))


def _given(found: Finding) -> Iterable[Reason]:
    if found.clearance is not None:
        yield given(message("Written opinion on file"), clearance_text(found.clearance))


def clearance_text(held: Clearance) -> Message:
    """Who wrote which opinion, when, with which limits, and who recorded it."""
    said = message(
        "{who}, {day}: {what}",
        who=held.professional,
        day=held.day or held.dated,
        what=held.document,
    )
    if held.limits:
        said = message("{said}. Limits: {limits}", said=said, limits=held.limits)
    if held.inr == NOT_WARFARIN:
        said = message("{said}. Not warfarin", said=said)
    elif held.inr:
        said = message("{said}. INR {inr}", said=said, inr=held.inr)
    if held.recorded_by:
        said = message("{said}. Recorded by {who}", said=said, who=held.recorded_by)
    return said


def _rule_row(trace: Trace, found: Finding) -> Reason:
    rule = found.rule
    label = message("Rule of the content: {category}", category=_CATEGORIES[rule.category])
    return row(label, rule.action, rule.id, rule.basis, trace.protocol)


def _overrides(held: Consultation, rule: Rule) -> Iterable[Override]:
    return (one for one in held.circumstances.device.overrides if one.rule == rule.id)


def _override_row(trace: Trace, found: Finding, override: Override) -> Reason:
    name = trace.device.name
    label = message("Instructions of {device}", device=name)
    said = message("Not stricter than the rule here")
    if found.device is not None:
        said = message("Stricter than the rule: {category}", category=_CATEGORIES[found.category])
    return row(
        label,
        said,
        trace.device.id,
        override.basis,
        trace.protocol,
        (Reason(ReasonKind.NOTE, message("Note"), override.note),) if override.note else (),
        decides=found.device is not None,
    )


def _marked(tree: Reason, *, decides: bool) -> Reason:
    return replace(tree, decides=decides)
