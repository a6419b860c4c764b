"""The windowless door: questions, samples, plans and the check, for people and for scripts.

Exit codes: 0 done, 1 something is wrong with the program's own content, 2 bad input or a file that
could not be used (nothing was written), 3 the plan is withheld, or the two-minute check says that there
can be no booking yet.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from mneedle_gui import __version__
from mneedle_gui.content import ContentError
from mneedle_gui.domain.clinic import Paper
from mneedle_gui.domain.consultation import Consultation
from mneedle_gui.domain.plan import Plan
from mneedle_gui.domain.prescreen import Result, prescreen
from mneedle_gui.exchange import plan_file, prescreen_file, questions_file
from mneedle_gui.exchange.answers_file import AnswersFileError
from mneedle_gui.services import consultations, handbook, issuing, prescreening
from mneedle_gui.services.checking import clinic_rules_found, faults_of
from mneedle_gui.services.handbook import SnapshotError
from mneedle_gui.services.samples import Sample, samples
from mneedle_gui.services.settings import Settings, load_settings
from mneedle_gui.services.workbench import Workbench, open_workbench
from mneedle_gui.system.files import FileTrouble, write_bytes, write_text
from mneedle_gui.system.resources import resources_root

VERBS = ("plan", "prescreen", "sample", "questions", "handbook", "check")
OK, FAULTY, BAD_INPUT, WITHHELD = 0, 1, 2, 3


def main(
    arguments: Sequence[str],
    today: date,
    settings_folder: Path,
    check_window: Callable[[Workbench], list[str]] | None = None,
    clinic_rules: Path | None = None,
) -> int:
    """Carry out one verb and give the exit code.

    ``check_window`` opens the window off-screen for ``check`` and lists what went wrong; it is
    handed in because this room knows no window. ``clinic_rules`` is the folder of the clinic's own
    stricter rules; they hold for every verb.
    """
    options = _parser().parse_args(arguments)
    root = resources_root()
    if options.verb == "check":
        return _check(root, check_window, clinic_rules)
    try:
        settings, _ = load_settings(settings_folder)
        bench = open_workbench(root, settings, clinic_rules=clinic_rules)
        if options.verb == "questions":
            print(questions_file.write(bench.content.questionnaire, bench.words), end="")
            return OK
        if options.verb == "sample":
            return _sample(root, options)
        if options.verb == "prescreen":
            return _prescreen(bench, options, today)
        if options.verb == "handbook":
            return _handbook(bench, options, clinic_rules)
        return _plan(bench, options, today)
    except ContentError as error:
        print(error, file=sys.stderr)
        return FAULTY
    except FileTrouble as trouble:
        print(f"mneedle-gui: {trouble.sentence}", file=sys.stderr)
        return BAD_INPUT
    except SnapshotError as error:
        print(f"mneedle-gui: {error.sentence}", file=sys.stderr)
        return BAD_INPUT
    except AnswersFileError as error:
        print(error, file=sys.stderr)
        return BAD_INPUT


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="mneedle-gui",
        description="Needling Plan: guided microneedling consultations, offline.",
        epilog="Without a verb the window opens; 'mneedle-gui --demo' opens a sample consultation.",
    )
    parser.add_argument("--version", action="version", version=f"Needling Plan {__version__}")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    plan = verbs.add_parser("plan", help="make a plan from an answers file")
    _take_answers(plan)
    plan.add_argument("--record", type=Path, help="write the practitioner's sheet")
    plan.add_argument(
        "--session-sheet", type=Path, metavar="FILE", help="write a sheet for each visit"
    )
    plan.add_argument("--level", default="", metavar="ID", help="practitioner's own depth limits")
    check = verbs.add_parser("prescreen", help="the two-minute check of the first safety questions")
    _take_answers(check)
    check.set_defaults(level="")
    sample = verbs.add_parser("sample", help="list or write a sample answers file")
    sample.add_argument("--list", action="store_true", help="name all samples")
    sample.add_argument("--case", metavar="NAME", help="which sample; the first when not given")
    sample.add_argument("-o", "--output", type=Path, metavar="FILE", help="printed when not given")
    questions = verbs.add_parser("questions", help="every question with what it accepts")
    questions.add_argument("--json", action="store_true", help="as JSON (the only form)")
    _take_handbook(
        verbs.add_parser("handbook", help="all clinical content as a book, to be signed")
    )
    verbs.add_parser("check", help="check all content, draw every document, open the window")
    return parser


def _take_answers(verb: argparse.ArgumentParser) -> None:
    """What a verb takes that works a consultation out from an answers file."""
    verb.add_argument("answers", type=Path, metavar="ANSWERS.json")
    verb.add_argument("--on", type=_day, metavar="YYYY-MM-DD", help="day of the consultation")
    verb.add_argument("--pdf", type=Path, help="write the client's document")
    verb.add_argument("--json", type=Path, help="write the result; printed when no file is named")
    verb.add_argument("--lang", choices=("en",), default="en", help="language of the document")
    verb.add_argument("--paper", choices=[paper.value for paper in Paper], help="sheet size")
    verb.add_argument("--device", default="", metavar="ID", help="needling device")


def _take_handbook(verb: argparse.ArgumentParser) -> None:
    """What the handbook takes."""
    verb.add_argument("--pdf", type=Path, metavar="FILE", help="write the handbook")
    verb.add_argument("--lang", choices=("en",), default="en", help="language of the handbook")
    verb.add_argument("--paper", choices=[paper.value for paper in Paper], help="sheet size")
    since, snapshot = (
        "list what changed since this snapshot",
        "write a snapshot to compare with later",
    )
    verb.add_argument("--since", type=Path, metavar="SNAPSHOT.json", help=since)
    verb.add_argument("--snapshot", type=Path, metavar="FILE", help=snapshot)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("give the day as YYYY-MM-DD") from None


def _sample(root: Path, options: argparse.Namespace) -> int:
    every = samples(root)
    if options.list:
        for one in every:
            print(f"{one.name:<28} {one.expect:<28} {one.title}")
        return OK
    wanted = options.case or every[0].name
    found: Sample | None = next((one for one in every if one.name == wanted), None)
    if found is None:
        print("mneedle-gui: there is no such sample; see sample --list", file=sys.stderr)
        return BAD_INPUT
    if options.output is None:
        print(found.text, end="")
    else:
        write_text(options.output, found.text)
    return OK


def _plan(bench: Workbench, options: argparse.Namespace, today: date) -> int:
    consultation = _held(bench, options, today)
    if consultation is None:
        return BAD_INPUT
    paper = Paper(options.paper) if options.paper else None
    outputs = _outputs(consultation, bench, options, paper)
    for path, content in outputs:
        write_bytes(path, content)
    if not outputs:
        print(plan_file.write(consultation, bench.words), end="")
    return OK if isinstance(consultation.plan, Plan) else WITHHELD


def _prescreen(bench: Workbench, options: argparse.Namespace, today: date) -> int:
    consultation = _held(bench, options, today)
    if consultation is None:
        return BAD_INPUT
    paper = Paper(options.paper) if options.paper else None
    text = prescreen_file.write(consultation, bench.words)
    slip = prescreening.slip_pdf(consultation, bench, paper) if options.pdf else b""
    if options.pdf:
        write_bytes(options.pdf, slip)
    if options.json:
        write_text(options.json, text)
    if not options.pdf and not options.json:
        print(text, end="")
    return OK if prescreen(consultation).result is Result.CAN_BOOK else WITHHELD


def _held(bench: Workbench, options: argparse.Namespace, today: date) -> Consultation | None:
    """The consultation in an answers file; nothing, once it is said what cannot be used."""
    held = consultations.read_answers(bench, options.answers, options.on or today)
    protocol = bench.content.protocol
    for name, given, rows in (
        ("--device", options.device, protocol.devices),
        ("--level", options.level, protocol.levels),
    ):
        known = [row.id for row in rows]
        if given and given not in known:
            print(f"mneedle-gui: {name}: give one of {', '.join(known)}", file=sys.stderr)
            return None
    on = options.on or held.on or today
    consultation = consultations.hold(bench, held, on, options.device, options.level)
    for problem in consultation.form.problems:
        print(f"{problem.question}: {bench.words.say(problem.remedy)}", file=sys.stderr)
    return None if consultation.form.problems else consultation


def _outputs(
    consultation: Consultation,
    bench: Workbench,
    options: argparse.Namespace,
    paper: Paper | None,
) -> list[tuple[Path, bytes]]:
    """Every file asked for, made before the first one is written."""
    outputs: list[tuple[Path, bytes]] = []
    if options.pdf:
        document = issuing.client_document(consultation, bench)
        outputs.append((options.pdf, issuing.as_pdf(document, bench, paper)))
    if options.record:
        document = issuing.record_document(consultation, bench)
        outputs.append((options.record, issuing.as_pdf(document, bench, paper)))
    if options.session_sheet and isinstance(consultation.plan, Plan):
        document = issuing.session_document(consultation, bench)
        outputs.append((options.session_sheet, issuing.as_pdf(document, bench, paper)))
    elif options.session_sheet:
        print("mneedle-gui: there is no plan, so no session sheet is written", file=sys.stderr)
    if options.json:
        text = plan_file.write(consultation, bench.words)
        outputs.append((options.json, text.encode("utf-8")))
    return outputs


def _handbook(bench: Workbench, options: argparse.Namespace, clinic_rules: Path | None) -> int:
    if options.pdf is None and options.snapshot is None:
        print("mneedle-gui: handbook: name a file with --pdf or --snapshot", file=sys.stderr)
        return BAD_INPUT
    since = handbook.snapshot_in(options.since) if options.since else None
    content = handbook.whole_content(bench.root, clinic_rules)
    if options.pdf:
        clinic = bench.settings.clinic
        document = handbook.handbook_of(bench.root, content, clinic, bench.words, since)
        paper = Paper(options.paper) if options.paper else None
        write_bytes(options.pdf, issuing.as_pdf(document, bench, paper))
    if options.snapshot:
        write_text(options.snapshot, handbook.snapshot_of(content))
    return OK


def _check(
    root: Path,
    check_window: Callable[[Workbench], list[str]] | None,
    clinic_rules: Path | None,
) -> int:
    lines = list(faults_of(root, clinic_rules))
    if not lines:
        bench = open_workbench(root, Settings(), clinic_rules=clinic_rules)
        lines = check_window(bench) if check_window is not None else []
        if clinic_rules is not None:
            print(clinic_rules_found(bench.content, clinic_rules))
    for line in lines:
        print(line, file=sys.stderr)
    if lines:
        print("check: to be mended, as listed", file=sys.stderr)
        return FAULTY
    print("check: clean")
    return OK
