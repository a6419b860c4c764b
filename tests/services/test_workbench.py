"""What the window compares once it is open."""

from __future__ import annotations

import shutil
from pathlib import Path

from mneedle_gui.services.settings import Settings
from mneedle_gui.services.workbench import check_content, open_workbench
from tests.builders import DAY, ROOT


def test_our_own_content_is_without_fault() -> None:
    assert check_content(ROOT) == ()


def test_the_practitioners_level_goes_into_every_consultation() -> None:
    free = open_workbench(ROOT, Settings(), cross_check=False)
    assert free.circumstances(DAY).level is None
    held = free.with_settings(Settings(practitioner="Mia", practitioner_level="aesthetician"))
    circumstances = held.circumstances(DAY)
    assert circumstances.level is not None
    assert (circumstances.practitioner, circumstances.level.id) == ("Mia", "aesthetician")


def test_a_changed_switch_leaves_the_open_content_alone() -> None:
    bench = open_workbench(ROOT, Settings(), cross_check=False)
    assert bench.content.switches == ("bloodborne_virus", "hair")
    changed = bench.with_settings(Settings(switches=frozenset({"hair"})))
    assert changed.content is bench.content
    assert changed.settings.switches == {"hair"}


def test_rows_that_contradict_each_other_are_told_afterwards(tmp_path: Path) -> None:
    root = tmp_path / "resources"
    for part in ("protocol", "questionnaire", "face"):
        shutil.copytree(ROOT / part, root / part)
    caps = root / "protocol" / "caps.toml"
    text = caps.read_text(encoding="utf-8")
    caps.write_text(text.replace('rule = "ctd_stable"', 'rule = "no_such_rule"'), encoding="utf-8")
    bench = open_workbench(root, Settings(), cross_check=False)
    assert bench.content.protocol.caps
    assert any("no_such_rule" in line for line in check_content(root))
