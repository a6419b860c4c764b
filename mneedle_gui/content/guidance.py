"""The texts around a treatment, from the files of ``protocol/guidance/``."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from mneedle_gui.content.conditions import required_condition
from mneedle_gui.content.errors import Faults
from mneedle_gui.content.ids import ROW_ID
from mneedle_gui.content.rows import read_rows
from mneedle_gui.content.table import Table
from mneedle_gui.content.toml_reader import read_toml
from mneedle_gui.domain.guidance import (
    Alternative,
    Anaesthetic,
    Badge,
    CallSign,
    Guidance,
    Hazard,
    Influence,
    Longevity,
    NotKnown,
    Parameter,
    Period,
    Restart,
    Sign,
    Step,
    Study,
    Topic,
)
from mneedle_gui.domain.wording import Message

Row = TypeVar("Row")

_LETTER = re.compile(r"[A-Z]")


def read_guidance(folder: Path, root: Path, faults: Faults, reviewed: str = "") -> Guidance:
    """Every text; each file of ``folder`` bears the name of a field of ``Guidance``."""

    def rows(
        file: str,
        key: str,
        make: Callable[..., Row],
        *,
        ids: re.Pattern[str] = ROW_ID,
        may_be_empty: tuple[str, ...] = (),
    ) -> tuple[Row, ...]:
        table = read_toml(folder / f"{file}.toml", root, faults, reviewed)
        found = read_rows(table, key, make, ids=ids, may_be_empty=may_be_empty)
        table.finish()
        return found

    wording = read_toml(folder / "wording.toml", root, faults, reviewed)
    restarts = read_toml(folder / "restarts.toml", root, faults, reviewed)
    guidance = Guidance(
        preparation=rows("preparation", "step", Step),
        aftercare=rows("aftercare", "step", Step),
        timeline=rows("timeline", "period", Period),
        call_signs=rows("call_signs", "call_sign", CallSign),
        signs=rows("signs", "sign", Sign),
        longevity=rows("longevity", "longevity", Longevity),
        influences=rows("influences", "influence", Influence),
        studies=rows("studies", "study", Study),
        not_known=rows("not_known", "not_known", NotKnown),
        hazards=rows("hazards", "hazard", Hazard, may_be_empty=("band",)),
        parameters=rows("parameters", "parameter", Parameter),
        anaesthetics=rows("anaesthetics", "anaesthetic", Anaesthetic),
        topics=rows("topics", "topic", Topic),
        alternatives=rows("alternatives", "alternative", Alternative),
        restarts=read_rows(restarts, "restart", Restart),
        pigment_prone=required_condition(restarts, "pigment_prone"),
        badges=rows("badges", "badge", Badge, ids=_LETTER),
        banned_words=wording.strings("banned_words"),
        explained=tuple(_explained(row) for row in wording.tables("explained")),
        permanence=wording.message("permanence", "permanence"),
    )
    wording.finish()
    restarts.finish()
    return guidance


def _explained(table: Table) -> tuple[str, Message]:
    word = table.text("word")
    table.place("explained", word)
    return word, table.message("text", word)
