"""Checking the program's own content and paper, all faults at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mneedle_gui.content import ContentError, load
from mneedle_gui.content.words import words_for
from mneedle_gui.domain.clinic import Paper
from mneedle_gui.domain.plan import Plan
from mneedle_gui.exchange import answers_file
from mneedle_gui.exchange.answers_file import AnswersFileError
from mneedle_gui.services import consultations, issuing
from mneedle_gui.services.samples import samples
from mneedle_gui.services.settings import Settings
from mneedle_gui.services.workbench import Workbench

FEWEST_SAMPLES = 12


def faults_of(root: Path) -> Iterator[str]:
    """Everything wrong with the resources in ``root``, one line each: content, samples, paper."""
    try:
        content = load(root)
    except ContentError as error:
        yield from str(error).splitlines()
        return
    yield from _sample_faults(Workbench(root, content, words_for("en", root), Settings()))


def _sample_faults(bench: Workbench) -> Iterator[str]:
    every = samples(bench.root)
    if len(every) < FEWEST_SAMPLES:
        yield f"samples: there are {len(every)}, fewer than {FEWEST_SAMPLES}"
    protocol, questionnaire = bench.content.protocol, bench.content.questionnaire
    for sample in every:
        try:
            held = answers_file.read(sample.text, questionnaire, protocol, sample.on)
        except AnswersFileError as error:
            yield from (f"samples/{sample.name}.json: {line}" for line in error.lines)
            continue
        consultation = consultations.hold(bench, held, sample.on)
        outcome = consultation.screening.outcome.code
        if outcome != sample.expect:
            yield f"samples/{sample.name}.json: the outcome is {outcome}, not {sample.expect}"
        for paper in Paper:
            document = issuing.client_document(consultation, bench)
            pages = issuing.as_pdf(document, bench, paper)
            if not pages.startswith(b"%PDF"):
                yield f"samples/{sample.name}.json: the {paper.value} document could not be drawn"
            issuing.as_pdf(issuing.record_document(consultation, bench), bench, paper)
        if not isinstance(consultation.plan, Plan) and outcome.startswith("proceed"):
            yield f"samples/{sample.name}.json: nothing is wrong, and yet there is no plan"
