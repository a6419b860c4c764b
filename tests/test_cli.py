"""The windowless door: exit codes, files written or not, and the shape of the JSON."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pypdf
import pytest

from mneedle_gui import cli
from mneedle_gui.services.samples import Sample, samples
from mneedle_gui.services.settings import Settings, save_settings
from tests.builders import ROOT, baseline

TODAY = date(2026, 11, 24)


def run(*arguments: str, home: Path) -> int:
    return cli.main(arguments, TODAY, home)


def answers_file(folder: Path, **changes: object) -> str:
    given = {**baseline(), **{name.replace("_", "-"): value for name, value in changes.items()}}
    path = folder / "answers.json"
    answers = {name: value for name, value in given.items() if value is not None}
    path.write_text(json.dumps({"answers": answers}), encoding="utf-8")
    return str(path)


def test_a_plan_is_written_as_pdf_and_json(tmp_path: Path) -> None:
    pdf, record, result = tmp_path / "plan.pdf", tmp_path / "record.pdf", tmp_path / "plan.json"
    arguments = ["--pdf", str(pdf), "--record", str(record), "--json", str(result)]
    code = run("plan", answers_file(tmp_path), "--on", "2026-11-24", *arguments, home=tmp_path)
    assert code == cli.OK
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert record.read_bytes().startswith(b"%PDF-")
    content = json.loads(result.read_text(encoding="utf-8"))
    assert content["outcome"] == "proceed"
    assert content["findings"] == []
    assert content["unanswered"] == []
    plan = content["plan"]
    assert plan["provisional"] is False
    (zone,) = plan["zones"]
    assert zone["zone"] == "cheek"
    assert (zone["depth_min_mm"], zone["depth_max_mm"]) == (1.0, 1.5)
    assert (zone["first_session_max_mm"], zone["start_mm"]) == (1.25, 1.0)
    assert zone["why"]
    assert plan["sessions"] == {"min": 4, "max": 6}
    assert plan["interval_weeks"] == {"typical": 4, "min": 4, "max": 6}
    assert plan["dates"] == ["2026-11-24", "2026-12-22", "2027-01-19", "2027-02-16"]


def test_session_sheets_are_written_for_a_plan(tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.pdf"
    arguments = ["--session-sheet", str(sheet), "--paper", "letter"]
    assert run("plan", answers_file(tmp_path), *arguments, home=tmp_path) == cli.OK
    assert sheet.read_bytes().startswith(b"%PDF-")


def test_without_a_plan_no_session_sheet_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = tmp_path / "sheet.pdf"
    path = answers_file(tmp_path, pregnancy=["pregnant"])
    assert run("plan", path, "--session-sheet", str(sheet), home=tmp_path) == cli.WITHHELD
    assert not sheet.exists()
    assert "no session sheet is written" in capsys.readouterr().err


def test_without_a_file_the_result_is_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("plan", answers_file(tmp_path), home=tmp_path) == cli.OK
    assert json.loads(capsys.readouterr().out)["outcome"] == "proceed"


def test_a_dated_wait_gives_a_provisional_plan(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = answers_file(tmp_path, isotretinoin="past", isotretinoin_last="2026-08-31")
    assert run("plan", path, "--on", "2026-11-24", home=tmp_path) == cli.OK
    content = json.loads(capsys.readouterr().out)
    assert (content["outcome"], content["not_before"]) == ("defer", "2027-02-28")
    assert content["plan"]["provisional"] is True
    assert content["plan"]["dates"][0] == "2027-02-28"
    (finding,) = content["findings"]
    assert finding["rule"] == "isotretinoin_recent"
    assert finding["until"] == "2027-02-28"
    assert finding["answers"]["isotretinoin-last"] == "2026-08-31"
    assert finding["sources"]


@pytest.mark.parametrize(
    ("changes", "outcome"),
    [
        ({"pregnancy": ["pregnant"]}, "do_not_treat"),
        ({"blood": ["anticoagulant"]}, "refer"),
        ({"blood": None}, "ask"),
        ({"isotretinoin": "past", "isotretinoin_last": "unknown"}, "defer"),
    ],
)
def test_a_withheld_plan_exits_3_and_writes_the_letter(
    tmp_path: Path, changes: dict[str, object], outcome: str
) -> None:
    pdf, result = tmp_path / "letter.pdf", tmp_path / "result.json"
    path = answers_file(tmp_path, **changes)
    code = run(
        "plan", path, "--on", "2026-11-24", "--pdf", str(pdf), "--json", str(result), home=tmp_path
    )
    assert code == cli.WITHHELD
    assert pdf.read_bytes().startswith(b"%PDF-")
    content = json.loads(result.read_text(encoding="utf-8"))
    assert content["outcome"] == outcome
    assert content["plan"] is None


def test_bad_input_exits_2_with_a_line_per_fault_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pdf = tmp_path / "plan.pdf"
    path = answers_file(tmp_path, diabetes="perhaps", event="yes", event_date="2026-11-01")
    assert (
        run("plan", path, "--on", "2026-11-24", "--pdf", str(pdf), home=tmp_path) == cli.BAD_INPUT
    )
    lines = capsys.readouterr().err.splitlines()
    assert [line.split(":")[0] for line in lines] == ["diabetes", "event-date"]
    assert not pdf.exists()


@pytest.mark.parametrize("name", ["missing.json", "."])
def test_a_file_that_is_not_there_exits_2(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("plan", str(tmp_path / name), home=tmp_path) == cli.BAD_INPUT
    assert capsys.readouterr().err.startswith("mneedle-gui: ")


def test_a_folder_that_is_not_there_exits_2_with_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = str(tmp_path / "no folder" / "plan.pdf")
    assert run("plan", answers_file(tmp_path), "--pdf", target, home=tmp_path) == cli.BAD_INPUT
    assert "folder" in capsys.readouterr().err


def test_an_unknown_device_exits_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = answers_file(tmp_path)
    assert run("plan", path, "--device", "laser", home=tmp_path) == cli.BAD_INPUT
    assert "skinpen" in capsys.readouterr().err


def test_an_unknown_level_exits_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = answers_file(tmp_path)
    assert run("plan", path, "--level", "master", home=tmp_path) == cli.BAD_INPUT
    assert "--level: give one of award_level_4, aesthetician" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("saved", "arguments", "level", "deepest"),
    [
        ("", (), None, 1.5),
        ("", ("--level", "award_level_4"), "award_level_4", 0.5),
        ("award_level_4", (), "award_level_4", 0.5),
        ("award_level_4", ("--level", "aesthetician"), "aesthetician", 1.0),
    ],
)
def test_a_practitioners_own_limits_hold_for_the_plan(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    saved: str,
    arguments: tuple[str, ...],
    level: str | None,
    deepest: float,
) -> None:
    save_settings(tmp_path, Settings(practitioner="Mia", practitioner_level=saved))
    assert run("plan", answers_file(tmp_path), *arguments, home=tmp_path) == cli.OK
    content = json.loads(capsys.readouterr().out)
    assert content["level"] == level
    assert content["plan"]["zones"][0]["depth_max_mm"] == deepest


def test_every_question_is_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("questions", "--json", home=tmp_path) == cli.OK
    questions = json.loads(capsys.readouterr().out)["questions"]
    by_id = {question["id"]: question for question in questions}
    assert by_id["isotretinoin-last"]["when"]["conditions"] == [
        {"question": "isotretinoin", "code": "past"}
    ]
    assert {option["code"] for option in by_id["keloid-personal"]["options"]} == {
        "yes",
        "no",
        "not_sure",
    }


def test_samples_are_listed_and_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("sample", "--list", home=tmp_path) == cli.OK
    listed = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert listed == [sample.name for sample in samples(ROOT)]
    target = tmp_path / "sample.json"
    assert run("sample", "--case", listed[-1], "-o", str(target), home=tmp_path) == cli.OK
    assert json.loads(target.read_text(encoding="utf-8"))["answers"]


@pytest.mark.parametrize("sample", samples(ROOT), ids=lambda sample: sample.name)
def test_every_sample_has_the_outcome_it_shows(
    sample: Sample, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = ROOT / "samples" / f"{sample.name}.json"
    code = run("plan", str(path), home=tmp_path)
    content = json.loads(capsys.readouterr().out)
    assert content["outcome"] == sample.expect
    assert (code == cli.OK) == (content["plan"] is not None)


def test_there_are_samples_of_every_outcome() -> None:
    assert len(samples(ROOT)) >= 12
    assert {sample.expect for sample in samples(ROOT)} == {
        "proceed",
        "proceed_with_modifications",
        "ask",
        "defer",
        "refer",
        "do_not_treat",
    }


def test_the_handbook_and_its_snapshot_are_written(tmp_path: Path) -> None:
    pdf, snapshot = tmp_path / "handbook.pdf", tmp_path / "now.json"
    code = run("handbook", "--pdf", str(pdf), "--snapshot", str(snapshot), home=tmp_path)
    assert code == cli.OK
    assert pdf.read_bytes().startswith(b"%PDF-")
    rows = json.loads(snapshot.read_text(encoding="utf-8"))["rows"]
    assert rows["rule/isotretinoin_recent"]["window.span"] == "6 months"


def test_the_handbook_is_compared_with_the_snapshot_named(tmp_path: Path) -> None:
    snapshot, pdf = tmp_path / "old.json", tmp_path / "handbook.pdf"
    old = {"format": "needling-plan-history/1", "version": "0.9.0", "rows": {"rule/gone_one": {}}}
    snapshot.write_text(json.dumps(old), encoding="utf-8")
    named = ("--since", str(snapshot), "--paper", "letter")
    assert run("handbook", "--pdf", str(pdf), *named, home=tmp_path) == cli.OK
    said = "".join(page.extract_text() for page in pypdf.PdfReader(pdf).pages[:5])
    assert "Compared with content version 0.9.0" in said
    assert "rule/gone_one" in said


def test_a_file_that_is_no_snapshot_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pdf, wrong = tmp_path / "handbook.pdf", tmp_path / "wrong.json"
    wrong.write_bytes(b"\xff\xfe not text")
    assert run("handbook", "--pdf", str(pdf), "--since", str(wrong), home=tmp_path) == cli.BAD_INPUT
    assert "The file to compare with cannot be used" in capsys.readouterr().err
    missing = str(tmp_path / "missing.json")
    assert run("handbook", "--pdf", str(pdf), "--since", missing, home=tmp_path) == cli.BAD_INPUT
    assert not pdf.exists()


def test_a_handbook_without_a_file_to_write_says_what_to_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("handbook", home=tmp_path) == cli.BAD_INPUT
    assert "--pdf or --snapshot" in capsys.readouterr().err
