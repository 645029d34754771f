"""The store: one SQLite file with everything extracted, and who is who.

One transaction a document, so that nothing stored is lost when a later document fails; a document
already stored by the same extractor is left alone. Facts come back as the `facts.Document` they were.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from types import TracebackType
from typing import Any

from pipeline.entities import Judgement, LedgerEntry, Resolution
from pipeline.errors import NewerStore, NotAStore, StoreError
from pipeline.facts import Document
from pipeline.store import derived, index, rows
from pipeline.store.kinds import KINDS

APPLICATION = 0x50475246  # "PGRF" in SQLite's application_id: what tells a store from another database
SCHEMA_VERSION = 1
# What holds of a copy's facts f that the original lacks, and of those among them that count.
OWN = "f.id IN (SELECT fact FROM own_fact)"
_OWN_COUNTED = "f.id IN (SELECT fact FROM own_fact WHERE counted)"


@dataclass(frozen=True)
class Counted:
    """Numbers of things in a store; `facts` by kind (see `store.kinds`)."""

    documents: int
    copies: int
    facts: dict[str, int]
    people: int
    organisations: int
    unresolved: int
    unsure: int


class NotStoredError(StoreError):
    """A document has facts that the store does not take; others can be stored."""


class Store:
    """An open store; a context manager. Use `open_store` to get one."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self.path = path
        self._db = connection

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def select(self, sql: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> list[sqlite3.Row]:
        """Rows of a SELECT. Raises StoreError when the file is damaged or locked."""
        try:
            return self._db.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise StoreError(f"{self.path}: {error}") from error

    # ---- documents

    def known(self) -> dict[str, tuple[str, str]]:
        """sha256 → (document id, extractor) of everything stored."""
        return {row[0]: (row[1], row[2]) for row in self.select("SELECT sha256, id, extractor FROM document")}

    def put(
        self,
        document: Document,
        extractor: str,
        lemmas: Mapping[str, str] | None = None,
        *,
        replace: bool = False,
    ) -> bool:
        """Store a document, in one transaction; False when it is there already from this extractor
        (which `replace` overrides). Raises NotStoredError, StoreError.

        A new edition of a file (same path, other content) takes the place of the old one.
        `lemmas` (form → lemma) makes search find more than the stemmer alone would.
        """
        try:
            return self._put(document, extractor, lemmas or {}, replace=replace)
        except StoreError as error:
            if not isinstance(error.__cause__, sqlite3.IntegrityError):
                raise
            raise NotStoredError(f"cannot be stored ({error.__cause__})") from error

    def _put(self, document: Document, extractor: str, lemmas: Mapping[str, str], *, replace: bool) -> bool:
        source = document.source
        with self._transaction() as db:
            stored = db.execute("SELECT extractor FROM document WHERE id = ?", (source.id,)).fetchone()
            if stored and stored[0] == extractor and not replace:
                self._met(db, source.path, source.id)
                return False
            paths = _remove(db, source.id) if stored else []
            first, last = index.add(db, document, lemmas)
            rows.insert(db, document, extractor, first, last)
            for path in [*paths, source.path]:
                self._met(db, path, source.id)
        return True

    def seen(self, path: str, document: str) -> None:
        """Note that `path` holds the stored `document` (an unchanged file, or one content twice)."""
        with self._transaction() as db:
            self._met(db, path, document)

    def _met(self, db: sqlite3.Connection, path: str, document: str) -> None:
        before = db.execute("SELECT document FROM file WHERE path = ?", (path,)).fetchone()
        db.execute("DELETE FROM put_aside WHERE path = ?", (path,))
        db.execute(
            "INSERT INTO file VALUES (?, ?) ON CONFLICT (path) DO UPDATE SET document = excluded.document",
            (path, document),
        )
        if before and before[0] != document:
            left = db.execute("SELECT count(*) FROM file WHERE document = ?", (before[0],)).fetchone()[0]
            if not left:
                _remove(db, before[0])

    def put_aside(self, path: str, reason: str) -> None:
        """Note a file that could not be read; what was stored of it before stays."""
        with self._transaction() as db:
            db.execute("INSERT OR REPLACE INTO put_aside VALUES (?, ?)", (path, reason))

    def documents(self) -> Iterator[Document]:
        """Every stored document with its facts, ordered by id."""
        for row in self.select("SELECT * FROM document ORDER BY id"):
            yield rows.document(self._db, row)

    def document(self, document: str) -> Document:
        """One stored document. Raises StoreError when there is none of that id."""
        found = self.select("SELECT * FROM document WHERE id = ?", (document,))
        if not found:
            raise StoreError(f"{self.path}: there is no document {document}")
        return rows.document(self._db, found[0])

    def counts(self) -> Counted:
        """How much there is of everything; what a meeting's other copies repeat is not counted."""

        def one(sql: str) -> int:
            return int(self.select(f"SELECT count(*) FROM {sql}")[0][0])

        own = (
            "NOT EXISTS (SELECT 1 FROM part p WHERE p.document = f.document AND p.id = f.part"
            f" AND p.copy_of IS NOT NULL) OR {_OWN_COUNTED}"
        )
        return Counted(
            documents=one("document"),
            copies=one("part WHERE copy_of IS NOT NULL"),
            facts={
                kind: one(f"{table} f WHERE {which} AND ({own})") for kind, (table, _, which) in KINDS.items()
            },
            people=one("entity WHERE kind = 'person'"),
            organisations=one("entity WHERE kind = 'organisation'"),
            unresolved=one("unresolved"),
            unsure=len(self.unsure()),
        )

    # ---- who is who

    def judgements(self) -> tuple[Judgement, ...]:
        """All judgements, oldest first."""
        found = self.select(
            "SELECT left_key, right_key, verdict, score, reason, by, at FROM judgement ORDER BY number"
        )
        return tuple(Judgement(*row) for row in found)

    def judge(self, judgements: Sequence[Judgement]) -> int:
        """Append judgements; one that repeats what its author last said of the pair is left out."""
        last: dict[tuple[str, str, str], tuple[str, str]] = {}
        for old in self.judgements():
            last[old.left, old.right, old.by] = (old.verdict, old.reason)
        said = {(j.left, j.right, j.by): j for j in judgements}  # of a pair judged twice, the latter
        new = [j for j in said.values() if last.get((j.left, j.right, j.by)) != (j.verdict, j.reason)]
        with self._transaction() as db:
            db.executemany(
                "INSERT INTO judgement (left_key, right_key, verdict, score, reason, by, at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                [(j.left, j.right, j.verdict, j.score, j.reason, j.by, j.at) for j in new],
            )
        return len(new)

    def unsure(self) -> tuple[Judgement, ...]:
        """Pairs nobody has decided on, and that nothing else has joined."""
        newest: dict[tuple[str, str], Judgement] = {}
        for judgement in self.judgements():
            before = newest.get((judgement.left, judgement.right))
            if before is None or before.by == "paragraf" or judgement.by != "paragraf":
                newest[judgement.left, judgement.right] = judgement
        current = self.select("SELECT key, entity FROM member WHERE current")
        entity = {row["key"]: row["entity"] for row in current}
        return tuple(
            j
            for j in newest.values()
            if j.verdict == "unsure"
            and j.left in entity
            and j.right in entity
            and entity[j.left] != entity[j.right]
        )

    def members(self) -> dict[str, str]:
        """Profile or organisation key → the entity id it last belonged to."""
        return {row[0]: row[1] for row in self.select("SELECT key, entity FROM member")}

    def resolve(self, resolution: Resolution) -> None:
        """Replace the derived part of the store (entities, links, copies) in one transaction."""
        self.judge(resolution.judgements)
        before = self.members()
        with self._transaction() as db:
            derived.keep_resolution(db, resolution, before)

    def keep_ledger(self, entries: Iterable[LedgerEntry]) -> None:
        """Replace what later minutes tell of mandates: deadlines, and where they are reported."""
        with self._transaction() as db:
            derived.keep_ledger(db, list(entries))

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        try:
            with self._db:
                self._db.execute("BEGIN IMMEDIATE")
                yield self._db
        except sqlite3.Error as error:
            raise StoreError(f"{self.path}: {error}") from error


def open_store(path: Path, *, create: bool = False) -> Store:
    """Open the store at `path`; with `create`, make it when there is none.

    Raises NotAStore (no such file, or not Paragraf's), NewerStore, StoreError (not to be opened).
    """
    if not create and not path.is_file():
        raise NotAStore(f"{path}: there is no store here; `paragraf run` makes one")
    try:
        if create:
            path.parent.mkdir(parents=True, exist_ok=True)
        db = sqlite3.connect(path, timeout=30, isolation_level=None)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"{path}: the store cannot be opened ({error})") from error
    try:
        _prepare(db, path, create=create)
    except sqlite3.DatabaseError as error:
        db.close()
        if isinstance(error, sqlite3.OperationalError):
            raise StoreError(f"{path}: the store cannot be opened ({error})") from error
        raise NotAStore(f"{path}: not a store of Paragraf's ({error})") from error
    except StoreError:
        db.close()
        raise
    return Store(db, path)


def _prepare(db: sqlite3.Connection, path: Path, *, create: bool) -> None:
    db.row_factory = sqlite3.Row
    application = db.execute("PRAGMA application_id").fetchone()[0]
    version = db.execute("PRAGMA user_version").fetchone()[0]
    empty = not db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if empty and application == 0 and create:
        script = resources.files("pipeline.store").joinpath("schema.sql").read_text(encoding="utf-8")
        db.executescript(
            f"BEGIN; {script} PRAGMA application_id = {APPLICATION};"
            f" PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;"
        )
    elif application != APPLICATION:
        raise NotAStore(f"{path}: not a store of Paragraf's")
    elif version > SCHEMA_VERSION:
        raise NewerStore(
            f"{path}: written by a later Paragraf (store version {version}, this one reads {SCHEMA_VERSION});"
            " update Paragraf or use another --store"
        )
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA synchronous = NORMAL")
    if create:
        db.execute("PRAGMA journal_mode = WAL")
    there = {row[0] for row in db.execute("SELECT name FROM sqlite_master")}
    for table, columns in derived.LATER_TABLES.items():
        if table not in there:  # in a store that no run has met since, what it holds is not known yet
            db.execute(f"CREATE {'' if create else 'TEMP'} TABLE {table} ({columns})")


def _remove(db: sqlite3.Connection, document: str) -> list[str]:
    """Take a document out with its facts; returns the paths it was met under."""
    row = db.execute("SELECT search_first, search_last FROM document WHERE id = ?", (document,)).fetchone()
    paths = [found[0] for found in db.execute("SELECT path FROM file WHERE document = ?", (document,))]
    db.execute("DELETE FROM search WHERE rowid BETWEEN ? AND ?", (row[0], row[1]))
    db.execute("DELETE FROM document WHERE id = ?", (document,))
    return paths
