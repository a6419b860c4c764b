"""The clinical tables a plan is made from, as read from the content files.

Depths are ``Decimal`` millimetres of needle setting (not true depth in skin), intervals whole
weeks. Every row carries its :class:`~mneedle_gui.domain.outcome.Basis`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum

from mneedle_gui.domain.condition import Condition
from mneedle_gui.domain.guidance import Guidance
from mneedle_gui.domain.level import Level
from mneedle_gui.domain.outcome import Basis
from mneedle_gui.domain.rule import Override, Rule
from mneedle_gui.domain.scale import Scale, UnusedScale
from mneedle_gui.domain.wording import NOTHING, Message


class Region(Enum):
    """Which part of the body a zone is on; the face counts as one for some rules."""

    FACE = "face"
    NECK = "neck"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Zone:
    """One treatment zone with its depth limits. ``max_mm`` 0 means it is never treated.

    ``parts`` are the ids of the shapes on the face and body maps that stand for this zone.
    ``scar_prone`` zones have a lower cap for scars. ``concerns`` names the only concerns that are
    treated there; with none named, every concern is.
    """

    id: str
    name: Message
    client_name: Message
    region: Region
    min_mm: Decimal
    typical_mm: Decimal
    max_mm: Decimal
    caution: Message
    parts: tuple[str, ...]
    basis: Basis
    scar_prone: bool = False
    concerns: tuple[str, ...] = ()


class Route(Enum):
    """Where a concern of some severity goes."""

    TREAT = "treat"
    COMBINE = "combine"
    ELSEWHERE = "elsewhere"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Grade:
    """One severity row of a concern.

    ``options`` are the codes of the grade question that select this row; ``from_score`` and
    ``to_score`` select it by the concern's score fact instead. ``becomes`` hands the concern over to
    another concern's only row. ``shade`` is the map shading 1 (mild) to 3 (marked).
    """

    key: str
    name: Message
    route: Route
    options: tuple[str, ...] = ()
    from_score: int | None = None
    to_score: int | None = None
    depth_lo_mm: Decimal = Decimal(0)
    depth_hi_mm: Decimal = Decimal(0)
    body_depth_lo_mm: Decimal | None = None
    body_depth_hi_mm: Decimal | None = None
    sessions_min: int = 0
    sessions_max: int = 0
    interval_min_weeks: int = 0
    interval_typical_weeks: int = 0
    interval_max_weeks: int = 0
    becomes: str = ""
    shade: int = 1
    note: Message = NOTHING
    basis: Basis = Basis(tags=("P",))


@dataclass(frozen=True, slots=True)
class Concern:
    """Something a client would like to see improved.

    ``option`` is its code in the concerns question. ``zones_question`` tells where. The grade comes
    from ``grade_question`` or from the fact ``grade_fact``; with neither, the only row holds.
    ``checks_weeks``: weeks until the result is judged, counted from the last session, or from the
    first when ``checks_from_first``. ``elsewhere`` says where to go when needling is not the way.
    """

    id: str
    name: Message
    client_name: Message
    option: str
    zones_question: str
    grades: tuple[Grade, ...]
    badge: str
    first_visible: Message
    best_assessed: Message
    combine_with: Message
    not_first_choice: Message
    elsewhere: Message
    expected: Message
    checks_weeks: tuple[int, ...]
    basis: Basis
    grade_question: str = ""
    grade_fact: str = ""
    checks_from_first: bool = False


class CapSessions(Enum):
    """Which sessions a cap holds for."""

    ALL = "all"
    FIRST_TWO = "first_two"
    TEST_SPOT = "test_spot"


@dataclass(frozen=True, slots=True)
class Cap:
    """A limit on depth. ``max_mm`` is absolute; ``minus_mm`` is taken off the zone's own maximum.

    Holds when ``when`` is true or unknown, only in ``zones`` and for ``concerns`` where given.
    ``scar_prone_only`` restricts it to scar-prone zones. Caps are never added up: the lowest wins.
    """

    id: str
    name: Message
    when: Condition
    basis: Basis
    max_mm: Decimal | None = None
    minus_mm: Decimal | None = None
    sessions: CapSessions = CapSessions.ALL
    zones: tuple[str, ...] = ()
    concerns: tuple[str, ...] = ()
    scar_prone_only: bool = False


@dataclass(frozen=True, slots=True)
class IntervalChange:
    """A change to the gap between sessions, in weeks, when ``when`` is true or unknown."""

    id: str
    name: Message
    when: Condition
    basis: Basis
    typical_weeks: int
    min_weeks: int
    max_weeks: int


@dataclass(frozen=True, slots=True)
class Device:
    """One needling device with the limits of its own instructions for use."""

    id: str
    name: str
    max_mm: Decimal
    forbidden_zones: tuple[str, ...]
    overrides: tuple[Override, ...]
    note: Message
    basis: Basis
    zone_max_mm: tuple[tuple[str, Decimal], ...] = ()
    anaesthetic: bool = True


class FactKind(Enum):
    """How a derived fact is worked out from answers."""

    AGE = "age"  # whole years since a birth date, on the judged day
    SUM = "sum"  # sum of option scores; unknown unless every item has one
    BANDS = "bands"  # number of the band (1 = lowest) of a sum; ``bands`` are upper ends
    RANK = "rank"  # score of the one option picked
    HIGHEST = "highest"  # highest known of other facts; unknown when none is known
    DIFFERS = "differs"  # true when two known facts differ
    WEIGHTED = "weighted"  # sum of weight x score(a) x score(b) over pairs


@dataclass(frozen=True, slots=True)
class FactSource:
    """How one derived fact is made. ``questions`` or ``facts`` are its inputs in order."""

    id: str
    kind: FactKind
    questions: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    bands: tuple[int, ...] = ()
    weights: tuple[Decimal, ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """The numbers of the plan that belong to no table, each with its row in ``numbers.toml``.

    ``stop_after_sessions``: with no change after so many sessions a course stops and is looked at
    again. ``passes_min`` and ``passes_max`` are light passes over one zone.
    """

    course_cap_sessions: int
    review_after_sessions: int
    stop_after_sessions: int
    passes_min: int
    passes_max: int
    test_spot_wait_days: int
    event_gap_days: int
    depth_step_mm: Decimal
    deepest_mm: Decimal
    shallow_to_mm: Decimal
    basis: Basis


@dataclass(frozen=True, slots=True)
class Roles:
    """Which questions play a part that the program must know of.

    ``concerns`` is the check list of concerns, ``first_session`` the wished first date, ``event``
    the date of an event to stay clear of, ``test_spot`` the result of a test spot with
    ``test_spot_calm`` the code that releases it, ``returning`` with ``returning_yes`` tells that a
    course was had before. ``name``, ``birth_date``, ``phone`` and ``language`` identify the client.
    ``anaesthetic_cap`` is the depth cap that holds when no numbing cream may be used.
    """

    concerns: str
    first_session: str
    event: str
    test_spot: str
    test_spot_calm: str
    returning: str
    returning_yes: str
    name: str
    birth_date: str
    phone: str
    language: str
    skin_type_fact: str
    skin_type_score_fact: str
    skin_type_reading_fact: str
    route_rule: str
    nothing_rule: str
    zone_rule: str
    anaesthetic_cap: str


@dataclass(frozen=True, slots=True)
class Source:
    """One reference. ``citation`` is what may be printed; ``address`` only for official pages."""

    key: str
    citation: str
    doi: str = ""
    pmid: str = ""
    address: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A topic on which sources differ, for the "why do sources differ?" panel."""

    id: str
    topic: Message
    strictest: Message
    loosest: Message
    chosen: Message
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Protocol:
    """All clinical tables of one content version."""

    version: str
    fingerprint: str
    rules: tuple[Rule, ...]
    zones: tuple[Zone, ...]
    concerns: tuple[Concern, ...]
    caps: tuple[Cap, ...]
    intervals: tuple[IntervalChange, ...]
    devices: tuple[Device, ...]
    levels: tuple[Level, ...]
    scales: tuple[Scale, ...]
    unused_scales: tuple[UnusedScale, ...]
    facts: tuple[FactSource, ...]
    limits: Limits
    roles: Roles
    sources: tuple[Source, ...]
    disagreements: tuple[Disagreement, ...]
    guidance: Guidance
    _rule: dict[str, Rule] = field(init=False, repr=False, compare=False)
    _zone: dict[str, Zone] = field(init=False, repr=False, compare=False)
    _concern: dict[str, Concern] = field(init=False, repr=False, compare=False)
    _source: dict[str, Source] = field(init=False, repr=False, compare=False)
    _device: dict[str, Device] = field(init=False, repr=False, compare=False)
    _scale_of: dict[str, Scale] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_rule", {row.id: row for row in self.rules})
        object.__setattr__(self, "_zone", {row.id: row for row in self.zones})
        object.__setattr__(self, "_concern", {row.id: row for row in self.concerns})
        object.__setattr__(self, "_source", {row.key: row for row in self.sources})
        object.__setattr__(self, "_device", {row.id: row for row in self.devices})
        of = {question: row for row in self.scales for question in row.questions}
        object.__setattr__(self, "_scale_of", of)

    def rule(self, rule_id: str) -> Rule:
        """The rule with this id; ``KeyError`` when there is none."""
        return self._rule[rule_id]

    def zone(self, zone_id: str) -> Zone:
        """The zone with this id; ``KeyError`` when there is none."""
        return self._zone[zone_id]

    def concern(self, concern_id: str) -> Concern:
        """The concern with this id; ``KeyError`` when there is none."""
        return self._concern[concern_id]

    def source(self, key: str) -> Source:
        """The reference with this key; ``KeyError`` when there is none."""
        return self._source[key]

    def device(self, device_id: str) -> Device:
        """The device with this id; ``KeyError`` when there is none."""
        return self._device[device_id]

    def scale_of(self, question_id: str) -> Scale | None:
        """The scale that this question holds a part of, ``None`` for most questions."""
        return self._scale_of.get(question_id)
