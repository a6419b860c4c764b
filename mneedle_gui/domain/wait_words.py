"""The links of the earliest safe day in words, the same on screen and on paper."""

from __future__ import annotations

from mneedle_gui.domain.outcome import Outcome
from mneedle_gui.domain.waits import Change, ChangeKind, Link, SafeDay
from mneedle_gui.domain.wording import Message, message

JUDGED = message("Judged on the answers given; what rules treatment out has no date.")


def link_words(link: Link, safe: SafeDay) -> Message:
    """One link after its title: the count, or why it has no date, and what is special about it."""
    said = link.text or _without_date(link)
    if link.begins_on is not None:
        day = link.begins_on
        said = message("{said}; begins only on {day}, when another ends", said=said, day=day)
    if link.needs_letter and link.text:
        said = message("{said}; until then only with a letter", said=said)
    if link.device is not None:
        name = link.device.name
        said = message("{said}; stricter by the device {name}", said=said, name=name)
    if link.decides and safe.on is not None:
        return message("{said}; this one decides.", said=said)
    return (
        message("{said}; ends last.", said=said) if link.decides else message("{said}.", said=said)
    )


def change_words(change: Change, safe: SafeDay) -> Message:
    """One change; the rule's own words come with its title where several wait."""
    links = (*safe.undated, *safe.chain)
    if change.kind is ChangeKind.WAIT and len(links) > 1:
        title = next(link.rule.title for link in links if link.rule.id == change.rule)
        return message("{title}: {text}", title=title, text=change.text)
    return change.text


def _without_date(link: Link) -> Message:
    if link.finding.verdict is Outcome.DO_NOT_TREAT:
        return message("rules treatment out, no date")
    if link.needs_letter and link.rule.clearable:
        return message("a letter first: {who}", who=link.rule.professional)
    if link.needs_letter:
        return message("care elsewhere first")
    return message("when it ends is not known")
