"""The handbook at the writing desk: what it is made from, and what its rows are called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from mneedle_gui.domain.change import Change
from mneedle_gui.domain.protocol import Protocol
from mneedle_gui.domain.questionnaire import Kind, Questionnaire
from mneedle_gui.domain.wording import Message, Value, Words, counted, message

_YES_NO: dict[str, Message] = {
    "yes": message("Yes"),
    "no": message("No"),
    "not_sure": message("Not sure"),
    "declined": message("Prefer not to say"),
}
_FACTS: dict[str, Message] = {
    "treats_face": message("a zone of the face is planned"),
    "treats_body": message("a zone of the body is planned"),
    "route_elsewhere": message("every concern goes elsewhere and none is left to treat"),
    "nothing_to_treat": message("nothing to treat is found"),
    "zone_forbidden": message("a zone is chosen that is never treated"),
}
_PLANNED, _SHADE = "concern_", "grade_"


@dataclass(frozen=True, slots=True)
class Edition:
    """The content that a handbook prints, with every clinic setting switched on.

    ``files`` tells the file of a row by (kind, id), ``switch_of`` the clinic setting that a question
    belongs to. ``changes`` are what differs from the content version ``compared_with``; with no such
    version there is nothing to compare with, which the handbook says.
    """

    questionnaire: Questionnaire
    protocol: Protocol
    program_version: str
    files: Mapping[tuple[str, str], str] = field(default_factory=dict)
    switch_of: Mapping[str, str] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    compared_with: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    """An edition and the language it is said in. Names are looked up; an unknown id stands for itself.

    ``reviewed`` is the ISO day on which most rules were last looked at; "" when none says so.
    """

    edition: Edition
    words: Words
    reviewed: str = field(init=False)

    def __post_init__(self) -> None:
        days = Counter(rule.basis.reviewed for rule in self.protocol.rules)
        usual = days.most_common(1)[0][0] if days else ""
        object.__setattr__(self, "reviewed", usual)

    @property
    def protocol(self) -> Protocol:
        """The clinical tables."""
        return self.edition.protocol

    @property
    def questionnaire(self) -> Questionnaire:
        """All questions."""
        return self.edition.questionnaire

    def say(self, text: str, /, **values: Value) -> str:
        """A program sentence in the language of the handbook."""
        return self.words.say(message(text, **values))

    def count(self, one: str, many: str, number: int, /, **values: Value) -> str:
        """A program sentence that depends on a number."""
        return self.words.say(counted(one, many, number, **values))

    def text(self, what: Message) -> str:
        """A sentence of the content in the language of the handbook."""
        return self.words.say(what)

    def question(self, question_id: str) -> str:
        """What a question is called in a condition: its label and its number."""
        if question_id not in self.questionnaire:
            return question_id
        label = self.text(self.questionnaire.question(question_id).label).rstrip("?")
        return f"{label} [{self.questionnaire.number(question_id)}]"

    def option(self, question_id: str, code: str) -> str:
        """The words of one answer; of a zones question the name of the zone."""
        if question_id not in self.questionnaire:
            return code
        question = self.questionnaire.question(question_id)
        option = question.option(code)
        if option is not None:
            return self.text(option.text)
        if question.kind is Kind.ZONES:
            return self.zone(code)
        return self.text(_YES_NO[code]) if code in _YES_NO else code

    def zone(self, zone_id: str) -> str:
        """The name of a zone."""
        try:
            return self.text(self.protocol.zone(zone_id).name)
        except KeyError:
            return zone_id

    def concern(self, concern_id: str) -> str:
        """The name of a concern."""
        try:
            return self.text(self.protocol.concern(concern_id).name)
        except KeyError:
            return concern_id

    def rule(self, rule_id: str) -> str:
        """The title of a rule."""
        try:
            return self.text(self.protocol.rule(rule_id).title)
        except KeyError:
            return rule_id

    def is_clause(self, fact_id: str) -> bool:
        """Whether a fact is called by a whole clause, which is true or not."""
        return fact_id in _FACTS or fact_id.startswith(_PLANNED)

    def fact(self, fact_id: str) -> str:
        """What a fact is called in a condition: in words, or its id written with spaces."""
        if fact_id in _FACTS:
            return self.text(_FACTS[fact_id])
        if fact_id.startswith(_PLANNED):
            name = self.concern(fact_id.removeprefix(_PLANNED))
            return self.say("“{concern}” is planned", concern=name)
        if fact_id.startswith(_SHADE):
            return self.say(
                "map shade of “{concern}”", concern=self.concern(fact_id[len(_SHADE) :])
            )
        return fact_id.replace("_", " ")
