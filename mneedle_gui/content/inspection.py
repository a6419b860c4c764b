"""What the cross checks share: the content, what ids it has, and the faults found so far."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from mneedle_gui.content.content import Content
from mneedle_gui.content.errors import Fault
from mneedle_gui.content.ids import suggestion
from mneedle_gui.domain.protocol import FactKind

_BUILT_IN_FLAGS = (
    "treats_face",
    "treats_body",
    "route_elsewhere",
    "nothing_to_treat",
    "zone_forbidden",
)
_SINGLE = {
    "limits": "protocol/numbers.toml",
    "roles": "protocol/roles.toml",
    "zone": "protocol/zones.toml",
    "pigment_prone": "protocol/guidance/restarts.toml",
}
_FLAG_KINDS = frozenset({FactKind.DIFFERS})


@dataclass(slots=True)
class Inspection:
    """One run of the cross checks over ``content``.

    ``flags`` are the yes/no facts and ``numbers`` the numeric ones, those that always exist included.
    A table without rows is a fault of its own, so references into it are not told one by one.
    """

    content: Content
    faults: list[Fault] = field(default_factory=list)
    questions: frozenset[str] = field(init=False)
    rules: frozenset[str] = field(init=False)
    zones: frozenset[str] = field(init=False)
    concerns: frozenset[str] = field(init=False)
    sources: frozenset[str] = field(init=False)
    flags: frozenset[str] = field(init=False)
    numbers: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        protocol = self.content.protocol
        self.questions = frozenset(question.id for question in self.content.questionnaire)
        self.rules = frozenset(rule.id for rule in protocol.rules)
        self.zones = frozenset(zone.id for zone in protocol.zones)
        self.concerns = frozenset(concern.id for concern in protocol.concerns)
        self.sources = frozenset(source.key for source in protocol.sources)
        flags = {fact.id for fact in protocol.facts if fact.kind in _FLAG_KINDS}
        numbers = {fact.id for fact in protocol.facts} - flags
        self.flags = frozenset({*flags, *_BUILT_IN_FLAGS, *(f"concern_{c}" for c in self.concerns)})
        self.numbers = frozenset({*numbers, *(f"grade_{c}" for c in self.concerns)})

    def add(self, kind: str, row_id: str, key: str, cause: str, remedy: str) -> None:
        """Note a fault at ``key`` of a row ("" for the row itself)."""
        file = self.content.where.get((kind, row_id), _SINGLE.get(kind, ""))
        place = ".".join(part for part in (kind, row_id, key) if part)
        self.faults.append(Fault(file, place, cause, remedy))

    def known(
        self, place: tuple[str, str, str], what: str, wanted: str, among: Collection[str]
    ) -> bool:
        """Whether the id ``wanted`` is ``among`` the known ones; a fault at ``place`` if it is not.

        ``place`` is kind, id and key of the row that names it; ``what`` says what it should be.
        """
        if wanted in among:
            return True
        if among:
            cause = f"there is no {what} '{wanted}'"
            self.add(*place, cause, suggestion(wanted, among))
        return False
