"""Short explanations, chosen by their ids in the content."""

from __future__ import annotations

from mneedle_gui.documents.compose.case import PlanCase
from mneedle_gui.documents.model import Item


def topic_items(case: PlanCase, ids: tuple[str, ...], rank: int = 0) -> list[Item]:
    """The topics with these ids that are about this plan, in this order; each title leads its text."""
    known = {topic.id: topic for topic in case.guidance.topics}
    chosen = [known[name] for name in ids if name in known]
    return [
        Item(case.text(topic.text), lead=case.text(topic.title), rank=rank + number if rank else 0)
        for number, topic in enumerate(topic for topic in chosen if case.about(topic.concerns))
    ]
