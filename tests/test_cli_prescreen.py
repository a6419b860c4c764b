"""``prescreen``: exit codes, the shape of its JSON, and the slip."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pypdf
import pytest

from mneedle_gui import __main__, cli
from mneedle_gui.domain.consultation import consult
from mneedle_gui.services import prescreening
from tests import builders

DAY = "2026-11-24"
CASES: dict[str, tuple[dict[str, object], int]] = {
    "can_book": ({}, cli.OK),
    "open": ({"lesion-suspicious": None}, cli.WITHHELD),
    "not_before": (
        {"isotretinoin": "past", "isotretinoin-last": "2026-08-24"},
        cli.WITHHELD,
    ),
    "letter": ({"blood": ["anticoagulant"]}, cli.WITHHELD),
    "cannot": ({"keloid-personal": "yes"}, cli.WITHHELD),
}


def run(*arguments: str, home: Path) -> int:
    return cli.main(arguments, date(2026, 11, 24), home)


def first_answers(folder: Path, changes: dict[str, object]) -> str:
    """A file with nothing but the answers of the check."""
    asked = {question.id for question in builders.content().questionnaire if question.prescreen}
    given = {**builders.baseline(), **changes}
    kept = {name: value for name, value in given.items() if name in asked and value is not None}
    path = folder / "first.json"
    path.write_text(json.dumps({"answers": kept}), encoding="utf-8")
    return str(path)


def result(folder: Path, changes: dict[str, object]) -> dict[str, Any]:
    target = folder / "result.json"
    run(
        "prescreen", first_answers(folder, changes), "--on", DAY, "--json", str(target), home=folder
    )
    content: dict[str, Any] = json.loads(target.read_text(encoding="utf-8"))
    return content


@pytest.mark.parametrize("name", CASES)
def test_the_exit_code_tells_whether_there_can_be_a_booking(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changes, code = CASES[name]
    file = first_answers(tmp_path, changes)
    assert run("prescreen", file, "--on", DAY, home=tmp_path) == code
    printed = json.loads(capsys.readouterr().out)
    assert printed["result"] == name
    assert printed["content"] == {
        "version": builders.content().protocol.version,
        "fingerprint": builders.content().protocol.fingerprint,
    }


def test_a_letter_names_who_writes_it_about_what(tmp_path: Path) -> None:
    found = result(tmp_path, {"blood": ["anticoagulant"], "isotretinoin": "past",
                              "isotretinoin-last": "2026-08-24"})  # fmt: skip
    assert (found["result"], found["not_before"]) == ("letter", "2027-02-24")
    assert [finding["rule"] for finding in found["findings"]] == [
        "anticoagulant",
        "isotretinoin_recent",
    ]
    assert found["findings"][1]["until"] == "2027-02-24"
    (letter,) = found["bring"]
    assert letter["professional"] == "prescriber of the blood thinner"
    assert letter["about"] == "Blood thinner"
    assert (letter["inr"], letter["from"], letter["until"]) == (True, None, None)


def test_blank_questions_are_listed(tmp_path: Path) -> None:
    found = result(tmp_path, {"lesion-suspicious": None, "immunity": ["not_sure"]})
    assert found["unanswered"] == ["lesion-suspicious"]
    assert {tuple(f["ask"]) for f in found["findings"]} == {("lesion-suspicious",), ("immunity",)}
    assert found["place_open"] is True


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_slip_is_one_page_without_a_name(tmp_path: Path, paper: str) -> None:
    slip = tmp_path / "slip.pdf"
    file = first_answers(tmp_path, {"blood": ["anticoagulant"]})
    arguments = ("--on", DAY, "--pdf", str(slip), "--paper", paper, "--lang", "en")
    assert run("prescreen", file, *arguments, home=tmp_path) == cli.WITHHELD
    (page,) = pypdf.PdfReader(slip).pages
    assert "Bring a letter first" in page.extract_text()


def test_a_later_letter_says_from_when_it_is_needed() -> None:
    from mneedle_gui.exchange import prescreen_file
    from tests.documents import papers

    held = papers.letter_later()
    found = json.loads(prescreen_file.write(held, builders.words()))
    assert (found["result"], found["not_before"]) == ("not_before", "2026-12-18")
    assert [one["from"] for one in found["bring"]] == ["2026-12-18"]
    assert [one["rule"] for one in found["later"]] == ["chemo_recent_12m"]


@pytest.mark.parametrize(
    ("change", "said"),
    [({"isotretinoin": "perhaps"}, "isotretinoin"), ({"birth-date": "2030-01-01"}, "birth-date")],
)
def test_answers_it_cannot_use_are_named_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], change: dict[str, object], said: str
) -> None:
    slip = tmp_path / "slip.pdf"
    file = first_answers(tmp_path, change)
    assert run("prescreen", file, "--pdf", str(slip), home=tmp_path) == cli.BAD_INPUT
    assert said in capsys.readouterr().err
    assert not slip.exists()


def test_an_unknown_device_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = first_answers(tmp_path, {})
    assert run("prescreen", file, "--device", "hammer", home=tmp_path) == cli.BAD_INPUT
    assert "--device: give one of pen" in capsys.readouterr().err


def test_the_front_door_needs_no_window_for_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = first_answers(tmp_path, {})
    assert __main__.main(["prescreen", file, "--on", DAY]) == cli.OK
    assert json.loads(capsys.readouterr().out)["result"] == "can_book"


def test_a_slips_file_name_holds_no_client_words() -> None:
    named = builders.answers({"client-name": "Layla Haddad"})
    held = consult(builders.circumstances(), named)
    assert prescreening.slip_name(held) == f"NP-TEST-1-{DAY}-first-check.pdf"
