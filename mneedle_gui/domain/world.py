"""The world that rule conditions are judged in: counted answers, facts, and rules that have fired."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from mneedle_gui.domain.answers import NOT_SURE, Choices, Number, codes_of
from mneedle_gui.domain.condition import Judgement, Truth
from mneedle_gui.domain.facts import Facts
from mneedle_gui.domain.form import Form


@dataclass(frozen=True, slots=True)
class AnswersWorld:
    """The counted answers and facts of one consultation, for judging conditions.

    A question that is not shown is "no" where its gate is settled, and unknown where its gate is
    blank or "not sure". ``fired_rules`` is ``None`` while rules themselves are being judged.
    """

    form: Form
    facts: Facts
    gates: dict[str, tuple[str, ...]]
    shown: frozenset[str]
    fired_rules: frozenset[str] | None = None

    @classmethod
    def of(
        cls, form: Form, facts: Facts, fired_rules: frozenset[str] | None = None
    ) -> AnswersWorld:
        """The world for a form and its facts."""
        return cls(form, facts, dict(form.open_gates), frozenset(form.shown), fired_rules)

    def picked(self, question: str, codes: tuple[str, ...]) -> Judgement:
        """True when a code is among the answers; unknown for blank and for "not sure"."""
        answer = self.form.counted.get(question)
        if answer is None:
            return self._blank(question)
        given = codes_of(answer)
        if any(code in given for code in codes):
            return Judgement(Truth.TRUE, (question,))
        if NOT_SURE in given:
            return Judgement(Truth.UNKNOWN, unsure=(question,))
        return Judgement(Truth.FALSE, (question,))

    def measured(
        self, question: str, at_least: Decimal | None, at_most: Decimal | None
    ) -> Judgement:
        """True when the number is within the bounds; unknown when blank."""
        answer = self.form.counted.get(question)
        if not isinstance(answer, Number):
            return self._blank(question)
        inside = (at_least is None or answer.amount >= at_least) and (
            at_most is None or answer.amount <= at_most
        )
        return Judgement(Truth.TRUE if inside else Truth.FALSE, (question,))

    def fact_is(self, fact: str, value: bool) -> Judgement:
        """True when the fact has this value; unknown while the fact is."""
        known = self.facts.values[fact]
        if not isinstance(known.value, bool):
            return Judgement(Truth.UNKNOWN, known.because, known.blank, known.unsure)
        return Judgement(Truth.TRUE if known.value is value else Truth.FALSE, known.because)

    def fact_within(
        self,
        fact: str,
        at_least: Decimal | None,
        at_most: Decimal | None,
        below: Decimal | None,
    ) -> Judgement:
        """True when the number is within the bounds; a fact that does not arise is false."""
        known = self.facts.values[fact]
        if not isinstance(known.value, Decimal):
            if not known.blank and not known.unsure:
                return Judgement(Truth.FALSE, known.because)
            return Judgement(Truth.UNKNOWN, known.because, known.blank, known.unsure)
        inside = (
            (at_least is None or known.value >= at_least)
            and (at_most is None or known.value <= at_most)
            and (below is None or known.value < below)
        )
        return Judgement(Truth.TRUE if inside else Truth.FALSE, known.because)

    def fired(self, rules: tuple[str, ...]) -> Judgement:
        """True when one of the rules has fired; false while rules are still being judged."""
        hit = self.fired_rules is not None and any(rule in self.fired_rules for rule in rules)
        return Judgement(Truth.TRUE if hit else Truth.FALSE)

    def zones(self, question: str) -> tuple[str, ...]:
        """Zones named in a zones question; empty when blank or not shown."""
        answer = self.form.counted.get(question)
        return answer.codes if isinstance(answer, Choices) else ()

    def _blank(self, question: str) -> Judgement:
        if question in self.shown:
            return Judgement(Truth.UNKNOWN, blank=(question,))
        causes = self.gates.get(question)
        if not causes:
            return Judgement(Truth.FALSE, (question,) if question in self.form.counted else ())
        unsure = tuple(cause for cause in causes if cause in self.form.counted)
        blank = tuple(cause for cause in causes if cause not in self.form.counted)
        return Judgement(Truth.UNKNOWN, blank=blank, unsure=unsure)
