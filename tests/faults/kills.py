"""``kill -9`` at random moments: while saving, while a backup is made, while one is restored."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

from mneedle_gui.records.restore import settle
from tests.faults import day
from tests.faults.child import CAN_FORK, Ended, in_child
from tests.faults.day import SOUND, Plants
from tests.faults.figures import Fault, Figures, Kind
from tests.faults.promises import backup_faults, faults_in

_NO_FORK = "this system has no fork"
_ROUNDS = 10_000
_FRESH_EVERY = 100


def saving(base: Path, runs: int, chance: random.Random, plants: Plants = SOUND) -> Figures:
    """Kill a child that saves and tells; then open by the recipe and look for all it told."""
    figures = Figures("kill -9 while saving")
    if not CAN_FORK:
        figures.not_run = _NO_FORK
        return figures
    vault, told = base / "vault", list[str]()
    for run in range(runs):
        if run % _FRESH_EVERY == 0:
            shutil.rmtree(base, ignore_errors=True)
            day.set_up(vault)
            told = []

        def work(tell: Callable[[str], None], first: int = run * _ROUNDS) -> None:
            day.work(vault, first, _ROUNDS, tell, plants)

        ended = in_child(work, chance.uniform(0.001, 0.06))
        figures.faults += _unforeseen(ended, f"run {run}")
        told += _sound(ended)

        def check(
            tell: Callable[[str], None], run: int = run, told: tuple[str, ...] = tuple(told)
        ) -> None:
            _tell_faults(faults_in(vault, told, f"run {run}", thorough=run % 10 == 0), tell)

        checked = in_child(check)
        figures.add(_told_faults(checked), len(_sound(ended)))
    return figures


def backing_up(base: Path, runs: int, chance: random.Random, plants: Plants = SOUND) -> Figures:
    """Kill a child that makes backups: no file with a backup's name may be less than whole."""
    figures = Figures("kill -9 while backing up")
    if not CAN_FORK:
        figures.not_run = _NO_FORK
        return figures
    vault, into = base / "vault", base / "backups"
    shutil.rmtree(base, ignore_errors=True)
    day.set_up(vault)
    into.mkdir()
    told = in_child(lambda tell: day.work(vault, 0, 12, tell)).told

    def work(tell: Callable[[str], None]) -> None:
        while True:
            tell(day.back_up(vault, into, plants).name)

    for run in range(runs):
        ended = in_child(work, chance.uniform(0.005, 0.12))
        where = f"run {run}"

        def check(tell: Callable[[str], None], ended: Ended = ended, where: str = where) -> None:
            faults = [*backup_faults(into, _sound(ended), where), *faults_in(vault, told, where)]
            _tell_faults(faults, tell)

        checked = in_child(check)
        figures.add([*_told_faults(checked), *_unforeseen(ended, where)], len(_sound(ended)))
        for path in into.iterdir():
            path.unlink()
    return figures


def restoring(base: Path, runs: int, chance: random.Random, plants: Plants = SOUND) -> Figures:
    """Kill a child that restores: the old records or the new ones are there, whole."""
    figures = Figures("kill -9 while restoring")
    if not CAN_FORK:
        figures.not_run = _NO_FORK
        return figures
    seed, into = base / "seed", base / "backups"
    shutil.rmtree(base, ignore_errors=True)
    day.set_up(seed)
    into.mkdir()
    in_backup = in_child(lambda tell: day.work(seed, 0, 6, tell)).told
    backup = day.back_up(seed, into)
    old = (*in_backup, *in_child(lambda tell: day.work(seed, 6, 6, tell)).told)
    for run in range(runs):
        data = base / "data"
        shutil.rmtree(data, ignore_errors=True)
        data.mkdir()
        shutil.copytree(seed, data / "vault")

        def work(tell: Callable[[str], None], data: Path = data) -> None:
            day.bring_back(backup, data / "vault", plants)
            tell("restored")

        ended = in_child(work, chance.uniform(0.001, 0.08))

        def check(
            tell: Callable[[str], None], data: Path = data, ended: Ended = ended, run: int = run
        ) -> None:
            _tell_faults(_after_restore(data / "vault", old, in_backup, ended, f"run {run}"), tell)

        figures.add([*_told_faults(in_child(check)), *_unforeseen(ended, f"run {run}")], 1)
    return figures


def _after_restore(
    vault: Path, old: tuple[str, ...], new: tuple[str, ...], ended: Ended, where: str
) -> list[Fault]:
    settle(vault, day.TODAY)
    as_new = faults_in(vault, new, where, thorough=True)
    only_new = any(fault.kind is Kind.LOST for fault in faults_in(vault, old, where))
    if "restored" in ended.told and not only_new:
        as_new.append(Fault(Kind.LOST, f"{where}: the restore was told and is not there"))
    left = [path.name for path in vault.parent.iterdir() if not path.name.startswith("vault-repl")]
    if left != ["vault"]:
        as_new.append(Fault(Kind.READABLE, f"{where}: left beside the vault"))
    return as_new


def _sound(ended: Ended) -> list[str]:
    return [line for line in ended.told if not line.startswith("!")]


def _unforeseen(ended: Ended, where: str) -> list[Fault]:
    return [Fault(Kind.WRONG, f"{where}: {line}") for line in ended.told if line.startswith("!")]


def _tell_faults(faults: list[Fault], tell: Callable[[str], None]) -> None:
    for fault in faults:
        tell(f"{fault.kind.name} {fault.where}")


def _told_faults(ended: Ended) -> list[Fault]:
    found = []
    for line in ended.told:
        kind, _, where = line.partition(" ")
        found.append(Fault(Kind[kind] if kind in Kind.__members__ else Kind.WRONG, where))
    return found
