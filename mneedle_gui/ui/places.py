"""Where in the window a person can be."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from mneedle_gui.domain.questionnaire import Questionnaire


class Page(Enum):
    """The kinds of pages."""

    FIRST = "first"
    HOME = "home"
    SECTION = "section"
    CHECK = "check"
    PLAN = "plan"
    PREVIEW = "preview"
    SETTINGS = "settings"


@dataclass(frozen=True, slots=True)
class Place:
    """A page; for sections the id of the section with it."""

    page: Page
    section: str = ""


FIRST = Place(Page.FIRST)
HOME, CHECK, PLAN = Place(Page.HOME), Place(Page.CHECK), Place(Page.PLAN)
PREVIEW, SETTINGS = Place(Page.PREVIEW), Place(Page.SETTINGS)


def way_through(questionnaire: Questionnaire) -> tuple[Place, ...]:
    """Every place in the order of "continue": the sections, check, plan, preview."""
    sections = (Place(Page.SECTION, section.id) for section in questionnaire.sections)
    return (*sections, CHECK, PLAN, PREVIEW)
