"""The committed baseline: what the extractor had right when it was last agreed to, to compare with.

A baseline keeps each document's counts and the facts that were *not* right; the others were right, and
which they are is read from gold. Of the project's own gold it has the words of these facts. Gold that
lies elsewhere is made of other people's texts, which must not get into the project: of it a baseline has
counts and marks (hashes), from which a later run tells a fact it has before it, and no words. A spurious
fact has its place too: it is in no gold, so that nothing else could say where it stood when it is gone.

    {"name": "hällnäs-2023-05-04", "gold": "5d1c…",
     "figures": {"mandates/span": [3, 2, 3], …},      found, right, gold
     "not right": [["missed", "0a4be1…"], ["spurious", "77c0d2…", "mentions", "ORG", 120, 127], …]}
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from evaluation.coreference import MEASURES
from evaluation.counts import Counts
from evaluation.gold import Gold
from evaluation.judge import Difference, Outcome
from evaluation.judge.common import Verdict
from evaluation.record import from_json
from evaluation.score import DocumentScore, Report
from pipeline.errors import GoldError

SCHEMA = "paragraf-baseline/1"
PROJECT = Path(__file__).resolve().parents[1]
FOLDER = Path(__file__).resolve().parent / "baselines"
CLOSED = ("mentions", "meeting", "attendance", "decisions", "mandates")  # `what` is no word of the text
ACROSS = tuple(f"entities/{measure}" for measure in MEASURES)  # over all documents together
USUAL = ("gold", "annotations")  # what folders of gold are called: the one above tells whose


@dataclass(frozen=True)
class Before:
    """An earlier score and that of now, made comparable: documents whose gold has `changed` are left out
    of `report`, and who is who over all documents of both when they are not of the same ones.

    `notes` are what a reader of the comparison should know; `untold` counts the spurious facts that
    went and of which nothing was kept (in baselines of old).
    """

    report: Report
    now: Report
    notes: tuple[str, ...] = ()
    untold: int = 0
    changed: tuple[str, ...] = ()

    @property
    def in_common(self) -> bool:
        """Whether any document of now was measured then."""
        return bool(self.report.documents or self.changed)


def path_of(gold: Path) -> Path:
    """Where the baseline of a folder of gold is kept, whether it is there or not.

    ``annotations`` of the project is ``annotations.json``; ``…/shared/gold`` is ``shared-gold.json``.
    """
    folder = gold.resolve() if gold.is_dir() else gold.resolve().parent
    usual = folder.name in USUAL and folder != PROJECT / folder.name and folder.parent.name
    return FOLDER / f"{folder.parent.name}-{folder.name}.json" if usual else FOLDER / f"{folder.name}.json"


def is_own(gold: Path) -> bool:
    """Whether the gold is the project's own, so that its words may be kept."""
    return gold.resolve().is_relative_to(PROJECT)


def to_baseline(report: Report, *, words: bool) -> str:
    """The baseline of a report as JSON, a figure and a fact a line; `words`: with the facts' words."""
    record = {
        "schema": SCHEMA,
        "model": model_of(report),
        "figures": sorted(report.names),
        "documents": [
            {
                "name": document.name,
                "gold": gold_mark(document.gold),
                "figures": {
                    name: c.numbers() for name, c in sorted(document.figures.items()) if c != Counts()
                },
                "not right": _not_right(document, words),
            }
            for document in report.documents
        ],
    }
    return "".join(_lines(record)) + "\n"


def read(path: Path, now: Report) -> Before:
    """The baseline (or the result that ``score --json`` wrote) at `path`, beside the result of now.

    Raises GoldError when the file is neither.
    """
    return earlier(path)(now)


def earlier(path: Path) -> Callable[[Report], Before]:
    """`read` in two steps: the file is read at once, and compared when there is something to compare with."""
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise GoldError(f"{path}: {error.strerror or error}") from error
    except ValueError as error:
        raise GoldError(f"{path}: no score: {error}; write one with paragraf score --json") from error
    if not isinstance(record, dict) or record.get("schema") != SCHEMA:
        report = from_json(path)
        return lambda now: compared(report, now)

    def restored(now: Report) -> Before:
        try:
            return _restored(record, now)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise GoldError(
                f"{path}: a damaged baseline ({error!r}); write it with --update-baseline"
            ) from error

    return restored


def compared(before: Report, now: Report) -> Before:
    """A whole earlier result, with notes where its gold was another than now's."""
    older = {document.name: document for document in before.documents}
    changed = [
        document.name
        for document in now.documents
        if document.name in older and _gold_facts(older[document.name]) != _gold_facts(document)
    ]
    notes = (*_changed(changed), *_lacking(set(older), now))
    before = Report(tuple(document for document in before.documents if document.name not in changed))
    return Before(*_same_documents(before, now), notes, changed=tuple(changed))


def names_in(path: Path) -> frozenset[str]:
    """The documents that a baseline has. Raises GoldError when the file is none."""
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        return frozenset(document["name"] for document in record["documents"])
    except OSError as error:
        raise GoldError(f"{path}: {error.strerror or error}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise GoldError(f"{path}: a damaged baseline ({error!r}); write it with --update-baseline") from error


def model_of(report: Report) -> str:
    """The models a report's documents were read with; empty when it has none of them any more."""
    read_ones = (d.document.model for d in report.documents if d.document and not d.error)
    return next(read_ones, "")


def gold_mark(gold: Gold | None) -> str:
    """The facts and the text of gold as a hash that their layout in the file does not change."""
    if gold is None:
        return ""
    stem = gold.path.name.removesuffix(".gold.json")
    total = hashlib.sha256(gold.text.encode())
    for path in (gold.path, gold.path.with_name(f"{stem}.tables.json")):
        if path.is_file():
            content = json.loads(path.read_text(encoding="utf-8-sig"))
            if isinstance(content, dict):
                content.pop("text_sha256", None)  # says nothing that the text does not
            total.update(json.dumps(content, sort_keys=True).encode())
    return total.hexdigest()[:16]


# ── written ──────────────────────────────────────────────────────────────────


def _not_right(document: DocumentScore, words: bool) -> list[Any]:
    wrong = sorted(
        (outcome for outcome in document.outcomes if outcome.verdict != "right"),
        key=lambda outcome: (outcome.kind, outcome.start, outcome.end, outcome.what, outcome.text),
    )
    if not words:
        return sorted([outcome.verdict, _mark(document.name, outcome), *_where(outcome)] for outcome in wrong)
    return [{key: value for key, value in asdict(outcome).items() if value} for outcome in wrong]


def _where(outcome: Outcome) -> list[Any]:
    """Kind, name and offsets of a spurious fact, the name only where it is one of a closed set."""
    if outcome.verdict != "spurious":
        return []
    return [outcome.kind, outcome.what if outcome.kind in CLOSED else "", outcome.start, outcome.end]


def _lines(record: dict[str, Any]) -> Iterator[str]:
    """JSON whose differences a person can read: a figure or a fact stands on a line of its own."""

    def one(value: Any) -> str:
        return json.dumps(value, ensure_ascii=False)

    yield f'{{\n "schema": {one(record["schema"])},\n "model": {one(record["model"])},\n "figures": ['
    yield ",".join(f"\n  {one(name)}" for name in record["figures"])
    yield '\n ],\n "documents": ['
    for number, document in enumerate(record["documents"]):
        yield f'{"," if number else ""}\n  {{\n   "name": {one(document["name"])},'
        yield f'\n   "gold": {one(document["gold"])},\n   "figures": {{'
        yield ",".join(f"\n    {one(name)}: {one(counts)}" for name, counts in document["figures"].items())
        yield '\n   },\n   "not right": ['
        yield ",".join(f"\n    {one(fact)}" for fact in document["not right"])
        yield "\n   ]\n  }"
    yield "\n ]\n}"


def _mark(document: str, outcome: Outcome) -> str:
    """A fact as a hash: who has the text can tell which it is, the hash alone tells nothing."""
    return hashlib.sha256(json.dumps([document, *_key(outcome)]).encode()).hexdigest()[:16]


# ── read ─────────────────────────────────────────────────────────────────────

Key = tuple[str, str, int, int, str]


def _key(outcome: Outcome) -> Key:
    """What makes a fact the same one from run to run."""
    return outcome.kind, outcome.what, outcome.start, outcome.end, outcome.text


def _restored(record: dict[str, Any], now: Report) -> Before:
    kept = {document["name"]: document for document in record["documents"]}
    scores, changed, untold = [], [], 0
    for document in now.documents:
        if document.name not in kept:
            continue
        before = kept[document.name]
        if before["gold"] != gold_mark(document.gold):
            changed.append(document.name)  # no figure and no fact can be said to be gained or lost
            continue
        outcomes, gone = _outcomes(document, before["not right"])
        untold += gone
        figures = {name: Counts() for name in document.figures if name in record["figures"]}
        figures |= {name: Counts(*counts) for name, counts in before["figures"].items()}
        scores.append(replace(document, figures=figures, outcomes=outcomes, gold=None, document=None))
    notes = (*_changed(changed), *_lacking(set(kept), now), *_other_model(record["model"], now))
    before = Report(tuple(scores))
    if len(kept) > len(scores):  # some of then are not measured now
        before = _without_across(before)
    return Before(*_same_documents(before, now), notes, untold, tuple(changed))


def _same_documents(before: Report, now: Report) -> tuple[Report, Report]:
    """Both reports; without who is who over all documents when these are not the same ones."""
    names = [{one.name for one in report.documents if _has_across(one)} for report in (before, now)]
    return (before, now) if names[0] == names[1] else (_without_across(before), _without_across(now))


def _has_across(document: DocumentScore) -> bool:
    return any(figure in document.figures for figure in ACROSS)


def _without_across(report: Report) -> Report:
    return Report(
        tuple(
            replace(
                document,
                figures={name: c for name, c in document.figures.items() if name not in ACROSS},
                outcomes=tuple(o for o in document.outcomes if (o.kind, o.what) != ("entities", "across")),
            )
            for document in report.documents
        )
    )


def _outcomes(document: DocumentScore, not_right: list[Any]) -> tuple[tuple[Outcome, ...], int]:
    """The outcomes of then: those kept, and the facts of gold (known from now) that were right.

    Also how many spurious facts of then are not found now and have neither words nor a place.
    """
    told = [_told(fact) for fact in not_right if isinstance(fact, dict)]
    marked = [tuple(fact) for fact in not_right if not isinstance(fact, dict)]
    marks = Counter((verdict, mark) for verdict, mark, *_ in marked)
    places = {mark: place for verdict, mark, *place in marked if verdict == "spurious" and place}
    of_gold = Counter(_key(outcome) for outcome in told if outcome.verdict != "spurious")
    restored = list(told)
    # What is not right now stands first: of facts that are alike it is the one that was not right then.
    for outcome in sorted(document.outcomes, key=lambda outcome: outcome.verdict == "right"):
        mark = _mark(document.name, outcome)
        verdicts: tuple[Verdict, ...] = (
            ("spurious",) if outcome.verdict == "spurious" else ("wrong", "missed")
        )
        then = next((verdict for verdict in verdicts if marks[verdict, mark]), None)
        if then:
            marks[then, mark] -= 1
            restored.append(
                replace(outcome, verdict=then, differs=outcome.differs if then == outcome.verdict else ())
            )
        elif outcome.verdict != "spurious":
            if of_gold[_key(outcome)]:
                of_gold[_key(outcome)] -= 1  # it is among the told
            else:
                restored.append(replace(outcome, verdict="right", differs=(), context=""))
    untold = 0
    for (verdict, mark), count in marks.items():
        if verdict == "spurious" and mark in places:
            restored += [_gone(*places[mark])] * count
        elif verdict == "spurious":
            untold += count
    return tuple(restored), untold


def _gone(kind: str, what: str, start: int, end: int) -> Outcome:
    """A spurious fact that went, of which the place is known and no word."""
    where = f"characters {start}–{end} of the document" if end else "no place in the text"
    return Outcome(kind, "spurious", what, f"({where}; its words were not kept)", start, end)


def _told(record: dict[str, Any]) -> Outcome:
    differs = tuple(Difference(**difference) for difference in record.get("differs", ()))
    return Outcome(**{**record, "text": record.get("text", ""), "differs": differs})


def _gold_facts(document: DocumentScore) -> Counter[Key]:
    """The facts gold has; not who is who, of which an outcome tells only what can be said of it."""
    return Counter(
        _key(outcome)
        for outcome in document.outcomes
        if outcome.verdict != "spurious" and outcome.kind != "entities"
    )


def _changed(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield f"{name}: its gold has changed since; left out of the comparison"


def _lacking(before: set[str], now: Report) -> Iterator[str]:
    new = [document.name for document in now.documents if document.name not in before]
    if new and len(new) == len(now.documents):
        yield "no document is in both: the earlier score is of other gold"
    elif new:
        yield f"without an earlier score, so not compared: {', '.join(new)}"


def _other_model(then: str, now: Report) -> Iterator[str]:
    current = model_of(now)
    if then and current and then != current:
        yield f"the baseline was measured with {then}, this with {current}"
