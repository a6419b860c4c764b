"""Scales beside their questions: the live number, two readings side by side, and what is behind it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from mneedle_gui.domain.answers import Choice
from mneedle_gui.services.settings import Look
from mneedle_gui.ui.theme import Skin, Theme
from mneedle_gui.ui.widgets.about_scale import AboutScale, ReadingNotice
from tests.domain.test_depth import wanting
from tests.ui.clipping import clipped
from tests.ui.stage import Stage, settle

MELASMA = {
    **wanting("melasma//forehead+cheek+chin"),
    "mmasi-forehead-area": "a_2",
    "mmasi-right-cheek-area": "a_4",
    "mmasi-right-cheek-dark": "d_3",
    "mmasi-left-cheek-area": "a_4",
    "mmasi-left-cheek-dark": "d_3",
}
SCAR = wanting("scar_surgical_trauma//cheek")


def stage(qtbot: QtBot, folder: Path, section: str, changes: Mapping[str, object]) -> Stage:
    held = Stage(qtbot, folder, changes)
    held.open(section)
    return held


def shown(held: Stage, kind: type[QWidget]) -> list[QWidget]:
    return [one for one in held.window.findChildren(kind) if one.isVisible()]


def notice(held: Stage) -> str:
    (one,) = shown(held, ReadingNotice)
    return one.accessibleName()


def test_score_and_own_reading_stand_side_by_side_and_a_difference_is_told(
    qtbot: QtBot, tmp_path: Path
) -> None:
    held = stage(qtbot, tmp_path, "skin-type", {})
    assert "Score 18 of 32, type III." in notice(held)
    assert "They agree: type III counts." in notice(held)
    held.session.answer("fst-reading", Choice("type_5"))
    settle()
    assert "Own reading type V." in notice(held)
    assert "They differ: the darker one, type V, counts." in notice(held)
    (one,) = shown(held, ReadingNotice)
    assert one.property("tone") == "warn"
    held.session.answer("f-eye", Choice("not_sure"))
    settle()
    assert "Score not known, 7 of 8 items answered." in notice(held)
    assert one.property("tone") == "info"


def test_mmasi_is_told_as_soon_as_its_last_item_is_answered(qtbot: QtBot, tmp_path: Path) -> None:
    held = stage(qtbot, tmp_path, "concerns", {**MELASMA, "mmasi-chin-dark": None})
    assert "Not known, 7 of 8 items answered." in notice(held)
    held.session.answer("mmasi-chin-dark", Choice("d_2"))
    settle()
    assert "8.6 of 24." in notice(held)
    assert "A number without bands." in notice(held)


def test_the_sum_of_a_scar_is_told_with_its_standing(qtbot: QtBot, tmp_path: Path) -> None:
    held = stage(qtbot, tmp_path, "concerns", SCAR)
    assert "Vancouver Scar Scale. 2 of 13." in notice(held)
    assert "Observer guide" in notice(held)


def test_an_acne_scar_grade_is_told_with_the_type_of_scar(qtbot: QtBot, tmp_path: Path) -> None:
    wanted = wanting("acne_scar_rolling/gb_3/cheek", "acne_scar_boxcar/gb_2/chin")
    held = stage(qtbot, tmp_path, "concerns", {**wanted, "acne-scar-boxcar-grade": None})
    assert "Grade 3: moderate (Acne scars, rolling)." in notice(held)
    held.session.answer("acne-scar-boxcar-grade", Choice("gb_2"))
    settle()
    told = [one.accessibleName() for one in shown(held, ReadingNotice)]
    assert len(told) == 2
    assert "Grade 2: mild (Acne scars, boxcar)." in told[1]


def test_what_is_behind_a_scale_is_one_click_away(qtbot: QtBot, tmp_path: Path) -> None:
    held = stage(qtbot, tmp_path, "concerns", SCAR)
    assert not shown(held, AboutScale)
    held.click("About this scale: What colour is the scar?")
    (box,) = shown(held, AboutScale)
    assert isinstance(box, AboutScale)
    for text in (
        "A scar by colour, redness, softness and height: 0 to 13.",
        "Observer guide; how well it repeats is criticised.",
        "Published in 1990; no licence requirement seen.",
        "J Burn Care Rehabil",
    ):
        assert text in box.text
    held.click("About this scale: What colour is the scar?")
    assert not shown(held, AboutScale)


@pytest.mark.parametrize(
    ("section", "changes", "expected"),
    [
        ("skin-type", {}, 5),  # one for each card
        ("concerns", MELASMA, 1),  # eight questions, one card
        ("concerns", SCAR, 1),
        ("concerns", wanting("acne_scar_boxcar/gb_2/cheek", "pores/p_1/cheek"), 2),
        ("goals", {"b1": "yes"}, 1),
        ("lifestyle", {}, 0),
    ],
)
def test_each_card_with_a_scale_leads_to_it_once(
    qtbot: QtBot, tmp_path: Path, section: str, changes: Mapping[str, object], expected: int
) -> None:
    held = stage(qtbot, tmp_path, section, changes)
    links = [
        one
        for one in held.window.findChildren(QAbstractButton)
        if one.isVisible() and one.text() == "About this scale"
    ]
    assert len(links) == expected


@pytest.mark.parametrize("factor", [1.0, 1.5, 2.0])
def test_nothing_is_clipped(qtbot: QtBot, tmp_path: Path, worn: Skin, factor: float) -> None:
    worn.wear(Theme(Look.DARK, factor))
    held = stage(qtbot, tmp_path, "skin-type", {"fst-reading": "type_5"})
    held.click("About this scale: Which skin type do you see?")
    assert clipped(held.window) == []
