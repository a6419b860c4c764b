"""A clinic's own rules on paper and for other programs, and the content version on every document."""

from __future__ import annotations

import contextlib
import functools
import inspect
import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from mneedle_gui.content import Content
from mneedle_gui.documents import compose
from mneedle_gui.documents.compose import practitioner_record
from mneedle_gui.documents.model import Document
from mneedle_gui.documents.plain import plain_text
from mneedle_gui.domain.clinic import Clinic, Paper
from mneedle_gui.domain.consultation import Consultation, consult
from mneedle_gui.exchange import plan_file, prescreen_file
from mneedle_gui.services.handbook import handbook_of, whole_content
from tests.builders import ROOT, answers, content, words
from tests.content.own_rules import MANY, held_with, with_own
from tests.documents.papers import pdf, text_of

SMOKER: dict[str, object] = {"smoking": "now"}
WAITS: dict[str, object] = {"isotretinoin": "past", "isotretinoin-last": "2026-03-20"}
STOPS: dict[str, object] = {"pregnancy": ["pregnant"]}
OPEN: dict[str, object] = {"blood": None}
CASES = {"plan": SMOKER, "provisional plan": WAITS, "letter": STOPS, "open questions": OPEN}


@functools.cache
def own() -> Content:
    """The content of a clinic with rules of its own."""
    return with_own(MANY)


def held(changes: Mapping[str, object]) -> Consultation:
    """The baseline with changes, in that clinic."""
    return consult(held_with(own()), answers(changes))


def documents(consultation: Consultation) -> dict[str, Document]:
    """Every kind of document that can be made of a consultation."""
    made = {}
    for name in compose.__all__:
        make = getattr(compose, name)
        maps = {"maps": content().maps} if "maps" in inspect.signature(make).parameters else {}
        with contextlib.suppress(TypeError):  # a document of a plan, and there is none
            made[name] = make(consultation, Clinic(name="Clear Skin"), words(), **maps)
    return made


@pytest.mark.parametrize("case", CASES)
def test_every_document_carries_version_and_fingerprint(case: str) -> None:
    consultation = held(CASES[case])
    protocol = consultation.circumstances.protocol
    assert "+ clinic rules" in protocol.version
    made = documents(consultation)
    assert {"for_client", "practitioner_record", "prescreen_slip"} <= set(made)
    assert case not in {"plan", "provisional plan"} or len(made) >= len(compose.__all__) - 1
    for name, document in made.items():
        for paper in Paper:
            drawn = text_of(pdf(document, paper))
            assert protocol.version in drawn, name
            assert protocol.fingerprint in drawn, name


def test_the_handbook_carries_version_and_fingerprint(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(MANY, encoding="utf-8")
    whole = whole_content(ROOT, tmp_path)
    text = plain_text(handbook_of(ROOT, whole, Clinic(), words()))
    assert whole.protocol.version in text
    assert whole.protocol.fingerprint in text
    assert "this clinic's own policy" in text
    assert "This clinic is stricter: 12 months (as shipped: 6 months)" in text


@pytest.mark.parametrize("case", CASES)
def test_every_result_carries_version_and_fingerprint(case: str) -> None:
    consultation = held(CASES[case])
    protocol = consultation.circumstances.protocol
    for write in (plan_file.write, prescreen_file.write):
        written = json.loads(write(consultation, words()))["content"]
        assert written == {"version": protocol.version, "fingerprint": protocol.fingerprint}


def test_an_own_rule_is_this_clinics_policy_in_the_record() -> None:
    consultation = held(SMOKER)
    text = plain_text(practitioner_record(consultation, Clinic(), words()))
    assert "Smokes now (this clinic's own policy)." in text
    assert "P (this clinic)" in text
    assert "P (this clinic): this clinic's own policy, not a source." in text
    assert "This clinic's own limit: at most 1.0 mm" in text
    assert "[P (this clinic)]. This clinic is stricter: at most 1.0 mm (as shipped: 1.5 mm)" in text
    assert "Gap of this clinic: every 6 weeks [P (this clinic)]." in text


def test_a_stricter_rule_says_in_the_record_what_is_shipped() -> None:
    text = plain_text(practitioner_record(held(WAITS), Clinic(), words()))
    assert "Isotretinoin in the last 6 months (this clinic: 12 months)." in text
    assert "20 March 2026 + 12 months = 20 March 2027." in text
    assert "This clinic is stricter: 12 months (as shipped: 6 months). Reason: " in text
    assert "/P (this clinic), " in text


def test_without_own_rules_nothing_on_paper_speaks_of_them() -> None:
    consultation = consult(held_with(with_own("")), answers({**SMOKER, **STOPS}))
    for document in documents(consultation).values():
        assert "this clinic" not in plain_text(document).lower()


def test_the_client_reads_that_the_longer_time_is_the_clinics() -> None:
    consultation = held({**WAITS, **STOPS})
    text = plain_text(documents(consultation)["for_client"])
    assert "Our clinic goes by a longer time: 12 months." in text


def test_other_programs_are_told_what_is_the_clinics_own() -> None:
    written = json.loads(plan_file.write(held({**WAITS, **SMOKER}), words()))
    by_rule = {finding["rule"]: finding for finding in written["findings"]}
    added, stricter = by_rule["own_smoker"], by_rule["isotretinoin_recent"]
    assert (added["own"], added["clinic"], added["basis"]) == (True, "", ["P"])
    assert added["sources"] == []
    assert stricter["own"] is True
    assert "(as shipped: 6 months)" in stricter["clinic"]
    assert by_rule["smoking"]["own"] is False
    (zone,) = written["plan"]["zones"]
    deepest = next(why for why in zone["why"] if why["quantity"] == "depth_max")
    assert (deepest["row"], deepest["own"]) == ("own_cheek", True)
    gaps = [why["own"] for why in written["plan"]["why"] if why["row"] == "own_gap"]
    assert gaps == [True]
