"""Every question: its words, its answers with their scores, when it is asked, what a blank means."""

from __future__ import annotations

from mneedle_gui.documents.compose.handbook import in_words
from mneedle_gui.documents.compose.handbook.book import Book
from mneedle_gui.documents.compose.handbook.chapters import Chapter, Section
from mneedle_gui.documents.compose.handbook.entries import anchor_of, more_lines, stacked
from mneedle_gui.documents.compose.handbook.vocabulary import CHOICES
from mneedle_gui.documents.model import Paragraph, Row, Table
from mneedle_gui.domain import questionnaire as asked
from mneedle_gui.domain.questionnaire import Kind, Option, Question

_SHOWN = (
    "id", "section", "text", "kind", "need", "hint", "why", "short", "options", "when", "any_of",
    "card", "max_length", "tense",
)  # fmt: skip
_WRITTEN = (Kind.TEXT, Kind.LONG_TEXT)


def questions(book: Book) -> Chapter:
    """One section of the handbook for each page of the consultation."""
    intro = book.say(
        "The number in front is the number that rules refer to in square brackets. A code in round"
        " brackets is what is kept in files. “Alone” means that the answer clears the others of its"
        " list. Need: a blank safety question withholds the plan, a blank record question is shown as"
        " missing, an optional one may stay blank."
    )
    sections = tuple(_section(book, section) for section in book.questionnaire.sections)
    return Chapter(book.say("Questions"), "questions", sections, (Paragraph(intro),))


def _section(book: Book, section: asked.Section) -> Section:
    head = (
        book.say("No., id"),
        book.say("Question"),
        book.say("Answers"),
        book.say("Need, asked when"),
    )
    rows = tuple(_row(book, question) for question in section.questions)
    table = Table(head, rows, (0.125, 0.315, 0.31, 0.25), emphasis=())
    about = stacked(
        book.text(section.intro),
        book.say("Asked of, or by: {who}.", who=book.text(CHOICES[section.asker])),
        more_lines(book, section, ("id", "title", "intro", "asker", "questions")),
    )
    lead = f"{section.id}:"
    title = book.text(section.title)
    return Section(title, (Paragraph(about, lead=lead, held=True), table), f"section/{section.id}")


def _row(book: Book, question: Question) -> Row:
    number = book.questionnaire.number(question.id)
    switch = book.edition.switch_of.get(question.id, "")
    setting = book.say("Only with the clinic setting “{name}”", name=switch) if switch else ""
    hint = book.say("Hint: {hint}", hint=question.hint) if question.hint else ""
    why = book.say("Why: {why}", why=question.why) if question.why else ""
    label = book.say("Label: {label}", label=question.short) if question.short else ""
    inside = ""
    if question.card != question.id:
        inside = book.say("In the card of {question}", question=_numbered(book, question.card))
    cells = (
        stacked(str(number), question.id, setting),
        stacked(book.text(question.text), hint, why, label),
        _answers(book, question),
        stacked(
            book.text(CHOICES[question.need]).capitalize(),
            in_words.asked_when(book, question),
            inside,
        ),
    )
    return Row(cells, anchor=anchor_of("question", question.id))


def _numbered(book: Book, question_id: str) -> str:
    if question_id not in book.questionnaire:
        return question_id
    return f"[{book.questionnaire.number(question_id)}]"


def _answers(book: Book, question: Question) -> str:
    lines = [book.text(CHOICES[question.kind]).capitalize()]
    if question.kind is Kind.ZONES:
        zones = {zone.id for zone in book.protocol.zones}
        options = tuple(option for option in question.options if option.code not in zones)
    else:
        options = question.options
    said = [_option(book, question, option) for option in options]
    lines += [", ".join(said)] if question.kind is Kind.YES_NO else [f"– {line}" for line in said]
    if question.kind is Kind.DATE:
        lines.append(book.text(CHOICES[question.tense]).capitalize())
    if question.kind in _WRITTEN:
        lines.append(book.say("At most {n} signs", n=question.max_length))
    return stacked(*lines, more_lines(book, question, _SHOWN))


def _option(book: Book, question: Question, option: Option) -> str:
    marks = [option.code]
    if option.score is not None:
        marks.append(book.say("score {n}", n=option.score))
    if option.exclusive and question.kind is Kind.CHOICES:
        marks.append(book.say("alone"))
    more = more_lines(book, option, ("code", "text", "hint", "score", "exclusive"))
    text = f"{book.text(option.text)} ({', '.join(marks)})"
    return stacked(f"{text}: {book.text(option.hint)}" if option.hint else text, more)
