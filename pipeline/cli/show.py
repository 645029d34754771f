"""How the command's results look on a screen and in a file."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from pipeline.errors import NoProtocols, ParagrafError

if TYPE_CHECKING:
    from rich.table import Table

    from evaluation.score import Report
    from pipeline.flow import Summary
    from pipeline.query import Answer
    from pipeline.register import Changes


@contextmanager
def writer(out: Path | None) -> Iterator[Callable[[str], object]]:
    """Where results go: standard output, or a file that appears when it is whole.

    A CSV file gets a byte order mark, or Excel takes å, ä and ö for something else.
    """
    if out is None:
        yield sys.stdout.write
        sys.stdout.flush()
        return
    encoding = "utf-8-sig" if out.suffix.casefold() == ".csv" else "utf-8"
    place = out.resolve()  # a link stays a link
    in_place = place.exists() and not place.is_file()  # a pipe or a device is written to, not replaced
    part = place if in_place else place.parent / f".{place.name}.part"
    try:
        with part.open("w", encoding=encoding, newline="\n") as file:
            yield file.write
        if not in_place:
            part.replace(place)
    except OSError as error:
        raise ParagrafError(f"{out}: cannot be written ({error.strerror})") from error
    finally:
        if not in_place:
            part.unlink(missing_ok=True)


def named_path(name: str | Path) -> Path:
    """A path that was given by name: ``""`` would be the working folder. Raises NoProtocols."""
    if not str(name):
        raise NoProtocols("a file or folder without a name")
    return Path(name)


def complain(message: str) -> None:
    """One line on standard error, without the digits of a personal identity number in a file's name."""
    from pipeline.read.mask import mask

    typer.echo(mask(" ".join(message.split()))[0], err=True)


def tell_uncertain(number: int) -> None:
    """What was left out of a listing because its score is low."""
    if number:
        complain(f"{number} uncertain left out; --uncertain lists {'it' if number == 1 else 'them'}")


def console() -> Any:
    """Standard output for tables: as wide as the window, or wide enough for a file."""
    from rich.console import Console

    return Console(
        width=None if sys.stdout.isatty() else 140, soft_wrap=not sys.stdout.isatty(), highlight=False
    )


@contextmanager
def progress() -> Iterator[Callable[[str, int, int], None]]:
    """A bar on standard error while the run goes on, gone when it is done."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description:<12}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    screen = Console(stderr=True)
    with Progress(*columns, console=screen, transient=True, disable=not screen.is_terminal) as bar:
        tasks: dict[str, Any] = {}

        def tell(what: str, done: int, of: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=of or None)
            bar.update(tasks[what], completed=done, total=of)

        yield tell


def answer_text(answer: Answer) -> str:
    """An answer for a reader: where it stands, and its words between ⟦ and ⟧ with those around."""
    place = f" § {answer.section}" if answer.section else ""
    head = f"{answer.path}{place} [{answer.start}–{answer.end}]"
    where = ", ".join(part for part in (answer.body, answer.date) if part)
    words = " ".join(f"{answer.before}⟦{answer.text}⟧{answer.after}".split())
    return f"{answer.kind}: {head}{f' ({where})' if where else ''}\n    …{words}…\n"


def show_summary(summary: Summary) -> None:
    """What a run did."""
    screen = console()
    renewed = f" {summary.renewed} read again by newer rules," if summary.renewed else ""
    aside = f", {len(summary.aside)} put aside" if summary.aside else ""
    screen.print(
        f"Documents: {summary.new} new,{renewed} {summary.unchanged} unchanged{aside};"
        f" {summary.documents} in the store"
    )
    if summary.unchanged and not (summary.new or summary.renewed):
        screen.print("Nothing new: the facts and the register are as they were.")
    if summary.copies:
        screen.print(f"Meetings recorded twice: {summary.copies} (their facts are counted once)")
    facts = ", ".join(f"{number:,} {kind}" for kind, number in summary.facts.items() if number)
    screen.print(f"Facts: {facts or 'none'}")
    screen.print(
        f"Who is who: {summary.named_people:,} people, {summary.people:,} of them with a post;"
        f" {summary.organisations:,} organisations"
    )
    if summary.unresolved or summary.unsure:
        screen.print(
            f"Left open: {summary.unresolved:,} names and role words that fit several people or nobody;"
            f" {summary.unsure:,} pairs of people that may be one"
        )
    if summary.changed is not None:
        screen.print(_register_line(summary, summary.changed))
    for path, reason in summary.aside:
        complain(f"put aside: {path}: {reason}")
    if summary.models:
        screen.print(f"Language model: {'; '.join(summary.models)}", markup=False)
    screen.print(f"Database: {summary.store}", markup=False)
    screen.print(f"Register: {', '.join(map(str, summary.registers))}", markup=False)
    if summary.score is not None:
        screen.print(_score_table(summary.score, str(summary.gold)))
        screen.print(f"All figures: paragraf score {summary.gold}", markup=False)


def _register_line(summary: Summary, changed: Changes) -> str:
    """What the run changed in the register, and what there is to look at."""
    if changed.first:
        told = "the first run, nothing to compare with"
    elif changed.nothing:
        told = "nothing changed"
    else:
        kinds = (
            (len(changed.people), "new people"), (len(changed.roles), "new posts"),
            (len(changed.ended), "posts ended"), (len(changed.spellings), "new spellings"),
            (len(changed.merged), "merged"), (len(changed.split), "split"), (len(changed.gone), "gone"),
        )  # fmt: skip
        told = ", ".join(f"{number} {kind}" for number, kind in kinds if number) or "a name preferred anew"
    return (
        f"In the register: {told}; {summary.checks} to check (paragraf register --checks),"
        f" {summary.missing:,} §§ of missing minutes"
    )


# What the summary of a run shows of a score, and how it is called there.
_FIGURES = {
    "mentions/strict/PERSON": "people",
    "mentions/strict/ORG": "organisations",
    "mentions/strict/BODY": "bodies",
    "mentions/strict/ROLE": "roles",
    "mentions/strict/DATE": "dates",
    "sections/number": "items (§)",
    "meeting/all": "meeting: body, date, place …",
    "attendance/complete": "attendance, every field",
    "decisions/kind": "decisions (words, kind)",
    "mandates/span": "mandates",
    "amounts/value": "amounts",
    "table_cells/cell": "cells of budget tables",
}


def _score_table(report: Report, gold: str) -> Table:
    """The main figures; `paragraf score` has all of them."""
    from rich.table import Table

    table = Table(title=f"Score against {gold}, {len(report.documents)} documents", title_justify="left")
    table.add_column("")
    for heading in ("gold", "found", "precision", "recall", "F1"):
        table.add_column(heading, justify="right")
    for figure, name in _FIGURES.items():
        if figure in report.names:
            counts = report.total(figure)
            shares = (counts.precision, counts.recall, counts.f1)
            shown = ("–" if share is None else f"{share:.3f}" for share in shares)
            table.add_row(name, str(counts.gold), str(counts.found), *shown)
    return table
