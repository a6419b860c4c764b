"""The earliest safe day as JSON values: the chain of waits, what has no date, what would change it."""

from __future__ import annotations

from datetime import date

from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.rule import Span
from mneedle_gui.domain.waits import Change, Link, earliest_safe
from mneedle_gui.domain.wording import Words


def safe_day_content(consultation: Consultation, words: Words) -> dict[str, object]:
    """``on`` is null when no day can be named; ``not_before`` may then still be given.

    A ``span`` is an ISO 8601 duration such as ``P6M``; days are ISO dates.
    """
    safe = earliest_safe(consultation)
    return {
        "on": _day(safe.on),
        "because": words.say(safe.because),
        "judged_on": safe.judged_on.isoformat(),
        "not_before": _day(safe.not_before),
        "chain": [_link(link) for link in safe.chain],
        "undated": [
            {"rule": link.rule.id, "verdict": link.finding.verdict.code} for link in safe.undated
        ],
        "open": list(safe.open_questions),
        "changes": [_change(change, words) for change in safe.changes],
    }


def _link(link: Link) -> dict[str, object]:
    reckoning = link.finding.reckoning
    return {
        "rule": link.rule.id,
        "verdict": link.finding.verdict.code,
        "from": reckoning.counted_from.isoformat() if reckoning else None,
        "span": _span(reckoning.span) if reckoning else None,
        "until": _day(link.until),
        "question": reckoning.question if reckoning else None,
        "begins_on": _day(link.begins_on),
        "decides": link.decides,
        "device": link.device.id if link.device else None,
    }


def _change(change: Change, words: Words) -> dict[str, object]:
    return {
        "kind": change.kind.value,
        "rule": change.rule,
        "text": words.say(change.text),
        "questions": list(change.questions),
        "zones": list(change.zones),
    }


def _span(span: Span) -> str:
    if span.years:
        return f"P{span.years}Y"
    return f"P{span.months}M" if span.months else f"P{span.days}D"


def _day(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
