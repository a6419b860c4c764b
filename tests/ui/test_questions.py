from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from mneedle_gui.domain.answers import Answer, Choice, Choices, DoNotKnow, Number, Text
from mneedle_gui.domain.questionnaire import Kind, Need, Option, Question
from mneedle_gui.domain.wording import PartialDate, message
from mneedle_gui.ui.questions.choices import ChoicesEditor
from mneedle_gui.ui.questions.date import DateEditor
from mneedle_gui.ui.questions.editor import Editor
from mneedle_gui.ui.questions.table import EDITORS, editor_for
from mneedle_gui.ui.questions.text import LongField, LongTextEditor, read_number
from mneedle_gui.ui.questions.zones import ZonesEditor
from tests import builders
from tests.ui.stage import focus, materials, settle, type_into

YES_NO = tuple(
    Option(code, message(text))
    for code, text in (("yes", "Yes"), ("no", "No"), ("not_sure", "Not sure"))
)
LIST = tuple(
    Option(code, message(text))
    for code, text in (
        ("a", "Blood thinner"),
        ("b", "Steroid tablets"),
        ("none", "None of these"),
        ("not_sure", "Not sure"),
    )
)


def question(kind: Kind, **changes: object) -> Question:
    options = YES_NO if kind in {Kind.YES_NO, Kind.CHOICE} else LIST
    values: dict[str, object] = {
        "id": "q",
        "section": "s",
        "text": message("How is it?"),
        "kind": kind,
        "need": Need.SAFETY,
        "card": "q",
        "options": options if kind in {Kind.YES_NO, Kind.CHOICE, Kind.CHOICES} else (),
        **changes,
    }
    return Question(**values)  # type: ignore[arg-type]


class Given:
    """An editor on the screen, and the answers that came out of it."""

    def __init__(self, qtbot: QtBot, asked: Question) -> None:
        self.editor: Editor = editor_for(asked, materials())
        self.answers: list[Answer | None] = []
        self.steps: list[int] = []
        self.editor.answered.connect(self.answers.append)
        self.editor.left.connect(self.steps.append)
        qtbot.addWidget(self.editor)
        self.editor.resize(640, 400)
        self.editor.show()
        self.editor.activateWindow()
        qtbot.waitExposed(self.editor)
        self.editor.take_focus()
        settle()

    def named(self, name: str) -> QWidget:
        found = [w for w in self.editor.findChildren(QWidget) if w.accessibleName() == name]
        assert len(found) == 1, f"{len(found)} widgets are called {name!r}"
        return found[0]

    def fields(self) -> list[QLineEdit]:
        return [f for f in self.editor.findChildren(QLineEdit) if f.accessibleName()]

    def checked(self) -> list[str]:
        buttons = self.editor.findChildren(QAbstractButton)
        return [b.accessibleName() for b in buttons if b.isCheckable() and b.isChecked()]


def test_every_kind_has_an_editor() -> None:
    assert {*EDITORS, Kind.ZONES} == set(Kind)


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.ZONES])
def test_nothing_is_selected_and_nothing_is_said_at_first(qtbot: QtBot, kind: Kind) -> None:
    given = Given(qtbot, question(kind))
    given.editor.show_answer(None)
    assert given.checked() == []
    assert given.answers == []
    assert given.editor.problem() is None


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        (Kind.YES_NO, Choice("no")),
        (Kind.CHOICES, Choices(("a", "b"))),
        (Kind.DATE, PartialDate(2026, 3)),
        (Kind.DATE, DoNotKnow()),
        (Kind.INTEGER, Number(Decimal(7))),
        (Kind.DECIMAL, Number(Decimal("1.50"))),
        (Kind.TEXT, Text("<b>O'Brien & Søn</b>")),
        (Kind.LONG_TEXT, Text("two\nlines")),
    ],
)
def test_showing_an_answer_is_silent_and_blank_takes_it_away(
    qtbot: QtBot, kind: Kind, answer: Answer
) -> None:
    given = Given(qtbot, question(kind))
    given.editor.show_answer(answer)
    given.editor.show_answer(answer)
    assert given.answers == []
    given.editor.show_answer(None)
    assert given.answers == []
    assert given.checked() == []
    assert all(not field.text() for field in given.fields())


@pytest.mark.parametrize(
    ("key", "code"), [("y", "yes"), ("n", "no"), ("u", "not_sure"), ("1", "yes"), ("3", "not_sure")]
)
def test_letters_and_numbers_answer_while_the_group_has_the_focus(
    qtbot: QtBot, key: str, code: str
) -> None:
    given = Given(qtbot, question(Kind.YES_NO))
    QTest.keyClicks(focus(), key)
    assert given.answers == [Choice(code)]


def test_arabic_digits_answer_too(qtbot: QtBot) -> None:
    given = Given(qtbot, question(Kind.YES_NO))
    type_into(focus(), "٢")
    assert given.answers == [Choice("no")]


def test_arrows_move_without_answering_and_space_answers(qtbot: QtBot) -> None:
    given = Given(qtbot, question(Kind.YES_NO))
    QTest.keyClick(focus(), Qt.Key.Key_Right)
    assert given.answers == []
    assert focus().accessibleName() == "How is it?: No"
    QTest.keyClick(focus(), Qt.Key.Key_Space)
    assert given.answers == [Choice("no")]


def test_delete_takes_an_answer_back(qtbot: QtBot) -> None:
    given = Given(qtbot, question(Kind.YES_NO))
    QTest.keyClicks(focus(), "y")
    QTest.keyClick(focus(), Qt.Key.Key_Delete)
    assert given.answers == [Choice("yes"), None]
    assert given.checked() == []


@pytest.mark.parametrize("kind", [Kind.YES_NO, Kind.CHOICES, Kind.DATE, Kind.TEXT, Kind.INTEGER])
def test_enter_goes_on_to_the_next_question(qtbot: QtBot, kind: Kind) -> None:
    given = Given(qtbot, question(kind))
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    assert given.steps == [1]


@pytest.mark.parametrize("kind", [Kind.YES_NO, Kind.DATE, Kind.TEXT])
def test_down_and_up_go_to_other_questions(qtbot: QtBot, kind: Kind) -> None:
    given = Given(qtbot, question(kind))
    QTest.keyClick(focus(), Qt.Key.Key_Down)
    QTest.keyClick(focus(), Qt.Key.Key_Up)
    assert given.steps == [1, -1]


def test_modified_keys_do_not_answer(qtbot: QtBot) -> None:
    given = Given(qtbot, question(Kind.YES_NO))
    QTest.keyClick(focus(), Qt.Key.Key_Y, Qt.KeyboardModifier.AltModifier)
    assert given.answers == []


def test_none_of_these_clears_the_others_and_the_others_clear_it(qtbot: QtBot) -> None:
    given = Given(qtbot, question(Kind.CHOICES))
    QTest.keyClicks(focus(), "12")
    QTest.keyClicks(focus(), "n")
    QTest.keyClicks(focus(), "u")
    QTest.keyClicks(focus(), "2")
    assert given.answers == [
        Choices(("a",)),
        Choices(("a", "b")),
        Choices(("none",)),
        Choices(("not_sure",)),
        Choices(("b",)),
    ]


def test_an_emptied_list_is_blank_again(qtbot: QtBot) -> None:
    given = Given(qtbot, question(Kind.CHOICES))
    QTest.keyClicks(focus(), "11")
    assert given.answers == [Choices(("a",)), None]


def test_a_list_leaves_at_its_ends(qtbot: QtBot) -> None:
    given = Given(qtbot, question(Kind.CHOICES))
    for _ in range(4):
        QTest.keyClick(focus(), Qt.Key.Key_Down)
    assert given.steps == [1]


def test_a_date_typed_in_boxes_becomes_the_answer_and_is_said_in_words(qtbot: QtBot) -> None:
    given = Given(qtbot, question(Kind.DATE))
    QTest.keyClicks(given.named("How is it?: Month"), "march")
    QTest.keyClicks(given.named("How is it?: Year"), "2026")
    assert given.answers[-1] == PartialDate(2026, 3)
    assert "March 2026" in [said.text() for said in given.editor.findChildren(QLabel)]


def test_a_whole_date_in_one_box_is_put_in_order_on_leaving_it(qtbot: QtBot) -> None:
    given = Given(qtbot, question(Kind.DATE))
    type_into(focus(), "٢٧ ٣ ٢٠٢٦")
    assert given.answers[-1] == PartialDate(2026, 3, 27)
    QTest.keyClick(focus(), Qt.Key.Key_Tab)
    assert [field.text() for field in given.fields()] == ["27", "3", "2026"]


def test_wrong_dates_are_kept_and_say_what_to_do(qtbot: QtBot) -> None:
    given = Given(qtbot, question(Kind.DATE))
    for name, typed in (("Day (optional)", "31"), ("Month", "2"), ("Year", "2026")):
        QTest.keyClicks(given.named(f"How is it?: {name}"), typed)
    given.editor.show_answer(None)
    assert given.answers[-1] is None
    assert [field.text() for field in given.fields()] == ["31", "2", "2026"]
    assert given.editor.problem() is not None
    given.editor.show_wrong(True, "Enter a day from 1 to 28")
    assert [bool(field.property("wrong")) for field in given.fields()] == [True, False, False]
    assert given.fields()[0].accessibleDescription() == "Enter a day from 1 to 28"
    given.editor.forget()
    assert [field.text() for field in given.fields()] == ["", "", ""]


def test_do_not_know_empties_the_boxes_and_typing_takes_it_back(qtbot: QtBot) -> None:
    given = Given(qtbot, question(Kind.DATE))
    QTest.keyClicks(given.named("How is it?: Year"), "2026")
    unknown = given.named("How is it?: Do not know")
    assert isinstance(unknown, QCheckBox)
    QTest.keyClick(unknown, Qt.Key.Key_Space)
    assert [a for a in given.answers if a] == [PartialDate(2026), DoNotKnow()]
    assert [field.text() for field in given.fields()] == ["", "", ""]
    QTest.keyClicks(given.named("How is it?: Year"), "2025")
    assert given.answers[5:] == [None, None, None, PartialDate(2025)]


def test_only_history_says_that_the_day_is_optional(qtbot: QtBot) -> None:
    full = Given(qtbot, question(Kind.DATE, full_date=True))
    assert isinstance(full.editor, DateEditor)
    full.named("How is it?: Day")
    Given(qtbot, question(Kind.DATE)).named("How is it?: Day (optional)")


@pytest.mark.parametrize(
    ("typed", "number"),
    [("12", "12"), ("١٢", "12"), ("1,5", "1.5"), (" 1 000 ", "1000"), ("-3", "-3"), ("٠٫٥", "0.5")],
)
def test_numbers_are_read_as_people_type_them(typed: str, number: str) -> None:
    assert read_number(typed) == Decimal(number)


@pytest.mark.parametrize("typed", ["", "twelve", "1e5", "NaN", "Infinity", "1.2.3", "--1"])
def test_what_is_no_number_is_none(typed: str) -> None:
    assert read_number(typed) is None


def test_a_wrong_number_is_kept_and_says_what_to_do(qtbot: QtBot) -> None:
    given = Given(qtbot, question(Kind.INTEGER, unit="weeks"))
    QTest.keyClicks(given.named("How is it? (weeks)"), "12x")
    given.editor.show_answer(None)
    assert given.answers == [Number(Decimal(1)), Number(Decimal(12)), None]
    assert given.fields()[0].text() == "12x"
    remedy = given.editor.problem()
    assert remedy is not None
    assert builders.words().say(remedy) == "Enter a whole number"


def test_long_pastes_are_cut_to_the_length_allowed(qtbot: QtBot) -> None:
    given = Given(qtbot, question(Kind.TEXT, max_length=10))
    field = given.fields()[0]
    field.insert("x" * 50)
    assert len(field.text()) == 10


def test_long_text_keeps_plain_words_only_and_within_its_length(qtbot: QtBot) -> None:
    given = Given(qtbot, question(Kind.LONG_TEXT, max_length=120))
    assert isinstance(given.editor, LongTextEditor)
    field = given.named("How is it?")
    assert isinstance(field, LongField)
    pasted = QMimeData()
    pasted.setHtml("<b>bold</b>")
    pasted.setText("bold" * 40)
    field.insertFromMimeData(pasted)
    assert field.toPlainText() == ("bold" * 40)[:120]
    QTest.keyClicks(field, "more")
    assert len(field.toPlainText()) == 120
    assert isinstance(field, QPlainTextEdit)
    assert field.tabChangesFocus()


def test_typing_is_kept_as_typed_and_blanks_are_no_answer(qtbot: QtBot) -> None:
    given = Given(qtbot, question(Kind.TEXT))
    QTest.keyClicks(focus(), " a")
    assert given.answers == [None, Text(" a")]


def test_list_and_map_of_areas_show_the_same(qtbot: QtBot) -> None:
    asked = builders.content().questionnaire.question("acne-scar-rolling-zones")
    given = Given(qtbot, asked)
    assert isinstance(given.editor, ZonesEditor)
    given.editor.show_answer(Choices(("cheek",)))
    assert given.answers == []
    given.editor._map.zones_chosen.emit(("cheek", "chin"))
    assert given.answers == [Choices(("cheek", "chin"))]
    text = builders.words().say(asked.text)
    assert given.checked()[:2] == [f"{text}: Cheeks", f"{text}: Chin"]
    QTest.keyClick(given.named(f"{text}: Forehead"), Qt.Key.Key_Space)
    assert given.editor._map.chosen == ("forehead", "cheek", "chin")


def test_wrong_answers_are_told_to_a_screen_reader(qtbot: QtBot) -> None:
    given = Given(qtbot, question(Kind.CHOICES))
    assert isinstance(given.editor, ChoicesEditor)
    given.editor.show_wrong(True, "Tick one")
    assert given.named("How is it?: Blood thinner").accessibleDescription().startswith("Tick one")
    given.editor.show_wrong(False)
    assert given.named("How is it?: Blood thinner").accessibleDescription() == ""
