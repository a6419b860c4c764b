#!/usr/bin/env python3
"""The one command for working on Needling Plan: ``python3 dev.py VERB``.

It needs nothing but Python: it makes ``.venv`` beside itself from the hashed lock files, makes it
again when they change, and then does what the verb says.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "made-from.txt"
RUN_LOCK = ROOT / "requirements.lock"
DEV_LOCK = ROOT / "requirements-dev.lock"
OLDEST_PYTHON = (3, 11)
MANY_EXAMPLES = "10000"

USAGE = """usage: python3 dev.py VERB [arguments]

  run    start the program; arguments go to it (run --demo, run plan ANSWERS.json …)
  test   run the tests; arguments go to pytest
  lint   ruff, mypy and the contracts between rooms
  check  check all content and draw every document
  bench  time the program against its bars
  build  freeze the program into dist/ and try the result

  clinical  list every clinical row with its cases; also: test --clinical
  mutate    change every clinical threshold by one step and see that a test notices
  prove     try what holds for all answers on 10,000 sets of answers (prove 500: on 500)
  faults    kills, power cuts, failing calls and full disks against the records (faults --short)"""

WINDOWLESS = (
    "plan", "prescreen", "sample", "questions", "handbook", "check", "-h", "--help", "--version",
)  # fmt: skip

# What Qt needs of a Debian or Ubuntu machine, found by starting from a bare one.
OFFSCREEN = (
    "libgl1", "libegl1", "libdbus-1-3", "libfontconfig1", "libglib2.0-0", "libxkbcommon0",
)  # fmt: skip
WINDOW = (
    "libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1", "libxcb-shape0", "libxkbcommon-x11-0",
    "libwayland-cursor0", "libwayland-egl1", "libcups2",
)  # fmt: skip


class Trouble(Exception):
    """Something the reader can put right, said in one sentence."""

    code = 1


class WrongUse(Trouble):
    """The command was not given as the usage says."""

    code = 2


def main(arguments: Sequence[str]) -> int:
    """Do the verb and give the exit code: the tool's own, 1 for trouble, 2 for wrong use."""
    if arguments and arguments[0] in {"-h", "--help"}:
        print(USAGE)
        return 0
    if not arguments or arguments[0] not in VERBS:
        print(USAGE, file=sys.stderr)
        return 2
    try:
        return VERBS[arguments[0]](list(arguments[1:]))
    except Trouble as trouble:
        print(f"dev.py: {trouble}", file=sys.stderr)
        return trouble.code
    except KeyboardInterrupt:
        return 130


def run(arguments: list[str]) -> int:
    """Start the program as a person would, in the folder the person is in."""
    windowless = bool(arguments) and arguments[0] in WINDOWLESS
    if not windowless and not has_display():
        print(
            "There is no display here to open a window on; these commands need none:"
            " mneedle-gui plan, prescreen, sample, questions, handbook and check"
            " (for example: python3 dev.py run plan ANSWERS.json).",
            file=sys.stderr,
        )
        return 2
    need_packages(
        OFFSCREEN if windowless or "QT_QPA_PLATFORM" in os.environ else OFFSCREEN + WINDOW
    )
    need_venv(RUN_LOCK)
    return subprocess.call([python(), "-P", "-m", "mneedle_gui", *arguments])


def test(arguments: list[str]) -> int:
    """Run the tests without a display; the last line is pytest's own."""
    if "--clinical" in arguments:
        return clinical([word for word in arguments if word != "--clinical"])
    need_packages(OFFSCREEN)
    need_venv(DEV_LOCK)
    some = ("-n", "-s", "--pdb", "--update-golden")
    whole = not any(word in some or (ROOT / word.partition("::")[0]).exists() for word in arguments)
    cores = ("-n", "auto", "--dist", "worksteal") if whole else ()
    return in_root("-m", "pytest", *cores, *arguments)


def lint(arguments: list[str]) -> int:
    """Run every reader of code, each to its end, so that one run shows all there is to mend."""
    refuse(arguments, "lint")
    need_venv(DEV_LOCK)
    contracts = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"
    readers = {
        "ruff check": ("-m", "ruff", "check", "."),
        "ruff format": ("-m", "ruff", "format", "--check", "."),
        "mypy": ("-m", "mypy"),
        "contracts": ("-c", contracts),
    }
    unhappy = []
    for name, command in readers.items():
        print(f"── {name}", flush=True)
        if in_root(*command) != 0:
            unhappy.append(name)
    print(f"lint: to mend: {', '.join(unhappy)}" if unhappy else "lint: clean")
    return 1 if unhappy else 0


def check(arguments: list[str]) -> int:
    """Check all content and draw every document, from this checkout."""
    return run(["check", *arguments])


def bench(arguments: list[str]) -> int:
    """Time the program; exit 1 if it is far beyond a bar."""
    need_packages(OFFSCREEN)
    need_venv(DEV_LOCK)
    return in_root("-m", "benchmarks", *arguments)


def clinical(arguments: list[str]) -> int:
    """List every clinical row with its cases; exit 1 if one has none."""
    need_venv(DEV_LOCK)
    return in_root("-m", "tests.clinical.report", *arguments)


def mutate(arguments: list[str]) -> int:
    """Change every clinical threshold, one at a time; exit 1 if a change goes unnoticed."""
    need_venv(DEV_LOCK)
    return in_root("-m", "tests.clinical.mutation", *arguments)


def prove(arguments: list[str]) -> int:
    """Try on many sets of answers what must hold for all of them."""
    if len(arguments) > 1 or not all(word.isdigit() for word in arguments):
        raise WrongUse(f"prove takes one number of examples, but was given: {' '.join(arguments)}.")
    os.environ["MNEEDLE_EXAMPLES"] = (arguments or [MANY_EXAMPLES])[0]
    kinds = ("test_properties", "test_plan_properties", "test_never_softer")
    promises = [f"tests/domain/{name}.py" for name in kinds]
    promises.append("tests/documents/test_wording.py")
    return test([*promises, "--durations=0"])


def faults(arguments: list[str]) -> int:
    """Try the records against everything that can go wrong here; exit 1 if anything is found."""
    need_packages(("strace",))
    need_venv(DEV_LOCK)
    return in_root("-m", "tests.faults", *arguments)


def build(arguments: list[str]) -> int:
    """Freeze the program into one folder, then let the result check itself and plan a sample."""
    refuse(arguments, "build")
    need_packages((*OFFSCREEN, "binutils", *shared_python()))
    need_venv(DEV_LOCK)
    if in_root("-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", "build.spec") != 0:
        raise Trouble("PyInstaller could not freeze the program; its own words are above.")
    program = (
        ROOT / "dist" / "mneedle-gui" / ("mneedle-gui-cli.exe" if windows() else "mneedle-gui")
    )
    with tempfile.TemporaryDirectory() as folder:
        answers, plan = Path(folder, "answers.json"), Path(folder, "plan.pdf")
        surroundings = {**offscreen(), "MNEEDLE_HOME": str(Path(folder, "home"))}
        for words in (
            ("check",),
            ("sample", "-o", str(answers)),
            ("plan", str(answers), "--pdf", str(plan)),
        ):
            print(f"── frozen mneedle-gui {words[0]}", flush=True)
            if subprocess.call([str(program), *words], cwd=folder, env=surroundings) != 0:
                raise Trouble(f"the frozen program failed at: mneedle-gui {words[0]}.")
        if not plan.is_file() or not plan.read_bytes().startswith(b"%PDF-"):
            raise Trouble("the frozen program drew no plan.")
    print(f"build: {program.parent.relative_to(ROOT)} is ready")
    return 0


VERBS: Mapping[str, Callable[[list[str]], int]] = {
    "run": run,
    "test": test,
    "lint": lint,
    "check": check,
    "bench": bench,
    "build": build,
    "clinical": clinical,
    "mutate": mutate,
    "prove": prove,
    "faults": faults,
}


def refuse(arguments: list[str], verb: str) -> None:
    """Say that a verb takes no arguments, when some were given."""
    if arguments:
        raise WrongUse(f"{verb} takes no arguments, but was given: {' '.join(arguments)}.")


def in_root(*arguments: str) -> int:
    """Run our Python in the project folder, without a display, and give its exit code."""
    return subprocess.call([python(), *arguments], cwd=ROOT, env=offscreen())


def offscreen() -> dict[str, str]:
    """This program's environment, with Qt told to draw without a display."""
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen"}


def windows() -> bool:
    """Whether this is Windows."""
    return os.name == "nt"


def has_display() -> bool:
    """Whether a window can be opened here, as far as the environment tells."""
    wanted = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in wanted)


def python() -> str:
    """The Python inside ``.venv``."""
    return str(VENV / "Scripts" / "python.exe" if windows() else VENV / "bin" / "python")


def need_venv(lock: Path) -> None:
    """Have a ``.venv`` that holds what the lock file names, made anew if anything changed."""
    with one_at_a_time():
        had = set(STAMP.read_text(encoding="utf-8").splitlines()) if STAMP.is_file() else set()
        wanted = made_from(lock)
        if wanted <= had and Path(python()).exists():
            return
        if not had or not had <= made_from(DEV_LOCK):
            make_venv()
        STAMP.unlink(missing_ok=True)
        print(f"Installing what {lock.name} names, once; this can take some minutes …", flush=True)
        install = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check")
        exact = ("--require-hashes", "--only-binary", ":all:", "-r", str(lock))
        if subprocess.call([python(), *install, *exact], cwd=ROOT) != 0:
            raise Trouble(f"pip could not install what {lock.name} names; its own words are above.")
        site = [python(), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
        packages = Path(subprocess.check_output(site, text=True).strip())
        (packages / "mneedle-gui-checkout.pth").write_text(f"{ROOT}\n", encoding="utf-8")
        STAMP.write_text("\n".join(sorted(wanted)) + "\n", encoding="utf-8")


def made_from(lock: Path) -> set[str]:
    """What a ``.venv`` for this lock file is made from; the tools' lock holds the program's too."""
    locks = {RUN_LOCK, lock}
    version = f"python {sys.version_info.major}.{sys.version_info.minor}"
    hashes = {f"{each.name} {hashlib.sha256(each.read_bytes()).hexdigest()}" for each in locks}
    return {version, f"folder {ROOT}", *hashes}


def make_venv() -> None:
    """Make an empty ``.venv``, in place of any that is there."""
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        raise Trouble(
            f"this Python cannot make a virtual environment; on Debian or Ubuntu install it with:"
            f" apt-get install {package}"
        )
    if VENV in Path(sys.executable).parents:
        raise Trouble("the lock files changed; start dev.py with a Python from outside .venv.")
    print("Making .venv …", flush=True)
    if subprocess.call([sys.executable, "-m", "venv", "--clear", str(VENV)]) != 0:
        raise Trouble("Python could not make .venv; its own words are above.")


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Let a second dev.py wait until the first has finished installing."""
    with (ROOT / ".dev.lock").open("w", encoding="utf-8") as file:
        if not windows():
            import fcntl  # noqa: PLC0415 not on Windows

            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def need_packages(names: Sequence[str]) -> None:
    """Have the system packages, on Debian and Ubuntu; elsewhere trust the machine."""
    if not shutil.which("dpkg-query") or not shutil.which("apt-get"):
        return
    missing = [name for name in names if not installed(name)]
    if not missing:
        return
    if os.geteuid() != 0:
        line = f"sudo apt-get install --no-install-recommends {shlex.join(missing)}"
        print(f"Some system packages may be missing; to install them:\n  {line}", file=sys.stderr)
        return
    print(f"Installing system packages: {' '.join(missing)} …", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing]
    for command in (["apt-get", "update", "-qq"], install):
        if subprocess.call(command, env=quiet, stdin=subprocess.DEVNULL, stdout=sys.stderr) != 0:
            raise Trouble(f"this command failed, its own words are above: {shlex.join(command)}")


def installed(name: str) -> bool:
    """Whether a system package is there, also under the name of the 64-bit time change."""
    query = ["dpkg-query", "--show", "--showformat=${db:Status-Status}\n", name, f"{name}t64"]
    answer = subprocess.run(query, capture_output=True, text=True, check=False)
    return "installed" in answer.stdout.split()


def shared_python() -> tuple[str, ...]:
    """The package with the shared library of Debian's own Python, which freezing needs."""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    return (f"libpython{version}",) if sys.base_prefix == "/usr" else ()


if __name__ == "__main__":
    if sys.version_info < OLDEST_PYTHON:
        sys.exit("dev.py: Needling Plan needs Python 3.11 or newer.")
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    sys.exit(main(sys.argv[1:]))
