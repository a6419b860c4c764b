"""Values for tests: valid by default, change one thing.

``baseline()`` is the answers of a healthy client of 36 with skin type III who would like rolling acne
scars on the cheeks treated: nothing stands in the way, and no rule fires.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from mneedle_gui.content import Content, load
from mneedle_gui.content.words import words_for
from mneedle_gui.domain.answers import Answer, Answers
from mneedle_gui.domain.consultation import Circumstances, Consultation, consult
from mneedle_gui.domain.level import level_called
from mneedle_gui.domain.rule import Clearance
from mneedle_gui.domain.wording import Words
from mneedle_gui.exchange.values import from_json

ROOT = Path(__file__).resolve().parent.parent / "resources"
DAY = date(2026, 11, 24)

_BASELINE: dict[str, object] = {
    "client-name": "Layla Haddad",
    "birth-date": "1990-03-14",
    "client-language": "en",
    "returning": "first_visit",
    "treatment-today": "no",
    "pregnancy": ["none"],
    "isotretinoin": "never",
    "oral-retinoid": "never",
    "blood": ["none"],
    "keloid-personal": "no",
    "immunity": ["none"],
    "allergy-serious": ["none"],
    "skin-now": ["none"],
    "skin-cancer": ["none"],
    "lesion-suspicious": "no",
    "strong-sun": "none",
    "recent-procedures": ["none"],
    "rf-requested": "no",
    "healing": ["none"],
    "diabetes": "no",
    "heart": ["none"],
    "conditions": ["none"],
    "autoimmune": ["none"],
    "implants": ["none"],
    "recent-illness": "no",
    "medicines": ["none"],
    "creams": ["none"],
    "reactions": ["none"],
    "acne-seen": ["none"],
    "rosacea": "none",
    "skin-conditions": ["none"],
    "marks-seen": ["none"],
    "pih-tendency": "no",
    "skin-fragile": "no",
    "cold-sore-history": "never",
    "f-eye": "s_3",
    "f-hair": "s_3",
    "f-skin": "s_2",
    "f-freckle": "s_2",
    "f-burn": "s_2",
    "f-tan": "s_2",
    "f-speed": "s_2",
    "f-face": "s_2",
    "fst-reading": "type_3",
    "concerns": ["acne_scar_rolling"],
    "acne-scar-rolling-zones": ["cheek"],
    "acne-scar-rolling-grade": "gb_3",
    "smoking": "no",
    "alcohol-24h": "no",
    "alcohol-high": "no",
    "sun-exposure": "low",
    "sunscreen-daily": "yes",
    "sun-avoid": "yes",
    "diet-poor": "no",
    "aftercare-able": "yes",
    "expectation": "improvement",
    "event": "no",
    "b1": "no",
    "needle-fear": "no",
    "capacity": "yes",
    "intoxicated": "no",
    "photo-care": "yes",
    "photo-publicity": "no",
}


@functools.cache
def content() -> Content:
    """The real content, read once."""
    return load(ROOT)


@functools.cache
def words() -> Words:
    """English."""
    return words_for("en", ROOT)


def baseline() -> dict[str, object]:
    """The answers file of a client for whom nothing stands in the way."""
    return dict(_BASELINE)


def answers(changes: Mapping[str, object] | None = None) -> Answers:
    """The baseline with changes, as JSON values; ``None`` makes an answer blank."""
    questionnaire = content().questionnaire
    given: dict[str, Answer] = {}
    for question, value in {**_BASELINE, **(changes or {})}.items():
        answer = from_json(questionnaire.question(question), value)
        if answer is not None:
            given[question] = answer
    return Answers(given)


def first_answers(changes: Mapping[str, object] | None = None) -> Answers:
    """What is known after the two-minute check alone: nothing about wishes, places or the record."""
    asked = {question.id for question in content().questionnaire if question.prescreen}
    return Answers({name: one for name, one in answers(changes).items() if name in asked})


def circumstances(on: date = DAY, device: str = "pen", level: str = "") -> Circumstances:
    """A consultation's circumstances on a day, with a device and a practitioner's own limits."""
    here = content()
    return Circumstances(
        here.questionnaire,
        here.protocol,
        on,
        here.protocol.device(device),
        reference="NP-TEST-1",
        practitioner="Dr Sara Amin",
        program_version="0.1.0",
        level=level_called(here.protocol.levels, level),
    )


def consultation(
    changes: Mapping[str, object] | None = None,
    *,
    on: date = DAY,
    device: str = "pen",
    level: str = "",
    clearances: Mapping[str, Clearance] | None = None,
) -> Consultation:
    """The baseline consultation with changes."""
    return consult(circumstances(on, device, level), answers(changes), clearances)


def letter(rule: str) -> dict[str, Clearance]:
    """A clearance of one rule."""
    opinion = Clearance(
        rule,
        "Dr N. Rahman",
        "2026-11-20",
        "Letter of 20 November 2026",
        inr="2.0",
        recorded_by="Dr Sara Amin",
    )
    return {rule: opinion}
