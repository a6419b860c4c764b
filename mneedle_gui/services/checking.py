"""Checking the program's own content and paper, all faults at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from mneedle_gui.content import Content, ContentError, load
from mneedle_gui.content.words import words_for
from mneedle_gui.domain.clinic import Paper
from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.plan import Plan
from mneedle_gui.exchange import answers_file
from mneedle_gui.exchange.answers_file import AnswersFileError
from mneedle_gui.services import consultations, issuing, prescreening
from mneedle_gui.services.samples import Sample, samples
from mneedle_gui.services.settings import Settings
from mneedle_gui.services.workbench import Workbench

FEWEST_SAMPLES = 12


def faults_of(root: Path, clinic_rules: Path | None = None) -> Iterator[str]:
    """Everything wrong with the resources in ``root``, one line each: content, samples, paper.

    With the folder of a clinic's own rules, those are laid over it and every sample is tried again.
    """
    try:
        content = load(root)
    except ContentError as error:
        yield from str(error).splitlines()
        return
    bench = Workbench(root, content, words_for("en", root), Settings())
    yield from _sample_faults(bench)
    if clinic_rules is None:
        return
    try:
        own = load(root, cross_check=False, clinic_rules=clinic_rules)
    except ContentError as error:
        yield from str(error).splitlines()
        return
    if own.clinic_rules.rows:
        yield from _softened(bench, replace(bench, content=own))


def clinic_rules_found(content: Content, folder: Path) -> str:
    """What of a clinic's own rules the content holds, in one line."""
    own = content.clinic_rules
    if not own.rows:
        return f"clinic rules: none in {folder}"
    kinds = (
        f"own rules {own.rules}, made stricter {own.stricter}, limits {own.limits},"
        f" gaps {own.intervals}"
    )
    files = "1 file" if own.files == 1 else f"{own.files} files"
    rows = "1 row" if own.rows == 1 else f"{own.rows} rows"
    version = content.protocol.version
    return f"clinic rules: {files}, {rows} ({kinds}) in {folder}; content version {version}"


def _softened(shipped: Workbench, own: Workbench) -> Iterator[str]:
    """Samples that a clinic's own rules judge more softly, or that cannot be drawn with them."""
    for sample in samples(shipped.root):
        before, after = _held(shipped, sample), _held(own, sample)
        if after.screening.outcome < before.screening.outcome:
            yield f"samples/{sample.name}.json: softer with the clinic's own rules"
        issuing.as_pdf(issuing.client_document(after, own), own)
        issuing.as_pdf(issuing.record_document(after, own), own)


def _held(bench: Workbench, sample: Sample) -> Consultation:
    content = bench.content
    held = answers_file.read(sample.text, content.questionnaire, content.protocol, sample.on)
    return consultations.hold(bench, held, sample.on)


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
            prescreening.slip_pdf(consultation, bench, paper)
        if not isinstance(consultation.plan, Plan) and outcome.startswith("proceed"):
            yield f"samples/{sample.name}.json: nothing is wrong, and yet there is no plan"
