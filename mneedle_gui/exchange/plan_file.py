"""A consultation's result as JSON, for other programs: outcome, findings, plan. Depths in millimetres."""

from __future__ import annotations

import json
from decimal import Decimal

from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.outcome import Basis
from mneedle_gui.domain.plan import Plan, Why, ZonePlan
from mneedle_gui.domain.rule import Clearance
from mneedle_gui.domain.screening import Finding
from mneedle_gui.domain.wording import Words
from mneedle_gui.exchange.safe_day_content import safe_day_content
from mneedle_gui.exchange.values import to_json


def write(consultation: Consultation, words: Words) -> str:
    """The result as JSON text; sentences are in the language of ``words``."""
    screening = consultation.screening
    held = consultation.circumstances
    plan = consultation.plan
    content = {
        "format": "needling-plan-result/1",
        "content": {"version": held.protocol.version, "fingerprint": held.protocol.fingerprint},
        "program": held.program_version,
        "on": held.on.isoformat(),
        "judged_on": screening.judged_on.isoformat(),
        "device": held.device.id,
        "level": held.level.id if held.level is not None else None,
        "outcome": screening.outcome.code,
        "not_before": screening.not_before.isoformat() if screening.not_before else None,
        "earliest_safe": safe_day_content(consultation, words),
        "findings": [finding_in_json(finding, words) for finding in screening.findings],
        "unanswered": list(screening.unanswered),
        "plan": _plan(plan, words) if isinstance(plan, Plan) else None,
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def finding_in_json(finding: Finding, words: Words) -> dict[str, object]:
    """One finding as results carry it; ``until`` is the first day on which it no longer holds."""
    basis = finding.rule.basis
    return {
        "rule": finding.rule.id,
        "verdict": finding.verdict.code,
        "category": finding.category.value,
        "answers": {question: to_json(answer) for question, answer in finding.answers},
        "ask": list(finding.ask),
        "until": finding.until.isoformat() if finding.until else None,
        "zones": list(finding.zones),
        "device": finding.device.id if finding.device else None,
        "cleared": finding.clearance is not None,
        "clearance": _clearance(finding.clearance),
        "action": words.say(finding.rule.action),
        "reason": words.say(finding.rule.reason),
        **_basis(basis, words),
    }


def _clearance(held: Clearance | None) -> dict[str, str] | None:
    if held is None:
        return None
    return {
        "professional": held.professional,
        "dated": held.dated,
        "document": held.document,
        "limits": held.limits,
        "inr": held.inr,
        "recorded_by": held.recorded_by,
    }


def _basis(basis: Basis, words: Words) -> dict[str, object]:
    return {
        "sources": list(basis.sources),
        "basis": list(basis.tags),
        "strength": basis.strength,
        "note": words.say(basis.note) if basis.note else "",
        "own": basis.own,
        "clinic": words.say(basis.clinic) if basis.clinic else "",
    }


def _plan(plan: Plan, words: Words) -> dict[str, object]:
    return {
        "provisional": plan.provisional,
        "zones": [_zone(zone, words) for zone in plan.zones],
        "sessions": {"min": plan.sessions_min, "max": plan.sessions_max},
        "interval_weeks": {
            "typical": plan.interval.typical_weeks,
            "min": plan.interval.min_weeks,
            "max": plan.interval.max_weeks,
        },
        "dates": [visit.on.isoformat() for visit in plan.sessions],
        "visits": [
            {"kind": visit.kind.value, "number": visit.number, "on": visit.on.isoformat()}
            for visit in plan.visits
        ],
        "review_on": plan.review_on.isoformat(),
        "checks": [
            {"on": check.on.isoformat(), "concerns": list(check.concerns)} for check in plan.checks
        ],
        "forecast": [
            {
                "concern": one.concern.id,
                "grade": one.grade.key,
                "badge": one.concern.badge,
                "expected": words.say(one.concern.expected),
                "observed_to": words.say(one.longevity.observed_to) if one.longevity else "",
                "influences": [row.id for row in one.influences],
            }
            for one in plan.forecasts
        ],
        "elsewhere": [aim.concern.id for aim in plan.dropped],
        "cautions": list(plan.cautions),
        "why": [_why(why, words) for why in plan.why],
        "edit_problems": [words.say(problem.remedy) for problem in plan.edit_problems],
    }


def _zone(zone: ZonePlan, words: Words) -> dict[str, object]:
    return {
        "zone": zone.zone,
        "concerns": list(zone.concerns),
        "depth_min_mm": _mm(zone.depth_min_mm),
        "depth_max_mm": _mm(zone.depth_max_mm),
        "first_session_max_mm": _mm(zone.first_session_max_mm),
        "start_mm": _mm(zone.start_mm),
        "test_spot_max_mm": _mm(zone.test_spot_max_mm),
        "early_max_mm": _mm(zone.early_max_mm),
        "below_studied": zone.below_studied,
        "edit_reason": zone.edit_reason,
        "why": [_why(why, words) for why in zone.why],
    }


def _why(why: Why, words: Words) -> dict[str, object]:
    return {
        "quantity": why.quantity,
        "text": words.say(why.text),
        "row": why.row,
        **_basis(why.basis, words),
    }


def _mm(depth: Decimal) -> float:
    return float(depth)
