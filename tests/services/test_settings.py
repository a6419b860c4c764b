"""Settings: kept, and never in the way when their file is damaged."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from mneedle_gui.domain.clinic import Clinic, Paper
from mneedle_gui.services.settings import FILE_NAME, Look, Settings, load_settings, save_settings


def test_settings_are_read_as_they_were_saved(tmp_path: Path) -> None:
    settings = Settings(
        clinic=Clinic(
            name="Clear Skin Clinic",
            phone="+971 4 555 0100",
            emergency_number="998",
            logo=b"\x89PNG",
            price_per_session=Decimal("750.50"),
            currency="AED",
        ),
        practitioner="Dr Sara Amin",
        practitioner_level="aesthetician",
        paper=Paper.LETTER,
        device="skinpen",
        look=Look.DARK,
        text_factor=1.5,
        switches=frozenset({"bloodborne_virus"}),
        set_up=True,
    )
    save_settings(tmp_path / "new folder", settings)
    assert load_settings(tmp_path / "new folder") == (settings, True)


def test_no_file_means_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path) == (Settings(), True)


@pytest.mark.parametrize("damage", ["", "{", "[]", "null", "\x00", '{"paper": "b5"}'])
def test_a_damaged_file_gives_defaults_says_so_and_is_left_alone(
    tmp_path: Path, damage: str
) -> None:
    (tmp_path / FILE_NAME).write_text(damage, encoding="utf-8")
    assert load_settings(tmp_path) == (Settings(), False)
    assert (tmp_path / FILE_NAME).read_text(encoding="utf-8") == damage


@pytest.mark.parametrize(
    "damage",
    ['{"clinic": {"name": "Keep", "logo": "%"}}', '{"clinic": {"name": "Keep"}, "look": 3}'],
)
def test_what_is_sound_in_a_damaged_file_is_used(tmp_path: Path, damage: str) -> None:
    (tmp_path / FILE_NAME).write_text(damage, encoding="utf-8")
    settings, whole = load_settings(tmp_path)
    assert settings.clinic.name == "Keep"
    assert not whole


@pytest.mark.parametrize("price", ['"NaN"', '"-5"', '"much"', '"1e999999999"'])
def test_a_price_that_is_none_is_left_out(tmp_path: Path, price: str) -> None:
    text = f'{{"clinic": {{"price_per_session": {price}}}}}'
    (tmp_path / FILE_NAME).write_text(text, encoding="utf-8")
    settings, _ = load_settings(tmp_path)
    assert (
        settings.clinic.price_per_session is None or settings.clinic.price_per_session.is_finite()
    )
