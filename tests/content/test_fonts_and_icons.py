"""The fonts and icons that are shipped can be used where they are needed."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET  # our own files, read by a test

import pytest

RESOURCES = Path(__file__).parents[2] / "resources"
FONTS = sorted((RESOURCES / "fonts").glob("*.ttf"))
ICONS = sorted((RESOURCES / "icons").glob("*.svg"))
WEIGHTS = {"Regular": 400, "Medium": 500, "SemiBold": 600, "Bold": 700}
SIGNS = "✓→←–—…•≥≤×−±°µ%‘’“”"
LATIN = [*range(0x20, 0x7F), *range(0xA0, 0x100)]
ARABIC = [*range(0x621, 0x63B), *range(0x640, 0x653), *range(0x660, 0x66D), *map(ord, "،؛؟")]
JOINED_ARABIC = [*range(0xFE80, 0xFEFD)]
STATUS_ICONS = ("circle-check", "triangle-alert", "calendar-clock", "stethoscope", "octagon-x")


def test_four_weights_are_shipped_with_their_licence() -> None:
    assert {font.stem for font in FONTS} == {f"IBMPlexSansArabic-{weight}" for weight in WEIGHTS}
    licence = (RESOURCES / "fonts" / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert 'Reserved Font Name "Plex"' in licence


@pytest.mark.parametrize("font", FONTS, ids=lambda font: font.stem)
def test_font_on_paper_has_every_letter_of_both_scripts(font: Path) -> None:
    ttfonts = pytest.importorskip("reportlab.pdfbase.ttfonts")
    glyphs = ttfonts.TTFont(font.stem, str(font)).face.charToGlyph
    needed = [*LATIN, *ARABIC, *JOINED_ARABIC, *map(ord, SIGNS)]
    assert [chr(code) for code in needed if code not in glyphs] == []


@pytest.mark.parametrize("font", FONTS, ids=lambda font: font.stem)
def test_font_on_screen_has_every_letter(font: Path, qapp: object) -> None:
    from PySide6.QtGui import QRawFont

    assert qapp is not None
    raw = QRawFont(str(font), 14)
    assert raw.familyName().startswith("IBM Plex Sans Arabic")
    needed = [*LATIN, *ARABIC, *map(ord, SIGNS)]
    assert [chr(code) for code in needed if not raw.supportsCharacter(code)] == []


def test_the_family_on_screen_has_all_four_weights(qapp: object) -> None:
    # Asked of the family, not of each file: Qt 6.11 calls a lone Medium file's weight "normal".
    from PySide6.QtGui import QFontDatabase

    assert qapp is not None
    for font in FONTS:
        assert QFontDatabase.addApplicationFont(str(font)) >= 0
    family = "IBM Plex Sans Arabic"
    styles = {style: QFontDatabase.weight(family, style) for style in QFontDatabase.styles(family)}
    assert {style: styles.get(style) for style in WEIGHTS} == WEIGHTS


def test_each_outcome_has_its_own_icon() -> None:
    shapes = {(RESOURCES / "icons" / f"{name}.svg").read_text() for name in STATUS_ICONS}
    assert len(shapes) == len(STATUS_ICONS)


@pytest.mark.parametrize("icon", ICONS, ids=lambda icon: icon.stem)
def test_icon_takes_the_colour_it_is_given_and_fits_the_grid(icon: Path) -> None:
    root = ET.fromstring(icon.read_text(encoding="utf-8"))  # noqa: S314 -- our own file
    assert root.get("viewBox") == "0 0 24 24"
    assert root.get("stroke") == "currentColor"
    assert root.get("stroke-width") == "2"


def test_icons_come_with_their_licence() -> None:
    licence = (RESOURCES / "icons" / "LICENSE").read_text(encoding="utf-8")
    assert licence.startswith("ISC License")
    assert "Feather" in licence
