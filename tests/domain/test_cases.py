"""Every sentence of ``tests/cases`` holds.

A case is one client: the baseline of ``tests/builders.py`` with the answers of ``given`` changed
(``blank`` makes one blank), on a day, with a device, perhaps with letters on file. ``kind`` tells what
the rule makes of it: *met* (a finding with the verdict expected), *not_met* (no finding) or *unknown*
(an open question, or in force without a date where ``expect`` says so). ``decision`` is the number of
a decision of section 0.3b that the case shows.
"""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.builders import baseline
from tests.clinical.bench import Bench
from tests.domain.cases import EXPECT, KEYS, Case, all_cases, check


def _cases() -> list[Any]:
    found = []
    for case in all_cases():
        says = re.sub(r"[^a-z0-9]+", "-", case["says"].lower()).strip("-")
        marks = [pytest.mark.decision(case["decision"])] if "decision" in case else []
        found.append(pytest.param(case, id=f"{case['rule']}: {says}", marks=marks))
    return found


@pytest.mark.parametrize("case", _cases())
def test_case(bench: Bench, case: Case) -> None:
    check(case, bench)


def test_cases_say_only_what_is_looked_at() -> None:
    unknown = {key for case in all_cases() for key in set(case) - KEYS}
    unknown |= {key for case in all_cases() for key in set(case.get("expect", {})) - EXPECT}
    assert not unknown


def test_no_case_is_there_twice() -> None:
    names = [(case["rule"], case["says"]) for case in all_cases()]
    assert len(names) == len(set(names))


def test_the_baseline_meets_no_rule(bench: Bench) -> None:
    plain = bench.consultation()
    assert not plain.screening.findings
    assert not plain.form.missing
    assert set(baseline()) <= set(plain.form.shown)
