"""Every screening rule as an entry: when it fires, for how long, where, and what follows."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import PurePosixPath

from mneedle_gui.documents.compose.handbook import in_words
from mneedle_gui.documents.compose.handbook.book import Book
from mneedle_gui.documents.compose.handbook.chapters import Chapter, Section
from mneedle_gui.documents.compose.handbook.entries import entry, stacked
from mneedle_gui.documents.compose.handbook.values import (
    Line,
    basis_text,
    lines_of,
    value_text,
)
from mneedle_gui.documents.compose.handbook.vocabulary import CHOICES
from mneedle_gui.documents.model import Group, Paragraph
from mneedle_gui.domain.condition import ALWAYS
from mneedle_gui.domain.rule import Override, Rule

_SHOWN = (
    "id", "group", "title", "category", "when", "action", "reason", "basis", "window", "area",
    "unsure_applies", "recheck", "clearable", "professional", "inr_at_most", "test_spot", "urgent",
    "switch", "applies",
)  # fmt: skip


def rules(book: Book) -> Chapter:
    """One section for each group of the screening table."""
    intro = book.say(
        "A rule fires when its trigger is so and, where it has a time, while that time runs. A blank"
        " that would decide a trigger leaves the rule open: answers needed, and no plan. All rules"
        " that fire are shown; the strictest gives the outcome. A rule without “Cleared by” cannot be"
        " cleared by a letter."
    )
    ordered = sorted(book.protocol.rules, key=lambda rule: rule.group)
    sections = tuple(
        _section(book, group, tuple(members))
        for group, members in groupby(ordered, key=lambda rule: rule.group)
    )
    return Chapter(book.say("Screening rules"), "rules", sections, (Paragraph(intro),))


def _section(book: Book, group: str, members: tuple[Rule, ...]) -> Section:
    title = book.say("Group {letter}", letter=group)
    topics = _topics(book, members)
    if topics:
        title = f"{title}: {topics}"
    return Section(title, tuple(_entry(book, rule) for rule in members), f"group/{group}")


def _topics(book: Book, members: tuple[Rule, ...]) -> str:
    """What the group is about, as its files are called."""
    files = (book.edition.files.get(("rule", rule.id), "") for rule in members)
    stems = dict.fromkeys(PurePosixPath(file).stem for file in files if file)
    return ", ".join(stem.partition("_")[2].replace("_", " ") or stem for stem in stems)


def _entry(book: Book, rule: Rule) -> Group:
    lines = (*_trigger(book, rule), *_consequence(book, rule), *lines_of(book, rule, _SHOWN))
    last = (book.say("Basis"), basis_text(book, rule.basis))
    return entry("rule", rule.id, book.text(rule.title), (*lines, last))


def _trigger(book: Book, rule: Rule) -> Iterator[Line]:
    urgent = book.say("Needs a medical check soon.") if rule.urgent else ""
    yield book.say("Verdict"), stacked(book.text(CHOICES[rule.category]), urgent)
    yield book.say("Trigger"), in_words.condition(book, rule.when)
    if rule.unsure_applies:
        yield book.say("Not sure"), book.say("“Not sure” fires the rule, as “yes” would.")
    if rule.applies != ALWAYS:
        yield book.say("Exists only if"), in_words.condition(book, rule.applies)
    if rule.switch:
        yield (
            book.say("Clinic setting"),
            book.say("Only where the clinic switched on “{name}”.", name=rule.switch),
        )
    if rule.window is not None:
        yield book.say("Time"), in_words.window(book, rule.window)
    if rule.area is not None:
        yield book.say("Place"), in_words.area(book, rule.area)


def _consequence(book: Book, rule: Rule) -> Iterator[Line]:
    yield book.say("Cleared by"), _clearance(book, rule)
    if rule.test_spot:
        yield book.say("Test spot"), book.say("Wanted before the first full session.")
    yield book.say("Devices"), stacked(*_devices(book, rule))
    yield book.say("Action"), book.text(rule.action)
    yield book.say("For the client"), book.text(rule.reason)
    yield book.say("Looked at again"), book.text(rule.recheck)
    topics = (row for row in book.protocol.disagreements if rule.id in row.rules)
    yield book.say("Sources differ"), ", ".join(book.text(row.topic) for row in topics)


def _clearance(book: Book, rule: Rule) -> str:
    if not rule.clearable:
        return book.text(rule.professional)
    who = book.text(rule.professional) or book.say("a professional who knows the case")
    parts = [book.say("A written opinion from: {who}. The rule is then a caution.", who=who)]
    if rule.inr_at_most is not None:
        parts.append(
            book.say(
                "It must give an INR of at most {inr}, or say that no warfarin is taken.",
                inr=rule.inr_at_most,
            )
        )
    return " ".join(parts)


def _devices(book: Book, rule: Rule) -> Iterator[str]:
    for device in book.protocol.devices:
        for override in device.overrides:
            if override.rule == rule.id:
                yield f"{device.name}: {_override(book, override)}"


def _override(book: Book, override: Override) -> str:
    parts = (
        value_text(book, override.category) if override.category is not None else "",
        in_words.span(book, override.span) if override.span is not None else "",
    )
    return ", ".join(part for part in parts if part) or book.say("see the chapter on devices")
