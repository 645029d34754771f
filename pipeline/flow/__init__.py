"""The nightly run: Prefect around the plain functions of `run`, and nothing else of it.

Tasks take batches of paths; the model is loaded once a process. A run without new documents starts
no server. Prefect's own home is a cache folder, so that it neither needs nor touches a user's.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import inbox
from pipeline.errors import NoProtocols, StoreError
from pipeline.facts import Document
from pipeline.flow.batches import extract_all
from pipeline.flow.names import shown_names
from pipeline.flow.work import Extract, Outcome, Progress, loaded
from pipeline.ledger import ledger
from pipeline.producer import producer
from pipeline.register import Changes, Register, as_csv, as_json, whole
from pipeline.register.formats import as_html, log_as_json, log_as_markdown
from pipeline.register.links import known as known_texts
from pipeline.register.links import linker
from pipeline.register.runs import keep_run, runs
from pipeline.resolve import resolve
from pipeline.settings import Settings
from pipeline.store import NotStoredError, Store, open_store

if TYPE_CHECKING:
    from evaluation.score import Report


@dataclass(frozen=True)
class Summary:
    """What a run did, for a person to read.

    `renewed`: extracted again since the rules changed. `facts`: kind → number in the store, what copies
    of meetings repeat not counted. `aside`: (path, reason). `copies`: meetings recorded once more, `twins`
    of them since a file has the content of another. `models`: the language
    models that ran over what is stored. `changed`: what the run changed in the register; `checks`: warnings
    in it; `missing`: §§ that no minutes in the store have.
    """

    new: int
    renewed: int
    unchanged: int
    aside: tuple[tuple[str, str], ...]
    documents: int
    copies: int
    facts: Mapping[str, int]
    people: int
    named_people: int
    organisations: int
    unresolved: int
    unsure: int
    store: Path
    registers: tuple[Path, ...]
    score: Report | None = None
    gold: Path | None = None
    twins: int = 0
    models: tuple[str, ...] = ()
    changed: Changes | None = None
    checks: int = 0
    missing: int = 0

    @property
    def exit_code(self) -> int:
        """0 all done; 1 something was put aside; 2 nothing could be done."""
        if not self.aside:
            return 0
        return 1 if self.new or self.renewed or self.unchanged else 2


def run(
    folder: Path, settings: Settings, *, again: bool = False, progress: Progress | None = None,
    extract: Extract | None = None,
) -> Summary:  # fmt: skip
    """Everything from a folder of protocols to store, register and score.

    `again` extracts unchanged documents too. `progress(what, done, of)` is called as the run goes on.
    `extract` stands in for the extractor (tests). Raises NoProtocols (nothing to read, or nothing that
    can be a protocol), StoreError, MissingModel.
    """
    fresh = not settings.store.exists()
    try:
        return _run(folder, settings, again, progress or _untold, extract)
    except NoProtocols:
        if fresh:  # a store of nothing would look like one of protocols
            for ending in ("", "-wal", "-shm"):
                settings.store.with_name(settings.store.name + ending).unlink(missing_ok=True)
        raise


def _run(folder: Path, settings: Settings, again: bool, tell: Progress, extract: Extract | None) -> Summary:
    paths = inbox.documents(folder)
    names = shown_names(paths)
    with open_store(settings.store, create=True) as store:
        made_by = producer(settings)
        todo = _todo(store, names, made_by, settings, again=again)
        tally = _Tally(unchanged=todo.unchanged)
        before = store.known()
        doubtful: list[Outcome] = []

        def sort_out(outcome: Outcome) -> None:
            if outcome.document is None or _can_be_a_protocol(outcome.document):
                keep(outcome)
            else:
                doubtful.append(outcome)

        def keep(outcome: Outcome) -> None:
            reason, path = outcome.reason, names[Path(outcome.path)]
            if outcome.document is not None:
                document = replace(outcome.document, source=replace(outcome.document.source, path=path))
                try:
                    store.put(document, made_by, replace=again)
                    known = document.source.sha256 in before
                    tally.renewed += known
                    tally.new += not known
                except NotStoredError as error:
                    reason = str(error)
            if reason is not None:
                tally.aside[path] = reason
                store.put_aside(path, reason)

        tell("reading", 0, len(todo.paths))
        if todo.paths:
            extract_all(todo.paths, settings, extract, sort_out, tell)
        if doubtful and not (tally.new or tally.renewed or tally.unchanged):
            if not tally.aside:
                raise NoProtocols(f"{folder}: no file here is a protocol ({_NOTHING})")
            doubtful = [Outcome(outcome.path, reason=f"no protocol ({_NOTHING})") for outcome in doubtful]
        for outcome in doubtful:
            keep(outcome)
        for path, first in todo.twins:
            reason = tally.aside.get(names[first])
            if reason is not None:
                keep(Outcome(str(path), reason=reason))
            else:
                store.seen(names[path], store.known()[inbox.digest(path)][0])
                tally.twins += 1
        tell("who is who", 0, 1)
        resolution = resolve(store.documents(), settings, store.judgements(), store.memory())
        store.resolve(resolution)
        store.keep_ledger(ledger(store.documents(), resolution.whose, resolution.copies))
        found = whole(store)
        changed = keep_run(store, found)
        registers = _write_registers(store, found)
        tell("score", 0, 1)
        gold, score = _score(store, paths, folder, settings, extract)
        return _summary(store, tally, found, changed, registers, gold, score)


@dataclass
class _Tally:
    new: int = 0
    renewed: int = 0
    unchanged: int = 0
    twins: int = 0
    aside: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Todo:
    """`paths` to extract; `twins`: (path, the path among them that has the same content)."""

    paths: list[Path]
    twins: list[tuple[Path, Path]]
    unchanged: int


_NOTHING = "there are no §§, no decisions and no list of those present"


def _can_be_a_protocol(document: Document) -> bool:
    return bool(document.sections or document.decisions or document.attendance)


def _untold(_what: str, _done: int, _of: int) -> None:
    """Progress that nobody watches."""


def _todo(store: Store, names: Mapping[Path, str], made_by: str, settings: Settings, *, again: bool) -> _Todo:
    """What has to be extracted of the files in `names` (see `shown_names`): what is not stored, or was
    extracted by other rules. Two files of one content are one document known under both names."""
    known = store.known()
    todo: list[Path] = []
    twins: list[tuple[Path, Path]] = []
    unchanged = 0
    coming: dict[str, Path] = {}
    for path, name in names.items():
        try:
            digest = inbox.digest(path) if path.stat().st_size <= settings.max_bytes else ""
        except OSError:
            digest = ""
        stored = known.get(digest)
        if stored and stored[1] == made_by and not again:
            store.seen(name, stored[0])
            unchanged += 1
        elif digest in coming:
            twins.append((path, coming[digest]))
        else:
            todo.append(path)
            if digest:
                coming[digest] = path
    return _Todo(todo, twins, unchanged)


def renew_registers(store: Store) -> tuple[Path, ...]:
    """Write anew the register files that a run has left beside the store; their paths. Raises StoreError."""
    return _write_registers(store, whole(store)) if _beside(store, "-register.json").exists() else ()


def _write_registers(store: Store, found: Register) -> tuple[Path, ...]:
    """The register and the log of its changes beside the store; the paths."""
    page = _beside(store, "-register.html")
    log = runs(store)
    texts, _ = known_texts(store)
    return tuple(
        _written(_beside(store, ending), text)
        for ending, text in (
            ("-register.json", as_json(found.people, found.findings, found.organisations)),
            ("-register.csv", as_csv(found.people, found.organisations)),
            ("-register.html", as_html(found, texts, linker(store, page))),
            ("-register-changes.md", log_as_markdown(log)),
            ("-register-changes.json", log_as_json(log)),
        )
    )


def _beside(store: Store, ending: str) -> Path:
    return store.path.with_name(f"{store.path.stem}{ending}")


def _written(path: Path, text: str) -> Path:
    part = path.with_name(f".{path.name}.part")
    try:
        # A byte order mark, or Excel takes å, ä and ö for something else.
        part.write_text(text, encoding="utf-8-sig" if path.suffix == ".csv" else "utf-8", newline="\n")
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise StoreError(f"{path}: the register cannot be written ({error.strerror})") from error
    return path


def _score(
    store: Store, paths: Sequence[Path], folder: Path, settings: Settings, extract: Extract | None
) -> tuple[Path | None, Report | None]:
    """The score of those of `paths` that have gold; what the store holds is not extracted again."""
    gold = _gold_folder(paths, folder)
    if gold is None:
        return None, None
    stems = {path.stem for path in paths}
    scored = [stem for file in gold.glob("*.gold.json") if (stem := _stem(file)) in stems]
    from evaluation.score import score_folder

    known = store.known()
    fallback: list[Extract] = []

    def stored(path: Path) -> Document:
        found = known.get(inbox.digest(path))
        if found:
            return store.document(found[0])
        if not fallback:
            fallback.append(extract or loaded(settings))
        return fallback[0](path)

    return gold, score_folder(gold, stored, scored)


def _gold_folder(paths: Sequence[Path], folder: Path) -> Path | None:
    base = folder if folder.is_dir() else folder.parent
    stems = {path.stem for path in paths}
    for place in (base, base.resolve().parent / "annotations", base.resolve().parent / "gold"):
        if any(_stem(gold) in stems for gold in place.glob("*.gold.json")):
            return Path(os.path.relpath(place))
    return None


def _stem(gold: Path) -> str:
    return gold.name.removesuffix(".gold.json")


def _summary(
    store: Store, tally: _Tally, found: Register, changed: Changes, registers: tuple[Path, ...],
    gold: Path | None, score: Report | None,
) -> Summary:  # fmt: skip
    counts = store.counts()
    return Summary(
        new=tally.new,
        renewed=tally.renewed,
        unchanged=tally.unchanged,
        aside=tuple(sorted(tally.aside.items())),
        documents=counts.documents,
        copies=counts.copies + tally.twins,
        twins=tally.twins,
        models=tuple(row[0] for row in store.select("SELECT DISTINCT model FROM document ORDER BY model")),
        facts=counts.facts,
        people=len(found.people),
        named_people=counts.people,
        organisations=counts.organisations,
        unresolved=counts.unresolved,
        unsure=counts.unsure,
        store=store.path,
        registers=registers,
        score=score,
        gold=gold,
        changed=changed,
        checks=len(found.findings),
        missing=sum(gap.last - gap.first + 1 for body in found.bodies for gap in body.gaps),
    )
