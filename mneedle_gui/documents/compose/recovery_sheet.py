"""The recovery sheet: the code that opens the records when a passphrase is lost, to be locked away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from mneedle_gui.documents.model import (
    Block,
    Bullets,
    Document,
    Footer,
    Header,
    Heading,
    Item,
    KeyBox,
    Notice,
    Paragraph,
    Role,
    Row,
    Rules,
    Table,
    Tone,
)
from mneedle_gui.domain.clinic import Clinic
from mneedle_gui.domain.wording import Value, Words, message

_IN_LINE = 3


@dataclass(frozen=True, slots=True)
class Recovery:
    """What the sheet is about: the code with hyphens between its groups, whose it is, and the day."""

    code: str
    vault_id: str
    made_on: date


def recovery_sheet(recovery: Recovery, clinic: Clinic, words: Words) -> Document:
    """One page. Title, subject and running lines do not hold the code."""

    def say(text: str, /, **values: Value) -> str:
        return words.say(message(text, **values))

    title, day = say("Recovery sheet"), words.day(recovery.made_on)
    return Document(
        title=title,
        subject=say("Recovery sheet of {day}", day=recovery.made_on),
        author=clinic.name or say("Clinic"),
        language=words.language,
        right_to_left=words.right_to_left,
        header=Header(clinic.name, day, day, clinic.logo),
        footer=Footer(
            " · ".join(part for part in (clinic.name, clinic.phone) if part),
            f"{title} · {day}",
            say("Page {page} of {pages}", page="{page}", pages="{pages}"),
        ),
        blocks=(
            Heading(title, 1),
            Paragraph(
                say("This code opens the client records when nobody knows a passphrase any more.")
            ),
            KeyBox(say("Recovery code"), _lines(recovery.code, say)),
            Paragraph(
                say(
                    "There are 6 groups of 6 signs, counted from left to right. 0 is always a zero and "
                    "1 a one: the letters I, L, O and U are not used. Small letters are fine too."
                ),
                Role.NOTE,
            ),
            Notice(
                say("Lock this sheet away"),
                say(
                    "Whoever has this sheet and the records can read everything. Keep it in a safe or "
                    "with someone you trust, never beside the computer. Do not photograph it."
                ),
                Tone.WARN,
            ),
            *_instructions(say),
            *_about(recovery, clinic, say, words),
        ),
        fixed_pages=True,
    )


def _lines(code: str, say: Callable[..., str]) -> tuple[str, ...]:
    groups = code.split("-")
    return tuple(
        say("{signs}", signs=" – ".join(groups[at : at + _IN_LINE]))
        for at in range(0, len(groups), _IN_LINE)
    )


def _instructions(say: Callable[..., str]) -> tuple[Block, ...]:
    steps = (
        say(
            "Start Needling Plan. On the page that asks for the passphrase choose the recovery code."
        ),
        say("Type the code. The program names the group if there is a typing mistake."),
        say("Choose the person, and a new passphrase."),
        say("Print the new recovery sheet. This one opens nothing any more: destroy it."),
    )
    other = say(
        "The same code opens every backup that was made while it was the newest one. On another "
        "computer install the program, choose to restore a backup, and type the code there."
    )
    lost = say(
        "If all passphrases and this sheet are lost, nobody can open the records: not the maker of "
        "the program, and no expert."
    )
    return (
        Heading(say("How to use it")),
        Bullets(tuple(Item(step) for step in steps)),
        Heading(say("On a new computer")),
        Paragraph(other),
        Heading(say("What cannot be helped")),
        Paragraph(lost),
    )


def _about(
    recovery: Recovery, clinic: Clinic, say: Callable[..., str], words: Words
) -> tuple[Block, ...]:
    rows = (
        Row((say("Clinic"), clinic.name or "–")),
        Row((say("Made on"), words.day(recovery.made_on))),
        Row((say("Number of the records"), say("{number}", number=recovery.vault_id))),
    )
    return (
        Heading(say("About this sheet")),
        Table((say("What"), say("Value")), rows, (0.35, 0.65)),
        Heading(say("Where it is kept, and who knows")),
        Rules(2),
    )
