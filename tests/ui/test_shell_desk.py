from __future__ import annotations

import sys
import threading
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from mneedle_gui.domain.answers import Choice
from mneedle_gui.domain.wording import PartialDate
from mneedle_gui.services.settings import Settings
from mneedle_gui.services.workbench import Workbench
from mneedle_gui.system.files import DiskFull
from mneedle_gui.system.logs import Event, EventLog
from mneedle_gui.ui import desk as desk_module
from mneedle_gui.ui import trouble as trouble_module
from mneedle_gui.ui.ask import box
from mneedle_gui.ui.desk import Desk
from mneedle_gui.ui.session import Session
from mneedle_gui.ui.trouble import CrashPage, explain, sentences
from tests import builders

NOW = datetime.fromisoformat("2026-11-24T10:42")


class Room:
    """A desk whose boxes are answered by the test: ``takes`` are the buttons pressed, in order."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
        self.folder = folder
        self.log = EventLog(folder / "log", lambda: NOW)
        self.session = Session(builders.consultation())
        bench = Workbench(builders.ROOT, builders.content(), builders.words(), Settings())
        self.desk = Desk(self.session, lambda: bench, self.log, lambda: NOW, lambda: "NP-2")
        self.takes: list[int] = []
        self.asked: list[tuple[str, str]] = []
        self.told: list[str] = []
        monkeypatch.setattr(desk_module, "ask", self._answer)
        monkeypatch.setattr(trouble_module, "ask", self._answer)
        monkeypatch.setattr(trouble_module, "tell", lambda *said: self.told.append(said[2]))

    def _answer(self, parent: object, heading: str, text: str, choices: list[str]) -> int:
        del parent
        self.asked.append((heading, text))
        taken = self.takes.pop(0)
        assert taken < len(choices)
        return taken

    def choose(self, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
        for dialog in ("getOpenFileName", "getSaveFileName"):
            monkeypatch.setattr(QFileDialog, dialog, lambda *_: (name, ""))


@pytest.fixture
def room(qapp: object, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Room:
    del qapp
    return Room(monkeypatch, tmp_path)


def test_nothing_is_asked_while_nothing_would_be_lost(room: Room) -> None:
    assert room.desk.may_drop()
    assert room.asked == []


def test_a_lost_consultation_is_named_and_keeping_is_the_first_choice(room: Room) -> None:
    room.session.answer("keloid-personal", Choice("yes"))
    room.takes = [0]
    assert not room.desk.begin()
    assert "Layla Haddad" in room.asked[0][1]
    assert room.session.consultation.answers["keloid-personal"] == Choice("yes")


def test_discarding_begins_anew_with_nothing_of_the_old_one(room: Room) -> None:
    began: list[bool] = []
    room.desk.began.connect(lambda: began.append(True))
    room.session.answer("keloid-personal", Choice("yes"))
    room.takes = [2]
    assert room.desk.begin()
    assert began == [True]
    assert "keloid-personal" not in room.session.consultation.answers
    assert room.session.consultation.circumstances.reference == "NP-2"


def test_enter_and_escape_keep_the_answers(qtbot: QtBot) -> None:
    shown = box(None, "Heading", "Text", ["Keep working", "Export…", "Discard"])
    qtbot.addWidget(shown)
    assert shown.defaultButton().text() == "Keep working"
    assert shown.escapeButton().text() == "Keep working"


def test_export_warns_writes_and_can_be_opened_again(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.session.answer("keloid-personal", Choice("not_sure"))
    room.choose(monkeypatch, str(room.folder / "kept"))
    room.takes = [1]
    assert room.desk.export()
    assert "not encrypted" in room.asked[0][1]
    assert room.desk.exported_at == "10:42"
    assert not room.session.has_unexported_changes
    room.choose(monkeypatch, str(room.folder / "kept.json"))
    assert room.desk.open_file()
    assert room.session.consultation.answers["keloid-personal"] == Choice("not_sure")
    assert room.desk.exported_at == ""


def test_an_answer_that_cannot_be_used_is_named_and_the_file_opens_again(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.session.answer("birth-date", PartialDate(2026))
    room.choose(monkeypatch, str(room.folder / "kept.json"))
    room.takes = [1]
    assert room.desk.export()
    assert "left out: Date of birth." in room.asked[0][1]
    assert room.session.consultation.answers["birth-date"] == PartialDate(2026)
    assert room.desk.open_file()
    assert "birth-date" not in room.session.consultation.answers
    assert room.session.consultation.client_name == "Layla Haddad"


def test_export_without_consent_writes_nothing(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    room.choose(monkeypatch, str(room.folder / "kept.json"))
    room.takes = [0]
    assert not room.desk.export()
    assert not (room.folder / "kept.json").exists()


def test_a_file_that_is_none_of_ours_is_told_in_a_sentence(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    (room.folder / "Layla.json").write_text('{"answers": {"no-such-question": 1}}')
    room.choose(monkeypatch, str(room.folder / "Layla.json"))
    assert not room.desk.open_file()
    assert len(room.told) == 1
    logged = (room.folder / "log").read_text()
    assert "open-failed" in logged
    assert "Layla" not in logged
    room.choose(monkeypatch, str(room.folder / "gone.json"))
    assert not room.desk.open_file()
    assert "not there" in room.told[1]


def test_only_troubles_of_the_world_have_sentences(room: Room) -> None:
    assert sentences(DiskFull()) == (DiskFull.sentence,)
    assert sentences(KeyError("x")) == ()
    with pytest.raises(KeyError):
        explain(None, KeyError("x"), builders.words(), room.log, Event.SAVE_FAILED)


def test_a_crash_is_logged_without_words_and_told_once(room: Room, qtbot: QtBot) -> None:
    exported: list[bool] = []

    def export() -> bool:
        exported.append(True)
        return True

    owner = QObject()
    page = CrashPage(builders.words(), room.log, export, owner)
    before = sys.excepthook
    page.install()
    room.takes = [1]
    try:
        error = ValueError("Layla Haddad")
        sys.excepthook(ValueError, error, None)
        qtbot.waitUntil(lambda: bool(room.asked))
    finally:
        page.remove()
    assert sys.excepthook is before
    assert "ValueError" in room.asked[0][1]
    assert exported == [True]
    assert "Layla" not in (room.folder / "log").read_text()
    assert "Layla" not in str(room.asked)


def test_a_crash_on_the_worker_is_told_in_the_window(room: Room, qtbot: QtBot) -> None:
    owner = QObject()
    page = CrashPage(builders.words(), room.log, bool, owner)
    page.install()
    room.takes = [0]

    def fail() -> None:
        raise RuntimeError

    try:
        worker = threading.Thread(target=fail)
        worker.start()
        worker.join()
        with capture_exceptions():
            qtbot.waitUntil(lambda: bool(room.asked))
    finally:
        page.remove()
    assert "crashed" in (room.folder / "log").read_text()
