"""Screening: every rule against the facts. All findings are kept; the highest one is the outcome.

Unknown is never "no": a rule that cannot be decided gives an *ask* finding that names the questions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from mneedle_gui.domain.answers import Answer, DoNotKnow
from mneedle_gui.domain.condition import ALWAYS, AllOf, Judgement, Truth, judge
from mneedle_gui.domain.dates import add, earliest, latest
from mneedle_gui.domain.facts import Facts
from mneedle_gui.domain.form import Form
from mneedle_gui.domain.outcome import Category, Outcome
from mneedle_gui.domain.protocol import Device, Protocol, Region
from mneedle_gui.domain.rule import CONSULTATION_DAY, Clearance, Override, Rule, Span, Window
from mneedle_gui.domain.wording import PartialDate
from mneedle_gui.domain.world import AnswersWorld


@dataclass(frozen=True, slots=True)
class Reckoning:
    """How an end date was worked out: ``counted_from`` plus ``span`` is the day treatment may be."""

    question: str
    counted_from: date
    span: Span


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule that fired or could not be decided.

    ``verdict`` is what it leads to now (after clearance or device). ``answers`` are the answers that
    caused it; ``ask`` the questions that would settle it (only for *ask*). ``until`` is the first day
    on which it no longer holds, ``None`` when there is no date. ``zones`` are the planned zones
    concerned. ``device`` names the device whose own instructions made it stricter.
    """

    rule: Rule
    category: Category
    verdict: Outcome
    answers: tuple[tuple[str, Answer], ...] = ()
    ask: tuple[str, ...] = ()
    until: date | None = None
    reckoning: Reckoning | None = None
    zones: tuple[str, ...] = ()
    clearance: Clearance | None = None
    device: Device | None = None

    @property
    def is_open(self) -> bool:
        """True for a rule that cannot be decided yet."""
        return self.verdict is Outcome.ASK

    @property
    def is_wait(self) -> bool:
        """True for a wait that is not cleared, also when a device makes more of it."""
        return self.rule.category is Category.DEFER and self.verdict >= Outcome.DEFER

    @property
    def waits_without_date(self) -> bool:
        """True for a wait whose end is not known."""
        return self.verdict is Outcome.DEFER and self.until is None


@dataclass(frozen=True, slots=True)
class Screening:
    """The result of judging every rule on ``judged_on``.

    ``not_before`` is the latest end of all dated waits (also shown beside a refer). ``unanswered``
    are the blank safety questions. ``zones`` are the zones that may be treated once the outcome
    allows it, ``excluded`` those taken out. ``test_spot`` is true when one is wanted first.
    """

    outcome: Outcome
    findings: tuple[Finding, ...]
    judged_on: date
    not_before: date | None
    unanswered: tuple[str, ...]
    zones: tuple[str, ...]
    excluded: tuple[str, ...]
    test_spot: bool

    @property
    def fired(self) -> frozenset[str]:
        """Ids of the rules that fired, cleared ones too; undecided ones not."""
        return frozenset(f.rule.id for f in self.findings if not f.is_open)

    @property
    def waits_without_date(self) -> bool:
        """True when some wait has no known end."""
        return any(finding.waits_without_date for finding in self.findings)

    @property
    def allows_plan(self) -> bool:
        """Whether a plan may be made: proceed, or only waits that end on a known day."""
        if not self.zones:
            return False
        if self.outcome is Outcome.DEFER:
            return not self.waits_without_date and not self.is_open
        return self.outcome <= Outcome.PROCEED_WITH_MODIFICATIONS

    @property
    def is_open(self) -> bool:
        """True while a rule is undecided or a safety question blank."""
        return bool(self.unanswered) or any(finding.is_open for finding in self.findings)


def screen(
    form: Form,
    facts: Facts,
    protocol: Protocol,
    device: Device,
    clearances: Mapping[str, Clearance],
) -> Screening:
    """Judge every rule. Raises nothing for any answers a person can give."""
    world = AnswersWorld.of(form, facts)
    bench = _Bench(form, facts, protocol, device, world, clearances)
    findings = [found for rule in protocol.rules if (found := bench.finding(rule)) is not None]
    planned = [zone.id for zone in protocol.zones if zone.id in (facts.planned_zones or ())]
    excluded = _excluded(findings, planned, facts)
    zones = tuple(zone for zone in planned if zone not in excluded)
    if planned and not zones:
        findings = [_with_nothing_left(finding) for finding in findings]
    unanswered = _unanswered(form, facts)
    outcome = max((finding.verdict for finding in findings), default=Outcome.PROCEED)
    if unanswered:
        outcome = max(outcome, Outcome.ASK)
    waits = [f.until for f in findings if f.is_wait and f.until is not None]
    return Screening(
        outcome,
        tuple(sorted(findings, key=lambda finding: -finding.verdict)),
        facts.judged_on,
        max(waits, default=None),
        unanswered,
        zones,
        excluded,
        _wants_test_spot(findings, form, protocol),
    )


@dataclass(frozen=True, slots=True)
class _Bench:
    """What one round of judging needs at hand."""

    form: Form
    facts: Facts
    protocol: Protocol
    device: Device
    world: AnswersWorld
    clearances: Mapping[str, Clearance]

    def finding(self, rule: Rule) -> Finding | None:
        """The finding of one rule, or nothing when it does not fire."""
        trigger = rule.when if rule.applies == ALWAYS else AllOf((rule.applies, rule.when))
        judgement = judge(trigger, self.world)
        if judgement.truth is Truth.FALSE:
            return None
        if judgement.truth is Truth.UNKNOWN and not self._unsure_fires(rule, judgement):
            return self._asking(rule, judgement.because, judgement.blank + judgement.unsure)
        because = judgement.because + judgement.unsure
        zones = self._zones_concerned(rule)
        if rule.area is not None:
            if zones is None:
                return None
            if self._is_blank(rule.area.question):
                return self._asking(rule, because, (rule.area.question,))
            because += (rule.area.question,)
        return self._timed(rule, because, zones or ())

    def _unsure_fires(self, rule: Rule, judgement: Judgement) -> bool:
        return rule.unsure_applies and bool(judgement.unsure) and not judgement.blank

    def _asking(self, rule: Rule, because: tuple[str, ...], ask: tuple[str, ...]) -> Finding:
        return Finding(
            rule,
            rule.category,
            Outcome.ASK,
            self._answers(because + ask),
            tuple(dict.fromkeys(ask)),
        )

    def _answers(self, questions: tuple[str, ...]) -> tuple[tuple[str, Answer], ...]:
        counted = self.form.counted
        return tuple((q, counted[q]) for q in dict.fromkeys(questions) if q in counted)

    def _is_blank(self, question: str) -> bool:
        return question in self.world.shown and question not in self.form.counted

    def _zones_concerned(self, rule: Rule) -> tuple[str, ...] | None:
        """Planned zones the finding touches; ``None`` when it touches none of them."""
        planned = self.facts.planned_zones
        if rule.id == self.protocol.roles.zone_rule:
            return self.facts.forbidden_zones
        if rule.area is None or planned is None:
            return tuple(sorted(planned or ()))
        named = self.world.zones(rule.area.question)
        if not named:
            return tuple(sorted(planned))
        treated = planned - self._never_treated() or planned
        touched = {zone for zone in named if zone in treated}
        face = {zone for zone in treated if self._is_face(zone)}
        if rule.area.face_as_one and any(self._is_face(zone) for zone in named):
            touched |= face
        return tuple(sorted(touched)) if touched else None

    def _never_treated(self) -> frozenset[str]:
        """Planned zones in which a finding does not matter, because nobody may needle them.

        Zones that only this clinic leaves out are not among them: its own rules take nothing away.
        """
        return frozenset(
            zone for zone in self.facts.forbidden_zones if not self.protocol.zone(zone).basis.own
        )

    def _is_face(self, zone: str) -> bool:
        return self.protocol.zone(zone).region is Region.FACE

    def _timed(
        self, rule: Rule, because: tuple[str, ...], zones: tuple[str, ...]
    ) -> Finding | None:
        window = rule.window
        if window is None:
            return self._settled(rule, because, zones, None, None)
        if window.ongoing is not None:
            present = judge(window.ongoing, self.world)
            if present.truth is Truth.TRUE:
                return self._settled(rule, because + present.because, zones, None, None)
            if present.truth is Truth.UNKNOWN and present.blank:
                return self._asking(rule, because, present.blank)
            if present.truth is Truth.UNKNOWN:
                return self._settled(rule, because + present.unsure, zones, None, None)
        question = window.before or window.after
        if self._is_blank(question):
            return self._asking(rule, because, (question,))
        dated = self._date(window, question)
        if dated is None:
            return self._settled(rule, (*because, question), zones, None, None)
        if window.before:
            near = self.facts.judged_on <= dated < add(self.facts.judged_on, window.span)
            return self._settled(rule, (*because, question), zones, None, None) if near else None
        span = self._span(rule, window, dated)
        until = add(dated, span)
        begun = window.start == Span() or add(dated, window.start) <= self.facts.judged_on
        if not begun or self.facts.judged_on >= until:
            return None
        reckoning = Reckoning(question, dated, span)
        return self._settled(rule, (*because, question), zones, until, reckoning)

    def _date(self, window: Window, question: str) -> date | None:
        if question == CONSULTATION_DAY:
            return self.facts.consulted_on
        answer = self.form.counted.get(question)
        if not isinstance(answer, PartialDate) or isinstance(answer, DoNotKnow):
            return None
        if window.before:
            return max(earliest(answer), self.facts.consulted_on)
        past = earliest(answer) <= self.facts.consulted_on
        return latest(answer, self.facts.consulted_on if past else date.max)

    def _span(self, rule: Rule, window: Window, dated: date) -> Span:
        """Of all times that hold, the one that ends last when counted from ``dated``."""
        spans = [window.span]
        for condition, span in window.longer:
            if judge(condition, self.world).truth is not Truth.FALSE:
                spans.append(span)
        override = self._override(rule)
        if override is not None and override.span is not None:
            spans.append(override.span)
        return max(spans, key=lambda span: add(dated, span))

    def _override(self, rule: Rule) -> Override | None:
        return next((o for o in self.device.overrides if o.rule == rule.id), None)

    def _clearance(self, rule: Rule, override: Override | None) -> Clearance | None:
        """A complete opinion on file; a device's own longer wait is not open to one."""
        clearance = self.clearances.get(rule.id) if rule.clearable else None
        if clearance is None or not clearance.clears(rule, self.facts.consulted_on):
            return None
        return None if override is not None and override.span is not None else clearance

    def _settled(
        self,
        rule: Rule,
        because: tuple[str, ...],
        zones: tuple[str, ...],
        until: date | None,
        reckoning: Reckoning | None,
    ) -> Finding:
        category, device = rule.category, None
        override = self._override(rule)
        if override is not None:
            if override.category is not None and _stricter(override.category, category):
                category, device = override.category, self.device
            elif reckoning is not None and reckoning.span == override.span:
                device = self.device
        clearance = self._clearance(rule, override)
        if clearance is not None and category in (Category.REFER, Category.DEFER):
            verdict = Outcome.PROCEED_WITH_MODIFICATIONS
        else:
            verdict, clearance = category.outcome, None
        answers = self._answers(because)
        return Finding(
            rule, category, verdict, answers, (), until, reckoning, zones, clearance, device
        )


def _stricter(one: Category, other: Category) -> bool:
    order = (
        Category.CAUTION,
        Category.ZONE_EXCLUDE,
        Category.DEFER,
        Category.REFER,
        Category.ABSOLUTE,
    )
    return order.index(one) > order.index(other)


def _excluded(findings: list[Finding], planned: list[str], facts: Facts) -> tuple[str, ...]:
    out = set(facts.forbidden_zones)
    for finding in findings:
        if finding.category is Category.ZONE_EXCLUDE and not finding.is_open:
            out.update(finding.zones if finding.rule.area is not None else ())
    return tuple(zone for zone in planned if zone in out)


def _with_nothing_left(finding: Finding) -> Finding:
    if finding.category is Category.ZONE_EXCLUDE and not finding.is_open:
        return replace(finding, verdict=Outcome.DO_NOT_TREAT)
    return finding


def _unanswered(form: Form, facts: Facts) -> tuple[str, ...]:
    open_aims = (q for aim in facts.aims for q in aim.open_questions)
    return tuple(dict.fromkeys((*form.unanswered, *open_aims)))


def _wants_test_spot(findings: list[Finding], form: Form, protocol: Protocol) -> bool:
    roles = protocol.roles
    result = form.counted.get(roles.test_spot)
    released = getattr(result, "code", "") == roles.test_spot_calm
    return not released and any(f.rule.test_spot and not f.is_open for f in findings)
