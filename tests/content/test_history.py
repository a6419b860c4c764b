"""Snapshots of the content: stable, readable, and what changed between two of them."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from mneedle_gui.content import history
from mneedle_gui.content.flat import condition_text, flat_fields, span_text
from mneedle_gui.content.history import Snapshot, SnapshotError
from mneedle_gui.content.loading import read
from mneedle_gui.domain.change import Change, ChangeKind, FieldChange
from mneedle_gui.domain.condition import (
    ALWAYS,
    AllOf,
    AnyOf,
    FactIs,
    FactWithin,
    Fired,
    Measured,
    Negated,
    Picked,
)
from mneedle_gui.domain.rule import Span, Window
from tests.builders import ROOT, content

OLD = Snapshot(
    "1.0.0",
    {
        "rule/first": {"title": "First", "window.span": "6 months"},
        "rule/second": {"title": "Second"},
        "rule/same": {"title": "Same"},
    },
)
NEW = Snapshot(
    "1.1.0",
    {
        "rule/first": {"title": "First", "window.span": "12 months", "clearable": "yes"},
        "rule/same": {"title": "Same"},
        "rule/third": {"title": "Third"},
    },
)


def test_rows_are_named_and_their_fields_are_readable() -> None:
    row = history.snapshot_of(content()).rows["rule/isotretinoin_recent"]
    assert row["window.span"] == "6 months"
    assert row["window.after"] == "isotretinoin-last"
    assert row["when"] == "isotretinoin: past"
    assert row["category"] == "defer"
    assert row["clearable"] == "yes"
    assert "area" not in row
    assert "basis.own" not in row


def test_every_row_is_there_and_they_are_sorted() -> None:
    rows = history.snapshot_of(content()).rows
    assert list(rows) == sorted(rows)
    assert len(rows) > 700
    for row in (
        "limits",
        "roles",
        "wording",
        "pigment_prone",
        "question/isotretinoin",
        "zone/cheek",
    ):
        assert row in rows


def test_no_two_rows_share_a_name() -> None:
    whole, _ = read(ROOT)
    names = [name for name, _ in history._rows(whole)]
    assert sorted(names) == sorted(set(names))


def test_a_snapshot_is_the_same_when_read_again() -> None:
    taken = history.snapshot_of(content())
    text = history.write_snapshot(taken)
    assert history.read_snapshot(text) == taken
    assert history.write_snapshot(history.read_snapshot(text)) == text
    assert history.changes_between(taken, history.read_snapshot(text)) == ()


def test_changes_are_new_gone_and_different_rows() -> None:
    assert history.changes_between(OLD, NEW) == (
        Change(
            "rule/first",
            ChangeKind.DIFFERENT,
            (
                FieldChange("window.span", "6 months", "12 months"),
                FieldChange("clearable", "", "yes"),
            ),
        ),
        Change("rule/second", ChangeKind.GONE, (FieldChange("title", "Second", ""),)),
        Change("rule/third", ChangeKind.NEW, (FieldChange("title", "", "Third"),)),
    )


def test_one_changed_number_in_the_content_is_one_changed_field() -> None:
    before = content()
    first, *others = before.protocol.zones
    protocol = replace(
        before.protocol, zones=(replace(first, max_mm=Decimal("0.9")), *others), version="1.0.1"
    )
    found = history.changes_between(
        history.snapshot_of(before), history.snapshot_of(replace(before, protocol=protocol))
    )
    change = FieldChange("max_mm", str(first.max_mm), "0.9")
    assert found == (Change(f"zone/{first.id}", ChangeKind.DIFFERENT, (change,)),)


def test_a_question_moved_to_another_place_is_a_change_of_its_section() -> None:
    before = content()
    first, *others = before.questionnaire.sections
    moved = replace(first, questions=first.questions[::-1])
    questionnaire = replace(before.questionnaire, sections=(moved, *others))
    found = history.changes_between(
        history.snapshot_of(before),
        history.snapshot_of(replace(before, questionnaire=questionnaire)),
    )
    assert [(change.row, change.fields[0].name) for change in found] == [
        (f"section/{first.id}", "questions")
    ]


@pytest.mark.parametrize(
    ("condition", "text"),
    [
        (Picked("pregnant", ("yes", "trying")), "pregnant: yes or trying"),
        (Measured("units", at_least=Decimal(14)), "units >= 14"),
        (FactIs("treats_face", False), "fact treats_face is no"),
        (FactWithin("age", at_least=Decimal(12), below=Decimal(18)), "fact age >= 12 < 18"),
        (Fired(("melasma", "pih")), "rule melasma or pih"),
        (ALWAYS, "always"),
        (
            AllOf((Picked("a", ("yes",)), Negated(AnyOf((Fired(("r",)), FactIs("f", True)))))),
            "(a: yes) and (not ((rule r) or (fact f is yes)))",
        ),
    ],
)
def test_a_condition_stands_on_one_line(condition: AllOf, text: str) -> None:
    assert condition_text(condition) == text


def test_a_length_of_time_is_said_with_its_unit() -> None:
    assert span_text(Span(months=6)) == "6 months"
    assert span_text(Span(years=1, days=2)) == "1 years, 2 days"
    assert span_text(Span()) == "0 days"


def test_a_longer_wait_keeps_its_condition() -> None:
    window = Window(
        after="date", span=Span(days=14), longer=((Picked("dark", ("yes",)), Span(days=28)),)
    )
    assert dict(flat_fields(window)) == {
        "after": "date",
        "span": "14 days",
        "longer[1].when": "dark: yes",
        "longer[1]": "28 days",
    }


def test_the_newest_earlier_snapshot_is_the_one_to_compare_with(tmp_path: Path) -> None:
    folder = tmp_path / history.FOLDER
    folder.mkdir()
    for version in ("1.9.0", "1.10.0", "1.11.0", "2.0.0"):
        text = history.write_snapshot(Snapshot(version, {}))
        (folder / f"{version}.json").write_text(text, encoding="utf-8")
    (folder / "notes.json").write_text("not a version", encoding="utf-8")
    found = history.earlier_snapshot(tmp_path, "1.11.0")
    assert found is not None
    assert found.version == "1.10.0"
    mine = history.earlier_snapshot(tmp_path, "1.11.0 + clinic rules 0a1b2c3d")
    assert mine == found


def test_for_the_first_version_there_is_none(tmp_path: Path) -> None:
    assert history.earlier_snapshot(tmp_path, "1.0.0") is None


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("# not JSON", "it is not JSON"),
        ("[" * 100_000, "it is not JSON"),
        ("[]", "the format"),
        ('{"format": "needling-plan-answers/1"}', "the format"),
        ('{"format": "needling-plan-history/1", "version": 1, "rows": {}}', "its version"),
        ('{"format": "needling-plan-history/1", "version": "one", "rows": {}}', "its version"),
        ('{"format": "needling-plan-history/1", "version": "1.0.0"}', "its rows"),
        ('{"format": "needling-plan-history/1", "version": "1.0.0", "rows": {"a": 1}}', "its rows"),
        (
            '{"format": "needling-plan-history/1", "version": "1.0.0", "rows": {"a": {"b": 1}}}',
            "its rows",
        ),
    ],
)
def test_a_file_that_is_no_snapshot_is_told_with_its_remedy(text: str, cause: str) -> None:
    with pytest.raises(SnapshotError) as caught:
        history.read_snapshot(text)
    assert cause in caught.value.sentence
    assert "handbook --snapshot" in caught.value.sentence


def stale(root: Path, now: Snapshot) -> tuple[Change, ...]:
    """What differs between the shipped snapshot of this very version and the content."""
    file = root / history.FOLDER / f"{now.version}.json"
    if not file.is_file():
        return ()
    return history.changes_between(history.read_snapshot(file.read_text(encoding="utf-8")), now)


def test_a_shipped_snapshot_of_this_version_equals_the_content() -> None:
    """Whoever changes content after a release raises its version first."""
    whole, _ = read(ROOT)
    assert stale(ROOT, history.snapshot_of(whole)) == ()


def test_content_that_changed_without_a_new_version_is_found(tmp_path: Path) -> None:
    (tmp_path / history.FOLDER).mkdir()
    file = tmp_path / history.FOLDER / "1.1.0.json"
    file.write_text(json.dumps({"format": history.FORMAT, "version": "1.1.0", "rows": OLD.rows}))
    assert [change.row for change in stale(tmp_path, NEW)] == [
        "rule/first",
        "rule/second",
        "rule/third",
    ]


def test_every_shipped_snapshot_can_be_read() -> None:
    for file in (ROOT / history.FOLDER).glob("*.json"):
        assert history.read_snapshot(file.read_text(encoding="utf-8")).version == file.stem
