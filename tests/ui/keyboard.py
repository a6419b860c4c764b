"""Going through the program with nothing but a keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from mneedle_gui.domain.questionnaire import Kind, Question
from mneedle_gui.ui.questions.editor import Editor
from tests.ui.stage import focus, settle, type_into

_PLAIN_KEYS = Qt.KeyboardModifier.NoModifier


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = _PLAIN_KEYS) -> None:
    """Press a key where the focus is."""
    QTest.keyClick(focus(), key, modifiers)
    settle()


def tab_to(name: str) -> None:
    """Press Tab until the focus is on what is called ``name``."""
    for _ in range(80):
        here = focus()
        if name in {here.accessibleName(), str(here.property("text") or "")}:
            return
        press(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab never reaches {name!r}")


def editor_in_focus() -> Editor | None:
    """The editor of the question that holds the focus."""
    widget: QWidget | None = QApplication.focusWidget()
    while widget is not None and not isinstance(widget, Editor):
        widget = widget.parentWidget()
    # A zones editor holds a check list: the outermost editor is the question's own.
    while widget is not None and (outer := outer_editor(widget)) is not None:
        widget = outer
    return widget


def outer_editor(editor: QWidget) -> Editor | None:
    """The editor around an editor, if there is one."""
    widget = editor.parentWidget()
    while widget is not None and not isinstance(widget, Editor):
        widget = widget.parentWidget()
    return widget


def answer_by_keys(question: Question, value: object) -> None:
    """Type the answer of one question; the focus is on it."""
    codes = [option.code for option in question.options]
    match question.kind:
        case Kind.YES_NO:
            type_into(focus(), {"yes": "y", "no": "n", "not_sure": "u"}[str(value)])
        case Kind.CHOICE:
            type_into(focus(), str(codes.index(str(value)) + 1))
        case Kind.CHOICES | Kind.ZONES:
            assert isinstance(value, list)
            for code in value:
                type_into(focus(), "n" if code == "none" else str(codes.index(code) + 1))
        case Kind.DATE:
            year, month, day = str(value).split("-")
            for part in (day, month):
                type_into(focus(), part)
                press(Qt.Key.Key_Tab)
            type_into(focus(), year)
        case _:
            type_into(focus(), str(value))
