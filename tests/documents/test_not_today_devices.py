"""The letter when the device itself rules treatment out."""

from __future__ import annotations

from mneedle_gui.documents.compose import not_today
from mneedle_gui.documents.plain import plain_text
from mneedle_gui.domain.clinic import Clinic
from tests import builders


def test_no_letter_is_asked_for_where_the_device_rules_it_out() -> None:
    held = builders.consultation({"blood": ["anticoagulant"]}, device="exceed")
    text = plain_text(not_today(held, Clinic(), builders.words()))
    assert "Ask for a letter" not in text
    assert "The maker of our device rules this out." in text


def test_a_letter_is_asked_for_where_it_would_help() -> None:
    held = builders.consultation({"blood": ["anticoagulant"]})
    text = plain_text(not_today(held, Clinic(), builders.words()))
    assert "Ask for a letter" in text
