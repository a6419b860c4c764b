"""What codes, fields and choices of the content are called on paper."""

from __future__ import annotations

from enum import Enum

from mneedle_gui.domain.outcome import Category, Outcome
from mneedle_gui.domain.protocol import CapSessions, FactKind, Region, Route
from mneedle_gui.domain.questionnaire import Asker, Kind, Need, Tense
from mneedle_gui.domain.wording import Message, message

OUTCOMES: dict[Outcome, Message] = {
    Outcome.PROCEED: message("Proceed"),
    Outcome.PROCEED_WITH_MODIFICATIONS: message("Proceed with modifications"),
    Outcome.ASK: message("Answers needed"),
    Outcome.DEFER: message("Defer"),
    Outcome.REFER: message("Refer"),
    Outcome.DO_NOT_TREAT: message("Do not treat"),
}

CHOICES: dict[Enum, Message] = {
    Category.ABSOLUTE: message("Do not treat"),
    Category.REFER: message("Refer: no treatment before a written opinion"),
    Category.DEFER: message("Defer: not before a date or a stated change"),
    Category.CAUTION: message("Caution: may treat with the change named"),
    Category.ZONE_EXCLUDE: message("Leave the zone out; the rest may go on"),
    Region.FACE: message("face"),
    Region.NECK: message("neck"),
    Region.BODY: message("body"),
    Route.TREAT: message("treat"),
    Route.COMBINE: message("treat, combined with other care"),
    Route.ELSEWHERE: message("not needling: go elsewhere"),
    Route.NOTHING: message("nothing to treat"),
    CapSessions.ALL: message("all sessions"),
    CapSessions.FIRST_TWO: message("the first two sessions"),
    CapSessions.TEST_SPOT: message("the test spot"),
    FactKind.AGE: message("age in whole years on the judged day"),
    FactKind.SUM: message("sum of scores; unknown unless every item has one"),
    FactKind.BANDS: message("number of the band in which the sum of scores falls"),
    FactKind.RANK: message("score of the answer given"),
    FactKind.HIGHEST: message("highest of the facts that are known"),
    FactKind.DIFFERS: message("yes when two known facts differ"),
    FactKind.WEIGHTED: message("sum of weight × first score × second score, pair by pair"),
    Asker.CLIENT: message("the client"),
    Asker.RECEPTION: message("the front desk"),
    Asker.PRACTITIONER: message("the practitioner, who looks"),
    Kind.YES_NO: message("yes or no"),
    Kind.CHOICE: message("one answer"),
    Kind.CHOICES: message("any number of answers"),
    Kind.ZONES: message("every zone of face and body"),
    Kind.DATE: message("date"),
    Kind.INTEGER: message("whole number"),
    Kind.DECIMAL: message("number"),
    Kind.TEXT: message("words on one line"),
    Kind.LONG_TEXT: message("words on several lines"),
    Need.SAFETY: message("safety"),
    Need.RECORD: message("record"),
    Need.OPTIONAL: message("optional"),
    Tense.PAST: message("in the past"),
    Tense.FUTURE: message("in the future"),
    Tense.ANY: message("past or future"),
}

CODES: dict[tuple[str, str], Message] = {
    ("result", "up"): message("↑ better"),
    ("result", "down"): message("↓ weaker"),
    ("result", "same"): message("↔ the same"),
    ("result", "unknown"): message("not known"),
    ("duration", "up"): message("↑ longer"),
    ("duration", "down"): message("↓ shorter"),
    ("duration", "same"): message("↔ the same"),
    ("duration", "unknown"): message("not known"),
    ("risk", "up"): message("↑ higher"),
    ("risk", "down"): message("↓ lower"),
    ("risk", "same"): message("↔ the same"),
    ("risk", "unknown"): message("not known"),
    ("urgency", "clinic"): message("call the clinic the same day"),
    ("urgency", "emergency"): message("emergency"),
    ("band", "common"): message("common"),
    ("band", "uncommon"): message("uncommon"),
    ("band", "rare"): message("rare"),
    ("band", ""): message("not counted in studies"),
}

FIELDS: dict[str, Message] = {
    "after_days": message("Wait"),
    "anaesthetic": message("Numbing cream"),
    "applies": message("Exists only"),
    "at_the_end": message("At the end of studies"),
    "basis": message("Basis"),
    "becomes": message("Handed over to"),
    "clearable": message("Cleared by"),
    "client_name": message("Client's words"),
    "do": message("What to do"),
    "doi": message("DOI"),
    "face_max_mm": message("At most, face and neck"),
    "body_max_mm": message("At most, body"),
    "first_page": message("On the first page"),
    "forbidden_zones": message("Never in"),
    "how": message("How to check"),
    "max_mm": message("At most"),
    "minus_mm": message("Off the zone's maximum"),
    "from_day": message("From"),
    "to_day": message("To"),
    "from_mm": message("From"),
    "to_mm": message("Up to"),
    "over_mm": message("Over"),
    "under_mm": message("Under"),
    "normal": message("What is normal"),
    "now": message("Among the first ticks"),
    "pmid": message("PMID"),
    "prescreen": message("Two-minute check"),
    "own_fact": message("Practitioner's reading"),
    "used_fact": message("Rules go by"),
    "proof": message("Sign that it works"),
    "review_after_sessions": message("Review after"),
    "scar_prone_only": message("Only in scar-prone zones"),
    "sheet": message("On the session sheet"),
    "short": message("In short"),
    "span": message("Time"),
    "switch": message("Clinic setting"),
    "urgent": message("Urgent"),
    "when": message("When"),
    "when_text": message("When"),
    "zone_max_mm": message("At most in a zone"),
}
"""Names of fields that are not simply the field's own name written with spaces."""

UNITS: tuple[tuple[str, str, str], ...] = (
    ("_mm", "{count} mm", "{count} mm"),
    ("_weeks", "{count} week", "{count} weeks"),
    ("_days", "{count} day", "{count} days"),
    ("_sessions", "{count} session", "{count} sessions"),
    ("_cm2", "{count} cm²", "{count} cm²"),
    ("_grams", "{count} g", "{count} g"),
)
"""The end of a field's name, and how a number with that unit is said."""
