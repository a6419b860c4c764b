"""What stands behind a condition, a fact or a zone: every answer it could depend on, as why trees.

Not only the answers that decided are here but all that were looked at, so that an answer outside a
tree cannot change what the tree explains. Blank answers and questions not asked are leaves too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from mneedle_gui.domain.answers import Answer, Choice, Choices, DoNotKnow, Number, Text
from mneedle_gui.domain.condition import Condition, facts_in, questions_in
from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.facts import Aim, Facts
from mneedle_gui.domain.protocol import Device, FactKind, FactSource, Protocol
from mneedle_gui.domain.questionnaire import Question, Questionnaire
from mneedle_gui.domain.reason import Reason, ReasonKind, given, row, value
from mneedle_gui.domain.wording import NOTHING, Message, PartialDate, message

_KINDS = {
    FactKind.AGE: message("Age in whole years"),
    FactKind.SUM: message("Sum of the scores"),
    FactKind.BANDS: message("Band of the sum of the scores"),
    FactKind.RANK: message("Score of the answer"),
    FactKind.HIGHEST: message("The highest of these"),
    FactKind.DIFFERS: message("Whether these differ"),
    FactKind.WEIGHTED: message("Weighted sum of the scores"),
}


def answer_words(question: Question, answer: Answer | None, protocol: Protocol) -> Message:
    """An answer in the words of its question's options; ``None`` says that it is blank."""
    match answer:
        case None:
            return message("Not answered")
        case Choice(code):
            return _code(question, code, protocol)
        case Choices(codes):
            return message("{parts}", parts=tuple(_code(question, c, protocol) for c in codes))
        case Number(amount):
            return message("{amount} {unit}", amount=amount, unit=question.unit)
        case PartialDate():
            return message("{day}", day=answer)
        case DoNotKnow():
            return message("Do not know")
        case Text(words):
            return message("{words}", words=words)


def _code(question: Question, code: str, protocol: Protocol) -> Message:
    option = question.option(code)
    if option is not None and option.text:
        return option.text
    zones = {zone.id: zone.name for zone in protocol.zones}
    return zones.get(code, message("{code}", code=code))


@dataclass(frozen=True, slots=True)
class Trace:
    """Follows values of one consultation back to answers. ``facts`` are those of the day judged on."""

    held: Consultation
    facts: Facts

    @property
    def protocol(self) -> Protocol:
        """The clinical tables."""
        return self.held.circumstances.protocol

    @property
    def device(self) -> Device:
        """The device that it is held with."""
        return self.held.circumstances.device

    @property
    def questionnaire(self) -> Questionnaire:
        """What may be asked."""
        return self.held.circumstances.questionnaire

    def answer(self, name: str, said: Message = NOTHING) -> Reason:
        """A question with its answer; below it the answers that make it be asked.

        ``said`` is added to the answer, such as its score.
        """
        question = self.questionnaire.question(name)
        words = message("Not asked")
        if self.held.form.is_shown(name):
            words = answer_words(question, self.held.form.counted.get(name), self.protocol)
        if said:
            words = message("{answer} ({more})", answer=words, more=said)
        gates = self.answers(when.question for when in question.when)
        return Reason(ReasonKind.ANSWER, question.label, words, gates, name)

    def answers(self, names: Iterable[str]) -> tuple[Reason, ...]:
        """Questions with their answers, each once; names that are no question are left out."""
        return tuple(
            self.answer(name) for name in dict.fromkeys(names) if name in self.questionnaire
        )

    def shown(self, names: Iterable[str]) -> tuple[Reason, ...]:
        """The same, without questions that are not asked."""
        return self.answers(name for name in names if self.held.form.is_shown(name))

    def behind(self, *conditions: Condition) -> tuple[Reason, ...]:
        """Every answer and fact that these conditions look at, each once."""
        names = (name for condition in conditions for name in questions_in(condition))
        facts = dict.fromkeys(fact for condition in conditions for fact in facts_in(condition))
        return (*self.answers(names), *(self.fact(fact) for fact in facts))

    def fact(self, fact: str) -> Reason:
        """A derived fact with everything it is worked out from."""
        source = next((one for one in self.protocol.facts if one.id == fact), None)
        if source is None:
            return self.planned()
        return value(self._fact_label(source), self.fact_words(fact), self._inputs(source))

    def fact_words(self, fact: str) -> Message:
        """The value of a fact in words."""
        match self.facts.values[fact].value:
            case None:
                return message("Not known")
            case bool(yes):
                return message("Yes") if yes else message("No")
            case Decimal() as number:
                return message("{number}", number=number)

    def day(self) -> Reason:
        """The day that windows and age are judged on, and where it comes from."""
        wished = self.protocol.roles.first_session
        label = message("Judged for this day")
        return given(label, message("{day}", day=self.facts.judged_on), self.answers((wished,)))

    def planned(self) -> Reason:
        """The zones to be treated: the concerns wanted, where they are, and their grades."""
        zones = tuple(
            z.name for z in self.protocol.zones if z.id in (self.facts.planned_zones or ())
        )
        said = message("{zones}", zones=zones) if zones else message("Not known")
        wanted = self.answer(self.protocol.roles.concerns)
        return value(message("Zones planned"), said, (wanted, *map(self.aim, self.facts.aims)))

    def aim(self, aim: Aim) -> Reason:
        """One concern: where it is, and its grade."""
        zones = self.answers((aim.chosen.zones_question,))
        return value(aim.concern.name, self.grade_words(aim), (*zones, *self.graded(aim)))

    def grade_words(self, aim: Aim) -> Message:
        """The grade of a concern, or that it is not known; nothing for one that has no grades."""
        return aim.grade.name if aim.grade is not None else message("Grade not known")

    def graded(self, aim: Aim) -> tuple[Reason, ...]:
        """What the grade of a concern comes from, and the row it selects."""
        concern = aim.chosen
        found = list(self.answers((concern.grade_question,)))
        if concern.grade_fact:
            found.append(self.fact(concern.grade_fact))
        if aim.grade is not None:
            label = message("Row of the content: {concern}", concern=aim.concern.name)
            made = row(label, aim.row.name, aim.concern.id, aim.row.basis, self.protocol)
            found.append(made)
        return tuple(found)

    def _fact_label(self, source: FactSource) -> Message:
        roles = self.protocol.roles
        named = {
            roles.skin_type_fact: message("Skin type used: the darker one counts"),
            roles.skin_type_score_fact: message("Skin type by the questions"),
            roles.skin_type_reading_fact: message("Skin type as seen"),
        }
        scale = next((row.name for row in self.protocol.scales if row.fact == source.id), None)
        return named.get(source.id) or scale or _KINDS[source.kind]

    def _inputs(self, source: FactSource) -> tuple[Reason, ...]:
        asked = tuple(self._scored(name, source, at) for at, name in enumerate(source.questions))
        day = (self.day(),) if source.kind is FactKind.AGE else ()
        parts = [self.fact(fact) for fact in source.facts]
        if source.kind is FactKind.HIGHEST:
            most = self.facts.number(source.id)
            parts = [
                replace(part, decides=most is not None and self.facts.number(fact) == most)
                for fact, part in zip(source.facts, parts, strict=True)
            ]
        return (*asked, *day, *parts)

    def _scored(self, name: str, source: FactSource, at: int) -> Reason:
        answer = self.held.form.counted.get(name)
        option = None
        if isinstance(answer, Choice):
            option = self.questionnaire.question(name).option(answer.code)
        if option is None or option.score is None:
            return self.answer(name)
        if source.kind is FactKind.WEIGHTED and at % 2 == 0:
            weight = source.weights[at // 2]
            return self.answer(
                name, message("{score} × {weight}", score=option.score, weight=weight)
            )
        return self.answer(name, message("score {score}", score=option.score))
