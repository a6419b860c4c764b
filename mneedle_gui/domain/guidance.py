"""The texts and dated steps around a treatment: what paper and screens say, row by row.

Rows are clinical content. Client texts are written for reading grade 6: short sentences, plain
words, no promise. ``when`` restricts a row to clients for whom the condition is true (or unknown,
where ``cautious`` is set: better one warning too many).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from mneedle_gui.domain.condition import ALWAYS, Condition
from mneedle_gui.domain.outcome import Basis
from mneedle_gui.domain.wording import NOTHING, Message


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do or not to do around a session, for the client.

    ``from_day`` and ``to_day`` are days relative to the session day (negative: before it, 0: the
    day itself). ``avoid``: it is a "do not". ``now``: worth a place among the "do this now" ticks on
    page 1; ``priority`` (small first) picks the most important. ``group`` names its block on paper.
    """

    id: str
    text: Message
    group: str
    from_day: int
    to_day: int
    basis: Basis
    avoid: bool = False
    now: bool = False
    priority: int = 50
    when: Condition = ALWAYS


@dataclass(frozen=True, slots=True)
class Period:
    """One row of "what to expect": when, what is normal, what to do."""

    id: str
    when_text: Message
    normal: Message
    do: Message
    basis: Basis
    when: Condition = ALWAYS


@dataclass(frozen=True, slots=True)
class CallSign:
    """A reason to call. ``urgency``: ``clinic`` (same day) or ``emergency``."""

    id: str
    text: Message
    urgency: str
    action: Message
    basis: Basis
    first_page: bool = False


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign that it is working, or one that proves nothing (``proof`` false)."""

    id: str
    when_text: Message
    text: Message
    how: Message
    proof: bool
    basis: Basis
    concerns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Longevity:
    """What is known about how long results of one concern last.

    ``observed_to`` is the longest follow-up in studies, a limit of knowledge, not a duration. It is
    empty where no study was found in which people were followed.
    """

    concern: str
    visible_from: Message
    assess_at: Message
    at_the_end: Message
    upkeep: Message
    upkeep_basis: Message
    basis: Basis
    observed_to: Message = NOTHING


@dataclass(frozen=True, slots=True)
class Influence:
    """Something about the client that may push the result up or down. Direction only, no numbers.

    ``result``, ``duration`` and ``risk`` are ``up``, ``down``, ``same`` or ``unknown``.
    ``client`` is the sentence for paper; ``evidence`` says what kind of evidence there is.
    """

    id: str
    factor: Message
    client: Message
    when: Condition
    result: str
    duration: str
    risk: str
    evidence: Message
    basis: Basis
    concerns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Study:
    """What one study showed for one concern. Texts are facts, never promises."""

    id: str
    concerns: tuple[str, ...]
    design: Message
    regimen: Message
    result: Message
    follow_up: Message
    limits: Message
    basis: Basis


@dataclass(frozen=True, slots=True)
class NotKnown:
    """A question research has not answered."""

    id: str
    question: Message
    state: Message
    client: Message
    basis: Basis
    concerns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hazard:
    """An unwanted event. ``band``: ``common``, ``uncommon`` or ``rare``; ``client`` is the printed line."""

    id: str
    name: Message
    band: str
    how_often: Message
    onset: Message
    management: Message
    prevention: Message
    client: Message
    basis: Basis
    when: Condition = ALWAYS


@dataclass(frozen=True, slots=True)
class Parameter:
    """A session parameter or rule for the practitioner (section 4 of the clinical specification).

    ``group`` is its place on the session sheet: ``recheck``, ``preparation``, ``anaesthetic``,
    ``no_anaesthetic``, ``needling``, ``endpoint``, ``topicals``, ``after``, ``record`` or ``course``.
    ``sheet``: the record prints it too. ``short`` is its text where there is little room. A row for some
    depths only names them in millimetres of needle setting: ``from_mm`` and ``to_mm`` belong to
    them, ``over_mm`` and ``under_mm`` do not.
    """

    id: str
    group: str
    name: Message
    text: Message
    basis: Basis
    when: Condition = ALWAYS
    sheet: bool = True
    short: Message = NOTHING
    from_mm: Decimal | None = None
    over_mm: Decimal | None = None
    to_mm: Decimal | None = None
    under_mm: Decimal | None = None

    def fits(self, least_mm: Decimal, most_mm: Decimal) -> bool:
        """Whether it is for any depth from ``least_mm`` to ``most_mm``, both included."""
        return (
            (self.from_mm is None or most_mm >= self.from_mm)
            and (self.over_mm is None or most_mm > self.over_mm)
            and (self.to_mm is None or least_mm <= self.to_mm)
            and (self.under_mm is None or least_mm < self.under_mm)
        )


@dataclass(frozen=True, slots=True)
class Anaesthetic:
    """The limits of one numbing cream on intact skin: the stricter of its label and the clinic.

    Grams and square centimetres are the most for one session in all; ``grams_per_10_cm2`` is the
    thickest layer. Minutes are from "on" to "off". Without a figure its own label holds, and the
    grams cannot be judged here. ``contents`` are the active substances with their strength.
    """

    id: str
    product: Message
    contents: Message
    max_area_cm2: int
    minutes_max: int
    basis: Basis
    minutes_min: int | None = None
    max_grams: Decimal | None = None
    grams_per_10_cm2: Decimal | None = None

    def grams_at_most(self, area_cm2: int) -> Decimal | None:
        """The most grams for an area in square centimetres; ``None`` where no figure is known.

        No more than for the largest area allowed, however large ``area_cm2`` is.
        """
        area = min(area_cm2, self.max_area_cm2)
        by_layer = None if self.grams_per_10_cm2 is None else self.grams_per_10_cm2 * area / 10
        known = [grams for grams in (self.max_grams, by_layer) if grams is not None]
        return min(known, default=None)


@dataclass(frozen=True, slots=True)
class Topic:
    """A short explanation for the client (how it works, collagen, elastin, absorption …)."""

    id: str
    title: Message
    text: Message
    basis: Basis
    concerns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another choice, doing nothing included (``nothing`` true)."""

    id: str
    text: Message
    concerns: tuple[str, ...]
    basis: Basis
    nothing: bool = False


@dataclass(frozen=True, slots=True)
class Restart:
    """When a product may be used again after a session: whole days, longer for pigment-prone skin."""

    id: str
    product: Message
    after_days: int
    pigment_prone_days: int
    basis: Basis


@dataclass(frozen=True, slots=True)
class Badge:
    """How sure studies let us be: ``B`` moderate, ``C`` low, ``D`` very low."""

    id: str
    name: Message
    meaning: Message
    basis: Basis = Basis(tags=("P",))


@dataclass(frozen=True, slots=True)
class Guidance:
    """All texts of one content version.

    ``pigment_prone`` says for whom the longer waits of ``restarts`` hold; they also hold while that
    is unknown.
    """

    preparation: tuple[Step, ...] = ()
    aftercare: tuple[Step, ...] = ()
    timeline: tuple[Period, ...] = ()
    call_signs: tuple[CallSign, ...] = ()
    signs: tuple[Sign, ...] = ()
    longevity: tuple[Longevity, ...] = ()
    influences: tuple[Influence, ...] = ()
    studies: tuple[Study, ...] = ()
    not_known: tuple[NotKnown, ...] = ()
    hazards: tuple[Hazard, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    anaesthetics: tuple[Anaesthetic, ...] = ()
    topics: tuple[Topic, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    restarts: tuple[Restart, ...] = ()
    pigment_prone: Condition = ALWAYS
    badges: tuple[Badge, ...] = ()
    banned_words: tuple[str, ...] = ()
    explained: tuple[tuple[str, Message], ...] = ()
    permanence: Message = NOTHING
