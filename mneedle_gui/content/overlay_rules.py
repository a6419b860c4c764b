"""The clinic's own rules, and shipped rules that the clinic made stricter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from mneedle_gui.content.content import Content
from mneedle_gui.content.ids import suggestion
from mneedle_gui.content.overlay_words import (
    CATEGORY_WORDS,
    OWN,
    Change,
    as_shipped,
    own_basis,
    reason_of,
    softens,
    span_text,
    stricter_basis,
)
from mneedle_gui.content.rules import read_rule, read_span
from mneedle_gui.content.table import Table
from mneedle_gui.domain.dates import sooner_from
from mneedle_gui.domain.outcome import Category
from mneedle_gui.domain.protocol import Disagreement, Protocol
from mneedle_gui.domain.rule import Rule
from mneedle_gui.domain.wording import NOTHING, Message, message

GROUP = "own"
"""The group of rules that a clinic added; shipped groups are single letters."""

_KEYS = frozenset(
    {
        "rule",
        "category",
        "days",
        "months",
        "years",
        "unsure_applies",
        "clearable",
        "professional",
        "reason",
    }
)
_STRICTER: dict[Category, tuple[Category, ...]] = {
    Category.CAUTION: (
        Category.ZONE_EXCLUDE,
        Category.DEFER,
        Category.REFER,
        Category.ABSOLUTE,
    ),
    # With no zone left, leaving a zone out means "do not treat": a wait would be softer.
    Category.ZONE_EXCLUDE: (Category.ABSOLUTE,),
    Category.DEFER: (Category.REFER, Category.ABSOLUTE),
    Category.REFER: (Category.ABSOLUTE,),
    Category.ABSOLUTE: (),
}
_STOPPING = (Category.DEFER, Category.REFER, Category.ABSOLUTE)


def read_own_rule(row: Table, content: Content) -> Rule:
    """A rule that the clinic added, in the format of the shipped ones. Its basis is clinic policy."""
    shipped = content.protocol
    own_id(row, "rule", {rule.id for rule in shipped.rules})
    if row.boolean("test_spot"):
        cause = "the result of a test spot is asked only where a shipped rule wants one"
        row.fault("test_spot", cause, "Ask for the test spot in the text of action")
    rule = read_rule(row, GROUP, own_basis(row, row.optional_text("id")))
    if rule.switch and rule.switch not in content.switches:
        cause = f"there is no clinic setting '{rule.switch}', so the rule would never hold"
        row.fault("switch", cause, suggestion(rule.switch, content.switches))
    return rule


def marked_own(rule: Rule) -> Rule:
    """The rule with a title that says whose it is."""
    title = message("{title} (this clinic's own policy)", title=rule.title)
    return replace(rule, title=title)


def own_id(row: Table, kind: str, shipped: Iterable[str]) -> None:
    """Refuse an id that is, or might one day be, a shipped one."""
    row_id = row.optional_text("id")
    if row_id in shipped:
        cause = f"'{row_id}' is a shipped {kind}, which a clinic cannot write anew"
        remedy = f"Begin the id of an own row with {OWN}"
        if kind == "rule":
            remedy += f'; or make the shipped one stricter: [[stricter]] with rule = "{row_id}"'
        row.fault("id", cause, remedy)
    elif row_id and not row_id.startswith(OWN):
        row.fault("id", f"the id '{row_id}' does not begin with {OWN}", f"Write {OWN}{row_id}")


def tightened(rows: Iterable[Table], shipped: Protocol) -> Protocol:
    """The protocol with shipped rules made stricter; a row that would soften one is a fault."""
    rules = {rule.id: rule for rule in shipped.rules}
    done: dict[str, tuple[Change, ...]] = {}
    for row in rows:
        name = row.text("rule")
        if name in done:
            row.fault("rule", f"rule '{name}' is made stricter twice", "Join the rows into one")
        elif name in rules:
            rules[name], done[name] = _tightened(row, rules[name])
        elif name.startswith(OWN):
            cause = f"'{name}' is this clinic's own rule"
            row.fault("rule", cause, "Write it there as it is to be")
        elif name:
            row.fault("rule", f"there is no shipped rule '{name}'", suggestion(name, rules))
        row.excuse()
    return replace(
        shipped,
        rules=tuple(rules[rule.id] for rule in shipped.rules),
        disagreements=tuple(_chosen(topic, done) for topic in shipped.disagreements),
    )


def _chosen(topic: Disagreement, done: Mapping[str, tuple[Change, ...]]) -> Disagreement:
    """A topic on which sources differ, with what this clinic chose instead of the shipped choice."""
    asked = tuple(change.asked for rule in topic.rules for change in done.get(rule, ()))
    if not asked:
        return topic
    chosen = message(
        "{chosen} (as shipped; this clinic: {changes})", chosen=topic.chosen, changes=asked
    )
    return replace(topic, chosen=chosen)


def _tightened(row: Table, shipped: Rule) -> tuple[Rule, tuple[Change, ...]]:
    """The rule made stricter, and in what; as shipped where the row has a fault."""
    what = f"rule '{shipped.id}'"
    for key in row:
        if key not in _KEYS:
            row.fault(
                key,
                f"{key} of {what} stays as it is shipped",
                "A clinic's rule may only be stricter: write category, days, months, years,"
                " unsure_applies or clearable",
            )
    changes: list[Change] = []
    rule = _with_category(row, shipped, what, changes)
    rule = _with_span(row, rule, what, changes)
    rule = _with_letters(row, shipped, rule, what, changes)
    rule = _with_unsure(row, rule, what, changes)
    reason = reason_of(row, shipped.id)
    if set(row) <= {"rule", "reason"}:
        row.fault("", "the row asks for nothing stricter", "Write category, or a longer time")
    return _told(shipped, rule, changes, reason) if changes else shipped, tuple(changes)


def _with_category(row: Table, shipped: Rule, what: str, changes: list[Change]) -> Rule:
    if "category" not in row:
        return shipped
    asked = row.choice("category", Category, shipped.category)
    if asked is shipped.category:
        if row.optional_text("category") == asked.value:
            as_shipped(row, "category", what, asked.value)
        return shipped
    allowed = _STRICTER[shipped.category]
    if asked not in allowed:
        choices = ", ".join(one.value for one in allowed)
        remedy = f"write one of {choices}" if allowed else "nothing is stricter than absolute"
        softens(row, "category", what, shipped.category.value, asked.value, remedy)
        return shipped
    if asked is Category.ZONE_EXCLUDE and shipped.area is None:
        cause = f"{what} does not ask where the finding is, so no zone can be left out"
        row.fault("category", cause, "Write defer, refer or absolute")
        return shipped
    rule = replace(shipped, category=asked)
    said = row.optional_message("professional", shipped.id)
    if asked is Category.REFER and said:
        rule = replace(rule, professional=said)
    elif asked is Category.REFER and not shipped.professional:
        row.fault("professional", f"{what} names nobody to refer to", 'Write professional = "…"')
    elif said:
        row.fault("professional", "nobody is referred to by this row", "Take professional out")
    words = CATEGORY_WORDS
    client = _for_client(asked, clearable=row.boolean("clearable", default=rule.clearable))
    changes.append(Change(words[asked], words[shipped.category], client))
    return rule


def _for_client(asked: Category, *, clearable: bool) -> Message:
    match asked:
        case Category.ABSOLUTE:
            return message("Our clinic does not treat in this case.")
        case Category.REFER if clearable:
            return message("Our clinic asks for an expert's letter first.")
        case Category.REFER:
            return message("Our clinic asks you to see an expert first.")
        case Category.DEFER:
            return message("Our clinic waits in this case.")
        case _:
            return message("Our clinic leaves this area out.")


def _with_span(row: Table, rule: Rule, what: str, changes: list[Change]) -> Rule:
    key = next((unit for unit in ("days", "months", "years") if unit in row), "")
    asked = read_span(row)
    if not key:
        return rule
    if rule.window is None:
        cause = f"{what} has no window: it holds for as long as its answer does"
        row.fault(key, cause, f"Take {key} out")
        return rule
    shipped = rule.window.span
    sooner = sooner_from(asked, shipped)
    if sooner is not None:
        remedy = f"write a time that is never shorter than {span_text(shipped)}"
        told = f"{span_text(asked)}, which ends sooner when counted from {sooner.isoformat()}"
        softens(row, key, what, span_text(shipped), told, remedy)
        return rule
    if sooner_from(shipped, asked) is None:
        as_shipped(row, key, what, span_text(shipped))
        return rule
    client = message("Our clinic goes by a longer time: {span}.", span=asked.words)
    changes.append(Change(asked.words, shipped.words, client))
    return replace(rule, window=replace(rule.window, span=asked))


def _with_letters(row: Table, shipped: Rule, rule: Rule, what: str, changes: list[Change]) -> Rule:
    """A letter may stop clearing; it may start to only where the clinic made a caution a referral."""
    if "clearable" not in row:
        return rule
    asked = row.boolean("clearable", default=shipped.clearable)
    referred = shipped.category is Category.CAUTION and rule.category is Category.REFER
    if asked and not shipped.clearable and not referred:
        remedy = "a letter may clear only a caution that the clinic turned into refer"
        softens(row, "clearable", what, "that no letter clears it", "that one may", remedy)
        return rule
    if asked == shipped.clearable:
        state = "clearable = true" if asked else "clearable = false"
        as_shipped(row, "clearable", what, state)
        return rule
    if not asked:
        changes.append(
            Change(
                message("no letter clears it"),
                message("a letter may clear it"),
                message("A letter does not change this."),
            )
        )
    return replace(rule, clearable=asked)


def _with_unsure(row: Table, rule: Rule, what: str, changes: list[Change]) -> Rule:
    """An unsure answer may count as yes only where that can never let treatment go ahead."""
    if "unsure_applies" not in row:
        return rule
    asked = row.boolean("unsure_applies", default=rule.unsure_applies)
    shipped = 'that "not sure" counts as yes' if rule.unsure_applies else 'that "not sure" asks'
    if asked == rule.unsure_applies:
        as_shipped(row, "unsure_applies", what, shipped)
        return rule
    if not asked:
        told = 'that "not sure" does not count as yes'
        softens(row, "unsure_applies", what, shipped, told, "leave unsure_applies out")
        return rule
    if rule.category not in _STOPPING or rule.clearable or rule.window or rule.area:
        row.fault(
            "unsure_applies",
            f'this could soften {what}: shipped is that "not sure" withholds the plan, and a rule'
            " that is a caution, has a window or an area, or can be cleared may let it go ahead",
            "A clinic's rule may only be stricter: use it with defer, refer or absolute, without"
            " window and area, and with clearable = false",
        )
        return rule
    changes.append(
        Change(message("“not sure” counts as yes"), message("“not sure” is asked again"))
    )
    return replace(rule, unsure_applies=True)


def _told(shipped: Rule, rule: Rule, changes: list[Change], reason: Message) -> Rule:
    """The rule with texts that say what is this clinic's own, and how it is shipped.

    What would change a caution says that nobody need wait, so it goes when the caution now stops.
    """
    asked = tuple(change.asked for change in changes)
    stops = rule.category in _STOPPING and shipped.category not in _STOPPING
    why = shipped.reason
    recheck = NOTHING if stops or not shipped.recheck else message("{text}.", text=shipped.recheck)
    for more in (change.client for change in changes if change.client):
        why = message("{text} {more}", text=why, more=more)
        recheck = message("{text} {more}", text=recheck, more=more) if recheck else more
    action = message(
        "This clinic's own policy: {changes}. As shipped: {action}",
        changes=asked,
        action=rule.action,
    )
    return replace(
        rule,
        title=message("{title} (this clinic: {changes})", title=rule.title, changes=asked),
        action=action,
        reason=why,
        recheck=recheck,
        basis=stricter_basis(rule.basis, changes, reason),
    )
