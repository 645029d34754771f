"""`paragraf judge`: a person says who is one and who is two; asked pair by pair, or command by command."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.options import OutOption, StoreOption, settings_with
from pipeline.cli.show import complain, named_path, writer
from pipeline.cli.sitting import Sitting, face_lines
from pipeline.errors import BadJudgement

if TYPE_CHECKING:
    from pipeline.entities import Entry, Verdict
    from pipeline.judge import Names
    from pipeline.settings import Settings
    from pipeline.store import Store

judge_app = typer.Typer(name="judge", rich_markup_mode="rich")

ByOption = Annotated[str, typer.Option("--by", metavar="NAME", help="Who judges.")]
WhyOption = Annotated[str, typer.Option("--why", metavar="TEXT", help="Why, for whoever reads it later.")]
_WHO = "An id of a person or an organisation (an old one too), or a key that `judge show` lists."
LeftArgument = Annotated[str, typer.Argument(metavar="ID", help=_WHO)]
RightArgument = Annotated[str, typer.Argument(metavar="ID", help=_WHO)]


@judge_app.callback(invoke_without_command=True)
def _ask(
    context: typer.Context,
    store: StoreOption = None,
    by: Annotated[
        str | None, typer.Option("--by", metavar="NAME", help="Who judges (default: your user name).")
    ] = None,
) -> None:
    """Say who is one and who is two: pairs are shown, those that matter most first, with the text around.

    Answer y (one person), n (two people), s (skip), u (undo the last answer) or q (quit). What you answer
    is kept at once, outranks the program and survives every run. The commands do the same without asking.
    """
    context.obj = store
    if context.invoked_subcommand is not None:
        return
    from pipeline import judge as judging

    settings = settings_with(store=store)
    with _opened(settings) as opened:
        asked = judging.questions(opened, settings)
        if not asked:
            typer.echo("There is no pair to judge: whoever may be one is judged, or joined.")
            return
        if Sitting(opened, settings, by or getpass.getuser()).run(asked):
            _registers(opened)


@judge_app.command(
    epilog='Example: paragraf judge same person-1a… person-2b… --by "Eva Ek" --why "she said so"'
)
def same(
    context: typer.Context,
    left: LeftArgument,
    right: RightArgument,
    by: ByOption = "",
    why: WhyOption = "",
    store: StoreOption = None,
) -> None:
    """Say that two are one person, or one organisation."""
    _judge(context, store, "same", left, right, by, why)


@judge_app.command(epilog='Example: paragraf judge different person-1a… person-2b… --by "Eva Ek"')
def different(
    context: typer.Context,
    left: LeftArgument,
    right: RightArgument,
    by: ByOption = "",
    why: WhyOption = "",
    store: StoreOption = None,
) -> None:
    """Say that two are two people, or organisations; to part one, give two keys that `judge show` lists."""
    _judge(context, store, "different", left, right, by, why)


@judge_app.command(epilog='Example: paragraf judge unsure person-1a… person-2b… --by "Eva Ek"')
def unsure(
    context: typer.Context,
    left: LeftArgument,
    right: RightArgument,
    by: ByOption = "",
    why: WhyOption = "",
    store: StoreOption = None,
) -> None:
    """Say that it cannot be told: they stay as they are but for this pair, and are not asked about again."""
    _judge(context, store, "unsure", left, right, by, why)


@judge_app.command(epilog='Example: paragraf judge undo last --by "Eva Ek"')
def undo(
    context: typer.Context,
    which: Annotated[str, typer.Argument(metavar="NUMBER|last", help="Of `judge list`; last: your newest.")],
    by: ByOption = "",
    why: WhyOption = "",
    store: StoreOption = None,
) -> None:
    """Take a judgement back; the register is as if it had never been. Undoing an undo gives it again."""
    from pipeline import judge as judging

    settings = settings_with(store=store or context.obj)
    with _opened(settings) as opened:
        done = judging.undo(opened, which, by=by, why=why, settings=settings)
        what = "given again" if done.entry.undoes else "taken back"
        typer.echo(f"{done.entry.number} is {what} (number {done.number}): {done.told}")
        _registers(opened)


@judge_app.command(name="list", epilog="Example: paragraf judge list --store protokoll.db")
def list_(context: typer.Context, store: StoreOption = None) -> None:
    """List what persons have judged, and whether it holds."""
    from pipeline import judge as judging

    settings = settings_with(store=store or context.obj)
    with _opened(settings) as opened:
        entries = judging.listed(opened)
        for entry, state in entries:
            typer.echo(_line(entry, state))
        if not entries:
            complain("no person has judged anything yet")


@judge_app.command(epilog='Example: paragraf judge show "Bergdahl" --store protokoll.db')
def show(
    context: typer.Context,
    who: Annotated[str, typer.Argument(metavar="ID|KEY|NAME", help="Whom, or part of a name.")],
    store: StoreOption = None,
) -> None:
    """Show the names a person is made of, each with its key, posts and places; and organisations."""
    from pipeline import judge as judging

    settings = settings_with(store=store or context.obj)
    with _opened(settings) as opened:
        names = judging.Names(opened)
        found = bool(judging.keys_of(opened, who))
        organisations = [who] if found else judging.organisations_called(opened, who)
        for one in organisations if who.strip() else ():
            typer.echo("\n".join(_organisation(opened, one)))
        keys = names.keys(who)
        people = [] if keys or not who.strip() else names.called(who)
        for entity in people:
            _show(opened, names, sorted(names.keys(entity)), entity)
        if keys:
            _show(opened, names, sorted(keys), names.current.get(keys[0], "only a first name"))
        elif not people and not organisations:
            names.side(who)  # says what is wrong


@judge_app.command(name="export", epilog="Example: paragraf judge export judgements.csv --store protokoll.db")
def export_(
    context: typer.Context,
    file: Annotated[Path | None, typer.Argument(metavar="FILE", help="Standard output without it.")] = None,
    out: OutOption = None,
    store: StoreOption = None,
) -> None:
    """Write the judgements file: all that persons judged and the ids that must stay, for a new database."""
    from pipeline import judge as judging

    settings = settings_with(store=store or context.obj)
    with _opened(settings) as opened, writer(out or file) as write:
        write(judging.sheet(opened))


@judge_app.command(name="import", epilog="Example: paragraf judge import judgements.csv --store protokoll.db")
def import_(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", parser=named_path, help="The judgements file.")],
    store: StoreOption = None,
) -> None:
    """Take in a judgements file; what is there already is left alone. Before a first run or after it."""
    from pipeline import judge as judging
    from pipeline.store import open_store

    settings = settings_with(store=store or context.obj)
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise BadJudgement(f"{file}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise BadJudgement(
            f"{file}: not UTF-8 (byte {error.start + 1}); save it as CSV UTF-8 in the spreadsheet"
        ) from error
    with open_store(settings.store, create=True) as opened:
        taken = judging.take_in(opened, text, str(file), settings)
        ids = f", {taken.ids} ids set" if taken.ids else ""
        typer.echo(f"{taken.new} judgements taken in, {taken.known} were there already{ids}")
        if taken.waiting:
            typer.echo(f"{taken.waiting} wait for names that are not in the database now")
        _registers(opened)


@contextmanager
def _opened(settings: Settings) -> Iterator[Store]:
    from pipeline.store import open_store

    with open_store(settings.store, write=True) as opened:
        yield opened


def _judge(
    context: typer.Context, store: Path | None, verdict: Verdict, left: str, right: str, by: str, why: str
) -> None:
    from pipeline import judge as judging

    settings = settings_with(store=store or context.obj)
    with _opened(settings) as opened:
        done = judging.judge(opened, verdict, left, right, by=by, why=why, settings=settings)
        typer.echo(f"{verdict} (number {done.number}): {done.told}")
        for entry in done.older:
            typer.echo(f"outdoes {_line(entry, 'older')}")
        _registers(opened)


def _registers(store: Store) -> None:
    """Write anew the register files that a run has left beside the database."""
    from pipeline.flow import renew_registers

    for path in renew_registers(store):
        typer.echo(f"written anew: {path}")


def _show(store: Store, names: Names, keys: list[str], entity: str) -> None:
    from pipeline import judge as judging

    profiles = [names.memory.profiles[key] for key in keys]
    typer.echo(f"{entity}: {', '.join(dict.fromkeys(profile.name for profile in profiles))}")
    for profile in profiles:
        typer.echo("\n".join(face_lines(judging.face(store, profile), "  ")))


def _organisation(store: Store, which: str) -> Iterator[str]:
    """An organisation for a reader: its spellings, its keys, and the first places that name it."""
    from pipeline import judge as judging

    keys = judging.keys_of(store, which)
    entity = store.members(current=True)[keys[0]]
    rows = store.select("SELECT name FROM entity WHERE id = ?", (entity,))
    spelled = store.select(
        "SELECT spelling, times FROM spelling WHERE entity = ? ORDER BY times DESC, spelling", (entity,)
    )
    yield f"{entity}: {rows[0]['name'] if rows else keys[0]}"
    yield "  " + ", ".join(f"{row['spelling']} ×{row['times']}" for row in spelled)
    yield from (f"  key: {key}" for key in keys)
    for row in store.select(
        "SELECT m.text, m.section, m.start, m.end, d.path FROM mention m JOIN document d ON d.id = m.document"
        " WHERE m.entity = ? ORDER BY d.path, m.start LIMIT 2",
        (entity,),
    ):
        section = f" § {row['section']}" if row["section"] else ""
        yield f"  {row['path']}{section} [{row['start']}–{row['end']}] {' '.join(row['text'].split())}"


def _line(entry: Entry, state: str) -> str:
    judgement = entry.judgement
    names = " / ".join(key.partition("@")[0] for key in (judgement.left, judgement.right))
    what = f"takes back {entry.undoes}" if entry.undoes else judgement.verdict
    why = f" ({judgement.reason})" if judgement.reason else ""
    return f"{entry.number}  {judgement.at or ''}  {judgement.by}: {what}: {names}{why}  [{state}]"
