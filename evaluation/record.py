"""A score as JSON: kept as a baseline, read again to see what a change gained and lost."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Any

from evaluation import groups
from evaluation.counts import Counts
from evaluation.judge import Difference, Outcome
from evaluation.scores import DocumentScore, Report
from pipeline.errors import GoldError

SCHEMA = "paragraf-score/1"


def to_json(report: Report) -> str:
    """The report as JSON: totals with intervals and means, groups (see `groups.groups_record`), documents.

    A document's `figures` are found, right and gold; a fourth number, where there is one, is what of
    gold is right (B³ has two sums, see `evaluation.coreference`).
    """
    totals = {}
    for name in report.names:
        counts, interval = report.total(name), report.interval(name)
        bodies, spread = report.interval(name, over="bodies"), groups.spread(report, name)
        totals[name] = {
            **counts.record(),
            "interval": None if interval is None else [interval.low, interval.high],
            "interval_from": None if interval is None else interval.basis,
            "interval_over_bodies": None if bodies is None else [bodies.low, bodies.high],
            "interval_over_bodies_from": None if bodies is None else bodies.basis,
            "macro_f1": report.macro(name),
            "macro_f1_by_body": report.macro(name, by="body"),
            "range_over_bodies": None if spread is None else [spread.low, spread.high],
        }
    record = {
        "schema": SCHEMA,
        "totals": totals,
        "groups": groups.groups_record(report),
        "notes": list(report.notes),
        "documents": [_document_record(document) for document in report.documents],
    }
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def from_json(path: Path) -> Report:
    """A report that `to_json` wrote. Raises GoldError when the file is none."""
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise GoldError(f"{path}: {error.strerror or error}") from error
    except ValueError as error:
        raise GoldError(f"{path}: no score report: {error}; write one with --json") from error
    if not isinstance(record, dict) or record.get("schema") != SCHEMA:
        raise GoldError(f"{path}: no score report of this version ({SCHEMA}); write one with --json")
    return Report(tuple(_document_score(document) for document in record["documents"]))


def _document_record(document: DocumentScore) -> dict[str, Any]:
    return {
        "name": document.name,
        "source": Path(document.source).name,
        "body": document.body,
        "organisation": document.organisation,
        "layout": document.layout,
        "aligned": document.aligned,
        "error": document.error,
        "figures": {name: counts.numbers() for name, counts in document.figures.items()},
        "confusions": [[*key, count] for key, count in sorted(document.confusions.items())],
        "outcomes": [asdict(outcome) for outcome in document.outcomes],
    }


def _document_score(record: dict[str, Any]) -> DocumentScore:
    return DocumentScore(
        name=record["name"],
        source=record["source"],
        body=record["body"],
        aligned=record["aligned"],
        error=record["error"],
        organisation=record.get("organisation"),
        layout=record.get("layout"),
        figures={name: Counts(*counts) for name, counts in record["figures"].items()},
        confusions=Counter({(a, b, c): count for a, b, c, count in record["confusions"]}),
        outcomes=tuple(
            Outcome(**{**outcome, "differs": tuple(Difference(**d) for d in outcome["differs"])})
            for outcome in record["outcomes"]
        ),
    )
