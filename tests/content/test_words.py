"""Languages: what is said, how values are put in, and how dates and numbers are written."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from mneedle_gui.content.words import Digits, EnglishWords, GettextWords, languages, words_for
from mneedle_gui.domain.wording import Message, PartialDate, Words, counted, message

ROOT = Path(__file__).resolve().parents[2] / "resources"
_DAY = date(2026, 8, 6)
# In the order of Babel's plural rule: none, one, two, 3 to 10, 100 to 102, 11 to 99.
_DAYS_ARABIC = ("صفر", "يوم", "يومان", "{count} أيام", "{count} يوم", "{count} يومًا")


def _arabic(domain: str) -> bytes:
    catalog = Catalog(locale="ar")
    if domain == "program":
        catalog.add("Hello {who}", "مرحبا {who}")
        catalog.add("Broken {who}", "مكسور {whom}")
        catalog.add(("{count} day", "{count} days"), _DAYS_ARABIC)
    else:
        catalog.add("Are you pregnant?", "هل أنت حامل؟", context="pregnancy")
        catalog.add(("{count} drop", "{count} drops"), _DAYS_ARABIC, context="serum")
    written = BytesIO()
    write_mo(written, catalog)
    return written.getvalue()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "words" / "ar" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    for domain in ("program", "clinical"):
        (folder / f"{domain}.mo").write_bytes(_arabic(domain))
    return tmp_path


@pytest.fixture
def arabic(root: Path) -> EnglishWords:
    return words_for("ar", root)


def test_both_kinds_keep_the_promise_of_words(arabic: EnglishWords) -> None:
    assert isinstance(EnglishWords(), Words)
    assert isinstance(arabic, Words)
    assert (EnglishWords().language, EnglishWords().right_to_left) == ("en", False)
    assert (arabic.language, arabic.right_to_left) == ("ar", True)


def test_english_needs_no_catalogue(tmp_path: Path) -> None:
    words = words_for("en", tmp_path)
    assert words.say(message("Ask {who}", who="the doctor")) == "Ask the doctor"


def test_a_language_without_catalogue_is_said_in_english(tmp_path: Path) -> None:
    assert words_for("ar", tmp_path).language == "en"


def test_languages_are_english_and_those_with_catalogues(root: Path) -> None:
    assert languages(root) == ("en", "ar")


def test_nothing_is_said_as_nothing(arabic: EnglishWords) -> None:
    assert EnglishWords().say(Message("")) == ""
    assert arabic.say(Message("")) == ""


def test_every_kind_of_value_is_said() -> None:
    said = EnglishWords().say(
        message(
            "{a}; {b}; {c}; {d}; {e}; {f}; {g}",
            a="text",
            b=1200,
            c=Decimal("0.50"),
            d=_DAY,
            e=PartialDate(2026, 8),
            f=message("inner {n}", n=2),
            g=(message("a"), message("b"), message("c")),
        )
    )
    assert said == "text; 1,200; 0.50; 6 August 2026; August 2026; inner 2; a, b and c"


def test_doubled_braces_stand_for_themselves_and_values_are_not_filled_again() -> None:
    assert EnglishWords().say(message("{{x}} {a}", a="{a}")) == "{x} {a}"


def test_a_place_without_value_is_our_mistake() -> None:
    with pytest.raises(KeyError):
        EnglishWords().say(message("Hello {who}"))


@pytest.mark.parametrize(("count", "said"), [(0, "0 days"), (1, "1 day"), (2, "2 days")])
def test_english_plural(count: int, said: str) -> None:
    assert EnglishWords().say(counted("{count} day", "{count} days", count)) == said


@pytest.mark.parametrize(("count", "form"), [(0, 0), (1, 1), (2, 2), (5, 3), (100, 4), (11, 5)])
def test_arabic_has_six_plurals(arabic: EnglishWords, count: int, form: int) -> None:
    expected = _DAYS_ARABIC[form].replace("{count}", f"\u2068{count}\u2069")
    assert arabic.say(counted("{count} day", "{count} days", count)) == expected
    with_context = Message("{count} drop", context="serum", plural="{count} drops", count=count)
    assert arabic.say(with_context) == expected


def test_values_are_isolated_in_right_to_left_text(arabic: EnglishWords) -> None:
    assert arabic.say(message("Hello {who}", who="Ann")) == "مرحبا \u2068Ann\u2069"


def test_values_are_not_isolated_in_left_to_right_text() -> None:
    assert EnglishWords().say(message("Hello {who}", who="سارة")) == "Hello سارة"


def test_an_empty_value_leaves_no_empty_isolate(arabic: EnglishWords) -> None:
    assert arabic.say(message("Hello {who}", who="")) == "مرحبا "


def test_parts_of_a_list_are_isolated_too(arabic: EnglishWords) -> None:
    assert arabic.joined(["A", "B"]) == "\u2068A\u2069 و\u2068B\u2069"
    assert arabic.joined([]) == ""


def test_a_sentence_is_found_by_its_context(arabic: EnglishWords) -> None:
    right = Message("Are you pregnant?", context="pregnancy")
    other = Message("Are you pregnant?", context="another")
    assert arabic.say(right) == "هل أنت حامل؟"
    assert arabic.say(other) == "Are you pregnant?"


def test_a_translation_with_a_wrong_place_falls_back_to_english(arabic: EnglishWords) -> None:
    assert arabic.say(message("Broken {who}", who="Ann")) == "Broken \u2068Ann\u2069"


def test_english_dates() -> None:
    words = EnglishWords()
    assert words.day(_DAY) == "6 August 2026"
    assert words.day(PartialDate(2026, 8, 6)) == "6 August 2026"
    assert words.day(PartialDate(2026, 8)) == "August 2026"
    assert words.day(PartialDate(2026)) == "2026"
    assert words.short_day(_DAY) == "6 Aug"
    assert words.weekday(_DAY) == "Thursday"


@pytest.mark.parametrize("month", range(1, 13))
def test_english_dates_are_those_of_babel(month: int) -> None:
    words, day = words_for("en", ROOT), date(2026, month, 6)
    locale = Locale.parse("en_GB")
    assert words.day(day) == format_date(day, "long", locale=locale)
    assert words.short_day(day) == format_skeleton("MMMd", day, locale=locale)
    assert words.day(PartialDate(2026, month)) == format_skeleton("yMMMM", day, locale=locale)


@pytest.mark.parametrize("language", ["ar", "de", "en", "fa", "fr", "he", "hi", "ru", "tr", "ur"])
def test_languages_run_as_babel_says(language: str) -> None:
    runs = Locale.parse(language).character_order
    assert EnglishWords(language).right_to_left == (runs == "right-to-left")


def test_english_numbers_and_money() -> None:
    words = EnglishWords()
    assert words.number(1234567) == "1,234,567"
    assert words.number(Decimal("1.50")) == "1.50"
    assert words.number(Decimal("1E+2")) == "100"
    assert words.number(-4) == "-4"
    assert words.money(Decimal(150), "GBP") == "£150.00"
    assert words.money(Decimal(150), "AED") == "AED\u00a0150.00"


def test_arabic_dates_with_either_digits() -> None:
    assert GettextWords("ar", []).day(_DAY) == "6 أغسطس 2026"
    words = GettextWords("ar", [], Digits.ARABIC)
    assert words.day(_DAY) == "٦ أغسطس ٢٠٢٦"
    assert words.day(PartialDate(2026, 8)) == "أغسطس ٢٠٢٦"
    assert words.number(Decimal("1234.50")) == "١٬٢٣٤٫٥٠"
    assert "٥٠٠" in words.money(Decimal(500), "AED")
