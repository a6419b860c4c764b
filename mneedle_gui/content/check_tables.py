"""Cross checks of zones, maps, concerns, caps, intervals and devices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from mneedle_gui.content.check_conditions import check_question
from mneedle_gui.content.inspection import Inspection
from mneedle_gui.domain.answers import NONE_OF_THESE, NOT_SURE
from mneedle_gui.domain.protocol import Concern, Grade, IntervalChange, Route, Zone
from mneedle_gui.domain.questionnaire import Kind, Option

_SHADES = (1, 2, 3)
_TREATED = frozenset({Route.TREAT, Route.COMBINE})


def check_tables(inspection: Inspection) -> None:
    """Every row of the tables a plan is made from."""
    _zones(inspection)
    _concerns(inspection)
    _caps(inspection)
    for row in inspection.content.protocol.intervals:
        check_interval(inspection, row)
    _devices(inspection)


def _zones(inspection: Inspection) -> None:
    content = inspection.content
    drawn = {
        shape.id
        for zone_map in content.maps.values()
        for shape in zone_map.shapes
        if shape.kind in {"zone", "keep_out"}
    }
    choosable = {zone.id for zone_map in content.maps.values() for zone in zone_map.zones}
    zones = content.protocol.zones
    owners = Counter(part for zone in zones for part in zone.parts)
    for zone in zones:
        _limits_of_zone(inspection, zone)
        for part in zone.parts:
            inspection.known(("zone", zone.id, "parts"), "map shape", part, drawn)
            if owners[part] > 1:
                cause = f"the map shape '{part}' stands for another zone as well"
                inspection.add("zone", zone.id, "parts", cause, "Name it in one zone only")
    for part in sorted(choosable - set(owners)) if zones else ():
        views = [
            view for view, drawing in content.maps.items() if part in {s.id for s in drawing.zones}
        ]
        cause = f"the shape '{part}' of map {', '.join(views)} belongs to no zone"
        inspection.add(
            "zone", "", "parts", cause, "Name it in the parts of a zone, or draw it as decor"
        )


def _limits_of_zone(inspection: Inspection, zone: Zone) -> None:
    never = zone.max_mm == 0
    if not never and not 0 <= zone.min_mm <= zone.typical_mm <= zone.max_mm:
        cause = f"the depths {zone.min_mm}, {zone.typical_mm}, {zone.max_mm} mm do not rise"
        inspection.add("zone", zone.id, "max_mm", cause, "Order them: min_mm, typical_mm, max_mm")
    if never and (zone.min_mm or zone.typical_mm):
        cause = "a zone that is never treated has depths"
        inspection.add("zone", zone.id, "max_mm", cause, 'Write "0" for all three')


def _concerns(inspection: Inspection) -> None:
    content = inspection.content
    asked = content.protocol.roles.concerns
    options: tuple[Option, ...] = ()
    if asked in inspection.questions:
        options = content.questionnaire.question(asked).options
    known = {option.code for option in options}
    for concern in content.protocol.concerns:
        inspection.known(
            ("concern", concern.id, "option"), "option of concerns", concern.option, known
        )
        _questions_of_concern(inspection, concern)
        for grade in concern.grades:
            _grade(inspection, concern, grade)
        _texts_of_concern(inspection, concern)
    _options_without_concern(inspection, options)


def _options_without_concern(inspection: Inspection, options: tuple[Option, ...]) -> None:
    protocol = inspection.content.protocol
    used = {concern.option for concern in protocol.concerns}
    for option in options:
        if used and option.code not in used | {NONE_OF_THESE, NOT_SURE}:
            place = ("question", protocol.roles.concerns, f"options.{option.code}")
            inspection.add(*place, "no concern row has this option", "Add its row to concerns.toml")


def _questions_of_concern(inspection: Inspection, concern: Concern) -> None:
    kinds = {"zones_question": Kind.ZONES, "grade_question": Kind.CHOICE}
    for key, kind in kinds.items():
        name = getattr(concern, key)
        place = ("concern", concern.id, key)
        if not name or not check_question(inspection, place, name):
            continue
        question = inspection.content.questionnaire.question(name)
        if question.kind is not kind:
            cause = f"question '{name}' is a {question.kind.value}"
            inspection.add(*place, cause, f"Name a question of kind {kind.value}")
        elif kind is Kind.CHOICE:
            _graded_options(inspection, concern, question.options)
    if concern.grade_question and concern.grade_fact:
        cause = "the grade comes from a question and from a fact"
        inspection.add("concern", concern.id, "grade_fact", cause, "Keep one of them")
    if concern.grade_fact:
        place = ("concern", concern.id, "grade_fact")
        inspection.known(place, "numeric fact", concern.grade_fact, inspection.numbers)
    if len(concern.grades) > 1 and not concern.grade_question and not concern.grade_fact:
        cause = "nothing chooses among the grades"
        inspection.add("concern", concern.id, "grade_question", cause, "Name a question or a fact")


def _graded_options(inspection: Inspection, concern: Concern, options: tuple[Option, ...]) -> None:
    place = ("concern", concern.id, "grade")
    taken = Counter(code for grade in concern.grades for code in grade.options)
    codes = {option.code for option in options}
    for code, times in taken.items():
        inspection.known(place, f"option of '{concern.grade_question}'", code, codes)
        if times > 1:
            inspection.add(*place, f"two grades have the option '{code}'", "Keep it in one")
    for code in sorted(codes - set(taken) - {NOT_SURE, NONE_OF_THESE}):
        cause = f"no grade has the option '{code}' of '{concern.grade_question}'"
        inspection.add(*place, cause, "Add it to the options of a grade")


def _grade(inspection: Inspection, concern: Concern, grade: Grade) -> None:
    def add(key: str, cause: str, remedy: str) -> None:
        inspection.add("concern", concern.id, f"grade.{grade.key}.{key}", cause, remedy)

    if grade.becomes:
        place = ("concern", concern.id, f"grade.{grade.key}.becomes")
        inspection.known(place, "concern", grade.becomes, inspection.concerns)
        return
    low, high = grade.from_score, grade.to_score
    if low is not None and high is not None and low > high:
        add("from_score", "from_score is above to_score", "Exchange them")
    if grade.shade not in _SHADES:
        add("shade", "the map has the shades 1, 2 and 3", "Write one of them")
    if grade.route in _TREATED:
        for key, cause, remedy in _course_faults(grade):
            add(key, cause, remedy)
    elif grade.route is Route.ELSEWHERE and not concern.elsewhere:
        cause = "a grade leads elsewhere but the concern does not say where"
        inspection.add("concern", concern.id, "elsewhere", cause, "Write elsewhere")


def _course_faults(grade: Grade) -> Iterator[tuple[str, str, str]]:
    """Key, cause and remedy of whatever is wrong with the numbers of a treated grade."""
    if not 1 <= grade.sessions_min <= grade.sessions_max:
        yield "sessions_min", "a treated grade needs sessions, the minimum first", "Write both"
    weeks = (grade.interval_min_weeks, grade.interval_typical_weeks, grade.interval_max_weeks)
    if not 0 < weeks[0] <= weeks[1] <= weeks[2]:
        yield "interval_min_weeks", f"the weeks {weeks} do not rise from above 0", "Order them"
    if not 0 < grade.depth_lo_mm <= grade.depth_hi_mm:
        yield "depth_lo_mm", "a treated grade needs depths, the lower first", "Write both"
    low, high = grade.body_depth_lo_mm, grade.body_depth_hi_mm
    if (low is None) != (high is None):
        yield "body_depth_lo_mm", "only one depth for the body is given", "Write both or neither"
    elif low is not None and high is not None and not 0 < low <= high:
        yield "body_depth_lo_mm", "the depths for the body do not rise", "Order them"


def _texts_of_concern(inspection: Inspection, concern: Concern) -> None:
    guidance = inspection.content.protocol.guidance
    treated = any(grade.route in _TREATED for grade in concern.grades)
    if guidance.badges:
        badges = {badge.id for badge in guidance.badges}
        inspection.known(("concern", concern.id, "badge"), "badge", concern.badge, badges)
    if treated and guidance.longevity and all(r.concern != concern.id for r in guidance.longevity):
        cause = "nothing is said on how long results last"
        inspection.add("concern", concern.id, "", cause, "Add its row to guidance/longevity.toml")
    others = guidance.alternatives
    if others and all(concern.id not in row.concerns for row in others if row.concerns):
        cause = "no other choice is named"
        inspection.add(
            "concern", concern.id, "", cause, "Add it to rows of guidance/alternatives.toml"
        )


def _caps(inspection: Inspection) -> None:
    for cap in inspection.content.protocol.caps:
        if (cap.max_mm is None) == (cap.minus_mm is None):
            cause = "a cap has exactly one of max_mm and minus_mm"
            inspection.add("cap", cap.id, "max_mm", cause, "Write one")
        for zone in cap.zones:
            inspection.known(("cap", cap.id, "zones"), "zone", zone, inspection.zones)


def check_interval(inspection: Inspection, row: IntervalChange) -> None:
    """One change of the gap between sessions: its weeks rise."""
    if not 0 < row.min_weeks <= row.typical_weeks <= row.max_weeks:
        cause = f"the weeks {row.min_weeks}, {row.typical_weeks}, {row.max_weeks} do not rise"
        inspection.add("interval", row.id, "min_weeks", cause, "Order them")


def _devices(inspection: Inspection) -> None:
    devices = inspection.content.protocol.devices
    for device in devices:
        for zone in device.forbidden_zones:
            place = ("device", device.id, "forbidden_zones")
            inspection.known(place, "zone", zone, inspection.zones)
        for zone, _ in device.zone_max_mm:
            inspection.known(("device", device.id, "zone_max_mm"), "zone", zone, inspection.zones)
        for override in device.overrides:
            place = ("device", device.id, f"override.{override.rule}")
            inspection.known(place, "rule", override.rule, inspection.rules)
