"""Cross checks of screening rules: dates and areas they rest on, what they say, who may clear them."""

from __future__ import annotations

from mneedle_gui.content.check_conditions import check_question
from mneedle_gui.content.inspection import Inspection
from mneedle_gui.domain.outcome import Category
from mneedle_gui.domain.questionnaire import Kind
from mneedle_gui.domain.rule import CONSULTATION_DAY, Rule, Span, Window


def check_rules(inspection: Inspection) -> None:
    """Every rule."""
    for rule in inspection.content.protocol.rules:
        check_rule(inspection, rule)


def check_rule(inspection: Inspection, rule: Rule) -> None:
    """One rule. The rule for zones that are never treated needs no area: their depth is 0."""
    _says_enough(inspection, rule)
    if rule.window is not None:
        _window(inspection, rule, rule.window)
    zone_rule = inspection.content.protocol.roles.zone_rule
    if rule.area is not None:
        _area(inspection, rule, rule.area.question)
    elif rule.category is Category.ZONE_EXCLUDE and rule.id != zone_rule:
        cause = "the rule takes a zone out but does not say which"
        inspection.add("rule", rule.id, "area", cause, "Name the zones question in area")


def _says_enough(inspection: Inspection, rule: Rule) -> None:
    for key in ("title", "action", "reason"):
        if not getattr(rule, key):
            cause = f"the rule has no {key}"
            inspection.add("rule", rule.id, key, cause, "Write it")
    opinion = rule.clearable or rule.category is Category.REFER
    if opinion and not rule.professional:
        cause = "nobody is named who may give a written opinion"
        inspection.add("rule", rule.id, "professional", cause, 'Write professional = "…"')
    needs_one = rule.category in (Category.REFER, Category.DEFER) or _referred(inspection, rule)
    if rule.clearable and not needs_one:
        cause = f"a rule of category {rule.category.value} cannot be cleared"
        inspection.add("rule", rule.id, "clearable", cause, "Take clearable out")


def _referred(inspection: Inspection, rule: Rule) -> bool:
    """Whether some device's own instructions turn the rule into a referral."""
    overrides = (o for device in inspection.content.protocol.devices for o in device.overrides)
    return any(o.rule == rule.id and o.category is Category.REFER for o in overrides)


def _window(inspection: Inspection, rule: Rule, window: Window) -> None:
    place = ("rule", rule.id, "window")
    question = window.before or window.after
    dated = question != CONSULTATION_DAY and check_question(
        inspection, place, question, rule.switch
    )
    if dated and inspection.content.questionnaire.question(question).kind is not Kind.DATE:
        inspection.add(
            *place, f"question '{question}' is not a date", "Name the question of the date"
        )
    if window.span == Span():
        inspection.add(*place, "the window has no length", "Give days, months or years")
    elif _rough_days(window.start) >= _rough_days(window.span):
        inspection.add(*place, "the window ends before it begins", "Make from_… the shorter time")
    if window.before and window.start != Span():
        cause = "from_… does not go with before"
        inspection.add(*place, cause, "Use after, or leave from_… out")


def _rough_days(span: Span) -> int:
    """Days for comparing the lengths of spans; a month counts as 30."""
    return span.days + 30 * span.months + 365 * span.years


def _area(inspection: Inspection, rule: Rule, question: str) -> None:
    place = ("rule", rule.id, "area")
    known = check_question(inspection, place, question, rule.switch)
    if known and inspection.content.questionnaire.question(question).kind is not Kind.ZONES:
        inspection.add(
            *place, f"question '{question}' does not ask for zones", "Name one that does"
        )
