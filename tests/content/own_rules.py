"""A clinic's own rules for tests: written to a folder and laid over the shipped content."""

from __future__ import annotations

import functools
import tempfile
from dataclasses import replace
from pathlib import Path

from mneedle_gui.content import Content, Fault
from mneedle_gui.content.loading import read, with_switches
from mneedle_gui.content.overlay import lay_over
from mneedle_gui.domain.consultation import Circumstances
from tests.builders import ROOT, circumstances

LONGER = """
[[stricter]]
rule = "isotretinoin_recent"
months = 12
reason = "This clinic follows its own audit"
"""

MANY = (
    LONGER
    + """
[[rule]]
id = "own_smoker"
title = "Smokes now"
category = "caution"
when = { question = "smoking", is = "now" }
action = "Ask the client to stop for the whole course."
reason = "Smoking slows healing. Please stop for as long as the course lasts."

[[limit]]
zone = "cheek"
max_mm = 1.0
reason = "The team is new to this depth"

[[interval]]
id = "own_gap"
name = "Gap of this clinic"
typical_weeks = 6
min_weeks = 5
max_weeks = 8
"""
)


@functools.cache
def shipped() -> Content:
    """The shipped content with every clinic setting switched on, read once."""
    content, faults = read(ROOT)
    assert not faults
    return content


def laid(text: str, name: str = "own.toml") -> tuple[Content, tuple[Fault, ...]]:
    """The shipped content with one file of own rules, and what is wrong in it."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / name).write_text(text, encoding="utf-8")
        return lay_over(shipped(), Path(folder))


def with_own(text: str) -> Content:
    """The content that a clinic works with whose own rules are sound; no setting switched on."""
    content, faults = laid(text)
    assert not faults, "\n".join(map(str, faults))
    return with_switches(content, frozenset())


def held_with(content: Content, device: str = "pen") -> Circumstances:
    """The circumstances of the tests, with this content."""
    protocol = content.protocol
    return replace(
        circumstances(),
        questionnaire=content.questionnaire,
        protocol=protocol,
        device=protocol.device(device),
    )
