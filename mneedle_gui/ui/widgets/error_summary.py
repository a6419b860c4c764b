"""The list of what is to be put right before a page can be left."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from mneedle_gui.domain.wording import Words, message
from mneedle_gui.ui.announce import announce
from mneedle_gui.ui.questions.remedies import Issue
from mneedle_gui.ui.theme.dress import dress
from mneedle_gui.ui.theme.tokens import SPACE_1, SPACE_2, SPACE_3
from mneedle_gui.ui.widgets.buttons import Button
from mneedle_gui.ui.widgets.filled import grow_with_words, least_size_of, size_of
from mneedle_gui.ui.widgets.icon import Icon
from mneedle_gui.ui.widgets.text import label


class WrappingLink(QPushButton):
    """A link whose words wrap.

    Args:
        role: a role of the style sheet for push buttons.
    """

    def __init__(self, role: str) -> None:
        super().__init__()
        dress(self, role)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        grow_with_words(self)
        self._words = label("", "link-words")
        self._words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        box = QVBoxLayout(self)
        box.setContentsMargins(3, 2, 3, 2)
        box.addWidget(self._words)

    def show_text(self, text: str) -> None:
        """Show these words."""
        self._words.setText(text)
        self.setAccessibleName(text)

    def sizeHint(self) -> QSize:
        """As the words need."""
        return size_of(self)

    def minimumSizeHint(self) -> QSize:
        """As the words need at their narrowest."""
        return least_size_of(self)


class ErrorSummary(QFrame):
    """Says that there is a problem, with a link to each question; hidden while there is none.

    ``question_wanted`` brings the id of a question; ``leave_blank_wanted``: the blanks may stay.
    """

    question_wanted = Signal(str)
    leave_blank_wanted = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__()
        dress(self, "error-summary")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._issues: tuple[Issue, ...] = ()
        self._links: list[WrappingLink] = []
        self._heading = words.say(message("There is a problem"))
        self.setAccessibleName(self._heading)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(18, 14, 18, 14)
        self._column.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(SPACE_3)
        head.addWidget(Icon("circle-alert", "stop_text"))
        head.addWidget(label(self._heading, "heading"), 1)
        self._column.addLayout(head)
        self._column.addSpacing(SPACE_2)
        self._leave = Button(words.say(message("Leave blank and continue")), "small")
        self._leave.clicked.connect(self.leave_blank_wanted)
        self._column.addSpacing(SPACE_1)
        self._column.addWidget(self._leave, 0, Qt.AlignmentFlag.AlignLeading)
        self.hide()

    def show_issues(self, issues: tuple[Issue, ...]) -> None:
        """List these; with none the summary goes away."""
        self._issues = issues
        while len(self._links) < len(issues):
            self._add_link()
        for position, link in enumerate(self._links):
            link.setVisible(position < len(issues))
            if position < len(issues):
                link.show_text(issues[position].text)
        self._leave.setVisible(all(issue.is_blank for issue in issues))
        self.setAccessibleDescription(". ".join(issue.text for issue in issues))
        self.setVisible(bool(issues))

    def take_focus(self) -> None:
        """Put the focus here and have the summary read out."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, ". ".join([self._heading, *(issue.text for issue in self._issues)]))

    def focus_order(self) -> tuple[QPushButton, ...]:
        """The links and the button, in reading order."""
        return (*self._links, self._leave)

    def _add_link(self) -> None:
        position = len(self._links)
        link = WrappingLink("link-stop")
        link.clicked.connect(lambda: self.question_wanted.emit(self._issues[position].question))
        self._links.append(link)
        self._column.insertWidget(self._column.count() - 2, link)
