from __future__ import annotations

import io
from decimal import Decimal
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtWidgets import QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from mneedle_gui.domain.clinic import Clinic, Paper
from mneedle_gui.services.settings import Look, Settings
from mneedle_gui.ui.pages.first_start import FirstStartPage
from mneedle_gui.ui.pages.settings import SettingsPage
from mneedle_gui.ui.questions.tiles import TickTile
from mneedle_gui.ui.theme import Skin, Theme
from mneedle_gui.ui.widgets.logo_picture import LogoNotUsable, as_png
from mneedle_gui.ui.widgets.switch_list import SWITCHES
from tests import builders
from tests.ui.clipping import clipped
from tests.ui.stage import settle

FULL = Settings(
    clinic=Clinic(
        name="Clear Skin",
        phone="+971 4 555 0100",
        address="Sample Street 1",
        hours="Monday to Friday",
        emergency_number="998",
        complaints="Write to us",
        price_per_session=Decimal(900),
        currency="AED",
        price_note="VAT included",
    ),
    practitioner="Dr Sara Amin",
    practitioner_level="aesthetician",
    paper=Paper.LETTER,
    device="skinpen",
    look=Look.DARK,
    text_factor=1.25,
    switches=frozenset({"hair", "kept_from_elsewhere"}),
    set_up=True,
)


def page(qtbot: QtBot, settings: Settings = FULL) -> SettingsPage:
    made = SettingsPage(builders.words(), builders.content(), settings)
    qtbot.addWidget(made)
    made.resize(800, 700)
    made.show()
    qtbot.waitExposed(made)
    return made


def picture(kind: str, size: tuple[int, int] = (1600, 400)) -> bytes:
    written = io.BytesIO()
    image = Image.new("RGB", size, "teal")
    exif = image.getexif()
    exif[0x010E] = "secret words"
    image.save(written, format=kind, exif=exif)
    return written.getvalue()


def save(made: SettingsPage | FirstStartPage, text: str = "Save settings") -> None:
    next(b for b in made.findChildren(QPushButton) if b.text() == text).click()


def test_saving_without_a_change_gives_the_same_settings(qtbot: QtBot) -> None:
    made = page(qtbot)
    with qtbot.waitSignal(made.settings_saved) as told:
        save(made)
    assert told.args == [FULL]


def test_what_was_typed_is_saved(qtbot: QtBot) -> None:
    made = page(qtbot, Settings())
    made._fields["name"].box.setText("  Clear Skin ")
    made._price.box.setText("٩٠٠,50")
    made._currency.box.setText("aed")
    made._paper.chosen.emit("letter")
    made._paper.show_choice("letter")
    with qtbot.waitSignal(made.settings_saved) as told:
        save(made)
    saved = told.args[0]
    assert isinstance(saved, Settings)
    assert saved.clinic.name == "Clear Skin"
    assert saved.clinic.price_per_session == Decimal("900.50")
    assert saved.clinic.currency == "AED"
    assert saved.paper is Paper.LETTER
    assert saved.set_up


@pytest.mark.parametrize(
    ("price", "currency", "remedy"),
    [
        ("much", "AED", "Enter the price as a number, or leave it empty"),
        ("-5", "AED", "Enter the price as a number, or leave it empty"),
        ("900", "", "Enter the 3 letters of the currency"),
        ("900", "د.إ", "Enter the 3 letters of the currency"),
    ],
)
def test_a_price_that_cannot_be_used_says_what_to_do(
    qtbot: QtBot, price: str, currency: str, remedy: str
) -> None:
    made = page(qtbot)
    made._price.box.setText(price)
    made._currency.box.setText(currency)
    with qtbot.assertNotEmitted(made.settings_saved):
        save(made)
    assert remedy in (made._price._error.text(), made._currency._error.text())
    assert made._price.box.text() == price, "what was typed is kept"


def test_a_logo_becomes_a_small_plain_png(qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "logo.jpg"
    file.write_bytes(picture("JPEG"))
    made = page(qtbot)
    made._logo.take_file(file)
    with qtbot.waitSignal(made.settings_saved) as told:
        save(made)
    logo = told.args[0].clinic.logo
    with Image.open(io.BytesIO(logo)) as kept:
        assert (kept.format, kept.size) == ("PNG", (1200, 300))
        assert dict(kept.getexif()) == {}
    assert b"secret" not in logo


@pytest.mark.parametrize(
    "content", [b"", b"GIF89a", b"<svg/>", picture("BMP"), picture("PNG")[:80]]
)
def test_other_pictures_are_not_taken(content: bytes) -> None:
    with pytest.raises(LogoNotUsable):
        as_png(content)


def test_a_picture_that_cannot_be_used_is_told_and_the_old_one_stays(
    qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "logo.png"
    file.write_bytes(b"no picture")
    made = page(qtbot)
    made._logo.show_logo(as_png(picture("PNG")))
    before = made._logo.png
    made._logo.take_file(file)
    assert made._logo.png == before
    assert "Choose a JPEG or PNG file" in made._logo._error.text()


def test_a_look_chosen_in_the_top_bar_is_not_undone_by_saving(qtbot: QtBot, worn: Skin) -> None:
    made = page(qtbot)
    worn.wear(Theme(Look.LIGHT, 1.5))
    with qtbot.waitSignal(made.settings_saved) as told:
        save(made)
    assert (told.args[0].look, told.args[0].text_factor) == (Look.LIGHT, 1.5)


def test_saving_is_told(qtbot: QtBot) -> None:
    made = page(qtbot)
    made.show_saved()
    assert made._notice.accessibleName() == "Saved on this computer."
    made.show_saved("The disk is full.")
    assert "The disk is full." in made._notice.accessibleName()


def test_a_level_is_chosen_and_says_that_it_is_policy(qtbot: QtBot) -> None:
    made = page(qtbot, Settings(practitioner="Mia"))
    assert made._level.current == ""
    box = next(b for b in made.findChildren(QComboBox) if "depth limits" in b.accessibleName())
    said = [box.itemText(row) for row in range(box.count())]
    assert said[:2] == [
        "No own limit",
        "Level 4 award: 0.5 mm on face and neck, 1.0 mm on the body",
    ]
    box.setCurrentIndex(1)
    assert box.accessibleDescription().startswith("Clinic policy, not evidence")
    with qtbot.waitSignal(made.settings_saved) as told:
        save(made)
    assert told.args[0].practitioner_level == "award_level_4"


def test_a_level_that_is_gone_shows_the_strictest(qtbot: QtBot) -> None:
    made = page(qtbot, Settings(practitioner_level="retired_level"))
    assert made._level.current == "award_level_4"


def test_further_questions_are_ticked_on_and_off(qtbot: QtBot) -> None:
    made = page(qtbot)
    tiles = {tile.accessibleName(): tile for tile in made.findChildren(TickTile)}
    hair, virus = "scalp disease", "hepatitis B"
    for name, tile in tiles.items():
        if hair in name or virus in name:
            tile.click()
    with qtbot.waitSignal(made.settings_saved) as told:
        save(made)
    assert told.args[0].switches == {"bloodborne_virus", "kept_from_elsewhere"}


def test_every_setting_of_the_content_has_a_name() -> None:
    assert set(builders.content().switches) == set(SWITCHES)


def test_the_first_start_saves_three_things(qtbot: QtBot) -> None:
    made = FirstStartPage(builders.words(), Settings())
    qtbot.addWidget(made)
    made._clinic.box.setText("Clear Skin")
    made._practitioner.box.setText("Dr Sara Amin")
    made._paper.show_choice("letter")
    with qtbot.waitSignal(made.settings_saved) as told:
        save(made, "Save and begin")
    saved = told.args[0]
    assert (saved.clinic.name, saved.practitioner, saved.paper, saved.set_up) == (
        "Clear Skin",
        "Dr Sara Amin",
        Paper.LETTER,
        True,
    )


def test_the_first_start_can_be_skipped(qtbot: QtBot) -> None:
    made = FirstStartPage(builders.words(), Settings())
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.skipped):
        save(made, "Skip and try a sample")


@pytest.mark.parametrize("factor", [1.0, 1.5, 2.0])
def test_nothing_is_clipped(qtbot: QtBot, worn: Skin, factor: float) -> None:
    worn.wear(Theme(Look.DARK, factor))
    made = page(qtbot)
    made._logo.show_logo(as_png(picture("PNG")))
    save(made)
    made.show_saved()
    first = FirstStartPage(builders.words(), Settings())
    qtbot.addWidget(first)
    first.resize(1024, 640)
    first.show()
    settle()
    assert clipped(made) == []
    assert clipped(first) == []
