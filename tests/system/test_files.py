from __future__ import annotations

import errno
import os
import stat
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path

import pytest

from mneedle_gui.system import files

CANARY = "Zebedee Quux"
posix = pytest.mark.skipif(sys.platform == "win32", reason="permissions of another kind")


def test_what_is_written_is_read(tmp_path: Path) -> None:
    file = tmp_path / "answers.json"
    files.write_text(file, "naïve ✓ عربي\r\n")
    assert files.read_bytes(file, at_most=1000) == "naïve ✓ عربي\r\n".encode()


def test_an_old_file_is_replaced_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "plan.pdf"
    file.write_bytes(b"old and longer")
    files.write_bytes(file, b"new")
    assert file.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [file]


@posix
def test_a_new_file_is_for_this_user_alone(tmp_path: Path) -> None:
    file = tmp_path / "plan.pdf"
    files.write_bytes(file, b"new")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@posix
def test_a_replaced_file_keeps_its_permissions(tmp_path: Path) -> None:
    file = tmp_path / "plan.pdf"
    file.touch()
    file.chmod(0o640)
    files.write_bytes(file, b"new")
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


@posix
def test_a_link_keeps_pointing_to_its_file(tmp_path: Path) -> None:
    file, link = tmp_path / "real.json", tmp_path / "link.json"
    file.touch()
    link.symlink_to(file)
    files.write_bytes(link, b"new")
    assert link.is_symlink()
    assert file.read_bytes() == b"new"


@pytest.fixture(params=["fsync", "replace"])
def failing_step(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left", CANARY)

    where = {"fsync": (os, "fsync"), "replace": (Path, "replace")}[request.param]
    monkeypatch.setattr(*where, fail)
    yield errno.ENOSPC
    monkeypatch.undo()


@pytest.mark.usefixtures("failing_step")
def test_a_failure_leaves_the_old_file_whole_and_nothing_beside_it(tmp_path: Path) -> None:
    file = tmp_path / f"{CANARY}.json"
    file.write_bytes(b"old")
    with pytest.raises(files.DiskFull):
        files.write_bytes(file, b"new")
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


def test_an_interruption_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        files.write_bytes(tmp_path / "plan.pdf", b"new")
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_program_left_is_swept_and_nothing_else(tmp_path: Path) -> None:
    for name in (".mneedle-abc.part", "plan.part", ".mneedle-abc"):
        (tmp_path / name).touch()
    files.sweep_leftovers(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".mneedle-abc", "plan.part"]
    files.sweep_leftovers(tmp_path / "gone")


def _write(path: Path) -> None:
    files.write_bytes(path, CANARY.encode())


def _read(path: Path) -> None:
    files.read_bytes(path, at_most=3)


def test_troubles_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "long.json").write_bytes(b"long")
    cases = [
        (_write, tmp_path / "gone" / "plan.pdf", files.FileMissing),
        (_write, tmp_path, files.FileIsFolder),
        (_write, tmp_path / "nul\0", files.NameNotUsable),
        (_read, tmp_path / "gone.json", files.FileMissing),
        (_read, tmp_path / "long.json", files.FileTooLarge),
        (_read, tmp_path / "nul\0", files.NameNotUsable),
    ]
    for action, path, kind in cases:
        with pytest.raises(kind):
            action(path)


@pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() == 0, reason="the administrator may write anywhere"
)
def test_a_closed_folder_refuses(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(files.FileRefused):
            _write(tmp_path / "plan.pdf")
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.parametrize("action", [_read, _write])
def test_no_trouble_names_the_file_even_in_its_full_account(action: object, tmp_path: Path) -> None:
    assert callable(action)
    with pytest.raises(files.FileTrouble) as caught:
        action(tmp_path / CANARY / f"{CANARY}.json")
    account = "".join(traceback.format_exception(caught.value))
    assert CANARY not in account
    assert caught.value.__context__ is None
    assert str(caught.value) == files.FileMissing.sentence
