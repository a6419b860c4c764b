"""From a consultation of today to the result that is kept of it."""

from __future__ import annotations

from mneedle_gui.domain.answers import codes_of
from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.forecast import Forecast
from mneedle_gui.domain.outcome import Basis
from mneedle_gui.domain.plan import Plan, ZonePlan
from mneedle_gui.domain.protocol import Protocol
from mneedle_gui.domain.screening import Finding
from mneedle_gui.domain.wording import NOTHING, Message
from mneedle_gui.records.results import (
    KeptAnswer,
    KeptFinding,
    KeptOutlook,
    KeptPlan,
    KeptZone,
    Result,
)


def result_of(consultation: Consultation) -> Result:
    """What there is to keep of a consultation."""
    held, screening, plan = consultation.circumstances, consultation.screening, consultation.plan
    findings = tuple(_finding(one) for one in screening.findings)
    kept = _plan(plan, held.protocol) if isinstance(plan, Plan) else None
    now = {one.rule for one in findings}
    coming = {f.rule.id: f for step in consultation.ahead for f in step.screening.findings}
    later = tuple(_finding(one) for rule, one in coming.items() if rule not in now)
    bases = [one.basis for one in (*findings, *later)]
    if kept is not None:
        bases += [why.basis for why in kept.why]
        bases += [why.basis for zone in kept.zones for why in zone.why]
    return Result(
        on=held.on,
        outcome=screening.outcome,
        judged_on=screening.judged_on,
        not_before=screening.not_before,
        findings=findings,
        later=later,
        unanswered=screening.unanswered,
        excluded=screening.excluded,
        test_spot=screening.test_spot,
        plan=kept,
        withheld=NOTHING if isinstance(plan, Plan) else plan.because,
        asked=_asked(consultation),
        depth_edits=tuple(consultation.edits.depths.values()),
        course_edit=consultation.edits.course,
        device=held.device.id,
        device_name=held.device.name,
        level=held.level.id if held.level else "",
        level_name=held.level.name if held.level else NOTHING,
        practitioner=held.practitioner,
        citations=_citations(held.protocol, bases),
        content_version=held.protocol.version,
        content_fingerprint=held.protocol.fingerprint,
        program_version=held.program_version,
    )


def _asked(consultation: Consultation) -> tuple[KeptAnswer, ...]:
    questionnaire = consultation.circumstances.questionnaire
    kept = []
    for section in questionnaire.sections:
        for question in section.questions:
            answer = consultation.form.counted.get(question.id)
            if answer is None:
                continue
            options = [question.option(code) for code in codes_of(answer)]
            kept.append(
                KeptAnswer(
                    question.id,
                    questionnaire.number(question.id),
                    section.title,
                    question.label,
                    answer,
                    tuple(option.text for option in options if option is not None),
                    question.unit,
                )
            )
    return tuple(kept)


def _finding(found: Finding) -> KeptFinding:
    rule = found.rule
    return KeptFinding(
        rule=rule.id,
        title=rule.title,
        category=found.category,
        verdict=found.verdict,
        action=rule.action,
        reason=rule.reason,
        basis=rule.basis,
        because=tuple(question for question, _ in found.answers),
        ask=found.ask,
        until=found.until,
        zones=found.zones,
        device=found.device.id if found.device else "",
        clearance=found.clearance,
        urgent=rule.urgent,
    )


def _plan(plan: Plan, protocol: Protocol) -> KeptPlan:
    return KeptPlan(
        provisional=plan.provisional,
        zones=tuple(_zone(zone, protocol.zone(zone.zone).name) for zone in plan.zones),
        sessions_min=plan.sessions_min,
        sessions_max=plan.sessions_max,
        interval=plan.interval,
        visits=plan.visits,
        review_on=plan.review_on,
        review_after=plan.review_after,
        checks=plan.checks,
        outlooks=tuple(_outlook(one) for one in plan.forecasts),
        cautions=plan.cautions,
        elsewhere=tuple(aim.concern.name for aim in plan.dropped),
        why=plan.why,
        edit_reason=plan.edit_reason,
        anaesthetic=plan.anaesthetic,
    )


def _zone(zone: ZonePlan, name: Message) -> KeptZone:
    same = {field: getattr(zone, field) for field in KeptZone.__slots__ if field != "name"}
    return KeptZone(name=name, **same)


def _outlook(one: Forecast) -> KeptOutlook:
    return KeptOutlook(
        concern=one.concern.id,
        name=one.concern.name,
        grade=one.grade.name,
        badge=one.concern.badge,
        expected=one.concern.expected,
        visible_from=one.visible_from,
        judged_at=one.judged_at,
        followed=one.followed,
        stop_rule=one.stop_rule,
    )


def _citations(protocol: Protocol, bases: list[Basis]) -> tuple[tuple[str, str], ...]:
    named = {key for basis in bases for key in basis.sources}
    return tuple((one.key, one.citation) for one in protocol.sources if one.key in named)
