"""The result of the two-minute check as JSON, for other programs."""

from __future__ import annotations

import json

from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.prescreen import PreScreen, prescreen
from mneedle_gui.domain.screening import Finding
from mneedle_gui.domain.wording import Words
from mneedle_gui.exchange.plan_file import finding_in_json


def write(consultation: Consultation, words: Words) -> str:
    """The check as JSON text; findings have the shape that plan files give them.

    ``later`` are findings that begin only on ``not_before``. ``unanswered`` are blank questions;
    questions that are not certain stand in the ``ask`` of a finding.
    """
    held, found = consultation.circumstances, prescreen(consultation)
    content = {
        "format": "needling-plan-prescreen/1",
        "content": {"version": held.protocol.version, "fingerprint": held.protocol.fingerprint},
        "program": held.program_version,
        "on": held.on.isoformat(),
        "judged_on": consultation.screening.judged_on.isoformat(),
        "device": held.device.id,
        "result": found.result.code,
        "not_before": found.not_before.isoformat() if found.not_before else None,
        "waits_without_date": found.waits_without_date,
        "place_open": found.place_open,
        "findings": [finding_in_json(finding, words) for finding in found.findings],
        "later": [finding_in_json(finding, words) for finding in found.later],
        "unanswered": list(found.unanswered),
        "bring": [_letter(finding, found, words) for finding in found.letters],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _letter(finding: Finding, found: PreScreen, words: Words) -> dict[str, object]:
    begins = found.not_before if finding in found.later else None
    return {
        "rule": finding.rule.id,
        "professional": words.say(finding.rule.professional),
        "about": words.say(finding.rule.title),
        "text": words.say(finding.rule.recheck),
        "inr": finding.rule.inr_at_most is not None,
        "from": begins.isoformat() if begins else None,
        "until": finding.until.isoformat() if finding.until else None,
    }
