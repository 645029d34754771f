"""The facts of a store as CSV or JSON Lines, one kind at a time or all together."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.errors import BadSetting
from pipeline.settings import Settings
from pipeline.store import Store
from pipeline.store.kinds import KINDS, SCORED, sure, unpacked

FORMATS = ("csv", "jsonl")

_FIRST = ("kind", "document", "path", "body", "date", "section", "start", "end", "text")


def export(
    store: Store, kind: str, form: str, *, uncertain: bool = False, certain: float = Settings.certain
) -> str:
    """All facts of a kind (see `store.kinds`), with path, body and date of their meeting, in order of place,
    and with the language models that ran.

    Facts of a meeting's other copies carry ``copy_of``. Of decisions and mandates those with a score below
    `certain` are left out, or with `uncertain` are what is given. Raises BadSetting for an unknown kind or
    format, and for uncertain facts of a kind without scores.
    """
    if kind not in KINDS:
        raise BadSetting(f"{kind!r} is no kind of fact; choose one of {', '.join(KINDS)}")
    if form not in FORMATS:
        raise BadSetting(f"{form!r} is no format; choose one of {', '.join(FORMATS)}")
    if uncertain and kind not in SCORED:
        raise BadSetting(f"{kind} have no score; decisions and mandates do")
    records = list(facts(store, kind, uncertain=uncertain, certain=certain))
    return as_csv(records) if form == "csv" else as_lines(records)


def facts(
    store: Store, kind: str, *, uncertain: bool = False, certain: float = Settings.certain
) -> Iterator[dict[str, Any]]:
    """The facts of one kind as flat records, lists as lists; see `export`."""
    table, _, condition = KINDS[kind]
    rows = store.select(
        f"""SELECT f.*, d.path, d.model, p.body, p.date, p.copy_of FROM {table} f
            JOIN document d ON d.id = f.document
            LEFT JOIN part p ON p.document = f.document AND p.id = f.part
            WHERE {condition} AND {sure(kind, uncertain)}
            ORDER BY d.path, f.document, f.start, f.end, f.id""",
        {"certain": certain},
    )
    for row in rows:
        record = unpacked(row)
        own_kind = record.pop("kind", None)
        ordered = {"kind": kind, **{name: record.get(name) for name in _FIRST[1:]}}
        if own_kind is not None:
            ordered["type"] = own_kind
        yield ordered | {name: value for name, value in record.items() if name not in ordered}


def as_csv(records: Sequence[dict[str, Any]]) -> str:
    """Records as CSV; the columns are all keys that occur, in the order of first sight."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    columns = list(dict.fromkeys(name for record in records for name in record)) or list(_FIRST)
    writer.writerow(columns)
    for record in records:
        writer.writerow([_cell(record.get(column)) for column in columns])
    return out.getvalue()


def as_lines(records: Sequence[dict[str, Any]]) -> str:
    """Records as JSON Lines."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return "; ".join("" if item is None else str(item) for item in value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    # A cell that begins like a formula is text to a spreadsheet when a quote stands before it.
    if isinstance(value, str) and value[:1] in ("=", "@", "+"):
        return f"'{value}"
    return "" if value is None else value
