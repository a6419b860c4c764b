"""The two-minute check: what the first safety questions alone say, before a full consultation.

It is a narrower view of the same consultation: the same answers, judged by the same rules. Where the
skin to be treated is not known yet, a finding counts wherever it is. Unknown is never "no": a
question left blank keeps the check open, and "not sure" does what the rule says.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum

from mneedle_gui.domain.condition import (
    AllOf,
    Condition,
    Truth,
    facts_in,
    judge,
    questions_in,
)
from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.facts import Facts, derive
from mneedle_gui.domain.form import Form
from mneedle_gui.domain.outcome import Outcome
from mneedle_gui.domain.protocol import Protocol
from mneedle_gui.domain.questionnaire import Questionnaire, Section
from mneedle_gui.domain.rule import CONSULTATION_DAY, Rule
from mneedle_gui.domain.screening import Finding, screen
from mneedle_gui.domain.world import AnswersWorld


class Result(IntEnum):
    """What can be said on the telephone, from mildest to strictest."""

    CAN_BOOK = 0
    OPEN = 1
    NOT_BEFORE = 2
    LETTER = 3
    CANNOT = 4

    @property
    def code(self) -> str:
        """The word used in files: ``not_before``."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class PreScreen:
    """What the two-minute check comes to on a day.

    ``findings`` are all that count here, strictest first, cautions too. ``later`` are waits and
    letters that begin only when another wait ends. ``not_before`` is the first day on which no dated
    wait of the check holds any more, ``None`` without one. ``unanswered`` are its blank questions.
    ``place_open``: where treatment is wanted is not known, so findings count wherever they are.
    """

    result: Result
    findings: tuple[Finding, ...]
    later: tuple[Finding, ...]
    not_before: date | None
    unanswered: tuple[str, ...]
    place_open: bool

    def of(self, result: Result) -> tuple[Finding, ...]:
        """The findings that lead to this result; for ``CAN_BOOK`` the cautions."""
        return tuple(finding for finding in self.findings if result_of(finding) is result)

    @property
    def letters(self) -> tuple[Finding, ...]:
        """The findings for which a written opinion is to be brought, now or once a wait has ended."""
        every = (*self.findings, *self.later)
        return tuple(finding for finding in every if result_of(finding) is Result.LETTER)

    @property
    def open_questions(self) -> tuple[str, ...]:
        """Every question that would settle something: blank ones first, then those not certain."""
        asked = (question for finding in self.findings for question in finding.ask)
        return tuple(dict.fromkeys((*self.unanswered, *asked)))

    @property
    def waits_without_date(self) -> bool:
        """Whether the end of some wait is not known."""
        return any(finding.until is None for finding in self.of(Result.NOT_BEFORE))

    @property
    def is_urgent(self) -> bool:
        """Whether a doctor should look soon, whatever becomes of the booking."""
        return any(f.rule.urgent and f.verdict >= Outcome.DEFER for f in self.findings)


def result_of(finding: Finding) -> Result:
    """What one finding leads to.

    A wait of which a device makes more, but which no letter ends, stays a wait.
    """
    match finding.verdict:
        case Outcome.DO_NOT_TREAT:
            return Result.CANNOT
        case Outcome.REFER:
            waits = finding.is_wait and not finding.rule.clearable
            return Result.NOT_BEFORE if waits else Result.LETTER
        case Outcome.DEFER:
            return Result.NOT_BEFORE
        case Outcome.ASK:
            return Result.OPEN
        case Outcome.PROCEED | Outcome.PROCEED_WITH_MODIFICATIONS:
            return Result.CAN_BOOK


def prescreen(consultation: Consultation) -> PreScreen:
    """The view of a consultation by its first safety questions. Raises nothing for any answers.

    A rule counts when every question it asks is one of them (its trigger, its dates, its area, and
    what its facts are made of), when it has fired on answers to them alone, or when one of them has
    brought it up and only a later question can settle it. A longer wait that holds for some clients
    counts while it is not known whether this is one.
    """
    asked = frozenset(q.id for q in consultation.circumstances.questionnaire if q.prescreen)
    sieve = _Sieve(consultation.circumstances.protocol, consultation.form, asked)
    findings = sieve.counting(consultation.screening.findings, consultation.facts)
    unanswered = tuple(q for q in consultation.form.unanswered if q in asked)
    not_before, later = _looked_ahead(consultation, findings, sieve)
    results = [result_of(finding) for finding in findings]
    if unanswered:
        results.append(Result.OPEN)
    return PreScreen(
        max(results, default=Result.CAN_BOOK),
        findings,
        later,
        not_before,
        unanswered,
        consultation.facts.planned_zones is None,
    )


def short_form(questionnaire: Questionnaire) -> Questionnaire:
    """The questions of the two-minute check as pages.

    A section of which only some questions belong to it has no page of its own: these stand at the
    head of the next page.
    """
    pages: list[Section] = []
    waiting: list[Section] = []
    for section in questionnaire.sections:
        part = replace(section, questions=tuple(q for q in section.questions if q.prescreen))
        if not part.questions:
            continue
        if len(part.questions) < len(section.questions):
            waiting.append(part)
            continue
        first = (question for before in waiting for question in before.questions)
        pages.append(replace(part, questions=(*first, *part.questions)))
        waiting = []
    return Questionnaire((*pages, *waiting), questionnaire.version)


@dataclass(frozen=True, slots=True)
class _Sieve:
    """Tells which findings count when only ``asked`` questions are looked at."""

    protocol: Protocol
    form: Form
    asked: frozenset[str]

    def counting(self, findings: tuple[Finding, ...], facts: Facts) -> tuple[Finding, ...]:
        """The findings that count on the day of ``facts``, in their order."""
        world = AnswersWorld.of(self.form, facts)
        return tuple(
            finding
            for finding in findings
            if self._rests_on(finding.rule) <= self.asked
            or self._has_fired(finding)
            or self._is_brought_up(finding, world)
        )

    def _has_fired(self, finding: Finding) -> bool:
        """Whether it fired on these questions alone, whatever else its rule could ask."""
        behind = {question for question, _ in finding.answers}
        return not finding.is_open and bool(behind) and behind <= self.asked

    def _is_brought_up(self, finding: Finding, world: AnswersWorld) -> bool:
        """Whether an undecided rule that could stand in the way is already half true here."""
        when = finding.rule.when
        if not finding.is_open or not isinstance(when, AllOf):
            return False
        if finding.category.outcome < Outcome.DEFER:
            return False
        own = (part for part in when.parts if self._asked_by(part) <= self.asked)
        return any(judge(part, world).truth is Truth.TRUE for part in own)

    def _rests_on(self, rule: Rule) -> set[str]:
        """Every question a rule asks, also through facts."""
        questions = self._asked_by(rule.when) | self._asked_by(rule.applies)
        if rule.window is not None:
            questions |= {rule.window.after, rule.window.before} - {"", CONSULTATION_DAY}
            if rule.window.ongoing is not None:
                questions |= self._asked_by(rule.window.ongoing)
        if rule.area is not None:
            questions.add(rule.area.question)
        return questions

    def _asked_by(self, condition: Condition) -> set[str]:
        made = {source.id: source for source in self.protocol.facts}
        found, waiting = set(questions_in(condition)), list(facts_in(condition))
        while waiting:
            source = made.get(waiting.pop())
            # A fact without a row follows from what is wished for, and where.
            found |= set(source.questions) if source else {self.protocol.roles.concerns}
            waiting += source.facts if source else ()
        return found


def _looked_ahead(
    consultation: Consultation, findings: tuple[Finding, ...], sieve: _Sieve
) -> tuple[date | None, tuple[Finding, ...]]:
    """The end of the last dated wait, and what begins only then.

    A rule may begin when another ends, so the day found is judged again until no wait ends later.
    """
    held, form = consultation.circumstances, consultation.form
    known = {finding.rule.id for finding in findings}
    later: list[Finding] = []
    last, day = None, _last_end(findings)
    while day is not None and (last is None or day > last):
        last = day
        facts = derive(held.questionnaire, form, held.protocol, held.device, held.on, day)
        there = screen(form, facts, held.protocol, held.device, consultation.clearances).findings
        counting = sieve.counting(there, facts)
        fresh = [f for f in counting if f.verdict >= Outcome.DEFER and f.rule.id not in known]
        known |= {finding.rule.id for finding in fresh}
        later += fresh
        day = _last_end(counting)
    return last, tuple(later)


def _last_end(findings: tuple[Finding, ...]) -> date | None:
    ends = [f.until for f in findings if f.is_wait and f.until is not None]
    return max(ends, default=None)
