"""`paragraf register`: who held which post, when, for whom; who on a day; what to check; what changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.options import OutOption, StoreOption, settings_with
from pipeline.cli.show import complain, writer
from pipeline.errors import BadSetting

if TYPE_CHECKING:
    from pipeline.entities import Person
    from pipeline.register import Register
    from pipeline.register.phrases import Language
    from pipeline.store import Store


def register(
    store: StoreOption = None,
    form: Annotated[
        str | None,
        typer.Option("--format", help="json (as without it), csv, xlsx, popolo, ftm, html or markdown."),
    ] = None,
    out: OutOption = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="Who held which post on this day.")
    ] = None,
    body: Annotated[str, typer.Option("--body", help="Part of the body's or its organisation's name.")] = "",
    person: Annotated[
        str,
        typer.Option(
            "--person", metavar="ID|NAME", help="One person: an id, an old one too, or part of a name."
        ),
    ] = "",
    bodies: Annotated[
        bool, typer.Option("--bodies", help="The bodies: meetings, missing §§, who sat, who followed.")
    ] = False,
    checks: Annotated[
        bool, typer.Option("--checks", help="Only what cannot be so: two chairs, two places at once, …")
    ] = False,
    changes: Annotated[
        bool, typer.Option("--changes", help="What each run changed, the newest first.")
    ] = False,
    english: Annotated[bool, typer.Option("--english", help="Markdown in English.")] = False,
) -> None:
    """Print who held which post, when, for whom, with the words that say so.

    With --on, --bodies, --checks or --changes: lines to read, or JSON with --format json.
    """
    from pipeline import register as registers
    from pipeline.register.formats import Setting, formatted
    from pipeline.register.links import known, linker
    from pipeline.store import open_store

    if sum((on is not None, bodies, checks, changes)) > 1:
        raise BadSetting("--on, --bodies, --checks and --changes: choose one")
    language: Language = "en" if english else "sv"
    with open_store(settings_with(store=store).store) as opened:
        if changes:
            _write(out, _changes(opened, form, language))
            return
        found = registers.whole(opened)
        if body:
            found = registers.narrowed(found, body)
            if not found.bodies:
                raise BadSetting(f"--body {body}: no body here is called so")
        if person:
            found = replace(found, people=_called(opened, found, person))
        if on is not None:
            _write(out, _on(found, on, form, language))
        elif checks:
            _write(out, _checks(found, form, language))
        elif bodies:
            _write(out, _bodies(found, form, language))
        else:
            chosen = form or "json"
            if chosen not in registers.FORMATS:
                raise BadSetting(f"--format {chosen}: choose one of {', '.join(registers.FORMATS)}")
            setting = (
                Setting(language, *known(opened), linker(opened, out))
                if chosen in _KNOWING
                else Setting(language)
            )
            _write(out, formatted(found, chosen, setting))


def _called(store: Store, found: Register, who: str) -> tuple[Person, ...]:
    from pipeline.query import people

    wanted = set(people(store, who))
    there = tuple(person for person in found.people if person.id in wanted)
    if not there:
        raise BadSetting(f"--person {who}: nobody in the register has that id or name")
    return there


_KNOWING = ("html", "popolo")


def _write(out: Path | None, result: str | bytes) -> None:
    if isinstance(result, str):
        with writer(out) as write:
            write(result)
        return
    if out is None:
        raise BadSetting("--format xlsx: name a file with --out")
    part = out.with_name(f".{out.name}.part")
    try:
        part.write_bytes(result)
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)


def _text_or_json(form: str | None) -> bool:
    """Whether JSON is asked for. Raises BadSetting for another format than text or json."""
    if form not in (None, "text", "json"):
        raise BadSetting(f"--format {form}: choose text or json")
    return form == "json"


def _changes(store: Store, form: str | None, language: Language) -> str:
    from pipeline.register.formats import log_as_json, log_as_markdown
    from pipeline.register.runs import runs

    if form not in (None, "markdown", "json"):
        raise BadSetting(f"--format {form}: choose markdown or json")
    found = runs(store)
    return log_as_json(found) if form == "json" else log_as_markdown(found, language)


def _on(found: Register, day: str, form: str | None, language: Language) -> str:
    import json

    from pipeline.register import holders
    from pipeline.register.formats.plain import role_record
    from pipeline.register.phrases import appointed, belonging, place, post, when, with_party

    try:
        date.fromisoformat(day if len(day) == len("2024-05-31") else "")
    except ValueError:
        raise BadSetting(f"--on {day}: write a day as 2024-05-31") from None
    held = holders(found.people, on=day)
    if _text_or_json(form):
        records = [
            {"id": h.person.id, "name": h.person.name, "seen": h.seen, **role_record(h.role)} for h in held
        ]
        return json.dumps(records, ensure_ascii=False, indent=1) + "\n"
    if not held:
        complain("nobody is seen on a post then")
        return ""
    lines: list[str] = []
    above = ""
    for one in held:
        head = ", ".join(filter(None, (one.role.body, one.role.organisation)))
        lines += [head] if head != above else []
        above = head
        told = ", ".join(
            filter(None, (belonging(one.role, language), when(one.role), appointed(one.role, language)))
        )
        doubt = "" if one.seen else ("; inte sedd efter det" if language == "sv" else "; not seen after that")
        lines.append(
            f"    {post(one.role.post, language)}: {with_party(one.person.name, one.role)}, {told}{doubt}"
        )
        lines.append(f"        {place(one.role.sources[0])}")
    return "\n".join(lines) + "\n"


def _checks(found: Register, form: str | None, language: Language) -> str:
    from pipeline.register.formats import findings_as_json, findings_as_text

    if _text_or_json(form):
        return findings_as_json(found.findings)
    if not found.findings:
        complain("nothing to check")
    return findings_as_text(found.findings, language)


def _bodies(found: Register, form: str | None, language: Language) -> str:
    from pipeline.register.formats import bodies_as_json
    from pipeline.register.formats.markdown import bodies_as_markdown

    if _text_or_json(form):
        return bodies_as_json(found.bodies, found.names(), found.findings, found.organisations)
    return bodies_as_markdown(found, language)
