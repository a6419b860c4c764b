"""One entry of the safety check: what was found, where, until when, why, and what can be done."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mneedle_gui.domain import explain
from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.reason import Reason
from mneedle_gui.domain.wording import Message, Words, message
from mneedle_gui.ui.announce import announce
from mneedle_gui.ui.theme.dress import dress
from mneedle_gui.ui.theme.tokens import SPACE_2
from mneedle_gui.ui.widgets.buttons import LinkButton
from mneedle_gui.ui.widgets.clearance_form import ClearanceForm
from mneedle_gui.ui.widgets.clearance_note import ClearanceNote
from mneedle_gui.ui.widgets.detail_box import DetailBox
from mneedle_gui.ui.widgets.icon import Icon
from mneedle_gui.ui.widgets.link_list import LINK_INDENT, Link, LinkList
from mneedle_gui.ui.widgets.noticed import Noticed, details
from mneedle_gui.ui.widgets.text import label
from mneedle_gui.ui.widgets.why_tree import WhyTree


class FindingRow(QWidget):
    """Made once for an entry and shown anew on every change, so that what was opened stays open."""

    question_wanted = Signal(str)
    leave_out_wanted = Signal(tuple)
    clearance_given = Signal(str, object)

    def __init__(self, words: Words) -> None:
        super().__init__()
        dress(self, "clear")
        self._words = words
        self._entry: Noticed | None = None
        self._consultation: Consultation | None = None
        self._form: ClearanceForm | None = None
        self._icon = Icon("info", "info_text")
        self._title = label("", "body")
        self._facts = label("", "status")
        self._links = LinkList(words)
        self._links.wanted.connect(self.question_wanted)
        self._why = self._act(message("Why?"), self._open_why)
        self._record = self._act(message("Record a letter…"), self._open_form)
        self._leave = self._act(message("Leave these zones out"), self._leave_out)
        self._details = DetailBox()
        self._tree = WhyTree(words)
        self._note = ClearanceNote(words)
        self._note.taken_off.connect(self._take_off)
        self._lay_out()

    def show_entry(self, entry: Noticed, consultation: Consultation) -> None:
        """Show the entry as it is now."""
        self._entry, self._consultation = entry, consultation
        say = self._words.say
        title = say(entry.title)
        self._icon.show_icon(entry.sign.icon, f"{entry.sign.tone}_text")
        self._title.setText(title)
        self.setAccessibleName(f"{say(entry.sign.word)}: {title}")
        facts = " · ".join(say(fact) for fact in entry.facts)
        self._facts.setText(facts)
        self._facts.setVisible(bool(facts))
        self._links.show_links(self._question_links(entry, consultation))
        for button in (self._why, self._record, self._leave):
            button.setAccessibleName(f"{button.text()} {title}")
        self._leave.setVisible(bool(entry.leave_out))
        self._record.setVisible(entry.clearing is not None and entry.on_file is None)
        self._note.show_note(entry)
        if self._form is not None and (entry.clearing is None or entry.on_file is not None):
            self._close_form()
        if not self._details.isHidden():
            self._show_details()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_2 - LINK_INDENT)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self._column = QVBoxLayout()
        self._column.setSpacing(1)
        row.addLayout(self._column, 1)
        head = QHBoxLayout()
        head.setSpacing(SPACE_2)
        head.addWidget(self._title, 1, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._why, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(head)
        for text in (self._title, self._facts):
            text.setContentsMargins(LINK_INDENT, 0, 0, 0)
        for part in (self._facts, self._details, self._tree, self._links, self._note):
            self._column.addWidget(part)
        for button in (self._record, self._leave):
            self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _act(self, text: Message, slot: Callable[[], None]) -> LinkButton:
        button = LinkButton(self._words.say(text))
        button.clicked.connect(slot)
        return button

    def _question_links(self, entry: Noticed, consultation: Consultation) -> list[Link]:
        questionnaire, say = consultation.circumstances.questionnaire, self._words.say
        links = []
        for question in entry.questions:
            if question not in questionnaire:
                continue
            number = self._words.number(questionnaire.number(question))
            asked = questionnaire.question(question).label
            text = say(message("Question {number} · Change", number=number))
            name = message("Question {number} · Change: {asked}", number=number, asked=asked)
            links.append(Link(question, text, say(name)))
        return links

    def _open_why(self) -> None:
        if self._details.isHidden():
            self._show_details()
            self._details.show()
            self._tree.show()
            announce(self, self._details.text)
        else:
            self._details.hide()
            self._tree.hide()

    def _show_details(self) -> None:
        if self._entry is None or self._consultation is None:
            return
        say, entry, held = self._words.say, self._entry, self._consultation
        self._tree.follow(lambda: _trees(entry, held), lambda one: one.row == entry.key)
        parts = details(entry)
        self._details.show_paragraphs(
            [(say(heading), [say(text) for text in texts]) for heading, texts in parts]
        )

    def _open_form(self) -> None:
        if self._entry is None or self._entry.clearing is None or self._consultation is None:
            return
        if self._form is None:
            held = self._consultation.circumstances
            rule = self._entry.clearing.rule
            self._form = ClearanceForm(rule, self._words, held.on, held.practitioner)
            self._form.recorded.connect(lambda held: self.clearance_given.emit(held.rule, held))
            self._form.closed.connect(self._close_form)
            self._column.insertWidget(self._column.indexOf(self._record) + 1, self._form)
        self._form.start()

    def _close_form(self) -> None:
        if self._form is not None:
            self._column.removeWidget(self._form)
            self._form.hide()
            self._form.deleteLater()
            self._form = None
            self._record.setFocus()

    def _take_off(self) -> None:
        if self._entry is not None and self._entry.on_file is not None:
            self.clearance_given.emit(self._entry.on_file.rule, None)

    def _leave_out(self) -> None:
        if self._entry is not None and self._entry.leave_out:
            self.leave_out_wanted.emit(self._entry.leave_out)


def _trees(entry: Noticed, consultation: Consultation) -> tuple[Reason, ...]:
    """What is behind the finding; behind several undecided ones, a tree for each."""
    trees = tuple(explain.finding(consultation, found) for found in entry.findings)
    return trees if len(trees) > 1 else trees[0].children
