"""The engine: everything worked out anew after one answer."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from benchmarks.figure import Figure
from mneedle_gui.content import load
from mneedle_gui.domain.answers import Choice
from mneedle_gui.domain.consultation import Circumstances, consult
from mneedle_gui.exchange import answers_file
from mneedle_gui.services.samples import samples

_ROUNDS = 300


def figures(root: Path) -> Iterator[Figure]:
    """Flip one answer of a full consultation back and forth."""
    content = load(root)
    protocol, questionnaire = content.protocol, content.questionnaire
    text = samples(root)[-1].text
    held = answers_file.read(text, questionnaire, protocol, date(2026, 11, 24))
    circumstances = Circumstances(questionnaire, protocol, date(2026, 11, 24), protocol.devices[0])
    consultation = consult(circumstances, held.answers)
    times = []
    for round_ in range(_ROUNDS):
        code = Choice("yes" if round_ % 2 else "no")
        began = time.perf_counter()
        consultation = consultation.answer("keloid-personal", code)
        times.append((time.perf_counter() - began) * 1000)
    how = f"median of {_ROUNDS}, {len(list(questionnaire))} questions, {len(protocol.rules)} rules"
    yield Figure("recompute after an answer", statistics.median(times), 2.0, "ms", how)
