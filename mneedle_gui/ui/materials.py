"""What pages are made of: the questions, the clinical tables, the maps and the language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mneedle_gui.domain.protocol import Protocol
from mneedle_gui.domain.questionnaire import Questionnaire
from mneedle_gui.domain.wording import Message, Words
from mneedle_gui.domain.zone_map import ZoneMap


@dataclass(frozen=True, slots=True)
class Materials:
    """Content and language of all pages; the same for every consultation. Maps are by view."""

    questionnaire: Questionnaire
    protocol: Protocol
    maps: Mapping[str, ZoneMap]
    words: Words

    def say(self, what: Message) -> str:
        """A sentence in the language of the screen."""
        return self.words.say(what)
