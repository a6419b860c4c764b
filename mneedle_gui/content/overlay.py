"""A clinic's own stricter rules, laid over the shipped content. They may add and tighten, never soften.

The folder holds TOML files with ``[[rule]]`` (new rules), ``[[stricter]]`` (a shipped rule made
stricter), ``[[limit]]`` (a depth made lower) and ``[[interval]]`` (a longer gap between sessions).
Whatever is wrong in it is a fault like any other: the program does not start without these rules.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from mneedle_gui.content.content import ClinicRules, Content
from mneedle_gui.content.errors import Fault, Faults
from mneedle_gui.content.overlay_check import check_own
from mneedle_gui.content.overlay_files import OwnFile, read_files, table_of
from mneedle_gui.content.overlay_limits import limited, read_own_interval
from mneedle_gui.content.overlay_rules import marked_own, read_own_rule, tightened
from mneedle_gui.content.table import Table
from mneedle_gui.domain.protocol import Protocol

_MARK_DIGITS = 4
_FINGERPRINT_DIGITS = 12


def lay_over(content: Content, folder: Path) -> tuple[Content, tuple[Fault, ...]]:
    """The content with the clinic's rules of ``folder``, and what is wrong with them.

    ``content`` is the shipped one, without fault and with every clinic setting switched on. Without
    such a folder, or with no row in it, it stays as it is. With faults, the content given back is
    only good for telling them.
    """
    faults = Faults()
    files = read_files(folder, faults)
    tables = tuple(table_of(file, faults) for file in files)
    stricter, limits = _rows(tables, "stricter"), _rows(tables, "limit")
    own = tuple(read_own_rule(row, content) for row in _rows(tables, "rule"))
    gaps = tuple(read_own_interval(row, content.protocol) for row in _rows(tables, "interval"))
    laid = limited(limits, tightened(stricter, content.protocol))
    for table in tables:
        table.finish()
    counts = ClinicRules(len(files), len(own), len(stricter), len(limits), len(gaps))
    if not counts.rows:
        return replace(content, clinic_rules=counts), tuple(faults.found)
    laid = _versioned(
        replace(
            laid,
            rules=(*laid.rules, *(marked_own(rule) for rule in own)),
            intervals=(*laid.intervals, *gaps),
        ),
        files,
    )
    whole = replace(
        content,
        questionnaire=replace(content.questionnaire, version=laid.version),
        protocol=laid,
        where={**content.where, **faults.where},
        clinic_rules=counts,
    )
    told = {(fault.file, fault.key) for fault in faults.found}
    between = (f for f in check_own(whole, own, gaps) if (f.file, f.key) not in told)
    return whole, (*faults.found, *between)


def _rows(tables: tuple[Table, ...], kind: str) -> tuple[Table, ...]:
    return tuple(row for table in tables for row in table.tables(kind))


def _versioned(protocol: Protocol, files: tuple[OwnFile, ...]) -> Protocol:
    """The protocol with a version that shows the clinic's files, and a fingerprint that holds them."""
    own = hashlib.sha256()
    for file in files:
        own.update(f"{file.name}\n{len(file.content)}\n".encode())
        own.update(file.content)
    both = hashlib.sha256(f"{protocol.fingerprint} {own.hexdigest()}".encode())
    return replace(
        protocol,
        version=f"{protocol.version} + clinic rules {own.hexdigest()[:_MARK_DIGITS]}",
        fingerprint=both.hexdigest()[:_FINGERPRINT_DIGITS],
    )
