"""The handbook holds everything: each id, text and number of each row, and each field that counts."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass, replace
from decimal import Decimal
from enum import Enum
from typing import Any

import pytest

from mneedle_gui.content.walk import Placed, rows_in
from mneedle_gui.documents.compose.handbook import Book, handbook
from mneedle_gui.documents.model import Block, Document, Group, Heading, Table
from mneedle_gui.documents.plain import block_lines, plain_text
from mneedle_gui.domain.change import Change, ChangeKind, FieldChange
from mneedle_gui.domain.clinic import Clinic
from mneedle_gui.domain.condition import Negated, Picked
from mneedle_gui.domain.guidance import Guidance
from mneedle_gui.domain.outcome import Basis
from mneedle_gui.domain.protocol import Protocol
from mneedle_gui.domain.questionnaire import Question
from mneedle_gui.domain.wording import Message
from tests.builders import words
from tests.documents.handbook_rows import (
    document,
    edition,
    flat,
    is_said,
    leaves,
    names,
    parts,
    rebuilt,
    whole,
)

_ONCE = ("limits", "pigment_prone")  # there is one of each, without an entry of its own
_TRIES = 60


@functools.cache
def text() -> str:
    return flat(plain_text(document(whole())))


@functools.cache
def places() -> dict[str, str]:
    """The text under each anchor: its own row or entry, and the tables that belong to the entry."""
    found: dict[str, list[str]] = {}
    here = ""
    for block in document(whole()).blocks:
        here = _anchor(block) or here
        found.setdefault(here, []).extend(block_lines(block))
        for row in _rows(block):
            if row.anchor:
                found.setdefault(row.anchor, []).extend(row.cells)
    return {anchor: flat(" ".join(lines)) for anchor, lines in found.items()}


def test_every_row_of_every_table_is_known_to_the_walk() -> None:
    walked = {id(placed.row) for placed in rows_in(whole())}
    protocol = whole().protocol
    tables = [getattr(protocol, field.name) for field in fields(Protocol) if field.init]
    tables += [getattr(protocol.guidance, field.name) for field in fields(Guidance)]
    rows = [row for table in tables if isinstance(table, tuple) for row in table]
    assert len(rows) > 500
    assert [row for row in rows if is_dataclass(row) and id(row) not in walked] == []


def test_every_row_has_its_place() -> None:
    wanted = {_place(placed) for placed in rows_in(whole()) if placed.kind not in _ONCE}
    assert wanted - places().keys() == set()


def test_every_id_text_and_number_stands_in_the_place_of_its_row() -> None:
    book = Book(edition(whole()), words())
    named = names(book)
    missing = []
    for placed in rows_in(whole()):
        here = text() if placed.kind in _ONCE else places()[_place(placed)]
        for field, leaf in leaves(placed.row):
            if not is_said(book, named, here, field, leaf):
                missing.append(f"{placed.kind}/{placed.id}: {field}: {leaf}")
    assert missing == []


def test_every_part_that_a_question_plays_and_every_word_is_listed() -> None:
    protocol = whole().protocol
    for field in fields(protocol.roles):
        assert getattr(protocol.roles, field.name) in text()
    for word in protocol.guidance.banned_words:
        assert word in text()
    assert flat(protocol.guidance.permanence.text) in text()
    for switch in whole().switches:
        assert f"“{switch}”" in text()


@pytest.mark.slow
def test_a_change_of_any_choice_list_or_condition_changes_the_handbook() -> None:
    before = plain_text(document(whole()))
    silent = []
    by_field: dict[tuple[type, str], list[Any]] = {}
    for row in parts(whole().questionnaire, whole().protocol):
        for field in fields(row):
            if field.init and (type(row), field.name) != (Question, "section"):
                by_field.setdefault((type(row), field.name), []).append(row)
    for (kind, name), rows in by_field.items():
        changed = tuple(_most_telling(rows, name))
        if changed and not any(plain_text(_with(row, name)) != before for row in changed):
            silent.append(f"{kind.__name__}.{name}")
    assert silent == []


def test_a_table_that_the_handbook_does_not_know_is_printed_all_the_same() -> None:
    from mneedle_gui.documents.compose.handbook.entries import plain_entry
    from mneedle_gui.domain.level import Level

    basis = Basis(("P",), ("SOME_SOURCE",), "expert", Message("a note"), "2026-01-02")
    row = Level(
        "apprentice", Message("Apprentice"), Decimal("0.3"), Decimal("0.7"), Message("Why"), basis
    )
    said = flat(
        " ".join(block_lines(plain_entry(Book(edition(whole()), words()), "level", row, row.id)))
    )
    for part in ("Apprentice", "apprentice", "0.3 mm", "0.7 mm", "Why", "a note", "2 January 2026"):
        assert part in said


def test_a_row_of_the_clinic_is_marked_as_its_own() -> None:
    first, *others = whole().protocol.rules
    own = replace(first, basis=replace(first.basis, own=True, clinic=Message("Stricter here.")))
    protocol = replace(whole().protocol, rules=(own, *others))
    said = plain_text(document(replace(whole(), protocol=protocol)))
    assert "this clinic's own policy" in said
    assert "Stricter here." in said
    assert "With this clinic's own rules" not in text()


def test_the_first_version_says_that_there_is_none_to_compare_with() -> None:
    assert "This is the first content version" in text()


def test_changes_are_listed_with_what_was_before_and_what_is_now() -> None:
    reviewed = FieldChange("basis.reviewed", "2026-01-01", "2026-02-02")
    changes = (
        Change("rule/new_one", ChangeKind.NEW, (FieldChange("title", "", "A new rule"),)),
        Change("rule/old_one", ChangeKind.GONE, (FieldChange("title", "An old rule", ""),)),
        Change("zone/cheek", ChangeKind.DIFFERENT, (FieldChange("max_mm", "1.5", "1.0"), reviewed)),
        Change("zone/chin", ChangeKind.DIFFERENT, (reviewed,)),
    )
    made = edition(whole(), changes=changes, compared_with="0.9.0")
    said = plain_text(handbook(made, Clinic(), words()))
    assert "Compared with content version 0.9.0." in said
    assert "rule/new_one | A new rule" in said
    assert "rule/old_one | An old rule" in said
    assert "zone/cheek | max_mm | 1.5 | 1.0" in said
    assert "1 row was reviewed again without any other change." in said
    assert "zone/chin" not in said


def test_conditions_are_read_aloud() -> None:
    here = places()["rule/isotretinoin_recent"]
    assert re.search(r"Isotretinoin \[\d+\] is “Yes, in the past”", here)
    assert re.search(r"Until 6 months after “[^”]+ \[\d+\]”", here)
    assert "A written opinion from: dermatologist." in here


def _with(row: Any, name: str) -> Document:
    """The handbook with one field of one row changed."""
    changed = replace(row, **{name: _other(getattr(row, name))})
    questionnaire, protocol = rebuilt((whole().questionnaire, whole().protocol), row, changed)
    return document(replace(whole(), questionnaire=questionnaire, protocol=protocol))


def _most_telling(rows: list[Any], name: str) -> Iterator[Any]:
    """Rows in which the field can be changed, those that use it first."""
    field = next(field for field in fields(rows[0]) if field.name == name)
    able = [row for row in rows if _other(getattr(row, name)) is not None]
    used = [row for row in able if field.default is MISSING or getattr(row, name) != field.default]
    yield from (used or able)[:_TRIES]


def _other(value: Any) -> Any:
    """Another value of the same kind; ``None`` for a text or a number, which is looked for itself."""
    match value:
        case bool():
            return not value
        case Enum():
            members = list(type(value))
            return members[(members.index(value) + 1) % len(members)]
        case 0:
            return 1
        case (_, *_):
            return value[:-1]
        case Picked():
            return Negated(value)
        case _:
            return None


def _place(placed: Placed) -> str:
    return f"{placed.kind}/{placed.id}"


def _anchor(block: Block) -> str:
    match block:
        case Heading(anchor=anchor):
            return anchor
        case Group(blocks=(Heading(anchor=anchor), *_)):
            return anchor
        case _:
            return ""


def _rows(block: Block) -> Iterator[Any]:
    match block:
        case Table(rows=rows):
            yield from rows
        case Group(blocks=inner):
            for part in inner:
                yield from _rows(part)
        case _:
            pass
