from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from mneedle_gui.domain.zone_map import bounds
from mneedle_gui.services.settings import Look
from mneedle_gui.ui.theme import Skin, Theme
from mneedle_gui.ui.theme.tokens import DARK, LIGHT
from mneedle_gui.ui.widgets.face_map import BACK, FACE, FRONT, FaceMap
from mneedle_gui.ui.widgets.map_canvas import MapCanvas
from mneedle_gui.ui.widgets.map_painter import INKS
from mneedle_gui.ui.widgets.map_paths import contrast, painter_path, readable_on
from mneedle_gui.ui.widgets.map_shown import ZoneIndex
from tests import builders
from tests.ui.clipping import clipped


def face_map(
    qtbot: QtBot, *, clickable: bool = True, zones: tuple[str, ...] | None = None
) -> FaceMap:
    content = builders.content()
    made = FaceMap(
        content.maps, content.protocol, builders.words(), zones=zones, clickable=clickable
    )
    qtbot.addWidget(made)
    made.resize(420, 560)
    made.show()
    qtbot.waitExposed(made)
    return made


def click(canvas: MapCanvas, zone: str, dx: int = 0, dy: int = 0) -> None:
    place = canvas.place_of(zone).toPoint() + QPoint(dx, dy)
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=place)


def test_a_click_chooses_a_zone_and_another_takes_it_back(qtbot: QtBot) -> None:
    made = face_map(qtbot)
    told: list[tuple[str, ...]] = []
    made.zones_chosen.connect(told.append)
    click(made.canvas(), "cheek")
    click(made.canvas(), "forehead")
    click(made.canvas(), "cheek")
    assert told == [("cheek",), ("forehead", "cheek"), ("forehead",)]


def test_both_sides_of_a_zone_act_together(qtbot: QtBot) -> None:
    content = builders.content()
    index = ZoneIndex(content.maps[FACE], content.protocol)
    assert {shape.side for shape in index.shapes("cheek")} == {"left", "right"}
    made = face_map(qtbot)
    canvas = made.canvas()
    left, right = (shape.anchor for shape in index.shapes("cheek"))
    assert left is not None
    assert right is not None
    mirrored = canvas.place_of("cheek").toPoint()
    mirrored.setX(canvas.width() - mirrored.x())
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=mirrored)
    assert made.chosen == ("cheek",)


def test_a_place_just_beside_a_zone_means_it_and_a_place_far_off_means_nothing(
    qtbot: QtBot,
) -> None:
    made = face_map(qtbot, zones=("chin",))
    canvas = made.canvas()
    chin = canvas.place_of("chin")
    bottom = next(step for step in range(100) if canvas.zone_at(chin + QPoint(0, step)) is None)
    assert bottom > 10
    assert canvas.zone_at(chin + QPoint(0, bottom - 1)) == "chin"
    assert canvas.zone_at(chin + QPoint(0, bottom + 4)) is None


def test_eyelids_lips_and_excluded_zones_cannot_be_chosen(qtbot: QtBot) -> None:
    made = face_map(qtbot)
    made.show_zones({}, excluded={"cheek"})
    click(made.canvas(), "cheek")
    canvas = made.canvas()
    lips = canvas.place_of("upper_lip").toPoint()
    lips.setY(lips.y() + round(canvas.height() * 0.047))
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=lips)
    assert made.chosen == ()


def test_keys_move_between_zones_and_space_chooses(qtbot: QtBot) -> None:
    made = face_map(qtbot)
    canvas = made.canvas()
    canvas.setFocus()
    assert canvas.current == "forehead"
    QTest.keyClick(canvas, Qt.Key.Key_Space)
    QTest.keyClick(canvas, Qt.Key.Key_Down)
    assert canvas.current == "glabella"
    QTest.keyClick(canvas, Qt.Key.Key_Space)
    assert made.chosen == ("forehead", "glabella")
    assert canvas.accessibleName() == "Between the brows, chosen"


def test_every_zone_is_reached_by_arrow_keys(qtbot: QtBot) -> None:
    made = face_map(qtbot)
    canvas, reached = made.canvas(), {"forehead"}
    index = canvas._index
    allowed = canvas._pickable(canvas._state)
    frontier = ["forehead"]
    while frontier:
        here = frontier.pop()
        for step in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            there = index.neighbour(here, allowed, *step)
            if there and there not in reached:
                reached.add(there)
                frontier.append(there)
    assert reached == set(allowed)


def test_names_say_what_is_chosen_and_how_marked(qtbot: QtBot) -> None:
    made = face_map(qtbot)
    made.show_zones({"cheek": 0, "chin": 3}, excluded={"jaw"})
    assert made.zone_name("cheek") == "Cheeks, chosen"
    assert made.zone_name("chin") == "Chin, chosen, severity 3"
    assert made.zone_name("jaw") == "Jawline, left out"
    assert made.zone_name("neck") == "Neck, not chosen"


def test_showing_zones_is_silent(qtbot: QtBot) -> None:
    made = face_map(qtbot)
    with qtbot.assertNotEmitted(made.zones_chosen):
        made.show_zones(["cheek"])


def test_body_views_are_offered_only_for_zones_of_the_body(qtbot: QtBot) -> None:
    face_only = face_map(qtbot, zones=("cheek", "chin"))
    assert face_only.findChildren(QPushButton) == []
    body = face_map(qtbot, zones=("cheek", "abdomen", "back"))
    names = [tab.text() for tab in body.findChildren(QPushButton)]
    assert names == ["Face", "Body front", "Body back"]
    QTest.mouseClick(body.findChildren(QPushButton)[2], Qt.MouseButton.LeftButton)
    assert body.view == BACK


def test_a_map_to_look_at_shows_the_view_where_something_is(qtbot: QtBot) -> None:
    made = face_map(qtbot, clickable=False)
    made.show_zones({"abdomen": 2})
    assert made.view == FRONT
    assert made.canvas().focusPolicy() is Qt.FocusPolicy.NoFocus
    click(made.canvas(), "abdomen")
    assert made.chosen == ("abdomen",)


def test_zones_without_a_shape_stay_chosen(qtbot: QtBot) -> None:
    made = face_map(qtbot)
    made.show_zones(["breast"])
    click(made.canvas(), "cheek")
    assert set(made.chosen) == {"cheek", "breast"}


def test_the_map_is_not_mirrored_from_right_to_left(qtbot: QtBot) -> None:
    made = face_map(qtbot)
    made.show_zones({"cheek": 3, "forehead": 1})
    plain = made.canvas().grab().toImage()
    made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert made.canvas().grab().toImage() == plain


@pytest.mark.parametrize("look", [Look.LIGHT, Look.DARK])
def test_shades_are_the_tokens(qtbot: QtBot, worn: Skin, look: Look) -> None:
    worn.wear(Theme(look, 1.0))
    colours = DARK if look is Look.DARK else LIGHT
    made = face_map(qtbot, clickable=False)
    made.show_zones({"forehead": 1, "cheek": 2, "chin": 3})
    seen = _colours(made.canvas().grab().toImage())
    assert {colours.map1.lower(), colours.map2.lower(), colours.map3.lower()} <= seen


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_numbers_can_be_read_on_every_shade(colours: object) -> None:
    inks = tuple(QColor(getattr(colours, name)) for name in INKS)
    for name in ("map1", "map2", "map3"):
        fill = QColor(getattr(colours, name))
        assert contrast(fill, readable_on(fill, inks)) >= 4.5


def test_a_path_for_painting_has_the_box_of_the_outline() -> None:
    for zone_map in builders.content().maps.values():
        for shape in zone_map.shapes:
            box = painter_path(shape.path).boundingRect()
            assert (box.left(), box.top(), box.right(), box.bottom()) == pytest.approx(
                bounds(shape.path), abs=0.01
            )


def test_the_focus_can_be_seen(qtbot: QtBot) -> None:
    made = face_map(qtbot)
    canvas = made.canvas()
    canvas.clearFocus()
    before = canvas.grab().toImage()
    made.activateWindow()
    canvas.setFocus()
    qtbot.waitUntil(canvas.hasFocus)
    assert _different(before, canvas.grab().toImage()) > 200


def test_nothing_is_clipped(qtbot: QtBot, worn: Skin) -> None:
    worn.wear(Theme(Look.LIGHT, 1.5))
    made = face_map(qtbot)
    made.resize(made.sizeHint())
    assert clipped(made) == []


def _colours(image: QImage) -> set[str]:
    return {
        image.pixelColor(x, y).name()
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
    }


def _different(one: QImage, other: QImage) -> int:
    return sum(
        one.pixel(x, y) != other.pixel(x, y)
        for x in range(one.width())
        for y in range(one.height())
    )
