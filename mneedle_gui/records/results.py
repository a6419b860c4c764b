"""What a consultation came to, kept so that it can be read without the engine and without its content.

Every sentence is kept as its English source text with its values, every number with its reason and
its sources, every answer with the question as it was asked. What is read back years later is what
was shown then, whatever the program has learned since.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mneedle_gui.domain.answers import Answer
from mneedle_gui.domain.outcome import Basis, Category, Outcome
from mneedle_gui.domain.plan import Check, CourseEdit, DepthEdit, Interval, Visit, Why
from mneedle_gui.domain.rule import Clearance
from mneedle_gui.domain.wording import Message
from mneedle_gui.records.plain import fingerprint_of, reading, shaped, unshaped
from mneedle_gui.records.shapes import json_of, value_of

RESULT = "result/1"


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """A question as it was asked, and what was answered. ``said`` are the texts of chosen options."""

    question: str
    number: int
    section: Message
    label: Message
    answer: Answer
    said: tuple[Message, ...]
    unit: str


@dataclass(frozen=True, slots=True)
class KeptFinding:
    """A rule that fired or was open: what it said, why, until when, where, and on what basis."""

    rule: str
    title: Message
    category: Category
    verdict: Outcome
    action: Message
    reason: Message
    basis: Basis
    because: tuple[str, ...]
    ask: tuple[str, ...]
    until: date | None
    zones: tuple[str, ...]
    device: str
    clearance: Clearance | None
    urgent: bool


@dataclass(frozen=True, slots=True)
class KeptZone:
    """A zone with its name and its depths in millimetres."""

    zone: str
    name: Message
    concerns: tuple[str, ...]
    depth_min_mm: Decimal
    depth_max_mm: Decimal
    proposed_max_mm: Decimal
    first_session_max_mm: Decimal
    early_max_mm: Decimal
    test_spot_max_mm: Decimal
    start_mm: Decimal
    below_studied: bool
    sessions_min: int
    sessions_max: int
    edit_reason: str
    why: tuple[Why, ...]


@dataclass(frozen=True, slots=True)
class KeptOutlook:
    """What was said about the result for one concern."""

    concern: str
    name: Message
    grade: Message
    badge: str
    expected: Message
    visible_from: Message
    judged_at: Message
    followed: Message
    stop_rule: Message


@dataclass(frozen=True, slots=True)
class KeptPlan:
    """The plan as it was proposed and edited."""

    provisional: bool
    zones: tuple[KeptZone, ...]
    sessions_min: int
    sessions_max: int
    interval: Interval
    visits: tuple[Visit, ...]
    review_on: date
    review_after: int
    checks: tuple[Check, ...]
    outlooks: tuple[KeptOutlook, ...]
    cautions: tuple[str, ...]
    elsewhere: tuple[Message, ...]
    why: tuple[Why, ...]
    edit_reason: str
    anaesthetic: bool


@dataclass(frozen=True, slots=True)
class Result:
    """All that a consultation came to. ``plan`` is ``None`` where it was withheld.

    ``later`` are findings that begin only when a wait ends (on the first day of a provisional plan).
    ``citations`` are the sources that findings and reasons name: key and text. ``depth_edits`` and
    ``course_edit`` are what the practitioner changed, taken or not.
    """

    on: date
    outcome: Outcome
    judged_on: date
    not_before: date | None
    findings: tuple[KeptFinding, ...]
    later: tuple[KeptFinding, ...]
    unanswered: tuple[str, ...]
    excluded: tuple[str, ...]
    test_spot: bool
    plan: KeptPlan | None
    withheld: Message
    asked: tuple[KeptAnswer, ...]
    depth_edits: tuple[DepthEdit, ...]
    course_edit: CourseEdit
    device: str
    device_name: str
    level: str
    level_name: Message
    practitioner: str
    citations: tuple[tuple[str, str], ...]
    content_version: str
    content_fingerprint: str
    program_version: str


def result_text(result: Result) -> str:
    """The text of a result."""
    return shaped(RESULT, json_of(result))


def read_result(text: str) -> Result:
    """The result in a text.

    Raises:
        Damaged: it is no such text.
    """
    with reading():
        found = value_of(Result, unshaped(RESULT, text))
        if not isinstance(found, Result):
            raise TypeError("no result")
        return found


def plan_hash(result: Result) -> str:
    """What a consent is tied to: device, zones, depths, sessions and dates; empty without a plan.

    Reasons and sentences are not in it: other words for the same treatment leave a consent valid.
    """
    if result.plan is None:
        return ""
    plan = result.plan
    zones = [json_of((one.zone, one.concerns, one.depth_min_mm, one.depth_max_mm,
                      one.first_session_max_mm, one.early_max_mm, one.test_spot_max_mm))
             for one in plan.zones]  # fmt: skip
    course = (plan.sessions_min, plan.sessions_max, plan.interval, plan.visits, plan.anaesthetic)
    cautions = (plan.provisional, tuple(sorted(plan.cautions)), result.device)
    return fingerprint_of([zones, json_of(course), json_of(cautions)])
