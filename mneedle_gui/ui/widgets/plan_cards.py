"""Smaller cards of the plan page: cautions, concerns treated elsewhere, and the price."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from mneedle_gui.domain.clinic import Clinic
from mneedle_gui.domain.facts import Aim
from mneedle_gui.domain.plan import Plan
from mneedle_gui.domain.protocol import Protocol, Route
from mneedle_gui.domain.wording import Message, Words, message
from mneedle_gui.ui.theme.tokens import SPACE_1, SPACE_2, SPACE_3
from mneedle_gui.ui.widgets.emptied import emptied
from mneedle_gui.ui.widgets.icon import Icon
from mneedle_gui.ui.widgets.panel_card import PanelCard
from mneedle_gui.ui.widgets.text import label


class _ListCard(PanelCard):
    """Entries of an icon, a title and a text; hidden while there are none."""

    def __init__(self, title: str, words: Words) -> None:
        super().__init__(title)
        self._words = words
        self._list = QVBoxLayout()
        self._list.setSpacing(SPACE_3)
        self.column.addLayout(self._list)
        self._shown: tuple[object, ...] | None = None

    def _show(self, entries: tuple[tuple[str, str, Message, Message], ...]) -> None:
        self.setVisible(bool(entries))
        if entries == self._shown:
            return
        self._shown = entries
        emptied(self._list)
        for icon, tone, title, text in entries:
            row = QHBoxLayout()
            row.setSpacing(SPACE_2)
            row.addWidget(Icon(icon, tone), 0, Qt.AlignmentFlag.AlignTop)
            column = QVBoxLayout()
            column.setSpacing(1)
            column.addWidget(label(self._words.say(title), "strong"))
            if text:
                column.addWidget(label(self._words.say(text), "small"))
            row.addLayout(column, 1)
            self._list.addLayout(row)


class CautionsCard(_ListCard):
    """What to do differently because of what was found."""

    def __init__(self, protocol: Protocol, words: Words) -> None:
        super().__init__(words.say(message("Take care")), words)
        self._protocol = protocol

    def show_cautions(self, rules: tuple[str, ...]) -> None:
        """Show the actions of these rules."""
        found = [self._protocol.rule(rule) for rule in rules]
        self._show(
            tuple(("triangle-alert", "warn_text", rule.title, rule.action) for rule in found)
        )


class DroppedCard(_ListCard):
    """Concerns that are not treated by needling here, and where to go instead."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.say(message("Not treated by needling")), words)

    def show_dropped(self, aims: tuple[Aim, ...]) -> None:
        """Show these concerns."""
        self._show(tuple(_dropped(aim) for aim in aims))


class PriceCard(PanelCard):
    """Price per session, times the sessions of the plan."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.say(message("Price")))
        self._words = words
        self._total, self._note = label("", "body"), label("", "hint")
        self.column.setSpacing(SPACE_1)
        self.column.addWidget(self._total)
        self.column.addWidget(self._note)

    def show_price(self, plan: Plan, clinic: Clinic) -> None:
        """Show what the course costs, or that no price is set."""
        say = self._words.say
        self._total.setText(say(_price(plan, clinic, self._words)))
        self._note.setText(clinic.price_note)
        self._note.setVisible(bool(clinic.price_note))


def _dropped(aim: Aim) -> tuple[str, str, Message, Message]:
    nothing = aim.grade is not None and aim.row.route is Route.NOTHING
    text = message("Nothing was found to treat.") if nothing else aim.concern.elsewhere
    icon = "circle-check" if nothing else "stethoscope"
    return icon, "ok_text" if nothing else "info_text", aim.concern.name, text


def _price(plan: Plan, clinic: Clinic, words: Words) -> Message:
    each = clinic.price_per_session
    if each is None:
        return message("No price is set. The plan is printed without one; settings can hold it.")
    least, most = plan.sessions_min, plan.sessions_max

    def money(times: int) -> str:
        return words.money(each * times, clinic.currency) if clinic.currency else str(each * times)

    if least == most:
        return message(
            "{each} for each session, {total} for {most} sessions.",
            each=money(1),
            total=money(most),
            most=most,
        )
    return message(
        "{each} for each session, {low} to {high} for {least} to {most} sessions.",
        each=money(1),
        low=money(least),
        high=money(most),
        least=least,
        most=most,
    )
