"""Needling Plan: guided microneedling consultations, and the plan on paper.

The map of the house. Answers go in at the bottom, a document comes out at the top, and nothing
flows back down the stairs::

    __main__ → app | cli → ui → services → content | documents | exchange → domain | system

- ``domain``: pure thought: answers, facts, screening, plan. No files, clock, language or window.
- ``system``: the machine we stand on: folders, resources, safe writing of files, the local log.
- ``content``: reads the questionnaire, the protocol and the words from ``resources/``.
- ``documents``: turns a consultation into paper.
- ``exchange``: files that go to and come from other programs.
- ``services``: the verbs of the program, without a window.
- ``ui``: the window, the only room that knows Qt.
- ``app`` and ``cli``: the two front doors, with and without a window.

A room imports only rooms to its right; rooms joined by ``|`` do not see each other.
``docs/architecture.md`` tells why.
"""

__version__ = "0.1.0"
