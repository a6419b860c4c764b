"""What stands on each paper, compared with the copy that was reviewed last."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mneedle_gui.documents.model import Document
from mneedle_gui.documents.plain import plain_text
from tests.documents import papers

GOLDEN = Path(__file__).parents[1] / "golden"
CLIENT = [c for c in papers.client_papers() if not c.name.endswith("_bare")]
RECORDS = [papers.Case(f"{case.name}_record", case.document) for case in papers.records()]
_SHEETS = {"01_cheek_scars_sheet", "03_melasma_test_spot_sheet", "face_and_body_sheet"}
SHEETS = [case for case in papers.sheets() if case.name in _SHEETS]
_FINGERPRINT = re.compile(r"\([0-9a-f]{12}\)")


def _settled(document: Document) -> str:
    """The text without what changes with every change of the content."""
    return _FINGERPRINT.sub("(fingerprint)", plain_text(document))


@pytest.mark.parametrize(
    "case", [*CLIENT, *RECORDS, *SHEETS, *papers.slips()], ids=lambda case: case.name
)
def test_paper_says_what_was_reviewed(case: papers.Case, update_golden: bool) -> None:
    file = GOLDEN / f"{case.name}_en.txt"
    text = _settled(case.document)
    if update_golden:
        GOLDEN.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    assert file.read_text(encoding="utf-8") == text
