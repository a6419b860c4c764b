"""Cross checks of everything that was read: what is named exists, what must be said is said.

The reader finds what is wrong within a row; this finds what is wrong between rows.
"""

from __future__ import annotations

from mneedle_gui.content.check_conditions import check_conditions
from mneedle_gui.content.check_facts import check_facts, check_roles
from mneedle_gui.content.check_levels import check_levels
from mneedle_gui.content.check_questions import check_questions
from mneedle_gui.content.check_rows import banned_pattern, check_row
from mneedle_gui.content.check_rules import check_rules
from mneedle_gui.content.check_scales import check_scales
from mneedle_gui.content.check_tables import check_tables
from mneedle_gui.content.check_use import check_use
from mneedle_gui.content.content import Content
from mneedle_gui.content.errors import Fault
from mneedle_gui.content.inspection import Inspection
from mneedle_gui.content.walk import rows_in


def check(content: Content) -> tuple[Fault, ...]:
    """Everything wrong between the rows; empty for good content.

    ``content`` must have every clinic setting switched on, as ``loading.read`` gives it. Ids used
    twice are found while reading, since values know no files.
    """
    inspection = Inspection(content)
    check_questions(inspection)
    check_rules(inspection)
    check_tables(inspection)
    check_levels(inspection)
    check_scales(inspection)
    check_facts(inspection)
    check_roles(inspection)
    rows = tuple(rows_in(content))
    banned = banned_pattern(content.protocol.guidance.banned_words)
    for placed in rows:
        check_conditions(inspection, placed)
        check_row(inspection, placed, banned)
    check_use(inspection, rows)
    return tuple(dict.fromkeys(inspection.faults))
