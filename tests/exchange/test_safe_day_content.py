"""The earliest safe day in a plan file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from mneedle_gui.exchange import plan_file
from tests.builders import consultation, letter, words


def content_of(changes: Mapping[str, object], cleared: str = "") -> dict[str, Any]:
    held = consultation(changes, clearances=letter(cleared) if cleared else None)
    found = json.loads(plan_file.write(held, words()))
    assert isinstance(found, dict)
    return found


ISOTRETINOIN: dict[str, object] = {"isotretinoin": "past", "isotretinoin-last": "2026-07-20"}


def test_the_chain_can_be_worked_out_again() -> None:
    safe = content_of(ISOTRETINOIN)["earliest_safe"]
    assert safe["on"] == safe["not_before"] == "2027-01-20"
    (link,) = safe["chain"]
    assert (link["rule"], link["from"], link["span"], link["until"], link["question"]) == (
        "isotretinoin_recent", "2026-07-20", "P6M", "2027-01-20", "isotretinoin-last",
    )  # fmt: skip
    assert safe["undated"] == []
    assert {"wait", "agreement"} == {change["kind"] for change in safe["changes"]}


def test_no_day_is_given_beside_what_rules_treatment_out() -> None:
    safe = content_of({**ISOTRETINOIN, "keloid-personal": "yes"})["earliest_safe"]
    assert safe["on"] is None
    assert safe["not_before"] == "2027-01-20"
    assert safe["undated"] == [{"rule": "keloid_personal", "verdict": "do_not_treat"}]


def test_a_letter_is_in_the_result_with_all_its_parts() -> None:
    (finding,) = content_of({"skin-conditions": ["vitiligo"]}, "vitiligo")["findings"]
    assert finding["cleared"]
    assert finding["clearance"]["recorded_by"] == "Dr Sara Amin"
    assert finding["clearance"]["dated"] == "2026-11-20"
