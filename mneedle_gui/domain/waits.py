"""The earliest safe day: every wait across all answers, the chain that leads to it, what moves it.

It is judged on the answers given. Unknown is never "no": while a safety question is open, or a letter
or a wait without an end is in the way, no day is named as safe; *not before* is still told. What rules
treatment out has no date.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

from mneedle_gui.domain.answers import NOT_SURE, Answer, DoNotKnow, codes_of
from mneedle_gui.domain.consultation import Consultation, days_ahead
from mneedle_gui.domain.outcome import Category, Outcome
from mneedle_gui.domain.protocol import Device
from mneedle_gui.domain.rule import CONSULTATION_DAY, Rule
from mneedle_gui.domain.screening import Finding, Screening
from mneedle_gui.domain.wording import NOTHING, Message, PartialDate, message


class ChangeKind(Enum):
    """What sort of thing would change a wait; the words used in plan files."""

    WAIT = "wait"  # what the rule itself says would change it
    AGREEMENT = "agreement"  # a written opinion of the named professional
    LEAVE_OUT = "leave_out"  # the zones concerned are not treated
    ANSWER = "answer"  # an answer that is unknown or not exact is found out
    DEVICE = "device"  # a device whose own instructions ask for less


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that would move the day. ``questions`` and ``zones`` are ids, where it is about them."""

    kind: ChangeKind
    rule: str
    text: Message
    questions: tuple[str, ...] = ()
    zones: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """One finding in the way, with its date where it has one.

    ``text`` is the count in words (nothing for a wait without a date). ``begins_on``: the rule
    begins only on this day, when another ends. ``decides``: no other ends later. ``alone`` tells that
    the wait ends by itself only if it is waited for: a letter would do instead (a *refer*).
    """

    finding: Finding
    text: Message
    changes: tuple[Change, ...]
    begins_on: date | None = None
    decides: bool = False

    @property
    def rule(self) -> Rule:
        """The rule that makes it wait."""
        return self.finding.rule

    @property
    def until(self) -> date | None:
        """The first day on which it no longer holds; ``None`` when that is not known."""
        return self.finding.until

    @property
    def needs_letter(self) -> bool:
        """Whether it waits for a written opinion rather than for time."""
        return self.finding.verdict is Outcome.REFER

    @property
    def device(self) -> Device | None:
        """The device whose own instructions made it stricter."""
        return self.finding.device


@dataclass(frozen=True, slots=True)
class SafeDay:
    """The earliest safe day as far as the answers tell.

    ``on`` is ``None`` when no day can be named; ``because`` then says why, and else what the day
    rests on. ``not_before`` is the end of the last dated wait, also where a letter or an answer is
    wanted besides. ``chain`` holds the dated waits in the order in which they end, ``undated`` what is
    in the way without a date: what rules treatment out, letters, waits whose end is not known.
    ``open_questions`` could still move the day.
    """

    on: date | None
    because: Message
    judged_on: date
    not_before: date | None
    chain: tuple[Link, ...]
    undated: tuple[Link, ...]
    open_questions: tuple[str, ...]

    @property
    def changes(self) -> tuple[Change, ...]:
        """Everything that would move the day, each once, the deciding wait first."""
        links = sorted((*self.undated, *self.chain), key=lambda link: not link.decides)
        found = [change for link in links for change in link.changes]
        return tuple({(change.kind, change.text): change for change in found}.values())

    @property
    def ends_with_letter(self) -> bool:
        """Whether what ends last is a letter that time makes needless: with it, earlier is possible."""
        return any(link.decides and link.needs_letter for link in self.chain)

    @property
    def awaits_letters_only(self) -> bool:
        """Whether written opinions, and time, are all that is missing."""
        letters = all(link.needs_letter and link.rule.clearable for link in self.undated)
        return letters and bool(self.undated) and not self.open_questions

    @property
    def waits(self) -> bool:
        """Whether anything is in the way at all."""
        return bool(self.chain or self.undated)


def earliest_safe(consultation: Consultation) -> SafeDay:
    """The earliest safe day of a consultation. Raises nothing for any answers."""
    held, now = consultation.circumstances, consultation.screening
    steps = consultation.ahead or days_ahead(held, now, consultation.form, consultation.clearances)
    screenings = [now, *(step.screening for step in steps)]
    links = _links(consultation, screenings)
    ends = [link.until for link in links if _is_dated(link.finding) and link.until is not None]
    last = max(ends, default=None)
    chain = sorted((link for link in links if _is_dated(link.finding)), key=_end)
    undated = [link for link in links if not _is_dated(link.finding)]
    open_questions = _open(screenings)
    because = _no_day(undated, now, open_questions)
    day = max(now.judged_on, last or now.judged_on)
    return SafeDay(
        on=None if because else day,
        because=because or _rests_on(now, last),
        judged_on=now.judged_on,
        not_before=last,
        chain=tuple(_deciding(link, last) for link in chain),
        undated=tuple(undated),
        open_questions=open_questions,
    )


def may_be_cleared(finding: Finding, device: Device) -> bool:
    """Whether a written opinion may be recorded for it: never for what rules treatment out."""
    if not finding.rule.clearable or finding.category not in (Category.REFER, Category.DEFER):
        return False
    return not any(o.rule == finding.rule.id and o.span is not None for o in device.overrides)


def may_be_left_out(finding: Finding, consultation: Consultation) -> tuple[str, ...]:
    """The zones that could be left out so that the others need not wait; none when all would be."""
    planned = set(consultation.facts.planned_zones or ())
    if finding.rule.area is None or finding.clearance is not None:
        return ()
    if finding.verdict < Outcome.DEFER and finding.category is not Category.ZONE_EXCLUDE:
        return ()
    return finding.zones if planned - set(finding.zones) else ()


def _links(consultation: Consultation, screenings: list[Screening]) -> list[Link]:
    """One link for each rule in the way now, or on one of the days looked ahead to."""
    found: dict[str, Link] = {}
    for at, screening in enumerate(screenings):
        for finding in screening.findings:
            if finding.verdict >= Outcome.DEFER and finding.rule.id not in found:
                found[finding.rule.id] = Link(
                    finding,
                    count_text(finding, consultation),
                    tuple(_changes(finding, consultation)),
                    screening.judged_on if at else None,
                )
    return list(found.values())


def _is_dated(finding: Finding) -> bool:
    return finding.until is not None and finding.verdict in (Outcome.DEFER, Outcome.REFER)


def _end(link: Link) -> date:
    return link.until or date.max


def _deciding(link: Link, last: date | None) -> Link:
    decides = link.until == last
    return Link(link.finding, link.text, link.changes, link.begins_on, decides)


def _open(screenings: list[Screening]) -> tuple[str, ...]:
    asked = (q for screening in screenings for f in screening.findings for q in f.ask)
    return tuple(dict.fromkeys((*asked, *screenings[0].unanswered)))


def _no_day(undated: list[Link], now: Screening, open_questions: tuple[str, ...]) -> Message:
    """Why no day can be named, or nothing when one can."""
    verdicts = {link.finding.verdict for link in undated}
    if Outcome.DO_NOT_TREAT in verdicts:
        return message("No day can be named: something rules treatment out, and that has no date.")
    if Outcome.REFER in verdicts:
        return message("No day can be named: a letter, or care elsewhere, comes first.")
    if undated:
        return message("No day can be named: it is not known when one wait ends.")
    if open_questions:
        return message("No day can be named while safety questions are open.")
    return NOTHING if now.zones else message("No day can be named: no zone is left to treat.")


def _rests_on(now: Screening, last: date | None) -> Message:
    if last is not None and last > now.judged_on:
        return message("The last wait ends on {day}.", day=last)
    return message("Nothing waits on {day}.", day=now.judged_on)


def count_text(finding: Finding, consultation: Consultation) -> Message:
    """``Last capsule 20 November 2025 + 6 months = 20 May 2026``; nothing without an end date."""
    reckoning, until = finding.reckoning, finding.until
    if reckoning is None or until is None:
        return NOTHING
    asked: Message = message("This day")
    questionnaire = consultation.circumstances.questionnaire
    if reckoning.question != CONSULTATION_DAY and reckoning.question in questionnaire:
        asked = questionnaire.question(reckoning.question).label
    return message(
        "{asked} {start} + {span} = {until}",
        asked=asked,
        start=reckoning.counted_from,
        span=reckoning.span.words,
        until=until,
    )


def _changes(finding: Finding, consultation: Consultation) -> Iterator[Change]:
    rule, device = finding.rule, consultation.circumstances.device
    if rule.recheck:
        yield Change(ChangeKind.WAIT, rule.id, rule.recheck)
    if may_be_cleared(finding, device) and finding.clearance is None:
        agreed = message("A written agreement from the {who}", who=rule.professional)
        yield Change(ChangeKind.AGREEMENT, rule.id, agreed)
    zones = may_be_left_out(finding, consultation)
    if zones:
        names = tuple(consultation.circumstances.protocol.zone(zone).name for zone in zones)
        text = message("Leave these zones out: {zones}", zones=names)
        yield Change(ChangeKind.LEAVE_OUT, rule.id, text, zones=zones)
    yield from _answers(finding, consultation)
    if finding.device is not None:
        text = message(
            "Another device: the instructions of {device} are the stricter ones here",
            device=finding.device.name,
        )
        yield Change(ChangeKind.DEVICE, rule.id, text)


def _answers(finding: Finding, consultation: Consultation) -> Iterator[Change]:
    """Answers that are unknown, or a date of which the day is not given."""
    questionnaire = consultation.circumstances.questionnaire
    for name, answer in finding.answers:
        if name not in questionnaire:
            continue
        label = questionnaire.question(name).label
        if _is_unknown(answer):
            text = message("An answer to: {question}", question=label)
            yield Change(ChangeKind.ANSWER, finding.rule.id, text, (name,))
        elif _is_rough(answer) and finding.reckoning and finding.reckoning.question == name:
            text = message("The exact day: {question}", question=label)
            yield Change(ChangeKind.ANSWER, finding.rule.id, text, (name,))


def _is_unknown(answer: Answer) -> bool:
    return isinstance(answer, DoNotKnow) or NOT_SURE in codes_of(answer)


def _is_rough(answer: Answer) -> bool:
    return isinstance(answer, PartialDate) and not answer.is_full
