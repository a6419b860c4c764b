"""Nothing stronger than the wording engine allows (section 8.4), whoever the client is.

Held over every grade of every concern with each influence on and off, over every rule, and over every
content text that a client reads. ``MNEEDLE_EXAMPLES=n`` tries n more clients of the full product.
"""

from __future__ import annotations

import functools
import os
import random
import re
from collections.abc import Iterator

import pytest

from mneedle_gui.content.check_rows import banned_pattern, client_texts
from mneedle_gui.documents.compose.case import sentences
from mneedle_gui.documents.model import Block, Document, Heading, Item, Paragraph, Role
from mneedle_gui.documents.pdf.thin import inner_blocks
from tests import builders
from tests.documents import papers, reading, wording_cases

PROTOCOL = builders.content().protocol
GUIDANCE = PROTOCOL.guidance
SAY = builders.words().say
TEXTS = {place: SAY(text) for place, text in client_texts(builders.content())}
MORE = int(os.environ.get("MNEEDLE_EXAMPLES", "0"))

_BANNED = banned_pattern(GUIDANCE.banned_words)
_ANSWERED = (
    "Is it permanent?",
    SAY(GUIDANCE.permanence),
    "It tends to last for years and to flare.",  # melasma itself, not a result
)
_PROMISE = re.compile(
    r"\byou will\b|\byour (?:skin|scars?|lines|result) will\b|\bwe (?:promise|are sure)\b"
    r"|\bwill (?:look|feel|go|fade|improve|disappear|vanish|last|be (?!treated))"
    r"|\b(?:always|never fails?|certainly|definitely|best results?) (?:works?|help)",
    re.IGNORECASE,
)
_DURATION = re.compile(
    r"\b(?:lasts?|lasting|results?|benefits?|effects?|gains?|improve\w*|change) [^.]*\byears?\b"
    r"|\byears? (?:of|to come)\b",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"\d\s*(?:%|per ?cent)")
_STRONGER = re.compile(
    r"before[ -]and[ -]after (?:photo|picture|image)|simulation|chance of success|success rate",
    re.IGNORECASE,
)

# Section 8.4: the sentences that the program itself may say about a result.
_DAY = r"[^.]+ \d{4}"
_TIME = r"[0-9a-z ,]+"
TEMPLATES = [
    rf"We measure again on {_DAY} and stop if there is no change\.",
    rf"In studies people were followed for up to {_TIME}\.",
    r"In studies people were followed for this long\.",
    r"Beyond that we do not know\.",
    r"For .+ we found no good study\.",
    rf"First change, if any: {_TIME}\.",
    rf"Best judged {_TIME}\.",
    r"If nothing has changed after \d sessions?, we stop and look again\.",
    r"Your skin keeps ageing\.",
    r"Sunscreen each day matters more than repeat sessions\.",
]
_SECTIONS = (
    "What you can expect",
    "Is it permanent?",
    "Signs it is working",
    "Keeping your results",
    "What we know and do not know",
)


@functools.cache
def _counts(text: str) -> tuple[int, int, int, int]:
    """Sentences, words (as spoken), syllables and the words of the longest sentence."""
    said = reading.sentences(text)
    spoken = [word for sentence in said for word in reading.words(sentence)]
    longest = max((len(sentence.split()) for sentence in said), default=0)
    return len(said), len(spoken), sum(map(reading.syllables, spoken)), longest


@functools.cache
def _wrong_words(text: str) -> tuple[str, ...]:
    """Everything in a text that promises, or that no study stands for."""
    for part in _ANSWERED:
        text = text.replace(part, "")
    assert _BANNED is not None
    patterns = (_BANNED, _PROMISE, _DURATION, _STRONGER)
    found = [hit.group() for pattern in patterns for hit in pattern.finditer(text)]
    found += [sentence for sentence in sentences(text) if _has_own_percentage(sentence)]
    return tuple(found)


def _has_own_percentage(sentence: str) -> bool:
    return bool(_PERCENT.search(sentence)) and not any(
        sentence in SAY(study.result) for study in GUIDANCE.studies
    )


def _faults(document: Document) -> list[str]:
    """What is wrong with one paper."""
    found = [hit for text in papers.texts(document.blocks) for hit in _wrong_words(text)]
    counted = [_counts(text) for text in papers.prose(document.blocks)]
    said, spoken, syllables = (sum(count[n] for count in counted) for n in range(3))
    longest = max(count[3] for count in counted)
    grade = 0.39 * spoken / said + 11.8 * syllables / spoken - 15.59
    if grade > 6.0:
        found.append(f"grade {grade:.2f}")
    if longest > 20 or spoken / said > 12:
        found.append(f"sentences: longest {longest}, average {spoken / said:.1f}")
    return [*found, *_free_sentences(document)]


def _free_sentences(document: Document) -> Iterator[str]:
    """Sentences about the result that are neither content nor a template."""
    section = ""
    for block in _flat(document.blocks):
        if isinstance(block, Heading):
            section = block.text
        elif section in _SECTIONS:
            for text in _said(block):
                yield from _not_allowed(text)


@functools.cache
def _not_allowed(text: str) -> tuple[str, ...]:
    return tuple(
        sentence
        for sentence in sentences(text)
        if sentence not in _content_sentences() and not _TEMPLATE.fullmatch(sentence)
    )


_TEMPLATE = re.compile("|".join(f"(?:{template})" for template in TEMPLATES))


def _said(block: Block) -> list[str]:
    match block:
        case Paragraph(text, role) if role is not Role.NOTE:
            return [text]
        case _:
            items = getattr(block, "items", ())
            return [item.text for item in items if isinstance(item, Item)]


def _flat(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        yield block
        yield from _flat(inner_blocks(block))


@functools.cache
def _content_sentences() -> frozenset[str]:
    """Every sentence of the content that a client may read."""
    texts = (*TEXTS.values(), SAY(GUIDANCE.permanence))
    return frozenset(sentence for text in texts for sentence in sentences(text))


@pytest.fixture(scope="module")
def documents() -> tuple[tuple[str, Document], ...]:
    return wording_cases.documents()


def test_no_paper_promises_more_than_it_may(documents: tuple[tuple[str, Document], ...]) -> None:
    wrong = {name: faults for name, document in documents if (faults := _faults(document))}
    assert wrong == {}


def test_every_kind_of_outcome_is_among_them(documents: tuple[tuple[str, Document], ...]) -> None:
    titles = {document.title for _, document in documents}
    assert {
        "Your microneedling plan",
        "We need a few more answers",
        "You can book a visit",
    } <= titles
    plans = [document for _, document in documents if document.title == "Your microneedling plan"]
    text = "\n".join(part for plan in plans for part in papers.texts(plan.blocks))
    assert "We check you again first" in text
    for row in GUIDANCE.influences:
        shown = row.client and {row.result, row.duration} & {"down"}
        if shown and row.id != "scar_icepick":
            assert SAY(row.client) in text, row.id


def test_every_concern_says_when_and_when_to_stop(
    documents: tuple[tuple[str, Document], ...],
) -> None:
    for name, document in documents:
        if document.title == "Your microneedling plan":
            text = " ".join(papers.texts(document.blocks))
            assert "First change, if any: " in text, name
            assert "and stop if there is no change." in text, name
            assert "we stop and look again." in text, name
            assert "Your skin keeps ageing. Sunscreen each day matters more" in text, name


def test_pigment_concerns_warn_of_darker_marks() -> None:
    for concern in ("melasma", "hyperpig_pih", "acne_marks_red_brown", "tone_texture"):
        text = SAY(PROTOCOL.concern(concern).expected)
        assert "Darker marks can appear and may take months to fade." in text


@pytest.mark.parametrize("place", TEXTS)
def test_no_text_of_the_content_promises(place: str) -> None:
    assert _wrong_words(TEXTS[place]) == ()


@pytest.mark.skipif(not MORE, reason="many more clients, for python3 dev.py")
def test_no_paper_of_the_full_product_promises() -> None:
    chosen = random.Random(MORE)  # noqa: S311  # which clients, not a secret
    makers = wording_cases.product()
    for make in chosen.sample(makers, min(MORE, len(makers))):
        name, consultation = make()
        assert _faults(wording_cases.paper(consultation)) == [], name


@pytest.mark.parametrize(
    "text",
    [
        "You will look younger.",
        "The result lasts for years.",
        "Your skin gets 40% better.",
        "This is a cure.",
        "Your scars will fade.",
        "It is painless.",
    ],
)
def test_a_promise_is_found(text: str) -> None:
    assert _wrong_words(text)


@pytest.mark.parametrize("text", ["Most people look ten years younger.", "You may see 2 steps."])
def test_a_sentence_of_its_own_is_found(text: str) -> None:
    assert _not_allowed(text) == (text,)
