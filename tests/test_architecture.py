"""The laws of the house that a reader of single files cannot see."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

PACKAGE = Path(__file__).resolve().parent.parent / "mneedle_gui"
MODULES = sorted(PACKAGE.rglob("*.py"))

NETWORK = {
    "aiohttp", "ftplib", "http", "httpx", "imaplib", "poplib", "requests", "smtplib", "socket",
    "socketserver", "ssl", "telnetlib", "urllib", "urllib3", "webbrowser", "websockets", "xmlrpc",
}  # fmt: skip
HARMLESS = {"urllib.parse"}
QT_NETWORK = {"QtNetwork", "QtNetworkAuth", "QtWebEngineCore", "QtWebSockets", "QtHttpServer"}

IMPORT_WITHOUT_QT = """
import importlib, sys

class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"PySide6", "shiboken6"}:
            raise ImportError("blocked: " + name)

sys.meta_path.insert(0, Blocked())
for name in sys.argv[1:]:
    importlib.import_module(name)
"""


def named(file: Path) -> str:
    parts = file.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=str(module), names=names):
                yield from (f"{module}.{alias.name}" for alias in names)


def test_contracts_between_rooms_hold(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(repository)
    code = lint_imports(str(repository / "pyproject.toml"), no_cache=True)
    assert code == 0, capsys.readouterr().out


def test_the_domain_asks_no_clock() -> None:
    asked = [
        f"{named(file)}:{node.lineno}"
        for file in MODULES
        if "domain" in file.relative_to(PACKAGE).parts
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in {"now", "today", "utcnow"}
    ]
    assert asked == []


def test_every_room_below_the_window_imports_without_qt() -> None:
    below = [
        named(file)
        for file in MODULES
        if file.relative_to(PACKAGE).parts[0] not in {"ui", "app.py", "__main__.py"}
    ]
    child = [sys.executable, "-c", IMPORT_WITHOUT_QT, *below]
    result = subprocess.run(child, cwd=PACKAGE.parent, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("file", MODULES, ids=named)
def test_nothing_reaches_for_a_network(file: Path) -> None:
    for name in imports(file):
        parts = name.split(".")
        harmless = any(name == each or name.startswith(f"{each}.") for each in HARMLESS)
        assert parts[0] not in NETWORK or harmless, name
        assert not (parts[0] == "PySide6" and QT_NETWORK & set(parts)), name


def test_every_folder_of_code_is_a_room_that_the_contracts_see() -> None:
    folders = {file.parent for file in MODULES}
    assert [str(folder) for folder in folders if not (folder / "__init__.py").is_file()] == []


@pytest.mark.parametrize("file", MODULES, ids=named)
def test_every_module_says_what_it_is(file: Path) -> None:
    assert ast.get_docstring(ast.parse(file.read_text("utf-8")))


def tool_files(repository: Path) -> list[Path]:
    names = ["pyproject.toml", "dev.py", "build.spec", ".ci/run", "requirements.lock"]
    return [repository / name for name in [*names, "requirements-dev.lock"]]


def test_no_tool_file_names_a_package_host_or_a_machine(repository: Path) -> None:
    # Spelled in parts, so that this file does not name what it forbids.
    host = re.compile(r"py" r"pi\.|python" r"hosted|--(extra-)?index-url|--find-links|https?://")
    machine = re.compile(r"(?<![\w.$])/(home|root|Users|work|opt)/|[A-Z]:\\\\")
    for file in tool_files(repository):
        text = file.read_text("utf-8")
        assert not host.search(text), file.name
        assert not machine.search(text), file.name


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_every_locked_package_is_pinned_and_hashed(repository: Path, name: str) -> None:
    text = (repository / name).read_text("utf-8").replace("\\\n", " ")
    rows = [row for row in text.splitlines() if row and not row.startswith("#")]
    assert rows
    for row in rows:
        assert re.match(r"[a-z0-9-]+==[\w.]+ .*--hash=sha256:[0-9a-f]{64}", row), row


def test_the_locks_hold_what_the_project_file_asks_for(repository: Path) -> None:
    project = tomllib.loads((repository / "pyproject.toml").read_text("utf-8"))["project"]
    run, dev = project["dependencies"], project["optional-dependencies"]["dev"]
    for lock, wanted in (("requirements.lock", run), ("requirements-dev.lock", run + dev)):
        pinned = set(
            re.findall(r"^([a-z0-9-]+)==", (repository / lock).read_text("utf-8"), re.MULTILINE)
        )
        names = {re.split(r"[<>=]", each)[0].lower() for each in wanted}
        assert names <= pinned


def test_both_locks_pin_the_same_versions(repository: Path) -> None:
    pins = [
        set(
            re.findall(r"^[a-z0-9-]+==[\w.]+", (repository / name).read_text("utf-8"), re.MULTILINE)
        )
        for name in ("requirements.lock", "requirements-dev.lock")
    ]
    assert pins[0] <= pins[1]


def test_every_library_of_the_program_is_listed_with_its_version(repository: Path) -> None:
    listed = (repository / "THIRD_PARTY.md").read_text("utf-8").lower()
    locked = (repository / "requirements.lock").read_text("utf-8")
    for name, version in re.findall(r"^([a-z0-9-]+)==([\w.]+)", locked, re.MULTILINE):
        assert re.search(rf"^\| {name}\b[^|]*\| {re.escape(version)} \|", listed, re.MULTILINE), (
            name
        )
