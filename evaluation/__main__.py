"""``python -m evaluation GOLD_FOLDER``: measure the extractor while developing it.

python -m evaluation GOLD_FOLDER                         the figures
python -m evaluation GOLD_FOLDER --per-document          and by document
python -m evaluation GOLD_FOLDER --document NAME         one document (the beginning of its name)
python -m evaluation GOLD_FOLDER --errors decisions      what is missed, spurious or wrong
python -m evaluation GOLD_FOLDER --errors mentions:ORG   only where ORG is concerned
python -m evaluation GOLD_FOLDER --json before.json      keep the result
python -m evaluation GOLD_FOLDER --against before.json   what changed since
"""

from __future__ import annotations

import argparse
import importlib
import sys
from pathlib import Path

from rich.console import Console

from evaluation import report as reports
from evaluation.judge import KINDS
from evaluation.score import Extract, Report, score_folder
from pipeline.errors import BadSetting, ParagrafError, ReadError
from pipeline.facts import Document


def main(arguments: list[str] | None = None) -> int:
    """Score and print. 0: all was scored; 1: a document could not be read; 2: nothing could be done."""
    options = _options(arguments)
    console = Console(width=None if sys.stdout.isatty() else 160, soft_wrap=not sys.stdout.isatty())
    try:
        extract = _guarded(_extractor(options.extractor))
        result = score_folder(options.gold, extract, options.document)
        before = reports.from_json(options.against) if options.against else None
    except ParagrafError as error:
        Console(stderr=True, soft_wrap=True).print(str(error), markup=False)
        return 2
    _show(console, result, before, options)
    if options.json:
        options.json.write_text(reports.to_json(result), encoding="utf-8")
    return 1 if any(document.error for document in result.documents) else 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m evaluation", description="Score the extractor against a folder of gold."
    )
    parser.add_argument("gold", type=Path, help="a folder with NAME.gold.json and NAME.txt, or one gold file")
    parser.add_argument("--document", action="append", default=[], metavar="NAME", help="only this document")
    parser.add_argument("--per-document", action="store_true", help="the headline figures of each document")
    parser.add_argument(
        "--errors",
        action="append",
        default=[],
        metavar="KIND[:WHAT]",
        help=f"list errors: all, {', '.join(KINDS)}",
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the result")
    parser.add_argument("--against", type=Path, metavar="JSON", help="an earlier result to compare with")
    parser.add_argument(
        "--extractor",
        default=None,
        metavar="MODULE:FUNCTION",
        help="another extractor than the project's",
    )
    options = parser.parse_args(arguments)
    for error in options.errors:
        if error.partition(":")[0] not in (*KINDS, "all"):
            parser.error(f"no such kind: {error}; one of all, {', '.join(KINDS)}")
    return options


def _extractor(name: str | None) -> Extract:
    """The project's own extractor, or another system's to compare with."""
    if name is None:
        from pipeline.run import extract_file  # here: another system is measured without it

        return extract_file
    module, _, function = name.partition(":")
    try:
        found: Extract = getattr(importlib.import_module(module), function)
    except (ModuleNotFoundError, AttributeError) as error:
        if getattr(error, "name", None) not in (module, function):
            raise  # something within the extractor is broken: its developer wants the whole story
        raise BadSetting(f"{name}: no such extractor; give MODULE:FUNCTION") from error
    return found


def _guarded(extract: Extract) -> Extract:
    """An extractor that breaks on one document does not keep the others from being measured."""

    def guarded(path: Path) -> Document:
        try:
            return extract(path)
        except ParagrafError:
            raise
        except Exception as error:
            Console(stderr=True).print_exception(max_frames=6)
            raise ReadError(str(path), f"the extractor broke: {type(error).__name__}: {error}") from error

    return guarded


def _show(console: Console, result: Report, before: Report | None, options: argparse.Namespace) -> None:
    if options.errors:
        for error in options.errors:
            kind, _, what = error.partition(":")
            console.print(reports.errors(result, KINDS if kind == "all" else (kind,), what))
    elif before is None:
        console.print(reports.table(result, per_document=options.per_document))
    if before is not None:
        console.print(reports.comparison(before, result))


if __name__ == "__main__":
    sys.exit(main())
