"""Ids of the clinical specification: all are there, and none goes away."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from mneedle_gui.content import load
from mneedle_gui.domain.protocol import Protocol
from tests.builders import ROOT, content

FROZEN: dict[str, Any] = tomllib.loads(
    (Path(__file__).parent / "frozen_ids.toml").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def protocol() -> Protocol:
    """Everything, with each clinic setting switched on."""
    return load(ROOT, frozenset({"hair", "bloodborne_virus"})).protocol


def test_every_rule_is_there(protocol: Protocol) -> None:
    known = {rule.id for rule in protocol.rules}
    assert not {*FROZEN["rules"], *FROZEN["further_rules"]} - known


def test_every_zone_concern_and_device_is_there(protocol: Protocol) -> None:
    assert not set(FROZEN["zones"]) - {zone.id for zone in protocol.zones}
    assert not set(FROZEN["concerns"]) - {concern.id for concern in protocol.concerns}
    assert not set(FROZEN["devices"]) - {device.id for device in protocol.devices}


def test_every_source_is_there(protocol: Protocol) -> None:
    assert not set(FROZEN["sources"]) - {source.key for source in protocol.sources}


def test_every_cap_is_there_with_its_number(protocol: Protocol) -> None:
    found = {
        cap.id: str(cap.max_mm) if cap.max_mm is not None else f"minus {cap.minus_mm}"
        for cap in protocol.caps
    }
    assert {cap: found.get(cap) for cap in FROZEN["caps"]} == FROZEN["caps"]


def test_hair_and_scalp_are_outside_the_product() -> None:
    protocol = content().protocol
    assert not set(FROZEN["concerns_outside"]) & {concern.id for concern in protocol.concerns}
    assert protocol.zone("scalp").max_mm == 0
    assert "scalp_scarring_alopecia" not in {rule.id for rule in protocol.rules}
    assert "bloodborne_virus" not in {rule.id for rule in protocol.rules}
