"""The two ways through the questions: the full consultation, and the two-minute check."""

from __future__ import annotations

from dataclasses import dataclass

from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.prescreen import short_form
from mneedle_gui.domain.questionnaire import Questionnaire
from mneedle_gui.ui.places import Page, Place, quick_way, way_through
from mneedle_gui.ui.progress import State, progress_of_all


@dataclass(frozen=True, slots=True)
class Ways:
    """Both ways, and the form of each. The answers are the same: what one asks the other need not."""

    questionnaire: Questionnaire
    short: Questionnaire
    full: tuple[Place, ...]
    quick: tuple[Place, ...]

    @classmethod
    def of(cls, questionnaire: Questionnaire) -> Ways:
        """The ways through a questionnaire."""
        short = short_form(questionnaire)
        return cls(questionnaire, short, way_through(questionnaire), quick_way(short))

    def at(self, place: Place) -> tuple[Place, ...]:
        """The way one is on at a place; the full one where it is on neither."""
        return self.quick if place in self.quick else self.full

    def asked_at(self, question: str, here: Place) -> Place:
        """Where a question is asked: on the way one is on, if it is asked there."""
        if here in self.quick and question in self.short:
            return Place(Page.QUICK, self.short.section_of(question).id)
        return Place(Page.SECTION, self.questionnaire.section_of(question).id)

    def after(
        self, place: Place, consultation: Consultation, carried: frozenset[Place] = frozenset()
    ) -> Place:
        """The place after this one, without the ``carried`` ones that are still complete."""
        way, done = self.at(place), carried & _completed(consultation)
        return next(one for one in way[way.index(place) + 1 :] if one not in done)

    def carried(self, consultation: Consultation) -> frozenset[Place]:
        """The sections that the check has asked in whole: they need not be asked again."""
        asked = {Place(Page.SECTION, place.section) for place in self.quick}
        return _completed(consultation) & asked

    def first_open(self, consultation: Consultation) -> Place:
        """The first section of the full way in which something is missing, or what follows them."""
        done = _completed(consultation)
        return next(place for place in self.full if place not in done)


def _completed(consultation: Consultation) -> frozenset[Place]:
    done = (p.section for p in progress_of_all(consultation) if p.state is State.COMPLETED)
    return frozenset(Place(Page.SECTION, section) for section in done)
