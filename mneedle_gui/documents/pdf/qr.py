"""Square codes, drawn module by module (reportlab's own drawing would bring Helvetica along)."""

from __future__ import annotations

from functools import cache

from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

from mneedle_gui.documents.pdf.boxes import Draw
from mneedle_gui.documents.pdf.pen import Pen
from mneedle_gui.documents.pdf.styles import PAPER, TEXT

_QUIET = 4  # modules of empty margin that the standard asks for


def square_code(payload: str, size: float) -> Draw:
    """A drawing of ``payload`` (error correction M) in a square of ``size`` points, margin included."""
    rows = _modules(payload)
    step = size / (len(rows) + 2 * _QUIET)
    operators = " ".join(
        f"{start + _QUIET} {-(row + _QUIET + 1)} {end - start} 1 re"
        for row, runs in enumerate(rows)
        for start, end in runs
    )

    def draw(pen: Pen, x: float, top: float) -> None:
        pen.box((x, top - size, size, size), PAPER)
        pen.canvas.saveState()
        pen.canvas.transform(step, 0, 0, step, x, top)
        pen.shape(operators, TEXT, None)
        pen.canvas.restoreState()

    return draw


@cache
def _modules(payload: str) -> tuple[tuple[tuple[int, int], ...], ...]:
    """For each row the runs of dark modules, as half-open ranges."""
    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(payload)
    code.make()
    count = code.getModuleCount()
    return tuple(
        tuple(_runs([bool(code.isDark(row, column)) for column in range(count)]))
        for row in range(count)
    )


def _runs(cells: list[bool]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    start = None
    for place, dark in enumerate([*cells, False]):
        if dark and start is None:
            start = place
        elif not dark and start is not None:
            runs.append((start, place))
            start = None
    return runs
