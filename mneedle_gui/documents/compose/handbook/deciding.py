"""How the program decides, in plain words, for someone who does not read code."""

from __future__ import annotations

from collections.abc import Iterator

from mneedle_gui.documents.compose.handbook.book import Book
from mneedle_gui.documents.compose.handbook.chapters import Chapter, Section
from mneedle_gui.documents.compose.handbook.vocabulary import OUTCOMES
from mneedle_gui.documents.model import Block, Bullets, Item, Paragraph, Row, Table
from mneedle_gui.domain.outcome import Outcome
from mneedle_gui.domain.wording import Message, message

_MEANINGS: dict[Outcome, Message] = {
    Outcome.PROCEED: message("No rule fired. There is a plan."),
    Outcome.PROCEED_WITH_MODIFICATIONS: message(
        "Only cautions fired, or zones were left out. There is a plan with the changes named."
    ),
    Outcome.ASK: message(
        "A safety question is blank, or a rule cannot be decided. There is no plan before it is settled."
    ),
    Outcome.DEFER: message(
        "Something has to pass first. With a date for every wait there is a provisional plan, without"
        " one there is none."
    ),
    Outcome.REFER: message("A written opinion has to be on file first. There is no plan."),
    Outcome.DO_NOT_TREAT: message("Not while this is so. No letter clears it. There is no plan."),
}

_STEPS: tuple[tuple[Message, tuple[Message, ...]], ...] = (
    (
        message("Answers have three values"),
        (
            message(
                "A condition is so, not so, or not known. A blank and “not sure” make it not known,"
                " and not known is never taken for “no”."
            ),
            message(
                "All of several parts: one part that is not so settles it. Any of several parts: one"
                " part that is so settles it. Otherwise one unknown part leaves the whole unknown."
            ),
            message(
                "A rule that cannot be decided asks for its answer and withholds the plan. Where the"
                " rule says that “not sure” fires it, it fires."
            ),
            message(
                "“Prefer not to say” is offered on voluntary questions only and never blocks a plan."
            ),
            message(
                "A question that is not shown has no answer and is never missing. If what would show"
                " it is itself unknown, it counts as unknown."
            ),
            message(
                "Caps on depth and changes of the gap hold also when their condition is not known:"
                " better one limit too many."
            ),
        ),
    ),
    (
        message("Times and dates"),
        (
            message(
                "Times are judged on the day planned for the first session; where none is given, on"
                " the day of the consultation."
            ),
            message(
                "A wait of days ends on the date plus that number of days. Treatment is possible on"
                " that day, not before."
            ),
            message(
                "A wait of months or years ends on the same day of the month. Where that month has no"
                " such day, its last day counts: 31 August and 6 months is the last day of February."
            ),
            message(
                "Month and year alone count as the latest day of that month that is not after today."
                " “Do not know” keeps the rule in force without an end; a blank date is an open"
                " question."
            ),
            message("A wait of 24 hours with only a date counts as 2 days of the calendar."),
            message(
                "Where something is still present, there is no date yet; the wait begins when it has"
                " healed."
            ),
            message("Of several waits the latest day counts. It is shown as “not before”."),
        ),
    ),
    (
        message("Places"),
        (
            message(
                "A rule with a place fires only where the finding is in, or within 2 cm of, a planned"
                " zone. It then counts for the whole session; leaving those zones out is offered."
            ),
            message(
                "Rules that leave a zone out take only that zone. If no zone is left, the strictest"
                " verdict of those removed counts."
            ),
            message(
                "A concern whose grade belongs elsewhere is taken off the plan and the paper says"
                " where to go. The outcome is “refer” only when no concern is left to treat."
            ),
        ),
    ),
    (
        message("Letters from other professionals"),
        (
            message(
                "A rule that can be cleared turns into a caution once professional, document and date"
                " are recorded. A date in the future does not clear; where a clotting value is asked"
                " for, neither does one that is missing or above the limit."
            ),
            message("A rule with the verdict “do not treat” cannot be cleared by anyone."),
        ),
    ),
    (
        message("Provisional plans"),
        (
            message(
                "When only dated waits stand in the way, a plan is still made. It begins on the first"
                " day on which none of them holds, and the whole screening is repeated for that day,"
                " because one rule may begin where another ends. The paper says that everything is"
                " checked again first."
            ),
        ),
    ),
    (
        message("Test spots"),
        (
            message(
                "Where a rule wants one and no result is on file, the first visit is the test spot."
                " The first full session comes after the wait given under the numbers of the plan. A"
                " result recorded as calm releases it."
            ),
        ),
    ),
    (
        message("Depth, sessions and dates"),
        (
            message(
                "The depth of a zone is the least of: the zone's own limit, the range for the grade of"
                " the concern, every cap that holds, the device, the practitioner's level."
            ),
            message("The first session stays in the lower half of the range."),
            message(
                "The number of sessions is stated as a range; the smaller number is dated. A session"
                " keeps clear of an event by the gap given under the numbers of the plan."
            ),
            message(
                "Of the device's instructions and these tables the stricter wins. Of the score and the"
                " practitioner's reading of the skin type the darker counts, and a difference is shown."
            ),
            message(
                "The practitioner may change depths, sessions and dates within the limits; beyond them"
                " only with a reason, which is printed."
            ),
        ),
    ),
)


def deciding(book: Book) -> Chapter:
    """From answers to a plan, step by step."""
    sections = [Section(book.say("The outcome"), tuple(_outcomes(book)))]
    for title, sentences in _STEPS:
        items = tuple(Item(book.text(sentence)) for sentence in sentences)
        sections.append(Section(book.text(title), (Bullets(items),)))
    return Chapter(book.say("How a decision is made"), "deciding", tuple(sections))


def _outcomes(book: Book) -> Iterator[Block]:
    yield Paragraph(
        book.say(
            "Every rule that fires is shown. The outcome is the strictest verdict among them, in this"
            " order from mild to strict:"
        ),
        held=True,
    )
    rows = tuple(
        Row((str(number), book.text(OUTCOMES[outcome]), book.text(_MEANINGS[outcome])))
        for number, outcome in enumerate(sorted(Outcome), start=1)
    )
    head = (book.say("No."), book.say("Outcome"), book.say("Means"))
    yield Table(head, rows, (0.07, 0.28, 0.65), emphasis=(1,))
