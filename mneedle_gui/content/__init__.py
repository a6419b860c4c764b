"""Content files to domain values; all faults gathered, each with file, key, cause and remedy.

``load`` is the door. ``content.words`` makes the languages that sentences are said in.
"""

from mneedle_gui.content.content import Content
from mneedle_gui.content.errors import ContentError, Fault
from mneedle_gui.content.loading import load

__all__ = ["Content", "ContentError", "Fault", "load"]
