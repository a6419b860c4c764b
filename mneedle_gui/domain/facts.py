"""What the answers mean: facts derived from them, and each concern as found on this client."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mneedle_gui.domain.answers import (
    Answer,
    Answers,
    Choice,
    DoNotKnow,
    codes_of,
)
from mneedle_gui.domain.dates import latest, whole_years
from mneedle_gui.domain.form import Form
from mneedle_gui.domain.protocol import (
    Concern,
    Device,
    FactKind,
    FactSource,
    Grade,
    Protocol,
    Region,
    Route,
    Zone,
)
from mneedle_gui.domain.questionnaire import Question, Questionnaire
from mneedle_gui.domain.wording import PartialDate


@dataclass(frozen=True, slots=True)
class Fact:
    """A derived fact: its value, or ``None`` while unknown, and the questions it rests on.

    ``blank`` are the inputs not answered, ``unsure`` those answered "not sure".
    """

    value: Decimal | bool | None
    because: tuple[str, ...] = ()
    blank: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Aim:
    """One concern as found on this client.

    ``concern`` is the row that holds (after a grade hands over to another concern), ``chosen`` the
    one picked. ``zones`` are the zones named, ``closed_zones`` those named in which this concern is
    not treated; both empty while blank. ``grade`` is ``None`` while its questions are blank.
    """

    chosen: Concern
    concern: Concern
    grade: Grade | None
    zones: tuple[str, ...]
    closed_zones: tuple[str, ...] = ()
    open_questions: tuple[str, ...] = ()

    @property
    def row(self) -> Grade:
        """The severity row of an aim that has one; ``ValueError`` while its grade is open."""
        if self.grade is None:
            raise ValueError("this aim has no grade yet")
        return self.grade

    @property
    def is_placeless(self) -> bool:
        """Whether it is still open where this concern is."""
        return not self.zones and not self.closed_zones

    @property
    def treatable(self) -> bool:
        """Whether this concern is to be treated by needling here."""
        return self.grade is not None and self.grade.route in (Route.TREAT, Route.COMBINE)


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that follows from the counted answers on a day.

    ``judged_on`` is the planned first session (the consultation day when none is planned).
    ``planned_zones`` is ``None`` while no concern has its zones answered: then an area rule fires,
    because the finding may be where treatment is wanted.
    """

    consulted_on: date
    judged_on: date
    values: dict[str, Fact]
    aims: tuple[Aim, ...]
    planned_zones: frozenset[str] | None
    forbidden_zones: tuple[str, ...]

    def number(self, fact: str) -> Decimal | None:
        """A numeric fact, ``None`` while unknown or not defined."""
        value = self.values[fact].value if fact in self.values else None
        return value if isinstance(value, Decimal) else None

    def flag(self, fact: str) -> bool | None:
        """A yes/no fact, ``None`` while unknown or not defined."""
        value = self.values[fact].value if fact in self.values else None
        return value if isinstance(value, bool) else None


def derive(
    questionnaire: Questionnaire,
    form: Form,
    protocol: Protocol,
    device: Device,
    on: date,
    judged_on: date | None = None,
) -> Facts:
    """All facts. ``on`` is the consultation day. Raises nothing for any answers.

    ``judged_on``: another day to judge on than the planned first session, for looking ahead.

    A zone is forbidden when its own row or the device never allows it.
    """
    counted = form.counted
    wished = counted.get(protocol.roles.first_session)
    judged = on
    if isinstance(wished, PartialDate) and wished.is_full:
        judged = max(on, latest(wished, date.max))
    judged = judged_on or judged
    values: dict[str, Fact] = {}
    for source in protocol.facts:
        values[source.id] = _derived(source, questionnaire, form, values, on, judged)
    aims = tuple(_aims(form, protocol, values))
    zones = _planned(aims)
    never = {zone.id for zone in protocol.zones if zone.max_mm == 0} | set(device.forbidden_zones)
    open_zones = {z for aim in aims for z in aim.zones if z not in never}
    named = (z for aim in aims for z in (*aim.zones, *aim.closed_zones))
    forbidden = tuple(dict.fromkeys(z for z in named if z not in open_zones))
    values.update(_built_in(aims, zones, forbidden, counted, protocol))
    return Facts(on, judged, values, aims, zones, forbidden)


def _derived(
    source: FactSource,
    questionnaire: Questionnaire,
    form: Form,
    known: dict[str, Fact],
    on: date,
    judged: date,
) -> Fact:
    match source.kind:
        case FactKind.AGE:
            return _age(source.questions[0], form, on, judged)
        case FactKind.SUM | FactKind.BANDS | FactKind.RANK:
            return _scored(source, questionnaire, form)
        case FactKind.WEIGHTED:
            return _weighted(source, questionnaire, form)
        case FactKind.HIGHEST:
            return _highest([known[fact] for fact in source.facts])
        case FactKind.DIFFERS:
            return _differs([known[fact] for fact in source.facts])


def _age(question: str, form: Form, on: date, judged: date) -> Fact:
    answer = form.counted.get(question)
    if not isinstance(answer, PartialDate):
        unsure = isinstance(answer, DoNotKnow)
        return Fact(None, blank=() if unsure else (question,), unsure=(question,) if unsure else ())
    return Fact(Decimal(whole_years(latest(answer, on), judged)), because=(question,))


def _scored(source: FactSource, questionnaire: Questionnaire, form: Form) -> Fact:
    scores, blank, unsure = _scores(source.questions, questionnaire, form)
    if blank or unsure:
        return Fact(None, blank=blank, unsure=unsure)
    if not scores:
        return Fact(None)
    total = sum(scores)
    if source.kind is FactKind.BANDS:
        total = 1 + sum(1 for upper in source.bands if total > upper)
    return Fact(Decimal(total), because=source.questions)


def _scores(
    questions: tuple[str, ...], questionnaire: Questionnaire, form: Form
) -> tuple[list[int], tuple[str, ...], tuple[str, ...]]:
    scores: list[int] = []
    blank: list[str] = []
    unsure: list[str] = []
    gates = dict(form.open_gates)
    for name in questions:
        score = _score(questionnaire.question(name), form.counted.get(name))
        if score is not None:
            scores.append(score)
        elif name in form.counted:
            unsure.append(name)
        elif name in form.shown:
            blank.append(name)
        else:
            blank.extend(gates.get(name, ()))
            if name not in gates:
                return [], (), ()
    return scores, tuple(dict.fromkeys(blank)), tuple(unsure)


def _score(question: Question, answer: Answer | None) -> int | None:
    if not isinstance(answer, Choice):
        return None
    option = question.option(answer.code)
    return option.score if option is not None else None


def _weighted(source: FactSource, questionnaire: Questionnaire, form: Form) -> Fact:
    scores, blank, unsure = _scores(source.questions, questionnaire, form)
    if blank or unsure or not scores:
        return Fact(None, blank=blank, unsure=unsure)
    pairs = zip(source.weights, scores[0::2], scores[1::2], strict=True)
    total = sum((weight * area * dark for weight, area, dark in pairs), Decimal(0))
    return Fact(total, because=source.questions)


def _highest(parts: list[Fact]) -> Fact:
    known = [part for part in parts if isinstance(part.value, Decimal)]
    if not known:
        return Fact(None, *_merged(parts))
    highest = max(part.value for part in known if isinstance(part.value, Decimal))
    return Fact(highest, because=tuple(q for part in known for q in part.because))


def _differs(parts: list[Fact]) -> Fact:
    if any(part.value is None for part in parts):
        return Fact(None, *_merged(parts))
    return Fact(len({part.value for part in parts}) > 1, *_merged(parts))


def _merged(parts: list[Fact]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    return (
        tuple(q for part in parts for q in part.because),
        tuple(q for part in parts for q in part.blank),
        tuple(q for part in parts for q in part.unsure),
    )


def _aims(form: Form, protocol: Protocol, values: dict[str, Fact]) -> list[Aim]:
    picked = codes_of(form.counted.get(protocol.roles.concerns))
    return [
        _aim(concern, form, protocol, values)
        for concern in protocol.concerns
        if concern.option in picked
    ]


def _aim(concern: Concern, form: Form, protocol: Protocol, values: dict[str, Fact]) -> Aim:
    zones = codes_of(form.counted.get(concern.zones_question))
    known = tuple(z for z in zones if any(z == zone.id for zone in protocol.zones))
    open_questions = [] if zones else [concern.zones_question]
    grade, open_grade = _grade(concern, form, values)
    open_questions.extend(open_grade)
    actual = concern
    if grade is not None and grade.becomes:
        actual = protocol.concern(grade.becomes)
        grade = actual.grades[0]
    closed = tuple(z for z in known if not _is_open_to(protocol.zone(z), actual))
    taken = tuple(z for z in known if z not in closed)
    return Aim(concern, actual, grade, taken, closed, tuple(open_questions))


def _is_open_to(zone: Zone, concern: Concern) -> bool:
    return not zone.concerns or concern.id in zone.concerns


def _grade(
    concern: Concern, form: Form, values: dict[str, Fact]
) -> tuple[Grade | None, tuple[str, ...]]:
    if concern.grade_question:
        code = next(iter(codes_of(form.counted.get(concern.grade_question))), "")
        row = next((grade for grade in concern.grades if code in grade.options), None)
        return row, () if row else (concern.grade_question,)
    if concern.grade_fact:
        fact = values[concern.grade_fact]
        if not isinstance(fact.value, Decimal):
            return None, fact.blank + fact.unsure
        for grade in concern.grades:
            low = grade.from_score if grade.from_score is not None else fact.value
            high = grade.to_score if grade.to_score is not None else fact.value
            if low <= fact.value <= high:
                return grade, ()
        return None, fact.because
    return concern.grades[0], ()


def _planned(aims: tuple[Aim, ...]) -> frozenset[str] | None:
    """Zones wanted for treatment; ``None`` while any wanted concern has its place unanswered."""
    if not aims or any(aim.is_placeless for aim in aims if aim.grade is None or aim.treatable):
        return None
    wanted = (aim for aim in aims if aim.grade is None or aim.treatable)
    return frozenset(z for aim in wanted for z in (*aim.zones, *aim.closed_zones))


def _built_in(
    aims: tuple[Aim, ...],
    zones: frozenset[str] | None,
    forbidden: tuple[str, ...],
    counted: Answers,
    protocol: Protocol,
) -> dict[str, Fact]:
    """The facts that always exist: where treatment is planned, and what is wanted."""
    asked = protocol.roles.concerns
    blank = () if asked in counted else (asked,)
    where = blank or tuple(
        q for aim in aims for q in aim.open_questions if q == aim.chosen.zones_question
    )
    facts: dict[str, Fact] = {}
    for name, regions in (("treats_face", (Region.FACE,)), ("treats_body", (Region.BODY,))):
        value = None
        if zones is not None:
            value = any(protocol.zone(zone).region in regions for zone in zones)
        facts[name] = Fact(value, because=() if where else (asked,), blank=where)
    for concern in protocol.concerns:
        wanted = None if blank else any(aim.concern is concern for aim in aims)
        facts[f"concern_{concern.id}"] = Fact(wanted, because=(asked,), blank=blank)
        shade = next(
            (aim.grade.shade for aim in aims if aim.concern is concern and aim.grade), None
        )
        facts[f"grade_{concern.id}"] = Fact(
            Decimal(shade) if shade is not None else None, because=(asked,)
        )
    facts["route_elsewhere"], facts["nothing_to_treat"] = _routes(aims, asked, blank)
    facts["zone_forbidden"] = Fact(
        bool(forbidden), because=tuple(aim.chosen.zones_question for aim in aims), blank=()
    )
    return facts


def _routes(aims: tuple[Aim, ...], asked: str, blank: tuple[str, ...]) -> tuple[Fact, Fact]:
    graded = [aim for aim in aims if aim.grade is not None]
    if blank or len(graded) < len(aims) or any(aim.treatable for aim in graded):
        # Open grades are reported as unanswered questions of their own; they decide nothing here.
        return Fact(False, because=(asked,)), Fact(False, because=(asked,))
    away = any(aim.grade is not None and aim.grade.route is Route.ELSEWHERE for aim in graded)
    because = tuple(aim.chosen.grade_question or asked for aim in graded)
    return Fact(away, because=because), Fact(bool(graded) and not away, because=because)
