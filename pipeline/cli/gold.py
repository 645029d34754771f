"""`paragraf gold`: the work on gold itself, before anything is measured against it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict
from itertools import count as count_from
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.cli.changes import line_by_line
from pipeline.cli.show import complain, console, progress, writer
from pipeline.errors import GoldError, ParagrafError, ReadError

if TYPE_CHECKING:
    from evaluation.agreement import Agreement
    from evaluation.goldcheck import Finding, Level
    from evaluation.stats import Stats
    from pipeline.facts import Document

gold_app = typer.Typer(
    name="gold",
    help="Make, check and compare gold: the facts people found in a protocol.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)

JsonOption = Annotated[
    Path | None, typer.Option("--json", metavar="FILE", help="As JSON; - prints it instead of the text.")
]
GoldFiles = Annotated[list[Path], typer.Argument(metavar="FOLDER|FILE...", help="NAME.gold.json or folders.")]
STANDARD_OUTPUT = Path("-")


@gold_app.command(epilog="Example: paragraf gold check annotations")
def check(
    gold: GoldFiles,
    fix: Annotated[
        bool, typer.Option("--fix", help="Rewrite files in the stable form: sorted, one fact a line.")
    ] = False,
    mend: Annotated[
        bool,
        typer.Option("--mend", help="The text has changed: move facts to where their words stand now."),
    ] = False,
    json_file: JsonOption = None,
) -> None:
    """Name every fault of every file, with its line and what to do about it.

    A fault keeps the file from being scored against; a doubt is probably wrong; layout is only the
    way a file is written. Exit code 0: no fault and no doubt; 1: some; 2: nothing could be checked.
    """
    from evaluation.goldcheck import goldcheck

    paths = _gold_files(gold)
    for path in paths:
        _rewrite(path, fix, mend)
    findings = goldcheck(paths)
    if json_file != STANDARD_OUTPUT:
        for finding in findings:
            print(f"{finding.level}: {finding}")
        _summary(findings, len(paths))
    if json_file:
        _write_json(json_file, [_finding_record(finding) for finding in findings])
    raise typer.Exit(1 if any(finding.level != "layout" for finding in findings) else 0)


@gold_app.command(epilog="Example: paragraf gold stats annotations")
def stats(gold: GoldFiles, json_file: JsonOption = None) -> None:
    """Count what gold holds: facts by kind and label, by body, by layout and by format of the source.

    Exit code 0; 2 when a file cannot be used.
    """
    from evaluation import gold as golds
    from evaluation import stats as counts
    from pipeline.cli.goldshow import stats_tables

    try:
        loaded = golds.load_all(_gold_files(gold))
    except GoldError as error:
        raise line_by_line(error) from error
    total, groups = counts.total(loaded), counts.groups(loaded)
    if json_file != STANDARD_OUTPUT:
        for table in stats_tables(total, groups):
            console().print(table)
    if json_file:
        record = _stats_record(total) | {
            f"by {key}": {name: _stats_record(one) for name, one in values.items()}
            for key, values in groups.items()
        }
        _write_json(json_file, record)


@gold_app.command(epilog="Example: paragraf gold diff HEAD~1:annotations annotations")
def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="A folder, a file, or REVISION:PATH of git.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="As OLD.")],
    json_file: JsonOption = None,
) -> None:
    """Show the facts added (+), removed (-) and changed (~, field by field), each with its line and words.

    Exit code as of diff: 0 the same; 1 different; 2 trouble. A file's layout makes no difference.
    """
    from evaluation.fromgit import fromgit
    from evaluation.golddiff import golddiff
    from pipeline.cli.goldshow import difference

    with fromgit(old) as before, fromgit(new) as after:
        differing = golddiff(before, after)
    counts = Counter(change.what for file in differing for change in file.changes)
    if json_file != STANDARD_OUTPUT:
        for file in differing:
            for line in difference(file):
                print(line)
        for_people = (f"{counts[what]} {what}" for what in ("added", "removed", "changed"))
        files = f"{len(differing)} file{'s differ' if len(differing) > 1 else ' differs'}"
        print(f"{files}: {', '.join(for_people)}" if differing else "the same facts")
    if json_file:
        _write_json(json_file, [_plain(asdict(file)) for file in differing])
    raise typer.Exit(1 if differing else 0)


@gold_app.command(epilog="Example: paragraf gold agree gold-anna gold-bo")
def agree(
    a: Annotated[Path, typer.Argument(metavar="A", help="One annotator's folder (or file).")],
    b: Annotated[Path, typer.Argument(metavar="B", help="The other's, of the same protocols.")],
    quiet: Annotated[bool, typer.Option("--quiet", help="The figures without the disagreements.")] = False,
    json_file: JsonOption = None,
) -> None:
    """Measure how far two annotators agree, and list where they do not.

    F1 of each kind of fact (whichever of the two is called gold), Cohen's kappa of what they called the
    words that both marked. Exit code 0; 1 when a document is in one folder only; 2 trouble.
    """
    from evaluation.agreement import agreement
    from pipeline.cli.goldshow import agreement_tables, disagreement

    result = agreement(a, b)
    if json_file != STANDARD_OUTPUT:
        for table in agreement_tables(result):
            console().print(table)
        for document in result.documents:
            if document.share < 1:
                print(
                    f"{document.name}: the texts differ ({document.share:.1%} in common); facts are aligned"
                )
            for outcome in () if quiet else document.disagreements:
                print(f"{document.name}: {disagreement(outcome)}")
    for place, names in ((a, result.only_a), (b, result.only_b)):
        if names:
            complain(f"only in {place}: {', '.join(names)}")
    if json_file:
        _write_json(json_file, _agreement_record(result))
    raise typer.Exit(1 if result.only_a or result.only_b else 0)


@gold_app.command(epilog="Example: paragraf gold suggest protokoll --gold annotations --count 5")
def suggest(
    protocols: Annotated[
        list[Path], typer.Argument(metavar="FOLDER|FILE...", help="Protocols to choose of.")
    ],
    gold: Annotated[
        Path, typer.Option("--gold", metavar="FOLDER", help="The gold there is; what it has teaches little.")
    ] = Path("annotations"),
    count: Annotated[int, typer.Option("--count", min=1, help="How many to suggest.")] = 10,
    quick: Annotated[
        bool, typer.Option("--quick", help="Do not ask the language model alone for a second opinion.")
    ] = False,
    json_file: JsonOption = None,
) -> None:
    """Name the protocols, and the items in them, whose annotation would teach most.

    They are of bodies and layouts that gold lacks, hold kinds it has few of, or leave the extractor
    unsure; each is chosen for what those before it do not teach, and for its length.
    Exit code 0; 1 when a protocol cannot be read; 2 when there is nothing to suggest.
    """
    from evaluation.gold import load_folder
    from evaluation.suggest import suggest as choose
    from pipeline import inbox, settings
    from pipeline.cli.goldshow import suggestion_lines
    from pipeline.extractor import extractor, model_alone

    paths = list(dict.fromkeys(path for place in protocols for path in inbox.documents(place)))
    golds = load_folder(gold) if gold.is_dir() else ()
    if not golds:
        complain(f"{gold}: no gold yet; every body and layout is new")
    loaded = settings.load()
    one = extractor(loaded)
    second = None if quick else model_alone(loaded).ner
    with progress() as tell:
        result = choose(paths, golds, _counted(one, len(paths), tell), count, second)
    if json_file != STANDARD_OUTPUT:
        for line in suggestion_lines(result, reasons=5):
            print(line)
    for path, why in result.unread:
        complain(f"{path}: {why}")
    if json_file:
        _write_json(json_file, _plain(asdict(result)))
    raise typer.Exit(1 if result.unread else 0)


def _rewrite(path: Path, fix: bool, mend: bool) -> None:
    """What `check` may change, before it checks; a file that is no gold is left to the check."""
    from evaluation import goldcheck

    try:
        mended = goldcheck.mend_file(path) if mend else None
        if mended:
            left = f"; left where they were: {', '.join(mended.left)}" if mended.left else ""
            print(f"mended: {path}: {len(mended.moved)} facts moved, {mended.kept} stay{left}")
        if fix and goldcheck.fix(path):
            print(f"rewritten: {path}")
    except ParagrafError as error:
        complain(f"not changed: {error}")


_WEIGHTY: tuple[Level, ...] = ("fault", "doubt")


def _summary(findings: Sequence[Finding], files: int) -> None:
    levels = Counter(finding.level for finding in findings)
    counts = [f"{levels[level]} {level}{'s' * (levels[level] != 1)}" for level in _WEIGHTY if levels[level]]
    if levels["layout"]:
        counts.append(f"{levels['layout']} not in the stable form")
    found = ", ".join(counts)
    print(f"{files} gold file{'s' * (files != 1)} checked: {found or 'all sound'}")


def _finding_record(finding: Finding) -> dict[str, object]:
    fault = finding.fault
    return {
        "file": str(finding.path), "line": finding.line, "level": finding.level,
        "place": fault.place, "what": fault.what, "remedy": fault.remedy,
    }  # fmt: skip


def _gold_files(places: Sequence[Path]) -> list[Path]:
    """The gold files of folders and files, each once, in the order given."""
    from evaluation.gold import find

    return list(dict.fromkeys(path for place in places for path in find(place)))


def _write_json(out: Path, record: object) -> None:
    with writer(None if out == Path("-") else out) as write:
        write(json.dumps(record, ensure_ascii=False, indent=1) + "\n")


def _counted(
    extract: Callable[[Path], Document], of: int, tell: Callable[[str, int, int], None]
) -> Callable[[Path], Document]:
    """`extract`, telling how many documents it has begun."""
    number = count_from(1)

    def one(path: Path) -> Document:
        tell("reading", next(number), of)
        try:
            return extract(path)
        except ParagrafError:
            raise
        except Exception as error:  # a fault in a rule costs its document, not the rest
            raise ReadError(str(path), f"internal fault: {type(error).__name__}: {error}") from error

    return one


def _stats_record(stats: Stats) -> dict[str, Any]:
    facts: dict[str, dict[str, int]] = {}
    for (kind, label), number in sorted((stats.facts + Counter()).items()):
        facts.setdefault(kind, {})[label] = number
    statuses: dict[str, dict[str, int]] = {}
    for (kind, status), number in sorted(stats.statuses.items()):
        statuses.setdefault(kind, {})[status] = number
    return {
        "documents": stats.documents, "words": stats.words, "facts": facts, "statuses": statuses,
        "items": stats.items, "items_with_decision": stats.items_with_decision,
        "mandates_with_deadline": stats.mandates_with_deadline, "mandates_with_due": stats.mandates_with_due,
        "mandates_reported": stats.mandates_reported, "people": len(stats.people),
        "people_by_spellings": {str(n): number for n, number in sorted(stats.spelled().items())},
    }  # fmt: skip


def _agreement_record(result: Agreement) -> dict[str, Any]:
    figures: dict[str, dict[str, object]] = {}
    for name in result.names:
        counts, interval = result.total(name), result.interval(name)
        shown = None if interval is None else [interval.low, interval.high]
        figures[name] = {
            "a": counts.gold, "b": counts.found, "both": counts.right, "f1": counts.f1, "interval": shown,
        }  # fmt: skip
    return {
        "figures": figures,
        "kappas": {name: asdict(kappa) for name, kappa in result.kappas().items()},
        "documents": [
            {
                "name": document.name,
                "share": document.share,
                "disagreements": [asdict(outcome) for outcome in document.disagreements],
            }
            for document in result.documents
        ],
        "only_a": result.only_a,
        "only_b": result.only_b,
    }


def _plain(value: Any) -> Any:
    """Paths as text, for JSON."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return str(value) if isinstance(value, Path) else value
