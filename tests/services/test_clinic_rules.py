"""A clinic's own rules from the folder to the result: workbench, plan and check."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from mneedle_gui import __main__ as door
from mneedle_gui import cli
from mneedle_gui.content import ContentError
from mneedle_gui.services.checking import faults_of
from mneedle_gui.services.settings import Settings
from mneedle_gui.services.workbench import open_workbench
from mneedle_gui.system.paths import find_places
from tests.builders import ROOT, baseline
from tests.content.own_rules import LONGER, MANY

TODAY = date(2026, 11, 24)


@pytest.fixture
def own(home: Path) -> Path:
    """The folder of the clinic's own rules, with sound ones."""
    folder = find_places({"MNEEDLE_HOME": str(home)}).clinic_rules
    folder.mkdir(parents=True)
    (folder / "own.toml").write_text(MANY, encoding="utf-8")
    return folder


def answers_file(folder: Path) -> str:
    given = {**baseline(), "isotretinoin": "past", "isotretinoin-last": "2026-03-20"}
    path = folder / "answers.json"
    path.write_text(json.dumps({"answers": given}), encoding="utf-8")
    return str(path)


def test_the_workbench_holds_them_and_keeps_them_with_other_settings(own: Path) -> None:
    bench = open_workbench(ROOT, Settings(), clinic_rules=own)
    later = bench.with_settings(Settings(switches=frozenset({"hair"})))
    for one in (bench, later):
        assert one.content.protocol.rule("own_smoker").basis.own


def test_the_workbench_does_not_open_without_them(own: Path) -> None:
    (own / "own.toml").write_text("[[stricter]]\n", encoding="utf-8")
    with pytest.raises(ContentError, match=r"clinic-rules/own\.toml"):
        open_workbench(ROOT, Settings(), cross_check=False, clinic_rules=own)


def test_a_plan_from_the_command_line_goes_by_them(
    own: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = door.main(["plan", answers_file(tmp_path), "--on", "2026-11-24"])
    content = json.loads(capsys.readouterr().out)
    assert (code, content["outcome"], content["not_before"]) == (cli.OK, "defer", "2027-03-20")
    assert content["content"]["version"].startswith("1.0.0 + clinic rules ")
    assert own.is_dir()


@pytest.mark.parametrize("verb", ["plan", "questions", "check"])
def test_no_verb_works_with_faulty_ones(
    own: Path, verb: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (own / "own.toml").write_text(LONGER.replace("12", "3"), encoding="utf-8")
    arguments = [verb, answers_file(tmp_path)] if verb == "plan" else [verb]
    assert door.main(arguments) == cli.FAULTY
    told = capsys.readouterr()
    assert "clinic-rules/own.toml, stricter.isotretinoin_recent.months: this would soften" in (
        told.err
    )
    assert f"Mend the files named in {own}, or move them" in told.err
    assert told.out == ""


def test_check_says_what_it_found(
    own: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["check"], TODAY, tmp_path, None, own) == cli.OK
    line, clean = capsys.readouterr().out.splitlines()
    assert clean == "check: clean"
    assert line.startswith(
        "clinic rules: 1 file, 4 rows (own rules 1, made stricter 1, limits 1, gaps 1) in "
        f"{own}; content version 1.0.0 + clinic rules "
    )


def test_check_says_where_it_looked_when_there_is_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "clinic-rules"
    assert cli.main(["check"], TODAY, tmp_path, None, folder) == cli.OK
    assert capsys.readouterr().out.splitlines()[0] == f"clinic rules: none in {folder}"


def test_every_sample_is_tried_with_them(own: Path) -> None:
    assert list(faults_of(ROOT, own)) == []
