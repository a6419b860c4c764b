from __future__ import annotations

import re
from dataclasses import asdict
from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QFontInfo, QPixmap
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from mneedle_gui.services.settings import Look
from mneedle_gui.ui.theme import Skin, Theme
from mneedle_gui.ui.theme.icons import write_images
from mneedle_gui.ui.theme.stylesheet import stylesheet
from mneedle_gui.ui.theme.tokens import DARK, LIGHT, Colours, Sizes
from mneedle_gui.ui.widgets.icon import Icon
from mneedle_gui.ui.widgets.text import ElidedLabel, label

THEMES = {"light": LIGHT, "dark": DARK}
TEXT_PAIRS = [
    *[(ink, ground) for ink in ("text", "text2") for ground in ("canvas", "surface", "surface2")],
    ("text", "tint"),
    ("text2", "tint"),
    ("primary", "surface"),
    ("primary", "surface2"),
    ("primary", "canvas"),
    ("primary", "tint"),
    ("on_primary", "primary"),
    ("on_primary", "primary_hover"),
    *[(f"{tone}_text", f"{tone}_bg") for tone in ("stop", "warn", "ok", "info")],
    *[(f"{tone}_text", "surface") for tone in ("stop", "warn", "ok", "info")],
    *[("text", f"{tone}_bg") for tone in ("stop", "warn", "ok", "info")],
]
SHAPE_PAIRS = [
    *[(edge, ground) for edge in ("control", "focus") for ground in ("canvas", "surface")],
    ("primary", "surface"),
    ("focus", "tint"),
    *[(f"{tone}_line", "surface") for tone in ("stop", "warn", "ok", "info")],
    ("skin_line", "skin"),
    ("map3", "skin"),
]


def contrast(one: str, other: str) -> float:
    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_text_is_readable_on_its_ground(theme: str, ink: str, ground: str) -> None:
    colours = THEMES[theme]
    assert contrast(colours.of(ink), colours.of(ground)) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("edge", "ground"), SHAPE_PAIRS)
def test_edges_and_icons_stand_out(theme: str, edge: str, ground: str) -> None:
    colours = THEMES[theme]
    assert contrast(colours.of(edge), colours.of(ground)) >= 3


@pytest.mark.parametrize("colours", THEMES.values())
def test_style_sheet_has_no_open_place_and_only_token_colours(
    colours: Colours, tmp_path: Path
) -> None:
    sheet = stylesheet(colours, Sizes(1.25), write_images(tmp_path, colours))
    assert "$" not in sheet
    assert not re.search(r"\d+s\b", re.sub(r'url\("[^"]*"\)', "", sheet))
    assert set(re.findall(r"#[0-9A-Fa-f]{6}", sheet)) <= set(asdict(colours).values())


def test_right_to_left_flips_one_sided_borders(tmp_path: Path) -> None:
    images = write_images(tmp_path, LIGHT)
    left = stylesheet(LIGHT, Sizes(), images)
    right = stylesheet(LIGHT, Sizes(larger=1), images, right_to_left=True)
    assert "QFrame.side-list { background: #FFFFFF; border: none; border-right:" in left
    assert "QFrame.side-list { background: #FFFFFF; border: none; border-left:" in right


def test_every_size_grows_with_the_factor() -> None:
    plain, double = Sizes(1.0), Sizes(2.0)
    for name in ("title", "body", "status", "answer_height", "input_height", "content_width"):
        assert getattr(double, name) == 2 * getattr(plain, name)
    assert plain.list_width == 264
    assert double.list_width == 330


def test_focus_changes_no_height(tmp_path: Path) -> None:
    sheet = stylesheet(LIGHT, Sizes(1.3), write_images(tmp_path, LIGHT))
    heights = re.findall(
        r"QLineEdit[^{]*\{[^}]*?border: (\d)px[^}]*?min-height: (\d+)px", sheet, re.DOTALL
    )
    assert len({2 * int(border) + int(height) for border, height in heights}) == 1
    assert len(heights) == 3


def test_switching_the_look_and_size_reaches_open_widgets(qtbot: QtBot, worn: Skin) -> None:
    words, icon = label("Words", "title"), Icon("circle-check", "ok_text")
    qtbot.addWidget(words)
    qtbot.addWidget(icon)
    words.show()
    worn.wear(Theme(Look.DARK, 1.5))
    assert words.palette().windowText().color().name().upper() == DARK.text
    assert QFontInfo(words.font()).pixelSize() == 36
    assert icon.sizeHint().width() == 30


def test_factor_stays_within_its_bounds(worn: Skin) -> None:
    worn.wear(Theme(Look.LIGHT, 9.0))
    assert worn.theme.factor == 2.0


def test_our_own_font_is_used_in_every_weight(worn: Skin) -> None:
    assert worn.sizes.body == 14
    for weight in (QFont.Weight.Normal, QFont.Weight.DemiBold):
        font = QFont(QApplication.font())
        font.setWeight(weight)
        assert QFontInfo(font).family() == "IBM Plex Sans Arabic"
        assert QFontInfo(font).weight() == weight


def test_icons_take_the_colour_of_their_token(worn: Skin) -> None:
    picture: QPixmap = worn.icons.pixmap("circle", LIGHT.stop_line, 24, 2.0)
    assert picture.devicePixelRatio() == 2.0
    image = picture.toImage()
    inks = {
        image.pixelColor(x, y).name().upper()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }
    assert LIGHT.stop_line in inks


def test_labels_never_read_markup(qtbot: QtBot) -> None:
    shown: QLabel = label("<b>O'Brien & Søn</b>")
    qtbot.addWidget(shown)
    assert "<b>" in shown.text()
    assert shown.textFormat().name == "PlainText"


def test_a_shortened_line_is_read_out_whole(qtbot: QtBot) -> None:
    line = ElidedLabel()
    qtbot.addWidget(line)
    line.show_text("A very long name that cannot fit")
    line.resize(60, 20)
    line.show()
    assert line.text().endswith("…")
    assert line.accessibleName() == "A very long name that cannot fit"
