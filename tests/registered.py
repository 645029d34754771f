"""Invented documents through store, resolve and register."""

from __future__ import annotations

from pipeline.entities import Person
from pipeline.facts import Document
from pipeline.register import Register, whole
from pipeline.resolve import resolve
from pipeline.store import Store


def stored(store: Store, *documents: Document) -> None:
    """Put documents in and work out who is who, as a run does."""
    for document in documents:
        store.put(document, "v1")
    store.resolve(resolve(store.documents(), judgements=store.judgements(), memory=store.memory()))


def registered(store: Store, *documents: Document) -> Register:
    """The register of the documents (and of those that were in the store)."""
    stored(store, *documents)
    return whole(store)


def by_name(register: Register) -> dict[str, Person]:
    """Name → person."""
    return {person.name: person for person in register.people}
