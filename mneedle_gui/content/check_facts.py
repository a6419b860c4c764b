"""Cross checks of derived facts and of the roles that the program must know of."""

from __future__ import annotations

from mneedle_gui.content.check_conditions import check_question
from mneedle_gui.content.inspection import Inspection
from mneedle_gui.domain.answers import DECLINED, NOT_SURE
from mneedle_gui.domain.protocol import FactKind, FactSource
from mneedle_gui.domain.questionnaire import Kind

_OF_FACTS = frozenset({FactKind.HIGHEST, FactKind.DIFFERS})
_UNSCORED = frozenset({NOT_SURE, DECLINED})
_ROLE_KINDS = {
    "concerns": {Kind.CHOICES},
    "first_session": {Kind.DATE},
    "event": {Kind.DATE},
    "test_spot": {Kind.CHOICE},
    "returning": {Kind.YES_NO, Kind.CHOICE},
    "name": {Kind.TEXT},
    "birth_date": {Kind.DATE},
    "phone": {Kind.TEXT},
    "language": {Kind.CHOICE, Kind.TEXT},
}
_ROLE_FACTS = ("skin_type_fact", "skin_type_score_fact", "skin_type_reading_fact")
_ROLE_RULES = ("route_rule", "nothing_rule", "zone_rule")


def check_facts(inspection: Inspection) -> None:
    """Every derived fact; a fact may rest only on facts above it."""
    above: set[str] = set()
    for fact in inspection.content.protocol.facts:
        _shape(inspection, fact)
        for name in fact.facts:
            place = ("fact", fact.id, "facts")
            if name in inspection.numbers and name not in above:
                inspection.add(*place, f"fact '{name}' stands below", "Move this fact below it")
            else:
                inspection.known(place, "numeric fact", name, inspection.numbers)
        for name in fact.questions:
            if check_question(inspection, ("fact", fact.id, "questions"), name):
                _input(inspection, fact, name)
        above.add(fact.id)


def _shape(inspection: Inspection, fact: FactSource) -> None:
    """The keys that this kind of fact needs."""
    of_facts = fact.kind in _OF_FACTS
    if of_facts == bool(fact.questions) or of_facts != bool(fact.facts):
        wanted = "facts" if of_facts else "questions"
        cause = f"a fact of kind {fact.kind.value} rests on {wanted}"
        inspection.add("fact", fact.id, wanted, cause, f"List its {wanted} and nothing else")
    if fact.kind in {FactKind.AGE, FactKind.RANK} and len(fact.questions) != 1:
        cause = f"a fact of kind {fact.kind.value} rests on one question"
        inspection.add("fact", fact.id, "questions", cause, "Name one")
    if (fact.kind is FactKind.BANDS) != bool(fact.bands) or list(fact.bands) != sorted(
        set(fact.bands)
    ):
        cause = "bands rise, and stand in facts of kind bands only"
        inspection.add("fact", fact.id, "bands", cause, "List the upper ends in order")
    pairs = 2 * len(fact.weights)
    if fact.kind is FactKind.WEIGHTED and (pairs != len(fact.questions) or not pairs):
        cause = f"{len(fact.weights)} weights go with {pairs} questions, not {len(fact.questions)}"
        inspection.add("fact", fact.id, "weights", cause, "Give one weight for each two questions")


def _input(inspection: Inspection, fact: FactSource, name: str) -> None:
    place = ("fact", fact.id, "questions")
    question = inspection.content.questionnaire.question(name)
    if fact.kind is FactKind.AGE:
        if question.kind is not Kind.DATE:
            inspection.add(*place, f"question '{name}' is not a date", "Name the birth date")
        return
    if question.kind is not Kind.CHOICE:
        inspection.add(*place, f"question '{name}' is a {question.kind.value}", "Name a choice")
        return
    for option in question.options:
        if option.score is None and option.code not in _UNSCORED:
            cause = f"option '{option.code}' has no score, which '{fact.id}' needs"
            inspection.add("question", name, "options", cause, "Add score = …")


def check_roles(inspection: Inspection) -> None:
    """Every role names something that exists and has the right kind."""
    roles = inspection.content.protocol.roles
    for key, kinds in _ROLE_KINDS.items():
        name = getattr(roles, key)
        place = ("roles", "", key)
        if not name or not check_question(inspection, place, name):
            continue
        question = inspection.content.questionnaire.question(name)
        if question.kind not in kinds:
            wanted = " or ".join(sorted(kind.value for kind in kinds))
            cause = f"question '{name}' is a {question.kind.value}"
            inspection.add(*place, cause, f"Name a question of kind {wanted}")
    for key, question_key in (("test_spot_calm", "test_spot"), ("returning_yes", "returning")):
        name, code = getattr(roles, question_key), getattr(roles, key)
        if name in inspection.questions:
            options = inspection.content.questionnaire.question(name).options
            known = {option.code for option in options}
            inspection.known(
                ("roles", "", key), f"option of question '{name}' with code", code, known
            )
    for key in _ROLE_FACTS:
        if name := getattr(roles, key):
            inspection.known(("roles", "", key), "numeric fact", name, inspection.numbers)
    for key in _ROLE_RULES:
        if name := getattr(roles, key):
            inspection.known(("roles", "", key), "rule", name, inspection.rules)
    if roles.anaesthetic_cap:
        caps = {cap.id for cap in inspection.content.protocol.caps}
        inspection.known(("roles", "", "anaesthetic_cap"), "cap", roles.anaesthetic_cap, caps)
