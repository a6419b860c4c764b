"""Settings: the clinic as on paper, price, practitioner and level, device, paper, questions, look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from mneedle_gui.content import Content
from mneedle_gui.domain.clinic import Clinic, Paper
from mneedle_gui.domain.wording import Message, Words, message
from mneedle_gui.services.settings import Look, Settings
from mneedle_gui.ui.announce import announce
from mneedle_gui.ui.pages.column import Column
from mneedle_gui.ui.questions.date_text import western
from mneedle_gui.ui.theme import Theme, skin
from mneedle_gui.ui.theme.dress import dress
from mneedle_gui.ui.theme.tokens import SPACE_1, SPACE_3
from mneedle_gui.ui.widgets.buttons import Button
from mneedle_gui.ui.widgets.choice_row import ChoiceRow
from mneedle_gui.ui.widgets.field import Field
from mneedle_gui.ui.widgets.level_field import LevelField
from mneedle_gui.ui.widgets.logo_field import LogoField
from mneedle_gui.ui.widgets.notice import Notice
from mneedle_gui.ui.widgets.panel_card import PanelCard
from mneedle_gui.ui.widgets.scroll import Scroll
from mneedle_gui.ui.widgets.switch_list import SwitchList
from mneedle_gui.ui.widgets.text import label

_CODE_LETTERS = 3
_FACTORS = ("1.0", "1.25", "1.5", "1.75", "2.0")
_CLINIC = (
    ("name", message("Clinic name"), message("Printed at the top of each plan"), 120),
    ("phone", message("Phone"), message("Clients are told to call it"), 60),
    ("address", message("Address"), message(""), 200),
    ("hours", message("Opening hours"), message("Such as Monday to Friday, 9:00 to 18:00"), 200),
    ("emergency_number", message("Emergency number"), message("Of your country"), 40),
    ("complaints", message("Complaints"), message("Whom to write to, and how"), 300),
)


class SettingsPage(QWidget):
    """``settings_saved`` brings the new settings when Save was pressed and all can be used.

    Args:
        words: the language.
        content: the devices, levels and settings of questions that can be chosen.
        settings: as they are now.
    """

    settings_saved = Signal(object)

    def __init__(self, words: Words, content: Content, settings: Settings) -> None:
        super().__init__()
        dress(self, "canvas")
        self._words, self._settings = words, settings
        say = words.say
        self._fields = {
            key: Field(say(name), say(hint), longest) for key, name, hint, longest in _CLINIC
        }
        self._logo = LogoField(words)
        self._price = Field(say(message("Price for each session")), say(message("Such as 900")), 12)
        self._currency = Field(say(message("Currency")), say(message("3 letters, such as AED")), 3)
        self._price_note = Field(
            say(message("Price note")), say(message("What is included, tax, deposit, changes")), 300
        )
        self._practitioner = Field(say(message("Practitioner")), "", 120)
        self._level = LevelField(words, content.protocol.levels)
        self._switches = SwitchList(words, content.switches)
        self._device = QComboBox()
        self._device.setAccessibleName(say(message("Device")))
        for device in content.protocol.devices:
            self._device.addItem(device.name, device.id)
        self._paper = self._choices(
            message("Paper"), [(Paper.A4.value, "A4"), (Paper.LETTER.value, "US Letter")]
        )
        looks = (message("Light"), message("Dark"), message("As the desktop"))
        self._look = self._choices(
            message("Look"),
            [(look.value, say(text)) for look, text in zip(Look, looks, strict=True)],
        )
        self._factor = self._choices(
            message("Text size"),
            [(factor, say(message("{n} %", n=_percent(factor)))) for factor in _FACTORS],
        )
        self._notice = Notice()
        self._save = Button(say(message("Save settings")), "primary")
        self._save.clicked.connect(self._take)
        self._lay_out()
        self.show_settings(settings)
        skin().changed.connect(self._follow_look)

    def show_settings(self, settings: Settings) -> None:
        """Show these settings; what was typed and not saved is gone."""
        self._settings, clinic = settings, settings.clinic
        for key, field in self._fields.items():
            field.box.setText(str(getattr(clinic, key)))
            field.show_error("")
        self._logo.show_logo(clinic.logo)
        price = clinic.price_per_session
        self._price.box.setText("" if price is None else str(price))
        self._currency.box.setText(clinic.currency)
        self._price_note.box.setText(clinic.price_note)
        self._practitioner.box.setText(settings.practitioner)
        self._level.show_level(settings.practitioner_level)
        self._switches.show_switches(settings.switches)
        self._device.setCurrentIndex(max(0, self._device.findData(settings.device)))
        self._paper.show_choice(settings.paper.value)
        self._show_look(Theme(settings.look, settings.text_factor))
        self._notice.hide()

    def show_saved(self, trouble: str = "") -> None:
        """Tell that the settings were saved, or the sentence that says why not."""
        if trouble:
            self._notice.show_notice("stop", "circle-alert", trouble)
        else:
            said = self._words.say(message("Saved on this computer"))
            self._notice.show_notice("ok", "circle-check", said)
        self._notice.show()
        announce(self, self._notice.accessibleName())

    def focus_first(self) -> None:
        """Put the focus on the clinic's name."""
        self._fields["name"].box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow_look(self) -> None:
        """The look can also be changed in the top bar."""
        self._show_look(skin().theme)

    def _show_look(self, theme: Theme) -> None:
        self._look.show_choice(theme.mode.value)
        nearest = min(_FACTORS, key=lambda factor: abs(float(factor) - theme.factor))
        self._factor.show_choice(nearest)

    def _take(self) -> None:
        remedies = self._remedies()
        for field in (self._price, self._currency):
            field.show_error(self._words.say(remedies[field]) if field in remedies else "")
        if remedies:
            first = next(iter(remedies))
            first.box.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self, self._words.say(remedies[first]))
            return
        self._settings = self._typed()
        self.settings_saved.emit(self._settings)

    def _remedies(self) -> dict[Field, Message]:
        remedies: dict[Field, Message] = {}
        if self._price.text and _amount(self._price.text) is None:
            remedies[self._price] = message("Enter the price as a number, or leave it empty")
        code = self._currency.text
        has_code = len(code) == _CODE_LETTERS and code.isascii() and code.isalpha()
        if (self._price.text or code) and not has_code:
            remedies[self._currency] = message("Enter the 3 letters of the currency")
        return remedies

    def _typed(self) -> Settings:
        texts = {key: field.text for key, field in self._fields.items()}
        clinic = Clinic(
            logo=self._logo.png,
            price_per_session=_amount(self._price.text) if self._price.text else None,
            currency=self._currency.text.upper(),
            price_note=self._price_note.text,
            **texts,
        )
        return replace(
            self._settings,
            clinic=clinic,
            practitioner=self._practitioner.text,
            practitioner_level=self._level.current,
            switches=self._switches.current,
            paper=Paper(self._paper.current),
            device=str(self._device.currentData()),
            look=Look(self._look.current),
            text_factor=float(self._factor.current),
            set_up=True,
        )

    def _choices(self, name: Message, choices: list[tuple[str, str]]) -> ChoiceRow:
        return ChoiceRow(self._words.say(name), choices)

    def _lay_out(self) -> None:
        say = self._words.say
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(28, 28, 20, 28)
        column.setSpacing(SPACE_3)
        column.addWidget(label(say(message("Settings")), "title"))
        column.addWidget(self._card(message("Clinic"), (*self._fields.values(), self._logo)))
        prices = (self._price, self._currency, self._price_note)
        column.addWidget(self._card(message("Price"), prices))
        column.addWidget(self._card(message("Consultation and paper"), self._work()))
        column.addWidget(self._card(message("Further questions"), (self._switches,)))
        look = (
            self._named(message("Look"), self._look),
            self._named(message("Text size"), self._factor),
        )
        column.addWidget(self._card(message("Look"), look))
        acts = QHBoxLayout()
        acts.setSpacing(SPACE_3)
        acts.addWidget(self._save)
        acts.addWidget(self._notice, 1)
        column.addLayout(acts)
        column.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Scroll(Column(inside)))

    def _work(self) -> tuple[QWidget, ...]:
        return (
            self._practitioner,
            self._level,
            self._named(message("Device"), self._device),
            self._named(message("Paper"), self._paper),
        )

    def _card(self, title: Message, parts: Sequence[QWidget]) -> PanelCard:
        card = PanelCard(self._words.say(title))
        card.column.setSpacing(SPACE_3)
        for part in parts:
            card.column.addWidget(part)
        return card

    def _named(self, name: Message, part: QWidget) -> QWidget:
        held = dress(QWidget(), "clear")
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_1)
        column.addWidget(label(self._words.say(name), "small"))
        column.addWidget(part)
        return held


def _percent(factor: str) -> int:
    return round(float(factor) * 100)


def _amount(text: str) -> Decimal | None:
    try:
        amount = Decimal(western(text).replace(" ", "").replace(",", "."))
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and amount >= 0 else None
