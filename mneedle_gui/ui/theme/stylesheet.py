"""The one style sheet of a theme, made from the tokens and the rules."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict
from string import Template

from mneedle_gui.ui.theme import rules, sheet_plan
from mneedle_gui.ui.theme.tokens import RADIUS_ANSWER, RADIUS_CARD, RADIUS_INPUT, Colours, Sizes

_SCALED = re.compile(r"(?<![\w#.-])(\d+(?:\.\d+)?)s\b")


def stylesheet(
    colours: Colours, sizes: Sizes, images: Mapping[str, str], *, right_to_left: bool = False
) -> str:
    """The whole style sheet.

    Args:
        colours: of the theme.
        sizes: at the user's text factor.
        images: file paths by name, see ``icons.write_images``.
        right_to_left: swaps one-sided borders and margins, which Qt does not mirror itself.
    """
    names: dict[str, object] = dict(asdict(colours))
    names.update(_lengths(sizes))
    names.update({f"image_{name.replace('-', '_')}": path for name, path in images.items()})
    names["start"], names["end"] = ("right", "left") if right_to_left else ("left", "right")
    names["link_line"] = "none" if right_to_left else "underline"
    text = Template("\n".join((*rules.ALL, sheet_plan.PLAN))).substitute(names)
    return _SCALED.sub(lambda found: f"{sizes.px(float(found[1]))}px", text)


def _lengths(sizes: Sizes) -> dict[str, object]:
    """Named lengths; heights come once for each border width, so that focus moves nothing."""
    named: dict[str, object] = {
        "type_title": f"{sizes.title}px",
        "type_heading": f"{sizes.heading}px",
        "type_question": f"{sizes.question}px",
        "type_body": f"{sizes.body}px",
        "type_hint": f"{sizes.hint}px",
        "type_status": f"{sizes.status}px",
        "radius_input": f"{RADIUS_INPUT}px",
        "radius_answer": f"{RADIUS_ANSWER}px",
        "radius_card": f"{RADIUS_CARD}px",
    }
    heights = {
        "answer": sizes.answer_height,
        "button": sizes.button_height,
        "small": sizes.px(32),
        "input": sizes.input_height,
    }
    for name, height in heights.items():
        for border in (1, 2, 3):
            named[f"{name}_{border}"] = f"{height - 2 * border}px"
    return named
