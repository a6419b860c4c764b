"""A grading scale beside its question: what it comes to now, and what there is to know about it."""

from __future__ import annotations

from mneedle_gui.domain.scale import Scale
from mneedle_gui.domain.scale_reading import ScaleReading
from mneedle_gui.domain.wording import Message, Words, message
from mneedle_gui.ui.announce import announce
from mneedle_gui.ui.materials import Materials
from mneedle_gui.ui.widgets.buttons import LinkButton
from mneedle_gui.ui.widgets.detail_box import DetailBox
from mneedle_gui.ui.widgets.notice import Notice
from mneedle_gui.ui.widgets.reasons import basis_text, source_texts


class AboutScale(DetailBox):
    """What a scale measures, how far to trust it, its licence and its sources; closed at first."""

    def __init__(self, scale: Scale, materials: Materials) -> None:
        super().__init__()
        self._scale, self._materials = scale, materials

    def link(self, question: str) -> LinkButton:
        """The way to open and close it; ``question`` tells a screen reader which one it is at."""
        said = self._materials.say(message("About this scale"))
        made = LinkButton(said, f"{said}: {question}")
        made.clicked.connect(self.toggle)
        return made

    def toggle(self) -> None:
        """Open it, or close it."""
        if not self.text:
            self._fill()
        self.setVisible(self.isHidden())
        if not self.isHidden():
            announce(self, self.text)

    def _fill(self) -> None:
        scale, say = self._scale, self._materials.say
        trust = [scale.standing, scale.note] if scale.note else [scale.standing]
        sources = [basis_text(scale.basis), *source_texts(scale.basis, self._materials.protocol)]
        parts: list[tuple[Message, list[Message]]] = [
            (scale.name, [_measured(scale)]),
            (message("How far it can be trusted"), trust),
            (message("Licence"), [scale.licence]),
            (message("Where it comes from"), sources),
        ]
        self.show_paragraphs(
            [
                (say(heading), [_begun(_ended(say(text))) for text in texts])
                for heading, texts in parts
            ]
        )


class ReadingNotice(Notice):
    """What a scale comes to now; a difference between two readings is set off."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words

    def show_reading(self, reading: ScaleReading) -> None:
        """Show this reading in place of the last."""
        say, scale = self._words.say, reading.scale
        text = "\n".join(_begun(_ended(say(line))) for line in (*reading.lines, scale.standing))
        tone, icon = ("warn", "triangle-alert") if reading.differs else ("info", "info")
        self.show_notice(tone, icon, say(scale.name), text)


def _measured(scale: Scale) -> Message:
    if scale.least is None or scale.most is None:
        return scale.measures
    return message(
        "{measures}: {least} to {most}",
        measures=scale.measures,
        least=scale.least,
        most=scale.most,
    )


def _ended(text: str) -> str:
    return text if text.endswith(".") else f"{text}."


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]
