import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from gold_documents import shared
from invented import protocol

from pipeline.entities import Entity, Judgement, Resolution
from pipeline.errors import NewerStore, NotAStore, StoreError
from pipeline.facts import Attendance, Decision, Document, Votes
from pipeline.facts import Warning as Notice
from pipeline.store import SCHEMA_VERSION, NotStoredError, Store, open_store

TEXT = (
    "⟨item:§ 12 Budget⟩\n⟨adopt:Socialnämnden beslutar att anta budgeten⟩.\n"
    "⟨mandate:Kansliet får i uppdrag att se över får och mål⟩.\nDet kostar ⟨AMOUNT:120000 kronor⟩."
)


def document(path: str = "a.txt", extra: str = "") -> Document:
    return protocol(present=[{"person": "Anna Bergdahl", "party": "C"}], text=TEXT + extra, path=path)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "new" / "p.db", create=True)


def test_a_document_comes_back_as_it_was(store: Store) -> None:
    given = document()
    decision = replace(
        given.decisions[0],
        votes=Votes(yes=5, no=4, by_name={"Anna Bergdahl": "ja"}), reservations=("Bo Mård",),
        reservation_motives=(None,), score=0.5,
    )  # fmt: skip
    row = replace(given.attendance[0], present=None, sections=("12", "13"), remote=True)
    given = replace(
        given, decisions=(decision,), attendance=(row,),
        source=replace(given.source, pages=(0, 20), warnings=(Notice(code="read", message="å"),)),
        warnings=(Notice(code="read", message="å"), Notice(code="later", message="ö", start=3)),
    )  # fmt: skip
    assert store.put(given, "v1")
    (back,) = store.documents()
    assert back == given
    assert isinstance(back.decisions[0], Decision)
    assert isinstance(back.attendance[0], Attendance)


def test_shared_gold_comes_back_as_it_was(store: Store) -> None:
    documents = shared()
    if not documents:
        pytest.skip("the shared gold is not here")
    for given in documents:
        store.put(given, "v1")
    assert {d.source.id: d for d in store.documents()} == {d.source.id: d for d in documents}


def test_storing_twice_changes_nothing(store: Store) -> None:
    assert store.put(document(), "v1")
    before = store.select("SELECT * FROM search")
    assert not store.put(document(), "v1")
    assert [tuple(row) for row in store.select("SELECT * FROM search")] == [tuple(row) for row in before]


def test_a_new_extractor_takes_the_place_of_the_old_facts(store: Store) -> None:
    store.put(document(), "v1")
    store.seen("elsewhere/a.txt", document().source.id)
    fewer = replace(document(), mandates=())
    assert store.put(fewer, "v2")
    assert store.counts().facts["mandates"] == 0
    assert {row[0] for row in store.select("SELECT path FROM file")} == {"a.txt", "elsewhere/a.txt"}
    assert not store.select("SELECT * FROM search WHERE kind = 'mandates'")


def test_a_new_edition_of_a_file_takes_the_place_of_the_old(store: Store) -> None:
    store.put(document(), "v1")
    store.put(document(extra="\nTillägg."), "v1")
    assert store.counts().documents == 1
    assert next(iter(store.documents())).source.text.endswith("Tillägg.\n")


def test_one_content_under_two_names_is_one_document(store: Store) -> None:
    store.put(document("a.txt"), "v1")
    store.put(replace(document(), source=replace(document().source, path="b.txt")), "v1")
    assert store.counts().documents == 1
    store.put(document("b.txt", extra="\nAnnat."), "v1")
    assert store.counts().documents == 2


def test_what_is_stored_stays_when_a_later_document_fails(store: Store, tmp_path: Path) -> None:
    store.put(document(), "v1")
    other = document("b.txt", extra="\nAnnat.")
    broken = replace(other, decisions=(replace(other.decisions[0], kind=None),))  # type: ignore[arg-type]
    with pytest.raises(NotStoredError, match="NOT NULL"):
        store.put(broken, "v1")
    store.put_aside("c.pdf", "no text layer")
    store.close()
    with open_store(store.path) as again:
        assert [d.source.path for d in again.documents()] == ["a.txt"]
        assert not again.select("SELECT * FROM search WHERE document = ?", (other.source.id,))
        assert [tuple(r) for r in again.select("SELECT * FROM put_aside")] == [("c.pdf", "no text layer")]


def test_a_file_that_is_read_at_last_is_no_longer_aside(store: Store) -> None:
    store.put_aside("a.txt", "the document is empty")
    store.put(document(), "v1")
    assert not store.select("SELECT * FROM put_aside")


def test_search_keeps_swedish_letters_apart(store: Store) -> None:
    store.put(document(), "v1")

    def found(expression: str) -> int:
        return len(store.select("SELECT fact FROM search WHERE search MATCH ?", (expression,)))

    assert found("words : får") > 0
    assert found("words : far") == 0
    assert found("stems : budget") > 0


def test_judgements_are_only_added(store: Store) -> None:
    same = Judgement("a", "b", "same", 0.9, "because")
    assert store.judge([same]) == 1
    assert store.judge([same]) == 0
    assert store.judge([replace(same, verdict="different", by="Eva", at="2024-01-01T12:00")]) == 1
    with pytest.raises(sqlite3.DatabaseError, match="never changed"):
        store._db.execute("UPDATE judgement SET verdict = 'same'")
    with pytest.raises(sqlite3.DatabaseError, match="never deleted"):
        store._db.execute("DELETE FROM judgement")
    assert [j.verdict for j in store.judgements()] == ["same", "different"]


def test_a_pair_judged_twice_in_one_run_does_not_grow(store: Store) -> None:
    first = Judgement("a", "b", "different", 0.2, "only part of a name")
    pair = (first, replace(first, reason="fits several people"))
    assert store.judge(pair) == 1
    assert store.judge(pair) == 0
    assert [j.reason for j in store.judgements()] == ["fits several people"]


def test_what_is_unsure_is_what_the_last_resolution_left_so(store: Store) -> None:
    def entity(number: int, *members: str) -> Entity:
        return Entity(f"person-{number}", "person", "Anna Bergdahl", (), members, ())

    pair = Judgement("a", "b", "unsure", 0.5, "one letter")
    store.resolve(Resolution(entities=(entity(1, "a"), entity(2, "b")), judgements=(pair,)))
    assert store.unsure() == (pair,)
    store.resolve(Resolution(entities=(entity(1, "a", "b"),)))
    assert store.unsure() == ()
    assert store.select("SELECT target FROM redirect WHERE entity = 'person-2'")[0][0] == "person-1"
    store.resolve(Resolution(entities=(entity(1, "a"),)))
    assert store.unsure() == ()
    assert store.members()["b"] == "person-1"


def test_copies_are_not_counted(store: Store) -> None:
    given = document()
    store.put(given, "v1")
    before = store.counts()
    store.resolve(Resolution(copies={given.parts[0].id: "another"}))
    assert before.facts["decisions"] == 1
    assert (store.counts().facts["decisions"], store.counts().copies) == (0, 1)
    assert store.select("SELECT copy_of FROM document")[0][0] == "another"


def test_what_is_no_store_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotAStore, match=r"paragraf run"):
        open_store(tmp_path / "none.db")
    text = tmp_path / "text.db"
    text.write_text("Protokoll " * 200, encoding="utf-8")
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as db:
        db.execute("CREATE TABLE t (x)")
    for path in (text, other):
        before = path.read_bytes()
        with pytest.raises(NotAStore, match=path.name):
            open_store(path, create=True)
        assert path.read_bytes() == before


def test_a_newer_store_is_refused(store: Store) -> None:
    store._db.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    store.close()
    with pytest.raises(NewerStore, match=rf"version {SCHEMA_VERSION + 1}, this one reads {SCHEMA_VERSION}"):
        open_store(store.path)


def test_a_folder_that_cannot_be_made_is_a_store_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(StoreError, match="cannot be opened"):
        open_store(tmp_path / "file" / "p.db", create=True)
