"""`paragraf score`: measure what is extracted, and compare it with what was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.changes import line_by_line, mention_baseline, show_changes, update_baseline
from pipeline.cli.options import settings_with
from pipeline.cli.show import complain, console, progress, writer
from pipeline.cli.systems import another, measure, ours, several
from pipeline.errors import BadSetting, GoldError, ParagrafError

if TYPE_CHECKING:
    from evaluation.baseline import Before
    from evaluation.score import Report
    from pipeline.settings import Settings

BASELINE = "baseline"
WIDE = 128  # the columns that all figures need


def score(
    gold: Annotated[
        Path, typer.Argument(help="A folder with NAME.gold.json and the documents, or one gold file.")
    ],
    against: Annotated[
        str | None,
        typer.Option(
            "--against",
            metavar="FILE|REVISION",
            help="What was before: a result of --json, a git revision, or: baseline.",
        ),
    ] = None,
    fail_under: Annotated[
        list[str] | None,
        typer.Option("--fail-under", metavar="TYPE=F1", help="Exit code 1 below it: PERSON=.95."),
    ] = None,
    json_file: Annotated[
        Path | None, typer.Option("--json", metavar="FILE", help="Keep the result; - prints it.")
    ] = None,
    html_file: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="A page with every fact over its text.")
    ] = None,
    model: Annotated[
        list[str] | None,
        typer.Option("--model", metavar="NAME", help="A spaCy pipeline; several stand side by side."),
    ] = None,
    voices: Annotated[
        list[str] | None,
        typer.Option("--voices", metavar="WHICH", help="rules, base, protocol or all; several as --model."),
    ] = None,
    extractor: Annotated[
        str | None,
        typer.Option("--extractor", metavar="MODULE:FUNCTION", help="Measure another system: path → facts."),
    ] = None,
    document: Annotated[
        list[str] | None,
        typer.Option("--document", metavar="NAME", help="Only this one (the beginning of its name)."),
    ] = None,
    errors: Annotated[
        list[str] | None,
        typer.Option(
            "--errors", metavar="KIND[:WHAT]", help="What is not right: all, decisions, mentions:ORG."
        ),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Every figure and what is taken for what.")
    ] = False,
    per_document: Annotated[
        bool, typer.Option("--per-document", help="Also the figures of each document.")
    ] = False,
    update: Annotated[
        bool, typer.Option("--update-baseline", help="Agree to this result: later ones compare with it.")
    ] = False,
) -> None:
    """Measure what is extracted against gold: precision, recall and F1 of each kind of fact.

    Exit code 1: a document was put aside, or a figure is under its floor; 2: nothing could be measured.
    """
    asked = _Asked(
        gold=gold,
        against=against,
        floors=tuple(fail_under or ()),
        json=json_file,
        html=html_file,
        models=tuple(dict.fromkeys(model or ())),
        voices=tuple(dict.fromkeys(voices or ())),
        extractor=extractor,
        documents=tuple(document or ()),
        errors=tuple(errors or ()),
        everything=everything,
        per_document=per_document,
        update=update,
    )
    _check(asked)
    try:
        if asked.several:
            code = several(asked.gold, asked.models, asked.voices, asked.documents, asked.json)
        else:
            code = _one(asked)
    except GoldError as error:
        raise line_by_line(error) from error
    raise typer.Exit(code)


@dataclass(frozen=True)
class _Asked:
    """The options, as given."""

    gold: Path
    against: str | None
    floors: tuple[str, ...]
    json: Path | None
    html: Path | None
    models: tuple[str, ...]
    voices: tuple[str, ...]
    extractor: str | None
    documents: tuple[str, ...]
    errors: tuple[str, ...]
    everything: bool
    per_document: bool
    update: bool

    @property
    def several(self) -> bool:
        return max(len(self.models), len(self.voices)) > 1

    @property
    def silent(self) -> bool:
        """Whether standard output belongs to a file's content."""
        return Path("-") in (self.json, self.html)


def _check(asked: _Asked) -> None:
    """What cannot be meant is said before minutes go into measuring."""
    from evaluation.floors import figure_of, floor
    from evaluation.gold import find
    from evaluation.judge import KINDS

    for error in asked.errors:
        if error.partition(":")[0] not in (*KINDS, "all"):
            raise BadSetting(f"--errors {error}: choose one of all, {', '.join(KINDS)}")
    if asked.against is not None and not asked.against.strip():
        raise BadSetting("--against is empty; give a file that --json wrote, a revision, or baseline")
    for written in asked.floors:
        figure_of(floor(written).name)
    if asked.json == asked.html == Path("-"):
        raise BadSetting("--json - and --html - cannot both be printed; give one of them a file")
    if asked.extractor and (asked.models or asked.voices):
        raise BadSetting("--extractor brings its own model: leave out --model and --voices")
    if asked.update and (asked.documents or asked.extractor or asked.several or asked.gold.is_file()):
        raise BadSetting("--update-baseline is for all documents and the project's own extractor")
    alone = {
        "--against": asked.against, "--html": asked.html, "--fail-under": asked.floors,
        "--errors": asked.errors, "--all": asked.everything, "--per-document": asked.per_document,
    }  # fmt: skip
    if asked.several and (given := [name for name, value in alone.items() if value]):
        raise BadSetting(f"{', '.join(given)}: for one system; several --model or --voices are only compared")
    find(asked.gold)


# ── one system ───────────────────────────────────────────────────────────────


def _one(asked: _Asked) -> int:
    from evaluation.floors import fallen, floor

    settings = settings_with(model=asked.models[0] if asked.models else None)
    compare = _kept(asked)
    voices = asked.voices[0] if asked.voices else "all"
    extract = another(asked.extractor) if asked.extractor else ours(settings, voices)
    if asked.against and not compare:
        compare = _revision(asked, settings)
    result = measure(asked.gold, extract, asked.documents)
    before = compare(result) if compare else None
    low = fallen(result, map(floor, asked.floors))  # before anything is printed: a name may be wrong
    _write(asked, result, before)  # first: who reads on may stop reading (`| head`)
    if not asked.silent:
        _show(asked, result, before)
    failed = [one for one in result.documents if one.error]
    for one in failed:
        complain(f"{one.source}: {one.error}")
    if asked.update:
        if failed:
            raise ParagrafError("the baseline stays as it was: not every document could be read")
        update_baseline(asked.gold, result)
    for line in low:
        complain(line)
    if failed and len(failed) == len(result.documents):
        return 2
    return 1 if failed or low else 0


def _kept(asked: _Asked) -> Callable[[Report], Before] | None:
    """The earlier result in a file, the baseline's or another. A file comes before a revision of its name;
    what is neither is told before anything is measured."""
    from evaluation import baseline
    from evaluation.gold import load_folder
    from evaluation.revision import commit_of

    if asked.against is None:
        return None
    path = Path(asked.against)
    if asked.against == BASELINE and not path.is_file():
        path = baseline.path_of(asked.gold)
        if not path.is_file():
            raise BadSetting(f"{asked.gold}: has no baseline yet; --update-baseline makes {path.name}")
        if not baseline.names_in(path) & {gold.name for gold in load_folder(asked.gold)}:
            raise BadSetting(
                f"{path.name} is the baseline of other gold: it has no document of {asked.gold};"
                " call the folder otherwise"
            )
    if path.is_file():
        return baseline.earlier(path)
    commit_of(asked.against)
    return None


def _revision(asked: _Asked, settings: Settings) -> Callable[[Report], Before] | None:
    """The score of the revision's own code and models, by today's measure on today's gold."""
    from evaluation import baseline
    from evaluation.gold import load_folder
    from evaluation.revision import extract_at
    from evaluation.score import score_folder, source_of

    golds = [g for g in load_folder(asked.gold) if not asked.documents or g.name.startswith(asked.documents)]
    if not golds or asked.against is None:
        return None  # measuring says which documents there are
    if asked.voices not in ((), ("all",)):
        raise BadSetting(f"--against {asked.against}: a revision hears all its models; leave out --voices")
    with progress() as tell:
        tell(f"At {asked.against}", 0, 0)
        earlier = extract_at(asked.against, [source_of(gold) for gold in golds], settings.model)
    then = score_folder(asked.gold, earlier, asked.documents)
    return lambda result: baseline.compared(then, result)


def _show(asked: _Asked, result: Report, before: Before | None) -> None:
    from evaluation import report, summary
    from evaluation.judge import KINDS

    screen = console()
    if asked.errors:
        for error in asked.errors:
            kind, _, what = error.partition(":")
            screen.print(report.errors(result, KINDS if kind == "all" else (kind,), what))
    elif asked.everything or asked.per_document:
        screen.width = max(screen.width, WIDE)  # a narrow window breaks the lines, and loses no figure
        screen.print(report.table(result, per_document=asked.per_document))
    else:
        screen.print(summary.summary(result, _title(asked, result)))
    if before:
        show_changes(before)
    elif not (asked.errors or asked.update or asked.extractor or asked.models or asked.voices):
        mention_baseline(asked.gold, result)  # another model's or a voice's score is not what it tells of


def _title(asked: _Asked, result: Report) -> str:
    from evaluation.baseline import model_of

    number = len(result.documents)
    title = f"Score against {asked.gold}, {number} document{'s' if number > 1 else ''}"
    return f"{title}, {model}" if (model := model_of(result)) else title


def _write(asked: _Asked, result: Report, before: Before | None) -> None:
    if asked.json:
        from evaluation.record import to_json

        with writer(_place(asked.json)) as write:
            write(to_json(result))
    if asked.html:
        from evaluation.html import page

        text = page(result, title=asked.gold.resolve().name, before=before.report if before else None)
        with writer(_place(asked.html)) as write:
            write(text)


def _place(file: Path) -> Path | None:
    return None if file == Path("-") else file
