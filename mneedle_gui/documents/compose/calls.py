"""When to call: the card on page 1, and all reasons on page 3."""

from __future__ import annotations

from mneedle_gui.documents.compose.case import Case
from mneedle_gui.documents.model import Block, CallCard, Columns
from mneedle_gui.domain.guidance import CallSign

CLINIC, EMERGENCY = "clinic", "emergency"


def first_page_card(case: Case) -> CallCard:
    """The most important signs, the telephone as text and as a square code."""
    shown = [sign for sign in case.guidance.call_signs if sign.first_page]
    urgent = [sign for sign in shown if sign.urgency == EMERGENCY]
    return CallCard(
        title=_title(case),
        items=tuple(case.text(sign.text) for sign in shown if sign.urgency == CLINIC),
        emergency=" ".join(_emergency(case, sign) for sign in urgent),
        qr=telephone(case.clinic.phone),
        qr_label=case.say("Scan to call us"),
    )


def every_sign(case: Case) -> tuple[Block, ...]:
    """The reasons to call beside those of page 1, same day and emergency apart."""
    signs = tuple(sign for sign in case.guidance.call_signs if not sign.first_page)
    number = case.clinic.emergency_number
    title = (
        case.say("Emergency: call {number} now if:", number=number)
        if number
        else case.say("Emergency: call the emergency number now if:")
    )
    same_day = CallCard(
        case.say("Call us the same day also if:"),
        _texts(case, signs, CLINIC),
        columns=1,
    )
    emergency = CallCard(title, _texts(case, signs, EMERGENCY), columns=1)
    return (Columns((same_day,), (emergency,), 0.56),)


def telephone(phone: str) -> str:
    """What a square code holds so that a telephone calls the clinic; "" without a number."""
    digits = "".join(char for char in phone if char.isdecimal() and char.isascii())
    plus = "+" if phone.strip().startswith("+") else ""
    return f"tel:{plus}{digits}" if digits else ""


def _texts(case: Case, signs: tuple[CallSign, ...], urgency: str) -> tuple[str, ...]:
    return tuple(case.text(sign.text) for sign in signs if sign.urgency == urgency)


def _title(case: Case) -> str:
    if case.clinic.phone:
        return case.say("Call us the same day on {phone} if:", phone=case.clinic.phone)
    return case.say("Call us the same day if:")


def _emergency(case: Case, sign: CallSign) -> str:
    if case.clinic.emergency_number:
        number = case.clinic.emergency_number
        return case.say("Call {number} now if {sign}.", number=number, sign=sign.text)
    return case.say("Call the emergency number now if {sign}.", sign=sign.text)
