"""What an expectation is held against: the real content, or content with one number changed."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from datetime import date

from mneedle_gui.content import Content
from mneedle_gui.content.loading import read, with_switches
from mneedle_gui.domain.answers import Answer, Answers
from mneedle_gui.domain.consultation import Circumstances, Consultation, consult
from mneedle_gui.domain.protocol import Protocol
from mneedle_gui.domain.rule import Clearance
from mneedle_gui.exchange.values import from_json
from tests.builders import DAY, ROOT, baseline

NO_SWITCHES: frozenset[str] = frozenset()


class Bench:
    """Content to hold consultations with.

    ``whole`` has every clinic setting switched on; a consultation sees only those it is given.
    ``record``, where given, takes every consultation that is held.
    """

    def __init__(self, whole: Content, record: list[Consultation] | None = None) -> None:
        self.whole = whole
        self._record = record
        self._contents: dict[frozenset[str], Content] = {}

    def content(self, switches: frozenset[str] = NO_SWITCHES) -> Content:
        """The content with these clinic settings on."""
        if switches not in self._contents:
            self._contents[switches] = with_switches(self.whole, switches)
        return self._contents[switches]

    @property
    def protocol(self) -> Protocol:
        """The clinical tables with every clinic setting off, as shipped."""
        return self.content().protocol

    def consultation(
        self,
        changes: Mapping[str, object] | None = None,
        *,
        on: date = DAY,
        device: str = "pen",
        clearances: Mapping[str, Clearance] | None = None,
        switches: frozenset[str] = NO_SWITCHES,
    ) -> Consultation:
        """The baseline client with changes, as in ``tests.builders.consultation``."""
        there = self.content(switches)
        here = Circumstances(there.questionnaire, there.protocol, on, there.protocol.device(device))
        held = consult(here, answers(changes or {}), clearances)
        if self._record is not None:
            self._record.append(held)
        return held


@functools.cache
def real() -> Bench:
    """The content as it is shipped."""
    content, faults = read(ROOT)
    assert not faults
    return Bench(content)


def answers(changes: Mapping[str, object]) -> Answers:
    """The baseline with changes, as JSON values; ``None`` and ``"blank"`` make an answer blank."""
    given = dict(_baseline())
    for question, value in changes.items():
        kept = None if value == "blank" else value
        answer = from_json(real().whole.questionnaire.question(question), kept)
        if answer is None:
            given.pop(question, None)
        else:
            given[question] = answer
    return Answers(given)


@functools.cache
def _baseline() -> Mapping[str, Answer]:
    ask = real().whole.questionnaire.question
    found = {question: from_json(ask(question), value) for question, value in baseline().items()}
    return {question: answer for question, answer in found.items() if answer is not None}
