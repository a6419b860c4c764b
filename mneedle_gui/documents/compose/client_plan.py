"""The client's plan: four pages, of which the first says all that matters."""

from __future__ import annotations

from collections.abc import Mapping

from mneedle_gui.documents.compose import first_page, fourth_page, second_page, third_page
from mneedle_gui.documents.compose.case import PlanCase
from mneedle_gui.documents.compose.masthead import footer, header
from mneedle_gui.documents.model import Document, PageBreak
from mneedle_gui.domain.clinic import Clinic
from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.plan import Plan
from mneedle_gui.domain.wording import Words
from mneedle_gui.domain.zone_map import ZoneMap


def client_plan(
    consultation: Consultation, clinic: Clinic, words: Words, maps: Mapping[str, ZoneMap]
) -> Document:
    """The plan of a consultation that has one; ``TypeError`` for one that has none."""
    if not isinstance(consultation.plan, Plan):
        raise TypeError("this consultation has no plan")
    case = PlanCase(consultation, clinic, words, consultation.plan)
    pages = (
        first_page.blocks(case, maps),
        second_page.blocks(case),
        third_page.blocks(case),
        fourth_page.blocks(case),
    )
    blocks = [block for page in pages for block in (*page, PageBreak())]
    return Document(
        title=case.say("Your microneedling plan"),
        subject=case.say("Treatment plan {reference}", reference=_reference(case)),
        author=clinic.name or case.say("Clinic"),
        language=words.language,
        right_to_left=words.right_to_left,
        header=header(case),
        footer=footer(case, case.say("Plan")),
        blocks=tuple(blocks[:-1]),
        fixed_pages=True,
    )


def _reference(case: PlanCase) -> str:
    return case.consultation.circumstances.reference or case.words.day(case.on)
