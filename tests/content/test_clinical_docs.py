"""The example in the guide to the clinical content is what the program takes."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

from mneedle_gui.content import Content
from mneedle_gui.domain.consultation import consult
from mneedle_gui.domain.outcome import Category
from mneedle_gui.domain.plan import Plan
from tests.builders import answers
from tests.content.own_rules import held_with, with_own

_EXAMPLE = re.compile(r"<!-- this example is loaded by a test -->\n```toml\n(.*?)```", re.DOTALL)


def example(repository: Path) -> Content:
    """The shipped content with the file of the guide laid over it."""
    guide = (repository / "docs" / "clinical-content.md").read_text(encoding="utf-8")
    (text,) = _EXAMPLE.findall(guide)
    return with_own(text)


def test_the_example_holds_every_kind_of_row(repository: Path) -> None:
    own = example(repository).clinic_rules
    assert (own.rules, own.stricter, own.limits, own.intervals) == (1, 2, 2, 1)


def test_the_example_does_what_it_says(repository: Path) -> None:
    content = example(repository)
    assert content.protocol.rule("smoking").category is Category.REFER
    assert content.protocol.zone("neck").max_mm == 0
    given = answers({"isotretinoin": "past", "isotretinoin-last": "2026-03-20"})
    held = consult(held_with(content), given)
    assert {finding.rule.id: finding.until for finding in held.screening.findings} == {
        "isotretinoin_recent": date(2027, 3, 20),
        "own_time_to_think": date(2026, 11, 26),
    }
    assert held.screening.not_before == date(2027, 3, 20)
    assert isinstance(held.plan, Plan)
    assert [zone.depth_max_mm for zone in held.plan.zones] == [Decimal("1.0")]
    assert held.plan.interval.typical_weeks == 6


def test_the_case_of_the_guide_holds(repository: Path) -> None:
    guide = (repository / "docs" / "clinical-content.md").read_text(encoding="utf-8")
    assert 'isotretinoin-last = "2026-06-24"' in guide
    given = answers({"isotretinoin": "past", "isotretinoin-last": "2026-06-24"})
    screening = consult(held_with(with_own("")), given).screening
    assert screening.not_before == date(2026, 12, 24)
    assert 'until = "2026-12-24"' in guide
