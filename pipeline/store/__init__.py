"""The store: one SQLite file with everything extracted, and who is who.

One transaction a document, so that nothing stored is lost when a later document fails; a document
already stored by the same extractor is left alone. Facts come back as the `facts.Document` they were.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from pipeline.entities import PROGRAM, Entry, Identity, Judgement, LedgerEntry, Memory, Resolution
from pipeline.errors import NotAStore, StoreError
from pipeline.facts import Document
from pipeline.store import book, derived, index, memory, opening, rows
from pipeline.store.kinds import KINDS
from pipeline.store.opening import SCHEMA_VERSION

__all__ = ["OWN", "SCHEMA_VERSION", "Counted", "NotStoredError", "Store", "open_store"]

# What holds of a copy's facts f that the original lacks, and of those among them that count.
OWN = "f.id IN (SELECT fact FROM own_fact)"
_OWN_COUNTED = "f.id IN (SELECT fact FROM own_fact WHERE counted)"
_Answer = TypeVar("_Answer")


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
        return self._guarded(lambda db: db.execute(sql, values).fetchall())

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
            unsure=self._unsure_people(),
        )

    def _unsure_people(self) -> int:
        """Pairs of people in `unsure`, as they are asked: one for two people, however many names fit."""
        current = self.members(current=True)
        people = {row["id"] for row in self.select("SELECT id FROM entity WHERE kind = 'person'")}
        pairs = {frozenset((current[one.left], current[one.right])) for one in self.unsure()}
        return sum(pair <= people for pair in pairs)

    # ---- who is who

    def judgements(self) -> tuple[Judgement, ...]:
        """What holds: the program's judgements of its last run, then persons', the oldest first."""
        program = (entry.judgement for entry in self._read(book.STANDING))
        return (*program, *(entry.judgement for entry in self.in_force()))

    def opinions(self) -> tuple[Judgement, ...]:
        """The program's judgements of its last run, without the evidence."""
        return self._guarded(book.opinions)

    def book(self) -> tuple[Entry, ...]:
        """Every judgement ever appended by a person, taken back or not, oldest first."""
        return self._read(f"by <> '{PROGRAM}'")

    def in_force(self) -> tuple[Entry, ...]:
        """Persons' judgements that nobody has taken back, in the order in which they were given."""
        return book.in_force(self.book())

    def judge(self, judgements: Sequence[Judgement]) -> int:
        """Append judgements; one that repeats what its author last said of the pair is left out."""
        with self._transaction() as db:
            return book.add_programs(db, judgements)

    def append(self, judgement: Judgement, undoes: int | None = None) -> int:
        """Append a person's judgement, or that it takes back the one numbered `undoes`; its number."""
        with self._transaction() as db:
            return book.append(db, judgement, undoes)

    def unsure(self) -> tuple[Judgement, ...]:
        """Pairs nobody has decided on, and that nothing else has joined."""
        current = self.members(current=True)
        return self._guarded(lambda db: book.unsure(db, current))

    def members(self, *, current: bool = False) -> dict[str, str]:
        """Profile or organisation key → the entity id it last belonged to; `current`: those of today only."""
        rows_ = self.select(f"SELECT key, entity FROM member{' WHERE current' if current else ''}")
        return {row[0]: row[1] for row in rows_}

    def follow(self, entity: str) -> str | None:
        """The id under which who had the id `entity` goes now; None for an id that never was."""
        there = self.select("SELECT id FROM entity WHERE id = ?", (entity,)) or self.select(
            "SELECT target FROM redirect WHERE entity = ?", (entity,)
        )
        return str(there[0][0]) if there else None

    def memory(self) -> Memory:
        """What `resolve.resolve` has to know of earlier runs."""
        members = self.members()
        return self._guarded(lambda db: memory.read(db, members))

    def identify(self, identities: Sequence[Identity]) -> None:
        """Write ids that another store gave; they show with the next resolution."""
        with self._transaction() as db:
            memory.keep_identities(db, identities)

    def resolve(self, resolution: Resolution) -> None:
        """Replace the derived part of the store (entities, links, copies) in one transaction."""
        before = self.members()
        with self._transaction() as db:
            book.add_programs(db, resolution.judgements)
            book.let_stand(db, resolution.judgements)
            memory.keep(db, resolution)
            derived.keep_resolution(db, resolution, before)

    def regroup(self, resolution: Resolution) -> None:
        """Replace the people alone, as `resolve.regroup` gives them, in one transaction."""
        before = self.members()
        with self._transaction() as db:
            memory.keep_identities(db, resolution.identities)
            derived.keep_people(db, resolution, before)

    def keep_ledger(self, entries: Iterable[LedgerEntry]) -> None:
        """Replace what later minutes tell of mandates: deadlines, and where they are reported."""
        with self._transaction() as db:
            derived.keep_ledger(db, list(entries))

    def _read(self, condition: str) -> tuple[Entry, ...]:
        return self._guarded(lambda db: book.read(db, condition))

    def _guarded(self, ask: Callable[[sqlite3.Connection], _Answer]) -> _Answer:
        try:
            return ask(self._db)
        except sqlite3.Error as error:
            raise StoreError(f"{self.path}: {error}") from error

    def register_runs(self) -> list[tuple[int, str, str | None]]:
        """(number, changes, snapshot) of every run's register, the oldest first; see `register.changes`."""
        found = self.select("SELECT number, changes, snapshot FROM register_run ORDER BY number")
        return [(row["number"], row["changes"], row["snapshot"]) for row in found]

    def keep_register(self, changes: str, snapshot: str) -> None:
        """Add what a run changed in the register (JSON), and what the next one compares with (JSON)."""
        with self._transaction() as db:
            derived.keep_register(db, changes, snapshot)

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        try:
            with self._db:
                self._db.execute("BEGIN IMMEDIATE")
                yield self._db
        except sqlite3.Error as error:
            raise StoreError(f"{self.path}: {error}") from error


def open_store(path: Path, *, create: bool = False, write: bool = False) -> Store:
    """Open the store at `path`; with `create`, make it when there is none. Whoever is to `write` says so.

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
        opening.prepare(db, path, create=create, write=write or create)
    except sqlite3.DatabaseError as error:
        db.close()
        if isinstance(error, sqlite3.OperationalError):
            raise StoreError(f"{path}: the store cannot be opened ({error})") from error
        raise NotAStore(f"{path}: not a store of Paragraf's ({error})") from error
    except StoreError:
        db.close()
        raise
    return Store(db, path)


def _remove(db: sqlite3.Connection, document: str) -> list[str]:
    """Take a document out with its facts; returns the paths it was met under."""
    row = db.execute("SELECT search_first, search_last FROM document WHERE id = ?", (document,)).fetchone()
    paths = [found[0] for found in db.execute("SELECT path FROM file WHERE document = ?", (document,))]
    db.execute("DELETE FROM search WHERE rowid BETWEEN ? AND ?", (row[0], row[1]))
    db.execute("DELETE FROM document WHERE id = ?", (document,))
    return paths
