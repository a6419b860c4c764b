"""The clinical handbook: every question, rule, number and text of one content version, to be signed."""

from __future__ import annotations

from mneedle_gui.documents.compose.handbook.book import Book, Edition
from mneedle_gui.documents.compose.handbook.document import handbook

__all__ = ["Book", "Edition", "handbook"]
