"""Where in the window a person can be."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from mneedle_gui.domain.questionnaire import Questionnaire


class Page(Enum):
    """The kinds of pages."""

    FIRST = "first"
    HOME = "home"
    QUICK = "quick"
    RESULT = "result"
    SECTION = "section"
    CHECK = "check"
    PLAN = "plan"
    PREVIEW = "preview"
    SETTINGS = "settings"


@dataclass(frozen=True, slots=True)
class Place:
    """A page; for sections, also those of the two-minute check, the id of the section with it."""

    page: Page
    section: str = ""


FIRST = Place(Page.FIRST)
HOME, CHECK, PLAN = Place(Page.HOME), Place(Page.CHECK), Place(Page.PLAN)
PREVIEW, SETTINGS = Place(Page.PREVIEW), Place(Page.SETTINGS)
RESULT = Place(Page.RESULT)


def way_through(questionnaire: Questionnaire) -> tuple[Place, ...]:
    """Every place in the order of "continue": the sections, check, plan, preview."""
    sections = (Place(Page.SECTION, section.id) for section in questionnaire.sections)
    return (*sections, CHECK, PLAN, PREVIEW)


def quick_way(short: Questionnaire) -> tuple[Place, ...]:
    """Every place of the two-minute check: the pages of its short form, then the result."""
    return (*(Place(Page.QUICK, section.id) for section in short.sections), RESULT)
