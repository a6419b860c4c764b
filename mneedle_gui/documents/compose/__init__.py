"""What stands on each paper, without coordinates: pure functions from a consultation to a Document."""

from mneedle_gui.documents.compose.client import for_client
from mneedle_gui.documents.compose.client_plan import client_plan
from mneedle_gui.documents.compose.not_today import not_today
from mneedle_gui.documents.compose.practitioner_record import practitioner_record
from mneedle_gui.documents.compose.prescreen_slip import prescreen_slip
from mneedle_gui.documents.compose.session_sheet import session_sheet

__all__ = [
    "client_plan",
    "for_client",
    "not_today",
    "practitioner_record",
    "prescreen_slip",
    "session_sheet",
]
