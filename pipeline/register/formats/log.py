"""The changelog: what each run changed, as Markdown and JSON, the newest run first."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pipeline.register.changes import Changes
from pipeline.register.phrases import Language, post

_TITLES: tuple[tuple[str, str, str], ...] = (
    ("people", "Nya personer", "New people"),
    ("roles", "Nya uppdrag", "New posts"),
    ("ended", "Avslutade uppdrag", "Posts that ended"),
    ("spellings", "Nya skrivsätt", "New spellings"),
    ("renamed", "Nytt huvudnamn", "New preferred name"),
    ("merged", "Sammanförda", "Merged"),
    ("split", "Delade", "Split"),
    ("gone", "Inte längre med", "No longer there"),
    ("documents", "Nya dokument", "New documents"),
)


def log_as_json(runs: Sequence[tuple[int, Changes]]) -> str:
    """A list of runs, the newest first."""
    records = [{"run": number, **changes.record()} for number, changes in reversed(runs)]
    return json.dumps(records, ensure_ascii=False, indent=1) + "\n"


def log_as_markdown(runs: Sequence[tuple[int, Changes]], language: Language = "sv") -> str:
    """Headings a run, the newest first; runs in a row that changed nothing share one."""
    swedish = language == "sv"
    lines = ["# Ändringar i registret" if swedish else "# Changes in the register", ""]
    idle: list[int] = []
    for number, changes in reversed(runs):
        if changes.nothing:
            idle.append(number)
            continue
        lines += _idle(idle, swedish)
        idle = []
        lines += [f"## {'Körning' if swedish else 'Run'} {number}", "", *_run(changes, language)]
    lines += _idle(idle, swedish)
    return "\n".join(lines).rstrip("\n") + "\n"


def _idle(numbers: Sequence[int], swedish: bool) -> list[str]:
    if not numbers:
        return []
    low, high = min(numbers), max(numbers)
    span = str(low) if low == high else f"{low}–{high}"
    head = f"## {'Körning' if swedish else 'Run' if low == high else 'Runs'} {span}"
    return [head, "", "Inget ändrat." if swedish else "Nothing changed.", ""]


def _run(changes: Changes, language: Language) -> Iterator[str]:
    swedish = language == "sv"
    if changes.first:
        yield (
            "Första körningen: det finns inget tidigare register att jämföra med."
            if swedish
            else "The first run: there is no earlier register to compare with."
        )
        yield ""
    for name, sv, en in _TITLES:
        entries = getattr(changes, name)
        if entries:
            yield f"### {sv if swedish else en} ({len(entries)})"
            yield ""
            yield from (f"- {_line(name, entry, language)}" for entry in entries)
            yield ""


def _line(name: str, entry: Any, language: Language) -> str:
    swedish = language == "sv"
    if name == "documents":
        return str(entry)
    if name == "people":
        return f"{entry['name']}: {'; '.join(_role(role, language) for role in entry['roles'])}"
    if name == "roles":
        return f"{entry['name']}: {_role(entry, language)}"
    if name == "ended":
        last = entry["last_seen"] or "–"
        return (
            f"{entry['name']}: {_role(entry, language)}, {'senast sedd' if swedish else 'last seen'} {last}"
        )
    if name == "spellings":
        return f"{entry['name']}: {entry['spelling']}"
    if name == "renamed":
        return f"{entry['before']} → {entry['now']}"
    if name == "merged":
        of = ", ".join(one["name"] for one in entry["of"])
        ids = ", ".join(one["id"] for one in entry["of"])
        return f"{entry['name']}: {'av' if swedish else 'of'} {of} ({ids})"
    if name == "split":
        into = ", ".join(f"{one['name']} ({one['id']})" for one in entry["into"])
        return f"{entry['name']}: {'till' if swedish else 'into'} {into}"
    return f"{entry['name']} ({entry['id']})"


def _role(role: Mapping[str, Any], language: Language) -> str:
    said = f"{post(role['post'], language)}, {role['body']}"
    if role["organisation"]:
        said += f" ({role['organisation']})"
    if role["appointer"]:
        said += f", {'för' if language == 'sv' else 'for'} {role['appointer']}"
    if role["party"]:
        said += f" ({role['party']})"
    return f"{said}, {role['first_seen']}" if role["first_seen"] else said
