"""The paper: the client plan beside as many pages of plain reportlab paragraphs."""

from __future__ import annotations

import io
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pypdf
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate

from benchmarks.figure import Figure
from mneedle_gui.exchange import answers_file
from mneedle_gui.services import consultations, issuing
from mneedle_gui.services.samples import samples
from mneedle_gui.services.settings import Settings
from mneedle_gui.services.workbench import open_workbench

_ROUNDS = 9
_SENTENCE = "We will treat the scars on your cheeks with small, shallow needles in four sessions. "


def figures(root: Path) -> Iterator[Figure]:
    """Draw both in turns; medians are compared."""
    bench = open_workbench(root, Settings())
    sample = samples(root)[0]
    content = bench.content
    held = answers_file.read(sample.text, content.questionnaire, content.protocol, sample.on)
    consultation = consultations.hold(bench, held, date(2026, 11, 24))

    def ours() -> bytes:
        return issuing.as_pdf(issuing.client_document(consultation, bench), bench)

    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(ours())).pages)
    pages = len(pypdf.PdfReader(io.BytesIO(ours())).pages)
    paragraphs = max(1, len(text) // (pages * len(_SENTENCE)))
    our_times, plain_times = [], []
    for _ in range(_ROUNDS):
        our_times.append(_timed(ours))
        plain_times.append(_timed(lambda: _plain(pages, paragraphs)))
    our_time, plain_time = statistics.median(our_times), statistics.median(plain_times)
    how = f"{our_time * 1000:.0f} ms for {pages} pages beside {plain_time * 1000:.0f} ms"
    yield Figure("client plan as PDF", our_time / plain_time, 3.0, "x", how)


def _plain(pages: int, paragraphs: int) -> bytes:
    """As many pages with as much text, one paragraph a sentence and nothing else."""
    style = getSampleStyleSheet()["Normal"]
    story: list[object] = []
    for _ in range(pages):
        story += [Paragraph(_SENTENCE, style) for _ in range(paragraphs)]
        story.append(PageBreak())
    target = io.BytesIO()
    SimpleDocTemplate(target, pagesize=A4).build(story)
    return target.getvalue()


def _timed(call: Callable[[], bytes]) -> float:
    began = time.perf_counter()
    call()
    return time.perf_counter() - began
