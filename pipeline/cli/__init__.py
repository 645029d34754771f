"""The command `paragraf`: the only place that prints.

Heavy modules are imported inside the commands, so that ``--help`` answers at once and `extract`
needs neither Prefect nor a store.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import traceback
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline import __version__
from pipeline.cli import exchange as _exchange  # noqa: F401  (hangs gold export, import, draft, labels on gold_app)
from pipeline.cli.explain import explain
from pipeline.cli.gold import gold_app
from pipeline.cli.judge import judge_app
from pipeline.cli.mandates import mandates
from pipeline.cli.options import ModelOption, OutOption, StoreOption, UncertainOption, settings_with
from pipeline.cli.present import present
from pipeline.cli.register import register
from pipeline.cli.rules import rules
from pipeline.cli.score import score as score_command
from pipeline.cli.show import (
    answer_text,
    complain,
    named_path,
    progress,
    show_summary,
    tell_uncertain,
    writer,
)
from pipeline.errors import NoProtocols, ParagrafError, ReadError

if TYPE_CHECKING:
    from pipeline.facts import Document
    from pipeline.settings import Settings

app = typer.Typer(
    name="paragraf",
    help="Facts a person can check, from Swedish protocols.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)


def main() -> None:
    """Run the command; a user's error is one line on standard error and exit code 2."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace" if stream is sys.stderr else "strict")
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # stopped politely is stopped by Ctrl-C
    try:
        code = app(prog_name="paragraf", standalone_mode=False)
    except ParagrafError as error:
        complain(str(error))
        sys.exit(2)
    except (typer.Abort, KeyboardInterrupt):
        _stopped()
    except BrokenPipeError:
        _close_output()
        sys.exit(1)
    except OSError as error:
        complain(f"{error.filename or 'the result'}: cannot be written or read ({error.strerror or error})")
        _close_output()
        sys.exit(2)
    except Exception as error:
        if not hasattr(error, "format_message"):  # not a wrong option or argument, which typer words itself
            place = traceback.extract_tb(error.__traceback__)[-1]
            where = f"{Path(place.filename).name}:{place.lineno}"
            complain(f"internal fault: {type(error).__name__}: {error} ({where})")
            sys.exit(2)
        message = error.format_message()
        if message:  # empty when help was shown because nothing was asked
            complain(f"{message.rstrip('.')} (see paragraf --help)")
        sys.exit(2)
    if code == _STOPPED:  # how typer tells of Ctrl-C
        _stopped()
    sys.exit(code if isinstance(code, int) else 0)


_STOPPED = 130  # as every shell has it: 128 and the number of SIGINT


def _stopped() -> None:
    """Leave at once: threads of Prefect's would wait for a server that is gone."""
    complain("stopped; what was stored before stays")
    sys.stdout.flush()
    os._exit(_STOPPED)


def _close_output() -> None:
    """Nothing more can be written: what is left in the buffer must not fail again at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"paragraf {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Facts a person can check, from Swedish protocols."""


@app.command(epilog="Example: paragraf run protokoll --store protokoll.db")
def run(
    folder: Annotated[
        Path, typer.Argument(metavar="folder", parser=named_path, help="The folder of protocols.")
    ] = Path("corpus"),
    store: StoreOption = None,
    again: Annotated[bool, typer.Option("--again", help="Extract unchanged documents too.")] = False,
    workers: Annotated[int | None, typer.Option("--workers", min=1, help="Processes that extract.")] = None,
    model: ModelOption = None,
) -> None:
    """Read a folder into the database, work out who is who, write the register, show the score.

    Only what is new or changed is extracted; a file that is no longer in the folder stays in the database.
    """
    from pipeline.flow import run as run_flow

    settings = settings_with(store=store, model=model)
    if workers:
        settings = replace(settings, workers=workers)
    with progress() as tell:
        summary = run_flow(folder, settings, again=again, progress=tell)
    show_summary(summary)
    raise typer.Exit(summary.exit_code)


@app.command(epilog="Example: paragraf extract protokoll/2024-05-23.pdf --out facts.jsonl")
def extract(
    sources: Annotated[list[str], typer.Argument(metavar="FILE|FOLDER|-...", help="- reads standard input.")],
    out: OutOption = None,
    model: ModelOption = None,
) -> None:
    """Print the facts of each document, one JSON object a line, in the order given."""
    from pipeline import inbox

    settings = settings_with(model=model)
    names: list[str] = []
    missing = 0
    for source in sources:
        try:
            if not source:  # Path("") would be the working folder
                raise NoProtocols("a file or folder without a name")
            names += ["-"] if source == "-" else [str(path) for path in inbox.documents(Path(source))]
        except ParagrafError as error:
            complain(str(error))
            missing += 1
    done = 0
    with writer(out) as write:
        for document in _documents(names, settings):
            if document is None:
                missing += 1
            else:
                write(json.dumps(document.to_dict(), ensure_ascii=False) + "\n")
                done += 1
    raise typer.Exit(0 if not missing else 1 if done else 2)


app.command(epilog="Example: paragraf register --store protokoll.db --format html --out register.html")(
    register
)


@app.command(
    epilog='Example: paragraf query "social budget" --kind decisions --since 2021 --store protokoll.db'
)
def query(
    text: Annotated[
        str, typer.Argument(help='Words in any form; "in quotes" exactly so; rehab* begins so.')
    ] = "",
    store: StoreOption = None,
    kind: Annotated[
        str | None,
        typer.Option("--kind", help="decisions, mandates, amounts, items, people, organisations, …"),
    ] = None,
    body: Annotated[
        str | None, typer.Option("--body", help="Part of the body's or its organisation's name.")
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="2021, 2021-05 or 2021-05-04.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help="As --since; included.")
    ] = None,
    person: Annotated[str | None, typer.Option("--person", help="Part of a person's name.")] = None,
    status: Annotated[
        str | None, typer.Option("--status", help="decided, proposed, recalled or delegated.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="At most so many.")] = 50,
    copies: Annotated[bool, typer.Option("--copies", help="Also from a meeting's other copies.")] = False,
    uncertain: UncertainOption = False,
    form: Annotated[str, typer.Option("--format", help="text, jsonl; or csv, all facts of --kind.")] = "text",
    out: OutOption = None,
) -> None:
    """Search the facts; every answer has its document and the words around it."""
    from pipeline import export
    from pipeline import query as queries
    from pipeline.errors import BadSetting
    from pipeline.store import open_store

    settings = settings_with(store=store)
    question = queries.Question(
        text, kind, body, since, until, person, status, copies, limit, uncertain, settings.certain
    )
    if form not in ("text", "jsonl", "csv"):
        raise BadSetting(f"--format {form}: choose one of text, jsonl, csv")
    with open_store(settings.store) as opened:
        answers = queries.query(opened, question)
        left_out = 0 if uncertain else queries.uncertain(opened, question)
        with writer(out) as write:
            if form == "csv":
                write(export.as_csv([queries.record(answer) for answer in answers]))
            elif form == "jsonl":
                write(export.as_lines([queries.record(answer) for answer in answers]))
            elif answers:
                for answer in answers:
                    write(answer_text(answer))
            else:
                complain("nothing found")
    tell_uncertain(left_out)


@app.command(name="export", epilog="Example: paragraf export decisions --store protokoll.db --format csv")
def export_facts(
    kind: Annotated[
        str, typer.Argument(help="decisions, mandates, amounts, items, people, organisations, …")
    ],
    store: StoreOption = None,
    uncertain: UncertainOption = False,
    form: Annotated[str, typer.Option("--format", help="csv or jsonl.")] = "csv",
    out: OutOption = None,
) -> None:
    """Print all facts of one kind."""
    from pipeline.export import export as export_kind
    from pipeline.export import facts
    from pipeline.store import open_store
    from pipeline.store.kinds import SCORED

    settings = settings_with(store=store)
    with open_store(settings.store) as opened, writer(out) as write:
        write(export_kind(opened, kind, form, uncertain=uncertain, certain=settings.certain))
        others = facts(opened, kind, uncertain=True, certain=settings.certain) if kind in SCORED else ()
        left_out = 0 if uncertain else sum(1 for _ in others)
    tell_uncertain(left_out)


app.command(name="score", epilog="Example: paragraf score annotations --against HEAD~1 --html score.html")(
    score_command
)


@app.command(epilog="Example: paragraf schema > document.schema.json")
def schema() -> None:
    """Print the JSON schema of what `extract` prints."""
    from importlib import resources

    text = resources.files("pipeline").joinpath("document.schema.json").read_text(encoding="utf-8")
    typer.echo(text.rstrip("\n"))


app.command(epilog="Example: paragraf mandates --state overdue --store protokoll.db")(mandates)
app.command(epilog="Example: paragraf present protokoll/2025-04-24.pdf --section 33")(present)
app.command(epilog="Example: paragraf explain protokoll/2025-04-24.pdf --section 33")(explain)
app.command(epilog="Example: paragraf rules annotations --kind decision --sort wrong")(rules)

app.add_typer(judge_app, name="judge")
app.add_typer(gold_app, name="gold")


def _documents(names: list[str], settings: Settings) -> Iterator[Document | None]:
    """The documents in order, None for one that is put aside (and reported); "-" is standard input."""
    if not names:
        return
    from pipeline.supervisor import supervised

    with supervised(settings) as one:
        for name in names:
            try:
                found = one.from_bytes(sys.stdin.buffer.read(), "-") if name == "-" else one(Path(name))
            except ReadError as error:
                complain(str(error))
                found = None
            except Exception as error:  # a fault in a rule costs its document, not the rest
                complain(f"{name}: internal fault: {type(error).__name__}: {error}")
                found = None
            yield found
