"""`paragraf gold export|import|draft|labels`: gold to and from the tools that people annotate in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.cli.gold import gold_app
from pipeline.cli.show import complain
from pipeline.errors import BadSetting, GoldError, ParagrafError, ReadError

if TYPE_CHECKING:
    from evaluation.exchange import Merged, Task
    from evaluation.exchange.offsets import Unit

_TOOLS = "label-studio, doccano, brat, inception, docbin or prodigy"
ToOption = Annotated[str, typer.Option("--to", metavar="TOOL", help=f"{_TOOLS}.")]
FolderOption = Annotated[Path, typer.Option("--out", metavar="FOLDER", help="Where the files go.")]
ForceOption = Annotated[bool, typer.Option("--force", help="Replace files that are there already.")]
OffsetsOption = Annotated[
    str | None,
    typer.Option(
        "--offsets",
        metavar="UNIT",
        help="How the tool counts: codepoints, utf16, graphemes or newlines (CR LF is one); "
        "told from the file where it can be.",
    ),
]


@gold_app.command(
    name="export", epilog="Example: paragraf gold export annotations --to label-studio --out work"
)
def export_gold(
    gold: Annotated[list[Path], typer.Argument(metavar="FOLDER|FILE...", help="NAME.gold.json, or folders.")],
    to: ToOption,
    out: FolderOption,
    offsets: OffsetsOption = None,
    force: ForceOption = False,
) -> None:
    """Write gold as a project of an annotation tool, with the configuration to load into it."""
    from evaluation import exchange
    from evaluation.gold import find

    tasks = [_gold_task(path, to) for path in dict.fromkeys(path for place in gold for path in find(place))]
    files = exchange.export(to, tasks, exchange.Options(offsets=_unit(offsets)))
    _write(files, out, force)
    typer.echo(f"{len(tasks)} protocol{'s' * (len(tasks) != 1)}: {_listed(files)} in {out}")


@gold_app.command(
    name="draft", epilog="Example: paragraf gold draft protokoll/*.pdf --to label-studio --out work"
)
def draft_gold(
    sources: Annotated[list[Path], typer.Argument(metavar="FILE|FOLDER...", help="Protocols.")],
    to: ToOption,
    out: FolderOption,
    offsets: OffsetsOption = None,
    force: ForceOption = False,
) -> None:
    """Write what the extractor finds as a project of an annotation tool, so that a person only corrects."""
    from evaluation import exchange
    from evaluation.exchange.predicted import predicted
    from pipeline import __version__, inbox, settings
    from pipeline.extractor import extractor

    paths = [path for source in sources for path in inbox.documents(source)]
    one = extractor(settings.load())
    tasks: dict[str, Task] = {}
    failed = 0
    for path in paths:
        try:
            document = one(path)
            if path.stem in tasks:
                raise GoldError(
                    f"{path}: a second protocol called {path.stem}; give one of them another name"
                )
            record = predicted(document, path.stem)
            tasks[path.stem] = exchange.task_for(to, record, document.source.text)
        except (ReadError, GoldError) as error:
            complain(str(error))
            failed += 1
    if tasks:
        options = exchange.Options(offsets=_unit(offsets), model=f"paragraf {__version__}")
        files = exchange.export(to, tasks.values(), options)
        _write(files, out, force)
        typer.echo(f"{len(tasks)} draft{'s' * (len(tasks) != 1)}: {_listed(files)} in {out}")
    raise typer.Exit(0 if not failed else 1 if tasks else 2)


@gold_app.command(
    name="import", epilog="Example: paragraf gold import project.json --from label-studio --out gold"
)
def import_gold(
    files: Annotated[list[Path], typer.Argument(metavar="FILE|FOLDER...", help="What the tool exported.")],
    out: FolderOption,
    tool: Annotated[
        str | None, typer.Option("--from", metavar="TOOL", help=f"{_TOOLS}; told from the file if left out.")
    ] = None,
    text: Annotated[
        Path | None, typer.Option("--text", metavar="FOLDER", help="With the NAME.txt that was annotated.")
    ] = None,
    annotator: Annotated[
        str | None,
        typer.Option("--annotator", metavar="WHO", help="Whose work: e-mail or number (Label Studio)."),
    ] = None,
    offsets: OffsetsOption = None,
    force: ForceOption = False,
) -> None:
    """Make NAME.gold.json and NAME.txt of what a tool exported; what was edited there wins.

    Exit code 0: all came in; 1: something was put aside; 2: nothing came in.
    """
    from evaluation import exchange

    options = exchange.Options(offsets=_unit(offsets), annotator=annotator)
    done: dict[str, str] = {}
    failed = 0
    for path in _exports(files, tool):
        try:
            loaded = exchange.load(tool or _told(path), path, options)
        except GoldError as error:
            complain(str(error))
            failed += 1
            continue
        for task in loaded:
            try:
                if isinstance(task, GoldError):
                    raise task
                if task.name in done:
                    raise GoldError(
                        f"{task.place}: second gold for {task.name!r} (first: {done[task.name]}); keep one"
                    )
                merged = exchange.merged(task, _original(text, task))
                _store(task, merged, out, force)
                done[task.name] = task.place
                for note in merged.notes:
                    complain(note)
            except ParagrafError as error:
                complain(str(error))
                failed += 1
    typer.echo(f"{len(done)} protocol{'s' * (len(done) != 1)} imported into {out}")
    raise typer.Exit(0 if not failed else 1 if done else 2)


@gold_app.command(name="labels", epilog="Example: paragraf gold labels --for brat > annotation.conf")
def print_labels(tool: Annotated[str, typer.Option("--for", metavar="TOOL", help=f"{_TOOLS}.")]) -> None:
    """Print the labels and fields as the configuration that the tool loads."""
    from evaluation import exchange

    typer.echo(exchange.labels(tool), nl=False)


def _gold_task(path: Path, to: str) -> Task:
    """Gold that was checked, as a task."""
    from evaluation import exchange
    from evaluation.exchange import files
    from evaluation.gold import SUFFIX, load

    gold = load(path)
    beside = path.with_name(path.name.removesuffix(SUFFIX) + ".tables.json")
    record: dict[str, Any] = files.json_of(path)
    return exchange.task_for(to, record, gold.text, files.text(beside) if beside.is_file() else None)


def _exports(places: Iterable[Path], tool: str | None) -> Iterator[Path]:
    """The files given; of a folder those that the tool wrote."""
    from evaluation import exchange

    for place in places:
        if not place.is_dir():
            yield place
            continue
        found = [path for path in sorted(place.iterdir()) if path.is_file() and not path.name.startswith(".")]
        kinds = {path: kind for path in found if (kind := exchange.recognised(path)) in exchange.FORMATS}
        chosen = [path for path, kind in kinds.items() if tool in (None, kind)]
        if not chosen:
            there = f"; there are files of {', '.join(sorted(set(kinds.values())))}" if kinds else ""
            raise GoldError(f"{place}: no file of {tool or 'a tool'} here{there}")
        yield from chosen


def _told(path: Path) -> str:
    from evaluation import exchange

    kind = exchange.recognised(path)
    if kind in exchange.FORMATS:
        return kind
    raise GoldError(
        f"{path}: {f'this is {kind}' if kind else 'no file of a tool that is known'}; give {_TOOLS}"
    )


def _unit(offsets: str | None) -> Unit | None:
    from evaluation.exchange.offsets import UNITS

    for unit in UNITS:
        if unit == offsets:
            return unit
    if offsets is not None:
        raise BadSetting(f"--offsets {offsets}: choose one of {', '.join(UNITS)}")
    return None


def _original(folder: Path | None, task: Task) -> str | None:
    """The text that was annotated, where the user says it is."""
    from evaluation.exchange import files

    if folder is None:
        return None
    path = folder / f"{_safe(task)}.txt"
    if not path.is_file():
        raise GoldError(f"{task.place}: {path} is missing; put the text that was annotated there")
    return files.text(path)


def _store(task: Task, merged: Merged, out: Path, force: bool) -> None:
    from evaluation import goldfile

    name = _safe(task)
    gold, text, tables = (out / f"{name}{suffix}" for suffix in (".gold.json", ".txt", ".tables.json"))
    data = merged.text.encode()
    same = text.is_file() and text.read_bytes() == data
    for path in (gold, *(() if same else (text,)), *((tables,) if merged.tables is not None else ())):
        if path.exists() and not force:
            raise GoldError(f"{path}: is there already; replace it with --force, or choose another --out")
    out.mkdir(parents=True, exist_ok=True)
    if not same:
        text.write_bytes(data)
    if merged.tables is not None:
        tables.write_bytes(merged.tables.encode())
    goldfile.write(gold, merged.record)


def _safe(task: Task) -> str:
    """The name of a task as that of a file. Raises GoldError for one that would leave the folder."""
    if not re.fullmatch(r"[^/\\:\x00-\x1f.][^/\\:\x00-\x1f]*", task.name):
        raise GoldError(
            f"{task.place}: {task.name!r} cannot be the name of a file; rename the document in the tool"
        )
    return task.name


def _write(files: dict[str, bytes], out: Path, force: bool) -> None:
    for name in files:
        if (out / name).exists() and not force:
            raise GoldError(
                f"{out / name}: is there already; replace it with --force, or choose another --out"
            )
    out.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (out / name).write_bytes(data)


def _listed(files: dict[str, bytes]) -> str:
    names = list(files)
    return ", ".join(names) if len(names) < 4 else f"{len(names)} files ({names[0]}, {names[1]}, …)"
