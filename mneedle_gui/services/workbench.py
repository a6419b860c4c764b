"""What the program works with once it has started: resources, content, a language, settings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from mneedle_gui import __version__
from mneedle_gui.content import Content, ContentError, load
from mneedle_gui.content.words import words_for
from mneedle_gui.domain.consultation import Circumstances
from mneedle_gui.domain.level import Level, level_called
from mneedle_gui.domain.protocol import Device
from mneedle_gui.domain.wording import Words
from mneedle_gui.services.settings import Settings


@dataclass(frozen=True, slots=True)
class Workbench:
    """Everything that stays the same from one consultation to the next."""

    root: Path
    content: Content
    words: Words
    settings: Settings

    @property
    def device(self) -> Device:
        """The clinic's device; the first of the list when the settings name one that is gone."""
        devices = self.content.protocol.devices
        return next((one for one in devices if one.id == self.settings.device), devices[0])

    @property
    def level(self) -> Level | None:
        """The own depth limits of the clinic's practitioner, ``None`` for none."""
        return level_called(self.content.protocol.levels, self.settings.practitioner_level)

    def circumstances(
        self,
        on: date,
        reference: str = "",
        device: Device | None = None,
        practitioner: str = "",
        level: Level | None = None,
    ) -> Circumstances:
        """What a consultation on the day ``on`` is held with.

        Device, practitioner and level are those of the settings where none is given.
        """
        return Circumstances(
            questionnaire=self.content.questionnaire,
            protocol=self.content.protocol,
            on=on,
            device=device or self.device,
            reference=reference,
            practitioner=practitioner or self.settings.practitioner,
            program_version=__version__,
            level=level or self.level,
        )

    def with_settings(self, settings: Settings) -> Workbench:
        """The same with other settings.

        The content stays as it was read: questions that a changed switch brings or takes away are
        asked from the next start on, never in the middle of a consultation.
        """
        return replace(self, settings=settings)


def open_workbench(
    root: Path,
    settings: Settings,
    language: str = "en",
    *,
    cross_check: bool = True,
    clinic_rules: Path | None = None,
) -> Workbench:
    """Read everything the program needs; ``cross_check`` and ``clinic_rules`` as for `load`.

    Raises:
        ContentError: the content has faults; it lists them all.
    """
    content = load(root, settings.switches, cross_check=cross_check, clinic_rules=clinic_rules)
    return Workbench(root, content, words_for(language, root), settings)


def check_content(root: Path) -> tuple[str, ...]:
    """What is wrong when all rows of the content are compared with each other, one line each."""
    try:
        load(root)
    except ContentError as error:
        return tuple(str(error).splitlines())
    return ()
